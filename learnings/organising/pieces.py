"""An entry taken apart for its conversion: fields one by one, sections as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..entry import Entry, Field, Log, Section
from ..kind import Kind
from ..markdown.front_matter import front_matter

_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=[ \t])")


@dataclass(slots=True)
class Item:
    """A piece of an entry: a field (`body` is one value) or the text of a section.

    `home` is the section that a field stands in, empty for the header; `known` is True where the
    template of its preset has it.
    """

    name: str
    title: str
    body: str
    home: str = ""
    is_text: bool = False
    known: bool = True
    used: bool = False


class Pieces:
    """The pieces of an entry: `items` in their order, and `prose`, its text before all sections.

    `level` is that of the heading to come: headings below a section follow it.
    """

    def __init__(self, log: Log, entry: Entry, old: Kind, level: int) -> None:
        self.log, self.entry, self.old, self.level = log, entry, old, level
        self.items: list[Item] = []
        self.prose = self._prose()
        self._take_apart()

    def _take_apart(self) -> None:
        entry = self.entry
        for item in entry.fields:
            known = self.old.field(item.name) is not None
            self.items.append(Item(item.name, item.key, self._value(item), known=known))
        end = 0
        for section in entry.sections:
            if section.span.line < end:
                continue
            end = section.end
            inner = [item for item in entry.sections if section.start <= item.span.line < end]
            if section.fields and not inner and not self._has_text(section):
                spec = self.old.section(section.name)
                for item in section.fields:
                    known = spec is None or spec.field(item.name) is not None
                    self.items.append(
                        Item(item.name, item.key, self._value(item), section.name, known=known)
                    )
            else:
                body = self._body(section.start, section.end, section.level, inner)
                self.items.append(Item(section.name, section.title, body, section.name, True))

    def _value(self, item: Field) -> str:
        """The value as it is written, with a comment on its line: it may suppress a finding."""
        text = item.text
        line = self.log.line(item.line)[item.column - 1 :]
        if "<!--" in line and item.form not in ("table", "front-matter"):
            text = f"{line.strip()}\n{item.more}" if item.more else line.strip()
        unified = text.replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(part.rstrip() for part in unified.split("\n"))

    def _prose(self) -> str:
        """The entry's own text before its first section, without its fields."""
        first = min((item.span.line for item in self.entry.sections), default=self.entry.end)
        held = {self.entry.span.line} if self.entry.level else set()
        for item in self.entry.fields:
            held.update(_lines(item))
        if self.entry.shape == "file":
            held.update(range(1, front_matter(self.log.lines(1, 400)).taken + 1))
        lines = [self.log.line(number) for number in range(self.entry.start, first)
                 if number not in held]  # fmt: skip
        return _trimmed(lines)

    def _has_text(self, section: Section) -> bool:
        held = {number for item in section.fields for number in _lines(item)}
        lines = self._kept(section.start, section.end)
        return any(text.strip() and number not in held for number, text in lines)

    def _kept(self, start: int, end: int) -> list[tuple[int, str]]:
        """The lines of a stretch without the rule and the blanks that end the entry."""
        found = [
            (number, self.log.line(number))
            for number in range(start, min(end, self.log.line_count + 1))
        ]
        while found and not found[-1][1].strip(" \t-*_"):
            found.pop()
        return found

    def _body(self, start: int, end: int, level: int, inner: list[Section]) -> str:
        """The lines of a section as written; headings below it follow its new level."""
        shift = self.level + 1 - level
        headings = {item.span.line: item.level for item in inner}
        lines = []
        for number, text in self._kept(start, end):
            old = headings.get(number)
            if old is not None and shift:
                marks = "#" * max(min(old + shift, 6), 1)
                text = _HEADING.sub(rf"\g<1>{marks}", text)
            lines.append(text)
        return _trimmed(lines)


def _lines(item: Field) -> range:
    more = item.more.count("\n") + 1 if item.more else 0
    return range(item.line, item.line + more + 1)


def _trimmed(lines: list[str]) -> str:
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip(" \t-*_"):
        lines = lines[:-1]
    return "\n".join(lines)
