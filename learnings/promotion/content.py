"""What an entry says, by the names that templates use."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence

from ..entry import Entry, Log
from .measured import measured
from .service_level import measures
from .target import Target
from .template import Value
from .words import in_cell, in_comment, in_document, outgoing, sentences, slug
from .worth import worth

_TITLE = ("summary", "requested capability", "content", "context", "title")
_STEPS: Mapping[str, Sequence[str]] = {
    "detect": ("detection", "related alerts", "symptoms", "trigger"),
    "diagnose": (
        "diagnosis", "investigation", "root cause", "root cause analysis", "cause", "error",
        "details",
    ),
    "mitigate": ("mitigation", "workaround", "commands used"),
    "resolve": (
        "resolution steps", "suggested action", "suggested fix", "solution", "action",
        "suggested implementation", "prevention",
    ),
    "verify": ("verification", "validation", "verify"),
    "communicate": ("communication", "impact", "user context"),
    "impact": ("impact", "user context", "details"),
    "timeline": ("timeline",),
    "root_cause": ("root cause", "root cause analysis", "cause", "details", "error"),
    "prevention": ("prevention", "prevention measures", "suggested action", "suggested fix"),
    "context": ("details", "context", "user context", "root cause", "content"),
    "options": ("options", "considered options", "alternatives"),
    "actions": ("action items", "follow-up actions"),
}  # fmt: skip

# Words that YAML 1.1 or 1.2 takes for a truth or for nothing.
_NO_TEXT = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def title_of(log: Log, entry: Entry) -> str:
    """What an entry is about, in one line."""
    found = said(log, entry, _TITLE)
    return (found[0] if found else outgoing(entry.title or entry.label)).rstrip(".")


def said(log: Log, entry: Entry, names: Sequence[str]) -> tuple[str, ...]:
    """What the first of some sections and fields says that says anything, item by item."""
    for name in names:
        section = entry.section(name)
        lines = log.lines(section.start, section.own_end) if section is not None else []
        field = entry.field(name)
        if not any(line.strip() for line in lines) and field is not None:
            lines = field.text.split("\n")
        if found := tuple(map(outgoing, sentences(lines))):
            return found
    return ()


def summary_of(log: Log, entry: Entry) -> str:
    """What an entry says in short, else its title."""
    told = " ".join(said(log, entry, ("summary", "requested capability")))
    return told or title_of(log, entry)


def action_of(log: Log, entry: Entry) -> tuple[str, ...]:
    """What an entry says should be done."""
    return said(log, entry, _STEPS["resolve"])


def dress_of(target: Target) -> Callable[[str], str]:
    """What makes a text safe in the files of a target: documents, tables, or code."""
    if target.format in ("mark", "yaml"):  # YAML has its values quoted besides
        return in_comment
    return in_cell if any(part.head for part in target.parts) else in_document


def values(
    log: Log,
    entry: Entry,
    *,
    line: str,
    when: dt.date,
    review: dt.date | None = None,
    given: Mapping[str, str] | None = None,
    dress: Callable[[str], str] = in_document,
) -> dict[str, Value]:
    """Each name of a template with what the entry says; what was `given` goes first.

    `when` is the day of the entry; `review` the day by which a rule is to be looked at again.
    `dress` makes a text safe where it will stand: `dress_of` the target.
    """
    made: dict[str, Value] = dict(_steps(log, entry))
    title = title_of(log, entry)
    made |= _header(log, entry, title, line, when)
    made |= {name: str(value) for name, value in worth(log, entry, given or {}).items()}
    made["review"] = f" <!-- review by {review} -->" if review else ""
    for name, text in (given or {}).items():
        if name not in ("effort", "saves"):  # these have been read, and are said in one manner
            made[name] = outgoing(text)
    made["severity_note"] = f", severity {made['severity']}" if made["severity"] else ""
    made["topic_title"] = str(made["topic"]).replace("-", " ").capitalize()
    raw = {"review"}
    dressed: dict[str, Value] = {
        name: value if name in raw else dress(value) if isinstance(value, str)
        else tuple(map(dress, value))
        for name, value in made.items()
    }  # fmt: skip
    return dressed | _quoted(made) | measures(made, given or {})


def _steps(log: Log, entry: Entry) -> dict[str, Value]:
    found: dict[str, Value] = {name: said(log, entry, names) for name, names in _STEPS.items()}
    found["timeline"] = tuple(
        f"{cells[0]}: {' '.join(cells[1:])}" if len(cells) > 1 else row.strip("| ")
        for row in said(log, entry, ("timeline",))
        if (cells := _cells(row)) or not row.startswith("|")
    )
    found["actions"] = tuple(
        f"[ ] {text} ({entry.id})" for text in said(log, entry, _STEPS["actions"])
    )
    return found


def _cells(row: str) -> list[str]:
    """The cells of a row that tells something; none of the header and the line below it."""
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
    head = cells[0].casefold().startswith(("time", "when")) or not any(
        sign.isalnum() for sign in row
    )
    return [] if head or not row.startswith("|") else cells


def _header(log: Log, entry: Entry, title: str, line: str, when: dt.date) -> dict[str, str]:
    def field(*names: str) -> str:
        found = (entry.field(name) for name in names)
        return next((outgoing(item.raw) for item in found if item and item.raw.strip()), "")

    severity = field("severity")
    service = field("service", "services affected")
    key = field("pattern key")
    area = field("area")
    topic = slug(key.partition(".")[0] or area.partition(",")[0] or entry.title) or "general"
    return {
        "id": entry.id, "title": title, "line": line or title, "date": when.isoformat(),
        "year": str(when.year), "log": log.path, "severity": severity,
        "priority": field("priority"), "area": area, "service": service,
        "summary": summary_of(log, entry),
        "slug": slug(key.rpartition(".")[2] or title) or slug(entry.id),
        "topic": topic,
        "measured": measured(log, entry),
        "threshold": field("threshold", "trigger threshold"), "window": "28d", "number": "",
        "objective": field("objective", "slo target", "slo"),
    }  # fmt: skip


def _quoted(made: Mapping[str, Value]) -> dict[str, Value]:
    """What a YAML document takes: JSON strings, and names of at most 63 plain signs as text."""

    def text(name: str) -> str:
        value = made.get(name, "")
        return value if isinstance(value, str) else " ".join(value)

    name = slug(text("slug"), 63) or slug(text("id"), 63)
    return {
        "line_quoted": json.dumps(text("line")),
        "summary_quoted": json.dumps(text("summary")[:1000]),
        "id_quoted": json.dumps(text("id")),
        "name": _text(name),
        "service_name": _text(slug(text("service").partition(",")[0], 63)),
        "indicator": _text(slug(text("indicator"), 63) or f"{name[:59]}-sli"),
    }


def _text(name: str) -> str:
    """A name as YAML reads it as text: in quotes where it would take it for something else."""
    plain = name[:1].isalpha() and name not in _NO_TEXT
    return name if plain or not name else json.dumps(name)
