"""An entry of one preset as an entry of another: every text finds a place, or keeps its own.

What the two call the same, or what the data (`schemas/conversions.json`) calls alike, moves to
the place that the target has for it. What has none stays as it is written, in a section of its
own name or under `Converted from …`, and is told of. Bodies of sections are taken as written.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .. import resource
from ..editor import Style
from ..editor.text import contained
from ..entry import Entry, Log
from ..kind import FieldSpec, Kind, SectionSpec
from ..lifecycle import read, word
from ..reading import interpret
from .index import caption
from .pieces import Item, Pieces

_PLAIN = re.compile(r"(?!\s*(?:[-*+>|#]|\d+[.)]\s|```|~~~|<|\*\*))")


@functools.cache
def data() -> dict[str, Any]:
    """The tables by which entries are converted."""
    return resource.load("conversions.json")


def kind_name(kind: str, preset: str) -> str:
    """What a kind is called in another preset, as far as the tables tell."""
    family = "domain" if preset.startswith("domain:") else preset
    return str(data()["kinds"].get(family, {}).get(kind, kind))


@dataclass(slots=True)
class Converted:
    """An entry in another preset: its Markdown with `\\n`, and what is to be told of it."""

    text: str
    notes: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    title: str = ""


class Conversion:
    """One entry on its way into another kind."""

    def __init__(self, log: Log, entry: Entry, old: Kind, new: Kind, id: str, style: Style) -> None:
        self.log, self.entry, self.old, self.new, self.id = log, entry, old, new, id
        self.style = style
        self.level = new.level
        self.notes: list[str] = []
        pieces = Pieces(log, entry, old, new.level)
        # The ID in the front matter of a file is that of the entry, and no text of its own.
        self.items = [item for item in pieces.items if (item.name, item.body) != ("id", entry.id)]
        self.prose = pieces.prose

    def run(self) -> Converted:
        """The entry as the new kind has it."""
        title, fields = self._heading(), self._header()
        parts = [title]
        if not self.new.header_section:
            parts.append("\n".join(self.style.field(*pair) for pair in fields))
        if self.prose:
            parts.append(self.prose)
        for spec in self.new.sections:
            body = self._section(spec, fields)
            if body or spec.name == self.new.header_section:
                parts.append(self._titled(spec.title, body))
        parts += self._rest(parts)
        self._missing(fields, parts)
        text = "\n\n".join(part for part in parts if part)
        if self.new.header_section and self.entry.id:
            # Where headings have no ID, front matter keeps it: what refers to it still finds it.
            text = f"---\nid: {self.entry.id}\n---\n\n{text}"
            self.notes.append(f"ID {self.entry.id} is kept in the front matter")
        told = {key.casefold(): value for key, value in fields}
        return Converted(text, self.notes, told, told.get("title", ""))

    # --- where it goes -----------------------------------------------------------------------

    def _find(self, name: str) -> Item | None:
        return next((item for item in self.items if item.name == name and not item.used), None)

    def _former(self, name: str) -> Item | None:
        """The value that another conversion replaced, if it is a category here."""
        item = self._find(f"{name} before")
        return item if item is not None and word(item.body) in self.new.categories else None

    def _standing_in(self, name: str) -> Item | None:
        """What may stand in for a place, unless the target has a place for that itself."""
        own = {item.name for item in self.new.fields}
        own |= {item.name for item in self.new.sections}
        for other in data()["places"].get(name, ()):
            item = self._find(other) if other not in own else None
            if item is not None:
                return item
        return None

    def _heading(self) -> str:
        kind, entry = self.new, self.entry
        label = f"[{self.id}]" if kind.bracketed and self.id else self.id
        tail = entry.title
        if kind.tail == "category":
            named = self._former("category") or self._find("category")
            if self.old.tail != "category" and named is not None:
                named.used, tail = True, word(named.body)
            if kind.categories_closed and word(tail) not in kind.categories:
                self.notes.append(_choice("category", tail or "(none)", kind, kind.categories))
        elif kind.tail == "title" and self.old.header_section:
            named = self._find("title")
            if named is not None and not kind.header_section:
                named.used, tail = True, named.body
        elif self.old.tail == "category" and tail:
            self.items.append(Item("category", "Category", tail))
            tail = caption(self.log, entry, self.old) if kind.header_section else ""
        if kind.tail == "none" and tail:
            self.items.append(Item("title", "Title", tail))
            tail = ""
        marks = "#" * self.level
        if kind.header_section:
            self.items.append(Item("title", "Title", tail or entry.label))
        return " ".join(part for part in (marks, label, " ".join(tail.split())) if part)

    def _header(self) -> list[tuple[str, str]]:
        fields = []
        for spec in self.new.fields:
            value = self._field(spec)
            if value:
                fields.append((spec.title, value))
        if not self.new.header_section:
            flat = not any(spec.name != self.new.header_section for spec in self.new.sections)
            for item in self.items:
                extra = not item.home and not item.known
                if not item.used and not item.is_text and (flat or extra):
                    item.used = True
                    fields.append((item.title, item.body))
                    if flat:
                        self.notes.append(f"{item.title} has no place: kept as a field")
        return fields

    def _field(self, spec: FieldSpec) -> str:
        item = self._find(spec.name) or self._standing_in(spec.name)
        if item is None:
            return self._derived(spec.name)
        value = _one_line(item.body) if item.is_text else item.body
        if value is None:
            self.notes.append(f"{item.title} is more than one line: kept as a section")
            return ""
        item.used = True
        if spec.name in ("status", "severity", "priority", "category"):
            return self._translated(spec.name, value)
        return value

    def _translated(self, name: str, value: str) -> str:
        known = {
            "status": self.new.lifecycle.statuses, "severity": self.new.severities,
            "priority": self.new.priorities, "category": self.new.categories,
        }[name]  # fmt: skip
        if not known:
            return value
        found = read(value, known, self.new.synonyms.get(name, {}))
        if found.value is not None:
            if found.note or found.value == value:
                return value
            return self._replaced(name, value, str(found.value))
        own = self.entry.field(name)
        reading = interpret(own, self.old, self.old.field(name)).value if own is not None else None
        table = data()["statuses"] if name == "status" else {}
        new = {**table.get("*", {}), **table.get(self.new.preset, {})}.get(str(reading))
        if new in known:
            return self._replaced(name, value, str(new))
        default = data()["category"].get(self.new.preset) if name == "category" else None
        if default:
            self.items.append(Item("category before", "Category before", value))
            self.notes.append(f"category {value} became {default}: {self.new.preset} has "
                              f"{', '.join(known)}")  # fmt: skip
            return str(default)
        self.notes.append(_choice(name, value, self.new, known))
        return value

    def _replaced(self, name: str, old: str, new: str) -> str:
        """Another word for a value; the old one is kept among what has no place."""
        self.items.append(Item(f"{name} before", f"{name.title()} before", old))
        self.notes.append(f"{name} {old} became {new}")
        return new

    def _derived(self, name: str) -> str:
        if name == "category" and self.new.preset in data()["category"]:
            assumed = str(data()["category"][self.new.preset])
            self.notes.append(f"category {assumed} is assumed")
            return assumed
        rule = data()["derived"].get(name)
        own = self.entry.field(rule["from"]) if rule else None
        if own is None:
            return ""
        found = interpret(own, self.old, self.old.field(own.name)).value
        tables = rule["values"]
        table = tables.get(self.new.preset, tables["*"])
        value = str(table.get(str(found).casefold(), ""))
        if value:
            self.notes.append(f"{name} {value} comes from the {rule['from']}")
        return value

    def _section(self, spec: SectionSpec, header: list[tuple[str, str]]) -> str:
        if spec.name == self.new.header_section:
            pairs = [*header, *self._own_fields(spec)]
            return "\n".join(self._line(key, value, bold=spec.bold) for key, value in pairs)
        item = self._find(spec.name)
        while item is not None and not item.is_text and item.home == spec.name:
            item = None
        item = item or (None if spec.fields else self._standing_in(spec.name))
        text = ""
        if item is not None and (item.is_text or not item.home or not spec.fields):
            item.used = True
            text = item.body if item.is_text else contained(item.body)
        lines = "\n".join(
            self._line(key, value, bold=spec.bold) for key, value in self._own_fields(spec)
        )
        return "\n\n".join(part for part in (text, lines) if part)

    def _own_fields(self, spec: SectionSpec) -> Iterator[tuple[str, str]]:
        """The fields that go into a section: those of its template, then what stood there."""
        for known in spec.fields:
            found = self._find(known.name) or self._standing_in(known.name)
            while found is not None and not found.is_text:
                found.used = True
                yield known.title if found.name == known.name else found.title, found.body
                found = self._find(known.name)
        for item in self.items:
            if not item.used and not item.is_text and item.home == spec.name:
                item.used = True
                yield item.title, item.body

    def _line(self, key: str, value: str, *, bold: bool) -> str:
        return self.style.field(key, value, header=False, bold=bold)

    def _titled(self, title: str, body: str) -> str:
        gap = "\n\n" if self.style.gap else "\n"
        return f"{'#' * min(self.level + 1, 6)} {title}{gap}{body}".rstrip()

    def _rest(self, parts: list[str]) -> list[str]:
        """What has no place: texts in sections of their own, fields together."""
        found = []
        for item in self.items:
            if item.is_text and not item.used:
                item.used = True
                found.append(self._titled(item.title, item.body))
                self.notes.append(f"{item.title} has no place: kept as a section")
        left = [item for item in self.items if not item.used]
        if left:
            body = "\n".join(self._line(item.title, item.body, bold=False) for item in left)
            found.append(self._titled(f"Converted from {self.old.preset}", body))
            where = f"kept under `Converted from {self.old.preset}`"
            self.notes += [f"{item.title} has no place: {where}" for item in left]
        return found

    def _missing(self, fields: list[tuple[str, str]], parts: list[str]) -> None:
        told = {key for key, _ in fields}
        titles = {part.split("\n", 1)[0].lstrip("# ") for part in parts}
        wanted = [
            spec.title for spec in self.new.fields if spec.required and spec.title not in told
        ]
        wanted += [spec.title for spec in self.new.sections
                   if spec.required and spec.title not in titles]  # fmt: skip
        if wanted:
            self.notes.append(f"{', '.join(wanted)} missing: the entry does not tell")


def _choice(name: str, value: str, kind: Kind, words: tuple[str, ...]) -> str:
    return f"{name} {value} is none of {kind.preset}: choose one of {', '.join(words)}"


def _one_line(text: str) -> str | None:
    """A text as the value of a field; None where it is more than a plain paragraph."""
    lines = text.split("\n")
    if any(not line.strip() or not _PLAIN.match(line) for line in lines):
        return None
    return " ".join(line.strip() for line in lines)
