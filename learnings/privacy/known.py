"""What looks like a secret and is none: the salt and the marks in a baseline of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..lazy import regex
from .finding import Finding

_LARGEST = 32 << 20
_SALT = regex(r'"salt"\s*:\s*"[0-9a-f]{32}"')
_MARK = regex(r'"[0-9a-f]{16}"\s*:')
_MADE = regex(r"[0-9a-f]{16}")
_NAME = regex(r"[a-z]+(?:-[a-z]+)*")
_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELDS = ({"check", "paths"}, {"check", "paths", "marks"})


def unknown(text: str, found: list[Finding]) -> list[Finding]:
    """The findings but for those in the salt and the marks of a baseline.

    A text is one if it has exactly the fields that we write, and each of them says what we say in
    it, wherever the file lies. What stands elsewhere in it, such as in a path, is still found.
    """
    if not found or not _is_baseline(text):
        return found
    ours = [item.span() for part in (_SALT, _MARK) for item in part.finditer(text)]
    return [
        item
        for item in found
        if not any(start <= item.start and item.end <= end for start, end in ours)
    ]


def _is_baseline(text: str) -> bool:
    if '"salt"' not in text or not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    if len(text) > _LARGEST:
        return False
    try:
        data = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_unique)
    except (ValueError, RecursionError, MemoryError):
        return False
    return (
        isinstance(data, dict)
        and set(data) == {"version", "salt", "findings"}
        and type(data["version"]) is int
        and isinstance(data["salt"], str)
        and isinstance(data["findings"], dict)
        and all(_is_known(mark, item) for mark, item in data["findings"].items())
    )


def _is_known(mark: str, item: object) -> bool:
    if not _MADE.fullmatch(mark) or not isinstance(item, dict):
        return False
    if set(item) - {"until"} not in _FIELDS or not _is_count(item["paths"]):
        return False
    marks, until = item.get("marks", {}), item.get("until", "2030-12-31")
    return (
        isinstance(item["check"], str)
        and _NAME.fullmatch(item["check"]) is not None
        and isinstance(until, str)
        and _DAY.fullmatch(until) is not None
        and _is_count(marks)
        and all(map(_MADE.fullmatch, marks))
    )


def _is_count(counts: object) -> bool:
    return isinstance(counts, dict) and all(type(count) is int for count in counts.values())


def _unique(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
