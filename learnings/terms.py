"""The terms of a text: the stems of its words, without those that tell nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from . import resource
from .lazy import regex

_STEM = 6
_EAST = "぀-ヿ㐀-鿿가-힯豈-﫿"
_WORD = regex(rf"[^\W_{_EAST}]+|[{_EAST}]+")
_SHEET = regex(rf"[{_EAST}]")
_NUMBER = regex(r"[qwv]?[0-9]+[a-z]{0,2}$|(?=[a-f]*[0-9])[0-9a-f]{6,}$")


_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_EASTERN = r"[一二三四五六七八九十]{1,3}(?=月|周|季)"
_MARK = regex(rf"(?<!\w)[qwv]?[0-9]+(?:[.,:][0-9]+)*|\b(?:{_MONTHS})\b|{_EASTERN}", re.ASCII)
_COUNTED = regex(_EASTERN)
_OUT = regex(r"\b(?:ran|run|runs|running) out\b|\bused up\b")
_BECAUSE = regex(
    r"\b(?:because|since|due to|caused by|as a result of|reason:|cause:)\s+(.{8,300}?)(?:[.;\n]|$)"
    r"|(?:因为|由于|原因[:：])(.{4,100}?)(?:[。；，\n]|$)"
)


class Terms(NamedTuple):
    """The terms of a text: those of its head, and those of all of it.

    `given` are the terms of a cause that its head gives, `marks` its numbers, versions and months.
    """

    head: frozenset[str]
    whole: frozenset[str]
    given: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def cause(self) -> frozenset[str]:
        """The terms of the cause: what its head gives, or else what explains the head."""
        return self.given or self.whole - self.head


def terms(text: str, more: str = "") -> Terms:
    """The terms of a text and of what explains it."""
    head = frozenset(_terms(text))
    whole = head.union(_terms(more)) if more else head
    given = _BECAUSE.search(text.casefold())
    cause = frozenset(_terms(given[1] or given[2])) if given is not None else frozenset()
    return Terms(head, whole, cause, frozenset(_MARK.findall(f"{text} {more}".casefold())))


_KNOWN: dict[str, tuple[str, ...]] = {}
_MOST_KNOWN = 200_000


def _terms(text: str) -> Iterator[str]:
    known = _KNOWN
    plain = _OUT.sub("exhausted", _COUNTED.sub(" ", text.casefold()))
    for word in set(_WORD.findall(plain)):
        found = known.get(word)
        if found is None:
            if len(known) > _MOST_KNOWN:
                known.clear()
            found = known[word] = _terms_of_word(word)
        yield from found


def _terms_of_word(word: str) -> tuple[str, ...]:
    if _SHEET.match(word):
        return tuple(word[at : at + 2] for at in range(max(len(word) - 1, 1)))
    stem = _stem(word)
    return (_alike().get(stem, stem),) if stem else ()


def _stem(word: str) -> str:
    """What is left of a word without its ending; nothing of one that says nothing."""
    if word in _dropped() or len(word) < 2 or _NUMBER.match(word):
        return ""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.rstrip("e")[:_STEM] if len(word) > 3 else word


@functools.cache
def _dropped() -> frozenset[str]:
    return frozenset(" ".join(resource.load("similarity.json")["dropped"]).split())


@functools.cache
def common() -> frozenset[str]:
    """The terms that every log is full of."""
    return frozenset(_terms(" ".join(resource.load("similarity.json")["common"])))


@functools.cache
def _alike() -> dict[str, str]:
    rows = [row.split() for row in resource.load("similarity.json")["alike"]]
    return {_stem(word): _stem(row[0]) for row in rows for word in row}
