"""Headings of entries that Markdown takes for text: no blank, no hashes, no line of their own."""

from __future__ import annotations

import re

from ..diagnostic import Span
from ..entry import Log, Region
from ..lazy import regex
from .blocks import Heading
from .recovery import Recovery

_DATED = r"[A-Z][A-Z0-9_]+-(?:\d{8}|\d{4}-\d{2}-\d{2})-"
# A no-break or an ideographic space, as input methods leave them, is no blank to Markdown.
_UNSPACED = regex(
    rf"^(?P<hashes>#{{1,6}})[\u00a0\u2000-\u200b\u3000]*(?P<text>[\[【]?{_DATED}[^\n]*)$",
    re.MULTILINE,
)
# What a line without a newline at its end is glued to: the end of the text before it.
_GLUED = regex(
    rf"^(?=[^#`>|\n])[^\n]*?[^\s#`>|(\[](?P<hashes>#{{2,6}}) (?P<text>[\[【]{_DATED}[^\n]*)$",
    re.MULTILINE,
)
_BOLD = regex(rf"^\*\*(?P<text>[\[【]?{_DATED}[^*\n]*)\*\*[ \t]*$", re.MULTILINE)
_BOLD_LEVEL = 2
# What they have in common; that is found fast, and stands on few lines.
_DATE = re.compile(r"-(?:\d{8}|\d{4}-\d{2}-\d{2})-")


def irregular(log: Log, unified: str, recovery: Recovery) -> list[Heading]:
    """The headings that are not at all headings to Markdown; each is noted as a region.

    Where the hashes or the line of its own are missing, fields have to stand under it.
    """
    found: list[Heading] = []
    if "-20" not in unified and "-19" not in unified:
        return found
    lines = dict.fromkeys(log.place(item.start())[0] for item in _DATE.finditer(unified))
    starts = [log.starts[line - 1] for line in lines]
    for reason, pattern in _PATTERNS.items():
        for item in filter(None, (pattern.match(unified, start) for start in starts)):
            line, column = log.place(item.start("text"))
            sure = reason == "heading-unspaced" or recovery.has_fields(item.end())
            if not sure or log.is_opaque(line):
                continue
            text = item["text"].strip()
            bold = reason == "heading-bold"
            level = _BOLD_LEVEL if bold else len(item["hashes"])
            found.append(Heading(line, level, text, column))
            at = column if bold else log.place(item.start("hashes"))[1]
            span = Span.at(line, at, len(text) if bold else level)
            log.regions.append(Region(reason, span, (text,)))
    return found


_PATTERNS = {"heading-unspaced": _UNSPACED, "heading-glued": _GLUED, "heading-bold": _BOLD}
