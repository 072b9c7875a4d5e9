"""A new entry as Markdown, by the template of its kind and in the style of its log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from .editor import Style
from .editor.text import contained, one_line
from .kind import FieldSpec, Kind, SectionSpec
from .markdown.entries import KEYED
from .markdown.fields import HEADER, KEYS, PROSE
from .vocabulary import is_header_field

Body = str | Mapping[str, str]
_Spec = TypeVar("_Spec", FieldSpec, SectionSpec)


@dataclass(slots=True)
class Draft:
    """What a new entry says. Names are folded; values of fields have one line.

    `title` is what follows the ID: a category or a title, as the kind has it. A section is a
    text, or a mapping of its fields, in which the empty name stands for text before them. `prose`
    is the text of a kind that has neither.
    """

    kind: Kind
    id: str = ""
    title: str = ""
    when: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    sections: dict[str, Body] = field(default_factory=dict)
    prose: str = ""


def render(draft: Draft, style: Style | None = None, *, skeleton: bool = True) -> str:
    """The entry as Markdown with `\\n`, without a final line end.

    Fields and sections stand in the order of the template, those that it does not know behind
    them; what is empty is left out, but with `skeleton` for required fields and the titles of
    required sections.
    """
    look = style or Style()
    kind = draft.kind
    parts = [_heading(draft, look)]
    if kind.header_section:
        draft.sections.setdefault(kind.header_section, draft.fields)
    else:
        parts.append("\n".join(_header(draft, look, skeleton=skeleton)))
    parts.append(_prose(draft.prose, kind, HEADER))
    for name, spec in _in_order(draft.sections, kind.sections):
        text = _section(draft, name, spec, look, skeleton)
        if skeleton or "\n" in text:
            parts.append(text)
    return "\n\n".join(part for part in parts if part)


def _heading(draft: Draft, look: Style) -> str:
    kind = draft.kind
    marks = "#" * (look.level if draft.id and look.level else kind.level)
    if kind.tail == "time":
        return f"{marks} WAL Entry — {draft.when}".rstrip(" —")
    if kind.tail == "date":
        return f"{marks} {draft.when[:10]} {one_line(draft.title)}".rstrip()
    bracketed = kind.bracketed if look.bracketed is None else look.bracketed
    name = f"[{draft.id}]" if bracketed and draft.id else draft.id
    tail = "" if kind.tail == "none" and draft.id else " ".join(draft.title.split())
    return " ".join(word for word in (marks, name, tail) if word)


def _header(draft: Draft, look: Style, *, skeleton: bool) -> Iterator[str]:
    for name, spec in _in_order(draft.fields, draft.kind.fields):
        value = one_line(draft.fields.get(name, ""))
        if value or (skeleton and spec is not None):
            yield look.field(_title(name, spec), value).rstrip()


def _section(draft: Draft, name: str, spec: SectionSpec | None, look: Style, skeleton: bool) -> str:
    body = draft.sections.get(name, "")
    if isinstance(body, str):
        text = _prose(body, draft.kind, KEYS if name in KEYED else PROSE, spec)
    else:
        text = _fields(body, name, draft, spec, look, skeleton)
    if not text and not (spec is not None and spec.required):
        return ""
    own = look.level if draft.id and look.level else draft.kind.level
    level = "#" * min(own + 1, 6)
    gap = "\n\n" if look.gap and text else "\n"
    return f"{level} {_title(name, spec)}{gap}{text}".rstrip()


def _prose(text: str, kind: Kind, style: str, spec: SectionSpec | None = None) -> str:
    """A text in which nothing is a field but those that its section has by the template."""
    own = () if spec is None else tuple(item.name for item in spec.fields)
    # Who owns an action is told in the action.
    named = {*own, "owner"} if style == PROSE else {*own}
    known = {item.name for item in kind.fields}
    known.update(item.name for section in kind.sections for item in section.fields)
    return contained(
        text,
        taken=lambda name: name not in named and (name in known or is_header_field(name)),
        style=style,
    )


def _fields(
    body: Mapping[str, str],
    title: str,
    draft: Draft,
    spec: SectionSpec | None,
    look: Style,
    skeleton: bool,
) -> str:
    speaks = spec is not None and spec.name == draft.kind.header_section
    known = draft.kind.fields if speaks else spec.fields if spec is not None else ()
    bold = spec.bold if spec is not None else look.section_bold
    lines = [
        look.field(_title(name, item), value, header=False, bold=bold).rstrip()
        for name, item in _in_order(body, known)
        if name and ((value := one_line(body.get(name, ""))) or (skeleton and item is not None))
    ]
    text = _prose(body.get("", ""), draft.kind, KEYS if title in KEYED else PROSE, spec)
    return "\n\n".join(part for part in (text, "\n".join(lines)) if part)


def _in_order(given: Iterable[str], known: Sequence[_Spec]) -> Iterator[tuple[str, _Spec | None]]:
    """The names of the template that are given or required, then the others as they come."""
    names = list(given)
    for spec in known:
        if spec.name in names or spec.required:
            yield spec.name, spec
    told = {spec.name for spec in known}
    for name in names:
        if name not in told:
            yield name, None


def _title(name: str, spec: FieldSpec | SectionSpec | None) -> str:
    return spec.title if spec is not None else name.title()
