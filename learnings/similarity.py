"""How alike two entries are: by the words that they share, the rare ones above all.

A text becomes a set of terms: stems of its words, and pairs of neighbouring signs where words
are not parted (Chinese, Japanese, Korean). Numbers, dates, IDs and the little words of a
language are left out, and words that every such log is full of count for an eighth. A term weighs
as much as it is rare among the entries. The score is the mean of two numbers from 0 to 1:

- the cosine of the heads, that is of heading, summary and keys, and
- the share of the lighter of both texts, details included, that the other one has too. A text
  of two words is not taken for a part of everything: the lighter one counts at least as `_LEAST`
  rare terms.

It is lowered in two cases. Texts in the same words with other numbers, versions or months are a
series, such as reports. Texts that give causes (behind *because* and the like, or else in their
details) which have next to nothing in common may tell of one symptom, but of two problems.

`ALIKE` and `TWIN` were chosen on labelled pairs; tests/test_similarity.py reports what they are
worth on pairs that had no part in the choice.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from .entry import Entry, Log
from .reading import identifiers
from .terms import Terms, terms
from .terms import common as common_terms
from .value import listing
from .vocabulary import fold

# Somebody who writes an entry is shown those that reach ALIKE; two entries that both stand in
# the logs are called duplicates from TWIN on; what does not reach RELATED is no answer.
RELATED = 0.2
ALIKE = 0.4
TWIN = 0.6

_LONGEST = 1200
_LEAST = 5
# So many entries are thought to be there already, without which everything would be rare in a
# log of three.
_BEFORE = 30
_FEW = 64
_RAREST = 24
_PREFIX = 6
_CROWD = 40
# Fewer telling terms in common are no evidence.
_SHARED = 3
# What is left of the score of a series, and of two causes; and what makes them.
_SERIES, _CAUSES = 0.38, 0.7
_SAME_WORDS, _SAME_CAUSE = 0.75, 0.2
_DULL = 1 / 8
_HEADS = ("summary", "requested capability")
_BODIES = ("details", "error", "context", "user context", "root cause", "symptoms")
_HEAD_FIELDS = ("content", "operation", "title", "pattern key", "service", "services affected",
                "related services")  # fmt: skip
_BODY_FIELDS = ("context", "symptoms", "primary cause", "affected resources")

_LINKS = ("see also", "related incidents", "related issues", "related entries", "related features")
_NO_KEYS = frozenset(("n a", "na", "n/a", "none", "tbd", "unknown"))


class Near(NamedTuple):
    """How alike an entry is, from 0 to 1, and its number in the corpus."""

    score: float
    number: int


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
        start = max([entry.span.end_line, *(item.line for item in entry.fields)])
        head.append(log.body(start + 1, entry.end)[:_LONGEST])
    return terms(" \n".join(head), " \n".join(body) if deep else "")


def keys_of(entry: Entry) -> frozenset[str]:
    """The Pattern-Keys of an entry, folded."""
    return frozenset(
        folded
        for item in entry.every("pattern key")
        for key in listing(item.text)
        if (folded := fold(key)) and folded not in _NO_KEYS
    )


def named(entry: Entry, log: Log) -> set[str]:
    """The IDs in the fields and sections in which an entry names others, in capitals."""
    texts = [field.text for name in _LINKS for field in entry.every(name)]
    texts += [log.body(item.start, item.end) for item in entry.sections if item.name in _LINKS]
    return {name.upper() for text in texts for name, _ in identifiers(text)}


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
        # Weights hold until another text comes in.
        self._weights: dict[str, float] = {}
        self._known: dict[int, tuple[Terms, tuple[float, float]]] = {}
        for document in documents:
            self.add(document)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Entry, Log]], deep: bool = True) -> Corpus:
        """The corpus of entries, in their order."""
        return cls(terms_of(entry, log, deep) for entry, log in pairs)

    def add(self, document: Terms) -> None:
        """Put another text into the corpus."""
        number = len(self.documents)
        if self._weights:
            self._weights.clear()
            self._known.clear()
        self.documents.append(document)
        for term in document.whole:
            holders = self._holders.get(term)
            if holders is None:
                holders = self._holders[term] = array("L")
            holders.append(number)

    def weight(self, term: str) -> float:
        """What a term counts: the square of its rarity, as a cosine needs it."""
        found = self._weights.get(term)
        if found is None:
            rarity = self._rarity(len(self._holders.get(term, ())))
            found = rarity * rarity * (_DULL if term in common_terms() else 1.0)
            self._weights[term] = found
        return found

    def _rarity(self, count: int) -> float:
        return math.log((len(self.documents) + _BEFORE) / (count + 1)) + 0.1

    def score(self, one: Terms, other: Terms) -> float:
        """How alike two texts are, from 0 to 1."""
        if one == other and len(one.whole - common_terms()) >= _SHARED:
            # However common the terms are where everybody writes the same.
            return 1.0
        first, second = self._sums(one), self._sums(other)
        heads = math.sqrt(first[0] * second[0])
        cosine = self._sum(one.head & other.head) / heads if heads else 0.0
        lighter = max(min(first[1], second[1]), _LEAST * self._rarity(1) ** 2)
        common = self._sum(one.whole & other.whole)
        score = (cosine + min(common / lighter, 1.0)) / 2
        if score < ALIKE:
            return score
        either = first[1] + second[1] - common
        if _is_series(one, other) and common >= _SAME_WORDS * either:
            return score * _SERIES
        return score * _CAUSES if self._differs_in_cause(one, other) else score

    def _differs_in_cause(self, one: Terms, other: Terms) -> bool:
        """True if both give causes, and neither cause has a word in the other text."""
        for cause, text in ((one.cause, other.whole), (other.cause, one.whole)):
            telling = cause - common_terms()
            if len(telling) < 2:
                return False
            if self._sum(telling & text) > _SAME_CAUSE * self._sum(telling):
                return False
        return True

    def _sums(self, document: Terms) -> tuple[float, float]:
        """What the terms of the head and of the whole weigh together."""
        found = self._known.get(id(document))
        if found is None or found[0] is not document:
            sums = self._sum(document.head), self._sum(document.whole)
            found = self._known[id(document)] = (document, sums)
        return found[1]

    def _sum(self, names: Iterable[str]) -> float:
        return sum(map(self.weight, names))

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

    def twins(
        self, least: float = TWIN, only: Collection[int] = ()
    ) -> Iterator[tuple[float, int, int]]:
        """For each entry the earlier one that it is most alike, if that reaches `least`.

        With `only`, pairs are told of which one has such a number.

        Only entries that share one of their rarest terms are compared, and the holders of a
        term that many have are not, so that this takes time in proportion to the entries. Those
        whose heads are the same are compared however common their terms are.
        """
        last: dict[frozenset[str], int] = {}
        for number, document in enumerate(self.documents):
            near = self._earlier(number, document)
            if document.head in last:
                near.add(last[document.head])
            last[document.head] = number
            if only and number not in only:
                near.intersection_update(only)
            scored = [
                (self.score(document, self.documents[other]), other)
                for other in near
                if len((document.whole & self.documents[other].whole) - common_terms()) >= _SHARED
            ]
            best = max(scored, default=(0.0, 0))
            if best[0] >= least:
                yield best[0], number, best[1]

    def _earlier(self, number: int, document: Terms) -> set[int]:
        rare = [term for term in document.head if 1 < len(self._holders[term]) <= _CROWD]
        rare.sort(key=lambda term: (len(self._holders[term]), term))
        return {other for term in rare[:_PREFIX] for other in self._holders[term] if other < number}


def _is_series(one: Terms, other: Terms) -> bool:
    """True if each text has numbers of its own, and more of them than in common."""
    common = one.marks & other.marks
    return min(len(one.marks), len(other.marks)) > 2 * len(common) and one.marks != other.marks
