"""What happened again: counted in the entry that tells of it, with what is new about it."""

from __future__ import annotations

import re
from collections.abc import Callable

from .diagnostic import Edit
from .editor import add_reference, add_section, edited, set_field, set_section_field, style_of
from .editor.notes import value_lines
from .editor.sections import behind
from .editor.text import contained
from .entry import Entry, Log
from .errors import UsageError
from .kind import Kind
from .transition import reopen, status_of

Step = Callable[[Log, Entry], list[Edit]]

SECTION = "Occurrences"
_COUNT, _FIRST, _LAST = "recurrence count", "first seen", "last seen"
_TITLES = {_COUNT: "Recurrence-Count", _FIRST: "First-Seen", _LAST: "Last-Seen"}


def again(
    log: Log, entry: Entry, kind: Kind, when: str, text: str, references: tuple[str, ...] = ()
) -> tuple[Log, str]:
    """The log in which the entry came up once more, and what became of its status.

    `when` is RFC 3339. The count goes up by one, Last-Seen becomes the day, First-Seen is added,
    and a dated line tells what is new: in the section Occurrences, or behind the content where
    the kind has no sections. A final status is opened again as far as the lifecycle lets it.
    Raises `UsageError` for an archived entry and for a count that is no number.
    """
    if log.is_archive:
        raise UsageError(f"{entry.label} is archived in {log.path}: write a new entry, and let it "
                         f"name that one with --see-also {entry.label}")  # fmt: skip
    start, day = entry.start, when[:10]
    counted = _counted(entry, day)
    steps: list[Step] = [lambda log, entry: _count(log, entry, kind, counted)]
    if references:
        steps.append(lambda log, entry: add_reference(log, entry, kind, *references))
    if text.strip():
        steps.append(lambda log, entry: _tell(log, entry, kind, day, text))
    said = ""
    old = status_of(entry, kind)
    if old and not kind.lifecycle.is_open(old):
        new = next((name for name in kind.lifecycle.initial if kind.lifecycle.is_open(name)), "")
        if new and kind.lifecycle.allows(old, new):
            steps.append(lambda log, entry: reopen(log, entry, kind, when, "it came up again"))
            said = f"{old} → {new}"
        else:
            said = f"still {old}, though it came up again"
    for step in steps:
        log = edited(log, step(log, entry), [entry])
        entry = _at(log, start, entry.id)
        entry.kind, entry.preset = kind.name, kind.preset
    return log, said


def _at(log: Log, start: int, name: str) -> Entry:
    found = log.entry_at(start)
    assert found is not None, name
    return found


def _counted(entry: Entry, day: str) -> dict[str, str]:
    """The fields that count, as they will be."""
    field = entry.field(_COUNT)
    number = 1
    if field is not None and field.raw.strip():
        found = re.match(r"\D{0,2}(\d{1,6})(?!\d)", field.raw.strip())
        if found is None:
            raise UsageError(f"{entry.label} says `{field.raw.strip()[:40]}` as its "
                             "Recurrence-Count: write a number there first")  # fmt: skip
        number = int(found[1])
    values = {_COUNT: str(number + 1)}
    first = entry.field(_FIRST)
    if first is None or not first.raw.strip():
        logged = entry.logged
        values[_FIRST] = min(logged.day.isoformat(), day) if logged is not None else day
    last = entry.field(_LAST)
    if last is None or last.raw.strip()[:10] < day:
        values[_LAST] = day
    return values


def _count(log: Log, entry: Entry, kind: Kind, values: dict[str, str]) -> list[Edit]:
    style = style_of(log)
    present = {name for name in values if entry.field(name) is not None}
    edits = [edit for name in present for edit in set_field(log, entry, kind, name, values[name])]
    absent = {name: value for name, value in values.items() if name not in present}
    if not absent:
        return edits
    if not kind.sections:
        fields = "".join(f"{style.newline}{style.field(_TITLES[name], value)}"
                         for name, value in absent.items())  # fmt: skip
        last = entry.fields[-1] if entry.fields else None
        line = last.line + (last.more.count("\n") + 1 if last.more else 0) if last else entry.start
        at = log.offset(line, len(log.line(line)) + 1)
        return [*edits, Edit(at, at, fields)]
    if entry.section("metadata") is None:
        lines = [style.field(_TITLES[name], value, header=False, bold=style.section_bold)
                 for name, value in absent.items()]  # fmt: skip
        return [*edits, *add_section(log, entry, "Metadata", "\n".join(lines))]
    for name, value in absent.items():
        for edit in set_section_field(log, entry, kind, "metadata", name, value):
            text = edit.text.replace(name.title(), _TITLES[name], 1)
            edits.append(Edit(edit.start, edit.end, text))
    return edits


def _tell(log: Log, entry: Entry, kind: Kind, day: str, text: str) -> list[Edit]:
    """The line about what is new."""
    content = entry.field("content")
    if not kind.sections and content is not None:
        told = " ".join(contained(text).split())
        return set_field(log, entry, kind, content.name, f"{content.text} ({day}: {told})")
    first, *more = value_lines(text, "- ")
    item = "\n".join([f"- {day}: {first}".rstrip(), *more])
    section = entry.section(SECTION.casefold())
    if section is None:
        return add_section(log, entry, SECTION, item)
    return [behind(log, section, item)]
