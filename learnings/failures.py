"""What is wrong with a document, out of the errors of jsonschema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import predicate
from .overlay import notes
from .phrase import UNKNOWN, Failure

if TYPE_CHECKING:
    from jsonschema import ValidationError

# Keywords that hold schemas, by name and otherwise. `false` has a message of its own below some.
_TABLES = frozenset(("properties", "patternProperties", "dependentSchemas", "$defs"))
_JUDGING = frozenset((
    "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "contains", "prefixItems",
))  # fmt: skip


def taken(error: ValidationError, root: Any) -> Iterator[Failure]:
    """What an error says, one thing at a time; `root` is the schema that it breaks."""
    path, keyword = tuple(error.absolute_path), str(error.validator)
    schema: Any = error.schema
    instance: Any = error.instance
    detail: Any = error.validator_value
    said = notes(root, error.absolute_schema_path, schema)
    if keyword in UNKNOWN and isinstance(instance, dict):
        known = tuple(schema.get("properties", ())) if isinstance(schema, Mapping) else ()
        for key in _unknown(error):
            yield Failure((*path, key), keyword, key, instance, said, known)
        return
    if "propertyNames" in error.absolute_schema_path and isinstance(instance, str):
        yield Failure((*path, instance), "propertyNames", {keyword: detail}, instance, said)
        return
    if keyword in ("required", "dependentRequired"):
        # One error for each name, and only its message says which.
        keyword, detail, said = _missing(error, said)
    several = keyword == "oneOf" and not error.context
    if keyword in ("anyOf", "oneOf"):
        detail = _ways(error)
    yield Failure(path, keyword, detail, instance, said, several=several)


def _ways(error: ValidationError) -> Any:
    """What each of several alternatives misses, as schemas, references resolved."""
    ways: dict[Any, dict[str, Any]] = {}
    for miss in error.context or ():
        if miss.relative_path:
            return error.validator_value
        ways.setdefault(miss.relative_schema_path[0], {})[str(miss.validator)] = (
            miss.validator_value
        )
    return list(ways.values())


def _unknown(error: ValidationError) -> Iterator[str]:
    """The names that a schema does not know, or whose values it does not take."""
    instance: Any = error.instance
    schema: Any = error.schema
    if error.validator == "additionalProperties":
        yield from filter(predicate.further(schema), instance)
        return
    # Which names nothing has judged is told by the message alone.
    told = error.message[error.message.find("(") :]
    yield from (key for key in instance if repr(key) in told)


def _missing(error: ValidationError, said: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """The keyword, the name that is missing, and why it is wanted."""
    detail: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "required":
        name = next(key for key in detail if error.message.startswith(f"{key!r} "))
        return "required", name, said
    pairs = ((key, name) for key, names in detail.items() if key in instance for name in names)
    key, name = next(
        (key, name)
        for key, name in pairs
        if name not in instance and error.message == f"{name!r} is a dependency of {key!r}"
    )
    return "required", name, {"x-because": f"it goes with `{key}`", **said}


def explicit(schema: Any) -> Any:
    """The same schema without `false` where a value is judged.

    Of a `false` jsonschema does not say which value it was that is not allowed.
    """
    if isinstance(schema, list):
        return [explicit(item) for item in schema]
    if schema is False:
        return {"not": {}}
    if not isinstance(schema, Mapping):
        return schema
    return {key: _made_explicit(key, value) for key, value in schema.items()}


def _made_explicit(key: str, value: Any) -> Any:
    if key in _TABLES and isinstance(value, Mapping):
        return {name: explicit(item) for name, item in value.items()}
    return explicit(value) if key in _JUDGING else value
