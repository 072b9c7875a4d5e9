"""Where a new entry goes: the log of its kind, or a file of its own."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from .draft import Draft
from .entry import Entry, Log
from .errors import UsageError
from .kind import Kind, Preset
from .lifecycle import word
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
        raise UsageError(f"the preset {preset.name} has no file for {kind.called}: "
                         f"name one with --file{_others(preset)}")  # fmt: skip
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


def _others(preset: Preset) -> str:
    """The kinds that have a file."""
    kinds = dict.fromkeys(spec.kind for spec in preset.files.values() if spec.kind in preset.kinds)
    return f"; there is one for {', '.join(kinds)}" if kinds else ""


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


class Label(NamedTuple):
    """What an entry is filed by, as it is written."""

    category: str
    title: str
    service: str


def label_of(draft: Draft) -> Label:
    """What a draft is filed by."""
    context = draft.sections.get("context")
    services = context.get("related services", "") if isinstance(context, Mapping) else ""
    return Label(draft.fields.get("category", ""), draft.fields.get("title", "") or draft.title,
                 services.split(",")[0])  # fmt: skip


def label_in(entry: Entry) -> Label:
    """What an entry that is written already is filed by."""
    said = [field.raw if (field := entry.field(name)) is not None else ""
            for name in ("category", "title", "related services")]  # fmt: skip
    return Label(said[0], said[1] or entry.title, said[2].split(",")[0])


def own_file(preset: Preset, settings: Settings, label: Label, moment: str) -> str:
    """The path of a file that holds the entry alone, by the layout of the preset.

    `moment` is RFC 3339. Empty where category or title do not tell it.
    """
    layout: Mapping[str, object] = preset.layout
    category, name = word(label.category), _slug(label.title) or _mark(label.title)
    folders = layout.get("folders")
    places = folders.get(category, ()) if isinstance(folders, Mapping) else ()
    if not places or not name:
        return ""
    stamp = re.sub(r"[T:]", "-", moment[:19])
    service = _slug(label.service)
    services = layout.get("services")
    parts = [settings.folder, str(layout.get("root", "")), str(places[0])]
    # A folder is found by the name of its service; one that no file can have gets no folder.
    named = bool(service) and word(service) == word(label.service)
    if named and isinstance(services, list) and places[0] in services:
        parts.append(service)
    return posixpath.join(*parts, f"ops-learning-{stamp}-{category}-{name}.md").lstrip("/")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _WORDS.sub("-", plain).strip("-")[:60].rstrip("-")


def _mark(text: str) -> str:
    """A name for a title without a letter of the alphabet that names of files are made of."""
    if not any(char.isalnum() for char in text):
        return ""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:8]
