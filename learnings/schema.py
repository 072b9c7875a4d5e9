"""Logs against JSON Schemas: every violation on its line, in a person's words.

Whether a document is fine is asked of the schemas compiled to plain Python (`predicate`); what
is wrong with one that is not, and every schema that goes beyond what `predicate` knows, is for
`jsonschema` to say. No reference ever leaves the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from . import limits, narrow, predicate
from .diagnostic import Span
from .disk import UnreadableError, printable, read_regular
from .entry import Entry, Log
from .errors import ConfigurationError, UsageError, placed
from .failures import explicit, taken
from .kind import Kind
from .overlay import kinds, overlay, schema_for
from .phrase import Failure, describe
from .predicate import Unsupported
from .preset import Presets
from .record import record
from .rules import further
from .shape import shown
from .wording import Case, Violation, about, is_whole

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

__all__ = ["Violation", "document_errors", "kinds", "schema_for", "verify", "violations"]

_LARGEST = 1 << 20


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
    places_said: set[tuple[str, Span]] = set()
    for judge in _judges(kind, presets):
        for failure in judge.failures(document):
            violation = case.violation(failure)
            mark = (violation.check, about(failure, violation.problem))
            # Several items of one list may be wrong, each at its own place; one value may be
            # the entry's own and the section's, and is wrong only once.
            place = (violation.check, violation.problem.span)
            if place in places_said and _is_value(failure, violation, entry):
                continue
            if mark not in said or any(isinstance(step, int) for step in failure.path):
                said.add(mark)
                places_said.add(place)
                yield violation
    for violation in further(case, document, presets):
        if (violation.check, violation.problem.subject) not in said:
            yield violation


def _is_value(failure: Failure, violation: Violation, entry: Entry) -> bool:
    return violation.problem.span != entry.span and not is_whole(failure)


def _judges(kind: Kind, presets: Presets) -> list[Judge]:
    key = (kind.preset, kind.name)
    found: list[Judge] | None = presets.compiled.get(key)
    if found is None:
        found = [_built_in(kind.schema), Judge(overlay(kind), f"{kind.preset}/{kind.name}")]
        found += [_team(schema, where) for where, schema in _own(kind, presets)]
        presets.compiled[key] = found
    return found


@cache
def _ours(name: str) -> Judge:
    return Judge(schema_for(name), name)


def _built_in(name: str) -> Judge:
    try:
        return _ours(name)
    except UsageError as error:
        raise ConfigurationError(f"a kind names the schema {name!r}: {error}") from None


def document_errors(name: str, document: object) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a document by one of our schemas: the path and the words.

    Raises `UsageError` if there is no schema of that name.
    """
    return [(failure.path, describe(failure)) for failure in _ours(name).failures(document)]


# A team's own schemas.


def verify(presets: Presets, checks: Collection[str] = ()) -> None:
    """Read every schema of the team now; `checks` are those that may tell of a violation, if known.

    Raises `ConfigurationError` naming the file and the place in it, and for a schema that is
    laid over a kind that there is not.
    """
    for where, schema in presets.schemas.items():
        preset, _, kind = where.rpartition("/")
        names = (preset,) if preset else (presets.default, *presets.names())
        with placed("schemas", where):
            _check_kind(kind, f"schemas.{where}", presets, names)
            _verify(_team(schema, f"schemas.{where}"), checks)
    for name, definition in presets.definitions.items():
        for kind in definition.get("schemas", ()):
            with placed("presets", name, "schemas", kind):
                _check_kind(kind, f"presets.{name}.schemas.{kind}", presets, (name,))
        for kind, schema in presets.preset(name).schemas.items():
            with placed("presets", name, "schemas", kind):
                _verify(_team(schema, f"presets.{name}.schemas.{kind}"), checks)


def _verify(judge: Judge, checks: Collection[str]) -> None:
    if checks:
        limits.check_annotations(judge.schema, judge.name, checks)


