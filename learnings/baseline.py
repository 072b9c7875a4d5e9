"""The baseline: known findings by fingerprint and count, without a message or a line number."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

from .diagnostic import Diagnostic
from .disk import UnreadableError, printable, read_regular, write_atomic
from .errors import ConfigurationError

VERSION = 1
MAX_BYTES = 32 * 1024 * 1024
_REMEDY = "remove it and write it anew with --write-baseline"


@dataclass(frozen=True, slots=True)
class Known:
    """How often a finding is known, and what to show a reader of the file about it."""

    check: str
    path: str
    count: int


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


def load(path: str) -> Baseline:
    """The baseline in a file; raises `ConfigurationError` if it is missing or damaged."""
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
    return Baseline(_findings(data, shown))


def write(
    path: str,
    diagnostics: Sequence[Diagnostic],
    *,
    grow: bool = False,
    judged: Callable[[str, str], bool] = lambda check, path: True,
) -> Change:
    """Write the findings as a baseline; an existing one only shrinks unless `grow` is set.

    `judged` tells whether a check has now looked at a file: what was not looked at stays as
    it is. The file is replaced whole or not at all, and left alone if nothing changes.
    """
    exists = os.path.lexists(path)
    before = load(path).findings if exists else {}
    seen = _count(diagnostics)
    after: dict[str, Known] = {}
    for mark, known in before.items():
        now = seen.get(mark)
        if now is None and not judged(known.check, known.path):
            after[mark] = known
        elif now is not None:
            count = now.count if grow else min(now.count, known.count)
            after[mark] = replace(now, count=count)
    if grow or not exists:
        after.update((mark, known) for mark, known in seen.items() if mark not in before)
    if not exists or after != before:
        write_atomic(path, _encode(after))
    return _change(before, after, seen)


def filter(  # noqa: A001
    diagnostics: Sequence[Diagnostic], baseline: Baseline
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What the baseline does not know, and what it knows; of equal ones the first are known."""
    left = {mark: known.count for mark, known in baseline.findings.items()}
    kept: list[Diagnostic] = []
    baselined: list[Diagnostic] = []
    for diagnostic in diagnostics:
        mark = diagnostic.fingerprint
        if left.get(mark, 0) > 0:
            left[mark] -= 1
            baselined.append(diagnostic)
        else:
            kept.append(diagnostic)
    return kept, baselined


def _count(diagnostics: Sequence[Diagnostic]) -> dict[str, Known]:
    counts = Counter(diagnostic.fingerprint for diagnostic in diagnostics)
    seen: dict[str, Known] = {}
    for diagnostic in sorted(diagnostics, key=lambda item: item.sort_key, reverse=True):
        mark = diagnostic.fingerprint
        seen[mark] = Known(diagnostic.check, diagnostic.path, counts[mark])
    return seen


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
    content = {
        "version": VERSION,
        "findings": {mark: asdict(known) for mark, known in sorted(findings.items())},
    }
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
    if not isinstance(item, dict) or set(item) != {"check", "path", "count"}:
        return None
    check, path, count = item["check"], item["path"], item["count"]
    words = isinstance(check, str) and isinstance(path, str)
    return Known(check, path, count) if words and type(count) is int and count > 0 else None
