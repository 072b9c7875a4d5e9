"""IDs that entries name in one another, each with its place, and the entries that have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Field, Log, former_ids
from learnings.lazy import regex
from learnings.reading import identifiers

from ._values import stretches

FIELDS = frozenset(
    ("see also", "related incidents", "related issues", "related entries", "related features")
)
SECTIONS = frozenset(("related issues", "see also", "related incidents"))
_NUMBERED = regex(r"(?<![\w-])(?P<prefix>[A-Z][A-Z_]{1,23})-\d{1,6}(?![\w-])")
# How many IDs a run compares to guess at others: each takes as long as to read a few lines.
_MOST_COMPARED = 50_000
# Right behind one of these an ID belongs to a path, a link or another repository.
_FOREIGN = frozenset("/#:@=")


class Reference(NamedTuple):
    """An ID as an entry names it; `key` is its comparable form."""

    id: str
    span: Span
    entry: Entry

    @property
    def key(self) -> str:
        """The ID in capitals."""
        return self.id.upper()


@dataclass(slots=True)
class Index:
    """All entries by their IDs; an ID that is taken twice has two."""

    entries: dict[str, list[tuple[Log, Entry]]] = field(default_factory=lambda: defaultdict(list))
    former: dict[str, list[tuple[Log, Entry]]] = field(default_factory=dict)
    numbered: set[str] = field(default_factory=set)
    _near: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    _guesses: dict[str, str] = field(default_factory=dict)
    _left: int = _MOST_COMPARED

    def find(self, key: str) -> list[tuple[Log, Entry]]:
        """The entries with that ID, or else those that had it before."""
        return self.entries.get(key) or self.former.get(key, [])

    def nearest(self, id_: str) -> str:
        """The one ID that was likely meant; it differs in prefix, date or suffix alone."""
        key = id_.upper()
        if key not in self._guesses:
            self._guesses[key] = self._guess(key)
        return self._guesses[key]

    def _guess(self, key: str) -> str:
        from difflib import get_close_matches

        if not self._near:
            for known in self.entries:
                for pair in _pairs(known):
                    self._near.setdefault(pair, []).append(known)
        for pair in _pairs(key):
            known_there = self._near.get(pair, ())
            self._left -= len(known_there)
            if self._left < 0:
                return ""
            close = get_close_matches(key, known_there, 2, 0.85)
            if len(close) == 1:  # two are as near as one another, and one would be a guess
                return self.entries[close[0]][0][1].id
        return ""


def index(logs: Sequence[Log]) -> Index:
    """The entries of all logs by ID."""
    found = Index()
    for log in logs:
        for entry in log.entries:
            if entry.identifier is None:
                continue
            found.entries[entry.id.upper()].append((log, entry))
            for name in former_ids(entry):
                found.former.setdefault(name, []).append((log, entry))
            if not entry.identifier.date_text:
                found.numbered.add(entry.identifier.prefix)
    return found


def references(log: Log, known: Index) -> Iterator[Reference]:
    """The IDs that the entries of a log name in fields and sections made for that."""
    for entry in log.entries:
        for item in entry.fields:
            if item.name in FIELDS:
                yield from _in_field(log, entry, item, known)
        for section in entry.sections:
            if section.name in SECTIONS:
                yield from _in_lines(log, entry, section.start, section.end, known)
                continue
            for item in section.fields:
                if item.name in FIELDS:
                    yield from _in_field(log, entry, item, known)


def _in_field(log: Log, entry: Entry, item: Field, known: Index) -> Iterator[Reference]:
    if "-" in item.raw or "-" in item.more:
        for number, start, stop in stretches(log, item):
            yield from _in_line(log, entry, number, known, start, stop)


def _in_lines(log: Log, entry: Entry, start: int, end: int, known: Index) -> Iterator[Reference]:
    for number in range(start, end):
        if not log.is_opaque(number):
            yield from _in_line(log, entry, number, known)


def _in_line(
    log: Log, entry: Entry, number: int, known: Index, start: int = 0, stop: int | None = None
) -> Iterator[Reference]:
    line = log.line(number)
    text = line[start:stop]
    found = identifiers(text)
    for item in _NUMBERED.finditer(text):
        if item["prefix"] in known.numbered or known.find(item[0]):
            found.append((item[0], item.start()))
    for id_, at in sorted(found, key=lambda pair: pair[1]):
        if start + at and line[start + at - 1] in _FOREIGN:
            continue
        yield Reference(id_, Span.at(number, start + at + 1, len(id_)), entry)


def _pairs(key: str) -> Iterator[tuple[str, str, str]]:
    """What a slip of the pen leaves of an ID: two of its three parts."""
    prefix, _, rest = key.partition("-")
    digits = rest.replace("-", "", 2) if rest[4:5] == "-" else rest
    date, _, suffix = digits.partition("-")
    suffix = suffix.lstrip("0")
    yield "", date, suffix
    yield prefix, date, ""
    yield prefix, "", suffix
