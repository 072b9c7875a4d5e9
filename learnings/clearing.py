"""Sensitive values go first: taken out of logs as `redact` does it, before all other fixes.

So each has the same number from either, also where one is found only when another is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from .diagnostic import Diagnostic
from .entry import Log
from .exposure import CHECKS, Exposure
from .privacy.finding import Finding
from .privacy.redaction import Redactor
from .proof import added_to, weights
from .redacting import redact

# What checks say of a log, and the sensitive values that they know of in it.
Told = tuple[Sequence[Diagnostic], Sequence[Exposure]]
Judge = Callable[[Sequence[Log]], Sequence[Diagnostic]]


class Cleared(NamedTuple):
    """The logs without what was taken out of them, and the findings that this mended."""

    logs: list[Log]
    fixed: list[Diagnostic]


def cleared(
    logs: Sequence[Log],
    tell: Callable[[Log], Told],
    judge: Judge,
    redactor: Callable[[str], Redactor],
    *,
    spared: Collection[str] = (),
    unsafe: bool = False,
) -> Cleared:
    """Take out of the logs what is found in them and may be mended, where that adds no finding.

    A log of which something would be left is left as it is, and so are the `spared` ones. `tell`
    is asked about one log, `judge` about all.
    """
    said = judge(logs)
    concerned = {item.path for item in said if _is_meant(item, unsafe)} - set(spared)
    done = {log.path: _one(log, tell, redactor, unsafe) for log in logs if log.path in concerned}
    for _ in range(2):
        new = [done[log.path][0] if log.path in done else log for log in logs]
        if not any(fixed for _, fixed in done.values()):
            break
        added = added_to(weights(logs, said), new, judge(new))
        if not added:
            return Cleared(new, [item for _, fixed in done.values() for item in fixed])
        done = {path: one for path, one in done.items() if path not in {at for at, _ in added}}
    return Cleared(list(logs), [])


def _one(
    log: Log, tell: Callable[[Log], Told], redactor: Callable[[str], Redactor], unsafe: bool
) -> tuple[Log, list[Diagnostic]]:
    seen: list[Diagnostic] = []

    def look(some: Log) -> list[Finding]:
        told, exposures = tell(some)
        meant = {(item.check, item.span): item for item in told if _is_meant(item, unsafe)}
        found = [
            (item.finding, meant[item.check, item.problem.span])
            for item in exposures
            if not item.is_path and (item.check, item.problem.span) in meant
        ]
        seen.extend(item for _, item in found)
        return [item for item, _ in found]

    result = redact(log, look, redactor(log.path))
    if result.left or result.reason:
        return log, []
    return result.log, seen[: len(result.replaced)]


def _is_meant(item: Diagnostic, unsafe: bool) -> bool:
    fix = item.problem.fix
    return item.check in CHECKS and fix is not None and (fix.safe or unsafe)
