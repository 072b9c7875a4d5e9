"""An entry as a JSON document: what the schemas judge and what `list` prints.

Every value has its place, so that a violation can point at it. Values stand in their normal
form; what cannot be read stays as written. Field and section names have `_` between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from . import reading as readings
from .diagnostic import Span
from .entry import Entry, Field, Log
from .kind import FieldSpec, Kind
from .lazy import regex
from .lifecycle import Reading, word
from .preset import Presets
from .vocabulary import hoisted, json_name

Path = tuple[str | int, ...]

_RESERVED = frozenset(("id", "kind", "preset", "sections", "text"))
_HOISTED = frozenset(hoisted())
_RULE = regex(r"(?:^|\n)[ \t]*(?:-[ \t-]*-|\*[ \t*]*\*|_[ \t_]*_)$")
_RULED = ("-", "*", "_")
_LINE_END = regex(r"\r\n|\r|\n")
_PATH = regex(r"(?<![\w~.@-])[\w~.@-]*+(?<=[\w~@-])/[\w~./@-]*\w|(?<![\w@-])[\w@-]++\.\w{1,8}\b")
_TOWARDS = regex(r"(?:to|into|in|→|->|=>|至|到)\s*[:：]?\s*(?P<target>.+)", re.IGNORECASE)
_TASK = regex(
    r"\s*+(?:(?:[-*+]|\d++[.)])\s*+)?(?:step\s++\d++\s*+[:.]\s*+)?"
    r"\[(?P<mark>[ xX])\]\s++(?P<text>.*\S)",
    re.IGNORECASE,
)


class Places(Mapping[Path, Span]):
    """The place of each value of a record by its path, worked out when it is asked for."""

    __slots__ = ("_sources",)

    def __init__(self, sources: Mapping[Path, Span | Field]) -> None:
        self._sources = sources

    def __getitem__(self, path: Path) -> Span:
        found = self._sources.get(path)
        if found is None:
            return self._item(path)
        return found if isinstance(found, Span) else found.span

    def __contains__(self, path: object) -> bool:
        return path in self._sources

    def __iter__(self) -> Iterator[Path]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def key(self, path: Path) -> str:
        """The key of a value, or of the list that it is an item of, as it is written."""
        own = path[:-1] if path and isinstance(path[-1], int) else path
        found = self._sources.get(own)
        return found.key if isinstance(found, Field) else ""

    def _item(self, path: Path) -> Span:
        """The place of an item of a list that stands on one line, or of the whole list."""
        field = self._sources.get(path[:-1]) if path and isinstance(path[-1], int) else None
        if not isinstance(field, Field):
            raise KeyError(path)
        items = readings.written_items(field)
        at = 0
        for number, item in enumerate(items):
            start = field.raw.find(item, at)
            if start < 0:
                break
            if number == path[-1]:
                return Span.at(field.span.line, field.span.column + start, len(item))
            at = start + len(item)
        return field.span


def record(entry: Entry, log: Log, presets: Presets) -> tuple[dict[str, Any], Places]:
    """The document of an entry and the place of each of its values.

    A field that is there without a value has a place but no value.
    """
    return _Record(entry, log, presets.kind(entry)).build()


def reading(entry: Entry, name: str, presets: Presets) -> Reading | None:
    """The first field of that name, as written and as understood; None if there is none."""
    field = entry.field(name)
    if field is None:
        return None
    kind = presets.kind(entry)
    return readings.interpret(field, kind, kind.field(name))


def status(entry: Entry, presets: Presets) -> str | None:
    """The status in its canonical word; None if it is absent or not understood."""
    found = reading(entry, "status", presets)
    return found.value if found is not None and isinstance(found.value, str) else None


def target(entry: Entry, presets: Presets) -> str | None:
    """Where a promoted entry went: its field, or what its status says."""
    field = entry.field("promoted")
    if field is not None and field.text:
        return field.text
    found = reading(entry, "status", presets)
    return _target(found.note) if found is not None else None


def buffer(log: Log, presets: Presets) -> dict[str, Any]:
    """A working buffer as a document: its tasks and its write-ahead entries."""
    entries = [entry for entry in log.entries if entry.shape == "wal"]
    return {
        "tasks": [{"text": text, "done": done} for text, done, _ in tasks(log)],
        "wal_entries": [record(entry, log, presets)[0] for entry in entries],
    }


def tasks(log: Log) -> list[tuple[str, bool, Span]]:
    """The check boxes of a log outside code: text, whether it is done, place of the text."""
    found = []
    for number in range(1, log.line_count + 1):
        line = log.line(number)
        item = _TASK.match(line) if "[" in line and not log.is_opaque(number) else None
        if item is not None:
            span = Span.at(number, item.start("text") + 1, len(item["text"]))
            found.append((item["text"], item["mark"] != " ", span))
    return found


class _Record:
    def __init__(self, entry: Entry, log: Log, kind: Kind) -> None:
        self.entry = entry
        self.log = log
        self.kind = kind
        self.places: dict[Path, Span | Field] = {}
        self.note = ""

    def build(self) -> tuple[dict[str, Any], Places]:
        entry, document = self.entry, dict[str, Any]()
        if entry.identifier is not None:
            document["id"] = entry.identifier.text
            self.places["id",] = entry.identifier.span
        document["kind"] = self.kind.name
        document["preset"] = self.kind.preset
        if entry.title:
            document["title"] = entry.title
            self.places["title",] = entry.title_span or entry.span
        for field in entry.fields:
            self._put(document, (), field, self.kind.field(field.name))
        document["sections"] = self._sections(document)
        self._category(document)
        if "promoted" not in document and self.note and "status" in document:
            self._promoted(document)
        text = self._own_text()
        if text:
            document["text"] = text
        return document, Places(self.places)

    def _sections(self, document: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for section in self.entry.sections:
            key = json_name(section.name)
            if key in found:
                continue
            text = self.log.body(section.start, section.end).strip()
            # The rule that parts an entry from the next is not the section's.
            body: dict[str, Any] = {
                "text": _RULE.sub("", text).rstrip() if text.endswith(_RULED) else text
            }
            self.places["sections", key] = section.span
            spec = self.kind.section(section.name)
            speaks = section.name == self.kind.header_section
            path = ("sections", key)
            for field in section.fields:
                self._put(body, path, field, spec.field(field.name) if spec else None)
                if speaks or (field.name in _HOISTED and json_name(field.name) not in document):
                    self._put(document, (), field, self.kind.field(field.name))
            found[key] = body
        return found

    def _put(
        self, into: dict[str, Any], path: tuple[str, ...], field: Field, spec: FieldSpec | None
    ) -> None:
        key = json_name(field.name)
        if not key or key in _RESERVED:
            return
        if key in into and not (key == "title" and not path):
            if readings.is_list(field, spec) and isinstance(into[key], list):
                self._extend(into[key], (*path, key), field, spec)
            return
        found = readings.interpret(field, self.kind, spec)
        place = (*path, key)
        value = found.value
        if value is None and not (value := self._as_written(field, spec)):
            self.places.setdefault(place, field)
            return
        into[key] = value
        self.places[place] = field
        if key == "status" and not path:
            self.note = found.note

    def _as_written(self, field: Field, spec: FieldSpec | None) -> str | None:
        """A value that was not understood, unless it says that there is none."""
        text = field.text.strip()
        return None if readings.says_nothing(text, field, spec) else text

    def _extend(
        self, items: list[Any], place: tuple[str, ...], field: Field, spec: FieldSpec | None
    ) -> None:
        more = readings.interpret(field, self.kind, spec).value
        for item in more if isinstance(more, list) else ():
            if item not in items:
                self.places[(*place, len(items))] = field
                items.append(item)

    def _category(self, document: dict[str, Any]) -> None:
        """The category in the heading, where the kind has it there and it is a word."""
        title = self.entry.title
        if "category" in document or self.kind.tail != "category" or not title:
            return
        found = word(title)
        if found and (found in self.kind.categories or not any(char.isspace() for char in title)):
            document["category"] = found
            self.places["category",] = self.entry.title_span or self.entry.span

    def _promoted(self, document: dict[str, Any]) -> None:
        found = (
            _target(self.note) if document["status"] in ("promoted", "promoted_to_skill") else None
        )
        if found:
            name = "promoted" if document["status"] == "promoted" else "skill_path"
            document.setdefault(name, found)
            self.places.setdefault((name,), self.places["status",])

    def _own_text(self) -> str:
        """The entry's text before its first section, without its fields."""
        entry = self.entry
        end = min((section.span.line for section in entry.sections), default=entry.end)
        start = entry.start + 1 if entry.level else entry.start
        held = {entry.span.line}
        for field in entry.fields:
            held.add(field.line)
            if field.more:
                held.update(range(field.line, field.line + field.more.count("\n") + 2))
        body = self.log.body(start, end)
        lines = _LINE_END.split(body) if "\r" in body else body.split("\n")
        kept = [
            line
            for number, line in enumerate(lines, start)
            if number not in held and line.strip(" \t-*_=|")
        ]
        return "\n".join(kept).strip()


def _target(note: str) -> str | None:
    """The target in the note of a status: `to AGENTS.md`, `docs/runbook.md`."""
    towards = _TOWARDS.match(note)
    if towards is not None:
        return towards["target"].strip("`*() ") or None
    found = _PATH.search(note)
    return found[0] if found else None
