"""Tokens that give themselves away by their shape, as their makers document it.

The shapes are data, in `token-shapes.json`; what holds for all of them is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ... import resource
from ...lazy import regex
from ..detector import FORMS, Detector, Organisation
from ..finding import Hit, Piece
from .worth import entropy, is_placeholder

# Nothing alphanumeric stands before a token, but for the letter of an escape such as `\n`.
_BEFORE = r"(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))"
_AFTER = r"(?![A-Za-z0-9])"
_BITS = 2.5


def shapes(_: Organisation) -> Sequence[Detector]:
    """A detector for each shape."""
    return [_detector(shape) for shape in resource.load("token-shapes.json")["shapes"]]


def _detector(shape: Mapping[str, Any]) -> Detector:
    return Detector(
        name=shape["name"],
        check="secret",
        kind=shape["kind"],
        title=shape["title"],
        gates=tuple(shape["gates"]),
        find=_finder(shape["pattern"], shape.get("is_open", False)),
        source=shape["source"],
        recipes=tuple(shape["recipes"]),
        decoys=tuple(shape["decoys"]),
        forms=FORMS,
    )


def _finder(pattern: str, is_open: bool) -> Callable[[Piece], Iterator[Hit]]:
    before = "" if is_open else _BEFORE
    expression = regex(f"{before}(?:{pattern}){_AFTER}", re.ASCII)
    group = "value" if "(?P<value>" in pattern else 0

    def find(piece: Piece) -> Iterator[Hit]:
        for found in expression.finditer(piece.text):
            value = found[group]
            if not is_placeholder(value) and entropy(value) >= _BITS:
                yield Hit(*found.span(group))

    return find
