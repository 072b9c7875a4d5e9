"""What a change of an entry would make the checks say that they do not say now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .change import compare
from .diagnostic import Diagnostic, Severity
from .engine import Engine
from .entry import Log
from .errors import UsageError
from .output.escape import inert, visible
from .workspace import Workspace

# What a change can get wrong by itself. That an entry lacks something is for its author.
_OWN = frozenset(("structure", "identity", "lifecycle"))


def news(workspace: Workspace, old: Log, new: Log) -> list[Diagnostic]:
    """The findings of the checks of one log that a log has after a change, and not before.

    Both have been recognised. That something old waits is no news.
    """
    known = Counter(map(_name, _judged(workspace, old, new)))
    found = []
    for item in _judged(workspace, new, old):
        if known[_name(item)] > 0:
            known[_name(item)] -= 1
        elif item.group != "ageing":
            found.append(item)
    return found


def _judged(workspace: Workspace, log: Log, other: Log) -> Iterator[Diagnostic]:
    engine = Engine(workspace.settings, workspace.engine.today, workspace.engine.tree)
    engine.changes = compare([log], [other], {log.path})
    return iter(engine.alone(log).diagnostics)


def _name(item: Diagnostic) -> tuple[str, str, str]:
    return item.check, item.problem.subject, item.anchor


def accepted(found: list[Diagnostic]) -> list[str]:
    """What to warn of; raises `UsageError` for findings that a change must not bring."""
    refused, kept = [], []
    for item in found:
        hint = f" ({item.problem.hint})" if item.problem.hint else ""
        lacks = item.check.startswith("missing-")
        if not lacks and (item.severity == Severity.ERROR or item.group in _OWN):
            refused.append(f"{item.problem.message}{hint}")
        elif item.severity != Severity.NOTE:
            kept.append(inert(visible(f"{item.problem.message}{hint}")))
    if refused:
        raise UsageError(f"nothing was written: {'; '.join(refused)}")
    return kept
