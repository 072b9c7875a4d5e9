"""Where a new entry goes and what it says: the kind that is meant, the log, the dialect."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import filing, intake
from .advice import options
from .composition import compose, main_text, missing
from .draft import Draft
from .entry import Log
from .errors import UsageError
from .kind import Kind, Preset
from .markdown import parse
from .preset import Presets
from .shape import near
from .value import moment
from .workspace import Workspace

_NOT_A_WORD = re.compile(r"[\W_]+")
_SHORT = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "in", "is", "of", "the", "to", "was")
)


@dataclass(slots=True)
class Request:
    """What somebody wants to have written. `when` is RFC 3339, `file` seen from the root.

    `text` is an entry as it was written in an editor; `given` is not asked then. `here` is the
    folder, seen from the root, from which the nearest log is looked for. With `blank` an entry may
    say nothing yet. With `redact` sensitive values in it are replaced before it is written.
    """

    kind: str
    when: str
    given: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    file: str = ""
    here: str = ""
    preset: str = ""
    blank: bool = False
    redact: bool = False


class Plan(NamedTuple):
    """Where a new entry goes, and what it says."""

    preset: Preset
    path: str
    draft: Draft

    @property
    def is_blank(self) -> bool:
        """True if nothing is said but what every entry has."""
        return _is_blank(self.draft)


def kind_named(presets: Presets, default: str, word: str) -> tuple[Preset, Kind]:
    """The preset and the kind that a word means: a kind, or the prefix of its IDs.

    Raises `UsageError`, with the nearest word, where there is none.
    """
    wanted = word.strip().casefold().replace("_", "-")
    named = presets.preset(default)
    owner = presets.prefixes.get(wanted.upper())
    buffer = [presets.preset("compact")] if wanted == "wal-entry" else []
    others = [presets.preset(owner)] if owner else buffer
    for preset in (named, *others):
        for kind in preset.kinds.values():
            known = (kind.name, *kind.prefixes)
            if wanted in (name.casefold() for name in known) and kind.name != "note":
                return preset, kind
    kinds = named.offered()
    words = [name for kind in kinds for name in (kind.name, *kind.prefixes)]
    listed = ", ".join(kind.prefixes[0] if kind.prefixes else kind.name for kind in kinds)
    hint = near(wanted, words) or near(wanted.upper(), words)
    raise UsageError(f"there is no kind {word!r} in the preset {named.name}"
                     f"{hint or f'; there are {listed}'}")  # fmt: skip


def plan(workspace: Workspace, request: Request, preset: str = "") -> Plan:
    """Where the entry goes and what it says, without an ID.

    The dialect is the one that is asked for, or that of the log's other entries. Raises
    `UsageError` for an unknown kind, for what the kind has no place for, and where no folder
    takes the entry.
    """
    presets = workspace.engine.presets_of(workspace.settings)
    asked = preset or request.preset
    spoken, kind = kind_named(presets, asked or workspace.settings.preset, request.kind)
    alone = bool(spoken.layout.get("root")) and not kind.prefixes and kind.level == 1
    path = request.file
    if not path and not alone:
        path = _home(workspace, spoken, kind, request.here)
    log = workspace.log(path) if path else None
    if not asked and log is not None:
        spoken, kind = _as_spoken(presets, log, spoken, kind)
    draft = _draft(kind, request)
    if not request.text and not request.blank and _is_blank(draft):
        raise UsageError(f"say what it is about: learnings new {request.kind} TEXT")
    if not path:
        _refuse_missing_root(workspace, spoken)
        path = _own_file(workspace, spoken, draft, request)
    if spoken.skill and _is_shared(path, spoken):
        draft.fields.setdefault("skill", spoken.skill)
    return Plan(spoken, path, draft)


def _own_file(workspace: Workspace, preset: Preset, draft: Draft, request: Request) -> str:
    """The file of an entry that stands alone; who is still asked for its name gets one for now."""
    label = filing.label_of(draft)
    if request.text:
        entries = parse(request.text.encode("utf-8", "surrogateescape"), "x.md").entries
        label = filing.label_in(entries[0]) if entries else label
    path = filing.own_file(preset, workspace.settings, label, request.when)
    if not path and request.blank:
        first = next(iter(preset.layout["folders"]))
        path = filing.own_file(preset, workspace.settings, filing.Label(first, "new", ""),
                               request.when)  # fmt: skip
    if not path:
        lacking = options(missing(draft), draft.kind) or "--category, --title"
        raise UsageError(f"nothing was written: {draft.kind.called} is filed by its category and "
                         f"named after its title; say {lacking}")  # fmt: skip
    return path


def _is_shared(path: str, preset: Preset) -> bool:
    """True for a log in the preset's own part of a folder that several presets share."""
    folders = path.split("/")[:-1]
    below = folders[folders.index(".learnings") :] if ".learnings" in folders else []
    return any(folder in below for folder in preset.folders)


