"""A schema taken apart, so that jsonschema is asked only about the part that fails.

A document fails a schema if it fails one of these parts, with the same errors. Asking about one
part instead of the whole costs a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import predicate

_DEEPEST = 12
_CONDITION = ("if", "then", "else")
_NAMED = ("properties", "patternProperties")
# Words for people and names for references: they judge nothing.
_SILENT = frozenset(
    ("$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default")
)


def parts(root: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The schemas that a schema consists of; each is complete, definitions included.

    Raises `predicate.Unsupported` for a reference that cannot be followed.
    """
    known = {"$defs": root["$defs"]} if "$defs" in root else {}
    return [{**part, **known} for part in _parts(root, root, 0)]


def _parts(root: Mapping[str, Any], schema: Any, depth: int) -> Iterator[dict[str, Any]]:
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        yield {"allOf": [schema]}
        return
    said = {key: value for key, value in schema.items() if key.startswith("x-")}
    for key, value in schema.items():
        if key in _SILENT or key in said or key in ("then", "else"):
            continue
        if key == "$ref":
            below = [predicate.resolve(root, value)]
        elif key == "allOf":
            below = list(value)
        else:
            yield from ({**said, **leaf} for leaf in _leaves(key, value, schema))
            continue
        for item in below:
            for part in _parts(root, item, depth + 1):
                yield {**said, "allOf": [part]} if said else part


def _leaves(key: str, value: Any, schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if key == "properties":
        yield from ({key: {name: item}} for name, item in value.items())
    elif key == "if":
        yield {name: schema[name] for name in _CONDITION if name in schema}
    elif key == "additionalProperties":
        names = {table: dict.fromkeys(schema[table], True) for table in _NAMED if table in schema}
        yield {**names, key: value}
    else:
        yield {key: value}
