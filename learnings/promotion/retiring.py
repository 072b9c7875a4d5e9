"""Takes a rule out of its target again and leaves a tombstone, so that it does not come back."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..editor import edited, set_field, set_section_field
from ..entry import Log
from ..errors import UsageError
from ..transition import status_of
from ..workspace import Found
from .content import title_of
from .insertion import decoded, is_retired, names, removed, rule_of
from .message import RETIREMENT, TRAILER, filled
from .plan import Files, Plan
from .target import Target, chosen, fits
from .words import in_message, outgoing, slug

_PROMOTED = "promoted"
BRANCH = "learnings/retire-"


@dataclass(frozen=True)
class Reason:
    """Why a rule goes, and since when."""

    day: str
    text: str

    @property
    def note(self) -> str:
        """What the tombstone says; it ends no comment."""
        why = outgoing(self.text).replace("--", "—").replace(">", "›").replace("<", "‹")
        return f"on {self.day}: {why}"


def retire(files: Files, found: Found, known: Mapping[str, Target], reason: Reason) -> Plan:
    """The plan that takes the rule of an entry out of every file that it was promoted to.

    The entry stays promoted, and says from where it was retired. Raises `UsageError` for an entry
    that is not promoted to a file, or whose rule is not there.
    """
    entry, log = found.entry, found.log
    field = entry.field(_PROMOTED)
    said = field.text if field is not None else ""
    if status_of(entry, found.kind) != _PROMOTED or not said:
        raise UsageError(f"{entry.label} is not promoted: there is nothing to retire")
    if "(retired " in said:
        names_of = said.partition(" (retired ")[0].split(" and ")
        left = [path for name in names_of if name in known
                for path in _tombs(files, known[name], entry.id)]  # fmt: skip
        return _plan(found, {}, names_of[0].strip(" `"), left, reason)
    rules: list[str] = []
    places = [_place(word, known) for word in map(_plain, said.split(",")) if word]
    changes: dict[str, tuple[bytes | None, bytes]] = {}
    for target, path in places:
        old = files.read(path)
        if old is None:
            continue
        text = decoded(path, old)
        if names(text, entry.id):
            rules.append(rule_of(text, entry.id))
            changes[path] = (old, _without(text, target, found, path, reason).encode())
        elif not is_retired(text, entry.id):
            raise UsageError(f"{path} does not name {entry.id}: there is nothing to retire")
    after = _entry(found, [target for target, _ in places], reason)
    changes[log.path] = (log.to_bytes(), after.to_bytes())
    gone = next(filter(None, rules), "")
    return _plan(found, changes, places[0][0].name, [path for _, path in places], reason, gone)


def _tombs(files: Files, target: Target, id: str) -> Iterator[str]:
    """The files of a target in which a rule of the entry was."""
    for path in sorted(files.paths()):
        own = target.nested and posixpath.basename(path) == posixpath.basename(target.path)
        if path == target.path or own or ("{" in target.path and fits(path, target.path)):
            data = files.read(path)
            if data is not None and is_retired(data.decode("utf-8", "replace"), id):
                yield path


def _plain(word: str) -> str:
    return word.strip(" `")


def _place(word: str, known: Mapping[str, Target]) -> tuple[Target, str]:
    """The target and the file that a word of the field Promoted names."""
    target, path = chosen(word, known)
    is_path = "/" in word or posixpath.splitext(word)[1] != ""
    return target, path or (posixpath.normpath(word) if is_path else target.path)


def _without(text: str, target: Target, found: Found, path: str, reason: Reason) -> str:
    if target.format != "markdown" or target.once:
        raise UsageError(f"{path} holds nothing but {found.entry.id}: end or remove it by hand")
    return removed(text, target, found.entry.id, reason.note)


def _entry(found: Found, places: list[Target], reason: Reason) -> Log:
    titles = " and ".join(dict.fromkeys(target.name for target in places))
    log, entry, kind = found
    edits = set_field(log, entry, kind, _PROMOTED, f"{titles} (retired {reason.day})")
    told = f"{reason.day}: {outgoing(reason.text)}"
    if entry.field("retired") is None and kind.section("metadata") is not None:
        edits += set_section_field(log, entry, kind, "metadata", "retired", told)
    else:
        edits += set_field(log, entry, kind, "retired", told)
    return edited(log, edits, [entry])


def _plan(
    found: Found,
    changes: Mapping[str, tuple[bytes | None, bytes]],
    target: str,
    places: Sequence[str],
    reason: Reason,
    rule: str = "",
) -> Plan:
    name, line = found.entry.id, outgoing(rule) or title_of(found.log, found.entry)
    subject = filled(RETIREMENT, {"id": name, "line": in_message(line, 120)})
    return Plan(
        name, target, places[0] if places else "", line, dict(changes),
        f"{subject}\n\n{TRAILER}: {name}\n",
        f"{BRANCH}{slug(name, 100)}", f"Retire {name}: {in_message(line)}",
        (("Rule", line), ("Reason", reason.text), ("Provenance", f"{name} in {found.log.path}")),
        places=tuple(dict.fromkeys(places)), retires=True,
    )  # fmt: skip
