"""Where an archived entry came from."""

from __future__ import annotations

import posixpath

from ..address import ARCHIVES, before_archive
from ..errors import UsageError
from ..filing import home_of
from ..workspace import Found, Workspace


def home_path(workspace: Workspace, found: Found) -> str:
    """The path of the log, or of the file, that an archived entry goes back to.

    That is the place beside the archive: the same name, or the log of the entry's kind. Raises
    `UsageError` where there is none.
    """
    path = found.log.path
    if found.entry.shape == "file":
        former = before_archive(path)
        if not former:
            raise UsageError(f"{path}: nobody knows where {found.entry.label} was before: "
                             "move the file back by hand")  # fmt: skip
        return former
    *folders, name = path.split("/")
    at = next((at for at, part in enumerate(folders) if part.lower() in ARCHIVES), len(folders))
    beside = posixpath.join(*folders[:at], name) if at else name
    if at < len(folders) and workspace.log(beside) is not None:
        return beside
    preset = workspace.presets_of(found.log).preset(found.kind.preset)
    folder = posixpath.join(*folders[:at]) if at else ""
    if preset.of_file(name) is not None and at < len(folders):
        return beside
    return home_of(workspace, preset, found.kind, posixpath.dirname(folder))
