"""What is to be converted: of which kind an entry is as it is written, and what is in the way."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable

from ..entry import Entry, Log
from ..errors import UsageError
from ..kind import Kind, Preset
from ..preset import Presets
from ..workspace import Found
from .convert import kind_name
from .layout import folder_of, is_split

_COMPACT = frozenset({"context", "content", "action"})


def refuse_target(preset: Preset) -> None:
    """Raise `UsageError` for a preset to which no entry can be converted."""
    if preset.name == "journal":
        raise UsageError(
            "a journal has notes under dates, without IDs, fields and statuses: an entry would lose"
            " what it is found and followed by, so nothing is converted to journal. Write notes"
            " into a file of their own beside the entries; `learnings assign-ids` makes entries of"
            " them later"
        )


def as_written(found: Found, preset: Preset, presets: Presets) -> Found:
    """The entry with the kind that its shape shows, where a setting calls it one of the target."""
    log, entry, kind = found
    if kind.preset != preset.name or entry.shape != "id" or entry.identifier is None:
        return found
    other = ""
    if preset.name == "compact" and _is_template(entry):
        other = "agent"
    elif preset.name != "compact" and is_compact(entry):
        other = "compact"
    known = presets.preset(other).of_prefix(entry.identifier.prefix.upper()) if other else None
    return Found(log, entry, known) if known is not None else found


def is_compact(entry: Entry) -> bool:
    """True for an entry as `compact` has it: small heading, bare ID, its own fields."""
    bare = entry.identifier is not None and not entry.identifier.bracketed
    return bare and entry.level == 3 and sum(item.name in _COMPACT for item in entry.fields) > 1


def _is_template(entry: Entry) -> bool:
    """True for an entry with brackets, sections and none of the fields of `compact`."""
    bracketed = entry.identifier is not None and entry.identifier.bracketed
    own = any(item.name in _COMPACT for item in entry.fields)
    return bracketed and entry.level == 2 and bool(entry.sections) and not own


def target_kind(found: Found, preset: Preset) -> Kind | None:
    """What the entry becomes in a preset; None if that has nothing like it."""
    kinds, own = preset.kinds, found.entry.identifier
    kind = None
    if found.entry.shape == "file" and own is not None:
        # It was filed away with its ID, which tells what it was.
        kind = preset.of_prefix(own.prefix.upper())
    kind = kind or kinds.get(kind_name(found.kind.name, preset.name))
    kind = kind or kinds.get(found.kind.name)
    if kind is None and found.kind.name == "ops-knowledge":
        kind = preset.of_prefix("LRN")
    return kind if kind is not None and (kind.prefixes or kind.header_section) else None


def obstacle(found: Found, preset: Preset) -> str:
    """Why an entry cannot be converted; empty if it can."""
    _, entry, kind = found
    if entry.shape in ("date", "keyless") and not entry.id:
        return f"it has no ID: run `learnings assign-ids --preset {preset.name}`"
    if entry.shape == "wal" or entry.recovered or entry.logged is None:
        return "it has no date" if entry.logged is None else "it cannot be taken apart"
    if entry.shape == "file" and kind.preset != "ops-knowledge":
        return "it is a file of its own with front matter"
    if target_kind(found, preset) is None:
        return f"{preset.name} has nothing like a {kind.name}"
    return ""


def linked_files(logs: Iterable[Log], only: Collection[str]) -> frozenset[str]:
    """The files of entries to which the logs at some paths link."""
    logs = list(logs)
    folders = {folder_of(log.path) for log in logs if log.path in only and is_split(log.text)}
    return frozenset(log.path for log in logs if posixpath.dirname(log.path) in folders)


def refuse_files(found: Found, logs: Iterable[Log]) -> None:
    """Raise `UsageError` for an entry in a file of its own, to which a log links."""
    folder = posixpath.dirname(found.log.path)
    for log in logs:
        if folder_of(log.path) == folder and is_split(log.text):
            raise UsageError(
                f"{log.path} has its entries in files of their own, in {folder}: run `learnings"
                f" convert --layout log {log.path}` first, convert, and `--layout files` after"
                " that; nothing was converted"
            )
