"""Logs against JSON Schemas: every violation on its line, in a person's words.

The schemas are compiled to plain Python (`predicate`); `jsonschema` is asked only where a
team's schema goes beyond what that knows. No reference ever leaves the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from . import predicate, resource
from .entry import Entry, Log
from .errors import ConfigurationError, UsageError
from .kind import Kind
from .overlay import overlay
from .predicate import Failure, Path, Unsupported
from .preset import Presets
from .record import record
from .rules import further
from .wording import Case, Violation

__all__ = ["Violation", "document_errors", "kinds", "schema_for", "verify", "violations"]

_URN = re.compile(r"urn:learnings:schema:(?P<name>[a-z-]+):\d+(?:#(?P<rest>.*))?")
_LARGEST = 1 << 20
_DEEPEST = 60
_PRIVATE = frozenset(("entry",))


class Judge(Protocol):
    """A compiled schema: a verdict, and the reasons for it."""

    def __call__(self, instance: Any) -> bool:
        """True if the document is valid."""

    def failures(self, instance: Any) -> Iterator[Failure]:
        """What is wrong with it."""


def violations(log: Log, presets: Presets) -> list[Violation]:
    """Everything in a log that its schemas object to, in the order of the log.

    The entries have been recognised. Raises `ConfigurationError` for a team's schema that
    cannot be used.
    """
    found: list[Violation] = []
    for entry in log.entries:
        found += _of_entry(entry, log, presets)
    return found


def _of_entry(entry: Entry, log: Log, presets: Presets) -> Iterator[Violation]:
    kind = presets.kind(entry)
    document, places = record(entry, log, presets)
    case = Case(entry, log, kind, places)
    said: set[tuple[str, str]] = set()
    for judge in _judges(kind, presets):
        if judge(document):
            continue
        for failure in judge.failures(document):
            violation = case.violation(failure)
            mark = (violation.check, violation.problem.subject)
            # Several items of one list may be wrong, each at its own place.
            if mark not in said or any(isinstance(step, int) for step in failure.path):
                said.add(mark)
                yield violation
    for violation in further(case, document, presets):
        if (violation.check, violation.problem.subject) not in said:
            yield violation


def _judges(kind: Kind, presets: Presets) -> list[Judge]:
    key = (kind.preset, kind.name)
    found: list[Judge] | None = presets.compiled.get(key)
    if found is None:
        found = [_built_in(kind.schema), predicate.compile(overlay(kind))]
        found += [_team(schema, where) for where, schema in _own(kind, presets)]
        presets.compiled[key] = found
    return found


@cache
def _built_in(name: str) -> Judge:
    try:
        return predicate.compile(schema_for(name))
    except UsageError as error:
        raise ConfigurationError(f"a kind names the schema {name!r}: {error}") from None


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
    found = _URN.fullmatch(copy["$ref"]) if isinstance(copy.get("$ref"), str) else None
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


def document_errors(name: str, document: object) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a document by one of our schemas: the path and the words.

    Raises `UsageError` if there is no schema of that name.
    """
    judge = _judge(schema_for(name), name)
    return [(failure.path, predicate.describe(failure)) for failure in judge.failures(document)]


# A team's own schemas.


def verify(presets: Presets) -> None:
    """Read every schema of the team now.

    Raises `ConfigurationError` naming the file and the place in it.
    """
    for where, schema in presets.schemas.items():
        _team(schema, f"schemas.{where}")
    for name in presets.definitions:
        for where, schema in presets.preset(name).schemas.items():
            _team(schema, f"presets.{name}.schemas.{where}")


def _own(kind: Kind, presets: Presets) -> Iterator[tuple[str, Any]]:
    for where in (kind.name, f"{kind.preset}/{kind.name}"):
        if where in presets.schemas:
            yield f"schemas.{where}", presets.schemas[where]
    table = presets.preset(kind.preset).schemas
    if kind.name in table:
        yield f"presets.{kind.preset}.schemas.{kind.name}", table[kind.name]


