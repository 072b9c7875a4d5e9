"""What a labelled text is, and which half of the collection it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from learnings.privacy.detector import CustomPattern, Organisation

TUNE, HELD_OUT, ALL = "tune", "held-out", "all"
SPLITS = (TUNE, HELD_OUT, ALL)
SECRETS = frozenset(("secret", "private-key", "credential-in-url"))

# What the organisation of some samples has told: everybody else has told nothing.
TOLD = Organisation(
    hosts=("tidewater-infra.net",),
    roster=("Wanjiru Kamau",),
    customers=(CustomPattern("tidewater", r"\bTW-\d{6}\b", ("TW-104233",)),),
    public_addresses=True,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: how it is made and where it stands.

    A `value` is put into sentences: into such that say nothing of it where it `is_bare`, and beside
    its `words`: as people say it, as a variable, as a key. `forms` hold the value themselves.
    """

    name: str
    family: str
    group: str
    checks: frozenset[str]
    value: str = ""
    is_bare: bool = False
    words: tuple[str, str, str] = ("", "", "")
    forms: tuple[str, ...] = ()
    is_told: bool = False
    is_prose: bool = False

    @property
    def key(self) -> str:
        """The name with its family: two families may use one name."""
        return f"{self.family}/{self.name}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with sensitive values and their places, from `start` up to `end`."""

    kind: Kind
    text: str
    spans: tuple[tuple[int, int], ...]
    wrap: str
    surrounding: str
    form: str


@dataclass(frozen=True, slots=True)
class Decoy:
    """A text with nothing sensitive in it. Near misses are told apart from noise."""

    kind: str
    text: str
    wrap: str
    is_near: bool = False


def digest(*words: object) -> int:
    """A number that depends on the words alone."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, words)).encode()).digest()[:8])


def halves(key: str, split: str) -> Sequence[str]:
    """The halves of a kind that are in a split.

    A quarter of the kinds is in one half only, a quarter in the other only, so that each half has
    kinds that the other never shows; the rest are in both, with other values and sentences.
    """
    place = digest("kind", key) % 4
    own = {0: (TUNE,), 1: (HELD_OUT,)}.get(place, (TUNE, HELD_OUT))
    return [half for half in own if split in (ALL, half)]


def is_unseen(key: str) -> bool:
    """Whether only the held-out half has this kind."""
    return digest("kind", key) % 4 == 1


def share(items: Sequence[str], half: str, key: str, whole: bool) -> Sequence[str]:
    """The sentences of a half; all of them where the kind is in no other or there is one only."""
    if whole or len(items) < 2:
        return items
    start = (digest("form", key) + (half == HELD_OUT)) % 2
    return items[start::2]
