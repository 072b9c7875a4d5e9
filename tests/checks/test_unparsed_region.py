"""unparsed-region: fences, comments and headings that swallow what follows."""

from __future__ import annotations

import pytest

from .learning import learning, problems
from .mending import mended

NEXT = learning(id="LRN-20260305-002")

SILENT = {
    "a closed fence": learning(text="```\nx = 1\n```") + NEXT,
    "a longer fence around a shorter one": learning(text="````\n```\n````") + NEXT,
    "an entry in a closed fence": "```markdown\n" + learning() + "```\n" + NEXT,
    "a closed comment": "<!--\n" + learning() + "-->\n" + NEXT,
    "a hash in the text": learning(text="#42 is closed"),
    "nothing at all": "",
    "a list of references": learning()
    + "\n## Related\n\n- LRN-20260101-001\n- [ERR-20260101-002] x\n",
    "a table of contents": "- [LRN-20260305-001](#lrn)\n  - Status: pending\n  - Priority: low\n\n"
    + learning(),
    "an index with the fields of entries that are there": {
        ".learnings/LEARNINGS.md": learning(),
        ".learnings/NOTES.md": "# Open\n\n- LRN-20260305-001: pool\n  - Status: pending\n"
        "  - Priority: low\n",
    },
    "an index with one field": "- [LRN-20260305-001] pool\n  - Status: pending\n",
    "an item with text below": "- LRN-20260305-001\n\n  Note: this. Another one: that.\n",
    "an index of commits": "- ERR-20260305-001 fixed in abc\n- ERR-20260305-002 fixed in def\n",
    "an item above the fields of something else": "- LRN-20260305-001\n\n"
    "**Status**: pending\n**Priority**: low\n",
    "a list item in a fence": "```markdown\n- [LRN-20260305-001] pool\n  - **Status**: pending\n"
    "  - **Priority**: low\n```\n",
    "HTML in a comment": "<!--\n<h2>[LRN-20260305-001] pool</h2>\n\n**Status**: pending\n"
    "**Priority**: low\n-->\n",
    "an HTML heading and no fields": "<h2>[LRN-20260305-001] pool</h2>\n\nText.\n",
    "an HTML heading of something else": "<h2>Status of LRN-20260305-001</h2>\n\n"
    "**Status**: pending\n**Priority**: low\n",
    "an entry of another repository, in a section for that": learning()
    + "\n### Related\n- ERR-20250101-001 over there\n  - Status: closed\n  - Priority: low\n",
    "a rule and text below it": "---\nNote that status: pending is the default.\n\n# Log\n",
    "a see-also below an item of a log": learning(
        "See Also: LRN-20260101-001", "Status: pending", "Priority: low"
    ),
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


FIELDS = "  - **Status**: pending\n  - **Priority**: low\n"
LISTED = "warning[unparsed-region] an entry that is written as a list item is not read: "
HTML = "warning[unparsed-region] an entry with an HTML heading is not read: "
NESTED = (
    "warning[unparsed-region] an entry inside a quotation, a list item or HTML is not read: "
    "LRN-20260305-002"
)
REPORTED |= {
    "a list item with fields": (
        f"# Log\n\n- [LRN-20260305-001] pool\n{FIELDS}",
        f"3:4: {LISTED}LRN-20260305-001",
    ),
    "a bold ID in a list": (
        "- **LRN-20260305-001** pool\n  Status: pending\n  Priority: low\n",
        f"1:5: {LISTED}LRN-20260305-001",
    ),
    "a numbered list with a blank line": (
        f"1. LRN-20260305-001\n\n{FIELDS.replace('  -', '   *')}",
        f"1:4: {LISTED}LRN-20260305-001",
    ),
    "a task list": (
        "- [ ] [LRN-20260305-001] pool\n\t- 状态：待处理\n\t- 优先级：高\n",
        f"1:8: {LISTED}LRN-20260305-001",
    ),
    "fields on the line of the ID": (
        "- **LRN-20260305-001** **Status**: pending **Priority**: low\n",
        f"1:5: {LISTED}LRN-20260305-001",
    ),
    "all of them once": (
        "".join(f"- [LRN-20260305-00{number}] pool\n{FIELDS}" for number in range(1, 6)),
        f"1:4: {LISTED}LRN-20260305-001, LRN-20260305-002, LRN-20260305-003 and 2 more",
    ),
    "a list item behind the last section": (
        learning() + f"- [LRN-20260305-002] pool\n{FIELDS}",
        f"12:4: {LISTED}LRN-20260305-002",
    ),
    "an HTML heading": (
        '<h2 id="x">[LRN-20260305-001] pool</h2>\n\n**Status**: pending\n**Priority**: low\n',
        f"1:13: {HTML}LRN-20260305-001",
    ),
    "HTML throughout": (
        "<h3><b>LRN-20260305-001</b></h3>\n<p><strong>Status</strong>: pending</p>\n"
        "<p><b>Priority:</b> low</p>\n",
        f"1:8: {HTML}LRN-20260305-001",
    ),
    "fields in one paragraph of HTML": (
        "<h2>[LRN-20260305-001] pool</h2>\n<p><b>Status</b>: pending<br><b>Priority</b>: low</p>\n",
        f"1:6: {HTML}LRN-20260305-001",
    ),
    "something to unfold": (
        "<details><summary>[LRN-20260305-001] pool</summary>\n\n**Status**: pending\n"
        "**Priority**: low\n\n</details>\n",
        f"1:20: {HTML}LRN-20260305-001",
    ),
    "an entry in a quotation": (
        learning() + "\n> ## [LRN-20260305-002] x\n>\n> **Status**: pending\n> **Priority**: low\n",
        f"13:7: {NESTED}",
    ),
    "a heading in a list item": (
        "- ## [LRN-20260305-002] x\n\n  **Status**: pending\n  **Priority**: low\n",
        f"1:7: {NESTED}",
    ),
    "front matter that never ends": (
        "---\nid: LRN-20260305-001\nstatus: pending\npriority: low\n\n# Pool\n\nText.\n",
        "1:1: warning[unparsed-region] the front matter that opens here is never closed",
    ),
    "front matter with a line without a colon": (
        "---\nid: LRN-20260305-001\nstatus pending\npriority: low\narea: infra\n---\n\n# Pool\n",
        "3:1: warning[unparsed-region] this line of the front matter is neither a key nor part of"
        " a value",
    ),
    "an entry in HTML without blank lines": (
        "<div>\n## [LRN-20260305-002] x\n**Status**: pending\n**Priority**: low\n</div>\n",
        f"2:5: {NESTED}",
    ),
}


@pytest.mark.parametrize(("text", "line"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, line):
    assert lint(text, "unparsed-region") == [f"LEARNINGS.md:{line}"]


@pytest.mark.parametrize("mark", ["```", "`````", "~~~~~"])
def test_says_what_closes_a_fence(mark):
    (found,) = problems("unparsed-region", learning(text=f"{mark}\nx = 1"))
    assert found.hint == f"close it with a line of {mark} where the code ends"


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
