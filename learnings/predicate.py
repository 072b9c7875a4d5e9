"""JSON Schemas compiled to plain Python: is this document fine?

A verdict and nothing more; what is wrong with a document is for `jsonschema` to say. Knows the
keywords that our own schemas use, with exactly the meaning of draft 2020-12, and a property
test holds it to `jsonschema`. Anything else raises `Unsupported`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Test = Callable[[Any], bool]

_ANNOTATIONS = frozenset((
    "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default",
    "deprecated", "readOnly", "writeOnly", "format", "then", "else",
))  # fmt: skip


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_names(value: Any) -> bool:
    return _is_texts(value) and len(set(value)) == len(value)


def _is_count(value: Any) -> bool:
    return _is_integer(value) and value >= 0


def _is_type(value: Any) -> bool:
    names = _listed(value)
    return _is_names(names) and bool(names) and _TYPES.keys() >= set(names)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_TYPES: dict[str, Test] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": _is_number,
    "integer": _is_integer,
}


class Unsupported(Exception):
    """The schema uses a keyword or a reference that only `jsonschema` knows."""


def compile(schema: Mapping[str, Any] | bool) -> Test:  # noqa: A001
    """Compile a schema to a test that documents pass or fail.

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


def resolve(root: Any, reference: Any) -> Any:
    """What a local reference (`#/$defs/status`) points at.

    Raises `Unsupported` for any other kind of reference and for one that leads nowhere.
    """
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        raise Unsupported(f"$ref {reference!r}")
    found = root
    try:
        for part in reference.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            found = found[int(name) if isinstance(found, list) else name]
    except (LookupError, TypeError, ValueError):
        raise Unsupported(f"$ref {reference!r}") from None
    return found


def _type(value: Any) -> Test:
    tests = [_TYPES[name] for name in _listed(value)]
    return tests[0] if len(tests) == 1 else lambda it: any(test(it) for test in tests)


def _enum(value: Any) -> Test:
    if _is_texts(value):
        words = frozenset(value)
        return lambda instance: isinstance(instance, str) and instance in words
    return lambda instance: any(equal(instance, item) for item in value)


def _pattern(value: Any) -> Test:
    search = re.compile(value).search
    return lambda instance: not isinstance(instance, str) or search(instance) is not None


def _required(value: Any) -> Test:
    wanted = frozenset(value)
    return lambda instance: not isinstance(instance, dict) or wanted <= instance.keys()


# Keywords without schemas in them: what their value has to be, and what it tests.
_PLAIN: dict[str, tuple[Test, Callable[[Any], Test]]] = {
    "type": (_is_type, _type),
    "enum": (_TYPES["array"], _enum),
    "const": (lambda _: True, lambda value: lambda it: equal(it, value)),
    "pattern": (_TYPES["string"], _pattern),
    "required": (_is_names, _required),
    "minLength": (_is_count, lambda least: lambda it: not isinstance(it, str) or len(it) >= least),
    "maxLength": (_is_count, lambda most: lambda it: not isinstance(it, str) or len(it) <= most),
    "minItems": (_is_count, lambda least: lambda it: not isinstance(it, list) or len(it) >= least),
    "maxItems": (_is_count, lambda most: lambda it: not isinstance(it, list) or len(it) <= most),
    "minimum": (_is_number, lambda least: lambda it: not _is_number(it) or it >= least),
    "maximum": (_is_number, lambda most: lambda it: not _is_number(it) or it <= most),
}
_LISTS = ("allOf", "anyOf", "oneOf")
_TABLES = ("properties", "patternProperties")
_SINGLE = ("not", "if", "items", "contains", "additionalProperties", "propertyNames")


class _Node:
    """A compiled sub-schema; its tests may come later than what refers to it."""

    __slots__ = ("tests",)

    def __init__(self, *tests: Test) -> None:
        self.tests = tests

    def __call__(self, instance: Any) -> bool:
        for test in self.tests:  # noqa: SIM110 - a third of the cost of a generator
            if not test(instance):
                return False
        return True


def _all(tests: tuple[Test, ...]) -> Test:
    """One test of several; two or three are asked faster without a loop."""
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        one, two = tests
        return lambda it: one(it) and two(it)
    if len(tests) == 3:
        first, second, third = tests
        return lambda it: first(it) and second(it) and third(it)
    return _Node(*tests)


