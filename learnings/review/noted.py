"""The lines that hooks note beside the logs, counted by what they say."""

from __future__ import annotations

from ..lazy import regex
from ..markdown import plain
from .model import Kind, Noted

_STAMP = regex(r"\[?(?P<when>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?"
               r"(?:Z|[+-]\d{2}:?\d{2})?)?)\]?[\s:|-]*")  # fmt: skip
_MOST_KINDS = 10
_LONGEST = 200


def noted(path: str, data: bytes) -> Noted | None:
    """What the file holds; None if it has no line."""
    counts: dict[str, list[str]] = {}
    lines = 0
    log = plain(data, path)
    for number in range(1, log.line_count + 1):
        line = log.line(number).strip()
        if not line:
            continue
        lines += 1
        stamp = _STAMP.match(line)
        when = stamp["when"] if stamp is not None else ""
        text = (line[stamp.end() :] if stamp is not None else line)[:_LONGEST]
        counts.setdefault(text, []).append(when)
    if not lines:
        return None
    kinds = [_kind(text, times) for text, times in counts.items()]
    kinds.sort(key=lambda kind: (-kind.times, kind.text))
    return Noted(path, lines, tuple(kinds[:_MOST_KINDS]))


def _kind(text: str, times: list[str]) -> Kind:
    known = sorted(when for when in times if when)
    return Kind(text, len(times), known[0] if known else "", known[-1] if known else "")
