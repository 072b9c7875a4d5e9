"""empty-section: a heading and nothing under it."""

from __future__ import annotations

import pytest

from .learning import learning

SILENT = {
    "a section with text": learning(),
    "a section with a fence": learning(text="```\n```"),
    "a section with fields": learning("Source: error"),
    "a section with a list": learning(text="- one"),
    "a section with a table": learning(text="| a | b |\n|---|---|"),
    "a section whose sub-section has text": learning(text="#### Cause\nA full disk."),
    "a comment before the text": learning(text="<!-- short -->\nA full disk."),
    "a log without entries": "# Learnings\n\n---\n",
    "a heading outside of entries": "# Learnings\n\n## Notes\n",
    "a journal": "## 2026-03-01\n\n### Later\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "empty-section") == []


NOTHING = {
    "no line": "",
    "blank lines": "\n   \n\t",
    "a rule": "\n---",
    "a comment": "<!-- what happened -->",
    "a comment over several lines": "<!--\nwhat\nhappened\n-->",
}


@pytest.mark.parametrize("body", NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_reports_a_section_with(lint, body, newline):
    lines = lint(learning(text=body).replace("\n", newline), "empty-section")
    assert lines == ["LEARNINGS.md:7:5: warning[empty-section] the section `Summary` is empty"]


def test_reports_the_last_section_before_the_separator(lint):
    text = learning() + "\n### Resolution\n\n---\n\n" + learning(id="LRN-20260305-002")
    assert lint(text, "empty-section") == [
        "LEARNINGS.md:13:5: warning[empty-section] the section `Resolution` is empty"
    ]


def test_reports_the_empty_sub_section_and_not_its_parent(lint):
    lines = lint(learning(text="#### Cause"), "empty-section")
    assert lines == ["LEARNINGS.md:8:6: warning[empty-section] the section `Cause` is empty"]
