"""The JSON Schemas of a kind: ours in one piece, and what a preset lays over it.

Ours knows shapes and conditions but no lists. The overlay is made of the closed lists of the
kind and of what it requires.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from . import resource
from .errors import UsageError
from .kind import FieldSpec, Kind, SectionSpec
from .lazy import regex
from .predicate import Unsupported, resolve
from .vocabulary import json_name, type_of

_INSTANT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
)
_URN = regex(r"urn:learnings:schema:(?P<name>[a-z-]+):\d+(?:#(?P<rest>.*))?")
_PRIVATE = frozenset(("entry",))
# Keywords that hold schemas by name.
_TABLES = frozenset(("properties", "patternProperties", "dependentSchemas"))
_LISTS = frozenset(("list", "words", "ids"))


def kinds() -> tuple[str, ...]:
    """The names that `schema_for` knows."""
    return tuple(name for name in resource.names(".schema.json") if name not in _PRIVATE)


@cache
def schema_for(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of entry, or of `config`, `report` or `preset`, in one piece.

    Callers must not change it. Raises `UsageError` if there is none of that name.
    """
    if kind not in kinds():
        from difflib import get_close_matches

        near = get_close_matches(kind, kinds(), 1)
        about = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(kinds())}"
        raise UsageError(f"there is no schema {kind!r}; {about}")
    defs: dict[str, Any] = {}
    bundled: dict[str, Any] = _bundled(resource.load(f"{kind}.schema.json"), defs)
    if defs:
        bundled["$defs"] = {**defs, **bundled.get("$defs", {})}
    return bundled


def _bundled(node: Any, defs: dict[str, Any]) -> Any:
    """A copy in which references to our other schemas point into `$defs`, filled on the way."""
    if isinstance(node, list):
        return [_bundled(item, defs) for item in node]
    if not isinstance(node, Mapping):
        return node
    copy = {key: _bundled(value, defs) for key, value in node.items()}
    reference = copy.get("$ref")
    ours = isinstance(reference, str) and reference.startswith("urn:")
    found = _URN.fullmatch(copy["$ref"]) if ours else None
    if found is not None:
        _include(found["name"], defs)
        copy["$ref"] = "#" + found["rest"] if found["rest"] else f"#/$defs/{found['name']}"
    return copy


def _include(name: str, defs: dict[str, Any]) -> None:
    if name in defs:
        return
    whole = dict(resource.load(f"{name}.schema.json"))
    own = whole.pop("$defs", {})
    for key in ("$schema", "$id"):
        whole.pop(key, None)
    if name not in own:
        defs[name] = {}
        defs[name] = _bundled(whole, defs)
    for key, value in own.items():
        defs.setdefault(key, _bundled(value, defs))


def notes(root: Any, steps: Iterable[str | int], goal: Any) -> dict[str, Any]:
    """The `x-` annotations on the way from a schema to a sub-schema of it, the inner ones first.

    `steps` lead to the keyword that failed there, as jsonschema tells them: without references.
    """
    trail = _trail(root, root, tuple(steps), goal) or [goal]
    tables = [node for node in trail if isinstance(node, Mapping)]
    return {key: node[key] for node in tables for key in node if key.startswith("x-")}


_Way = tuple[Any, Sequence[str | int]]


def _trail(root: Any, node: Any, steps: Sequence[str | int], goal: Any) -> list[Any] | None:
    if node is goal and len(steps) < 2:
        return [node]
    for below, rest in _ways(root, node, steps):
        found = _trail(root, below, rest, goal)
        if found is not None:
            return [node, *found]
    return None


def _ways(root: Any, node: Any, steps: Sequence[str | int]) -> Iterator[_Way]:
    if not isinstance(node, Mapping):
        return
    if steps and steps[0] in node:
        below, rest = node[steps[0]], steps[1:]
        if rest and (isinstance(below, list) or steps[0] in _TABLES):
            below, rest = below[rest[0]], rest[1:]
        yield below, rest
    if "$ref" in node:
        with suppress(Unsupported):
            yield resolve(root, node["$ref"]), steps


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
