"""Whether two words in a row may name a person, told without a pattern."""

from __future__ import annotations

from .. import resource
from .folding import SMALL, unmarked

GLANCE = "glance.json"
_PARTICLES = frozenset(
    ("van", "von", "de", "del", "della", "der", "den", "da", "di", "la", "le", "bin", "al", "ten")
)
_TITLES = frozenset(("mr", "mrs", "ms", "mx", "dr", "prof", "herr", "frau"))
_LETTERS = (SMALL + SMALL.upper()).decode()
_AROUND = "\"'`()[]*_,.;:!?|"


def person(line: str) -> bool:
    """True if two words in a row may be a name, or a title and a name."""
    first = ""
    for second in unmarked(line).split():
        # Most words begin with a small letter.
        if not "a" <= second < "{" and _may_follow(first, second):
            return True
        first = second
    return False


def _may_follow(first: str, second: str) -> bool:
    return (
        second[:1].isupper()
        and (second[1:2].islower() or second[1:2] in ("'", "\u2019"))
        and (first in _PARTICLES or any(map(str.isupper, first)))
        and _may_be_named(first, second)
    )


def _may_be_named(first: str, second: str) -> bool:
    """False if one of the words is no part of a name; that of an initial or a particle may be."""
    bare = first.strip(_AROUND)
    for mark in ":=<>(":
        bare = bare.rpartition(mark)[2]
    # Before a title there may be anything but a letter of ASCII.
    title = first.rstrip(_AROUND)
    title = title[len(title.rstrip(_LETTERS)) :].lower()
    if first in _PARTICLES or title in _TITLES:
        return True
    if first.endswith("."):
        # It ends a sentence, unless it is an initial.
        return all(len(part) <= 2 for part in bare.split("."))
    none = resource.load(GLANCE)["no_names"]
    return not any(word in none for word in (bare.lower(), second.strip(_AROUND).lower()))
