"""What a promotion writes: a pure function of a state of the files, an entry and a target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..deferral import later
from ..diagnostic import Edit
from ..editor import edited, remove_field, set_field, set_section_field
from ..entry import Entry, Log
from ..errors import UsageError
from ..transition import move, status_of
from ..workspace import Found, Workspace
from . import budget, insertion, mark, template
from .content import dress_of, values
from .given import refuse_other, refuse_unused
from .message import Told, branch_of, message_of, title_of
from .placing import path_of, refuse_unnamed
from .refusal import refuse_name
from .rule import line_for
from .standing import PROMOTED, places
from .target import Target
from .trust import refuse_untrusted, untrusted

# What a value becomes that has to be a name, so that it may be empty.
_SHOWN = {"service": "service_name"}


class Files(Protocol):
    """The files of the work tree, the index or a commit; paths are seen from the root."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if there is none."""

    def paths(self) -> Collection[str]:
        """The files that there are."""


@dataclass(frozen=True)
class Wish:
    """What a person asks for besides entry and target.

    `when` is the day from which a rule's review is counted. `given` are values for the template.
    """

    when: dt.date
    line: str = ""
    path: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False
    again: bool = False
    message: str = ""


@dataclass(frozen=True)
class Plan:
    """What is to be written for one entry; `files` maps paths to the old and the new bytes.

    A plan without files says that all is done already. `parts` are what the body of a pull request
    tells, as headings and raw text: who sends it makes each safe. `places` are all of its files;
    one that `retires` takes a rule out of them.
    """

    id: str
    target: str
    path: str
    line: str
    files: Mapping[str, tuple[bytes | None, bytes]]
    message: str
    branch: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()
    issue: int = 0
    items: tuple[str, ...] | None = None
    places: tuple[str, ...] = ()
    retires: bool = False

    @property
    def done(self) -> str:
        """What it does, for who asked for it."""
        where = " and ".join(self.places)
        return f"{self.id} {f'retired from {where}' if self.retires else f'→ {where}'}: {self.line}"

    @property
    def settled(self) -> str:
        """What is so already."""
        where = " and ".join(self.places)
        if self.retires:
            return f"{self.id} is retired" + (f" from {where}" if where else "")
        return f"{self.id} is in {where}"


def plan(workspace: Workspace, files: Files, found: Found, target: Target, wish: Wish) -> Plan:
    """The plan of a promotion.

    Raises `UsageError` for an entry without an ID, an illegal move, a line that is no rule, a
    budget that is full, untrusted words, a rule that is there already, a value that the target
    does not use, and a retired rule that is not wanted again.
    """
    log, entry = found.log, found.entry
    if not entry.id:
        raise UsageError(f"{entry.label} has no ID, so nothing can name it: `learnings assign-ids`")
    refuse_untrusted(workspace, entry, target, confirmed=wish.confirmed)
    given = dict(wish.given)
    refuse_unused(given, target)
    logged = entry.logged.day if entry.logged is not None else wish.when
    setting = f"promotion.targets.{target.name}.review-days"
    until = later(wish.when, target.review_days, setting) if target.review_days else None
    line = line_for(log, entry, target, wish.line)
    dress = dress_of(target)
    made = values(log, entry, line=line, when=logged, review=until, given=given, dress=dress)
    path = path_of(target, wish.path, files, made, workspace, found, given, again=wish.again)
    refuse_name(path)
    refuse_unnamed(path)
    if any(path.casefold() == one.path.casefold() for one in (log, *workspace.logs)
           if one is log or one.entries):  # fmt: skip
        raise UsageError(f"{path} is a log, which holds entries and no rules: name another file")
    if target.format == "mark" and not mark.is_told(path, log, entry):
        raise UsageError(f"{entry.label} does not name {path}: say in it what enforces its lesson")
    old = files.read(path)
    if old is None or not insertion.names(old.decode("utf-8", "replace"), entry.id):
        template.refuse_unknown(target, made)
        _refuse_missing(target, made)
    new, written = _content(path, old, target, made, entry, wish)
    budget.refuse_full(target, path, old, new, files)
    ours = written or _is_of_day(new, entry.id, until)
    after = _entry(workspace, found, path, until if ours else None)
    changes = {path: (old, new), log.path: (log.to_bytes(), after.to_bytes())}
    told = Told(entry.id, line, target, path, log.path, made, untrusted(workspace, entry))
    return Plan(
        entry.id, target.name, path, line,
        {name: both for name, both in changes.items() if both[0] != both[1]},
        message_of(told, wish.message), branch_of(entry.id), title_of(told), told.parts(),
        places=(path,),
    )  # fmt: skip


