"""A review as JSON, a promise: `learnings schema review` describes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..output.escape import document, visible
from .model import Item, Rate, Review

VERSION = 1


def json_document(review: Review) -> str:
    """The document of version 1; keys and types change only with the version."""
    return document(content(review), 3)


def content(review: Review) -> dict[str, Any]:
    """What the document says, as plain values."""
    parts = ("totals", "stale", "returned", "recurrences", "overdue", "candidates", "rules",
             "noted", "conflicted")  # fmt: skip
    return {
        "version": VERSION,
        "today": review.today.isoformat(),
        "window": {"since": review.since.isoformat(), "days": review.window},
        "wanted": {name: list(words) for name, words in review.wanted.items()},
        "findings": review.findings,
        **{part: [_plain(one) for one in getattr(review, part)] for part in parts},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Item):
        return _item(value)
    if isinstance(value, Rate):
        return {**_fields(value), "test": "one-sided exact binomial"}
    if hasattr(value, "_asdict"):
        return _fields(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 6)
    return visible(value) if isinstance(value, str) else value


def _fields(value: Any) -> dict[str, Any]:
    fields = {name: _plain(item) for name, item in value._asdict().items()}
    if "path" in fields:
        fields["path"] = value.path  # what a program opens stays exact
    return fields


def _item(item: Item) -> dict[str, Any]:
    fields = _fields(item)
    del fields["is_named"], fields["label"]
    for name in ("id", "status", "priority", "severity"):
        fields[name] = fields[name] or None
    return fields
