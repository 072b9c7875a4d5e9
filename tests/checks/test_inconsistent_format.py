"""inconsistent-format: what is written otherwise than in the rest of a file."""

from __future__ import annotations

import pytest

from .learning import learning, problems
from .mending import mended

NAME = "inconsistent-format"
ONE, TWO, THREE, FOUR = (learning(id=f"LRN-2026030{day}-001") for day in range(1, 5))
RULE = "\n---\n\n"
INSIDE = ONE.replace("**:", ":**")

SILENT = {
    "a stub without entries": "# Learnings\r\n\nNothing yet.",
    "colons inside the bold, all of them": INSIDE + "\n" + TWO.replace("**:", ":**"),
    "no rules at all": "\n".join([ONE, TWO, THREE]),
    "rules everywhere but behind the last entry": RULE.join([ONE, TWO, THREE]),
    "a single rule": f"{ONE}{RULE}{TWO}\n{THREE}\n{FOUR}",
    "rules behind one entry of two": f"{ONE}{RULE}{TWO}\n{THREE}{RULE}{FOUR}\n{INSIDE}".replace(":**", "**:"),
    "rules of another look": f"{ONE}\n***\n\n{TWO}\n* * *\n\n{THREE}{RULE}{FOUR}",
    "IDs without brackets, all of them": "\n".join([ONE, TWO]).replace("[", "").replace("]", ""),
    "one ID of two without brackets": ONE + "\n" + TWO.replace("[", "").replace("]", ""),
    "level 3, all of them": "\n".join([ONE, TWO]).replace("### ", "#### ").replace("## [", "### ["),
    "colons of full width behind Chinese keys": f"{ONE}\n{TWO.replace('**Status**: ', '**状态**：')}",
    "a colon inside the bold of a key of one's own": ONE + "\n**Our Own:** key\n",
    "line ends of Windows": ONE.replace("\n", "\r\n"),
    "a carriage return that a program left": ONE.replace("once.", "once.\r\r\n10 %\r20 %"),
    "colons in a fence": ONE.replace("It reads", "```\n**Status:** x\n```\nIt reads"),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


BRACKETS = "\n".join([ONE, TWO, THREE.replace("[", "").replace("]", "")])
MIXED = f"{ONE}{RULE}{TWO}\n{THREE}{RULE}{FOUR}"

REPORTED = {
    "a line that ends otherwise": (
        ONE.replace("low\n", "low\r\n"),
        "4:18 1 line ends with CR LF, the others with LF",
        ONE,
    ),
    "lines that end otherwise in a file of Windows": (
        ONE.replace("\n", "\r\n").replace("low\r\n", "low\n").replace("insight\r\n", "insight\n"),
        "1:30 2 lines end with LF, the others with CR LF",
        ONE.replace("\n", "\r\n"),
    ),
    "no line end at the end": (ONE.rstrip(), "11:16 the last line has no line end", ONE),
    "no line end at the end of a file of Windows": (
        ONE.replace("\n", "\r\n").rstrip(),
        "11:16 the last line has no line end",
        ONE.replace("\n", "\r\n"),
    ),
    "a rule that is missing": (
        MIXED,
        "15:4 there is no `---` behind LRN-20260302-001, as behind most entries",
        RULE.join([ONE, TWO, THREE, FOUR]),
    ),
    "a rule that is missing right before a heading": (
        MIXED.replace("error\n\n## [LRN-20260303", "error\n## [LRN-20260303"),
        "15:4 there is no `---` behind LRN-20260302-001, as behind most entries",
        RULE.join([ONE, TWO, THREE, FOUR]),
    ),
    "a colon inside the bold": (
        f"{ONE}\n{TWO.replace('**Status**:', '**Status:**')}",
        "17:3 the colon of `Status` is not behind the bold, as in most fields",
        f"{ONE}\n{TWO}",
    ),
    "a colon behind the bold": (
        f"{INSIDE}\n{TWO.replace('**:', ':**').replace('**Status:**', '**Status**:')}",
        "17:3 the colon of `Status` is not inside the bold, as in most fields",
        f"{INSIDE}\n{TWO.replace('**:', ':**')}",
    ),
    "a colon of full width behind a known key": (
        f"{ONE}\n{TWO.replace('**Status**: ', '**Status**：')}",
        "17:3 the colon of `Status` is not behind the bold, as in most fields",
        f"{ONE}\n{TWO}",
    ),
    "an ID without brackets": (
        BRACKETS,
        "25:4 LRN-20260303-001 has no brackets, as most IDs here have",
        "\n".join([ONE, TWO, THREE]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said", "after"), REPORTED.values(), ids=REPORTED)
def test_reports_and_mends(text, said, after):
    found = problems(NAME, text)
    assert [f"{item.span.line}:{item.span.column} {item.message}" for item in found] == [said]
    assert mended(NAME, text) == after
    assert problems(NAME, after) == []


def test_tells_of_another_level_and_changes_it_only_if_asked_for_unsafe_fixes():
    deep = THREE.replace("### ", "#### ").replace("## [", "### [")
    text = "\n".join([ONE, TWO, deep])
    assert [item.message for item in problems(NAME, text)] == [
        "the heading of LRN-20260303-001 is of level 3, most are of 2"
    ]
    assert mended(NAME, text) == text
    assert mended(NAME, text, safe=False) == text.replace("### [", "## [")


def test_leaves_a_level_alone_where_sections_would_become_entries():
    high = THREE.replace("## [", "# [").replace("### ", "## ")
    (found,) = problems(NAME, "\n".join([ONE, TWO, high]))
    assert found.fix is None


def test_says_nothing_of_entries_while_a_merge_is_unfinished():
    text = f"{BRACKETS}\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    assert problems(NAME, text) == []
