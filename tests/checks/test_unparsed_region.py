"""unparsed-region: fences, comments and headings that swallow what follows."""

from __future__ import annotations

import pytest

from .learning import learning
from .mending import mended

NEXT = learning(id="LRN-20260305-002")

SILENT = {
    "a closed fence": learning(text="```\nx = 1\n```") + NEXT,
    "a longer fence around a shorter one": learning(text="````\n```\n````") + NEXT,
    "an entry in a closed fence": "```markdown\n" + learning() + "```\n" + NEXT,
    "a closed comment": "<!--\n" + learning() + "-->\n" + NEXT,
    "a hash in the text": learning(text="#42 is closed"),
    "nothing at all": "",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "unparsed-region") == []


REPORTED = {
    "a fence that never closes": (
        learning(text="```\nx = 1"),
        "8:1: warning[unparsed-region] the code fence that opens here is never closed",
    ),
    "a fence that swallows an entry": (
        learning(text="```\nx = 1") + "\n" + NEXT,
        "8:1: warning[unparsed-region] the code fence that opens here is never closed;"
        " Markdown takes LRN-20260305-002 for code",
    ),
    "a comment that never closes": (
        learning(text="<!-- hidden") + "\n" + NEXT,
        "8:1: warning[unparsed-region] the comment or HTML that opens here is never closed;"
        " Markdown takes LRN-20260305-002 for HTML",
    ),
    "a heading behind a closing fence": (
        learning(text="```\nx = 1\n```" + NEXT),
        "10:1: warning[unparsed-region] a heading begins on the line of a closing fence;"
        " Markdown takes LRN-20260305-002 for code",
    ),
    "a heading without a blank": (
        learning() + "\n##[LRN-20260305-002] insight\n\n**Status**: pending\n",
        "13:1: warning[unparsed-region] there is no blank between the hashes and the text"
        " of a heading; Markdown takes [LRN-20260305-002] insight for plain text",
    ),
}


@pytest.mark.parametrize(("text", "line"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, line):
    assert lint(text, "unparsed-region") == [f"LEARNINGS.md:{line}"]


def test_names_three_of_many_swallowed_entries(lint):
    many = "\n".join(learning(id=f"LRN-20260305-{number:03}") for number in range(2, 8))
    (line,) = lint("<!-- hidden\n\n" + many, "unparsed-region")
    assert "LRN-20260305-002, LRN-20260305-003, LRN-20260305-004 and 3 more" in line


MENDED = {
    "a heading behind a closing fence": (
        learning(text="```\nx = 1\n```" + NEXT),
        learning(text="```\nx = 1\n```\n\n" + NEXT),
    ),
    "a heading without a blank": ("##[LRN-20260305-001] a\n", "## [LRN-20260305-001] a\n"),
}


@pytest.mark.parametrize(("text", "after"), MENDED.values(), ids=MENDED)
def test_mends(text, after):
    assert mended("unparsed-region", text) == after
    assert mended("unparsed-region", after) == after


def test_leaves_an_open_fence_to_its_author():
    text = learning(text="```\nx = 1") + NEXT
    assert mended("unparsed-region", text, safe=False) == text
