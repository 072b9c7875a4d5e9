"""Another ID for an entry: what the logs say of it follows, and the former one is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..diagnostic import Edit
from ..editor import add_former, edited
from ..entry import FORMER_FIELDS, Entry, Log
from ..kind import Kind
from ..merging.collisions import free_id


def another(entry: Entry, taken: Collection[str], style: str) -> str:
    """A free ID for an entry, of its prefix and its day."""
    return free_id(entry, taken, style, f"{entry.id} {len(taken)}")


def renamed(
    log: Log, old: str, new: str, entry: Entry | None, kind: Kind, *, alone: bool = False
) -> Log:
    """A log in which an ID is another one; `entry` is the one that has it, if it is in there.

    What tells former IDs stays, and so do IDs of other repositories. With `alone` nothing but
    the entry itself changes. Gives the log itself where nothing does.
    """
    inside = (0, len(log.text))
    if alone and entry is not None:
        end = log.starts[entry.end - 1] if entry.end <= log.line_count else len(log.text)
        inside = (log.starts[entry.start - 1], end)
    kept = {line for item in log.entries for line in _former(item)}
    edits = [
        edit
        for edit in _edits(log.text, old, new)
        if inside[0] <= edit.start < inside[1] and log.place(edit.start)[0] not in kept
    ]
    lines = {log.place(edit.start)[0] for edit in edits}
    meant = [item for item in log.entries if any(item.start <= at < item.end for at in lines)]
    result = edited(log, edits, meant)
    if entry is None:
        return result
    # No line was added: the entry is where it was.
    there = next(item for item in result.entries if item.start == entry.start)
    return edited(result, add_former(result, there, kind, old), [there])


def _former(entry: Entry) -> Iterator[int]:
    for field in (item for name in FORMER_FIELDS for item in entry.every(name)):
        yield from range(field.line, field.line + field.text.count("\n") + 1)


def substituted(text: str, old: str, new: str) -> str:
    """Any text with the ID as another one."""
    parts, at = [], 0
    for edit in _edits(text, old, new):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _edits(text: str, old: str, new: str) -> Iterator[Edit]:
    """Where a text names an ID, and where it links to its heading."""
    name = re.escape(old)
    pattern = re.compile(
        rf"(?<=#){name}(?=-|[\s)\"'>]|$)|(?<![\w/#:@=-]){name}(?![\w-])", re.IGNORECASE
    )
    for found in pattern.finditer(text):
        is_anchor = text[found.start() - 1 : found.start()] == "#"
        lower = is_anchor and found[0] == found[0].lower()
        yield Edit(found.start(), found.end(), new.lower() if lower else new)
