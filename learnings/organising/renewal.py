"""Keeping the index of each folder, where there is one, in step with the logs below it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection

from ..errors import LearningsError
from ..workspace import Workspace
from . import index, index_block

Read = Callable[[str], bytes | None]


def renewed(
    workspace: Workspace, changed: Collection[str], read: Read
) -> dict[str, tuple[bytes, bytes]]:
    """The indexes of all folders in which something changed, with their old and new bytes.

    One that nobody wrote, without our block or with broken markers, is let be.
    """
    found = {}
    for home, logs in index_block.homes(workspace.logs).items():
        path = f"{home}/{index_block.NAME}"
        if any(log.fault for log in logs):
            continue
        if any(name.startswith(f"{home}/") for name in changed):
            with contextlib.suppress(LearningsError, UnicodeDecodeError):
                old = read(path)
                new = _renewed(workspace, home, old) if old is not None else None
                if old is not None and new is not None:
                    found[path] = (old, new)
    return found


def _renewed(workspace: Workspace, home: str, old: bytes) -> bytes | None:
    text = old.decode("utf-8")
    place = index_block.block_of(text)
    if place is None:
        return None
    made = index.contents(home, index_block.homes(workspace.logs)[home], workspace.presets_of)
    made = index.veiled(made, workspace.engine.watch.mask)
    return index_block.laid_into(text, index.render(made, place[2])).encode()
