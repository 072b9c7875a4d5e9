"""The line of an entry that shows best why it was found, and where in it the words are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from .words import Term

_MARKUP = "-*+># \t|"
_LONGEST = 2000
# A key in bold or in code, with its colon inside or outside.
_DRESSED = re.compile(r"(\*{2,3}|__|`)([^*_`\n]{1,60}?)(?:([:：])\1|\1(?=[ \t]?[:：]))")


class Excerpt(NamedTuple):
    """A line of an entry, and the stretches of it that were searched for."""

    line: int
    text: str
    marks: Sequence[tuple[int, int]]


def excerpt(text: str, wanted: Sequence[Term]) -> Excerpt:
    """The line below the heading that holds most of the terms; the first with words if none does.

    `line` counts from 0, the heading.
    """
    patterns = [_pattern(term) for term in wanted]
    best, score = Excerpt(0, "", ()), -1
    lines = text.splitlines()
    for number, line in enumerate(lines[1:] if len(lines) > 1 else lines, int(len(lines) > 1)):
        shown = _DRESSED.sub(r"\2\3", line[:_LONGEST]).strip(_MARKUP)
        if not shown or not any(char.isalnum() for char in shown):
            continue
        flat = _flat(shown)
        hits = [[found.span() for found in pattern.finditer(flat)] for pattern in patterns]
        count = sum(map(bool, hits))
        if count > score:
            marks = _joined([span for spans in hits for span in spans])
            best, score = Excerpt(number, shown, marks), count
            if count == len(patterns):
                break
    return best


def around(found: Excerpt, width: int) -> Excerpt:
    """At most `width` characters of it, with the first mark among them."""
    if len(found.text) <= width:
        return found
    first = found.marks[0][0] if found.marks else 0
    start = max(0, min(first - width // 4, len(found.text) - width + 1))
    start = 0 if start < 2 else start
    head = "…" if start else ""
    room = width - len(head)
    tail = "…" if start + room < len(found.text) else ""
    stop = start + room - len(tail)
    shift = len(head) - start
    marks = [
        (max(low, start) + shift, min(high, stop) + shift)
        for low, high in found.marks if high > start and low < stop
    ]  # fmt: skip
    return Excerpt(found.line, f"{head}{found.text[start:stop]}{tail}", marks)


def _pattern(term: Term) -> re.Pattern[str]:
    """What matches the term in a flat text."""
    end = "" if term.prefix else r"(?![^\W_])"
    words: list[str] = []
    crowded = False
    for token in term.tokens:
        pair = not token.isascii() and len(token) <= 2
        if crowded and pair and words[-1].endswith(token[0]):
            words[-1] += token[1:]
        else:
            words.append(token)
        crowded = pair
    start = "" if crowded or not words[0].isascii() else r"(?<![^\W_])"
    middle = r"[\W_]*".join(map(re.escape, words))
    return re.compile(f"{start}{middle}{'' if crowded else end}")


def _flat(text: str) -> str:
    """The text folded, each character still one."""
    if text.isascii():
        return text.lower()
    return "".join(_one(char) for char in text)


def _one(char: str) -> str:
    if char.isascii():
        return char.lower()
    bare = unicodedata.normalize("NFKD", char)[0] if not _is_syllable(char) else char
    return bare.casefold()[0]


def _is_syllable(char: str) -> bool:
    """Hangul and kana come apart where Latin loses an accent."""
    return "\u3040" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3"


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
