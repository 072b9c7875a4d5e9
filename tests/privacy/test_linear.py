"""Every detector of the catalogue takes time in proportion to the text, whatever that is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import BlockDetector, Detector
from learnings.privacy.finding import Piece
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

Doubled = Callable[[Callable[[int], object], object], None]
ALL = (
    "a",
    "1",
    "A1",
    "a ",
    "/",
    "'",
    '"a',
    "`",
    "=",
    "-",
    ".",
    ":",
    "@",
    "_",
    "a.",
    "1.",
    "a@",
    "\\",
    "key=",
    "secret'",
)


def attacks(detector: Detector | BlockDetector) -> list[str]:
    """What is repeated: beginnings of values, words of gates, and characters that many share."""
    dice = random.Random(7)
    found = list(ALL)
    for recipe in (*detector.recipes, *detector.decoys):
        value = cook(recipe, dice)
        found += [value, value[:-1], value[: len(value) // 2], value[:6], value[-6:], value + "'"]
    for gate in detector.gates:
        found += re.findall(r"[a-zA-Z0-9_:/@-]{3,}", gate)[:6]
    return list(dict.fromkeys(one for one in found if one))


@pytest.mark.timing
@pytest.mark.parametrize("name", catalogue())
def test_a_detector_is_linear(name: str, doubled: Doubled) -> None:
    detector = catalogue()[name]
    for part in attacks(detector):
        if isinstance(detector, BlockDetector):
            doubled(lambda size, part=part: list(detector.find(_cut(part, size))), part[:3])
            doubled(lambda size, part=part: list(detector.find(_cut(f"{part}\n", size))), part[:3])
        else:
            doubled(lambda size, part=part: list(detector.find(Piece(_cut(part, size)))), part[:3])


@pytest.mark.timing
@pytest.mark.parametrize(
    "part",
    [
        *ALL,
        "> a1b\n",
        "**",
        "AKIA",
        "&#95;",
        "\\_",
        "é",
        "\u200b",
        "\r",
        "A1b2C3d4" * 4 + " ",
        "BEGIN PRIVATE KEY\n",
    ],
)
def test_a_scan_is_linear(part: str, doubled: Doubled) -> None:
    doubled(lambda size: scan(_cut(part, size)), part)


def _cut(part: str, size: int) -> str:
    """So many characters of a text that repeats a part."""
    return (part * (size // len(part) + 1))[:size]
