"""The model of a log: entries, fields and sections, raw as written, every one with its place."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .diagnostic import Span
from .value import Moment, moment


@dataclass(slots=True)
class Field:
    """A key with its value, as written.

    `name` is the folded key (`see also` for `See-Also`, aliases resolved), `raw` the value on
    the line of the key, `more` what follows it in the same paragraph. `form` is one of `bold`,
    `bold-list`, `list`, `bare`, `table`, `front-matter`.
    """

    key: str
    name: str
    raw: str
    line: int
    key_column: int
    column: int
    form: str
    more: str = ""

    # Spans are made on demand: most fields of a large log are never pointed at.
    @property
    def key_span(self) -> Span:
        """Where the key stands."""
        return Span.at(self.line, self.key_column, len(self.key))

    @property
    def span(self) -> Span:
        """Where the value stands, as far as it is on the line of the key."""
        return Span.at(self.line, self.column, len(self.raw))

    @property
    def text(self) -> str:
        """The whole value, continuation lines included."""
        return f"{self.raw}\n{self.more}".strip() if self.more else self.raw


@dataclass(slots=True)
class Section:
    """A heading inside an entry and what is under it, sub-sections included.

    `start` and `end` are the first line of its body and the line after its last.
    `own_end` ends before the first sub-section.
    """

    title: str
    name: str
    level: int
    span: Span
    start: int
    end: int
    own_end: int
    fields: list[Field] = field(default_factory=list)


# What `renumber` and `convert` write, and what `convert` wrote once.
FORMER_FIELDS = ("former ids", "id before")


class Identifier(NamedTuple):
    """The ID of an entry and its parts: `LRN`, `20260301`, `001` of `LRN-20260301-001`."""

    text: str
    prefix: str
    date_text: str
    suffix: str
    span: Span
    bracketed: bool

    @property
    def date(self) -> dt.date | None:
        """The day in the ID; None if it has none or the calendar does not know it."""
        found = moment(self.date_text) if self.date_text else None
        return found.day if found else None


@dataclass(slots=True)
class Entry:
    """One learning. `start` is its first line, `end` the line after its last.

    `shape` is how it was found: `id`, `date` (journal), `keyless` (fields but no ID), `file`
    (one file, one entry) or `wal`. `kind` and `preset` are set by `preset.recognise`.
    `recovered` is set where broken Markdown had swallowed it.
    """

    shape: str
    level: int
    title: str
    span: Span
    start: int
    end: int
    identifier: Identifier | None = None
    title_span: Span | None = None
    heading_date: str = ""
    fields: list[Field] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    recovered: bool = False
    side: str = ""
    kind: str = ""
    preset: str = ""

    @property
    def id(self) -> str:
        """The ID as written, or an empty string."""
        return self.identifier.text if self.identifier else ""

    @property
    def key(self) -> str:
        """What names the entry in fingerprints: its ID, or else its heading."""
        return self.id.upper() or f"{self.heading_date} {self.title}".strip()

    @property
    def label(self) -> str:
        """What a message calls the entry."""
        return self.id or self.title or self.heading_date or f"the entry on line {self.span.line}"

    def field(self, name: str) -> Field | None:
        """The first field of that name: the header's before those of the sections."""
        for item in self.fields:
            if item.name == name:
                return item
        for section in self.sections:
            for item in section.fields:
                if item.name == name:
                    return item
        return None

    def every(self, name: str) -> list[Field]:
        """All fields of that name, header first."""
        found = [item for item in self.fields if item.name == name]
        for section in self.sections:
            found += [item for item in section.fields if item.name == name]
        return found

    def section(self, name: str) -> Section | None:
        """The first section of that name."""
        return next((item for item in self.sections if item.name == name), None)

    @property
    def logged(self) -> Moment | None:
        """When it was written down: the field, else the ID, else the heading."""
        for name in ("logged", "date"):
            item = self.field(name)
            found = moment(item.raw) if item else None
            if found is not None:
                return found
        if self.identifier and self.identifier.date:
            return moment(self.identifier.date_text)
        return moment(self.heading_date) if self.heading_date else None


def former_ids(entry: Entry) -> list[str]:
    """The IDs that an entry had before it was renumbered, as it says itself, in capitals."""
    return [
        word.strip("`*[]().").upper()
        for name in FORMER_FIELDS
        for item in entry.every(name)
        for word in item.text.replace(",", " ").replace(";", " ").split()
    ]


class Region(NamedTuple):
    """A stretch that is not read as entries, or only because of a remedy, and why.

    `reason` is one of `fence-unclosed`, `fence-glued`, `comment-unclosed`, `heading-unspaced`,
    `heading-glued`, `heading-bold`, `entry-html`, `entry-item`, `entry-nested`,
    `front-matter-unclosed`, `front-matter-line`, `conflict`, `undecodable`, `template`; `names`
    are the entries that it had swallowed.
    """

    reason: str
    span: Span
    names: tuple[str, ...] = ()


# What other faults are called is said in such words already.
_REFUSALS = {
    "nul": "holds a NUL, as no text does",
    "utf-16": "is UTF-16 and not UTF-8",
    "utf-32": "is UTF-32 and not UTF-8",
}


@dataclass(slots=True)
class Log:
    """A file of entries. `text` keeps every byte: what is not UTF-8 is a lone surrogate.

    `beside` says that it is none, and only read for what must not be in it: a `file` beside the
    logs, an `excerpt` of one that is no text, what a `link` leads to, the `name` of a file, or the
    `message` of a commit or of a `tag`. None of them but the first can be written.
    """

    path: str
    text: str
    starts: Sequence[int]
    entries: list[Entry] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    opaque: list[tuple[int, int, str]] = field(default_factory=list)
    newline: str = "\n"
    is_archive: bool = False
    fault: str = ""
    beside: str = ""

    @property
    def refusal(self) -> str:
        """Why it is not edited, as what is said of it after its name; empty where it may be."""
        return _REFUSALS.get(self.fault, self.fault)

    def to_bytes(self) -> bytes:
        """The bytes that were parsed, unchanged."""
        return self.text.encode("utf-8", "surrogateescape")

    @property
    def size(self) -> int:
        """How many characters it has."""
        return len(self.text)

    @property
    def line_count(self) -> int:
        """How many lines there are; a final newline does not open another."""
        return len(self.starts)

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end; empty outside the file."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def lines(self, start: int, end: int) -> list[str]:
        """Lines `start` up to, not including, `end`."""
        return [self.line(number) for number in range(start, min(end, len(self.starts) + 1))]

    def body(self, start: int, end: int) -> str:
        """The text of lines `start` up to, not including, `end`, line ends as written."""
        if start >= end or start > len(self.starts):
            return ""
        stop = self.starts[end - 1] if end <= len(self.starts) else len(self.text)
        return self.text[self.starts[start - 1] : stop]

    def offset(self, line: int, column: int) -> int:
        """The offset in `text` of a place."""
        return self.starts[line - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in `text`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def entry_at(self, line: int) -> Entry | None:
        """The entry that holds that line."""
        index = bisect_right(self.entries, line, key=lambda entry: entry.start) - 1
        if index >= 0 and line < self.entries[index].end:
            return self.entries[index]
        return None

    def is_opaque(self, line: int) -> bool:
        """True inside a code fence or an HTML block."""
        index = bisect_right(self.opaque, line, key=lambda item: item[0]) - 1
        return index >= 0 and line < self.opaque[index][1]
