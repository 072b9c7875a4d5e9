"""Which logs and entries a command is about, as its arguments name them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..discover import discover
from ..errors import UsageError
from ..workspace import Found, Workspace


def paths_of(workspace: Workspace, paths: Sequence[str]) -> frozenset[str] | None:
    """The logs that paths name, seen from the root; None where none is given.

    Raises `UsageError` for a path that is missing, or that holds no log of this root.
    """
    if not paths:
        return None
    found = {source.path for source in discover(paths, workspace.root, workspace.settings)}
    known = {log.path for log in workspace.logs}
    for path in sorted(found - known):
        raise UsageError(
            f"{path} is none of the logs of {workspace.root}: `learnings where` says why"
        )
    return frozenset(found)


def entries_of(workspace: Workspace, words: Sequence[str]) -> list[Found]:
    """The entries that words name, each an ID or a path; all without words."""
    if not words:
        return list(workspace.entries())
    paths = [word for word in words if os.path.lexists(word)]
    only = paths_of(workspace, paths) or frozenset()
    found = [item for item in workspace.entries() if item.log.path in only]
    found += [workspace.find(word) for word in words if word not in paths]
    unique = {(item.log.path, item.entry.start): item for item in found}
    return [unique[key] for key in sorted(unique)]
