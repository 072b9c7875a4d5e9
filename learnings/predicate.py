"""JSON Schemas compiled to plain Python: is a document valid, and if not, where and why.

Knows the keywords that our own schemas use, with exactly the meaning of draft 2020-12; a
property test holds it to `jsonschema`. Anything else raises `Unsupported`, and the caller
asks `jsonschema`, which costs fifty times as much per document and a long import.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
Test = Callable[[Any], bool]
Notes = Mapping[str, Any]

_ANNOTATIONS = frozenset(
    (
        "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default",
        "deprecated", "readOnly", "writeOnly", "format", "then", "else",
    )
)  # fmt: skip


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


_TYPES: dict[str, Test] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": _is_number,
    "integer": _is_integer,
}


def _is_count(value: Any) -> bool:
    return _is_integer(value) and value >= 0


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_type(value: Any) -> bool:
    names = [value] if isinstance(value, str) else value
    return _is_texts(names) and bool(names) and all(name in _TYPES for name in names)


def _is_schema(value: Any) -> bool:
    return isinstance(value, bool | Mapping)


def _is_schemas(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_schema, value))


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(_is_schema, value.values()))


# What the value of each keyword has to be; `const` may be anything.
_FORMS: dict[str, Test] = {
    "type": _is_type,
    "enum": lambda value: isinstance(value, list),
    "pattern": lambda value: isinstance(value, str),
    "minimum": _is_number,
    "maximum": _is_number,
    "required": lambda value: _is_texts(value) and len(set(value)) == len(value),
    "$ref": lambda value: isinstance(value, str),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _is_count),
    **dict.fromkeys(("allOf", "anyOf", "oneOf"), _is_schemas),
    **dict.fromkeys(("properties", "patternProperties"), _is_table),
    **dict.fromkeys(
        ("not", "if", "items", "contains", "additionalProperties", "propertyNames"), _is_schema
    ),
}


class Unsupported(Exception):
    """The schema uses a keyword or a reference that only `jsonschema` knows."""


class Failure(NamedTuple):
    """One broken keyword: where in the document, which keyword, in which sub-schema.

    `detail` is the keyword's value; for `required` it is the name that is missing. `notes`
    are the `x-` annotations of that sub-schema and of those around it, the inner one first;
    `known` are the names that an unknown property could have had.
    """

    path: Path
    keyword: str
    detail: Any
    instance: Any
    notes: Mapping[str, Any]
    known: tuple[str, ...] = ()


class Keyword(NamedTuple):
    """A compiled keyword; `descend` lists the failures below it, if it has any of its own."""

    name: str
    detail: Any
    test: Test
    descend: Callable[[Any, Path, Mapping[str, Any]], Iterator[Failure]] | None = None


class Node:
    """A compiled sub-schema: call it for a verdict, ask it for its failures."""

    __slots__ = ("keywords", "notes", "tests")

    def __init__(self) -> None:
        self.keywords: list[Keyword] = []
        self.tests: tuple[Test, ...] = ()
        self.notes: dict[str, Any] = {}

    def __call__(self, instance: Any) -> bool:
        for test in self.tests:  # noqa: SIM110 - a third of the cost of a generator
            if not test(instance):
                return False
        return True

    def failures(
        self, instance: Any, path: Path = (), notes: Mapping[str, Any] | None = None
    ) -> Iterator[Failure]:
        """Every broken keyword, outermost first; alternatives are one failure, not many."""
        around = {**(notes or {}), **self.notes} if self.notes else notes or {}
        for keyword in self.keywords:
            if keyword.test(instance):
                continue
            if keyword.descend is not None:
                yield from keyword.descend(instance, path, around)
            else:
                yield Failure(path, keyword.name, keyword.detail, instance, around)


def compile(schema: Mapping[str, Any] | bool) -> Node:  # noqa: A001
    """Compile a schema.

    Raises `Unsupported` for keywords outside the subset and for references that are not
    local to the document, `re.error` for a pattern that Python cannot read.
    """
    return _Compiler(schema).node(schema)


def equal(one: Any, other: Any) -> bool:
    """Equality as JSON has it: 1 is 1.0, but true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    return bool(one == other)


def _type(value: Any) -> Test:
    tests = [_TYPES[name] for name in ([value] if isinstance(value, str) else value)]
    if len(tests) == 1:
        return tests[0]
    return lambda instance: any(test(instance) for test in tests)


def _enum(value: Any) -> Test:
    if _is_texts(value):
        words = frozenset(value)
        return lambda instance: isinstance(instance, str) and instance in words
    return lambda instance: any(equal(instance, item) for item in value)


def _pattern(value: Any) -> Test:
    search = re.compile(value).search
    return lambda instance: not isinstance(instance, str) or search(instance) is not None


