"""Reads a regular expression: what a text must hold so that it can match.

A gate is looked for in many texts and hardly ever found. Most need one of a few words, which is
found much sooner than a pattern.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from .rare import is_rare, weight

_MOST_WORDS = 80
_MOST_CHARACTERS = 8
_ASCII = 128
SOLID = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
SPACES = frozenset(" \t\n\r\x0b\x0c\xa0\u3000")
_BLANKS = frozenset(" \t\n\r\x0b\x0c")
# What none of the blanks is.
_OF_RUNS = ("CATEGORY_DIGIT", "CATEGORY_WORD", "CATEGORY_NOT_SPACE")
_DIGITS = frozenset("0123456789")
REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


@lru_cache(maxsize=4096)
def words(pattern: str) -> tuple[str, ...] | None:
    """Words in small letters of which each match holds one; None if the pattern asks for none.

    Raises `re.error` for what is no pattern.
    """
    found = words_of(parsed(pattern))
    return found if found and all(map(is_rare, found)) else None


def words_of(nodes: Iterable[Any]) -> tuple[str, ...]:
    """The same for the parts of a pattern, however common the words are."""
    best, exact = _needed(nodes)
    found = _shortest(_better(best, exact) or frozenset())
    return tuple(sorted(found)) if all(found) else ()


def plain_words_of(nodes: Iterable[Any]) -> tuple[str, ...]:
    """The words if the parts of a pattern are nothing but a choice of them; else none."""
    found = _shortest(_needed(nodes)[1] or frozenset())
    return tuple(sorted(found)) if all(found) else ()


@lru_cache(maxsize=4096)
def run(pattern: str) -> int:
    """How many characters without a blank of ASCII each match has at least, one after the other.

    Raises `re.error` for what is no pattern.
    """
    return run_of(parsed(pattern))


def run_of(nodes: Iterable[Any]) -> int:
    """The same for the parts of a pattern."""
    return max(_runs(nodes, 0, _may_be_blank))


def solid_of(nodes: Iterable[Any]) -> int:
    """How many letters, figures, hyphens and underscores they match at least, one after the other.

    What is not of ASCII counts as one of these.
    """
    return max(_runs(nodes, 0, _may_part))


def figures_of(nodes: Iterable[Any]) -> int:
    """How many figures each match of the parts of a pattern has at least."""
    return sum(map(_figures, nodes))


def _figures(node: Any) -> int:
    name, value = str(node[0]), node[1]
    if name == "LITERAL":
        return chr(value) in _DIGITS
    if name == "IN":
        return all(map(_is_figure, value))
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return figures_of(value[3] if name == "SUBPATTERN" else value)
    if name == "BRANCH":
        return min(map(figures_of, value[1]))
    return int(value[0]) * figures_of(value[2]) if name in REPEATS else 0


def _is_figure(item: Any) -> bool:
    name, value = str(item[0]), item[1]
    first, last = value if name == "RANGE" else (value, value)
    return name in {"RANGE", "LITERAL"} and chr(first) in _DIGITS and chr(last) in _DIGITS


def choices(pattern: str) -> list[Sequence[Any]]:
    """The parts of each of the patterns that a pattern is a choice of; its own if it is none.

    Raises `re.error` for what is no pattern.
    """
    nodes = list(parsed(pattern))
    if len(nodes) == 1 and (branches := _branches_of(nodes[0])):
        return [list(branch) for branch in branches]
    return [nodes]


def _runs(nodes: Iterable[Any], length: int, ends: Callable[[str, Any], bool]) -> list[int]:
    """The runs of a sequence; the last one may go on behind it."""
    found = [length]
    for name, value in ((str(node[0]), node[1]) for node in nodes):
        times = 1
        if name in REPEATS and len(value[2]) == 1:
            times, (kind, value) = int(value[0]), value[2][0]
            name = str(kind)
        if name == "SUBPATTERN" and times == 1:
            found += _runs(value[3], found.pop(), ends)
        elif name in {"LITERAL", "IN"} and not ends(name, value):
            found[-1] += times
        elif name not in {"AT", "ASSERT", "ASSERT_NOT"}:
            found.append(0)
    return found


def _may_part(name: str, value: Any) -> bool:
    """True if it may match a character of ASCII that is none of `SOLID`."""
    if name == "LITERAL":
        return value < _ASCII and chr(value) not in SOLID
    items = [(str(item[0]), item[1]) for item in value]
    said: set[str] = set()
    for kind, found in items:
        if kind == "CATEGORY" and str(found) not in ("CATEGORY_DIGIT", "CATEGORY_WORD"):
            return True
        if kind == "LITERAL":
            said.add(chr(found))
        elif kind == "RANGE":
            said.update(map(chr, range(found[0], min(found[1] + 1, _ASCII))))
        elif kind == "CATEGORY" and ("NEGATE", None) in items:
            return True
    if ("NEGATE", None) in items:
        said = {chr(code) for code in range(_ASCII)} - said
    return any(sign < "\x80" and sign not in SOLID for sign in said)


def _may_be_blank(name: str, value: Any) -> bool:
    """True if it may match a blank of ASCII; what is as wide elsewhere counts as a character."""
    if name == "LITERAL":
        return chr(value) in _BLANKS
    said: set[str] = set()
    names = [(str(item[0]), item[1]) for item in value]
    is_negated = any(kind == "NEGATE" for kind, _ in names)
    for kind, found in names:
        if kind == "CATEGORY" and str(found) not in _OF_RUNS:
            if not is_negated:
                return True
            said |= _BLANKS if str(found) == "CATEGORY_SPACE" else set()
        first, last = found if kind == "RANGE" else (found, found)
        if kind in {"LITERAL", "RANGE"}:
            said.update(blank for blank in _BLANKS if first <= ord(blank) <= last)
    return said != _BLANKS if is_negated else bool(said)


def parsed(pattern: str) -> Any:
    """The parts of a pattern. Raises `re.error` for what is no pattern."""
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
    if name in REPEATS:
        return _repeated(*value)
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return None, _NOTHING
    return None, None


def _letter(letter: str) -> _Words | None:
    small, capital = letter.lower(), letter.upper()
    is_other = "а" <= small <= "џ" or ("α" <= small <= "ω" and small != "ς")
    plain = letter.isascii() or small == capital or is_other
    return None if letter in SPACES or not plain else frozenset((small,))


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
    return max(first, second, key=lambda some: (min(map(weight, some)), -len(some)))


def _shortest(found: _Words) -> set[str]:
    """The words without those that hold another one."""
    return {one for one in found if not any(other in one for other in found if other != one)}
