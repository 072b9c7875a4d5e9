"""Edits applied to a text, and the proof that nothing else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..diagnostic import Edit
from ..entry import Entry, Log
from ..errors import LearningsError
from ..markdown import parse


class EditError(LearningsError):
    """An edit that cannot be made without touching what it does not name."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which are offsets in the text before them.

    Edits of the same place are made in the order given. Raises `ValueError` if they overlap or
    lie outside.
    """
    parts = []
    at = 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps another or leaves the text")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def edited(log: Log, edits: Iterable[Edit], meant: Iterable[Entry] = (), added: int = 0) -> Log:
    """The log after the edits, parsed anew.

    `meant` are the entries that may change or go, `added` says how many are to appear. Raises
    `EditError` if any other entry would differ, so that a slip cannot swallow a neighbour.
    """
    wanted = list(edits)
    result = parse(apply(log.text, wanted).encode("utf-8", "surrogateescape"), log.path)
    result.is_archive = log.is_archive
    named = {id(entry) for entry in meant}
    kept = Counter(_content(log, entry) for entry in log.entries if id(entry) not in named)
    now = Counter(_content(result, entry) for entry in result.entries)
    if kept - now or not len(log.entries) - len(named) <= now.total() <= (len(log.entries) + added):
        raise EditError(
            f"{log.path} cannot be changed there without changing other entries: "
            "run `learnings lint` on it and mend its structure first"
        )
    return result


def _content(log: Log, entry: Entry) -> str:
    """What an entry says: blank lines and rules around it belong to the space between entries."""
    lines = log.body(entry.start, entry.end).splitlines()
    while lines and not lines[-1].strip(" \t-*_"):
        lines.pop()
    return "\n".join(line.rstrip() for line in lines)
