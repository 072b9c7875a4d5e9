"""A log that is read again after an edit is what reading all of it gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from learnings.markdown import parse
from learnings.markdown.again import parse_again

from .test_corpus import read

LOG = ".learnings/LEARNINGS.md"
CORPUS = Path(__file__).parent / "corpus"
TEXTS = [
    data.decode("utf-8", "surrogateescape")
    for path in sorted(CORPUS.glob("*.md"))
    for data in read(path.read_text(encoding="utf-8")).files.values()
]
LINES = [
    *(line for text in TEXTS for line in text.split("\n")),
    *["```", "<!--", "-->", "---"] * 50,
]


def entry(number: int) -> str:
    return f"## [LRN-20260301-{number:03}] a\n\n**Status**: pending\n\n### Summary\nText.\n\n"


def edited(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    place = source.randrange(len(lines))
    lines[place : place + source.randint(0, 4)] = source.choices(LINES, k=source.randint(0, 2))
    return "\n".join(lines)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_any_edit_of_any_log(newline):
    source, shared = random.Random(20260301), 0
    for _ in range(400):
        text = "\n".join([*map(entry, range(1, source.randint(2, 6))), source.choice(TEXTS)])
        old = parse(text.replace("\n", newline).encode("utf-8", "surrogateescape"), LOG)
        new = edited(text, source).replace("\n", newline)
        again = parse_again(old, new)
        assert again == parse(new.encode("utf-8", "surrogateescape"), LOG)
        shared += bool(again.entries and old.entries and again.entries[0] is old.entries[0])
    assert shared > 30


def test_what_stands_before_an_addition_is_not_read_anew():
    text = "".join(map(entry, range(1, 9)))
    old = parse(text.encode(), LOG)
    again = parse_again(old, text + entry(9))
    assert [new is kept for new, kept in zip(again.entries, old.entries, strict=False)] == [
        *[True] * 6,
        *[False] * 2,
    ]
