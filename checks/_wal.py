"""The entries of a write-ahead log: what each is about, and which are still open."""

from __future__ import annotations

from collections.abc import Sequence

from learnings.check import Context
from learnings.entry import Entry, Log
from learnings.record import status
from learnings.vocabulary import fold

PENDING = "PENDING"
CLOSED = ("COMMITTED", "ROLLED_BACK")


def entries(log: Log) -> list[Entry]:
    """The write-ahead entries of a log, one side of an unfinished merge left out."""
    return [item for item in log.entries if item.shape == "wal" and item.side != "theirs"]


def about(entry: Entry) -> tuple[str, str] | None:
    """What tells an operation from others: its time and its words; None without either."""
    item = entry.field("operation")
    words = " ".join(item.text.split()).casefold() if item is not None else ""
    return (fold(entry.heading_date), words) if entry.heading_date and words else None


def pending(found: Sequence[Entry], context: Context) -> list[Entry]:
    """The operations that are open: those that no later entry of the same closes."""
    states = {id(entry): status(entry, context.presets) for entry in found}
    closed = {about(entry) for entry in found if states[id(entry)] in CLOSED} - {None}
    return [entry for entry in found if states[id(entry)] == PENDING and about(entry) not in closed]
