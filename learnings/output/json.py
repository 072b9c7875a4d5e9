"""JSON for programs: a promise, versioned, described by `learnings schema report`."""

from __future__ import annotations

from typing import Any

from ..diagnostic import Diagnostic, Severity
from .escape import document, visible
from .report import Report

VERSION = 1


def render(report: Report) -> str:
    """The document of version 1; keys and types change only with the version."""
    counts = report.counts()
    return document(
        {
            "version": VERSION,
            "diagnostics": [_diagnostic(item) for item in report.diagnostics],
            "summary": {
                "files": report.files,
                "entries": report.entries,
                "errors": counts[Severity.ERROR],
                "warnings": counts[Severity.WARNING],
                "notes": counts[Severity.NOTE],
                "suppressed": report.suppressed,
                "baselined": report.baselined,
            },
        },
        depth=2,
    )


def _diagnostic(item: Diagnostic) -> dict[str, Any]:
    # The path is what a program opens, so it stays exact; the rest is shown to people.
    return {
        "path": item.path,
        "line": item.span.line,
        "column": item.span.column,
        "end_line": item.span.end_line,
        "end_column": item.span.end_column,
        "check": item.check,
        "group": item.group,
        "severity": str(item.severity),
        "confidence": str(item.confidence),
        "message": visible(item.problem.message),
        "hint": visible(item.problem.hint) or None,
        "entry": visible(item.entry) or None,
        "fingerprint": item.fingerprint,
        "fixable": item.problem.fix is not None,
        **({"commit": item.commit} if item.commit else {}),
    }
