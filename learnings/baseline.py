"""The baseline: known findings by fingerprint, with their files and counts, without a message.

What is known of a secret is bound to it by a salted mark, so that another one in its place is new.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .allowance import is_forbidden
from .diagnostic import Diagnostic
from .disk import UnreadableError, printable, read_regular, write_atomic
from .errors import ConfigurationError

# Without marks of secrets it is of the first version.
VERSION = 2
_FIRST = 1
_SALT_BYTES = 16
MAX_BYTES = 32 * 1024 * 1024
_REMEDY = "remove it and write it anew with --write-baseline"

# Makes the mark of a finding with a salt; an empty one of what is no secret.
Bind = Callable[[Diagnostic, bytes], str]


def _unbound(_: Diagnostic, __: bytes) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Known:
    """Where a finding is known, and how often in each file.

    The files tell findings apart that logs with the same IDs share; an entry that moves to
    another file takes its count with it. `until` is the last day on which it is known, where
    there is one. `marks` are those of the secrets, and how often each is there; none of what was
    written before there were any.
    """

    check: str
    paths: Mapping[str, int]
    until: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How often it is known, in all files."""
        return sum(self.paths.values())


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by fingerprint; the marks of secrets are made with the `salt`."""

    findings: Mapping[str, Known] = field(default_factory=dict)
    salt: bytes = field(default=b"", repr=False)

    @property
    def total(self) -> int:
        """How many findings it holds, each as often as it was seen."""
        return sum(known.count for known in self.findings.values())


class Change(NamedTuple):
    """What writing did: findings that came in, went out and stayed; `refused` did not come in."""

    added: int
    dropped: int
    kept: int
    refused: int


def load(path: str, today: dt.date | None = None) -> Baseline:
    """The baseline in a file, without what has run out on the day of `today`.

    Raises `ConfigurationError` if it is missing or damaged.
    """
    shown = printable(path)
    if not os.path.lexists(path):
        raise ConfigurationError(
            f"there is no baseline {shown}; write one with --write-baseline, or name another"
        )
    try:
        data = json.loads(read_regular(path, MAX_BYTES), object_pairs_hook=_unique)
    except UnreadableError as error:
        raise ConfigurationError(f"the baseline {shown} {error.reason}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise ConfigurationError(f"the baseline {shown} is not JSON; {_REMEDY}") from error
    found, salt = _findings(data, shown), _salt(data, shown)
    if today is not None:
        day = today.isoformat()
        found = {mark: known for mark, known in found.items() if not "" < known.until < day}
    return Baseline(found, salt)


def write(
    path: str,
    diagnostics: Sequence[Diagnostic],
    *,
    grow: bool = False,
    judged: Callable[[str, str], bool] = lambda check, path: True,
    until: dt.date | None = None,
    bind: Bind = _unbound,
) -> Change:
    """Write the findings as a baseline; an existing one only shrinks unless `grow` is set.

    `judged` tells whether a check has now looked at a file: what was not looked at stays as
    it is. What comes in is known up to the day of `until`. `bind` makes the marks of secrets. The
    file is replaced whole or not at all, and left alone if nothing changes.
    """
    exists = os.path.lexists(path)
    old = load(path) if exists else Baseline()
    before, salt = old.findings, old.salt or secrets.token_bytes(_SALT_BYTES)
    seen = _count(diagnostics)
    marks = {id(item): bind(item, salt) for item in diagnostics}
    if exists and not grow:
        diagnostics = [item for item in diagnostics if _is_same(before, item, marks[id(item)])]
    fitting, bound = _count(diagnostics), _marks(diagnostics, marks)
    after: dict[str, Known] = {}
    for mark in before.keys() | (seen.keys() if grow or not exists else ()):
        known = before.get(mark) or Known(seen[mark].check, {})
        now = fitting[mark].paths if mark in fitting else {}
        unseen = {
            name: count
            for name, count in known.paths.items()
            if name not in now and not judged(known.check, name)
        }
        allowed = known.count - sum(unseen.values())
        kept = dict(now) if grow or not exists else _shrunk(known.paths, now, allowed)
        if kept or unseen:
            day = known.until if mark in before or until is None else until.isoformat()
            kept_marks = dict(bound.get(mark, {}))
            if unseen and known.marks:
                kept_marks = {**known.marks, **kept_marks}
            elif unseen:
                kept_marks = {}  # of what was not looked at, the mark is not known
            after[mark] = Known(known.check, kept | unseen, day, kept_marks)
    if not exists or after != before:
        write_atomic(path, _encode(after, salt))
    return _change(before, after, seen)


def _shrunk(known: Mapping[str, int], now: Mapping[str, int], allowed: int) -> dict[str, int]:
    """No more than is allowed in all; what a file had before comes before what moved to it."""
    kept = {name: min(count, known.get(name, 0)) for name, count in now.items()}
    allowed -= sum(kept.values())
    for name, count in now.items():
        moved = min(count - kept[name], allowed)
        kept[name] += moved
        allowed -= moved
    return {name: count for name, count in kept.items() if count}


def filter(  # noqa: A001
    diagnostics: Sequence[Diagnostic], baseline: Baseline, bind: Bind = _unbound
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What the baseline does not know, and what it knows; of equal ones the first are known.

    What is known in the same file comes before what may have come from another. A secret is known
    if it has the mark that `bind` makes of it; a private key and the key of a cloud never is.
    """
    left = {mark: dict(known.paths) for mark, known in baseline.findings.items()}
    same = {
        index
        for index, item in enumerate(diagnostics)
        if not is_forbidden(item)
        and _is_same(baseline.findings, item, bind(item, baseline.salt) if baseline.salt else "")
    }
    known = {
        index for index in sorted(same) if _take(left, diagnostics[index], diagnostics[index].path)
    }
    for index, item in enumerate(diagnostics):
        if index in same - known:
            others = left.get(item.fingerprint, {})
            if any(_take(left, item, path) for path in others):
                known.add(index)
    kept = [item for index, item in enumerate(diagnostics) if index not in known]
    return kept, [item for index, item in enumerate(diagnostics) if index in known]


