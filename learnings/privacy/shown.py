"""What the Markdown of a line shows, and where each of its characters comes from.

A token may be written with a backslash before each underscore, with entities or with invisible
characters in it; and a bracket, an asterisk or a full stop right after it hides it from a pattern
that wants a space there. So the first are undone, and the second become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..lazy import regex
from .folding import unmarked
from .signs import ALIKE, INVISIBLE, PUNCTUATION, WIDE_ONES, odd

_WIDE = str.maketrans(WIDE_ONES, ":=" + " " * 14 + "\"\"\"'''")
_NAMES = (
    "a|abbr|b|blockquote|body|br|center|cite|code|dd|del|details|div|dl|dt|em|font|h[1-6]|head|hr"
    "|html|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup"
    "|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr"
)
# What changes more than single characters to spaces.
CHANGE = (
    rf"\\[{PUNCTUATION}]|\\(?:u00|x)[2-7][0-9A-Fa-f]"
    r"|&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\x1b\[[0-9;]{0,20}[A-Za-z]"
    rf"|[{INVISIBLE}]+"
    r"|[\[(](?<=[A-Za-z0-9].)(?:\.|dot)[\])](?=[A-Za-z0-9])"
    r"|\*\*(?<=[A-Za-z0-9]\*\*)\*?(?=[A-Za-z0-9])"
    r"|<(?<=[A-Za-z0-9]<)(?:/?(?:b|code|em|font|i|mark|s|span|strong|u|wbr)\b[^<>]{0,60}|!--[^<>]{0,60}--)"
    r">(?=[A-Za-z0-9])"
)
_CHANGED = regex(CHANGE)
_UNSEEN = regex(f"[{INVISIBLE}]+")
_ALIKE = regex(f"[{ALIKE}]")
_EDGY = regex(r"[\[\]()<>`*|]|~~|[.,;:!?_](?!\w)|(?<!\w)_")
_TAG = regex(rf"</?(?:{_NAMES})(?=[\s/>])|<!--|-->", re.IGNORECASE)
_TILDES = regex(r"~~+")
# Each begins with a sign of a set, found at once; what stands before it is asked afterwards.
_STOP = regex(r"[.,;!?](?<![.,;!?][.,;!?])(?=\s|$)")
_STOPS = regex(r"[.,;!?](?<![.,;!?][.,;!?])[.,;!?]++(?=\s|$)")
# A colon after a word announces a value; after a token it ends a sentence.
_ENDING = regex(r":(?=\s|$)")
_COLON = regex(r"(?<![\w\-+/.~=])(?=[A-Za-z_\-+/.~=]*\d)[\w\-+/.~=]{12,}:(?=\s|$)")
_SCORE = regex(r"(?<![A-Za-z0-9_\\])_{1,3}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9=])_{1,3}(?![A-Za-z0-9_])")


class Shown(NamedTuple):
    """A text, and for each of its characters where it begins and ends in what is written.

    Without `starts` and `ends` each character stands where it is written.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` up to `end` are written."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def shown(line: str) -> Shown:
    """What a line shows. Punctuation around a token becomes as many spaces."""
    starts: list[int] | None = None
    ends: list[int] | None = None
    if not line.isascii():
        line = _ALIKE.sub(_usual, line.translate(_WIDE))
    if odd(line):
        line, starts, ends = changed(line, _CHANGED, said_by)
    return Shown(
        _spaced(line, _escaped(starts, ends)) if _EDGY.search(line) else line, starts, ends
    )


def _usual(found: re.Match[str]) -> str:
    """The letter that a full-width or mathematical one is a form of."""
    from unicodedata import normalize

    said = normalize("NFKC", found[0])
    return said if len(said) == 1 else found[0]


def plainly(text: str) -> str:
    """A text without its escapes, entities and invisible characters."""
    if not text.isascii():
        text = _ALIKE.sub(_usual, text)
    return changed(text, _CHANGED, said_by)[0] if odd(text) else text


def changed(
    line: str, pattern: re.Pattern[str], says: Callable[[str], str]
) -> tuple[str, list[int], list[int]]:
    """A text in which each match of a pattern is what it says, and where its characters stand."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for change in pattern.finditer(line):
        begin, end = change.span()
        parts.append(line[place:begin])
        starts += range(place, begin)
        ends += range(place + 1, begin + 1)
        said = says(change[0])
        parts.append(said)
        starts += [begin] * len(said)
        ends += [end] * len(said)
        place = end
    parts.append(line[place:])
    starts += range(place, len(line))
    ends += range(place + 1, len(line) + 1)
    return "".join(parts), starts, ends


def said_by(written: str) -> str:
    """What an escape, an entity, or a mark that is not shown says."""
    if written[0] == "\\":
        return written[1] if len(written) == 2 else chr(int(written[-2:], 16)).rstrip("\x7f")
    if written[0] == "&":
        from html import unescape

        said = unescape(written)
        return " " if said in {"\n", "\r"} else _UNSEEN.sub("", said)
    return "." if written[0] in "[(" else ""


def _escaped(starts: list[int] | None, ends: list[int] | None) -> frozenset[int]:
    """Where characters stand that were written with more than themselves."""
    if starts is None or ends is None:
        return frozenset()
    pairs = enumerate(zip(starts, ends, strict=True))
    return frozenset(place for place, (start, end) in pairs if end - start > 1)


def _spaced(line: str, escaped: frozenset[int]) -> str:
    if "<" in line or "-->" in line:
        line = _TAG.sub(_blank, line)
    line = unmarked(line)
    if "~~" in line:
        line = _TILDES.sub(_blank, line)
    if "_" in line:
        line = _without_emphasis(line, escaped)
    line = _STOPS.sub(_blank, _STOP.sub(" ", line))
    if _ENDING.search(line):
        line = _COLON.sub(lambda found: found[0][:-1] + " ", line)
    return line


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _without_emphasis(line: str, escaped: frozenset[int]) -> str:
    """Underscores around a word become spaces; a token that ends in one keeps it.

    What was escaped is no emphasis.
    """
    is_open = False
    letters = list(line)
    for found in _SCORE.finditer(line):
        begin, end = found.span()
        if not escaped.isdisjoint(range(begin, end)):
            continue
        opens = line[end : end + 1].isalnum() and not line[max(begin - 1, 0) : begin].isalnum()
        if opens or is_open:
            letters[begin:end] = " " * (end - begin)
        is_open = opens
    return "".join(letters)
