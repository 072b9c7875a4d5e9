"""Taking entries out of an archive, back to where they came from."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from ..entry import Log
from ..errors import UsageError
from ..markdown import parse
from ..organising import archive as archiving
from ..organising.links import followed, moved
from ..organising.restore import home_path
from ..workspace import Found, Session, read_or_none, reread


def back(session: Session, found: Found) -> Found:
    """Move an archived entry back in the session; gives it where it is then.

    Raises `UsageError` where the place is taken, and `EditError` where the texts cannot be taken
    apart.
    """
    path = home_path(session.workspace, found)
    if found.entry.shape == "file":
        new = _file(session, found, path)
    else:
        done = archiving.move(found.log, _log(session, found, path), [found.entry],
                              session.workspace.engine.tree.exists, back=True)  # fmt: skip
        session.put(done.target)
        session.put(done.source)
        new = done.target
        follow(session, {found.log.path: (done.source, new)})
        new = session.workspace.log(path) or new
    entry = next(item for item in new.entries if item.id == found.entry.id)
    return session.workspace.found(new, entry)


def _log(session: Session, found: Found, path: str) -> Log:
    """The log that takes it, or a new one with its header."""
    workspace = session.workspace
    log = workspace.log(path)
    if log is not None:
        if any(region.reason == "conflict" for region in log.regions):
            raise UsageError(f"{path} has conflict markers: merge it first")
        return log
    if read_or_none(workspace.absolute(path)) is not None:
        raise UsageError(f"{path} is there and is not read as a log: see `learnings where`")
    preset = workspace.presets_of(found.log).preset(found.kind.preset)
    name = posixpath.basename(path).casefold()
    header = next((s.header for file, s in preset.files.items() if file.casefold() == name), "")
    return archiving.new_log(path, found.log, header, archive=False)


def _file(session: Session, found: Found, path: str) -> Log:
    log, workspace = found.log, session.workspace
    text = moved(log.text, log.path, path, workspace.engine.tree.exists).text
    new = parse(text.encode("utf-8", "surrogateescape"), path)
    old = read_or_none(workspace.absolute(path))
    if old is not None and old != new.to_bytes():
        raise UsageError(f"{path} is there already, with another text: nothing was moved")
    session.put_file(path, old, new.to_bytes())
    session.put_file(log.path, log.to_bytes(), None)
    workspace.drop(log.path)
    workspace.replace(new)
    return new


def follow(session: Session, pairs: Mapping[str, tuple[Log, Log]]) -> None:
    """Let links of all logs follow headings that went from the first log of a pair to the second.

    The keys are the paths of the first ones.
    """
    gone = archiving.followers(pairs)
    for log in list(session.workspace.logs):
        edits = followed(log, gone) if "](" in log.text and not log.fault else []
        if edits:
            text = log.text
            for edit in sorted(edits, reverse=True):
                text = text[: edit.start] + edit.text + text[edit.end :]
            session.put(reread(log, text.encode("utf-8", "surrogateescape")))
