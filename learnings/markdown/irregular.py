"""Entries whose headings are none to Markdown.

Where a blank, the hashes or a line of its own is missing, the heading is read all the same. An
entry written in HTML, in a quotation or as a list item is not read, and named.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from .. import vocabulary
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
    rf"^(?=[^#`>|\n])[^\n]*?[^\s#`>|(\[\\](?P<hashes>#{{2,6}}) (?P<text>[\[【]{_DATED}[^\n]*)$",
    re.MULTILINE,
)
_BOLD = regex(rf"^\*\*(?P<text>[\[【]?{_DATED}[^*\n]*)\*\*[ \t]*$", re.MULTILINE)
_BOLD_LEVEL = 2
_LED = rf"(?:\*\*|__|`)?\\?[\[【]?(?P<id>{_DATED}\w[\w-]*)"
_ITEM = regex(rf"^(?P<indent>[ \t]*)(?:[-*+]|\d{{1,4}}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?{_LED}")
_HTML = regex(rf"^[ \t]*(?:<[A-Za-z][^<>\n]*>[ \t]*)+{_LED}")
_NESTED = regex(
    r"^[ \t]*(?P<marks>(?:(?:>|[-*+](?=[ \t])|\d{1,4}[.)](?=[ \t]))[ \t]*)*+)"
    rf"#{{1,6}}[ \t]+{_LED}"
)
_TITLE = regex(r"<(?:h[1-6]|summary)\b", re.IGNORECASE)
_KEY = r"(?P<key>[^\W\d_][^*:：<>\n|]{0,29}?)"
_FIELD = regex(
    rf"[ \t]*(?:>[ \t]*|[-*+][ \t]+|<[A-Za-z][^<>\n]*>[ \t]*)*(?:\*\*|__|`)?{_KEY}[ \t]*"
    r"(?:(?:\*\*|__|`|</\w+>)[ \t]*)?[:：]"
)
_INLINE = regex(
    rf"(?:\*\*|__|<(?:b|strong)>){_KEY}[ \t]*[:：]?(?:\*\*|__|</\w+>)(?!\\)[ \t]*[:：]?"
)
# How far below its first line such an entry shows its fields.
_REACH = 30
_MOST = 1000
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


def unread(log: Log, unified: str) -> None:
    """Note the entries that are written as list items or with HTML: an ID, and fields below.

    An ID in an index, a table of contents or a list of references has none.
    """
    if "-20" not in unified and "-19" not in unified:
        return
    lines = dict.fromkeys(log.place(item.start())[0] for item in _DATE.finditer(unified))
    for line in lines:
        text = log.line(line)
        reason, found = "entry-item", _ITEM.match(text)
        if found is None and text.lstrip()[:1] == "<" and _TITLE.search(text):
            reason, found = "entry-html", _HTML.match(text)
        if found is None and "#" in text:
            reason, found = "entry-nested", _nested(log, line)
        if found is None or _is_sample(log, line, reason) or not _has_fields(log, line, found):
            continue
        span = Span.at(line, found.start("id") + 1, len(found["id"]))
        log.regions.append(Region(reason, span, (found["id"],)))


def _nested(log: Log, line: int) -> re.Match[str] | None:
    """A heading in a quotation, a list item or HTML: to Markdown it heads nothing of ours."""
    found = _NESTED.match(log.line(line))
    return found if found and (found["marks"] or log.is_opaque(line)) else None


def _is_sample(log: Log, line: int, reason: str) -> bool:
    """True in a fence or a comment; an HTML heading stands in HTML, of course."""
    index = bisect_right(log.opaque, line, key=lambda block: block[0]) - 1
    if index < 0 or line >= log.opaque[index][1]:
        return False
    start, _, kind = log.opaque[index]
    return kind != "html" or reason == "entry-item" or log.line(start).lstrip()[:2] == "<!"


def _has_fields(log: Log, line: int, found: re.Match[str]) -> bool:
    """True if two fields belong to it, one of them a core one."""
    text = log.line(line)
    keys = [item["key"] for item in _INLINE.finditer(text, found.end())]
    indent = _width(found["indent"]) if "indent" in found.groupdict() else -1
    for number in range(line + 1, min(line + _REACH, log.line_count) + 1):
        below = log.line(number)[:_MOST]
        if not below.strip():
            continue
        lead = below.lstrip()
        outside = indent >= 0 and _width(below[: len(below) - len(lead)]) <= indent
        if outside or lead.startswith("#") or _DATE.search(below):
            break
        item = _FIELD.match(below)
        keys += [item["key"]] if item else []
        keys += [more["key"] for more in _INLINE.finditer(below)]
    names = {vocabulary.field_name(key.strip()) for key in keys}
    return len(names) > 1 and any(vocabulary.is_core(name) for name in names)


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(4))


_PATTERNS = {"heading-unspaced": _UNSPACED, "heading-glued": _GLUED, "heading-bold": _BOLD}
