"""What the work tree does to one entry that no commit has done: for `learnings history`."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from typing import NamedTuple

from ..collect_commits import from_changes
from ..discover import is_archive
from ..disk import UnreadableError, read_regular
from ..engine import Engine
from ..history.difference import Difference, differences
from ..history.events import Walk
from ..history.judged import Judged
from ..history.places import Place
from ..history.turns import Turn, turns
from ..past import Version
from ..settings import Settings

_LIMIT = 1 << 28


class Uncommitted(NamedTuple):
    """What happened to an entry: `word` is one of those of an event, `what` a phrase."""

    word: str
    what: str
    id: str
    path: str
    changes: Sequence[Difference] = ()


def uncommitted(walk: Walk, last: Place) -> Uncommitted | None:
    """What became of an entry since the last commit, which has it at a place; None for nothing."""
    name = last.facts.id.upper()
    before, now = walk.version(last), _there(walk, last)
    if now is None:
        return _followed(walk, last, before)
    changes = differences(before, now) if before is not None else ()
    return Uncommitted("edited", "edited", name, last.path, changes) if changes else None


def former(settings: Settings, name: str) -> str:
    """The ID in the last commit of the entry that has this one in the work tree alone; or empty."""
    for turn in _turns(settings):
        if turn.new is not None and turn.new.entry.id.upper() == name and turn.old is not None:
            return turn.old.entry.id.upper()
    return ""


def _there(walk: Walk, last: Place) -> Version | None:
    """The entry, if it is in the file still in which it was."""
    try:
        data = read_regular(os.path.join(walk.repository.top, last.path), _LIMIT)
    except UnreadableError:
        return None
    log = walk.reader.log(last.path, data.decode("utf-8", "surrogateescape"))
    name = last.facts.id.upper()
    entry = next((item for item in log.entries if item.id.upper() == name), None)
    return Version(log, entry) if entry is not None else None


def _followed(walk: Walk, last: Place, before: Version | None) -> Uncommitted:
    """Where an entry went, or what it is called now, by what all logs hold."""
    name = last.facts.id.upper()
    for turn in _turns(walk.settings):
        old, new = turn.old, turn.new
        if old is None or new is None or before is None:
            continue
        if (old.log.path, old.entry.id.upper()) == (last.path, name):
            word, what = _word(old, new)
            changes = differences(before, new)
            return Uncommitted(word, what, new.entry.id.upper(), new.log.path, changes)
    return Uncommitted("removed", f"no more in {last.path}", name, last.path)


def _word(old: Version, new: Version) -> tuple[str, str]:
    if old.entry.id.upper() != new.entry.id.upper():
        return "renumbered", f"renumbered from {old.entry.id} to {new.entry.id}"
    was, now = is_archive(old.log.path), is_archive(new.log.path)
    word = "moved" if was == now else "archived" if now else "restored"
    return word, f"{word} from {old.log.path} to {new.log.path}"


def _turns(settings: Settings) -> list[Turn]:
    found = from_changes("HEAD", settings)
    Engine(settings, today=dt.date.today()).recognise(found.logs)
    assert isinstance(found.history, Judged)
    return turns(found.history)
