"""How strong the word for a credential is with which a heading ends."""

from __future__ import annotations

from ..folding import lowered
from .words import SUFFIX, Strength, is_other, words


def strength_of(title: str, farthest: int = 14) -> Strength | None:
    """How strong the last word for a credential is with which a text ends; None without one.

    Behind it there are so many characters at most.
    """
    found = None
    for family in ("password", "secret"):
        for start, end, strength in words(title, lowered(title), family):
            if is_other(title, start, strength) or SUFFIX.match(title, end):
                continue
            if len(title) - end <= farthest and (found is None or strength > found):
                found = strength
    return found


def sure_strength(title: str) -> Strength | None:
    """The same of a text that ends with a word for a password, or one for a token or a key."""
    title = title.strip(" \t\"'`*_:")
    strength = strength_of(title, 1) if title[-1:] == "s" else strength_of(title, 0)
    return strength if strength in (Strength.PASSWORD, Strength.SECRET) else None
