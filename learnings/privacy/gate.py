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
_MOST_WORDS = 80
_MOST_CHARACTERS = 8
_BEYOND = "\x80-\U0010ffff"
_ANY = r"[^\n\r]"
# What stands for a space: much punctuation becomes one in the shown form of a line.
GAP = r"[^A-Za-z0-9\n\r]"
_SPACES = frozenset(" \t\n\r\x0b\x0c\xa0\u3000")
_CLASSES = {
    "CATEGORY_DIGIT": "0-9" + _BEYOND,
    "CATEGORY_WORD": "A-Za-z0-9_" + _BEYOND,
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

    It has no look-around, no back-reference and no long repeat. Raises `re.error` for what is no
    pattern.
    """
    return _sequence(_parsed(pattern))


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
    small = letter.lower()
    plain = letter.isascii() or (len(small) == 1 == len(letter.upper()) and ord(letter) > 0x24F)
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
        return 2.0
    return 1.0 if letter.isalnum() or letter == "_" else 0.7


def _is_rare(word: str) -> bool:
    return _weight(word) >= 2.0


def _shortest(found: _Words) -> set[str]:
    """The words without those that hold another one."""
    return {one for one in found if not any(other in one for other in found if other != one)}


# --- patterns --------------------------------------------------------------------------------


def _sequence(nodes: Iterable[Any]) -> str:
    return "".join(map(_written, nodes))


def _written(node: Any) -> str:
    name, value = str(node[0]), node[1]
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return ""
    if name == "LITERAL":
        return GAP if chr(value) in _SPACES else re.escape(chr(value))
    if name == "NOT_LITERAL":
        return _set([("NEGATE", None), ("LITERAL", value)])
    if name == "IN":
        return _set(value)
    if name == "SUBPATTERN":
        return f"(?:{_sequence(value[3])})"
    if name == "ATOMIC_GROUP":
        return f"(?:{_sequence(value)})"
    if name == "BRANCH":
        return f"(?:{'|'.join(map(_sequence, value[1]))})"
    if name in _REPEATS:
        inner = _sequence(value[2])
        return f"(?:{inner}){_count(value[0], int(value[1]))}" if inner else ""
    # A character, or what has been matched before: anything.
    return _ANY if name == "ANY" else f"{_ANY}*"


def _count(least: int, most: int) -> str:
    if (least, most) == (0, 1):
        return "?"
    least = min(least, _LONGEST)
    return {0: "*", 1: "+" if most > 1 else ""}.get(least, f"{{{least},}}")


def _set(items: Sequence[Any]) -> str:
    names = [str(item[0]) for item in items]
    if names[0] == "NEGATE":
        return _negated(items[1:])
    body = ""
    for name, (_, value) in zip(names, items, strict=True):
        if name == "CATEGORY":
            kind = _CLASSES.get(str(value))
            if kind is None:
                return GAP if str(value) == "CATEGORY_SPACE" and len(items) == 1 else _ANY
            body += kind
        elif name == "RANGE":
            body += f"{_escaped(value[0])}-{_escaped(value[1])}"
        else:
            body += _escaped(value)
    has_space = re.compile(f"[{body}]").search(" ") is not None
    return f"(?:[{body}]|{GAP})" if has_space else f"[{body}]"


def _negated(items: Sequence[Any]) -> str:
    """What may be a space may be any character that becomes one."""
    excluded, has_space = "\n\r", False
    for name, value in ((str(item[0]), item[1]) for item in items):
        if name == "LITERAL":
            excluded += chr(value) if value < 0x80 else ""
            has_space = has_space or value == 0x20
        elif name == "CATEGORY" and str(value) == "CATEGORY_SPACE":
            excluded += " \t"
            has_space = True
        elif name == "RANGE" and value[1] < 0x80:
            excluded += "".join(map(chr, range(value[0], value[1] + 1)))
            has_space = has_space or value[0] <= 0x20 <= value[1]
    return f"[^{''.join(_escaped(ord(one)) for one in excluded)}]" if has_space else _ANY


def _escaped(code: int) -> str:
    letter = chr(code)
    if letter.isalnum() or code >= 0x80:
        return letter
    return f"\\x{code:02x}"
