"""GitLab's code quality report: the findings in the merge request's widget and its changes."""

from __future__ import annotations

import hashlib
from typing import Any

from ..diagnostic import Diagnostic, Severity
from .escape import document, visible
from .report import Report, numbered

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """A list of issues; an empty list where nothing was found."""
    issues = [_issue(item, again) for item, again in numbered(report.diagnostics)]
    return document(issues, depth=1)


def _issue(item: Diagnostic, again: int) -> dict[str, Any]:
    hint = f" ({visible(item.problem.hint)})" if item.problem.hint else ""
    hint += f" (commit {item.commit[:12]})" if item.commit else ""
    return {
        "description": visible(item.problem.message) + hint,
        "check_name": item.check,
        "fingerprint": _fingerprint(item, again),
        "severity": _SEVERITY[item.severity],
        "location": {
            "path": item.path.removeprefix("./"),
            "lines": {"begin": item.span.line, "end": item.span.end_line},
        },
    }


def _fingerprint(item: Diagnostic, again: int) -> str:
    """Unique, for GitLab shows one issue per fingerprint and drops the others."""
    if not again:
        return item.fingerprint
    return hashlib.sha256(f"{item.fingerprint}/{again}".encode()).hexdigest()[:16]
