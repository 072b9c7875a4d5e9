"""Values in a sentence that a line end breaks between the word for one and the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..across import may_follow
from ..detector import BlockDetector, Organisation
from ..finding import Hit, Piece
from ..folding import lowered
from ..least import after_password, after_secret
from ..page import lines_without_ends
from ..told import FENCES, lines_of
from .assign import hits
from .words import GATES, words

# What a line of prose begins with, in a list and in a quotation.
_LEAD = regex(r"[ \t>]{0,16}")
_ITEM = regex(r"[ \t>]{0,16}(?:[-*+]|\d{1,3}[.)])[ \t]{1,4}")
# What no sentence goes on with: a heading, an item, a cell, a fence, a comment, a setting.
_BEGINS = regex(
    r"(?:#{1,6}\s|[-+*]\s|\d{1,3}[.)]\s|\||```|~~~|<!--|//|;|--|[\w.-]{1,60}(?:\s?=|:(?:\s|\Z)))"
)
# A line of prose has words, and ends in one, or in what announces a value.
_PROSE = regex(r"(?:[^\s=|{}$\\]{1,60}\s{1,2}){2}")
_ENDS = (*")]*_\"'`’”,:(=", "->", "\u2192")
_FENCE = regex(r"[ \t>]{0,16}(?P<mark>```|~~~)")
# What a line in a fenced block has to end with: it may be one of a program as well.
_TELLS = regex(r"(?i:\s(?:is|was|to|password|passphrase))[ \t]*\Z")
_LEAST = "wrapped"
_GATES = (*GATES["password"], *GATES["secret"])
_TAIL, _HEAD = 120, 240


def wrapped(_: Organisation) -> Sequence[BlockDetector]:
    """The detector of values that a line end parts from the word for them."""
    return [
        BlockDetector(
            name="value-on-the-next-line",
            least=_LEAST,
            check="secret",
            kind="secret",
            title="Value in a sentence that goes on in the next line",
            gates=_GATES,
            find=_hits,
            recipes=(
                "so the password for the database is\n{w*9}7x and it was never rotated.",
                "The API key is\n{x*32}, which we rotated.",
                "The root password was set to\n`{w*9}7x` by hand.",
                "- we log in as admin with password\n  {w*9}7x! on the console",
            ),
            decoys=(
                "The password is kept\nin vault-2 and was rotated.",
                "We changed the password\n2026-03-01 at the latest.",
                "the password of the host\n- db-01x is on call",
                "We rotated the token.\nSee INC-1234 for more.",
                "export the token\nDEPLOY_HOST=web-01.x",
            ),
            confidence=Confidence.MEDIUM,
        )
    ]


def _hits(text: str) -> Iterator[Hit]:
    lines, told = lines_of(text, _GATES, _LEAST)
    written = lines_without_ends(text)
    fences = list(_fences(text, lines))
    fence, mark = "", 0
    for number in told:
        if number + 1 >= len(lines) or not may_follow(written[number + 1]):
            continue
        while mark < len(fences) and fences[mark][0] <= number:
            fence, mark = fences[mark][1], mark + 1
        is_fence = {number, number + 1} & {line for line, _ in fences[max(0, mark - 1) : mark + 1]}
        if is_fence:
            continue
        first, second = (
            (lines[line][0], lines[line][0] + len(written[line])) for line in (number, number + 1)
        )
        if not fence or _TELLS.search(text, *first):
            yield from _across(text, first, second)


def _fences(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The lines that begin or end a fenced block, and what the lines after each are in."""
    fence = ""
    for number in lines_of(text, FENCES).told:
        mark = _FENCE.match(text, *_without_end(text, lines[number]))
        if mark and fence in ("", mark["mark"]):
            fence = "" if fence else mark["mark"]
            yield number, fence


def _without_end(text: str, line: tuple[int, int]) -> tuple[int, int]:
    return line[0], line[0] + len(text[slice(*line)].rstrip("\r\n"))


def _across(text: str, first: tuple[int, int], second: tuple[int, int]) -> Iterator[Hit]:
    """The values in the second line that a word in the first one announces."""
    lead = _LEAD.match(text, *second)
    begin = lead.end() if lead else second[0]
    item = _ITEM.match(text, *first) or _LEAD.match(text, *first)
    start = item.end() if item else first[0]
    if first[1] - start > _TAIL:
        start = max(text.find(" ", first[1] - _TAIL, first[1]), first[1] - _TAIL)
    if begin >= second[1] or _BEGINS.match(text, begin, second[1]):
        return
    head = text[start : first[1]].rstrip(" \t")
    if not (head[-1:].isalnum() or head.endswith(_ENDS)):
        return
    if not _PROSE.match(text, start, first[1]):
        return
    head = head.rstrip() + " "
    joined = head + text[begin : min(second[1], begin + _HEAD)]
    small = lowered(joined)
    for family, may_hold in (("password", after_password), ("secret", after_secret)):
        word = next(words(joined, small, family), None)
        if word is not None and word[0] < len(head) and may_hold(joined):
            for one in hits(Piece(joined), family):
                if one.start >= len(head):
                    yield Hit(one.start - len(head) + begin, one.end - len(head) + begin)
