"""Takes a rule out of its target again and leaves a tombstone, so that it does not come back."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..disk import printable
from ..editor import edited, set_field, set_section_field
from ..entry import Log
from ..errors import UsageError
from ..transition import status_of
from ..workspace import Found, Workspace
from .content import summary_of, title_of
from .finding import Search, Taken
from .message import RETIREMENT, TRAILER, branch_of, filled
from .plan import Files, Plan
from .scoring import line_of
from .target import Target, chosen
from .words import in_document, in_message, outgoing

_PROMOTED = "promoted"
BRANCH = "learnings/retire-"
# No reason is longer, in characters.
LONGEST = 500


@dataclass(frozen=True)
class Reason:
    """Why a rule goes, and since when."""

    day: str
    text: str

    @property
    def words(self) -> str:
        """The text as the log has it: it begins and ends no comment and no HTML."""
        return outgoing(self.text).replace(">", "›").replace("<", "‹")

    @property
    def short(self) -> str:
        """What the tombstone says in a file that has no room for more."""
        return f"on {self.day}"

    @property
    def note(self) -> str:
        """What the tombstone says, inside a comment."""
        return f"{self.short}: {self.words.replace('--', '—')}"


def retire(
    workspace: Workspace, files: Files, found: Found, known: Mapping[str, Target], reason: Reason
) -> Plan:
    """The plan that takes the rule of an entry out of every file that it was promoted to.

    A file that was moved is found among those of all targets. The entry stays promoted, and says
    from where it was retired. Raises `UsageError` for an entry that is not promoted to a file, and
    for a rule that somebody has to take out by hand.
    """
    entry, log = found.entry, found.log
    field = entry.field(_PROMOTED)
    said = field.text if field is not None else ""
    if status_of(entry, found.kind) != _PROMOTED or not said:
        raise UsageError(f"{entry.label} is not promoted: there is nothing to retire")
    logs = [one.path for one in workspace.logs]
    if "(retired " in said:
        names_of = said.partition(" (retired ")[0].split(" and ")
        search = Search(files, known, entry.id, reason.note, reason.short)
        left = [path for name in names_of if name in known for path in search.tombs(known[name])]
        return _plan(found, {}, names_of[0].strip(" `"), left, reason)
    places = [_place(word, known, entry.id) for word in map(_plain, said.split(",")) if word]
    skip = (*logs, *(path for _, path in places))
    rule = line_of(log, entry, places[0][0])
    summary = in_document(summary_of(log, entry))
    search = Search(files, known, entry.id, reason.note, reason.short, skip, rule, summary)
    became: dict[str, tuple[Target, Taken | None]] = {}
    for target, path in places:
        if not (taken := search.taken(target, path)):
            became[path] = (target, None)
        became |= {one.path: (one.target, one) for one in taken}
    changes: dict[str, tuple[bytes | None, bytes]] = {
        path: (one.old, one.new) for path, (_, one) in became.items() if one is not None
    }
    after = _entry(found, [target for target, _ in became.values()], reason)
    changes[log.path] = (log.to_bytes(), after.to_bytes())
    rules = [one.rule for _, one in became.values() if one is not None]
    gone = next(filter(None, rules), "") or rule
    return _plan(found, changes, next(iter(became.values()))[0].name, list(became), reason, gone)


def _plain(word: str) -> str:
    return word.strip(" `")


def _place(word: str, known: Mapping[str, Target], id: str) -> tuple[Target, str]:
    """The target and the file that a word of the field Promoted names.

    Raises `UsageError` for one that no target is any more.
    """
    try:
        target, path = chosen(word, known)
    except UsageError:
        raise UsageError(
            f"{id} is promoted to {printable(word)}, which is the file of no target: add one with "
            "that path to the setting `promotion`, or take its rule out by hand and "
            f"{printable(word)} out of its field Promoted"
        ) from None
    is_path = "/" in word or posixpath.splitext(word)[1] != ""
    return target, path or (posixpath.normpath(word) if is_path else target.path)


def _entry(found: Found, places: list[Target], reason: Reason) -> Log:
    titles = " and ".join(dict.fromkeys(target.name for target in places))
    log, entry, kind = found
    edits = set_field(log, entry, kind, _PROMOTED, f"{titles} (retired {reason.day})")
    told = f"{reason.day}: {reason.words}"
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
    where = tuple(dict.fromkeys(places))
    parts = (("Rule", line), ("Reason", reason.text), ("Target", " and ".join(where)),
             ("Provenance", f"{name} in {found.log.path}"))  # fmt: skip
    return Plan(
        name, target, places[0] if places else "", line, dict(changes),
        f"{subject}\n\n{TRAILER}: {name}\n",
        branch_of(name, BRANCH), f"Retire {name}: {in_message(line)}",
        parts, places=where, retires=True,
    )  # fmt: skip
