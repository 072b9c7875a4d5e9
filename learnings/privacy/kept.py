"""Keeps what was judged of the words of a text: a log repeats them."""

from __future__ import annotations

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

_MOST = 10_000


def kept(judge: Callable[[str], T]) -> Callable[[str], T]:
    """The same judgment, made once of each of the last words."""
    known: dict[str, T] = {}

    def judged(word: str) -> T:
        if word not in known:
            if len(known) >= _MOST:
                known.clear()
            known[word] = judge(word)
        return known[word]

    return judged
