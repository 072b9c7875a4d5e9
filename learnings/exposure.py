"""Sensitive values in a log, as checks report them: where, of what kind, and what hides them."""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .comment import fence_start
from .diagnostic import Fix, Problem, Span
from .entry import Entry, Log
from .privacy.copies import copies, values, with_copies
from .privacy.detector import NOBODY, Organisation
from .privacy.finding import Finding
from .privacy.redaction import PLAIN, Redactor, Replacement, standing
from .privacy.repeated import repeated
from .privacy.scan import scan

GROUPS = ("secrets", "network", "pii")
SECRETS = frozenset(("secret", "private-key", "credential-in-url"))
NETWORK = frozenset(
    ("private-address", "public-address", "internal-host", "account-id", "hardware-address")
)
PERSONAL = frozenset(
    (
        *("email-address", "phone-number", "payment-card", "bank-account", "national-id"),
        *("home-directory", "person-name", "customer-datum", "raw-log-excerpt"),
    )
)
CHECKS = SECRETS | NETWORK | PERSONAL
# What was found in whole texts: offsets and kinds, and no value.
_KNOWN: dict[tuple[int, int, str, Organisation] | None, tuple[Finding, ...]] = {}
_MOST_KNOWN = 256
# Up to so many characters a value is short, up to so many medium.
_SHORT, _MEDIUM = 15, 39
_ROTATE = "rotate it, since it was on disk, and let `learnings redact` take it out"
_REDACT = "`learnings redact` puts a placeholder there"
# What nothing but its author can mend.
_BY_HAND = {
    "message": "rewrite the commit before the push: `git commit --amend`, or `git rebase -i` for "
    "an older one",
    "tag": "make the tag anew before the push: `git tag --force --annotate`",
    "excerpt": "take it out of the file by hand: it is no text",
    "link": "let the link lead elsewhere",
}


class Exposure(NamedTuple):
    """A sensitive value, and the problem to report under the name of a check."""

    check: str
    finding: Finding
    problem: Problem

    @property
    def is_path(self) -> bool:
        """True if it stands in the path of the log, not in its text."""
        return ".path." in self.problem.subject


def group_of(check: str) -> str:
    """The group of one of the checks of sensitive values."""
    if check in SECRETS:
        return "secrets"
    return "network" if check in NETWORK else "pii"


def findings(
    log: Log, organisation: Organisation = NOBODY, lines: Sequence[range] | None = None
) -> list[Finding]:
    """The sensitive values in the text of a log, or on some lines of it, in order.

    A secret that is repeated there is found wherever it is, whatever is around it, also where
    another line announces it.
    What a placeholder has already taken the place of is none of them.
    """
    if not log.text.strip():
        return []
    # A command looks through the same text to judge it, to show it and to keep it.
    key = (hash(log.text), log.size, log.beside, organisation) if lines is None else None
    if key in _KNOWN:
        return list(_KNOWN[key])
    looked = lines if lines is None else [*lines, *repeated(log.text, lines)]
    found = scan(log.text, organisation, lambda line: fence_start(log, line) is not None, looked)
    found = _with_copies(log, standing(log.text, found), lines)
    if key is not None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = tuple(found)
    return found


def _with_copies(log: Log, found: list[Finding], lines: Sequence[range] | None) -> list[Finding]:
    """The findings on the lines that are looked at, and where one of all secrets stands there."""
    if lines is None:
        return with_copies(log.text, found)
    parts = [(_offset(log, part.start), _offset(log, part.stop)) for part in lines]
    known = values(log.text, found)
    found = [item for item in found if _is_met(item, parts)]
    if not known or not parts:
        return found
    looked = [
        item
        for item in copies(log.text, found, known, parts[0][0], parts[-1][1])
        if item.end <= parts[bisect_right(parts, (item.start, len(log.text))) - 1][1]
    ]
    return sorted([*found, *looked])


def _is_met(item: Finding, parts: Sequence[tuple[int, int]]) -> bool:
    """Whether a finding lies in one of the parts, be it in part."""
    at = bisect_right(parts, (item.end - 1, sys.maxsize)) - 1
    return at >= 0 and item.start < parts[at][1]


