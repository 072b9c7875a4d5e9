"""What tells that another document says what a promotion wrote, whoever moved it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..errors import UsageError
from .insertion import ends_with, is_item, managed, names, seen
from .table import cells, tables
from .target import Target

_ID = ("{id}", "{id_quoted}")


def stands(text: str, target: Target, known: Sequence[Target], id: str, rule: str) -> bool:
    """True where a text has a line of a target that names an entry: an item, a row of a table."""
    if not names(text, id):
        return False
    lines = text.splitlines(keepends=True)
    if any(ends_with(line, id) or _is_item(line, target, id) for line in lines) or any(
        names(line, id) for one in known for line in _between(lines, one)
    ):
        return True
    rows = [at for at, line in enumerate(lines) if _is_row(line, id)]
    heads = {at: one.head for one in tables(lines) for at in range(one.first, one.end)}
    return any(_is_ours(lines, at, heads.get(at), target, known, rule) for at in rows)


def is_whole(text: str, target: Target, id: str) -> bool:
    """True of a document that one entry was made into: a line of it says so as the target does."""
    told = [*target.header, *(line for part in target.parts for line in part.lines)]
    starts = [start for line in told for start in _start(line, id)]
    return names(text, id) and any(
        _bare(line).startswith(start) for line in text.splitlines() for start in starts
    )


def _start(line: str, id: str) -> Iterator[str]:
    """What a line begins with up to the entry and the words behind it, as one without quotes."""
    for name in _ID:
        before, found, after = line.partition(name)
        if found and "{" not in before:
            yield _bare(f"{before}{id}{after.partition('{')[0]}")


def _bare(line: str) -> str:
    return " ".join(line.translate({34: None, 39: None}).split()).casefold()


def _between(lines: Sequence[str], target: Target) -> Sequence[str]:
    """The lines between the markers of a target."""
    try:
        span = managed(lines, target) if target.shared else None
    except UsageError:
        return ()
    return lines[slice(*span)] if span is not None else ()


def _is_item(line: str, target: Target, id: str) -> bool:
    """True of an item in which the entry stands between the words that the target has there."""
    if not names(line, id) or not is_item(line):
        return False
    bare = seen(line).strip().casefold()
    for told in (one for part in target.parts for one in part.lines if not cells(one)):
        before, found, after = told.replace("{review}", "").partition("{id}")
        tail, more, _ = after.partition("{")
        words = f"{before.rpartition('}')[2]}{id}{tail}".strip().casefold()
        if found and (words in bare if more else bare.endswith(words)):
            return len(words) > len(id)
    return False


def _is_row(line: str, id: str) -> bool:
    return id.casefold() in map(str.casefold, cells(line))


def _is_ours(
    lines: Sequence[str],
    at: int,
    head: int | None,
    target: Target,
    known: Sequence[Target],
    rule: str,
) -> bool:
    """True of a row below the columns of a target, of one without any, or with the very rule."""
    columns = _folded(cells(lines[head])) if head is not None else set()
    if any(_folded(cells(part.head[0])) <= columns
           for one in known for part in one.parts if part.head):  # fmt: skip
        return True
    row = cells(lines[at])
    wide = {len(cells(line)) for part in target.parts for line in part.lines}
    return len(row) in wide and (head is None or rule.casefold() in map(str.casefold, row))


def _folded(words: Sequence[str]) -> set[str]:
    return {word.casefold() for word in words}
