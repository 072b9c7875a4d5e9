"""How alike two entries are: by the words that they share, the rare ones above all.

A text becomes a set of terms: stems of its words, and pairs of neighbouring signs where words
are not parted (Chinese, Japanese, Korean). Numbers, dates, IDs and the little words of a
language are left out, and words that every such log is full of count for an eighth. A term weighs
as much as it is rare among the entries. The score is the mean of two numbers from 0 to 1:

- the cosine of the heads, that is of heading, summary and keys, and
- the share of the lighter of both texts, details included, that the other one has too. A text
  of two words is not taken for a part of everything: the lighter one counts at least as `_LEAST`
  rare terms.

`ALIKE` and `TWIN` were chosen on labelled pairs; tests/test_similarity.py reports what they are
worth on pairs that had no part in the choice.
"""

from __future__ import annotations

import functools
import math
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from . import resource
from .entry import Entry, Log
from .lazy import regex
from .value import listing
from .vocabulary import fold

# Somebody who writes an entry is shown those that reach ALIKE; two entries that both stand in
# the logs are called duplicates from TWIN on; what does not reach RELATED is no answer.
RELATED = 0.2
ALIKE = 0.4
TWIN = 0.6

_LONGEST = 2000
_LEAST = 5
_STEM = 6
# So many entries are thought to be there already, without which everything would be rare in a
# log of three.
_BEFORE = 30
_FEW = 64
_RAREST = 24
_DULL = 1 / 8
_HEADS = ("summary", "requested capability")
_BODIES = ("details", "error", "context", "user context", "root cause", "symptoms")
_HEAD_FIELDS = ("content", "operation", "title", "pattern key", "service", "services affected",
                "related services")  # fmt: skip
_BODY_FIELDS = ("context", "symptoms", "primary cause", "affected resources")

_NO_KEYS = frozenset(("n a", "na", "n/a", "none", "tbd", "unknown"))
_EAST = "぀-ヿ㐀-鿿가-힯豈-﫿"
_WORD = regex(rf"[^\W_{_EAST}]+|[{_EAST}]+")
_SHEET = regex(rf"[{_EAST}]")
_NUMBER = regex(r"[0-9]+[a-z]{0,2}$|(?=[a-f]*[0-9])[0-9a-f]{6,}$")


class Terms(NamedTuple):
    """The terms of a text: those of its head, and those of all of it."""

    head: frozenset[str]
    whole: frozenset[str]


class Near(NamedTuple):
    """How alike an entry is, from 0 to 1, and its number in the corpus."""

    score: float
    number: int


def terms(text: str, more: str = "") -> Terms:
    """The terms of a text and of what explains it."""
    head = frozenset(_terms(text))
    return Terms(head, head.union(_terms(more)) if more else head)


def terms_of(entry: Entry, log: Log, deep: bool = True) -> Terms:
    """The terms of an entry; without `deep`, of its head alone."""
    head = [entry.title]
    body: list[str] = []
    for item in entry.fields:
        _take(item.name, item.text, head, body)
    for section in entry.sections:
        if section.name in _HEADS:
            head.append(log.body(section.start, section.own_end)[:_LONGEST])
        elif deep and section.name in _BODIES:
            body.append(log.body(section.start, section.own_end)[:_LONGEST])
        for item in section.fields:
            _take(item.name, item.text, head, body)
    if len(head) == 1 and not any(section.name in _HEADS for section in entry.sections):
        head.append(log.body(entry.span.end_line + 1, entry.end)[:_LONGEST])
    return terms(" \n".join(head), " \n".join(body) if deep else "")


def keys_of(entry: Entry) -> frozenset[str]:
    """The Pattern-Keys of an entry, folded."""
    return frozenset(
        folded
        for item in entry.every("pattern key")
        for key in listing(item.text)
        if (folded := fold(key)) and folded not in _NO_KEYS
    )


def _take(name: str, text: str, head: list[str], body: list[str]) -> None:
    if name in _HEAD_FIELDS:
        head.append(text[:_LONGEST])
    elif name in _BODY_FIELDS:
        body.append(text[:_LONGEST])


class Corpus:
    """Entries by their terms: finds those that are like another without asking each of them."""

    def __init__(self, documents: Iterable[Terms] = ()) -> None:
        self.documents: list[Terms] = []
        self._holders: dict[str, array[int]] = {}
        for document in documents:
            self.add(document)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Entry, Log]], deep: bool = True) -> Corpus:
        """The corpus of entries, in their order."""
        return cls(terms_of(entry, log, deep) for entry, log in pairs)

    def add(self, document: Terms) -> None:
        """Put another text into the corpus."""
        number = len(self.documents)
        self.documents.append(document)
        for term in document.whole:
            holders = self._holders.get(term)
            if holders is None:
                holders = self._holders[term] = array("L")
            holders.append(number)

    def weight(self, term: str) -> float:
        """What a term counts: the square of its rarity, as a cosine needs it."""
        count = len(self._holders.get(term, ()))
        rarity = math.log((len(self.documents) + _BEFORE) / (count + 1)) + 0.1
        return (rarity * rarity) * (_DULL if term in _common() else 1.0)

    def score(self, one: Terms, other: Terms) -> float:
        """How alike two texts are, from 0 to 1."""
        shared = self._sum(one.head & other.head)
        heads = math.sqrt(self._sum(one.head) * self._sum(other.head))
        common = self._sum(one.whole & other.whole)
        least = _LEAST * self._rarest()
        lighter = max(min(self._sum(one.whole), self._sum(other.whole)), least)
        return ((shared / heads if heads else 0.0) + min(common / lighter, 1.0)) / 2

    def _sum(self, names: Iterable[str]) -> float:
        return sum(map(self.weight, names))

    def _rarest(self) -> float:
        rarity = math.log((len(self.documents) + _BEFORE) / 2) + 0.1
        return rarity * rarity

    def candidates(self, document: Terms, most: int = _FEW) -> Sequence[int]:
        """The numbers of the entries that share the most weight in rare terms, best first."""
        known = [term for term in document.whole if term in self._holders]
        known.sort(key=lambda term: (len(self._holders[term]), term))
        limit = max(500, len(self.documents) // 20)
        found: dict[int, float] = {}
        for term in known[:_RAREST]:
            holders = self._holders[term]
            if len(holders) > limit and found:
                break
            weight = self.weight(term)
            for number in holders:
                found[number] = found.get(number, 0.0) + weight
        return sorted(found, key=lambda number: (-found[number], number))[:most]

    def nearest(self, document: Terms, limit: int = 5, least: float = RELATED) -> list[Near]:
        """The entries that are most alike and reach `least`, best first."""
        scored = [
            Near(self.score(document, self.documents[number]), number)
            for number in self.candidates(document, max(_FEW, limit))
        ]
        near = [item for item in scored if item.score >= least]
        return sorted(near, key=lambda item: (-item.score, item.number))[:limit]


_KNOWN: dict[str, str] = {}
_MOST_KNOWN = 200_000


def _terms(text: str) -> Iterable[str]:
    for word in _WORD.findall(text.casefold()):
        if _SHEET.match(word):
            yield from (word[at : at + 2] for at in range(max(len(word) - 1, 1)))
            continue
        stem = _KNOWN.get(word)
        if stem is None:
            if len(_KNOWN) > _MOST_KNOWN:
                _KNOWN.clear()
            stem = _KNOWN[word] = _stem(word)
        if stem:
            yield stem


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
def _common() -> frozenset[str]:
    return frozenset(_terms(" ".join(resource.load("similarity.json")["common"])))
