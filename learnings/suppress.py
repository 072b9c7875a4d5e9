"""Takes out the findings that suppression comments name, and judges the comments themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from . import allowance
from .comment import (
    MALFORMED,
    REMOVED,
    UNUSED,
    Comment,
    Finding,
    comments,
    fence_start,
    narrowed,
)
from .diagnostic import Diagnostic, Problem, Span
from .disk import printable
from .entry import Log
from .exposure import GROUPS as SENSITIVE
from .removed import Marks
from .shape import near

GROUP = "suppression"
EXPIRED = "expired-suppression"


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
            if comment.scope != REMOVED and not comment.is_expired(today)
            for name in comment.names
        }
        self.used: set[tuple[str, int, str]] = set()
        self.allowed = {
            (comment.scope, comment.first, name)
            for comment in self.comments
            if allowance.holds(comment, today)
            for name in allowance.names(comment)
        }
        self.best = allowance.best(self.comments, today)
        self.refused: set[tuple[str, int, str]] = set()
        self.marks = {mark.line: mark for mark in allowance.marks(log)}
        self.used_marks: set[int] = set()

    def _allows(self, diagnostic: Diagnostic) -> bool:
        """True if a comment lets a sensitive value stay where it is."""
        line = diagnostic.span.line
        inside = self.log.entry_at(line) is not None
        hits = {
            (scope, first, diagnostic.check)
            for scope, first in self._reaching(line)
            if scope != "file" or not inside
        } & self.allowed
        mark = self.marks.get(line) if diagnostic.group == "secrets" else None
        if allowance.is_forbidden(diagnostic):
            self.refused |= hits
            return False
        self.used |= hits
        if mark is not None:
            self.used_marks.add(line)
        return bool(hits) or mark is not None

    def hides(self, diagnostic: Diagnostic) -> bool:
        """True if a comment names the check or its group where the finding is."""
        if diagnostic.group in SENSITIVE:
            return self._allows(diagnostic)
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

    def vain(self, comment: Comment) -> Iterator[tuple[str, str]]:
        """What a comment names and cannot allow, with the remedy."""
        for name in comment.names:
            if (comment.scope, comment.first, name) in self.refused and name != "private-key":
                yield f"`{name}` of this kind cannot be allowed", "take it out, and rotate it"

    def is_needed(self, comment: Comment, name: str) -> bool:
        """True if the comment took out a finding by that name, or tried to.

        So did an equal suppression; of equal allowances one is needed.
        """
        key = (comment.scope, comment.first, name)
        return self.best.get(key, comment) is comment and key in self.used | self.refused


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
    marks = Marks(logs)
    findings = [
        found
        for path, use in uses.items()
        for comment in use.comments
        for found in (
            marks.judge(use.log, comment)
            if comment.scope == REMOVED
            else _judge(use, comment, today, ran_on(path) if ran_on else ran, groups)
        )
        if found.check in ran
    ]
    findings += [
        _undated(path, use.marks[line].span, f"`{use.marks[line].text}`")
        for path, use in uses.items()
        for line in sorted(use.used_marks)
        if allowance.UNDATED in ran
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
    lacks = list(allowance.faults(comment, today))
    for message, hint in (*comment.faults, *_unknown(comment, groups), *lacks, *use.vain(comment)):
        yield Finding(MALFORMED, path, Problem(comment.span, message, about, hint, path=path))
    if comment.is_expired(today):
        yield from _expired(use.log, comment)
        return
    if comment.faults or lacks:
        return  # One who has to write it anew need not be told that it hides nothing.
    allowed = allowance.names(comment)
    if allowed and comment.until is None:
        yield _undated(path, comment.span, f"the allowance of {_words(allowed)}")
    elif allowed and allowance.is_near(comment, today):
        message = f"the allowance of {_words(allowed)} ends on {comment.until}"
        hint = "`learnings redact` once the comment is gone, or set a later day"
        problem = Problem(comment.span, message, allowance.SOON, hint, path=path)
        yield Finding(allowance.EXPIRED, path, problem)
    yield from _idle(use, comment, ran, groups)


def _undated(path: str, span: Span, what: str) -> Finding:
    hint = "say until when: reason, author and until, in a comment of ours"
    return Finding(
        allowance.UNDATED, path, Problem(span, f"{what} has no last day", "until", hint, path=path)
    )


def _expired(log: Log, comment: Comment) -> Iterator[Finding]:
    allowed = allowance.names(comment)
    others = [name for name in comment.names if name not in allowed]
    if allowed:
        message = f"the allowance of {_words(allowed)} ended on {comment.until}"
        hint = "take the value out (`learnings redact`), or set a later day"
        problem = Problem(comment.span, message, ",".join(allowed), hint, path=log.path)
        yield Finding(allowance.EXPIRED, log.path, problem)
    if others or not allowed:
        message = f"the suppression of {_words(others)} ended on {comment.until}"
        hint = "mend what it hides, or set a later day"
        fix = narrowed(log, comment, others)
        problem = Problem(comment.span, message, ",".join(others), hint, fix=fix, path=log.path)
        yield Finding(EXPIRED, log.path, problem)


def _idle(
    use: _Use, comment: Comment, ran: Collection[str], groups: Mapping[str, str]
) -> Iterator[Finding]:
    """The names of a comment that had nothing to hide."""
    idle = [
        name
        for name in comment.names
        if not use.is_needed(comment, name) and _is_judged(name, ran, groups)
    ]
    allowed = set(allowance.names(comment))
    for check, verb, part in (
        (allowance.UNUSED, "allow", [name for name in idle if name in allowed]),
        (UNUSED, "suppress", [name for name in idle if name not in allowed]),
    ):
        if not part:
            continue
        message = f"nothing is left to {verb} for {_words(part)}"
        hint = "remove the comment" if len(idle) == len(comment.names) else "remove the name"
        if check == allowance.UNUSED and comment.scope == "file":
            hint = "it holds for one entry: write it below the heading of that"
        fix = narrowed(use.log, comment, idle)
        path = use.log.path
        problem = Problem(comment.span, message, ",".join(part), hint, fix=fix, path=path)
        yield Finding(check, path, problem)


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
