"""Makes a regular expression a wider one that every engine understands.

It matches wherever the first does, and also where that would match in the shown form of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from .gate import REPEATS, SPACES, parsed

# An engine has no use for a longer run: it would only become slower to prepare.
_LONGEST = 24
_MOST_TIMES = 100
_ANY = r"[^\n\r]"
# Before each line there is one.
_SPACE = r"\x20"
# What stands for a space: much punctuation becomes one in the shown form of a line.
GAP = r"[^a-zA-Z0-9\n\r]"
_ALL = frozenset(range(0x80))
_ENDS = frozenset((0x0A, 0x0D))
_BLANKS = frozenset((0x09, 0x20))
_GAPS = frozenset(code for code in _ALL if not chr(code).isalnum())
# What a long s, a dotless i and others become in small letters.
_FOLDED = frozenset(map(ord, "iks"))
_CATEGORIES = {
    "CATEGORY_DIGIT": frozenset(range(0x30, 0x3A)),
    "CATEGORY_WORD": (_ALL - _GAPS) | {0x5F},
    "CATEGORY_NOT_WORD": _GAPS - {0x5F},
    "CATEGORY_SPACE": _GAPS,
}


@lru_cache(maxsize=4096)
def widened(pattern: str) -> str:
    """A pattern that matches in each line in which this one does, or in its shown form.

    It is for text in small letters, with a space before each line. It has no look-around, no
    back-reference and no long repeat.
    Raises `re.error` for what is no pattern.
    """
    return widened_parts(parsed(pattern))


def widened_parts(parts: Iterable[Any]) -> str:
    """The same for the parts of a pattern."""
    nodes = [node for node in parts if _written(node)]
    start = _start(nodes[0]) if nodes else ""
    if start:
        del nodes[0]
    while nodes and not start and _may_be_empty(nodes[0]):
        del nodes[0]
    while nodes and _may_be_empty(nodes[-1]):
        nodes.pop()
    # It is searched for, so that at both ends as little as there must be is enough.
    last = len(nodes) - 1
    return start + "".join(
        _written(node, at == last or (at == 0 and not start)) for at, node in enumerate(nodes)
    )


def _sequence(nodes: Iterable[Any]) -> str:
    return "".join(map(_written, nodes))


def _written(node: Any, is_end: bool = False) -> str:
    name, value = str(node[0]), node[1]
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return ""
    if name == "LITERAL":
        return _plain(chr(value))
    if name == "NOT_LITERAL":
        return _negated([("LITERAL", value)])
    if name == "IN":
        return _set(value)
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        inner = _sequence(value[3] if name == "SUBPATTERN" else value)
        return f"(?:{inner})" if inner else ""
    if name == "BRANCH":
        return f"(?:{'|'.join(map(_sequence, value[1]))})"
    if name in REPEATS:
        inner = _sequence(value[2])
        return f"(?:{inner}){_count(value[0], int(value[1]), is_end)}" if inner else ""
    # A character, or what has been matched before: anything.
    return _ANY if name == "ANY" else f"{_ANY}*"


def _start(node: Any) -> str:
    """What a pattern begins with that asks for something before it or the beginning of a line."""
    while str(node[0]) == "SUBPATTERN" and len(node[1][3]) == 1:
        node = node[1][3][0]
    branches = node[1][1] if str(node[0]) == "BRANCH" else []
    others = [one for one in branches if not _is_beginning(one)]
    if len(others) in {0, len(branches)} or any(all(map(_may_be_empty, one)) for one in others):
        return ""
    written = list(map(_before, others))
    has_space = any(one.startswith("[^") and re.fullmatch(one, " ") for one in written)
    return f"(?:{'|'.join(written if has_space else [_SPACE, *written])})"


def _before(branch: Any) -> str:
    """What stands before a word: it may have become a letter only when it was folded."""
    name, value = str(branch[0][0]), branch[0][1]
    if len(branch) == 1 and name == "IN" and str(value[0][0]) == "NEGATE":
        return _negated(value[1:], spared=_FOLDED)
    return _sequence(branch)


def _is_beginning(branch: Any) -> bool:
    return [(str(node[0]), str(node[1])) for node in branch] == [("AT", "AT_BEGINNING")]


def _may_be_empty(node: Any) -> bool:
    name, value = str(node[0]), node[1]
    if name in REPEATS:
        return int(value[0]) == 0 or all(map(_may_be_empty, value[2]))
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return all(map(_may_be_empty, value[3] if name == "SUBPATTERN" else value))
    if name == "BRANCH":
        return any(all(map(_may_be_empty, branch)) for branch in value[1])
    return name not in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}


def _plain(letter: str) -> str:
    if letter in SPACES:
        return GAP
    return re.escape(letter.lower()) if letter.isascii() else _class(set(), is_open=True)


def _count(least: int, most: int, is_end: bool) -> str:
    if is_end or most > _MOST_TIMES:
        least = min(least, _LONGEST)
    if is_end:
        return f"{{{least}}}" if least > 1 else ""
    if (least, most) == (0, 1):
        return "?"
    if most <= _MOST_TIMES:
        return f"{{{least},{most}}}" if most > 1 else ""
    return {0: "*", 1: "+"}.get(least, f"{{{least},}}")


def _set(items: Sequence[Any]) -> str:
    """A set in small letters; a space in it may have been any character that becomes one."""
    if str(items[0][0]) == "NEGATE":
        return _negated(items[1:])
    codes: set[int] = set()
    is_open = False
    for name, value in ((str(item[0]), item[1]) for item in items):
        if name == "CATEGORY":
            codes |= _CATEGORIES.get(str(value), _ALL)
            is_open = True
        else:
            first, last = value if name == "RANGE" else (value, value)
            codes |= {*range(first, min(last, 0x7F) + 1)}
            is_open = is_open or last > 0x7F
    codes = {ord(chr(code).lower()) for code in codes}
    return _class(codes | _GAPS, is_open=True) if 0x20 in codes else _class(codes, is_open)


def _negated(items: Sequence[Any], spared: frozenset[int] = frozenset()) -> str:
    codes: set[int] = set()
    for name, value in ((str(item[0]), item[1]) for item in items):
        if name != "CATEGORY":
            first, last = value if name == "RANGE" else (value, value)
            codes |= {ord(chr(code).lower()) for code in range(first, min(last, 0x7F) + 1)}
        elif str(value) == "CATEGORY_SPACE":
            codes |= _BLANKS
    codes = (codes if 0x20 in codes else codes - _GAPS) - spared
    return _class(_ALL - codes, is_open=True) if codes else _ANY


def _class(codes: set[int] | frozenset[int], is_open: bool) -> str:
    """A class of ASCII characters of one line; with all others, where it is open."""
    # Both cases of a letter are on one side: what is asked without regard to case stays right.
    codes = codes | {ord(chr(code).upper()) for code in codes} if is_open else codes
    codes = (_ALL - codes) | _ENDS if is_open else codes - _ENDS
    body, place = "", 0
    while place < 0x80:
        last = place
        while last in codes:
            last += 1
        if last > place:
            body += _escaped(place) + ("-" if last - place > 2 else "")
            body += _escaped(last - 1) if last - place > 1 else ""
        place = last + 1
    return f"[{'^' if is_open else ''}{body}]"


def _escaped(code: int) -> str:
    return chr(code) if chr(code).isalnum() else f"\\x{code:02x}"
