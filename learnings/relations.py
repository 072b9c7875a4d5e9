"""Who names whom: the IDs in an entry, and the entries that hold an ID."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .entry import FORMER_FIELDS, Entry, Field, Log
from .lazy import regex
from .reading import identifiers

_NUMBERED = regex(r"(?<![\w-])[A-Z][A-Z_]{1,23}-\d{1,6}(?![\w-])")


class Mention(NamedTuple):
    """An ID in an entry: the log and the line, and the field or section it stands in."""

    id: str
    log: Log
    entry: Entry
    line: int
    where: str


def _told(entry: Entry) -> Iterator[Field]:
    return (field for name in FORMER_FIELDS for field in entry.every(name))


def mentions(log: Log, entry: Entry, known: frozenset[str] | None = None) -> Iterator[Mention]:
    """The IDs that an entry names, each once for each place; `known` are short IDs in use."""
    seen = set()
    told = {field.line for field in _told(entry)}
    for number in range(entry.start, min(entry.end, log.line_count + 1)):
        line = log.line(number)
        if "-" not in line or number in told:
            continue
        names = [name for name, _ in identifiers(line)]
        names += [found[0] for found in _NUMBERED.finditer(line) if known and found[0] in known]
        where = ""
        for name in names:
            if name.upper() == entry.id.upper():
                continue
            where = where or _where(entry, number)
            if (name.upper(), where) not in seen:
                seen.add((name.upper(), where))
                yield Mention(name, log, entry, number, where)


def namers(logs: Sequence[Log], name: str) -> Iterator[Mention]:
    """The entries of the logs that name an ID, each once for each field or section."""
    wanted = name.upper()
    for log in logs:
        if wanted not in log.text.upper():
            continue
        for entry in log.entries:
            if entry.id.upper() != wanted:
                for found in mentions(log, entry, frozenset((wanted,))):
                    if found.id.upper() == wanted:
                        yield found


def _where(entry: Entry, line: int) -> str:
    """The key or the title over a line, as written; `text` where there is neither."""
    for item in (*entry.fields, *(field for part in entry.sections for field in part.fields)):
        if item.line <= line <= item.line + (item.more.count("\n") + 1 if item.more else 0):
            return item.key
    if line == entry.span.line and entry.level:
        return "heading"
    inside = [part for part in entry.sections if part.start <= line < part.end]
    return inside[-1].title if inside else "text"
