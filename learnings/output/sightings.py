"""`learnings scan --format json`: the promised document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .escape import document as laid_out
from .escape import visible

if TYPE_CHECKING:
    from ..disclosure import Disclosure, Disclosures
    from ..sweep import Sweep


def document(result: Disclosures, sweep: Sweep) -> str:
    """The findings, what was not read, and the counts; no value of any finding is in it."""
    value = {
        "version": 1,
        "findings": [_finding(item, sweep) for item in result.found],
        "unread": [
            {
                "path": visible(sweep.shown(path)),
                "reason": visible(reason),
                "commit": commit or None,
            }
            for path, reason, commit in result.unread
        ],
        "binary": [visible(sweep.shown(path)) for path in sorted(set(result.binary))],
        "summary": {
            "findings": len(result.found),
            "files": result.files,
            "commits": result.commits,
        },
    }
    return laid_out(value, 3)


def _finding(item: Disclosure, sweep: Sweep) -> dict[str, Any]:
    found = item.sighting
    path = found.path if found.where == "name" else sweep.shown(found.path)
    return {
        "path": visible(path),
        "where": found.where,
        "line": found.line,
        "column": found.column,
        "end_line": found.end_line,
        "end_column": found.end_column,
        "check": found.check,
        "detector": found.detector,
        "confidence": str(found.confidence),
        "length": found.length,
        "placeholder": f"[REDACTED:{found.kind}]",
        "commit": found.commit or None,
        "when": item.when.isoformat() if item.when else None,
        "in_head": [
            {"path": visible(sweep.shown(place)), "line": line} for place, line in item.in_head
        ],
    }
