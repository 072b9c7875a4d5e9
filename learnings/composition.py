"""What somebody says of a new entry, laid into the places that its kind has for it.

Names are those of JSON (`see_also`, `pattern_key`) or as people write them (`See Also`); what is
said of a field goes where the template has that field, be it in the header or in a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .draft import Body, Draft
from .errors import UsageError
from .kind import Kind
from .legible import legible
from .shape import near, shown
from .vocabulary import field_name, json_name, section_name, type_of

# Said of the entry as a whole, not of one of its fields.
_OWN = frozenset(("title", "category", "sections", "id", "kind", "preset", "prose"))
_BOX = re.compile(r"[ \t]*[-*+][ \t]+\[[ xX]\]")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+")
_STEP = re.compile(r"[ \t]*[0-9]+[.)][ \t]+")
_TYPES = {"moment": "a time such as 2026-03-01T09:00:00Z", "day": "a day such as 2026-03-01",
          "instant": "a time such as 2026-03-01T09:00:00Z"}  # fmt: skip
_NOT_A_NUMBER = ("moment", "instant", "day", "status", "priority", "severity", "ids")


def compose(kind: Kind, given: Mapping[str, Any]) -> Draft:
    """A draft of what is given, with the defaults of the kind where nothing is said.

    `given` may hold `title`, `category`, any field of the kind, any section by its name, and
    `sections` with texts or tables of fields. Raises `UsageError` for a name that the kind has
    no place for, and for a value that is no text, number or list of them.
    """
    draft = Draft(kind, title=_heading(kind, given), prose=_text(given.get("prose"), "text"))
    if draft.title and kind.tail == "none":
        raise UsageError(f"the heading of {kind.called} holds its ID alone: leave the title out")
    for key, value in given.items():
        if key in _OWN and not _owns(kind, key):
            continue
        _put(draft, str(key), value)
    for name, body in _table(given.get("sections", {}), "sections").items():
        _add(draft, section_name(str(name)), _body(body, str(name)))
    for section in kind.sections:
        body = draft.sections.get(section.name)
        if isinstance(body, str) and section.form:
            draft.sections[section.name] = _laid_out(body, section.form)
    for spec in kind.fields:
        if spec.default and not draft.fields.get(spec.name):
            draft.fields[spec.name] = spec.default
    return draft


def missing(draft: Draft) -> list[str]:
    """What the template requires and the draft does not say, as JSON names.

    A section that another one stands in for is not missing.
    """
    kind = draft.kind
    lacking = [json_name(spec.name) for spec in kind.fields
               if spec.required and not draft.fields.get(spec.name)]  # fmt: skip
    tail = "title" if kind.tail == "date" else kind.tail
    if tail in ("category", "title") and not draft.title and not kind.header_section:
        lacking.insert(0, tail)
    for spec in kind.sections:
        names = (spec.name, *spec.alternatives)
        wanted = spec.required and spec.name != kind.header_section
        if wanted and not any(draft.sections.get(name) for name in names):
            lacking.append(json_name(spec.name))
    return lacking


def main_text(kind: Kind) -> str:
    """The folded name of what one sentence about an entry is: a summary, or else a content."""
    for name in ("content", "operation", "title"):
        if kind.field(name) is not None:
            return name
    for spec in kind.sections:
        if spec.required and spec.name != kind.header_section:
            return spec.name
    return "summary"


def _heading(kind: Kind, given: Mapping[str, Any]) -> str:
    """What follows the ID: a category where the kind has it there, else a title."""
    order = ("category", "title") if kind.tail == "category" else ("title",)
    return next((_text(given[name], name) for name in order if given.get(name)), "")


def _owns(kind: Kind, key: str) -> bool:
    return kind.field(key) is not None and not (key == "category" and kind.tail == "category")


def _put(draft: Draft, key: str, value: Any) -> None:
    """Lay one thing that is said where the kind has a place for it."""
    kind, section, _, inner = draft.kind, *key.partition(".")
    if inner:
        name = section_name(section)
        if kind.section(name) is None and name not in draft.sections:
            raise UsageError(_unknown(kind, section))
        _add(draft, name, {field_name(inner): _text(value, key)})
        return
    name = field_name(key)
    if kind.field(name) is not None:
        draft.fields[name] = _text(value, key)
        return
    home = next((spec for spec in kind.sections if spec.field(name) is not None), None)
    if home is not None:
        _add(draft, home.name, {name: _text(value, key)})
        return
    if kind.section(section_name(key)) is None:
        raise UsageError(_unknown(kind, key))
    _add(draft, section_name(key), _body(value, key))


def _add(draft: Draft, name: str, body: Body) -> None:
    """Put a body into a section, beside what is said of it already."""
    old = draft.sections.get(name)
    if old is None or (isinstance(old, str) and isinstance(body, str)):
        draft.sections[name] = body
        return
    merged = dict(old) if isinstance(old, Mapping) else {"": old}
    merged.update(body if isinstance(body, Mapping) else {"": body})
    draft.sections[name] = merged


def _body(value: Any, key: str) -> Body:
    if isinstance(value, Mapping):
        return {
            "" if name == "text" else field_name(str(name)): _text(item, f"{key}.{name}")
            for name, item in value.items()
            if name != "raw"
        }
    return _text(value, key, "\n")


def _laid_out(text: str, form: str) -> str:
    """A text as the items that its section holds, a line each; what is laid out already stays."""
    lines = [line for line in text.split("\n") if line.strip()]
    if form == "steps" and lines and all(_ITEM.match(line) for line in lines):
        lines = [_ITEM.sub("", line, count=1) for line in lines]
    elif any(mark.match(line) for line in lines for mark in (_ITEM, _STEP, _BOX)):
        return text
    if form == "steps":
        return "\n".join(f"{number}. {line.strip()}" for number, line in enumerate(lines, 1))
    mark = "- [ ]" if form == "tasks" else "-"
    return "\n".join(f"{mark} {line.strip()}" for line in lines)


def _table(value: Any, key: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{key} must be a table of names and texts")
    return value


def _text(value: Any, key: str, joint: str = ", ") -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return legible(value, key)
    of = type_of(field_name(key.rpartition(".")[2]))
    if isinstance(value, bool) and of in ("boolean", "text") and key not in _OWN:
        return "yes" if value else "no"
    if isinstance(value, int | float) and not isinstance(value, bool) and of not in _NOT_A_NUMBER:
        return str(value)
    if isinstance(value, list) and of not in ("moment", "instant", "day"):
        items = [_text(item, key) for item in value]
        return joint.join(f"- {item}" for item in items) if joint == "\n" else joint.join(items)
    raise UsageError(f"{key} must be {_TYPES.get(of, 'a text, a number or a list of them')}, not "
                     f"{shown(value)}")  # fmt: skip


def _unknown(kind: Kind, key: str) -> str:
    known = sorted({json_name(name) for name in _names(kind)})
    return f"{kind.called} has no place for {key}{near(key, known)}"


def _names(kind: Kind) -> Iterator[str]:
    for spec in kind.fields:
        yield spec.name
    for section in kind.sections:
        yield section.name
        for field in section.fields:
            yield field.name