class _Compiler:
    def __init__(self, root: Mapping[str, Any] | bool) -> None:
        self.root = root
        self.references: dict[str, _Node] = {}

    def node(self, schema: Any) -> Test:
        return _all(self.fill(_Node(), schema).tests)

    def fill(self, node: _Node, schema: Any) -> _Node:
        if isinstance(schema, bool):
            node.tests = () if schema else (lambda _: False,)
        elif not isinstance(schema, Mapping) or ("$id" in schema and schema is not self.root):
            raise Unsupported("no schema, or one with a base of its own")
        elif not all(isinstance(schema.get(name, {}), Mapping) for name in _TABLES):
            raise Unsupported("schemas that are not by name")
        else:
            names = [k for k in schema if k not in _ANNOTATIONS and not k.startswith("x-")]
            node.tests = tuple(self.keyword(name, schema[name], schema) for name in names)
        return node

    def keyword(self, name: str, value: Any, schema: Mapping[str, Any]) -> Test:
        # A value that a keyword may not have is for jsonschema to complain about.
        if name in _PLAIN and _PLAIN[name][0](value):
            return _PLAIN[name][1](value)
        if name == "$ref":
            return self.referred(value)
        if name == "properties":
            return _properties({key: self.node(item) for key, item in value.items()})
        if name == "patternProperties":
            return _matching([(re.compile(k).search, self.node(v)) for k, v in value.items()])
        if name in _LISTS and isinstance(value, list) and value:
            return _several(name, [self.node(item) for item in value])
        if name == "if":
            return self.condition(schema)
        if name in _SINGLE:
            return _single(name, self.node(value), schema)
        raise Unsupported(name)

    def referred(self, reference: Any) -> _Node:
        target = resolve(self.root, reference)
        if reference not in self.references:
            # Entered before it is filled: a reference may lead back to itself.
            self.references[reference] = _Node()
            self.fill(self.references[reference], target)
        return self.references[reference]

    def condition(self, schema: Mapping[str, Any]) -> Test:
        condition, then, other = (self.node(schema.get(k, True)) for k in ("if", "then", "else"))
        return lambda instance: (then if condition(instance) else other)(instance)


def _properties(nodes: dict[str, Test]) -> Test:
    # What is in both is looked at; going through the shorter of the two is enough.
    rows, known = tuple(nodes.items()), nodes.get

    def test(instance: Any) -> bool:
        if not isinstance(instance, dict):
            return True
        if len(rows) < len(instance):
            for key, node in rows:  # noqa: SIM110 - as above
                if key in instance and not node(instance[key]):
                    return False
            return True
        for key, value in instance.items():
            found = known(key)
            if found is not None and not found(value):
                return False
        return True

    return test


def _others(known: frozenset[str], node: Test) -> Test:
    """All properties but the known ones."""

    def test(instance: Any) -> bool:
        if isinstance(instance, dict):
            for key, value in instance.items():
                if key not in known and not node(value):
                    return False
        return True

    return test


def _matching(rows: list[tuple[Callable[[str], Any], Test]]) -> Test:
    return lambda instance: (
        not isinstance(instance, dict)
        or all(node(item) for key, item in instance.items() for chosen, node in rows if chosen(key))
    )


def further(schema: Mapping[str, Any]) -> Callable[[str], bool]:
    """True of the names that neither `properties` nor `patternProperties` knows."""
    known = frozenset(schema.get("properties", ()))
    searches = [re.compile(pattern).search for pattern in schema.get("patternProperties", ())]
    return lambda key: key not in known and not any(search(key) for search in searches)


def _several(name: str, nodes: list[Test]) -> Test:
    if name == "anyOf":
        return _any(nodes)
    if name == "oneOf":
        return lambda instance: sum(node(instance) for node in nodes) == 1
    return _all(tuple(nodes))


def _any(nodes: list[Test]) -> Test:
    def test(instance: Any) -> bool:
        for node in nodes:  # noqa: SIM110 - as above
            if node(instance):
                return True
        return False

    return test


def _single(name: str, node: Test, schema: Mapping[str, Any]) -> Test:
    if name == "not":
        return lambda instance: not node(instance)
    if name == "additionalProperties" and not schema.get("patternProperties"):
        return _others(frozenset(schema.get("properties", ())), node)
    if name == "additionalProperties":
        return _matching([(further(schema), node)])
    kind = dict if name == "propertyNames" else list
    how = any if name == "contains" else all
    return lambda instance: not isinstance(instance, kind) or how(map(node, instance))