def _check_kind(kind: str, where: str, presets: Presets, names: Collection[str]) -> None:
    """That one of the presets has the kind; they are read no further than the first that does."""
    known: dict[str, None] = {}
    for name in names:
        try:
            found = presets.preset(name).kinds
        except ConfigurationError as error:
            raise ConfigurationError(f"{where}: {error}") from None
        if kind in found:
            return
        known.update(dict.fromkeys(found))
    from difflib import get_close_matches

    near = get_close_matches(kind, known, 1)
    about = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    raise ConfigurationError(f"{where}: there is no kind {kind!r}; {about}")


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
    try:
        limits.check(schema, name)
        judge = Judge(explicit(schema), name)
        judge({"kind": "", "sections": {}})
    except RecursionError:
        raise ConfigurationError(f"{name}: a reference leads back to itself without end") from None
    return judge


def _read(path: str) -> Any:
    try:
        data = read_regular(path, _LARGEST)
    except UnreadableError as error:
        reason = error.reason
        if "limit" in reason:
            reason = f"{reason}: a schema may have at most {_LARGEST} bytes"
        raise ConfigurationError(f"{printable(path)}: the schema {reason}") from None
    try:
        return json.loads(data, object_pairs_hook=_once)
    except ConfigurationError as error:
        raise ConfigurationError(f"{printable(path)}: {error}") from None
    except (ValueError, RecursionError) as error:
        place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ConfigurationError(f"{printable(path)}: not JSON{place}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ConfigurationError(f"the key {shown(twice)} stands twice in one table")
    return found


# Judging.


class Judge:
    """A schema that documents are judged by.

    The verdict is that of `predicate` where it knows the schema; what is wrong is always told
    by jsonschema, which is imported for the first document that is not fine.

    Raises `ConfigurationError`, when made or asked, for a schema that cannot be used.
    """

    def __init__(self, schema: Mapping[str, Any], name: str, *, is_part: bool = False) -> None:
        self.schema = schema
        self.name = name
        self._is_part = is_part
        self._is_known = True
        try:
            self._verdict: predicate.Test = predicate.compile(schema)
        except (Unsupported, re.error, RecursionError):
            self._is_known = False
            self._check()
            self._verdict = lambda document: next(self._errors(document), None) is None

    def __call__(self, document: Any) -> bool:
        """True if the document is valid."""
        return self._verdict(document)

    def failures(self, document: Any) -> Iterator[Failure]:
        """What is wrong with a document, in the order of the schema."""
        if self(document):
            return
        for part in self._parts:
            if part is self or not part(document):
                for error in part._errors(document):
                    yield from taken(error, part.schema)

    @cached_property
    def _parts(self) -> list[Judge]:
        """Judges of the parts of the schema; the whole where it cannot be taken apart."""
        if not self._is_known or self._is_part:
            return [self]
        return [Judge(part, self.name, is_part=True) for part in narrow.parts(self.schema)]

    @cached_property
    def _validator(self) -> Draft202012Validator:
        import jsonschema
        from referencing import Registry

        # A registry of our own retrieves nothing, from the network or anywhere.
        return jsonschema.Draft202012Validator(self.schema, registry=Registry())

    def _check(self) -> None:
        from jsonschema import SchemaError

        try:
            self._validator.check_schema(self.schema)
        except SchemaError as error:
            where = "/".join(str(part) for part in error.absolute_path) or "the root"
            raise ConfigurationError(f"{self.name}: at {where}: {error.message}") from None

    def _errors(self, document: Any) -> Iterator[ValidationError]:
        from referencing.exceptions import Unresolvable

        try:
            yield from self._validator.iter_errors(document)
        except Unresolvable as error:
            # What names an anchor has no more than the anchor to show.
            name = getattr(error, "anchor", error.ref)
            about = f"the reference {name!r} leads nowhere"
            raise ConfigurationError(f"{self.name}: {about}") from None
        except re.error as error:
            raise ConfigurationError(f"{self.name}: {error.pattern!r} is no pattern") from None
