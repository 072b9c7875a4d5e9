"""Values that are planted, a family of detectors that finds them, and a run of the command line.

The family is small and knows only what is planted, so that these tests are about where is
looked and not about what is found. All values are made at run time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from learnings.privacy.detector import Detector, Organisation
from learnings.privacy.finding import Hit, Piece
from learnings.privacy.recipe import cook

RECIPES = {
    "secret": ("planted-token", "token", "pl{}nt_{L*24}", r"plnt_[a-z0-9]{24}"),
    "private-address": ("planted-address", "ip", "10.2{}0.{d*2}.{d*2}", r"10\.20\.\d+\.\d+"),
    "email-address": ("planted-email", "email", "{l*9}@{}corp.example", r"[a-z]+@corp\.example"),
}


def value(check: str = "secret", seed: int = 1) -> str:
    """A value that the family finds; another one for each seed."""
    return cook(RECIPES[check][2], random.Random(seed))


def family(_organisation: Organisation) -> list[Detector]:
    """Detectors of what `value` makes."""
    return [
        Detector(name, check, kind, f"a {name}", (pattern,), _finder(pattern))
        for check, (name, kind, _, pattern) in RECIPES.items()
    ]


def _finder(pattern: str):
    expression = re.compile(pattern)

    def find(piece: Piece) -> Iterator[Hit]:
        for found in expression.finditer(piece.text):
            yield Hit(found.start(), found.end())

    return find
