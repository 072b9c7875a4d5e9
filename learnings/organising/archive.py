"""Moving finished entries into an archive: which may go, where to, and what both files say then."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..diagnostic import Edit
from ..editor import EditError, Style, edited, insert_entry, style_of
from ..editor.sections import body_end
from ..entry import Entry, Log
from ..errors import UsageError
from ..kind import Kind
from ..markdown import parse
from ..transition import status_of
from ..value import duration, moment
from .links import Exists, moved
from .spacing import NEWEST_FIRST, closing_rule, manner, put_back, taken_out

FOLDER = "archive"
# No log holds it: a private sign that stands for the entry until its place is known.
_HOLDER = "\ue000entry\ue000"
_DAYS = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|)$", re.IGNORECASE)


class Move(NamedTuple):
    """What a move makes of the two logs; `linked` are links that a person has to adjust."""

    source: Log
    target: Log
    done: list[Entry]
    linked: list[tuple[Entry, str]]


def days(text: str) -> int:
    """The days of `90d`, `12w`, `90` or an ISO 8601 duration; raises `UsageError`."""
    found = _DAYS.match(text.strip())
    if found is not None:
        return int(found[1]) * (7 if found[2].lower().startswith("w") else 1)
    span = duration(text) if text[:1] in "Pp" else None
    if span is None:
        raise UsageError(f"--older-than {text}: this is no age; write 90d or 12w")
    return span.days


def finished_on(entry: Entry) -> dt.date | None:
    """The day on which an entry was resolved, or else written down."""
    field = entry.field("resolved")
    found = moment(field.raw) if field is not None else None
    if found is not None:
        return found.day
    return entry.logged.day if entry.logged is not None else None


def obstacle(log: Log, entry: Entry, kind: Kind, broken: Collection[tuple[str, int]]) -> str:
    """Why an entry cannot be archived; empty if it can.

    `broken` are the entries, by path and first line, that have errors of structure.
    """
    if log.is_archive:
        return "it is archived already"
    if reason := unreadable(log):
        return f"{log.path}{reason}"
    if (log.path, entry.start) in broken or entry.recovered:
        return "it has errors of structure: run `learnings lint` and mend them first"
    if entry.shape == "wal" or not (entry.identifier or entry.shape == "file"):
        return "it has no ID"
    status = status_of(entry, kind)
    if not kind.lifecycle.is_final(status) and not (entry.shape == "file" and not status):
        return f"it is {status or 'without a status that is understood'}, which is not final"
    return ""


def unreadable(log: Log) -> str:
    """Why nobody can take entries out of a log, to stand behind its path; empty if one can."""
    if log.fault:
        what = "holds NUL characters" if log.fault == "nul" else f"is {log.fault.upper()}"
        return f" {what}: save it as UTF-8 text first"
    for region in log.regions:
        if region.reason == "conflict":
            return f":{region.span.line}: it has conflict markers: merge it first"
        if region.reason == "undecodable":
            return f":{region.span.line}: it holds a byte that is not UTF-8: save it as UTF-8 first"
    return ""


def target_of(path: str, folder: str = FOLDER) -> str:
    """The file that takes archived entries of a log: of its name, in a folder beside it."""
    home, name = posixpath.split(path)
    return posixpath.join(home, folder, name)


def target_of_file(path: str, folder: str = FOLDER) -> str:
    """Where a file that holds one entry is archived: the same path, below the archive."""
    parts = path.split("/")
    for home in (["docs", "ops-knowledge"], [".learnings"]):
        for at in range(len(parts) - len(home)):
            if parts[at : at + len(home)] == home:
                end = at + len(home)
                return "/".join([*parts[:end], *folder.split("/"), *parts[end:]])
    return target_of(path, folder)


def new_log(path: str, source: Log, header: str, *, archive: bool = True) -> Log:
    """A log without entries: its header, in the line ends of the log that it is for."""
    if not archive:
        return parse(header.replace("\n", source.newline).encode(), path)
    text = header or f"# {posixpath.splitext(posixpath.basename(path))[0].title()}\n"
    first, _, rest = text.partition("\n")
    rest = re.sub(r"\n{3,}", "\n\n", _without_lists(rest))
    lines = f"{first} (archive)\n{rest}".rstrip("\n") + "\n"
    if style_of(source).newest_first and NEWEST_FIRST not in lines:
        lines = lines.replace("\n", f"\n\n{NEWEST_FIRST}\n", 1)
    log = parse(lines.replace("\n", source.newline).encode("utf-8", "surrogateescape"), path)
    log.is_archive = True
    return log


def _without_lists(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("**"))


def move(
    source: Log, target: Log, entries: Sequence[Entry], exists: Exists, *, back: bool = False
) -> Move:
    """The two logs after entries went from one into the other, which keeps their order.

    With `back` they go out of an archive, each to its place by date.

    An entry that the target holds already, with the same text, is only taken out of the source:
    a run that was killed can be repeated. Raises `UsageError` where the target has another entry
    of that ID, and `EditError` where the texts cannot be taken apart.
    """
    there = {entry.id.upper(): entry for entry in target.entries if entry.id}
    pieces: list[tuple[Entry, str]] = []
    linked: list[tuple[Entry, str]] = []
    for entry in entries:
        piece = moved(body(source, entry), source.path, target.path, exists)
        linked += [(entry, name) for name in piece.left]
        other = there.get(entry.id.upper())
        if other is None:
            pieces.append((entry, piece.text))
        elif _plain(body(target, other)) != _plain(piece.text):
            raise UsageError(
                f"{target.path}:{other.start}: another entry has the ID {entry.id} there: "
                f"give one of the two an ID of its own; nothing was moved"
            )
    new = target
    if back:
        for entry, text in pieces:
            new = put_back(source, entry, new, text)
    elif pieces:
        new = added(source, target, [text for _, text in pieces])
    return Move(edited(source, taken_out(source, entries), entries), new, list(entries), linked)


def body(log: Log, entry: Entry) -> str:
    """The entry as it is written, line ends included, without the blank lines and rule behind."""
    last = body_end(log, entry.start, entry.end)
    start = log.starts[entry.start - 1]
    start += 1 if log.text.startswith("\ufeff") and start == 0 else 0
    return log.text[start : log.offset(last, len(log.line(last)) + 1)]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def added(source: Log, target: Log, pieces: list[str]) -> Log:
    """A log with the texts of entries in it, at the end where the newest stand.

    They keep their order, and are written in the manner of the target, or else of the source.
    Raises `EditError` where the target cannot take them.
    """
    style = style_of(source)
    if target.entries:
        style = manner(target, style)
    newline = target.newline
    gap = f"{newline}{newline}{style.rule}{newline}{newline}" if style.rule else newline * 2
    text = gap.join(pieces)
    edits = [
        Edit(edit.start, edit.end, edit.text.replace(_HOLDER, text))
        for edit in insert_entry(target, _HOLDER, _ending(source, target, style, len(pieces)))
    ]
    new = edited(target, edits, (), added=len(pieces))
    kept = {_plain(body(new, entry)) for entry in new.entries}
    if not all(_plain(piece) in kept for piece in pieces):
        raise EditError(f"{target.path} cannot take the entries: run `learnings lint` on it, "
                        "and mend its structure first")  # fmt: skip
    return new


def _ending(source: Log, target: Log, style: Style, count: int) -> Style:
    """The style by which a log ends: a new archive as its log does, as far as that tells."""
    if target.entries or source is target or closing_rule(source):
        return style
    alone = count == 1 and len(source.entries) > 1
    return style if alone else style._replace(rule="")


def followers(pairs: Mapping[str, tuple[Log, Log]]) -> dict[tuple[str, str], str]:
    """Which anchors of logs are now in an archive: by path and anchor, the archive's path."""
    from ..markdown.structure import anchors

    gone: dict[tuple[str, str], str] = {}
    for path, (source, target) in pairs.items():
        left = anchors(source.text)
        for anchor in anchors(target.text) - left:
            gone[path, anchor] = target.path
    return gone
