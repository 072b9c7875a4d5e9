"""The notes that hooks leave beside the logs: lines that nobody has made an entry of yet."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..disk import UnreadableError, read_regular

NAME = ".pending-errors.log"
_LIMIT = 1 << 24


def notes(logs: Iterable[tuple[str, str]], root: str, *, everywhere: bool) -> dict[str, bytes]:
    """The notes by their paths, in order; those that cannot be read are left out.

    `logs` are the absolute path and the path of each log; `everywhere` asks of the usual folder
    too, where no log need be.
    """
    folders = {os.path.dirname(absolute): path for absolute, path in logs}
    if everywhere:
        folders.setdefault(os.path.join(root, ".learnings"), ".learnings/x")
    found = {}
    for folder, path in sorted(folders.items()):
        try:
            data = read_regular(os.path.join(folder, NAME), _LIMIT)
        except UnreadableError:
            continue
        name = os.path.dirname(path)
        found[f"{name}/{NAME}" if name else NAME] = data
    return found
