"""Reads a regular expression: what a text must hold so that it can match.

A gate is looked for in many texts and hardly ever found. Most need one of a few words, which is
found much sooner than a pattern; for the others there is a pattern that matches wherever the
gate does, in a form that every engine understands.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

# An engine has no use for a longer run: it would only become slower to prepare.
_LONGEST = 24
_MOST_TIMES = 100
_MOST_WORDS = 80
_MOST_CHARACTERS = 8
_BEYOND = "\x80-\U0010ffff"
_ANY = r"[^\n\r]"
# What stands for a space: much punctuation becomes one in the shown form of a line.
GAP = r"[^a-zA-Z0-9\n\r]"
_SPACES = frozenset(" \t\n\r\x0b\x0c\xa0\u3000")
_CLASSES = {
    "CATEGORY_DIGIT": "0-9" + _BEYOND,
    "CATEGORY_WORD": "a-z0-9_" + _BEYOND,
    "CATEGORY_NOT_WORD": "\\x00-\\x09\\x0b\\x0c\\x0e-/:-@\\[-\\^`{-\\x7f" + _BEYOND,
}
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


@lru_cache(maxsize=4096)
def words(pattern: str) -> tuple[str, ...] | None:
    """Words in small letters of which each match holds one; None if the pattern asks for none.

    Raises `re.error` for what is no pattern.
    """
    best, exact = _needed(_parsed(pattern))
    found = _better(best, exact)
    return tuple(sorted(_shortest(found))) if found and all(map(_is_rare, found)) else None


@lru_cache(maxsize=4096)
def widened(pattern: str) -> str:
    """A pattern that matches in each line in which this one does, or in its shown form.

    It is for text in small letters. It has no look-around, no back-reference and no long repeat.
    Raises `re.error` for what is no pattern.
    """
    nodes = [node for node in _parsed(pattern) if _written(node)]
    while nodes and _may_be_empty(nodes[0]):
        nodes.pop(0)
    while nodes and _may_be_empty(nodes[-1]):
        nodes.pop()
    # It is searched for, so that at both ends as little as there must be is enough.
    last = len(nodes) - 1
    return "".join(_written(node, at in {0, last}) for at, node in enumerate(nodes))


@lru_cache(maxsize=4096)
def run(pattern: str) -> int:
    """How many characters without a space each match has at least, one after the other.

    Raises `re.error` for what is no pattern.
    """
    return max(_runs(_parsed(pattern), 0))


def _runs(nodes: Iterable[Any], length: int) -> list[int]:
    """The runs of a sequence; the last one may go on behind it."""
    found = [length]
    for name, value in ((str(node[0]), node[1]) for node in nodes):
        times = 1
        if name in _REPEATS and len(value[2]) == 1:
            times, (kind, value) = int(value[0]), value[2][0]
            name = str(kind)
        if name == "SUBPATTERN" and times == 1:
            found += _runs(value[3], found.pop())
        elif name in {"LITERAL", "IN"} and not _may_be_space(name, value):
            found[-1] += times
        elif name not in {"AT", "ASSERT", "ASSERT_NOT"}:
            found.append(0)
    return found


def _may_be_space(name: str, value: Any) -> bool:
    if name == "LITERAL":
        return chr(value).isspace()
    names = {str(item[0]) for item in value}
    kinds = {str(item[1]) for item in value if str(item[0]) == "CATEGORY"}
    if "NEGATE" in names or not kinds <= {"CATEGORY_DIGIT", "CATEGORY_WORD"}:
        return True
    ranges = [item[1] if str(item[0]) == "RANGE" else (item[1], item[1]) for item in value]
    return any(one[1] > 0x7F or one[0] <= 0x20 for one in ranges if isinstance(one[1], int))


def _parsed(pattern: str) -> Any:
    return importlib.import_module("re._parser").parse(pattern, re.IGNORECASE)


# --- words -----------------------------------------------------------------------------------

_Words = frozenset[str]
_NOTHING: _Words = frozenset(("",))


def _needed(nodes: Iterable[Any]) -> tuple[_Words | None, _Words | None]:
    """The best words needed within a sequence, and all it can be where that is few texts."""
    best: _Words | None = None
    run, whole = _NOTHING, True
    since: list[Any] = []
    for node in nodes:
        inner, exact = _of(node)
        joined = _joined(run, exact) if exact is not None else None
        if joined is not None:
            run = joined
            since.append(node)
            continue
        if since and (branches := _branches_of(node)):
            # What stands before a choice makes each of its words a longer one.
            longer, _ = _branches([_needed([*since, *branch]) for branch in branches])
            best = _better(best, longer)
        best = _better(_better(_better(best, inner), run), exact)
        whole = False
        run, since = (exact, [node]) if exact is not None else (_NOTHING, [])
    return _better(best, run), run if whole else None


def _branches_of(node: Any) -> Sequence[Any]:
    while str(node[0]) == "SUBPATTERN" and len(node[1][3]) == 1:
        node = node[1][3][0]
    return node[1][1] if str(node[0]) == "BRANCH" else ()


def _of(node: Any) -> tuple[_Words | None, _Words | None]:
    name, value = str(node[0]), node[1]
    if name == "LITERAL":
        return None, _letter(chr(value))
    if name == "IN":
        return None, _choice(value)
    if name == "SUBPATTERN":
        return _needed(value[3])
    if name == "ATOMIC_GROUP":
        return _needed(value)
    if name == "BRANCH":
        return _branches([_needed(branch) for branch in value[1]])
    if name in _REPEATS:
        return _repeated(*value)
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return None, _NOTHING
    return None, None


def _letter(letter: str) -> _Words | None:
    small, capital = letter.lower(), letter.upper()
    plain = letter.isascii() or small == capital or "а" <= small <= "џ"
    return None if letter in _SPACES or not plain else frozenset((small,))


def _choice(items: Sequence[Any]) -> _Words | None:
    letters: set[str] = set()
    for item in items:
        name, value = str(item[0]), item[1]
        if name == "LITERAL":
            letter = _letter(chr(value))
        elif name == "RANGE" and value[1] - value[0] < _MOST_CHARACTERS:
            each = [_letter(chr(code)) for code in range(value[0], value[1] + 1)]
            letter = None if None in each else frozenset().union(*(one for one in each if one))
        else:
            return None
        if letter is None:
            return None
        letters |= letter
    return frozenset(letters) if 0 < len(letters) <= _MOST_CHARACTERS else None


def _branches(
    branches: Sequence[tuple[_Words | None, _Words | None]],
) -> tuple[_Words | None, _Words | None]:
    needed: set[str] = set()
    whole: set[str] = set()
    all_needed = all_whole = True
    for inner, exact in branches:
        best = _better(inner, exact)
        all_needed = all_needed and best is not None
        all_whole = all_whole and exact is not None
        needed |= best or frozenset()
        whole |= exact or frozenset()
    exact = frozenset(whole) if all_whole and len(whole) <= _MOST_WORDS else None
    return frozenset(needed) if all_needed else None, exact


def _repeated(least: int, most: Any, nodes: Iterable[Any]) -> tuple[_Words | None, _Words | None]:
    inner, exact = _needed(nodes)
    if least == 0:
        once = int(most) == 1 and exact is not None
        return None, exact | _NOTHING if once and exact is not None else None
    if least == int(most) and exact is not None and len(exact) ** least <= _MOST_WORDS:
        run: _Words | None = _NOTHING
        for _ in range(least):
            run = _joined(run, exact) if run is not None else None
        return inner, run
    return _better(inner, exact), None


def _joined(first: _Words, second: _Words) -> _Words | None:
    if len(first) * len(second) > _MOST_WORDS:
        return None
    return frozenset(one + other for one in first for other in second)


def _better(first: _Words | None, second: _Words | None) -> _Words | None:
    if not first or not second:
        return first or second
    return max(first, second, key=lambda some: (min(map(_weight, some)), -len(some)))


def _weight(word: str) -> float:
    return min(sum(_letter_weight(letter) for letter in word), 8.0)


def _letter_weight(letter: str) -> float:
    if letter == "@":
        return 2.1
    if not letter.isascii():
        return 1.5
    return 1.0 if letter.isalnum() or letter == "_" else 0.7


def _is_rare(word: str) -> bool:
    return _weight(word) > 2.0


def _shortest(found: _Words) -> set[str]:
    """The words without those that hold another one."""
    return {one for one in found if not any(other in one for other in found if other != one)}


# --- patterns --------------------------------------------------------------------------------


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
    if name in _REPEATS:
        inner = _sequence(value[2])
        return f"(?:{inner}){_count(value[0], int(value[1]), is_end)}" if inner else ""
    # A character, or what has been matched before: anything.
    return _ANY if name == "ANY" else f"{_ANY}*"


def _may_be_empty(node: Any) -> bool:
    name, value = str(node[0]), node[1]
    if name in _REPEATS:
        return int(value[0]) == 0 or all(map(_may_be_empty, value[2]))
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return all(map(_may_be_empty, value[3] if name == "SUBPATTERN" else value))
    if name == "BRANCH":
        return any(all(map(_may_be_empty, branch)) for branch in value[1])
    return name not in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}


def _plain(letter: str) -> str:
    if letter in _SPACES:
        return GAP
    return re.escape(letter.lower()) if letter.isascii() else f"[{_BEYOND}]"


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
    if str(items[0][0]) == "NEGATE":
        return _negated(items[1:])
    body = ""
    for name, value in ((str(item[0]), item[1]) for item in items):
        if name == "CATEGORY":
            kind = _CLASSES.get(str(value))
            if kind is None:
                return GAP if str(value) == "CATEGORY_SPACE" and len(items) == 1 else _ANY
            body += kind
        else:
            body += _range(*(value if name == "RANGE" else (value, value)))
    has_space = re.compile(f"[{body}]").search(" ") is not None
    return f"(?:[{body}]|{GAP})" if has_space else f"[{body}]"


def _range(first: int, last: int) -> str:
    """A range, and its capitals in small letters."""
    if last >= 0x80:
        return _BEYOND + (_range(first, 0x7F) if first < 0x80 else "")
    low, high = max(first, ord("A")), min(last, ord("Z"))
    small = _range(low + 32, high + 32) if low <= high else ""
    if low == first and high == last:
        return small
    return small + (_escaped(first) if first == last else f"{_escaped(first)}-{_escaped(last)}")


def _negated(items: Sequence[Any]) -> str:
    """What may be a space may be any character that becomes one."""
    excluded, has_space = "\n\r", False
    for name, value in ((str(item[0]), item[1]) for item in items):
        if name == "CATEGORY" and str(value) == "CATEGORY_SPACE":
            excluded += " \t"
            has_space = True
        elif name != "CATEGORY":
            first, last = value if name == "RANGE" else (value, value)
            excluded += "".join(map(chr, range(first, min(last, 0x7F) + 1))).lower()
            has_space = has_space or first <= 0x20 <= last
    return f"[^{''.join(_escaped(ord(one)) for one in excluded)}]" if has_space else _ANY


def _escaped(code: int) -> str:
    letter = chr(code)
    return letter if letter.isalnum() or code >= 0x80 else f"\\x{code:02x}"
