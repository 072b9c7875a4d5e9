"""An entry cut into its units: heading, sections, fields and the prose between them."""

from __future__ import annotations

from typing import NamedTuple

from ..entry import Field, Section
from .pieces import Piece

Name = tuple[str, ...]
HEADING: Name = ("heading",)


class Unit(NamedTuple):
    """Some lines of an entry; `name` says what they are, `field` which field they hold."""

    name: Name
    lines: tuple[str, ...]
    field: Field | None = None


def units(piece: Piece) -> list[Unit]:
    """The units of an entry, in order; together they are all of its lines."""
    entry = piece.entry
    assert entry is not None
    lines = [piece.log.body(line, line + 1) for line in range(entry.start, piece.end + 1)]
    first = entry.start
    headed = 0 if entry.shape == "file" else 1
    found = [Unit(HEADING, tuple(lines[:headed]))] if headed else []
    sections = sorted(entry.sections, key=lambda part: part.span.line)
    starts = [max(part.span.line - first, headed) for part in sections]
    end = starts[0] if starts else len(lines)
    found += _stretch(("",), lines, first, headed, end, entry.fields)
    names: dict[str, int] = {}
    for index, part in enumerate(sections):
        names[part.name] = names.get(part.name, -1) + 1
        name = (part.name, str(names[part.name]))
        end = starts[index + 1] if index + 1 < len(starts) else len(lines)
        body = min(max(part.start - first, starts[index] + 1), end)
        found.append(Unit(("section", *name), tuple(lines[starts[index] : body])))
        found += _stretch(name, lines, first, body, end, _fields_in(part, first, body, end))
    return found


def _fields_in(part: Section, first: int, start: int, end: int) -> list[Field]:
    return [item for item in part.fields if start <= item.line - first < end]


def _stretch(
    name: Name, lines: list[str], first: int, start: int, end: int, fields: list[Field]
) -> list[Unit]:
    """The fields of a stretch and its prose, which is named after the field before it."""
    found: list[Unit] = []
    counts: dict[str, int] = {}
    behind: Name = ()
    at = start
    stop = end
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    for item in sorted(fields, key=lambda item: item.line):
        line = item.line - first
        if line < at:
            continue  # a second field on the same line
        if line >= stop:
            break
        if line > at:
            found.append(Unit(("text", *name, *behind), tuple(lines[at:line])))
        last = min(line + 1 + (item.more.count("\n") + 1 if item.more else 0), stop)
        counts[item.name] = counts.get(item.name, -1) + 1
        behind = (item.name, str(counts[item.name]))
        alone = sum(other.line == item.line for other in fields) == 1
        found.append(
            Unit(("field", *name, *behind), tuple(lines[line:last]), item if alone else None)
        )
        at = last
    if at < stop:
        found.append(Unit(("text", *name, *behind), tuple(lines[at:stop])))
    found.append(Unit(("end", *name), tuple(lines[stop:end])))
    return found
