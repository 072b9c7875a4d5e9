"""Long pieces of logs that nobody has looked through.

Fifteen lines with a time in one fenced block, and nothing in it that was left out or blackened:
that was pasted, not chosen. What stands in it may be harmless, and no detector knows all that a log
may say. So the finding is for the author; nothing is replaced, and its span is the fence's first
line, which lies over no other finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import BlockDetector
from ..finding import Hit
from ..told import FENCES, lines_of

LONG = 15
_FENCE = regex(r"[ \t>]{0,12}(?:[-*+] )?(?P<fence>`{3,}|~{3,})")
_TIMED = regex(
    r".{0,60}?(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}|[IWEF][0-9]{4} [0-9]{2}:[0-9]{2}"
    r"|\[[ 0-9]{1,8}\.[0-9]{6}\]|\b1[0-9]{9}(?:\.?[0-9]{3})?\b)"
)
_CHOSEN = regex(
    r"\[REDACTED|<redacted|\[redacted|\*{3,}|█|^\W*(?:\.\.\.|…|\[\.\.\.\]|\[…\]|\(\.\.\.\)|<snip>|\[snip\])\W*$"
    r"|\b(?:lines|entries) (?:omitted|skipped|removed)|-{2,} ?8< ?-{2,}",
    re.IGNORECASE,
)


def _blocks(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each long fenced block: where its first line begins and ends, and the lines inside."""
    fence, opened, begin = "", (0, 0), 0
    lines, told = lines_of(text, FENCES)
    for start, end in (lines[number] for number in told):
        found = _FENCE.match(text, start)
        if found is None:
            continue
        if not fence:
            line = text[start:end].rstrip()
            fence, opened, begin = found["fence"], (found.start("fence"), start + len(line)), end
        elif found["fence"].startswith(fence):
            if text.count("\n", begin, start) >= LONG:
                yield (*opened, _lines(text[begin:start]))
            fence = ""
    if fence:
        yield (*opened, _lines(text[begin:]))


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _find(text: str) -> Iterator[Hit]:
    for start, end, lines in _blocks(text):
        timed = sum(_TIMED.match(line) is not None for line in lines)
        is_log = timed >= LONG and 2 * timed >= len(lines)
        if is_log and not any(_CHOSEN.search(line) for line in lines):
            yield Hit(start, end)


_LINE = "2026-03-01T09:00:{d*2}Z INFO step {d*3} done\n"
_EXCERPT = BlockDetector(
    name="raw-log-excerpt",
    least="excerpt",
    check="raw-log-excerpt",
    kind="",
    title="long excerpt of a log without anything redacted or left out",
    gates=FENCES,
    find=_find,
    source="the templates of the log ask for redacted excerpts",
    recipes=("```log\n" + LONG * _LINE + "```\n",),
    decoys=(
        "```log\n" + 14 * _LINE + "```\n",
        "```log\n" + LONG * _LINE + "[...]\n```\n",
        LONG * _LINE,
        "```\n" + LONG * _LINE + "user [REDACTED:user]\n```\n",
    ),
    confidence=Confidence.MEDIUM,
)

EXCERPTS = (_EXCERPT,)
