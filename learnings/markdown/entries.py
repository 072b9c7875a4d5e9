"""Headings to entries: where each begins and ends, its sections and its fields."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from .. import vocabulary
from ..diagnostic import Span
from ..entry import Entry, Field, Log, Region, Section
from ..lazy import regex
from . import grammar
from .blocks import Heading
from .fields import (
    HEADER,
    KEYS,
    PROSE,
    field_on,
    first_field,
    is_delimiter,
    may_hold_field,
    wide_row,
)
from .front_matter import front_matter, front_matter_identifier
from .source import unify

# A thematic break (CommonMark 0.31, section 4.1). Nothing is kept to try again.
RULE = re.compile(r" {0,3}([-*_])[ \t]*+(?:\1[ \t]*+){2,}+$")
_FILE_NAME = regex(r"ops-learning-(?P<date>\d{4}-\d{2}-\d{2})(?:[-T]\d{2}-\d{2}-\d{2})?")
# Known prefixes may do without a date; any other number in a heading may be anything (HTTP-404).
_USUAL = frozenset({"LRN", "ERR", "FEAT", "OPS"})
# Sections whose plain list items are keys with values, and which hold bare `Key: value` lines.
KEYED = frozenset({"metadata", "resolution"})
# The first section of a one-file entry; a file with one holds one entry.
FILE_SECTION = "issue summary"
_WRAPPERS = frozenset({"learning entry", "operational learning entry"})
# How far below its heading an entry is expected to show a field.
_REACH = 14


@dataclass(slots=True)
class Assembler:
    """Builds the entries of one log from its headings."""

    log: Log
    headings: list[Heading]
    recovered: set[int]
    regions: list[Region] = field(default_factory=list)
    _open: Entry | None = None
    _template: int = 0

    def run(self) -> None:
        """Fill `log.entries` and `log.regions`."""
        if not self._whole_file():
            for heading in self.headings:
                self._take(heading)
            self._end(self.log.line_count + 1)
        self._drop_groupings()
        for entry in self.log.entries:
            self._close(entry)
        self.log.regions += self.regions

    def _whole_file(self) -> bool:
        """One file, one entry: by its front matter, its name or its first section."""
        fields, taken, faults = front_matter(self.log.lines(1, 400))
        known = [
            item for item in fields if vocabulary.is_header_field(item.name) or item.name == "title"
        ]
        names = {vocabulary.section_name(heading.text) for heading in self.headings}
        named = _FILE_NAME.match(posixpath.basename(self.log.path))
        if not (len(known) >= 2 or FILE_SECTION in names or (named and self.headings)):
            return False
        matches = [grammar.match(heading.text) for heading in self.headings]
        if any(found and found.shape in ("id", "wal") for found in matches):
            return False
        first = next((heading for heading in self.headings if heading.level == 1), None)
        identifier = front_matter_identifier(fields)
        title = next((item.raw for item in fields if item.name == "title"), "")
        entry = Entry(
            shape="file",
            level=1 if first else 0,
            title=title or (first.text if first else ""),
            span=_span(first) if first else Span.at(1, 1, len(self.log.line(1))),
            start=1,
            end=self.log.line_count + 1,
            identifier=identifier,
            heading_date=named["date"] if named else "",
            fields=fields,
        )
        self.log.entries.append(entry)
        for reason, line in faults:
            self.regions.append(Region(reason, Span.at(line, 1, len(self.log.line(line)))))
        for heading in self.headings:
            if heading is not first and vocabulary.section_name(heading.text) not in _WRAPPERS:
                self._section(entry, heading)
        self._header(entry, taken + 1)
        return True

    def _take(self, heading: Heading) -> None:
        found = grammar.match(heading.text)
        if heading.setext and not self._is_heading(heading, found):
            return
        if self._template and heading.level > self._template and not _opens(found):
            return
        self._template = 0
        if found is not None and self._opens_entry(heading, found):
            self._begin(heading, found)
        elif found is not None and found.shape == "template":
            self._end(heading.line)
            self._template = heading.level
            self.regions.append(Region("template", _span(heading), (heading.text,)))
        elif self._open is not None and self._belongs(heading, self._open):
            self._section(self._open, heading)
        else:
            self._end(heading.line)
            if heading.level > 1 and len(self._core_names(heading, bold=True)) >= 2:
                self._begin(heading, grammar.Match("keyless", tail=heading.text))

    def _is_heading(self, heading: Heading, found: grammar.Match | None) -> bool:
        """Three dashes right under text are a separator here, not the mark of a heading.

        Nor is a paragraph of several lines a title, whatever is drawn under it.
        """
        underline = self.log.line(heading.line + heading.setext).strip()
        return heading.setext == 1 and (found is not None or underline != "---")

    def _opens_entry(self, heading: Heading, found: grammar.Match) -> bool:
        deeper = self._open is not None and heading.level > self._open.level
        if found.shape == "id":
            return True
        if found.shape == "number":
            usual = found.prefix in _USUAL and not deeper
            return usual or bool(self._core_names(heading))
        return found.shape in ("date", "wal") and not deeper

    def _belongs(self, heading: Heading, entry: Entry) -> bool:
        """True if the heading is a section of the entry: deeper, or a known one level with it."""
        if heading.level > entry.level:
            return True
        if heading.level < entry.level or entry.shape not in ("id", "number"):
            return False
        same = all(section.level == heading.level for section in entry.sections)
        name = vocabulary.section_name(heading.text)
        return same and vocabulary.is_section(name) and not self._core_names(heading)

    def _core_names(self, heading: Heading, *, bold: bool = False) -> set[str]:
        """The core fields that stand right under a heading; `bold` ones only, with one value.

        A legend lists the values that a field may have, and statistics count them.
        """
        names: set[str] = set()
        start = heading.line + 1 + heading.setext
        for number in range(start, min(start + _REACH, self.log.line_count + 1)):
            line = self.log.line(number)
            if line.startswith("#") or self.log.is_opaque(number):
                break
            for item in field_on(line, number, HEADER):
                plain = not bold or (item.form.startswith("bold") and "|" not in item.raw)
                if plain and vocabulary.is_core(item.name):
                    names.add(item.name)
        return names

    def _begin(self, heading: Heading, found: grammar.Match) -> None:
        self._end(heading.line)
        shape = "id" if found.shape == "number" else found.shape
        self._open = Entry(
            shape=shape,
            level=heading.level,
            title=found.tail,
            span=_span(heading),
            start=heading.line,
            end=heading.line,
            identifier=grammar.identifier(heading, found),
            heading_date=found.date if shape in ("date", "wal") else "",
            recovered=heading.line in self.recovered,
        )
        at = heading.column + found.tail_start
        self._open.title_span = Span.at(heading.line, at, len(found.tail))
        self.log.entries.append(self._open)
        self._open.end = heading.line + 1 + heading.setext

    def _end(self, line: int) -> None:
        if self._open is not None:
            self._open.end = line
            self._open = None

    def _section(self, entry: Entry, heading: Heading) -> None:
        start = heading.line + 1 + heading.setext
        name = vocabulary.section_name(heading.text)
        entry.sections.append(
            Section(heading.text, name, heading.level, _span(heading), start, start, start)
        )

    def _drop_groupings(self) -> None:
        """A date heading that only groups the entries below it is no entry."""
        kept = []
        for entry, following in zip_longest(self.log.entries, self.log.entries[1:]):
            groups = following is not None and following.level > entry.level and not entry.sections
            body = self.log.lines(entry.start + 1, entry.end) if groups else ["text"]
            if entry.shape != "date" or any(line.strip(" \t-") for line in body):
                kept.append(entry)
        self.log.entries[:] = kept

    def _close(self, entry: Entry) -> None:
        """Settle where the sections end, and read the fields."""
        waiting: list[Section] = []
        for section in entry.sections:
            if waiting:
                waiting[-1].own_end = section.span.line
            while waiting and waiting[-1].level >= section.level:
                waiting.pop().end = section.span.line
            section.own_end = section.end = entry.end
            waiting.append(section)
        for section in entry.sections:
            self._section_fields(section)
        if entry.shape != "file":
            self._header(entry, entry.start + 1)

    def _header(self, entry: Entry, start: int) -> None:
        stop = entry.sections[0].span.line if entry.sections else entry.end
        entry.fields += self._fields(start, stop, KEYS if entry.shape == "wal" else HEADER)

    def _section_fields(self, section: Section) -> None:
        style = KEYS if section.name in KEYED else PROSE
        section.fields = self._fields(section.start, section.own_end, style)

    def _fields(self, start: int, stop: int, style: str) -> list[Field]:
        text = self.log.body(start, stop)
        text = unify(text) if "\r" in text else text
        first = first_field(text, style)
        if first < 0:
            return []
        fields: list[Field] = []
        start += text.count("\n", 0, first)
        hidden = self._hidden(start, stop)
        last: Field | None = None
        gap = False
        lines = text[first:].split("\n")
        for number, line in enumerate(lines, start):
            if number in hidden:
                last = None
                continue
            found = (
                self._on_line(lines, number - start, number, style) if may_hold_field(line) else ()
            )
            if found and found[0].line not in hidden:
                fields += found
                last, gap = found[-1], False
            elif not line or line.isspace():
                gap = True
            elif last is not None:
                last = self._continue(last, line, gap)
        return fields

    def _on_line(self, lines: list[str], index: int, number: int, style: str) -> Sequence[Field]:
        line = lines[index]
        if "|" in line and index + 1 < len(lines) and is_delimiter(lines[index + 1]):
            # The names of columns are no fields, unless there is one row of values for them.
            rows = lines[index + 2 : index + 4]
            alone = style == HEADER and rows[:1] and (len(rows) < 2 or "|" not in rows[1])
            return wide_row(line, rows[0], number + 2) if alone else ()
        return field_on(line, number, style)

    def _hidden(self, start: int, stop: int) -> Collection[int]:
        """The lines of a stretch that lie in fences and HTML blocks."""
        opaque = self.log.opaque
        if not opaque:
            return ()
        index = max(bisect_left(opaque, (start + 1,)) - 1, 0)
        if opaque[index][1] <= start:
            index += 1
        if index == len(opaque) or opaque[index][0] >= stop:
            return ()
        lines: set[int] = set()
        while index < len(opaque) and opaque[index][0] < stop:
            lines.update(range(max(opaque[index][0], start), min(opaque[index][1], stop)))
            index += 1
        return lines

    def _continue(self, last: Field, line: str, gap: bool) -> Field | None:
        """Add a line to the value of the last field; None where the value ends before it."""
        empty = not last.raw and last.form == "bold"
        if last.form == "table" or RULE.match(line) or (gap and not empty):
            return None
        if last.form in ("bold-list", "list", "bare") and not line.startswith((" ", "\t")):
            return None
        last.more = f"{last.more}\n{line}" if last.more else line
        return last


def _opens(found: grammar.Match | None) -> bool:
    return found is not None and found.shape in ("id", "date", "wal")


def _span(heading: Heading) -> Span:
    return Span.at(heading.line, heading.column, len(heading.text))
