"""What detectors of one check find in a recipe: texts, for tables to compare."""

from __future__ import annotations

import random

from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import NOBODY, BlockDetector, Organisation
from learnings.privacy.finding import Piece
from learnings.privacy.recipe import cook

WORLD = Organisation(
    locales=(
        *("US", "GB", "DE", "FR", "ES", "IT", "NL", "SE", "FI", "NO", "DK", "PL", "BR", "IN"),
        *("CA", "AU", "CN", "JP", "KR", "SG", "CH", "BE", "TR", "CL"),
    ),
    regions=("US", "GB", "DE"),
    public_addresses=True,
)


def values(
    check: str, recipe: str, organisation: Organisation = NOBODY, is_code: bool = False
) -> list[str]:
    """The values that the detectors of the check find, each once and in order."""
    text = cook(recipe, random.Random(1))
    piece = Piece(text, is_code=is_code)
    spans = {
        (hit.start, hit.end)
        for detector in catalogue(organisation).values()
        if detector.check == check
        for hit in detector.find(text if isinstance(detector, BlockDetector) else piece)  # type: ignore[arg-type]
    }
    widest = [
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]
    return [text[start:end] for start, end in sorted(widest)]


def plain(*recipes: str) -> list[str]:
    return [cook(recipe, random.Random(1)) for recipe in recipes]
