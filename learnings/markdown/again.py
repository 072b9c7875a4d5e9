"""Reading a log again after an edit: what stands before the edit is not read anew."""

from __future__ import annotations

from bisect import bisect_right

from ..entry import Log
from . import parse, plain
from .source import common_start, line_starts, newline_of, unify

# Entries that are one by themselves, and not because of what stands around them.
_PLAIN = ("id", "wal")


def parse_again(old: Log, text: str) -> Log:
    """The log of a new text, equal to what `parse` gives; entries before the edit are shared."""
    if old.beside:
        return _beside_again(old, text)
    kept = _kept(old, text)
    line = old.entries[kept].start if kept else 1
    # Blank lines in the place of what is kept: so every line has its number.
    rest = parse(
        ("\n" * (line - 1) + text[old.starts[line - 1] :] if kept else text).encode(
            "utf-8", "surrogateescape"
        ),
        old.path,
    )
    if not kept:
        return rest
    if not rest.entries or rest.entries[0].start != line or rest.fault:
        return parse(text.encode("utf-8", "surrogateescape"), old.path)
    return Log(
        path=old.path,
        text=text,
        starts=line_starts(unify(text)),
        entries=[*old.entries[:kept], *rest.entries],
        regions=[*(item for item in old.regions if item.span.line < line), *rest.regions],
        opaque=[*(item for item in old.opaque if item[0] < line), *rest.opaque],
        newline=newline_of(text),
    )


def _beside_again(old: Log, text: str) -> Log:
    """The same of a text beside the logs; what is no Markdown is one fence throughout."""
    data = text.encode("utf-8", "surrogateescape")
    result = plain(data, old.path)
    result.beside = old.beside
    whole = old.opaque == [(1, old.line_count + 1, "fence")]
    fence = [(1, result.line_count + 1, "fence")]
    result.opaque = fence if whole else parse(data, old.path).opaque
    return result


def _kept(old: Log, text: str) -> int:
    """How many entries at the beginning need not be read anew.

    One more than the edit reaches is read: where it begins shows that nothing reached into what
    is kept. Nothing is kept where a later text may change what an earlier one means.
    """
    if old.fault or any(region.reason != "template" for region in old.regions):
        return 0
    same = common_start(old.text, text)
    lines = bisect_right(old.starts, same)
    kept = bisect_right(old.entries, lines, key=lambda item: item.end) - 1
    if kept <= 0 or any(item.shape not in _PLAIN for item in old.entries[: kept + 1]):
        return 0
    line = old.entries[kept].start
    return 0 if any(start < line <= end - 1 for start, end, _ in old.opaque) else kept
