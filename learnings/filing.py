"""Where a new entry goes: the log of its kind, or a file of its own."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping

from .draft import Draft
from .entry import Log
from .errors import UsageError
from .kind import Kind, Preset
from .settings import Settings
from .workspace import Workspace

_FOLDER = ".learnings"
_WORDS = re.compile(r"[^a-z0-9]+")


def home_of(workspace: Workspace, preset: Preset, kind: Kind, here: str) -> str:
    """The path of the log that takes entries of a kind, seen from the root.

    That is the log of that name nearest to `here` (a folder, seen from the root), or a new one
    in the nearest folder of logs. Raises `UsageError` where there is none.
    """
    names = [name for name, spec in preset.files.items() if spec.kind == kind.name]
    if not names:
        raise UsageError(f"the preset {preset.name} has no file for a {kind.title.lower()}: "
                         "name one with --file")  # fmt: skip
    name = names[0]
    folders = _folders(workspace, preset, here)
    for folder in folders:
        for log in workspace.logs:
            path, file = posixpath.split(log.path)
            if path == folder and file.casefold() == name.casefold() and not log.is_archive:
                return log.path
    if not folders:
        raise UsageError("there is no folder `.learnings` here or above: run `learnings init`")
    return posixpath.join(folders[0], name)


def _folders(workspace: Workspace, preset: Preset, here: str) -> list[str]:
    """The folders in which logs are kept, the nearest first."""
    found = []
    skill = preset.skill if workspace.settings.stackable or preset.skill else ""
    folder = here
    while True:
        for tail in (*((f"{_FOLDER}/{skill}",) if skill else ()), _FOLDER):
            path = posixpath.join(folder, tail)
            if os.path.isdir(workspace.absolute(path)) or _holds(workspace.logs, path):
                found.append(path)
        if not folder:
            return found
        folder = posixpath.dirname(folder)


def _holds(logs: list[Log], folder: str) -> bool:
    return any(posixpath.dirname(log.path) == folder for log in logs)


def own_file(preset: Preset, settings: Settings, draft: Draft, moment: str) -> str:
    """The path of a file that holds the entry alone, by the layout of the preset.

    `moment` is RFC 3339. Raises `UsageError` where category or title are missing.
    """
    layout: Mapping[str, object] = preset.layout
    category = _slug(draft.fields.get("category", ""))
    slug = _slug(draft.fields.get("title", "") or draft.title)
    folders = layout.get("folders")
    places = folders.get(category, ()) if isinstance(folders, Mapping) else ()
    if not category or not places:
        known = ", ".join(folders) if isinstance(folders, Mapping) else ""
        raise UsageError(
            f"a {draft.kind.title.lower()} needs a category to be filed under: {known}"
        )
    if not slug:
        raise UsageError(f"a {draft.kind.title.lower()} needs a title of letters to be named after")
    stamp = re.sub(r"[T:]", "-", moment[:19])
    service = _slug(_service(draft))
    services = layout.get("services")
    parts = [settings.folder, str(layout.get("root", "")), str(places[0])]
    if service and isinstance(services, list) and places[0] in services:
        parts.append(service)
    return posixpath.join(*parts, f"ops-learning-{stamp}-{category}-{slug}.md").lstrip("/")


def _service(draft: Draft) -> str:
    context = draft.sections.get("context")
    text = context.get("related services", "") if isinstance(context, Mapping) else ""
    return text.split(",")[0]


def _slug(text: str) -> str:
    return _WORDS.sub("-", text.casefold()).strip("-")[:60].rstrip("-")
