"""The labelled collection: texts with sensitive values, made alike on every machine."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Sequence

from .kinds import data, other_kinds, secret_kinds
from .kitchen import cooked, seeded
from .sample import Kind, Sample, halves, share
from .wrapping import CLOSE, OPEN, SURROUNDINGS, WRAPS, surrounded, unmarked, wrapped

SEED = 1
VALUES = 4  # of each kind, in each half
_PROSE_WRAPS = ("sentence", "table")


def samples(split: str, values: int = VALUES) -> Iterator[Sample]:
    """Every kind's values in a split, each in four wraps; bare tokens in all surroundings too."""
    for kind in (*secret_kinds(), *other_kinds()):
        for half in halves(kind.key, split):
            for number in range(values):
                yield from _wrapped(kind, half, number)
            if kind.is_bare:
                yield from _surrounded(kind, half)


def _wrapped(kind: Kind, half: str, number: int) -> Iterator[Sample]:
    dice = seeded(SEED, kind.key, half, number)
    form = _form(kind, half, number, dice)
    marked = _filled(kind, form, dice)
    for wrap in _PROSE_WRAPS if kind.is_prose else WRAPS:
        text, spans = unmarked(wrapped(marked, wrap))
        yield Sample(kind, text, spans, wrap, "", form)


def _surrounded(kind: Kind, half: str) -> Iterator[Sample]:
    """One value in each surrounding, in a sentence that says nothing of it."""
    for name in SURROUNDINGS:
        dice = seeded(SEED, kind.key, half, "surrounding", name)
        form = dice.choice([form for form in _carriers("bare", half) if form != "echo %V"])
        marked = _filled(kind, form, dice)
        if name == "escaped" and "_" not in marked[marked.index(OPEN) : marked.index(CLOSE)]:
            continue
        text, spans = unmarked(wrapped(surrounded(marked, name), "sentence"))
        yield Sample(kind, text, spans, "sentence", name, form)


def _form(kind: Kind, half: str, number: int, dice: random.Random) -> str:
    """A form of its own, or a sentence: by turns such as tell what the value is and such as not."""
    if kind.forms:
        alone = len(halves(kind.key, "all")) == 1
        forms = share(kind.forms, half, kind.key, alone)
        return forms[number % len(forms)]
    turns = ("bare", "prose", "bare", "code") if kind.is_bare else ("prose", "code")
    return dice.choice(_carriers(turns[number % len(turns)], half))


@functools.cache
def _carriers(name: str, half: str) -> Sequence[str]:
    return share(data("carriers")[name], half, name, whole=False)


def _filled(kind: Kind, form: str, dice: random.Random) -> str:
    """The form with its value, which stays marked."""
    said, variable, key = kind.words
    form = form.replace("%W", said).replace("%E", variable).replace("%K", key)
    if kind.value:
        form = form.replace("%V", f"{OPEN}{kind.value}{CLOSE}")
    return cooked(form, dice)
