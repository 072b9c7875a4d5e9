"""The baseline: known findings by fingerprint, with their files and counts, without a message."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .diagnostic import Diagnostic
from .disk import UnreadableError, printable, read_regular, write_atomic
from .errors import ConfigurationError

VERSION = 1
MAX_BYTES = 32 * 1024 * 1024
_REMEDY = "remove it and write it anew with --write-baseline"


@dataclass(frozen=True, slots=True)
class Known:
    """Where a finding is known, and how often in each file.

    The files tell findings apart that logs with the same IDs share; an entry that moves to
    another file takes its count with it. `until` is the last day on which it is known, where
    there is one.
    """

    check: str
    paths: Mapping[str, int]
    until: str = ""

    @property
    def count(self) -> int:
        """How often it is known, in all files."""
        return sum(self.paths.values())


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by fingerprint."""

    findings: Mapping[str, Known] = field(default_factory=dict)

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
    found = _findings(data, shown)
    if today is not None:
        day = today.isoformat()
        found = {mark: known for mark, known in found.items() if not "" < known.until < day}
    return Baseline(found)


def write(
    path: str,
    diagnostics: Sequence[Diagnostic],
    *,
    grow: bool = False,
    judged: Callable[[str, str], bool] = lambda check, path: True,
    until: dt.date | None = None,
) -> Change:
    """Write the findings as a baseline; an existing one only shrinks unless `grow` is set.

    `judged` tells whether a check has now looked at a file: what was not looked at stays as
    it is. What comes in is known up to the day of `until`. The file is replaced whole or not at
    all, and left alone if nothing changes.
    """
    exists = os.path.lexists(path)
    before = load(path).findings if exists else {}
    seen = _count(diagnostics)
    after: dict[str, Known] = {}
    for mark in before.keys() | (seen.keys() if grow or not exists else ()):
        known = before.get(mark) or Known(seen[mark].check, {})
        now = seen[mark].paths if mark in seen else {}
        unseen = {
            name: count
            for name, count in known.paths.items()
            if name not in now and not judged(known.check, name)
        }
        allowed = known.count - sum(unseen.values())
        kept = dict(now) if grow or not exists else _shrunk(known.paths, now, allowed)
        if kept or unseen:
            day = known.until if mark in before or until is None else until.isoformat()
            after[mark] = Known(known.check, kept | unseen, day)
    if not exists or after != before:
        write_atomic(path, _encode(after))
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
    diagnostics: Sequence[Diagnostic], baseline: Baseline
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What the baseline does not know, and what it knows; of equal ones the first are known.

    What is known in the same file comes before what may have come from another.
    """
    left = {mark: dict(known.paths) for mark, known in baseline.findings.items()}
    known = {index for index, item in enumerate(diagnostics) if _take(left, item, item.path)}
    for index, item in enumerate(diagnostics):
        if index not in known:
            others = left.get(item.fingerprint, {})
            if any(_take(left, item, path) for path in others):
                known.add(index)
    kept = [item for index, item in enumerate(diagnostics) if index not in known]
    return kept, [item for index, item in enumerate(diagnostics) if index in known]


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


def _encode(findings: Mapping[str, Known]) -> bytes:
    listed = {
        mark: {
            "check": known.check,
            "paths": dict(sorted(known.paths.items())),
            **({"until": known.until} if known.until else {}),
        }
        for mark, known in sorted(findings.items())
    }
    content = {"version": VERSION, "findings": listed}
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
    if type(version) is not int or version != VERSION or not isinstance(listed, dict):
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


def _known(item: object) -> Known | None:
    if not isinstance(item, dict) or set(item) - {"until"} != {"check", "paths"}:
        return None
    check, paths, until = item["check"], item["paths"], item.get("until", "")
    if not isinstance(until, str):
        return None
    if not isinstance(check, str) or not isinstance(paths, dict) or not paths:
        return None
    counted = all(type(count) is int and count > 0 for count in paths.values())
    return Known(check, paths, until) if counted else None
