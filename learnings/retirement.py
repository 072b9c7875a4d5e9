"""An earlier Resolution: what closed an entry once is kept when it is opened or closed again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .diagnostic import Edit
from .disk import printable
from .editor import EditError, add_section, retitle, style_of
from .editor.sections import behind
from .entry import Entry, Field, Log, Section
from .value import moment
from .vocabulary import fold

RESOLUTION = "resolution"
_RESOLVED = "resolved"
_REOPENED = "Reopened"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTHING = re.compile(r"[\W_]+")
# What templates and people write where there is nothing to tell yet.
NOT_YET = frozenset(
    ("", "tbd", "na", "none", "pending", "open", "todo", "notyet", "待定", "无", "暂无", "待处理")
)


def is_told(log: Log, entry: Entry, *, dated: bool = False) -> bool:
    """True if an entry tells how it was closed; with `dated`, or when."""
    if any(True for _ in _dates(entry)):
        return True
    section = entry.section(RESOLUTION)
    return not dated and section is not None and _says(log, section)


def is_overwritten(entry: Entry, values: Mapping[str, str]) -> bool:
    """True if new values would take the place of what an older Resolution says."""
    section = entry.section(RESOLUTION)
    held = section.fields if section is not None else ()
    return any(True for _ in _dates(entry)) or any(
        field.name in values and not _is_empty(field.text) for field in held
    )


def retired(log: Log, entry: Entry, note: str = "") -> list[Edit]:
    """The edits that make the Resolution an earlier one; `note` is said behind all of it.

    No date of it is read as that of the entry any more. Raises `EditError` where a date stands in
    a column of a table.
    """
    edits = [_renamed(log, field) for field in _dates(entry)]
    section = entry.section(RESOLUTION)
    if section is None:
        return [*edits, *(reopened(log, entry, note) if note else ())]
    edits += retitle(log, section, _free(entry, f"Earlier {section.title}"))
    if note:
        line = style_of(log).field(_REOPENED, note, header=False)
        edits.append(behind(log, section, line))
    return edits


def reopened(log: Log, entry: Entry, note: str) -> list[Edit]:
    """The edits that tell why an entry without a Resolution is open again."""
    section = entry.section(fold(_REOPENED))
    if section is not None:
        return [behind(log, section, f"- {note}")]
    return add_section(log, entry, _REOPENED, f"- {note}")


def _dates(entry: Entry) -> Iterator[Field]:
    """The fields that date a resolution, wherever they stand."""
    return (field for field in entry.every(_RESOLVED) if moment(field.raw) is not None)


def _renamed(log: Log, field: Field) -> Edit:
    start = log.offset(field.line, field.key_column)
    end = start + len(field.key)
    if log.text[start:end] != field.key:
        raise EditError(f"{printable(log.path)}:{field.line}: this table has a column for each "
                        f"field: rename its column {field.key} by hand")  # fmt: skip
    return Edit(
        start, end, "resolved-before" if field.form == "front-matter" else "Resolved before"
    )


def _free(entry: Entry, title: str) -> str:
    """The title, with a number where the entry has such a section already."""
    taken = {fold(section.title) for section in entry.sections}
    number, free = 1, title
    while fold(free) in taken:
        number += 1
        free = f"{title} {number}"
    return free


def _says(log: Log, section: Section) -> bool:
    held = {field.line: field.raw for field in section.fields}
    lines = [held.get(number, log.line(number)) for number in range(section.start, section.end)]
    return any(not _is_empty(line) for line in _COMMENT.sub("", "\n".join(lines)).splitlines())


def _is_empty(text: str) -> bool:
    return _NOTHING.sub("", text).casefold() in NOT_YET
