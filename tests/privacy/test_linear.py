"""Every detector of the catalogue takes time in proportion to the text, whatever that is."""

from __future__ import annotations

import functools
import importlib.util
import os
import random
import re
import string
from collections.abc import Callable

import pytest

from learnings import resource
from learnings.markdown import parse
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import BlockDetector, Detector
from learnings.privacy.finding import Finding, Piece
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan
from learnings.privacy.search import Search
from learnings.settings import defaults
from learnings.watch import Watch

DETECTORS = tuple(catalogue().values())
KNOWN = resource.load("gates.json")["looked_for"]
ENGINES = [name for name in ("re", "re2", "hyperscan") if importlib.util.find_spec(name)]
RECIPES = [one.recipes[0] for one in DETECTORS[::6] if one.recipes]
BASE64 = "".join(random.Random(1).choices(string.ascii_letters + string.digits + "+/", k=1 << 18))
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


# Read before the tests begin, which have an environment of their own.
WITH_ALL_ATTACKS = os.environ.get("LEARNINGS_ATTACKS") == "all"


def some_attacks(name: str) -> list[str]:
    """Three that differ from detector to detector, since all take a quarter of an hour.

    LEARNINGS_ATTACKS=all for all of them.
    """
    found = attacks(catalogue()[name])
    if WITH_ALL_ATTACKS:
        return found
    dice = random.Random(name)
    own = found[len(ALL) :] or found
    return [dice.choice(found[: len(ALL)]), *dice.sample(own, min(2, len(own)))]


@pytest.mark.timing
@pytest.mark.parametrize("name", catalogue())
def test_a_detector_is_linear(name: str, doubled: Doubled) -> None:
    detector = catalogue()[name]
    for part in some_attacks(name):
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
        "eyJ",
        "://a:",
        ":4321:a",
        "slack",
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


@pytest.mark.timing
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "part", [BASE64, "account ", "cloudflare ", "password '", "key=", "1", " "]
)
def test_one_long_line_is_looked_through_in_linear_time(
    engine: str, part: str, doubled: Doubled
) -> None:
    search = searching(engine)
    doubled(lambda size: search.findings(_cut(part, size)), part[:12])


@pytest.mark.timing
def test_lines_with_a_value_each_are_shown_in_linear_time(doubled: Doubled) -> None:
    def shown(size: int) -> None:
        watch, log = Watch(defaults().nearest), parse(b"host-1 was asked\n" * (size // 10), "a.md")
        found = [Finding(at, at + 6, "any", "internal-host", "host") for at in log.starts]
        watch.learn(log, found)
        assert watch.line(log, 1) == watch.line(log, log.line_count) == "****** was asked"
        for number in range(1, log.line_count):
            watch.line(log, number)

    doubled(shown, "line")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("recipe", RECIPES)
def test_in_a_long_line_the_same_is_found(engine: str, recipe: str) -> None:
    value = cook(recipe, random.Random(5))
    if "\n" in value:
        return
    long = "some words of it " * 200 + f"{value} " + "and then some more " * 200
    assert list(searching(engine).findings(long)) == unscreened(long)


@functools.cache
def searching(engine: str) -> Search:
    """One for all rows: to compile every expression with Hyperscan takes seconds."""
    return Search(DETECTORS, engine, known=KNOWN)


@functools.cache
def unscreened(text: str) -> list[Finding]:
    """What every engine has to find; without a screen that takes longest."""
    return list(Search(DETECTORS, is_screened=False).findings(text))


def _cut(part: str, size: int) -> str:
    """So many characters of a text that repeats a part."""
    return (part * (size // len(part) + 1))[:size]