def replacements(
    log: Log, found: Iterable[Finding], redactor: Redactor = PLAIN
) -> list[Replacement]:
    """What takes the place of the findings in a log; numbers count within an entry."""
    return redactor.replacements(
        log.text,
        found,
        lambda offset: _stretch(log, offset),
        lambda offset: _is_code(log, log.place(offset)[0]),
    )


def exposures(
    log: Log,
    organisation: Organisation = NOBODY,
    entries: Sequence[Entry] | None = None,
    redactor: Redactor = PLAIN,
    safe: frozenset[str] = SECRETS,
) -> list[Exposure]:
    """What the checks of sensitive values report of a log, and of its path.

    Where `entries` are given only those are looked at, and what stands outside of all. The fixes
    of the checks in `safe` are safe ones.
    """
    counts: Counter[tuple[tuple[int, int], str]] = Counter()
    result = list(_in_path(log, organisation))
    lines = None if entries is None else list(_lines(log, entries))
    for item in replacements(log, findings(log, organisation, lines), redactor):
        found = item.finding
        key = (_stretch(log, found.start), found.detector)
        counts[key] += 1
        subject = f"{found.detector}.{counts[key]}"
        fix = Fix(f"put {item.placeholder} there", (item.edit,), found.check in safe)
        problem = Problem(
            _span(log, found),
            f"{found.detector}: {length(found.end - found.start)}; {item.placeholder} can stand"
            " in its place",
            subject,
            _hint(log, found),
            fix=None if log.beside in _BY_HAND else fix,
            confidence=found.confidence,
        )
        result.append(Exposure(found.check, found, problem))
    return result


def _hint(log: Log, found: Finding) -> str:
    by_hand = _BY_HAND.get(log.beside)
    if by_hand is None:
        return _ROTATE if found.check in SECRETS else _REDACT
    return f"rotate it, and {by_hand}" if found.check in SECRETS else by_hand


def in_path(path: str, organisation: Organisation = NOBODY) -> list[Finding]:
    """The sensitive values in a path that is seen from the root of the repository."""
    # Where the repository lies on this machine is nobody's business, but no leak either.
    if os.path.isabs(path):
        return []
    return standing(path, scan(path, organisation))


def length(count: int) -> str:
    """In words how long a value is, and no more exactly than that."""
    if count <= _SHORT:
        return "a short value"
    return "a value of medium length" if count <= _MEDIUM else "a long value"


def _in_path(log: Log, organisation: Organisation) -> Iterator[Exposure]:
    for number, found in enumerate(in_path(log.path, organisation), 1):
        message = f"{found.detector}: {length(found.end - found.start)} in the name of the file"
        problem = Problem(
            Span.at(1, 1),
            message,
            f"{found.detector}.path.{number}",
            "give the file another name",
            confidence=found.confidence,
        )
        yield Exposure(found.check, found, problem)


def _span(log: Log, found: Finding) -> Span:
    line, column = log.place(found.start)
    end_line, end_column = log.place(max(found.start, found.end - 1))
    return Span(line, column, end_line, end_column + 1)


def _is_code(log: Log, line: int) -> bool:
    return fence_start(log, line) is not None


def _stretch(log: Log, offset: int) -> tuple[int, int]:
    """The part of a log in which numbers count: an entry, or what lies between two of them."""
    line = log.place(offset)[0]
    index = bisect_right(log.entries, line, key=lambda entry: entry.start) - 1
    start = 0
    if index >= 0:
        entry = log.entries[index]
        if line < entry.end:
            return _offset(log, entry.start), _offset(log, entry.end)
        start = _offset(log, entry.end)
    following = log.entries[index + 1].start if index + 1 < len(log.entries) else None
    return start, _offset(log, following) if following is not None else len(log.text)


def _offset(log: Log, line: int) -> int:
    return log.starts[line - 1] if line <= log.line_count else len(log.text)


def _lines(log: Log, entries: Sequence[Entry]) -> Iterator[range]:
    """The lines of those entries, and those that are in none."""
    wanted = {entry.start for entry in entries}
    at = 1
    for entry in log.entries:
        if entry.start in wanted:
            yield range(at, entry.end)
        elif entry.start > at:
            yield range(at, entry.start)
        at = entry.end
    if at <= log.line_count:
        yield range(at, log.line_count + 1)
