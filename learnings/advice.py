"""What somebody can say to mend a new entry: the options, with the words that they may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .intake import knows
from .kind import FieldSpec, Kind
from .vocabulary import field_name, json_name, section_name

_OPTIONS: Mapping[str, str] = {
    "suggested_action": "--action", "suggested_fix": "--action",
    "suggested_implementation": "--action", "see_also": "--see-also",
    "pattern_key": "--pattern-key", "metadata.see_also": "--see-also",
    "metadata.tags": "--tags", "metadata.pattern_key": "--pattern-key",
}  # fmt: skip
_PLAIN = ("category", "summary", "details", "area", "priority", "severity", "tags", "title")


def remedy(subject: str, kind: Kind) -> str:
    """The option that says what a finding is about, with the words that it may have."""
    section = kind.section(section_name(subject))
    if section is not None and section.name != kind.header_section:
        # A section of fields is filled by the first of them that has words to choose from.
        field = next((item for item in section.fields if item.values), None)
        if field is not None:
            return _option_of(f"{json_name(section.name)}.{json_name(field.name)}", field.values)
    if subject in _PLAIN and (subject != "summary" or knows(kind, subject)):
        words = choices(kind, subject)
        return f"--{subject} {'|'.join(words)}" if words else f"--{subject}"
    if subject in _OPTIONS:
        return _OPTIONS[subject]
    return _option_of(subject, _values(kind, subject)) if subject else ""


def choices(kind: Kind, name: str) -> tuple[str, ...]:
    """The words that a field of the whole entry may have; empty where any will do."""
    return {"area": kind.areas, "severity": kind.severities, "priority": kind.priorities,
            "category": kind.categories}.get(name, ())  # fmt: skip


def options(names: Iterable[str], kind: Kind) -> str:
    """The remedies of several things, in one line."""
    return ", ".join(remedy(name, kind) for name in names)


def _option_of(subject: str, values: tuple[str, ...]) -> str:
    if subject == "metadata.source":
        return f"--source {'|'.join(values)}" if values else "--source"
    return f"--set {subject}={'|'.join(values) or 'TEXT'}"


def _values(kind: Kind, subject: str) -> tuple[str, ...]:
    section, _, inner = subject.rpartition(".")
    home = kind.section(section_name(section)) if section else None
    spec: FieldSpec | None = (home or kind).field(field_name(inner))
    return spec.values if spec is not None else ()
