"""Edits applied to a text, and the proof that nothing else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..diagnostic import Edit
from ..disk import printable
from ..entry import Entry, Log
from ..errors import LearningsError
from ..markdown.again import parse_again


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


def insertion(log: Log, at: int, text: str) -> Edit:
    """Put whole lines at the beginning of a line.

    Where a line ends with a carriage return alone, a newline behind it would only complete it.
    """
    if text.startswith("\n") and log.text[at - 1 : at] == "\r":
        text = f"\n{text}"
    if text.endswith("\r") and log.text[at : at + 1] == "\n":
        text = f"{text}\r"
    return Edit(at, at, text)


def edited(log: Log, edits: Iterable[Edit], meant: Iterable[Entry] = (), added: int = 0) -> Log:
    """The log after the edits, parsed anew; the log itself where there are none.

    `meant` are the entries that may change or go, `added` says how many are to appear. Raises
    `EditError` if any other entry would differ, so that a slip cannot swallow a neighbour, and
    for a log that nobody can edit by rules: one with conflict markers or in UTF-16.
    """
    wanted = sorted(edits, key=lambda item: (item.start, item.end))
    if not wanted:
        return log
    refuse_broken(log)
    result = parse_again(log, apply(log.text, wanted))
    result.is_archive = log.is_archive
    named = {id(entry) for entry in meant}
    lost, new = _differences(log, result, named)
    places = _written(wanted)
    if (
        lost
        or len(new) > len(named) + added
        or not all(_touches(result, item, places) for item in new)
    ):
        raise EditError(
            f"{printable(log.path)} cannot be changed there without changing other entries: "
            "run `learnings lint` on it and mend its structure first"
        )
    return result


def refuse_broken(log: Log) -> None:
    """Raise `EditError` for a log in which no edit is safe."""
    if log.fault:
        raise EditError(f"{printable(log.path)} {log.refusal}: it is not edited")
    conflict = next((item for item in log.regions if item.reason == "conflict"), None)
    if conflict is not None:
        raise EditError(
            f"{printable(log.path)}:{conflict.span.line}: a merge conflict is not resolved: "
            "resolve it first; nothing was changed"
        )


def _differences(log: Log, result: Log, named: set[int]) -> tuple[Counter[str], list[Entry]]:
    """What the entries that must stay said and none says now, and the entries that are new."""
    kept = Counter(log.body(item.start, item.end) for item in log.entries if id(item) not in named)
    other = []
    for entry in result.entries:
        body = result.body(entry.start, entry.end)
        if kept[body]:
            kept[body] -= 1
        else:
            other.append((entry, _content(body)))
    lost = Counter[str]()
    for body, count in kept.items():
        lost[_content(body)] += count
    new = []
    for entry, content in other:
        if lost[content] > 0:
            lost[content] -= 1
        else:
            new.append(entry)
    return +lost, new


def _content(body: str) -> str:
    """What an entry says: blank lines and rules around it belong to the space between entries."""
    lines = body.splitlines()
    while lines and not lines[-1].strip(" \t-*_"):
        lines.pop()
    return "\n".join(line.rstrip() for line in lines)


def _written(edits: Iterable[Edit]) -> list[tuple[int, int]]:
    """Where the edits stand in the text after them."""
    places = []
    shift = 0
    for edit in edits:
        places.append((edit.start + shift, edit.start + shift + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    return places


def _touches(log: Log, entry: Entry, places: Iterable[tuple[int, int]]) -> bool:
    start = log.starts[entry.start - 1]
    end = log.starts[entry.end - 1] if entry.end <= log.line_count else len(log.text)
    return any(start <= last and first <= end for first, last in places)