def _is_same(known: Mapping[str, Known], item: Diagnostic, mark: str) -> bool:
    """False for a secret in the place of another one."""
    before = known.get(item.fingerprint)
    return before is None or not before.marks or mark in before.marks


def _marks(
    diagnostics: Sequence[Diagnostic], marks: Mapping[int, str]
) -> dict[str, dict[str, int]]:
    """The marks of the secrets by fingerprint, sorted, and how often each is there."""
    found: dict[str, Counter[str]] = {}
    for item in diagnostics:
        if mark := marks[id(item)]:
            found.setdefault(item.fingerprint, Counter())[mark] += 1
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def _take(left: Mapping[str, dict[str, int]], item: Diagnostic, path: str) -> bool:
    counts = left.get(item.fingerprint, {})
    if counts.get(path, 0) < 1:
        return False
    counts[path] -= 1
    return True


def _count(diagnostics: Sequence[Diagnostic]) -> dict[str, Known]:
    counts: dict[str, Counter[str]] = {}
    checks: dict[str, str] = {}
    for item in diagnostics:
        mark = item.fingerprint
        checks[mark] = item.check
        counts.setdefault(mark, Counter())[item.path] += 1
    return {mark: Known(check, dict(counts[mark])) for mark, check in checks.items()}


def _change(
    before: Mapping[str, Known], after: Mapping[str, Known], seen: Mapping[str, Known]
) -> Change:
    old, new, now = (
        Counter({mark: known.count for mark, known in findings.items()})
        for findings in (before, after, seen)
    )
    added, dropped = (new - old).total(), (old - new).total()
    return Change(added, dropped, (old & new).total(), (now - new).total())


def _encode(findings: Mapping[str, Known], salt: bytes) -> bytes:
    listed = {
        mark: {
            "check": known.check,
            "paths": dict(sorted(known.paths.items())),
            **({"until": known.until} if known.until else {}),
            **({"marks": dict(sorted(known.marks.items()))} if known.marks else {}),
        }
        for mark, known in sorted(findings.items())
    }
    content: dict[str, Any] = {"version": _FIRST, "findings": listed}
    if any(known.marks for known in findings.values()):
        content = {"version": VERSION, "salt": salt.hex(), "findings": listed}
    return (json.dumps(content, indent=1) + "\n").encode("ascii")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _findings(data: object, shown: str) -> dict[str, Known]:
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is int and version > VERSION:
        raise ConfigurationError(f"the baseline {shown} is of a newer version; update learnings")
    listed = data.get("findings") if isinstance(data, dict) else None
    if type(version) is not int or version < _FIRST or not isinstance(listed, dict):
        raise ConfigurationError(f"{shown} is not a baseline; {_REMEDY}")
    found: dict[str, Known] = {}
    for mark, item in listed.items():
        known = _known(item)
        if known is None:
            raise ConfigurationError(
                f"the baseline {shown} is damaged at {printable(mark[:40])}; {_REMEDY}"
            )
        found[mark] = known
    return found


def _salt(data: object, shown: str) -> bytes:
    said = data.get("salt", "") if isinstance(data, dict) else ""
    try:
        return bytes.fromhex(said)
    except (TypeError, ValueError):
        raise ConfigurationError(f"the baseline {shown} is damaged at salt; {_REMEDY}") from None


def _known(item: object) -> Known | None:
    if not isinstance(item, dict) or set(item) - {"until", "marks"} != {"check", "paths"}:
        return None
    check, paths, until = item["check"], item["paths"], item.get("until", "")
    marks = item.get("marks", {})
    if not isinstance(marks, dict) or not all(type(count) is int for count in marks.values()):
        return None
    if not isinstance(until, str):
        return None
    if not isinstance(check, str) or not isinstance(paths, dict) or not paths:
        return None
    counted = all(type(count) is int and count > 0 for count in paths.values())
    return Known(check, paths, until, marks) if counted else None