def _team(schema: Any, where: str) -> Judge:
    name = where
    if isinstance(schema, str):
        name, schema = schema, _read(schema)
    if not isinstance(schema, Mapping):
        raise ConfigurationError(f"{name}: a schema is a table")
    _check_limits(schema, name)
    judge = _judge(schema, name)
    try:
        judge({"kind": "", "sections": {}})
    except RecursionError:
        raise ConfigurationError(f"{name}: a reference leads back to itself without end") from None
    return judge


def _read(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise ConfigurationError(f"{path}: the schema cannot be read: {reason}") from None
    if len(data) > _LARGEST:
        raise ConfigurationError(f"{path}: a schema may have at most {_LARGEST} bytes")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ConfigurationError(f"{path}: not JSON{place}") from None


def _check_limits(schema: Any, name: str) -> None:
    """No depth that exhausts us, and no reference to anything outside the document."""
    steps: list[tuple[Any, Path]] = [(schema, ())]
    while steps:
        node, path = steps.pop()
        if len(path) > _DEEPEST:
            raise ConfigurationError(f"{name}: a schema may be at most {_DEEPEST} levels deep")
        if isinstance(node, Mapping):
            for key in ("$ref", "$dynamicRef", "$recursiveRef"):
                if isinstance(node.get(key), str) and not node[key].startswith("#"):
                    where = "/".join(str(part) for part in (*path, key))
                    raise ConfigurationError(
                        f"{name}: at {where}: only references inside the schema (#/…) are followed"
                    )
            steps += [(value, (*path, str(key))) for key, value in node.items()]
        elif isinstance(node, list):
            steps += [(value, (*path, index)) for index, value in enumerate(node)]


def _judge(schema: Mapping[str, Any], name: str) -> Judge:
    try:
        return predicate.compile(schema)
    except (Unsupported, re.error, RecursionError):
        return _Foreign(schema, name)


class _Foreign:
    """A schema that only `jsonschema` can judge."""

    def __init__(self, schema: Mapping[str, Any], name: str) -> None:
        import jsonschema
        from referencing import Registry

        self.schema = schema
        dialect = jsonschema.Draft202012Validator
        try:
            dialect.check_schema(schema)
        except jsonschema.SchemaError as error:
            where = "/".join(str(part) for part in error.absolute_path) or "the root"
            raise ConfigurationError(f"{name}: at {where}: {error.message}") from None
        # A registry of our own retrieves nothing, from the network or anywhere.
        self.validator = dialect(schema, registry=Registry())
        self._try(name)

    def _try(self, name: str) -> None:
        from referencing.exceptions import Unresolvable

        try:
            list(self.validator.iter_errors({"kind": "", "sections": {}}))
        except Unresolvable as error:
            raise ConfigurationError(f"{name}: the reference {error.ref!r} leads nowhere") from None
        except re.error as error:
            raise ConfigurationError(f"{name}: {error.pattern!r} is no pattern") from None

    def __call__(self, instance: Any) -> bool:
        valid: bool = self.validator.is_valid(instance)
        return valid

    def failures(self, instance: Any) -> Iterator[Failure]:
        for error in self.validator.iter_errors(instance):
            detail = error.validator_value
            if error.validator == "required":
                detail = next((key for key in detail if error.message.startswith(repr(key))), "")
            path, notes = tuple(error.absolute_path), self._notes(error.absolute_schema_path)
            yield Failure(path, str(error.validator), detail, error.instance, notes)

    def _notes(self, steps: Any) -> dict[str, Any]:
        """The annotations on the way from the root to a keyword, references followed."""
        node: Any = self.schema
        found: dict[str, Any] = {}
        for step in ("", *steps):
            if step == "$ref":
                node = predicate.resolve(self.schema, node["$ref"])
            elif step != "":
                node = node[step]
            if isinstance(node, Mapping):
                found.update((key, value) for key, value in node.items() if key.startswith("x-"))
        return found