# Keywords that look at the instance and at nothing below it.
_PLAIN: dict[str, Callable[[Any], Test]] = {
    "type": _type,
    "enum": _enum,
    "const": lambda value: lambda instance: equal(instance, value),
    "pattern": _pattern,
    "minLength": lambda least: lambda it: not isinstance(it, str) or len(it) >= least,
    "maxLength": lambda most: lambda it: not isinstance(it, str) or len(it) <= most,
    "minItems": lambda least: lambda it: not isinstance(it, list) or len(it) >= least,
    "maxItems": lambda most: lambda it: not isinstance(it, list) or len(it) <= most,
    "minimum": lambda least: lambda it: not _is_number(it) or it >= least,
    "maximum": lambda most: lambda it: not _is_number(it) or it <= most,
}

Below = Callable[[Any], Iterator[tuple[Path, Any, "Node"]]]


class _Compiler:
    def __init__(self, root: Mapping[str, Any] | bool) -> None:
        self.root = root
        self.references: dict[str, Node] = {}

    def node(self, schema: Any) -> Node:
        return self.fill(Node(), schema)

    def fill(self, node: Node, schema: Any) -> Node:
        if isinstance(schema, bool):
            if not schema:
                node.keywords.append(Keyword("false", False, lambda _: False))
        elif isinstance(schema, Mapping):
            if "$id" in schema and schema is not self.root:
                raise Unsupported("$id inside a schema")
            for name, value in schema.items():
                if name.startswith("x-"):
                    node.notes[name] = value
                elif name not in _ANNOTATIONS:
                    node.keywords.append(self.keyword(name, value, schema))
        else:
            raise Unsupported(f"a schema is an object or a boolean, not {schema!r}")
        node.tests = tuple(keyword.test for keyword in node.keywords)
        return node

    def keyword(self, name: str, value: Any, schema: Mapping[str, Any]) -> Keyword:
        # A keyword with a value that it may not have is for jsonschema to complain about.
        if name != "const" and (name not in _FORMS or not _FORMS[name](value)):
            raise Unsupported(name)
        if name in _PLAIN:
            return Keyword(name, value, _PLAIN[name](value))
        if name in ("anyOf", "oneOf", "not", "contains"):
            return Keyword(name, value, self.choice(name, value))
        if name == "required":
            return _required(value)
        if name in ("$ref", "allOf", "if"):
            return self.here(name, value, schema)
        if name == "additionalProperties" and value is False:
            return self.closed(schema)
        return self.properties(value) if name == "properties" else self.lower(name, value, schema)

    def choice(self, name: str, value: Any) -> Test:
        """Alternatives are one failure, whatever is wrong inside."""
        nodes = [self.node(item) for item in (value if isinstance(value, list) else [value])]
        if name == "anyOf":
            return lambda instance: any(node(instance) for node in nodes)
        if name == "oneOf":
            return lambda instance: sum(node(instance) for node in nodes) == 1
        if name == "not":
            return lambda instance: not nodes[0](instance)
        return lambda instance: not isinstance(instance, list) or any(map(nodes[0], instance))

    def here(self, name: str, value: Any, schema: Mapping[str, Any]) -> Keyword:
        """Schemas for the same instance."""
        if name == "$ref":
            node = self.referred(value)
            return Keyword(name, value, node.__call__, node.failures)
        if name == "if":
            return self.condition(value, schema)
        nodes = [self.node(item) for item in value]
        tests = tuple(test for node in nodes for test in node.tests)

        def test(instance: Any) -> bool:
            for check in tests:  # noqa: SIM110 - a third of the cost of a generator
                if not check(instance):
                    return False
            return True

        def descend(instance: Any, path: Path, notes: Notes) -> Iterator[Failure]:
            for node in nodes:
                yield from node.failures(instance, path, notes)

        return Keyword(name, value, test, descend)

    def referred(self, reference: str) -> Node:
        if reference not in self.references:
            # Entered before it is filled: a reference may lead back to itself.
            self.references[reference] = Node()
            self.fill(self.references[reference], resolve(self.root, reference))
        return self.references[reference]

    def condition(self, value: Any, schema: Mapping[str, Any]) -> Keyword:
        condition = self.node(value)
        then, other = self.node(schema.get("then", True)), self.node(schema.get("else", True))

        def descend(instance: Any, path: Path, notes: Notes) -> Iterator[Failure]:
            return (then if condition(instance) else other).failures(instance, path, notes)

        return Keyword("if", value, lambda it: (then if condition(it) else other)(it), descend)

    def properties(self, value: Any) -> Keyword:
        rows = tuple((key, self.node(item)) for key, item in value.items())

        def test(instance: Any) -> bool:
            # The busiest test of all: plain loops cost a third of a generator.
            if isinstance(instance, dict):
                for key, node in rows:
                    if key in instance:
                        item = instance[key]
                        for check in node.tests:
                            if not check(item):
                                return False
            return True

        def descend(instance: Any, path: Path, notes: Notes) -> Iterator[Failure]:
            for key, node in rows:
                if key in instance:
                    yield from node.failures(instance[key], (*path, key), notes)

        return Keyword("properties", value, test, descend)

    def lower(self, name: str, value: Any, schema: Mapping[str, Any]) -> Keyword:
        below = self.below(name, value, schema)

        def test(instance: Any) -> bool:
            return all(node(item) for _, item, node in below(instance))

        def descend(instance: Any, path: Path, notes: Notes) -> Iterator[Failure]:
            for step, item, node in below(instance):
                yield from node.failures(item, path + step, notes)

        return Keyword(name, value, test, descend)

    def below(self, name: str, value: Any, schema: Mapping[str, Any]) -> Below:
        """What a keyword looks at below the instance: path, value and schema of each."""
        if name == "patternProperties":
            rows = [(re.compile(key).search, self.node(item)) for key, item in value.items()]
            return lambda it: (
                ((key,), it[key], node)
                for key in (it if isinstance(it, dict) else ())
                for search, node in rows
                if search(key)
            )
        node = self.node(value)
        if name == "items":
            return lambda it: (
                ((index,), item, node)
                for index, item in enumerate(it if isinstance(it, list) else ())
            )
        if name == "propertyNames":
            return lambda it: (((), key, node) for key in (it if isinstance(it, dict) else ()))
        further = _further(schema)
        return lambda it: (((key,), it[key], node) for key in further(it))

    def closed(self, schema: Mapping[str, Any]) -> Keyword:
        further, known = _further(schema), tuple(schema.get("properties", ()))

        def descend(instance: Any, path: Path, notes: Notes) -> Iterator[Failure]:
            for key in further(instance):
                place = (*path, key)
                yield Failure(place, "additionalProperties", key, instance, notes, known)

        return Keyword("additionalProperties", False, lambda it: not any(further(it)), descend)


