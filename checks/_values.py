"""Fields by their names, and where the value of one stands, over several lines maybe."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from learnings.entry import Entry, Field, Log


def named(entry: Entry, names: Collection[str]) -> Iterator[Field]:
    """The fields of those names, the header's first."""
    for item in entry.fields:
        if item.name in names:
            yield item
    for section in entry.sections:
        for item in section.fields:
            if item.name in names:
                yield item


def stretches(log: Log, item: Field) -> Iterator[tuple[int, int, int | None]]:
    """Line, first and last offset (None for its end) of each line of a value."""
    number, start = item.line, item.column - 1
    # A comment was taken out of the value, which is then shorter than its place.
    yield number, start, None if "<!--" in log.line(number) else start + len(item.raw)
    for below in range(number + 1, _end(log, item)):
        if not log.is_opaque(below):
            yield below, 0, None


def _end(log: Log, item: Field) -> int:
    """The line after the last one of the value."""
    number = item.line + 1
    if item.form == "front-matter":
        while log.line(number).lstrip().startswith("- "):
            number += 1
        return number
    for text in item.more.split("\n") if item.more else ():
        while number < log.line_count and log.line(number) != text:
            number += 1
        number += 1
    return number
