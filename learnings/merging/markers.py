"""Conflict markers: what a person, or a later run, has to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")


class Labels(NamedTuple):
    """How the sides are called, how long the markers are, and whether the base is shown too."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7
    with_base: bool = False
    base: str = "base"


def conflict(ours: str, base: str, theirs: str, labels: Labels) -> str:
    """The versions of a stretch between markers; each ends with a line end or is empty."""
    size = labels.size
    middle = f"{'|' * size} {labels.base}\n{_closed(base)}" if labels.with_base else ""
    return (
        f"{'<' * size} {labels.ours}\n{_closed(ours)}{middle}{'=' * size}\n"
        f"{_closed(theirs)}{'>' * size} {labels.theirs}\n"
    )


def _closed(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else f"{text}\n"


def with_markers(ours: bytes, theirs: bytes, labels: Labels, base: bytes = b"") -> bytes:
    """The versions of a file as a whole, in one conflict but for what they begin and end with.

    This takes any bytes, needs no understanding of them, and leaves nothing out.
    """
    if ours == theirs:
        return ours
    versions = [ours, base, theirs] if labels.with_base else [ours, theirs]
    parts = [_lines(data) for data in versions]
    least = min(len(lines) for lines in parts)
    start = end = 0
    while start < least and _is_one(lines[start] for lines in parts):
        start += 1
    while end < least - start and _is_one(lines[-1 - end] for lines in parts):
        end += 1
    newline = b"\r\n" if b"\r\n" in ours else b"\n"
    inner = [_whole(lines[start : len(lines) - end], newline) for lines in parts]
    one, two = parts[0], inner[-1]
    middle = [_mark(b"|", labels, labels.base, newline), *inner[1]] if labels.with_base else []
    return b"".join([
        *one[:start],
        _mark(b"<", labels, labels.ours, newline), *inner[0],
        *middle,
        _mark(b"=", labels, "", newline), *two,
        _mark(b">", labels, labels.theirs, newline),
        *one[len(one) - end :],
    ])  # fmt: skip


def _mark(sign: bytes, labels: Labels, name: str, newline: bytes) -> bytes:
    label = name.encode("utf-8", "surrogateescape")
    return sign * labels.size + (b" " + label if label else b"") + newline


def _is_one(lines: Iterable[bytes]) -> bool:
    return len(set(lines)) == 1


def _lines(data: bytes) -> list[bytes]:
    return [found[0] for found in _LINE.finditer(data) if found[0]]


def _whole(lines: list[bytes], newline: bytes) -> list[bytes]:
    if lines and not lines[-1].endswith((b"\n", b"\r")):
        return [*lines[:-1], lines[-1] + newline]
    return lines
