"""Incidents and operations learnings for the tables of the checks of substance."""

from __future__ import annotations


def incident(
    *impact: str,
    timeline: str = "",
    summary: str = "Checkout was down.",
    severity: str = "P1",
    priority: str = "critical",
    header: str = "",
    more: str = "",
) -> str:
    """An issue of the operations dialect.

    `timeline` holds rows such as `14:02 Issue detected`, one per line: a time, a blank and what
    happened (`2026-03-01_14:02` for a blank inside the time). It is written as a table below the
    summary, whose text stands on line 10 where there is no `header`; its first row stands on
    line 15. `more` is further text at the end.
    """
    lines = [
        "## [OPS-20260305-001] checkout_down",
        "",
        "**Logged**: 2026-03-05T18:00:00Z",
        f"**Priority**: {priority}",
        "**Status**: pending",
        *([f"**Severity**: {severity}"] if severity else ["**Area**: incident_management"]),
        *(["**Area**: incident_management"] if severity else []),
        *header.splitlines(),
        "",
        "### Summary",
        summary,
        "",
    ]
    if timeline:
        lines += ["### Timeline", "| Time (UTC) | Event |", "|---|---|"]
        for row in timeline.splitlines():
            time, _, event = row.strip().partition(" ")
            lines.append(f"| {time.replace('_', ' ')} | {event} |")
        lines.append("")
    lines += ["### Impact", *(f"- {line}" for line in impact or ("**Users Affected**: some",)), ""]
    return "\n".join([*lines, *more.splitlines()]) + "\n"


def lesson(
    details: str = "It happens.",
    *metrics: str,
    category: str = "process_bottleneck",
    area: str = "runbooks",
    impact: str = "",
    header: str = "",
) -> str:
    """A learning of the operations dialect; `details` stand on line 13 without a `header`."""
    lines = [
        f"## [LRN-20260305-002] {category}",
        "",
        "**Logged**: 2026-03-05T18:00:00Z",
        "**Priority**: medium",
        "**Status**: pending",
        f"**Area**: {area}",
        *header.splitlines(),
        "",
        "### Summary",
        "Something was learned.",
        "",
        "### Details",
        details,
        "",
    ]
    lines += ["### Impact", impact, ""] if impact else []
    lines += ["### Metrics", *(f"- {line}" for line in metrics), ""] if metrics else []
    return "\n".join(lines) + "\n"


def knowledge_entry(*facts: str, more: str = "") -> str:
    """A file of the knowledge base; the first of `facts` stands on line 6."""
    lines = [
        "# Operational Learning Entry",
        "",
        "### Issue Summary",
        "- **Date**: 2026-03-05T14:30:00Z",
        "- **Category**: issue",
        *(f"- {line}" for line in facts),
        "",
    ]
    return "\n".join([*lines, *more.splitlines()]) + "\n"


def told(timeline: str, *impact: str, header: str = "", logged: str = "2026-11-20") -> str:
    """An issue whose timeline is written as it is given."""
    lines = ["## [OPS-20261120-001] service_down", "", f"**Logged**: {logged}T18:00:00Z"]
    lines += ["**Priority**: critical", "**Status**: pending", "**Severity**: P1"]
    lines += ["**Area**: incident_management", *header.splitlines(), "", "### Summary", "Down.", ""]
    lines += ["### Timeline", timeline, ""] if timeline else []
    lines += ["### Impact", *(f"- {line}" for line in impact or ("**Users Affected**: some",))]
    return "\n".join(lines) + "\n"


def table(*rows: str, head: str = "Time (UTC)") -> str:
    """A table of rows such as `14:02 | detected`."""
    return "\n".join([f"| {head} | Event |", "| --- | --- |", *(f"| {row} |" for row in rows)])
