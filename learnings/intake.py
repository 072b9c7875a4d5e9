"""What is said of a new entry, brought to the names that its kind has: options, JSON, one text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .composition import main_text
from .errors import UsageError
from .kind import Kind
from .vocabulary import field_name, json_name, section_name

# Where a thing of these names belongs in kinds that call it otherwise, the best place first.
_ROLES: Mapping[str, tuple[str, ...]] = {
    "details": ("error", "user context", "context", "root cause"),
    "suggested action": ("suggested fix", "suggested implementation", "prevention",
                         "prevention measures", "action"),
    "see also": ("related incidents", "related entries", "related features", "related issues"),
}  # fmt: skip
# What an entry is about, in a sentence.
_MAIN = ("text", "summary")
_LOOSE = ("pattern key", "see also", "source", "tags")
# What an entry gets from where it stands, and what `list` tells twice.
_OF_A_PLACE = frozenset(("id", "kind", "preset", "path", "line", "raw", "fields", "sections"))


def taken(item: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as `list --format json` prints it, or as somebody wrote it, for `compose`.

    Raises `UsageError` where `fields` or `sections` are no tables.
    """
    given = dict(_table(item, "fields"))
    given.update({key: value for key, value in item.items() if key not in _OF_A_PLACE})
    if given.get("title") == given.get("category"):
        given.pop("title", None)
    given = {key: value for key, value in given.items() if value is not None}
    sections = {str(name): _body(body) for name, body in _table(item, "sections").items()}
    return {**given, "sections": sections} if sections else given


def objects(data: bytes) -> list[dict[str, Any]]:
    """The entries in a JSON document: an object, a list of them, or what `list` prints.

    Raises `UsageError` for anything else.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"standard input is no JSON: {error}") from error
    if isinstance(document, dict) and isinstance(document.get("entries"), list):
        document = document["entries"]
    items = document if isinstance(document, list) else [document]
    if not items or not all(isinstance(item, dict) for item in items):
        raise UsageError("standard input must hold an object, or a list of objects")
    return items


def placed(kind: Kind, given: Mapping[str, Any]) -> dict[str, Any]:
    """The same under the names of the kind.

    `text` and `summary` are its main text where it has nothing of that name, and tell the symptoms
    where that is a title which is given. Raises `UsageError` if two of them claim one place, and
    for a title that has none.
    """
    if kind.tail == "date":
        return _dated(given)
    if kind.tail == "category" and given.get("title") and given.get("category"):
        raise UsageError(f"the heading of {kind.called} holds its category: "
                         "say in --summary what you would say in a title")  # fmt: skip
    found: dict[str, Any] = {}
    for key in sorted(given, key=lambda name: name in _MAIN):
        name, value = _home(kind, str(key)), given[key]
        if key in _MAIN and name == "title" and found.get(name) and knows(kind, "symptoms"):
            name = "symptoms"
        if name in found and found[name] != value:
            raise UsageError(f"{key} says again what {name.replace('_', ' ')} says")
        found[name] = value
    return found


def _dated(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a note under a date: its first line is the title where none is given."""
    told = [str(given[key]).strip() for key in (*_MAIN, "details") if given.get(key)]
    found = {key: value for key, value in given.items() if key not in (*_MAIN, "details")}
    if told and not found.get("title"):
        first, _, rest = told[0].partition("\n")
        found["title"], told[0] = first.strip(), rest.strip("\n")
    return {**found, "prose": "\n\n".join(part for part in told if part)}


def knows(kind: Kind, name: str) -> bool:
    """True if the template of the kind has a field or a section of that name."""
    field, section = field_name(name), section_name(name)
    return bool(
        kind.field(field)
        or kind.section(section)
        or any(spec.field(field) for spec in kind.sections)
    )


def _home(kind: Kind, key: str) -> str:
    name = {"action": "suggested action", "text": "summary"}.get(key, field_name(key))
    if "." in key or key in ("title", "category", "sections"):
        return key
    if key == "action" and kind.field("action") is not None:
        return key
    if knows(kind, name):
        return json_name(name)
    if name == "summary":
        return json_name(main_text(kind))
    for other in _ROLES.get(name, ()):
        if knows(kind, other):
            return json_name(other)
    if name in _LOOSE and kind.section("metadata") is not None:
        return f"metadata.{json_name(name)}"
    return key


def _table(item: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = item.get(key) or {}
    if not isinstance(found, Mapping):
        raise UsageError(f"{key} must be a table of names and values")
    return found


def _body(body: Any) -> Any:
    """A section without the lines of its text that its fields say as well."""
    if not isinstance(body, Mapping) or not isinstance(body.get("text"), str):
        return body
    names = {field_name(str(key)) for key in body if key not in ("text", "raw")}
    lines = [line for line in body["text"].split("\n") if _key(line) not in names]
    return {**{k: v for k, v in body.items() if k != "raw"}, "text": "\n".join(lines).strip("\n")}


def _key(line: str) -> str:
    found = re.match(
        r"[ \t]*(?:[-*+][ \t]+)?[*_]*([^*_:：\n]{1,40}(?:_[^*_:：\n]+)*)[*_]*[:：]", line
    )
    return field_name(found[1]) if found else "\n"
