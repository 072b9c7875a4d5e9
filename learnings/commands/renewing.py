"""Keeping the index of a folder, where there is one, in step with what was changed there."""

from __future__ import annotations

import contextlib

from ..errors import LearningsError
from ..organising.renewal import renewed
from ..workspace import Session, read_or_none


def renew(session: Session) -> None:
    """Let the indexes of all folders in which something changes say what is so then."""
    workspace = session.workspace

    def read(path: str) -> bytes | None:
        return read_or_none(workspace.absolute(path))

    for path, (old, new) in renewed(workspace, set(session.changes), read).items():
        with contextlib.suppress(LearningsError):
            session.put_file(path, old, new)
