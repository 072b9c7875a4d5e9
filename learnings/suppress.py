"""Takes out the findings that suppression comments name, and judges the comments themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from .comment import Comment, comments, fence_start, removal
from .diagnostic import Diagnostic, Edit, Fix, Problem
from .disk import printable
from .entry import Log
from .shape import near

GROUP = "suppression"
EXPIRED = "expired-suppression"
UNUSED = "unused-suppression"
MALFORMED = "malformed-suppression"


class Finding(NamedTuple):
    """A problem of a suppression comment, with the check to report it under and its file."""

    check: str
    path: str
    problem: Problem


class Applied(NamedTuple):
    """What is left, what the comments took out, and what is wrong with the comments."""

    kept: list[Diagnostic]
    suppressed: list[Diagnostic]
    findings: list[Finding]


class _Use:
    """The comments of one log: what they name where, and which of it was needed."""

    def __init__(self, log: Log, today: dt.date) -> None:
        self.log = log
        self.comments = comments(log)
        self.active = {
            (comment.scope, comment.first, name)
            for comment in self.comments
            if not comment.is_expired(today)
            for name in comment.names
        }
        self.used: set[tuple[str, int, str]] = set()

    def hides(self, diagnostic: Diagnostic) -> bool:
        """True if a comment names the check or its group where the finding is."""
        if not self.active or diagnostic.group == GROUP:
            return False
        # Every comment that reaches the finding counts as needed, not the first alone.
        hits = {
            (scope, first, name)
            for scope, first in self._reaching(diagnostic.span.line)
            for name in (diagnostic.check, diagnostic.group)
        } & self.active
        self.used |= hits
        return bool(hits)

    def _reaching(self, line: int) -> Iterator[tuple[str, int]]:
        yield "file", 1
        yield "line", line
        entry = self.log.entry_at(line)
        if entry is not None:
            yield "entry", entry.start
        fence = fence_start(self.log, line)
        if fence is not None and fence != line:
            yield "line", fence

    def is_needed(self, comment: Comment, name: str) -> bool:
        """True if the comment, or an equal one, took out a finding by that name."""
        return (comment.scope, comment.first, name) in self.used


def apply(
    diagnostics: Sequence[Diagnostic],
    logs: Sequence[Log],
    today: dt.date,
    ran: Collection[str],
    groups: Mapping[str, str],
    ran_on: Callable[[str], Collection[str]] | None = None,
) -> Applied:
    """Take out what the comments in the logs name.

    `ran` are the names of the checks that were run, `groups` maps every known check to its
    group: a comment is only called unused when all that it names was run. Where a file has
    settings of its own, `ran_on` gives what was run on the file of that path.
    """
    uses = {log.path: _Use(log, today) for log in logs}
    kept: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    for diagnostic in diagnostics:
        use = uses.get(diagnostic.path)
        hidden = use is not None and use.hides(diagnostic)
        (suppressed if hidden else kept).append(diagnostic)
    findings = [
        found
        for path, use in uses.items()
        for comment in use.comments
        for found in _judge(use, comment, today, ran_on(path) if ran_on else ran, groups)
        if found.check in ran
    ]
    return Applied(kept, suppressed, findings)


def _judge(
    use: _Use,
    comment: Comment,
    today: dt.date,
    ran: Collection[str],
    groups: Mapping[str, str],
) -> Iterator[Finding]:
    path = use.log.path
    about = ",".join(comment.names)
    for message, hint in (*comment.faults, *_unknown(comment, groups)):
        yield Finding(MALFORMED, path, Problem(comment.span, message, about, hint, path=path))
    if comment.is_expired(today):
        message = f"the suppression of {_words(comment.names)} ended on {comment.until}"
        hint = "mend what it hides, or set a later day"
        yield Finding(EXPIRED, path, Problem(comment.span, message, about, hint, path=path))
        return
    if comment.faults:
        return  # One who has to write it anew need not be told that it hides nothing.
    idle = [
        name
        for name in comment.names
        if not use.is_needed(comment, name) and _is_judged(name, ran, groups)
    ]
    if idle:
        message = f"nothing is left to suppress for {_words(idle)}"
        hint = "remove the comment" if len(idle) == len(comment.names) else "remove the name"
        fix = _fix(use.log, comment, idle)
        problem = Problem(comment.span, message, ",".join(idle), hint, fix=fix, path=path)
        yield Finding(UNUSED, path, problem)


def _words(names: Sequence[str]) -> str:
    return printable(", ".join(names)) if names else "nothing"


def _unknown(comment: Comment, groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known = {*groups, *groups.values()}
    for name in comment.names:
        if name not in known:
            hint = near(name, sorted(known)).removeprefix("; ") or "see `learnings checks`"
            shown = printable(name[:60])
            yield f"there is no check `{shown}` to suppress", hint
        elif name == GROUP or groups.get(name) == GROUP:
            yield (
                f"a comment cannot suppress `{name}`",
                f'turn it off in the settings: severity = {{ {name} = "off" }}'
                if name != GROUP
                else f'turn it off in the settings: ignore = ["{name}"]',
            )


def _is_judged(name: str, ran: Collection[str], groups: Mapping[str, str]) -> bool:
    members = [check for check, group in groups.items() if name in {check, group}]
    ours = GROUP in {name, groups.get(name)}
    return bool(members) and not ours and all(check in ran for check in members)


def _fix(log: Log, comment: Comment, idle: Sequence[str]) -> Fix:
    if len(idle) == len(comment.names):
        return Fix("remove the suppression", (removal(log, comment),))
    text = log.text[comment.start : comment.end]
    opening, closing = text.index("["), text.index("]")
    names = ", ".join(name for name in comment.names if name not in idle)
    edit = Edit(comment.start + opening + 1, comment.start + closing, names)
    return Fix(f"suppress {names} only", (edit,))
