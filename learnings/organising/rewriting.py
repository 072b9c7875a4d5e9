"""Conversions of many entries at once: where each goes, and which IDs become others."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ..allocation import allocate
from ..diagnostic import Edit
from ..draft import Draft
from ..editor import EditError, edited, remove_entry, style_of
from ..editor.sections import body_end
from ..entry import FORMER_FIELDS, Entry, Log, former_ids
from ..errors import UsageError
from ..filing import label_of, own_file
from ..kind import Kind, Preset
from ..markdown import parse
from ..reading import identifiers
from ..settings import Settings
from ..workspace import Found
from .archive import body
from .convert import Conversion, Converted
from .pieces import Item

# What no log holds; it stands for an old ID while the references to it are rewritten.
_HELD = "\ue001{}\ue001"
# Text that would swallow what stands behind it.
_OPEN = frozenset(("fence-unclosed", "fence-glued", "comment-unclosed"))
_KEPT = re.compile("\ue001([^\ue001]*)\ue001")


class Step(NamedTuple):
    """An entry that is converted: `old` and `new` are its IDs, `path` is where it goes."""

    found: Found
    kind: Kind
    old: str
    new: str
    path: str
    result: Converted


def new_id(entry: Entry, kind: Kind, taken: Collection[str], style: str) -> str:
    """The ID of an entry in another kind: its own, or that with the kind's prefix, or a new one."""
    if not kind.prefixes:
        return ""
    own = entry.identifier
    if own is not None and own.prefix.upper() in kind.prefixes:
        return own.text
    name = same_id(entry, kind)
    if name and name.upper() not in taken:
        return name
    day = entry.logged
    return allocate(kind.prefixes[0], day.day, taken, style) if day is not None else ""


def same_id(entry: Entry, kind: Kind) -> str:
    """The ID of an entry with the prefix of another kind; empty where it makes none."""
    own = entry.identifier
    if own is None or not kind.prefixes or own.date is None or not own.suffix:
        return ""
    if own.prefix.upper() in kind.prefixes:
        return own.text
    return f"{kind.prefixes[0]}-{own.date_text}-{own.suffix}"


def is_written(log: Log | None, old: str, new: str, text: str = "") -> bool:
    """True if a log holds what an entry became already: a run was interrupted after that.

    An entry whose ID changed tells the old one; another has to be the same `text`.
    """
    for entry in log.entries if log is not None and old and new else ():
        if entry.id == new:
            there = body(log, entry) if log is not None else ""
            if old == new:
                return there.split() == text.split()
            return old.upper() in former_ids(entry)
    return False


def converted(found: Found, kind: Kind, name: str) -> Converted:
    """The entry as the other kind has it.

    Raises `EditError` where it would not be one entry any more.
    """
    log, entry, old = found
    conversion = Conversion(log, entry, old, kind, name, style_of(log))
    if entry.id and name and name != entry.id:
        _keep_former(conversion, entry.id, name)
        conversion.notes.append(f"{entry.id} became {name}")
    result = conversion.run()
    again = parse(result.text.encode("utf-8", "surrogateescape"), log.path)
    is_open = any(region.reason in _OPEN for region in again.regions)
    if is_open or len(again.entries) != 1 or (name and again.entries[0].id != name):
        raise EditError(f"{log.path}:{entry.start}: {entry.label} cannot be taken apart: "
                        "run `learnings lint` and mend its structure first")  # fmt: skip
    return result


def _keep_former(conversion: Conversion, old: str, new: str) -> None:
    """Let an entry tell the ID that it had, in the field by which references find it."""
    told = [item for item in conversion.items if item.name in FORMER_FIELDS and not item.is_text]
    names = [word for item in told for word, _ in identifiers(item.body)]
    kept = [name for name in dict.fromkeys([*names, old]) if name.upper() != new.upper()]
    place = Item(FORMER_FIELDS[0], "Former IDs", ", ".join(_HELD.format(name) for name in kept))
    conversion.items = [item for item in conversion.items if item not in told] + [place]


def written_before(logs: Iterable[Log], name: str, text: str, claimed: Collection[str] = ()) -> str:
    """The ID of an entry that is the same `text` but for its ID, which is `name` there.

    Those that are `claimed` stand for another source with the same words.
    """
    wanted = text.replace(name, "", 1).split() if name else []
    for log in logs:
        for entry in log.entries if wanted and not log.is_archive else ():
            usual = entry.id and entry.shape == "id" and entry.id not in claimed
            there = body(log, entry) if usual else ""
            if there and there.replace(entry.id, "", 1).split() == wanted:
                return entry.id
    return ""


def place(found: Found, preset: Preset, kind: Kind, result: Converted, settings: Settings) -> str:
    """The path of the file that takes a converted entry; empty where a log has to be found."""
    path = found.log.path
    if kind.header_section:
        moment = found.entry.logged
        draft = Draft(kind, title=result.title, fields=dict(result.fields))
        stamp = moment.isoformat() if moment is not None else ""
        full = stamp if len(stamp) > 10 else f"{stamp}T00:00:00"
        file = own_file(preset, settings, label_of(draft), full)
        if not file:
            known = ", ".join(kind.categories)
            raise UsageError(f"{kind.called} needs a category to be filed under and a title to be "
                             f"named after; the categories are {known}")  # fmt: skip
        return file
    if found.entry.shape == "file":
        return ""
    names = {name.casefold(): name for name, spec in preset.files.items() if spec.kind == kind.name}
    home, name = posixpath.split(path)
    if not names or name.casefold() in names or not _is_canonical(name, preset):
        return path
    return posixpath.join(home, next(iter(names.values())))


def _is_canonical(name: str, preset: Preset) -> bool:
    """True for the name of a log that some template gives, all in capitals."""
    stem = posixpath.splitext(name)[0]
    return stem.isupper() or preset.of_file(name) is not None


def rewritten(log: Log, steps: Iterable[Step]) -> Log:
    """A log after entries of it were converted: those that stay in it in place, others gone."""
    edits: list[Edit] = []
    meant = []
    for step in steps:
        entry = step.found.entry
        meant.append(entry)
        if step.path != log.path:
            edits += remove_entry(log, entry)
            continue
        start = log.starts[entry.start - 1]
        start += 1 if start == 0 and log.text.startswith("\ufeff") else 0
        last = body_end(log, entry.start, entry.end)
        end = log.offset(last, len(log.line(last)) + 1)
        edits.append(Edit(start, end, step.result.text.replace("\n", log.newline)))
    return edited(log, edits, meant)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text in which entries have other IDs; what tells an entry's former ID keeps it."""
    if names:
        known = {old.upper(): new for old, new in names.items()}
        words = "|".join(re.escape(old) for old in sorted(known, key=len, reverse=True))
        # What tells former IDs, of this run or of one that was interrupted, is left.
        former = r"\b(?:ID before|Former IDs?)\W{1,6}[\w-]+(?:, ?[\w-]+)*"
        pattern = re.compile(rf"{former}|(?<![\w-])(?:{words})(?![\w-])(?!\ue001)", re.IGNORECASE)
        text = pattern.sub(lambda found: known.get(found[0].upper(), found[0]), text)
    return _KEPT.sub(r"\1", text)
