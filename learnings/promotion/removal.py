"""A rule taken out of its document again: its lines go, a tombstone stays."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ..errors import UsageError
from ..lazy import regex
from .insertion import (
    ITEM,
    SOURCE,
    TOMBSTONE,
    managed,
    names,
    names_last,
    newline_of,
    section,
    seen,
    split,
)  # fmt: skip
from .table import is_row
from .target import Target

_COLUMNS = regex(r"(?<!\\)\|")


def removed(text: str, target: Target, id: str, note: str, summary: str = "") -> str:
    """A file without the lines that name an entry, with a tombstone in place of the first.

    Of a file that people share only lines between the markers go. In others the paragraph at the
    top goes too that ends with the entry or is its `summary`, and what is empty then says so as in
    a new file. Raises `UsageError` where there is no such line.
    """
    newline = newline_of(text)
    lines = split(text)
    span = managed(lines, target) if target.shared else (0, len(lines))
    if span is None:
        raise UsageError(f"{target.title} has no lines of ours that name {id}: remove it by hand")
    stays = [not _is_of(line, id) for line in lines]
    first = next((n for n in range(*span) if not stays[n]), None)
    if first is None:
        raise UsageError(f"{target.title} has no line that names {id}: nothing to retire")
    if not target.shared and any("{summary}" in line for line in target.header):
        for n in _paragraph(lines, target, id, summary):
            stays[n] = False
    # A comment would end a table: there it stands below all rows.
    at = first
    if is_row(lines[first]):
        at = span[1] if target.shared else _behind(lines, first)
    tombstone = f"{TOMBSTONE.format(id=id)} {note} -->{newline}"
    inside = [(n, line) for n, line in enumerate(lines) if stays[n] or not span[0] <= n < span[1]]
    before = [line for n, line in inside if n < at]
    if before and not before[-1].endswith(("\n", "\r")):
        before[-1] += newline
    made = "".join([*before, tombstone, *(line for n, line in inside if n >= at)])
    return made if target.shared else _told(made, text, target, newline)


def _paragraph(lines: Sequence[str], target: Target, id: str, words: str) -> Iterator[int]:
    """The lines (from 0) of a paragraph above all parts, and the gap above it.

    It ends with the entry in brackets, or is those words.
    """
    text = "".join(lines)
    tops = [place[0] - 1 for part in target.parts if (place := section(text, part)) is not None]
    for n in range(1, min(tops, default=0)):
        if names_last(lines[n], id) or (words and lines[n].strip() == words):
            yield n
            if not lines[n - 1].strip():
                yield n - 1
            return


def _told(made: str, before: str, target: Target, newline: str) -> str:
    """A text in which a part that has become empty says that nothing is told."""
    for part in target.parts:
        place, old = section(made, part), section(before, part)
        if not part.empty or place is None or old is None:
            continue
        lines = split(made)
        if _is_blank(lines, place) and not _is_blank(split(before), old):
            gap = [""] if place[1] < len(lines) else []
            words = "".join(f"{line}{newline}" for line in ("", part.empty, *gap))
            made = "".join([*lines[: place[0]], words, *lines[place[1] :]])
    return made


def _is_blank(lines: Sequence[str], place: tuple[int, int]) -> bool:
    return not "".join(lines[slice(*place)]).strip()


def _behind(lines: Sequence[str], at: int) -> int:
    """The line (from 0) behind all rows that follow one."""
    return next((n for n in range(at, len(lines)) if not is_row(lines[n])), len(lines))


def _is_of(line: str, id: str) -> bool:
    """True of a line that a promotion of the entry wrote: an item, a row, where it comes from."""
    return names(line, id) and bool(ITEM.match(line) or line.startswith(f"From {id}, logged "))


def rule_of(text: str, target: Target, id: str) -> str:
    """The rule that an item or a row of an entry says; empty where a target has no line for it."""
    told = next((one for part in target.parts for one in part.lines if "{line}" in one), "")
    line = next((line for line in split(text) if _is_of(line, id)), "")
    if not told or not (item := ITEM.match(line)):
        return ""
    if line.lstrip().startswith("|"):
        at = next((n for n, one in enumerate(_COLUMNS.split(told)) if "{line}" in one), 0)
        cells = _COLUMNS.split(line)
        cell = cells[at] if at < len(cells) else ""
        return html.unescape(cell.replace("\\|", "|")).strip()
    bare = seen(line[item.end() :]).strip()
    return html.unescape(SOURCE.sub("", bare.removeprefix("[ ] "))).strip()
