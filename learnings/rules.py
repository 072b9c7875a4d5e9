"""What JSON Schema cannot say of an entry: limits of time, and folders that several share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from . import value as values
from .diagnostic import Problem
from .kind import Preset
from .preset import Presets
from .wording import Case, Violation

_TIMES = (
    ("sections", "metrics", "mttr"),
    ("sections", "impact", "duration"),
    ("sections", "metrics", "time_to_resolution"),
    ("duration",),
)


def further(case: Case, document: Mapping[str, Any], presets: Presets) -> Iterator[Violation]:
    """The violations of an entry that no schema can find."""
    preset = presets.preset(case.kind.preset)
    if preset.targets:
        yield from _over_target(case, document, preset)
    if preset.skill:
        yield from _nameless(case, document, preset)


def _over_target(case: Case, document: Mapping[str, Any], preset: Preset) -> Iterator[Violation]:
    """An incident that took longer than its target tells its cause."""
    severity = document.get("severity")
    limit = preset.targets.get("mttr", {}).get(severity) if isinstance(severity, str) else None
    target = values.duration(limit) if limit else None
    taken = _longest(document)
    if target is None or taken is None or taken <= target:
        return
    cause = document["sections"].get("root_cause")
    if cause is not None and cause["text"]:
        return
    place = case.places.get(("sections", "root_cause"), case.entry.span)
    message = (
        f"the section Root Cause is {'empty' if cause else 'missing'}: it took {_said(taken)}, "
        f"over the target of {_said(target)} for {severity}"
    )
    yield Violation("missing-section", Problem(place, message, "root_cause"))


def _longest(document: Mapping[str, Any]) -> dt.timedelta | None:
    found = []
    for path in _TIMES:
        node: Any = document
        for part in path:
            node = node.get(part) if isinstance(node, Mapping) else None
        taken = values.duration(node) if isinstance(node, str) else None
        if taken is not None:
            found.append(taken)
    return max(found, default=None)


def _said(taken: dt.timedelta) -> str:
    hours, minutes = divmod(round(taken.total_seconds() / 60), 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours)
    return " ".join(parts)


def _nameless(case: Case, document: Mapping[str, Any], preset: Preset) -> Iterator[Violation]:
    """In a folder that several skills share, an entry names the one that wrote it."""
    folders = case.log.path.split("/")
    below = folders[folders.index(".learnings") :] if ".learnings" in folders else []
    if "skill" not in document and any(folder in below for folder in preset.folders):
        message = "`Skill` is missing: in a folder of several skills an entry names its own"
        hint = f"add the line **Skill**: {preset.skill}"
        yield Violation("missing-field", Problem(case.entry.span, message, "skill", hint))