def _home(workspace: Workspace, preset: Preset, kind: Kind, here: str) -> str:
    names = [name for name, spec in preset.files.items() if spec.kind == kind.name]
    if kind.tail != "time" or not names:
        return filing.home_of(workspace, preset, kind, here)
    # A write-ahead log lies beside the folder of the logs, in `memory`.
    folder = here
    while True:
        path = posixpath.join(folder, "memory")
        if os.path.isdir(workspace.absolute(path)):
            return posixpath.join(path, names[0])
        if not folder:
            raise UsageError("there is no folder `memory` here or above: "
                             "run `learnings init --preset compact`")  # fmt: skip
        folder = posixpath.dirname(folder)


def _as_spoken(presets: Presets, log: Log, preset: Preset, kind: Kind) -> tuple[Preset, Kind]:
    """The dialect that most entries of the log speak, if it has the kind."""
    spoken = Counter(entry.preset for entry in log.entries[-200:] if entry.kind == kind.name)
    for name, _ in spoken.most_common(1):
        found = presets.preset(name)
        if kind.name in found.kinds:
            return found, found.kinds[kind.name]
    return preset, kind


def _draft(kind: Kind, request: Request) -> Draft:
    given = intake.placed(kind, request.given)
    draft = compose(kind, given)
    for name in ("logged", "date"):
        spec = kind.field(name)
        if spec is not None:
            exact = spec.type == "instant"
            draft.fields[name] = _instant(request.when) if exact else request.when
            break
    draft.when = request.when[:16].replace("T", " ")
    if kind.tail == "title" and not draft.title and not kind.header_section:
        draft.title = _title(_main(draft))
    return draft


def _instant(when: str) -> str:
    """A time with its offset, where a day or a time without one is said: in UTC, like now."""
    found = moment(when)
    if found is None or found.instant is not None:
        return when
    return f"{when}Z" if found.time is not None else f"{found.day}T00:00:00Z"


def _is_blank(draft: Draft) -> bool:
    """True if nothing is said but what every entry has."""
    usual = {"logged", "date", "priority", "status", "severity", "area", "category", "skill"}
    told = [text for name, text in draft.fields.items() if name not in usual]
    told += [draft.prose, draft.title if draft.kind.tail == "date" else ""]
    bodies = [body for name, body in draft.sections.items() if name != "metadata"]
    texts = [text for body in bodies
             for text in ([body] if isinstance(body, str) else body.values())]  # fmt: skip
    return not any(text.strip() for text in (*told, *texts))


def _main(draft: Draft) -> str:
    name = main_text(draft.kind)
    body = draft.sections.get(name) or draft.fields.get(name) or ""
    return body if isinstance(body, str) else body.get("", "")


def _title(text: str) -> str:
    """A heading in the manner of the logs, of the first words that say something."""
    line = text.strip().split("\n", 1)[0][:200]
    words = [word for word in _NOT_A_WORD.split(line.casefold()) if word and word not in _SHORT]
    return "_".join(words[:5])[:60].strip("_")


def _refuse_missing_root(workspace: Workspace, preset: Preset) -> None:
    root = posixpath.join(workspace.settings.folder, str(preset.layout["root"])).lstrip("/")
    if not os.path.isdir(workspace.absolute(root)):
        raise UsageError(f"there is no folder `{root}`: run `learnings init --preset "
                         f"{preset.name}`")  # fmt: skip
