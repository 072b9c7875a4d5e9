"""Keeping the index of a folder, where there is one, in step with what was changed there."""

from __future__ import annotations

import contextlib

from ..errors import LearningsError
from ..organising import index as indexes
from ..workspace import Session, Workspace, read_or_none


def renew(session: Session) -> None:
    """Let the indexes of all folders in which something changes say what is so then.

    One that nobody wrote, without our block or with broken markers, is let be.
    """
    changed = set(session.changes)
    for home, logs in indexes.homes(session.workspace.logs).items():
        if not any(path.startswith(f"{home}/") for path in changed):
            continue
        if any(log.fault for log in logs):
            continue
        with contextlib.suppress(LearningsError, UnicodeDecodeError):
            _renew(session, home)


def _renew(session: Session, home: str) -> None:
    workspace: Workspace = session.workspace
    path = f"{home}/{indexes.NAME}"
    old = read_or_none(workspace.absolute(path))
    text = old.decode("utf-8") if old is not None else ""
    place = indexes.block_of(text)
    if old is None or place is None:
        return
    logs = indexes.homes(workspace.logs)[home]
    found = indexes.contents(home, logs, workspace.presets_of)
    found = indexes.veiled(found, workspace.engine.watch.mask)
    session.put_file(path, old, indexes.laid_into(text, indexes.render(found, place[2])).encode())
