"""Compiled predicates mean exactly what jsonschema means."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnings import predicate, schema
from learnings.kind import Kind
from learnings.markdown import parse
from learnings.overlay import overlay
from learnings.preset import Presets, recognise
from learnings.record import record

from .test_corpus import CORPUS, read

NAMES = st.sampled_from(["a", "b", "status", "x y"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([0.0, 1.0, 1.5, -2.0])
    | st.sampled_from(["", "a", "b", "ab", "é", "𝒳", "resolved", "2026-03-01"])
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
TYPES = st.sampled_from(["object", "array", "string", "integer", "number", "boolean", "null"])
PATTERNS = st.sampled_from(["^a", "b$", "^[0-9]{4}", ".", "é"])


def _keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    table = st.dictionaries(NAMES, inner, max_size=2)
    some = st.lists(inner, min_size=1, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": TYPES | st.lists(TYPES, min_size=1, max_size=2, unique=True),
            "enum": st.lists(DOCUMENTS, min_size=1, max_size=3),
            "const": DOCUMENTS,
            "pattern": PATTERNS,
            "minLength": st.integers(0, 2),
            "maxLength": st.integers(0, 2),
            "minItems": st.integers(0, 2),
            "maxItems": st.integers(0, 2),
            "minimum": st.integers(-2, 2) | st.just(0.5),
            "maximum": st.integers(-2, 2),
            "required": st.lists(NAMES, max_size=2, unique=True),
            "items": inner,
            "contains": inner,
            "properties": table,
            "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
            "additionalProperties": inner,
            "propertyNames": inner,
            "allOf": some,
            "anyOf": some,
            "oneOf": some,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "format": st.just("date-time"),
            "title": st.just("a title"),
            "$ref": st.sampled_from(["#/$defs/one", "#/$defs/two"]),
        },
    )


SCHEMAS = st.recursive(st.booleans(), _keywords, max_leaves=6)
DEFINITIONS = st.fixed_dictionaries({"one": _keywords(st.booleans()), "two": st.booleans()}).map(
    # A definition that refers to itself has no meaning anywhere.
    lambda defs: {name: _without_references(node) for name, node in defs.items()}
)


def _without_references(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_references(value) for key, value in node.items() if key != "$ref"}
    return [_without_references(item) for item in node] if isinstance(node, list) else node


@settings(max_examples=200, deadline=None)
@given(SCHEMAS.filter(lambda node: isinstance(node, dict)), DEFINITIONS, DOCUMENTS)
def test_agrees_with_jsonschema(node: dict[str, Any], defs: dict[str, Any], document: Any) -> None:
    whole = {**node, "$defs": defs}
    reference = jsonschema.Draft202012Validator(whole)
    assert predicate.compile(whole)(document) is reference.is_valid(document)


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_agrees_with_jsonschema_on_the_corpus(path: Path) -> None:
    presets = Presets.load()
    for name, data in read(path.read_text(encoding="utf-8")).files.items():
        log = parse(data, name)
        recognise(log, presets)
        for entry in log.entries:
            document, _ = record(entry, log, presets)
            for judge, reference in _both(presets.kind(entry)):
                assert judge(document) is reference.is_valid(document)


@cache
def _compiled(name: str) -> tuple[predicate.Test, jsonschema.Draft202012Validator]:
    whole = schema.schema_for(name)
    return predicate.compile(whole), jsonschema.Draft202012Validator(whole)


def _both(kind: Kind) -> list[tuple[predicate.Test, jsonschema.Draft202012Validator]]:
    over = overlay(kind)
    return [
        _compiled(kind.schema),
        (predicate.compile(over), jsonschema.Draft202012Validator(over)),
    ]


TABLE = [
    pytest.param({"type": "integer"}, True, False, id="true is no integer"),
    pytest.param({"type": "integer"}, 1.0, True, id="1.0 is an integer"),
    pytest.param({"const": 1}, True, False, id="true is not 1"),
    pytest.param({"const": [1]}, [True], False, id="not inside a list either"),
    pytest.param({"enum": [1]}, 1.0, True, id="1.0 is 1"),
    pytest.param({"maxLength": 1}, "𝒳", True, id="length counts code points"),
    pytest.param({"pattern": "b"}, "abc", True, id="a pattern searches"),
    pytest.param({"pattern": "b"}, 3, True, id="a pattern says nothing of numbers"),
    pytest.param({"required": ["a"]}, [], True, id="required says nothing of lists"),
    pytest.param({"format": "date"}, "x", True, id="a format is a remark"),
]


@pytest.mark.parametrize(("node", "document", "valid"), TABLE)
def test_verdict(node: dict[str, Any], document: Any, valid: bool) -> None:
    assert predicate.compile(node)(document) is valid
    assert jsonschema.Draft202012Validator(node).is_valid(document) is valid


REFUSED = [
    pytest.param({"uniqueItems": True}, id="a keyword outside the subset"),
    pytest.param({"properties": {"a": {"prefixItems": []}}}, id="one deep inside"),
    pytest.param({"$ref": "https://example.org/schema"}, id="a reference to elsewhere"),
    pytest.param({"$ref": "#/$defs/none"}, id="a reference to nothing"),
    pytest.param({"minLength": "2"}, id="a value that the keyword may not have"),
    pytest.param({"properties": {"a": {"$id": "urn:x"}}}, id="a second base"),
    pytest.param({"type": "text"}, id="an unknown type"),
    pytest.param({"type": []}, id="no type"),
    pytest.param({"required": ["a", "a"]}, id="a name twice"),
    pytest.param({"allOf": []}, id="an empty list of schemas"),
    pytest.param({"items": 5}, id="a number for a schema"),
    pytest.param({"additionalProperties": False, "properties": 5}, id="a number for a table"),
]


@pytest.mark.parametrize("node", REFUSED)
def test_refuses(node: dict[str, Any]) -> None:
    with pytest.raises(predicate.Unsupported):
        predicate.compile(node)


def test_a_reference_may_lead_back_to_itself() -> None:
    node = {"properties": {"next": {"$ref": "#"}}, "required": ["name"]}
    judge = predicate.compile(node)
    assert judge({"name": 1, "next": {"name": 2}})
    assert not judge({"name": 1, "next": {}})


def test_every_schema_of_ours_is_in_the_subset() -> None:
    for name in schema.kinds():
        predicate.compile(schema.schema_for(name))
    presets = Presets.load()
    for name in presets.names():
        for kind in presets.preset(name).kinds.values():
            predicate.compile(overlay(kind))