def _further(schema: Mapping[str, Any]) -> Callable[[Any], Iterator[str]]:
    """The names in an instance that neither `properties` nor `patternProperties` knows."""
    known = frozenset(schema.get("properties", ()))
    searches = [re.compile(pattern).search for pattern in schema.get("patternProperties", ())]

    def names(instance: Any) -> Iterator[str]:
        for key in instance if isinstance(instance, dict) else ():
            if key not in known and not any(search(key) for search in searches):
                yield key

    return names


def _required(value: Any) -> Keyword:
    names = tuple(value)
    wanted = frozenset(names)

    def test(instance: Any) -> bool:
        return not isinstance(instance, dict) or wanted <= instance.keys()

    def descend(instance: Any, path: Path, notes: Notes) -> Iterator[Failure]:
        for name in names:
            if name not in instance:
                yield Failure(path, "required", name, instance, notes)

    return Keyword("required", value, test, descend)


def describe(failure: Failure) -> str:
    """What is wrong, in words that fit any document; the place is said by the caller."""
    keyword, detail = failure.keyword, failure.detail
    if keyword == "required":
        return f"`{detail}` is missing"
    if keyword == "additionalProperties":
        near = difflib.get_close_matches(str(detail), failure.known, 1, 0.7)
        return f"unknown key `{detail}`" + (f"; did you mean `{near[0]}`?" if near else "")
    if keyword == "type":
        names = [detail] if isinstance(detail, str) else detail
        return f"must be {' or '.join(_ARTICLES.get(name, str(name)) for name in names)}"
    if keyword in ("enum", "const"):
        words = detail if keyword == "enum" else [detail]
        return f"must be {' or '.join(f'`{item}`' for item in words)}"
    return _SAID[keyword].format(detail) if keyword in _SAID else "is not valid here"


_ARTICLES = {
    "object": "a table",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
    "null": "null",
}
_SAID = {
    "pattern": "must match `{}`",
    "minLength": "must have at least {} characters",
    "maxLength": "must have at most {} characters",
    "minItems": "must have at least {} items",
    "maxItems": "must have at most {} items",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
}


def resolve(root: Any, reference: Any) -> Any:
    """What a local reference (`#/$defs/status`) points at.

    Raises `Unsupported` for any other kind of reference and for one that leads nowhere.
    """
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        raise Unsupported(f"$ref {reference!r}")
    found = root
    for part in reference.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(found, Mapping) and name in found:
            found = found[name]
        elif isinstance(found, Sequence) and name.isdigit() and int(name) < len(found):
            found = found[int(name)]
        else:
            raise Unsupported(f"$ref {reference!r}")
    return found
