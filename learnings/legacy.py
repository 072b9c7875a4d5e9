"""The baseline of detect-secrets, taken over once: which findings it knows by their value."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from .diagnostic import Diagnostic
from .disk import UnreadableError, printable, read_regular, relative
from .entry import Log
from .errors import ConfigurationError

# What is taken over has to be rotated by then.
LONGEST = dt.timedelta(days=180)
_LARGEST = 32 * 1024 * 1024
# Of these it hashes how the value begins, which is the same for all of them.
_BLIND = frozenset(("GitHub Token", "GitLab Token", "Private Key"))


def known(
    path: str, root: str, diagnostics: Sequence[Diagnostic], logs: Mapping[str, Log]
) -> list[Diagnostic]:
    """The findings of secrets whose very value a baseline of detect-secrets knows in that file.

    Raises `ConfigurationError` for what is no such baseline.
    """
    folder = os.path.dirname(os.path.realpath(path))
    hashes: dict[str, set[str]] = {}
    for name, rows in _results(path).items():
        found = relative(os.path.normpath(os.path.join(folder, name)), os.path.realpath(root))
        hashes[found] = {row["hashed_secret"] for row in rows if row.get("type") not in _BLIND}
    return [
        item
        for item in diagnostics
        if item.group == "secrets"
        and item.path in logs
        and _hash(_value(item, logs[item.path])) in hashes.get(item.path, ())
    ]


def unknown(path: str) -> int:
    """Of how many secrets a baseline of detect-secrets holds only how they begin.

    Raises as `known` does.
    """
    return sum(row.get("type") in _BLIND for rows in _results(path).values() for row in rows)


def _results(path: str) -> dict[str, list[dict[str, Any]]]:
    shown = printable(path)
    try:
        data = json.loads(read_regular(path, _LARGEST))
        results = data["results"]
        rows = [row for found in results.values() for row in found]
        hashes = [bytes.fromhex(row["hashed_secret"]) for row in rows]
    except UnreadableError as error:
        raise ConfigurationError(f"{shown} {error.reason}") from error
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        # No cause is kept: it would quote the file.
        raise ConfigurationError(f"{shown} is no baseline of detect-secrets") from None
    return dict(results) if hashes else {}


def _value(item: Diagnostic, log: Log) -> str:
    span = item.span
    return log.text[log.offset(span.line, span.column) : log.offset(span.end_line, span.end_column)]


def _hash(value: str) -> str:
    # That is how detect-secrets writes it down; nothing of it is kept.
    data = value.encode("utf-8", "surrogateescape")
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
