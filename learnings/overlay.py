"""A kind of a preset as a JSON Schema: its closed lists and what it requires.

It is laid over the schema of the kind, which knows shapes and conditions but no lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .kind import FieldSpec, Kind, SectionSpec
from .vocabulary import json_name, type_of

_INSTANT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
)
_LISTS = frozenset(("list", "words", "ids"))


def overlay(kind: Kind) -> dict[str, Any]:
    """The schema that the lists and the requirements of a kind amount to."""
    properties: dict[str, Any] = {}
    if kind.lifecycle.statuses and not kind.open_statuses:
        properties["status"] = {"enum": list(kind.lifecycle.statuses)}
    if kind.severities:
        properties["severity"] = {"enum": list(kind.severities)}
    if kind.areas_closed and kind.areas:
        properties["area"] = {"items": {"enum": list(kind.areas)}, "minItems": 1}
    if kind.categories_closed and kind.categories:
        properties["category"] = {"enum": list(kind.categories)}
    properties.update(_fields(kind.fields))
    required = [json_name(item.name) for item in kind.fields if item.required]
    if kind.category_required and "category" not in required:
        required.append("category")
    strict = [
        json_name(item.name) for item in kind.sections if item.required and not _is_loose(item)
    ]
    properties["sections"] = {
        "required": strict,
        "properties": {
            json_name(item.name): _section(item) for item in kind.sections if _has(item)
        },
    }
    loose = [_alternatives(item) for item in kind.sections if item.required and _is_loose(item)]
    found: dict[str, Any] = {"properties": properties, "required": required}
    if loose:
        found["allOf"] = loose
    return found


def _fields(specs: Iterable[FieldSpec]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in specs:
        kind = item.type or type_of(item.name)
        if item.closed and item.values:
            words = {"enum": list(item.values)}
            found[json_name(item.name)] = {"items": words} if kind in _LISTS else words
        elif item.type == "instant":
            found[json_name(item.name)] = {
                "pattern": _INSTANT,
                "x-expects": "date, time and offset, such as 2026-03-01T09:00:00Z",
            }
    return found


def _is_loose(item: SectionSpec) -> bool:
    return bool(item.alternatives) or item.or_prose


def _has(item: SectionSpec) -> bool:
    return bool((item.closed and item.values) or _fields(item.fields) or _required(item.fields))


def _required(specs: Iterable[FieldSpec]) -> list[str]:
    return [json_name(item.name) for item in specs if item.required]


def _section(item: SectionSpec) -> dict[str, Any]:
    properties = _fields(item.fields)
    if item.closed and item.values:
        words = "|".join(item.values)
        properties["text"] = {
            "pattern": rf"^\W*({words})\b",
            "x-check": "unknown-value",
            "x-words": list(item.values),
        }
    return {"properties": properties, "required": _required(item.fields)}


def _alternatives(item: SectionSpec) -> dict[str, Any]:
    """One of several sections, or a header field of that name, or any prose will do."""
    names = [json_name(name) for name in (item.name, *item.alternatives)]
    ways: list[dict[str, Any]] = []
    for name in names:
        ways += [{"properties": {"sections": {"required": [name]}}}, {"required": [name]}]
    if item.or_prose:
        ways.append({"required": ["text"]})
        frame = {"enum": ["metadata", "resolution"]}
        ways.append({"properties": {"sections": {"not": {"propertyNames": frame}}}})
    return {"anyOf": ways, "x-check": "missing-section", "x-subject": json_name(item.name)}
