"""Where else in a text that stands which some of its lines hold and which may be a secret.

A word there may say what it is: a password that an old entry announces and a new one repeats.
"""

from __future__ import annotations

from itertools import accumulate, chain

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORT = 8
# How far above a value the line may be that announces it.
_REACH = 4
# What begins a value that no sentence holds by chance has a digit or such a sign in it, or is long.
_TELLING = frozenset("0123456789!@#$%^&?+~=")
_LONG = 16
_EDGES = "\"'`*_()[]{}<>|,;:."
_LONGEST = 400
# What stands on more lines is hardly a secret, and the log repeats itself.
_MOST = 20
# So few are looked for one by one, which is sooner done.
_FEW = 64
_OF_TIMES = "0123456789TZ:.,+/-"


def repeated(text: str, lines: Sequence[range]) -> list[range]:
    """The other lines that hold what these do, with those above that may announce it."""
    starts = _starts(text)
    count = len(starts) - 1
    wanted: set[str] = set()
    rest: list[range] = []
    at = 1
    for some in sorted(lines, key=lambda one: one.start):
        first, last = max(some.start, at), min(some.stop, count + 1)
        if first < last:
            wanted.update(_begins(text[starts[first - 1] : starts[last - 1]]))
            rest.append(range(at, first))
            at = last
    rest = [some for some in (*rest, range(at, count + 1)) if some]
    if len(wanted) <= _FEW:
        spans = [(starts[some.start - 1], starts[some.stop - 1]) for some in rest]
        wanted = {one for one in wanted if any(text.find(one, *span) >= 0 for span in spans)}
    found: list[range] = []
    counts: dict[str, int] = {}
    for number in chain.from_iterable(rest) if wanted else ():
        met = wanted.intersection(_begins(text[starts[number - 1] : starts[number]]))
        if met:
            counts |= {one: counts.get(one, 0) + 1 for one in met}
            wanted.difference_update(one for one in met if counts[one] >= _MOST)
            found.append(range(max(1, number - _REACH), number + 1))
    return found


def _starts(text: str) -> list[int]:
    """Where each line begins, and where the last one ends."""
    if "\r" in text:
        from .page import line_starts

        return line_starts(text)
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _begins(part: str) -> Iterable[str]:
    """How the runs begin that may be such a value, or hold one."""
    for run in part.split():
        told = run.strip(_EDGES)
        if len(told) < _SHORT or _is_plain(told):
            continue
        # As `copies.is_made` has it: a brief one is not of small letters alone.
        is_brief, is_small = len(told) < _LONG, told.islower()
        if (is_brief and is_small) or ((is_brief or is_small) and _TELLING.isdisjoint(told)):
            continue
        run = run[:_LONGEST]
        for at in range(len(run) - _SHORT + 1):
            if not at or not run[at - 1].isalnum():
                yield run[at : at + _SHORT]


def _is_plain(told: str) -> bool:
    """True for a time, a number or the ID of an entry."""
    if not told.strip(_OF_TIMES):
        return True
    parts = told.split("-")
    if len(parts) != 3 or not told.isascii():
        return False
    prefix, day, last = parts
    is_prefix = 2 <= len(prefix) <= 6 and prefix.isalpha() and prefix.isupper()
    is_numbered = len(day) == 8 and day.isdigit() and len(last) == 3
    return is_prefix and is_numbered and last.replace("_", "x").isalnum()
