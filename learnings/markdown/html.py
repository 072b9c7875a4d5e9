"""HTML blocks: where one that begins on a line ends (CommonMark 0.31, section 4.6)."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..lazy import regex

_HTML_BLOCK = regex(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    r"|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr"
    r"|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search"
    r"|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t\n]|/?>|$)",
    re.IGNORECASE,
)
_VERBATIM = regex(r"<(script|pre|style|textarea)(?:[ \t\n>]|$)", re.IGNORECASE)
_VERBATIM_END = regex(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)


def html_end(
    text: str, start: int, find: Callable[[str, int], int] | None = None
) -> tuple[int, bool]:
    """Where the HTML block at `start` ends (-1: it is none) and whether it is closed.

    CommonMark 0.31, section 4.6, kinds 1 to 6.
    """
    find = find or text.find
    for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")):
        if text.startswith(opening, start):
            return _end_of_line(text, find(closing, start + 2 if closing == "-->" else start))
    if text.startswith("<!", start):
        return (
            _end_of_line(text, text.find(">", start))
            if text[start + 2 : start + 3].isalpha()
            else (-1, True)
        )
    if _VERBATIM.match(text, start):
        found = _VERBATIM_END.search(text, start)
        return _end_of_line(text, found.start() if found else -1)
    if _HTML_BLOCK.match(text, start):
        blank = re.compile(r"\n[ \t]*(?:\n|$)").search(text, start)
        return (blank.start() + 1, True) if blank else (len(text) + 1, True)
    return -1, True


def _end_of_line(text: str, at: int) -> tuple[int, bool]:
    if at < 0:
        return len(text) + 1, False
    end = text.find("\n", at)
    return (end + 1, True) if end >= 0 else (len(text) + 1, True)
