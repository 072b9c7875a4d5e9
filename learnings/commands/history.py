"""`learnings history`: every change of an entry, by whom and in which commit."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..git import Repository, find_repository, not_checked_out
from ..history.difference import Difference, differences
from ..history.events import Event, Walk
from ..history.following import follow
from ..history.places import Place
from ..output import stream
from ..output.columns import table, terminal_width
from ..output.escape import ascii_document
from ..settings import Settings, load
from . import remarks
from .uncommitted import former, uncommitted

HELP = "Show every change of an entry: when, by whom, in which commit, and what."
DESCRIPTION = """\
Show every change of an entry that git knows: when it was added, what was edited, when it was moved
or archived, who did it and in which commit. IDs that it had before count as well. A merge is shown
where it did what none of its sides had done. Exit code 2: an ID that no commit holds.
"""
_SHORT = 10
_LONGEST = 60


class Row(NamedTuple):
    """One change: `event` is None of what is not committed yet, which has a `word` and an `id`."""

    event: Event | None
    what: str
    path: str
    changes: Sequence[Difference] = ()
    word: str = ""
    id: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("id", metavar="ID", help="the ID of an entry, in either case")
    parser.add_argument("--rev", metavar="REV", default="HEAD", help="up to there (default: HEAD)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Print the changes; 0. Raises `UsageError` for an ID that no commit holds."""
    settings = load(os.getcwd())
    repository = find_repository(settings.root or os.getcwd())
    if repository is None:
        raise RepositoryError("this is no git repository, so there is no history")
    rev = repository.resolve(args.rev)
    name = args.id.strip().strip("[]").upper()
    present = args.rev == "HEAD"
    rows = list(_rows(repository, settings, rev, name, present))
    if not rows and present and repository.top and (before := former(settings, name)):
        rows = list(_rows(repository, settings, rev, before, present))
    if not rows:
        shallow = "; the clone is shallow, so fetch more of it" if repository.shallow else ""
        raise UsageError(f"no commit holds an entry with the ID {printable(name)}{shallow}")
    if repository.shallow:
        remarks.say(["the clone is shallow: what was before its first commit is not known"])
    if args.format == "json":
        stream.write(ascii_document(_document(name, rows, repository)))
    else:
        sys.stdout.write(_text(rows))
    return 0


def _rows(
    repository: Repository, settings: Settings, rev: str, name: str, present: bool
) -> Iterator[Row]:
    names = [name]
    while True:
        walk = Walk(repository, settings, only=names)
        events = [event for event in walk.events(rev) if not names_of(event).isdisjoint(names)]
        more = [*_former(events), *(name for event in events for name in names_of(event))]
        more = [item for item in dict.fromkeys(more) if item not in names]
        if not more:
            break
        names += more
    there = _there(walk.places(rev), name)
    last = there or _last(events, name)
    if last is None:
        return
    for event in follow(events, [last]):
        yield _row(walk, event, repository.shallow)
    hidden = not repository.top or last.path in not_checked_out(settings.root)
    if present and not hidden and there is not None:
        now = uncommitted(walk, there)
        if now is not None:
            yield Row(None, now.what, now.path, now.changes, now.word, now.id)


def _there(places: Sequence[Place], name: str) -> Place | None:
    """Where the entry stands that has an ID, or had it before."""
    named = [place for place in places if place.facts.id.upper() == name]
    named += [place for place in places if name in place.facts.former]
    return named[0] if named else None


def _last(events: Sequence[Event], name: str) -> Place | None:
    """Where the entry stood last that had an ID."""
    places = [place for event in events for place in (event.before, event.after)
              if place is not None and place.facts.id.upper() == name]  # fmt: skip
    return places[-1] if places else None


def names_of(event: Event) -> set[str]:
    """The IDs of an entry before and after a commit."""
    places = (event.before, event.after, *event.others)
    return {event.id, *(place.facts.id.upper() for place in places if place is not None)}


def _former(events: Sequence[Event]) -> list[str]:
    """The IDs that the entry had before, as its versions say."""
    places = [event.after for event in events if event.after is not None]
    return [name for place in places for name in place.facts.former]


def _row(walk: Walk, event: Event, shallow: bool) -> Row:
    if event.before is None and event.others:
        event = event._replace(before=event.others[0])  # a merge brought it, under another ID
    before = walk.version(event.before) if event.before is not None else None
    after = walk.version(event.after) if event.after is not None else None
    changes = differences(before, after) if before and after else ()
    place = event.after or event.before
    return Row(event, _what(event, shallow), place.path if place else "", changes)


def _what(event: Event, shallow: bool) -> str:
    if event.word == "renumbered" and event.before is not None:
        return f"renumbered from {event.before.facts.id} to {event.id}"
    if shallow and event.word == "added" and not event.commit.parents and event.after is not None:
        # Where a shallow clone begins, nobody knows who added what is there.
        return f"there already, in {event.after.path}"
    if event.before is not None and event.after is not None and event.word != "edited":
        return f"{event.word} from {event.before.path} to {event.after.path}"
    if event.after is not None and event.word == "added":
        status = event.after.facts.status
        return f"added to {event.after.path}{f' as {status}' if status else ''}"
    if event.before is not None and event.word == "removed":
        return f"removed from {event.before.path}"
    return event.word


def _text(rows: Iterable[Row]) -> str:
    lines = []
    for row in rows:
        told = [_told(change) for change in row.changes]
        what = "; ".join(([] if row.what == "edited" and told else [row.what]) + told)
        if row.event is None:
            lines.append(("not committed", "", "", what))
        else:
            commit = row.event.commit
            lines.append((_when(commit.when), commit.id[:_SHORT], commit.author, what))
    return table(lines, width=terminal_width())


def _when(when: dt.datetime) -> str:
    return when.astimezone(dt.timezone.utc).strftime("%Y-%m-%d %H:%MZ")


def _told(change: Difference) -> str:
    if not change.old:
        return f"{change.name} added: {_cut(change.new)}"
    if not change.new:
        return f"{change.name} removed"
    if "\n" in change.old + change.new:
        return f"{change.name} edited"
    return f"{change.name}: {_cut(change.old)} → {_cut(change.new)}"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _word(row: Row, shallow: bool) -> str:
    if row.event is None:
        return row.word
    edge = shallow and not row.event.commit.parents and row.event.word == "added"
    return "present" if edge else row.event.word


def _document(name: str, rows: Iterable[Row], repository: Repository) -> dict[str, Any]:
    return {
        "version": 1,
        "id": name,
        "shallow": repository.shallow,
        "changes": [
            {
                "commit": row.event.commit.id if row.event else None,
                "when": row.event.commit.when.isoformat() if row.event else None,
                "author": row.event.commit.author if row.event else None,
                "subject": row.event.commit.subject if row.event else None,
                "id": row.event.id if row.event else row.id,
                "what": _word(row, repository.shallow),
                "path": row.path,
                "fields": [change._asdict() for change in row.changes],
            }
            for row in rows
        ],
    }
