"""Binds what a baseline knows of a secret to the secret that was there.

A fingerprint says of which kind a secret is and in which entry: another one in its place has the
same. So a baseline keeps a salted mark of each. One of a long and random value is made of the
value, since nobody can guess it. Of a password that could be tried out it is made of the lines
around it, with a `*` for each of its characters.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from .diagnostic import Diagnostic
from .entry import Log
from .privacy.secrets.worth import classes, entropy, is_worded
from .watch import Watch

_DIGITS = 16
_LEAST_LENGTH, _LEAST_BITS = 20, 72.0


@dataclass(frozen=True, slots=True)
class Binder:
    """Makes marks of findings in logs; `names` leads from the path of one to that of its log."""

    watch: Watch
    logs: Mapping[str, Log]
    names: Mapping[str, str]

    def __call__(self, item: Diagnostic, salt: bytes) -> str:
        """The mark of a finding of a secret; empty for all others, and for names of files."""
        log = self.logs.get(self.names.get(item.path, item.path))
        if item.group != "secrets" or log is None or ".path." in item.problem.subject:
            return ""
        span = item.span
        if span.end_line > log.line_count:
            return ""
        start = log.offset(span.line, span.column)
        value = log.text[start : log.offset(span.end_line, span.end_column)]
        if is_strong(value):
            return _mark(salt, "value", value)
        lines = (self.watch.line(log, at) for at in range(span.line, span.end_line + 1))
        return _mark(salt, "lines", "\n".join(lines))


def is_strong(value: str) -> bool:
    """True for a value that nobody finds by trying: long, of many signs, and not of words."""
    if len(value) < _LEAST_LENGTH or any(sign.isspace() for sign in value):
        return False
    return (
        classes(value) >= 2 and entropy(value) * len(value) >= _LEAST_BITS and not is_worded(value)
    )


def _mark(salt: bytes, kind: str, text: str) -> str:
    said = f"{kind}\0{text}".encode("utf-8", "surrogateescape")
    return hmac.digest(salt, said, "sha256").hex()[:_DIGITS]
