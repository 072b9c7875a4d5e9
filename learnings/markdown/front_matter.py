"""YAML front matter of one-file entries, read line by line.

Only what front matter of a note holds: scalars, lists in brackets and lists of dashes. No
anchors, no tags, no nesting, so that no document can be made that is slow to read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .. import vocabulary
from ..entry import Field, Identifier
from ..lazy import regex
from . import grammar

_KEY = regex(r"(?P<key>[^\s:#\-][^:\n]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)$")
_ITEM = regex(r"[ \t]*-[ \t]+(?P<value>.*)$")
# A scalar that goes on, indented, over the next lines (YAML 1.2.2, section 8.1).
_BLOCK = regex(r"[|>][-+]?\d?(?:[ \t]+#.*)?$")
_LONGEST = 400
_ENDS = frozenset({"---", "..."})
# As many fields of a header make front matter of what is not quite.
_ENOUGH = 2


class FrontMatter(NamedTuple):
    """The fields of the front matter, and the number of its lines (0: there is none).

    `faults` are the lines that are not as they should be: `front-matter-unclosed` on the first
    where no line ends it, `front-matter-line` on one that is neither a key nor a value.
    """

    fields: list[Field]
    taken: int = 0
    faults: tuple[tuple[str, int], ...] = ()


def front_matter(lines: list[str]) -> FrontMatter:
    """What the front matter at the head of a file says, as far as it can be read."""
    if not lines or lines[0].strip(" \t\ufeff") != "---":
        return FrontMatter([])
    taken, faults = _extent(lines[:_LONGEST])
    fields, odd = _fields(lines[1 : taken - 1 if not faults else taken])
    faults += odd
    known = sum(vocabulary.is_header_field(item.name) for item in fields)
    if not fields or (faults and known < _ENOUGH):
        return FrontMatter([])
    return FrontMatter(fields, taken, tuple(faults))


def _extent(lines: list[str]) -> tuple[int, list[tuple[str, int]]]:
    """How many lines it has. Where none ends it, it goes on to what can be no key: the text."""
    text = 0
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() in _ENDS:
            return number, []
        if not text and (not line.strip() or line[:1] == "#"):
            text = number
        if line[:1] == "#" and line[:2] != "# ":
            break
    return (text or len(lines) + 1) - 1, [("front-matter-unclosed", 1)]


def _fields(lines: list[str]) -> tuple[list[Field], list[tuple[str, int]]]:
    """The fields, and what is at fault in the lines."""
    fields: list[Field] = []
    faults: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 2):
        item = _ITEM.match(line)
        found = None if item else _KEY.match(line)
        if item and fields:
            _append(fields[-1], item["value"])
        elif found:
            fields.append(_field(found, number))
        elif fields and line.strip() and line.startswith((" ", "\t")):
            _goes_on(fields[-1], line.strip())
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            faults.append(("front-matter-line", number))
    return fields, faults


def _goes_on(field: Field, value: str) -> None:
    """One more line of a value; that of a block has nothing but its mark on the line of its key."""
    if _BLOCK.match(field.raw):
        field.raw = ""
    field.more = f"{field.more}\n{value}" if field.more else value


def _field(found: re.Match[str], number: int) -> Field:
    value = found["value"] or ""
    start = found.start("value") if found["value"] is not None else found.end()
    if not value.startswith(("'", '"')):
        value = re.sub(r"[ \t]+#.*$", "", value)
    value = value.rstrip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        value, start = value[1:-1], start + 1
    key = found["key"].strip("'\" ")
    at = found.start("key") + found["key"].index(key) + 1
    return Field(key, vocabulary.field_name(key), value, number, at, start + 1, "front-matter")


def _append(field: Field, value: str) -> None:
    value = value.strip().strip("'\"")
    field.more = f"{field.more}, {value}" if field.more else value


def front_matter_identifier(fields: list[Field]) -> Identifier | None:
    """The ID that front matter gives its entry; one of another shape is all suffix."""
    item = next((item for item in fields if item.name == "id" and item.raw), None)
    if item is None:
        return None
    found = grammar.match(item.raw)
    if found is None or not found.id:
        return Identifier(item.raw, "", "", item.raw, item.span, False)
    return Identifier(found.id, found.prefix, found.date, found.suffix, item.span, found.bracketed)