def _refuse_missing(target: Target, made: Mapping[str, template.Value]) -> None:
    """Raise `UsageError` for what the target cannot be without, told or not as a name."""
    missing = [name for name in target.needs if not made.get(_SHOWN.get(name, name))]
    for name in missing:
        if made.get(name):
            raise UsageError(
                f"{target.title}: {name}={made[name]} makes no name: write it in letters or "
                f"digits of ASCII, with --set {name}=VALUE"
            )
    if missing:
        raise UsageError(
            f"{target.title} needs {' and '.join(missing)}: say it with "
            + " ".join(f"--set {name}=VALUE" for name in missing)
        )


def standing(found: Found, named: Sequence[str]) -> Plan:
    """The plan for an entry that stands at such places already: nothing is to be done."""
    entry = found.entry
    return Plan(entry.id, "", named[0], "", {}, "", branch_of(entry.id), "", places=tuple(named))


def _is_of_day(data: bytes, id: str, until: dt.date | None) -> bool:
    """True where a rule that is there already would be written the same: its run was cut short."""
    lines = data.decode("utf-8", "replace").splitlines() if until else []
    return any(id in line and str(until) in line for line in lines)


def _content(
    path: str,
    old: bytes | None,
    target: Target,
    made: Mapping[str, template.Value],
    entry: Entry,
    wish: Wish,
) -> tuple[bytes, bool]:
    """The file with the lesson in it, and whether anything had to be written."""
    text = insertion.decoded(path, old) if old is not None else None
    if target.format == "mark":
        if not wish.again and text is not None and mark.is_retired(text, entry.id):
            _refuse_retired(entry, path, named=mark.names(text, entry.id))
        return mark.marked(path, text, entry.id, insertion.filled_header(target, made)[0])
    if text is None:
        return _naming(insertion.created(target, made), target, entry), True
    if insertion.names(text, entry.id):
        refuse_other(wish.given, target, path, text, made)
        return old or b"", False
    if insertion.is_retired(text, entry.id) and not wish.again:
        _refuse_retired(entry, path)
    if target.once or target.format == "yaml":
        raise UsageError(f"{path} is there already and holds another entry: name a file with --to")
    if insertion.is_open(text):
        raise UsageError(f"{path}: a code block or a comment is open at its end: close it first")
    if target.instruction and (there := insertion.twin(text, str(made["line"]))):
        raise UsageError(
            f"{path} has that rule already, in line {there}: write {entry.id} behind it, so that "
            "the entry counts as promoted there, or give another rule with --line"
        )
    return _naming(insertion.inserted(text, target, made), target, entry), True


def _refuse_retired(entry: Entry, path: str, *, named: bool = False) -> None:
    """Raise `UsageError` for a retired rule, unless the file names it again."""
    if not named:
        raise UsageError(
            f"{entry.id} was retired from {path}: say --again if it is to be a rule once more"
        )


def _naming(text: str, target: Target, entry: Entry) -> bytes:
    """The file, which has to name the entry: else nobody would know it again."""
    if not insertion.names(text, entry.id):
        raise UsageError(f"{target.title}: its template does not name the entry: add {{id}} to it")
    return text.encode()


def _entry(workspace: Workspace, found: Found, path: str, until: dt.date | None) -> Log:
    """The log with the entry promoted."""
    log, entry, kind = found
    edits: list[Edit] = []
    if status_of(entry, kind) != PROMOTED:
        edits += move(log, entry, kind, PROMOTED)
    named = places(workspace, found)
    if path not in named:
        edits += set_field(log, entry, kind, PROMOTED, ", ".join([*named, path]))
        edits += [
            edit for item in entry.every("retired") for edit in remove_field(log, entry, item)
        ]
        if until is not None:
            edits += _review(log, entry, found, until)
    return edited(log, edits, [entry])


def _review(log: Log, entry: Entry, found: Found, until: dt.date) -> list[Edit]:
    if entry.field("review by") is not None or found.kind.section("metadata") is None:
        return set_field(log, entry, found.kind, "review by", until.isoformat())
    return set_section_field(log, entry, found.kind, "metadata", "review by", until.isoformat())
