"""YAML front matter of one-file entries, read line by line.

Only what front matter of a note holds: scalars, lists in brackets and lists of dashes. No
anchors, no tags, no nesting, so that no document can be made that is slow to read.
"""

from __future__ import annotations

import re

from .. import vocabulary
from ..entry import Field
from ..lazy import regex

_KEY = regex(r"(?P<key>[^\s:#\-][^:\n]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)$")
_ITEM = regex(r"[ \t]*-[ \t]+(?P<value>.*)$")
_LONGEST = 400


def front_matter(lines: list[str]) -> tuple[list[Field], int]:
    """The fields of the front matter and the number of its lines (0: there is none)."""
    if not lines or lines[0].strip(" \t\ufeff") != "---":
        return [], 0
    for number, line in enumerate(lines[1:_LONGEST], 2):
        if line.rstrip() in {"---", "..."}:
            fields = _fields(lines[1 : number - 1])
            return (fields, number) if fields else ([], 0)
        if line[:1] in "#" and line[:2] != "# ":
            return [], 0
    return [], 0


def _fields(lines: list[str]) -> list[Field]:
    fields: list[Field] = []
    for number, line in enumerate(lines, 2):
        item = _ITEM.match(line)
        if item and fields:
            _append(fields[-1], item["value"])
            continue
        found = _KEY.match(line)
        if found is None:
            if line.strip() and not line.startswith((" ", "\t", "#")):
                return []
            continue
        fields.append(_field(found, number))
    return fields


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
