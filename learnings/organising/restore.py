"""Where an archived entry came from."""

from __future__ import annotations

import posixpath
import re

from ..errors import UsageError
from ..filing import home_of
from ..workspace import Found, Workspace

_FOLDERS = frozenset(("archive", "archived"))
# `archive/2026` and `archive/2026-03` are one archive of many.
_PERIOD = re.compile(r"\d{4}(?:-[\dq]\d?)?$", re.IGNORECASE)


def home_path(workspace: Workspace, found: Found) -> str:
    """The path of the log, or of the file, that an archived entry goes back to.

    That is the place beside the archive: the same name, or the log of the entry's kind. Raises
    `UsageError` where there is none.
    """
    path = found.log.path
    *folders, name = path.split("/")
    at = next((at for at, part in enumerate(folders) if part.lower() in _FOLDERS), len(folders))
    rest = folders[at + 1 :]
    while rest and _PERIOD.match(rest[0]):
        rest = rest[1:]
    if found.entry.shape == "file":
        if at == len(folders):
            raise UsageError(f"{path}: nobody knows where {found.entry.label} was before: "
                             "move the file back by hand")  # fmt: skip
        return posixpath.join(*folders[:at], *rest, name)
    beside = posixpath.join(*folders[:at], name) if at else name
    if at < len(folders) and workspace.log(beside) is not None:
        return beside
    preset = workspace.presets_of(found.log).preset(found.kind.preset)
    folder = posixpath.join(*folders[:at]) if at else ""
    if preset.of_file(name) is not None and at < len(folders):
        return beside
    return home_of(workspace, preset, found.kind, posixpath.dirname(folder))
