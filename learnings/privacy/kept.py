"""Keeps what was judged of the words of a text: a log repeats them."""

from __future__ import annotations

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

_MOST = 100_000
# No longer ones, which are not repeated.
_LONGEST = 200


def kept(judge: Callable[[str], T]) -> Callable[[str], T]:
    """The same judgment, made once of each of the last words."""
    known: dict[str, T] = {}

    def judged(word: str) -> T:
        said = known.get(word)
        if said is None:
            said = judge(word)
            if len(known) >= _MOST:
                known.clear()
            if len(word) <= _LONGEST:
                known[word] = said
        return said

    return judged


def of_any_run(name: str, judge: Callable[[str], bool]) -> Callable[[str], bool]:
    """Whether any run of a line, between blanks, is judged so; made once of each of the last runs.

    A line of runs of which none is so is told at once.
    """
    plain: set[str] = set()
    telling: set[str] = set()

    def judged(line: str) -> bool:
        runs = line.replace("\t", " ").split(" ")
        if plain.issuperset(runs):
            return False
        if not telling.isdisjoint(runs):
            return True
        for run in runs:
            if run not in plain:
                is_so = judge(run)
                some = telling if is_so else plain
                if len(some) >= _MOST:
                    some.clear()
                if len(run) <= _LONGEST:
                    some.add(run)
                if is_so:
                    return True
        return False

    judged.__name__, judged.__doc__ = name, judge.__doc__
    return judged
