"""What a line has at least that holds a number of some kind, or an address, told without a pattern.

As in `least`, an answer may say yes too often, never no where a detector finds something.
"""

from __future__ import annotations

import itertools

from .kept import kept

_BLANK_DIGITS = str.maketrans("123456789", "0" * 9)
# No value can begin within one of these, and all of one is none.
_TIMES = frozenset(("0000-00-00", "00:00:00", "0000-00-00T00:00:00Z", "0000-00-00T00:00Z"))
_OPENING, _CLOSING = "\"'`([*", "\"'`)]*,;.:"
_HEX = frozenset("0123456789ABCDEFabcdef")
_CARD, _PHONE, _ACCOUNT = 13, 7, 12


def figures(run: str) -> int:
    """How many figures there are."""
    return 0 if run.isalpha() else sum(map(str.isdigit, run))


def longest_run(line: str) -> int:
    """How many characters stand together without a blank of ASCII, or more."""
    return max(map(len, line.encode("utf-8", "surrogatepass").split()), default=0)


def is_time(run: str) -> bool:
    """True for a date or a time, whatever marks are around it."""
    bare = run.lstrip(_OPENING)
    return bare[:1].isdigit() and bare.rstrip(_CLOSING).translate(_BLANK_DIGITS) in _TIMES


def dialled(line: str) -> bool:
    """True if there are as many figures as the shortest number has that is called.

    The dates of this century and of the last one are none.
    """
    return sum(map(_dialled, line.split())) >= _PHONE


@kept
def _dialled(run: str) -> int:
    return 0 if _is_recent(run) and is_time(run) else figures(run)


def _is_recent(run: str) -> bool:
    return run.lstrip(_OPENING).startswith(("19", "20"))


def carded(line: str) -> bool:
    """True if there are as many figures as the number of a card has, but for dates and times."""
    return sum(figures(run) for run in line.split() if not is_time(run)) >= _CARD


def dashed(line: str) -> bool:
    """True for three figures, two, and four, with hyphens between."""
    parts = line.split("-")
    return any(
        len(second) == 2
        and second.isdigit()
        and len(first) >= 3
        and first[-3:].isdigit()
        and third[:4].isdigit()
        for first, second, third in zip(parts, parts[1:], parts[2:], strict=False)
    )


def accounted(line: str) -> bool:
    """True for twelve figures in a row, or four, four and more, with hyphens between."""
    if figures(line) < 8:
        return False
    alone = "".join(sign if sign.isdigit() else " " for sign in line).split()
    parts = line.split("-")
    return any(len(part) >= _ACCOUNT for part in alone) or any(
        len(second) == 4 and second.isdigit() and first[-4:].isdigit() and len(first) >= 4
        for first, second in itertools.pairwise(parts[:-1])
    )


def hardware(line: str) -> bool:
    """True for six pairs of hexadecimal digits, three groups of four, or a word for such."""
    if line.count("-") >= 5 or line.count(":") >= 5 or "mac" in line.lower():
        return True
    parts = line.split(".")
    return any(
        len(second) == 4 and _HEX.issuperset(first[-4:] + second + third[:4])
        for first, second, third in zip(parts, parts[1:], parts[2:], strict=False)
    )


def addressed(line: str) -> bool:
    """True if the sign of addresses of mail is there, or what is written for it."""
    small = line.lower()
    if "@" in line or "%40" in line or "dot" in small:
        return True
    parts = small.split("at")
    return any(
        (_has(first[-1:], "[({<") or _has(first[-2:-1], "[({<"))
        and (_has(second[:1], "])}>") or _has(second[1:2], "])}>"))
        for first, second in itertools.pairwise(parts)
    )


def _has(sign: str, signs: str) -> bool:
    return sign != "" and sign in signs
