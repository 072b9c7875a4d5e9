"""Judges each request and each answer by GitHub's own description of its API."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

DESCRIPTION = Path(__file__).resolve().parent.parent / "data" / "github-openapi.json"
MOMENT = "2026-03-10T09:00:00Z"


@functools.cache
def description() -> dict[str, Any]:
    """The cut description as a document."""
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


@functools.cache
def _api() -> OpenAPI:
    return OpenAPI.from_dict(description())


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), path)
        for path in description()["paths"]
    ]


def operation(method: str, path: str) -> dict[str, Any] | None:
    """The operation that a path means; `None` for one that the cut description lacks."""
    for pattern, name in _patterns():
        if pattern.fullmatch(path):
            found = description()["paths"][name].get(method.lower())
            return {**found, "path": name} if found else None
    return None


def _request(
    method: str, path: str, query: tuple[tuple[str, str], ...], data: bytes
) -> MockRequest:
    return MockRequest(
        "https://api.github.com", method.lower(), path, args=dict(query), data=data or None
    )


# The same words get the same verdict, and most tests say the same.
@functools.lru_cache(maxsize=10_000)
def of_request(
    method: str, path: str, query: tuple[tuple[str, str], ...], data: bytes
) -> tuple[str, ...]:
    """What the description has against a request."""
    try:
        _api().validate_request(_request(method, path, query, data))
    except OpenAPIError as error:
        return (f"{method} {path}: request: {error!r} {_detail(error)}",)
    return ()


@functools.lru_cache(maxsize=10_000)
def of_answer(method: str, path: str, status: int, data: bytes) -> tuple[str, ...]:
    """What the description has against an answer."""
    try:
        _api().validate_response(_request(method, path, (), b""),
                                 MockResponse(data, status_code=status))  # fmt: skip
    except OpenAPIError as error:
        return (f"{method} {path}: answer {status}: {error!r} {_detail(error)}",)
    return ()


def _detail(error: BaseException) -> str:
    cause = error.__cause__
    errors = getattr(cause, "schema_errors", None) or []
    return "; ".join(f"{list(item.path)}: {item.message[:200]}" for item in errors) or str(cause)


def sample(name: str) -> dict[str, Any]:
    """The least that GitHub gives for a schema: all that is required, empty where it may be."""
    made = _sample({"$ref": f"#/components/schemas/{name}"})
    assert isinstance(made, dict)
    return made


def _sample(schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _sample(description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if schema.get("nullable"):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("oneOf", "anyOf"):
        if key in schema:
            options = [option for option in schema[key] if option.get("enum") != [None]]
            return None if len(options) < len(schema[key]) else _sample(options[0])
    if "allOf" in schema:
        return functools.reduce(lambda one, two: one | two, map(_sample, schema["allOf"]))
    kind = schema.get("type", "object")
    if kind == "object":
        known = schema.get("properties", {})
        return {name: _sample(known.get(name, {})) for name in schema.get("required", ())}
    plain = {"array": [], "integer": 1, "number": 1, "boolean": False}
    formats = {"uri": "https://api.github.com/x", "date-time": MOMENT, "email": "ada@example.org"}
    return plain.get(kind, formats.get(schema.get("format", ""), "x"))
