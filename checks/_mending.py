"""Fixes that add what an entry lacks: made by the editor, in the manner of the log.

None of them is safe. What they write is known from the entry itself, or says that nothing is
known, but only its author can tell whether it is so.
"""

from __future__ import annotations

from collections.abc import Callable

from learnings.check import Context
from learnings.diagnostic import Edit, Fix, Problem
from learnings.entry import Entry, Log
from learnings.kind import Kind, SectionSpec
from learnings.lifecycle import Reading, read
from learnings.value import moment
from learnings.vocabulary import json_name

from ._twin import has_twin, has_twin_section

STUB = "Not recorded."
_PENDING = "pending"
RESOLUTION = "resolution"


def with_field(problem: Problem, log: Log, context: Context) -> Problem:
    """The problem of a missing field, with a fix for a status and for the day of the ID."""
    entry = log.entry_at(problem.span.line)
    if entry is None:
        return problem
    kind = context.kind(entry)
    value = _known(entry, kind, problem.subject)
    if not value or entry.field(problem.subject) is not None:
        return problem
    if has_twin(log, entry, kind, problem.subject):
        return problem
    from learnings.editor import set_field

    def edits() -> list[Edit]:
        return set_field(context.whole(log), entry, kind, problem.subject, value)

    return _fixed(problem, f"write `{value}`", edits)


def _known(entry: Entry, kind: Kind, subject: str) -> str:
    if subject == "status":
        return _PENDING if _PENDING in kind.lifecycle.initial else ""
    day = entry.identifier.date if subject == "logged" and entry.identifier else None
    return day.isoformat() if day is not None else ""


def with_section(problem: Problem, log: Log, context: Context) -> Problem:
    """The problem of a missing section, with a fix that says that nothing was recorded."""
    entry = log.entry_at(problem.span.line)
    kind = context.kind(entry) if entry is not None else None
    specs = kind.sections if kind is not None else ()
    spec = next((item for item in specs if json_name(item.name) == problem.subject), None)
    if (
        entry is None
        or kind is None
        or spec is None
        or spec.fields
        or spec.values
        or entry.section(spec.name)
        or has_twin_section(log, entry, spec.name)
    ):
        return problem

    def edits() -> list[Edit]:
        return _section(context.whole(log), entry, kind, spec)

    return _fixed(problem, f"add the section {spec.title}: {STUB}", edits)


def _section(log: Log, entry: Entry, kind: Kind, spec: SectionSpec) -> list[Edit]:
    """A section in the place that the template has for it, or else at the end of the entry."""
    later = {item.name for item in kind.sections[kind.sections.index(spec) + 1 :]}
    behind = next((item for item in entry.sections if item.name in later), None)
    if behind is None or log.line(behind.span.line).lstrip()[:1] != "#":
        from learnings.editor import add_section

        return add_section(log, entry, spec.title, STUB)
    at = log.offset(behind.span.line, 1)
    lines = [f"{'#' * behind.level} {spec.title}", STUB, "", ""]
    return [Edit(at, at, log.newline.join(lines))]


def with_resolution(problem: Problem, log: Log, context: Context) -> Problem:
    """The problem of a missing Resolution, with a fix where the status tells the day."""
    entry = log.entry_at(problem.span.line)
    if entry is None or entry.section(RESOLUTION) is not None:
        return problem
    kind = context.kind(entry)
    section = kind.section(RESOLUTION)
    day = moment(status_of(entry, kind).note)
    if section is None or section.field("resolved") is None or day is None:
        return problem
    if entry.field("resolved") is not None or has_twin_section(log, entry, RESOLUTION):
        return problem
    from learnings.editor import set_section_field

    value = day.isoformat()

    def edits() -> list[Edit]:
        whole = context.whole(log)
        return set_section_field(whole, entry, kind, RESOLUTION, "resolved", value)

    return _fixed(problem, f"add a Resolution of {value}", edits)


def moved_note(log: Log, entry: Entry, kind: Kind, found: Reading) -> Fix | None:
    """The fix that moves the text behind a final status into the notes of the Resolution."""
    section, notes = kind.section(RESOLUTION), None
    field = entry.field("status")
    here = entry.section(RESOLUTION)
    if here is not None:
        notes = next((item for item in here.fields if item.name == "notes"), None)
    if (
        field is None
        or section is None
        or section.field("notes") is None
        or found.value not in ("resolved", "wont_fix")
        or (notes is not None and notes.text)
        or (here is None and has_twin_section(log, entry, RESOLUTION))
    ):
        return None
    from learnings.editor import set_field, set_section_field

    def edits() -> list[Edit]:
        return [
            *set_field(log, entry, kind, "status", str(found.value)),
            *set_section_field(log, entry, kind, RESOLUTION, "notes", found.note),
        ]

    return _fix("move the text into the Resolution", edits)


def status_of(entry: Entry, kind: Kind) -> Reading:
    """The status as it is understood, with what stands behind the word."""
    field = entry.field("status")
    if field is None:
        return Reading("", None)
    return read(field.raw, kind.lifecycle.statuses, kind.synonyms.get("status", {}))


def _fixed(problem: Problem, message: str, edits: Callable[[], list[Edit]]) -> Problem:
    return problem._replace(fix=_fix(message, edits))


def _fix(message: str, edits: Callable[[], list[Edit]]) -> Fix | None:
    """The fix; None where the editor cannot make it without touching something else."""
    from learnings.editor import EditError

    try:
        return Fix(message, tuple(edits()), safe=False)
    except EditError:
        return None
