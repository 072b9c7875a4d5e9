"""Conflict markers: what a person, or a later run, has to decide."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")


class Labels(NamedTuple):
    """How the sides are called, and how long the markers are."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


def conflict(ours: str, theirs: str, labels: Labels) -> str:
    """Both versions of a stretch between markers; each ends with a line end or is empty."""
    size = labels.size
    return (
        f"{'<' * size} {labels.ours}\n{_closed(ours)}{'=' * size}\n"
        f"{_closed(theirs)}{'>' * size} {labels.theirs}\n"
    )


def _closed(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else f"{text}\n"


def with_markers(ours: bytes, theirs: bytes, labels: Labels) -> bytes:
    """Both versions of a file as a whole, in one conflict but for what they begin and end with.

    This takes any bytes, needs no understanding of them, and leaves nothing out.
    """
    if ours == theirs:
        return ours
    one, two = (_lines(data) for data in (ours, theirs))
    least = min(len(one), len(two))
    start = end = 0
    while start < least and one[start] == two[start]:
        start += 1
    while end < least - start and one[-1 - end] == two[-1 - end]:
        end += 1
    newline = b"\r\n" if b"\r\n" in ours else b"\n"
    mark = [sign * labels.size for sign in (b"<", b"=", b">")]
    names = [label.encode("utf-8", "surrogateescape") for label in (labels.ours, labels.theirs)]
    stop = [len(one) - end, len(two) - end]
    return b"".join([
        *one[:start],
        mark[0] + b" " + names[0] + newline, *_whole(one[start : stop[0]], newline),
        mark[1] + newline, *_whole(two[start : stop[1]], newline),
        mark[2] + b" " + names[1] + newline,
        *one[stop[0] :],
    ])  # fmt: skip


def _lines(data: bytes) -> list[bytes]:
    return [found[0] for found in _LINE.finditer(data) if found[0]]


def _whole(lines: list[bytes], newline: bytes) -> list[bytes]:
    if lines and not lines[-1].endswith((b"\n", b"\r")):
        return [*lines[:-1], lines[-1] + newline]
    return lines
