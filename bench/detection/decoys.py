"""Texts with nothing sensitive in them: noise of many kinds, near misses, and raw log lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .collection import SEED
from .kinds import data
from .kitchen import cooked, seeded
from .sample import Decoy, halves, share
from .wrapping import WRAPS, unmarked, wrapped

TIMES = 2  # how often each sentence of noise is filled


def decoys(split: str, times: int = TIMES) -> Iterator[Decoy]:
    """Noise and near misses in a split, each in four wraps."""
    for section, kinds in data("noise").items():
        for kind, forms in kinds.items():
            yield from _kind(kind, forms, split, times, section == "near")


def _kind(
    kind: str, forms: Sequence[str], split: str, times: int, is_near: bool
) -> Iterator[Decoy]:
    for half in halves(kind, split):
        for form in share(forms, half, kind, len(halves(kind, "all")) == 1):
            for number in range(times):
                line = cooked(form, seeded(SEED, "noise", kind, half, form, number))
                for wrap in WRAPS:
                    yield Decoy(kind, unmarked(wrapped(line, wrap))[0], wrap, is_near)
