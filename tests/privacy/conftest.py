"""What several tests of the privacy room need."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

Doubled = Callable[[Callable[[int], object], object], None]


@pytest.fixture
def doubled() -> Doubled:
    """Fails where twice the work takes much more than twice the time, again and again."""

    def doubled(work: Callable[[int], object], name: object) -> None:
        size = 1_000
        work(10)
        while _took(work, size) < 0.02 and size < 64_000:
            size *= 2
        ratios = []
        for _ in range(4):
            ratios.append(_took(work, size * 4) / max(_took(work, size), 0.001))
            if ratios[-1] < 8:
                return
        raise AssertionError(f"{name!r}: four times the text took {min(ratios):.1f} times as long")

    return doubled


def _took(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
