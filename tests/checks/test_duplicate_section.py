"""duplicate-section: one section twice in one entry."""

from __future__ import annotations

import pytest

from .learning import learning

SILENT = {
    "one of each": learning(),
    "the same section in two entries": learning() + learning(id="LRN-20260305-002"),
    "sub-sections of two sections": learning()
    + "\n### First\n\n#### Cause\nx\n\n### Second\n\n#### Cause\ny\n",
    "two words for one thing": learning() + "\n### Solution\nx\n\n### Resolution\ny\n",
    "a second one in a fence": learning(text="```\n### Summary\n```"),
    "both sides of a merge": "<<<<<<< HEAD\n" + learning() + "=======\n### Summary\nOther.\n"
    ">>>>>>> topic\n",
    "a journal": "## 2026-03-01\n\n### Later\nx\n\n### Later\ny\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "duplicate-section") == []


REPORTED = {
    "the same title": "### Summary",
    "other capitals": "### SUMMARY",
    "a title with an emoji": "### 📌 Summary",
    "a title with a colon": "### Summary:",
}


@pytest.mark.parametrize("heading", REPORTED.values(), ids=REPORTED)
def test_reports_the_second_with(lint, heading):
    lines = lint(learning() + f"\n{heading}\nAgain.\n", "duplicate-section")
    assert lines == [
        f"LEARNINGS.md:13:5: warning[duplicate-section] the section `{heading[4:]}` is there twice"
    ]


def test_reports_the_second_and_the_third(lint):
    text = learning() + "\n### Our Notes\na\n" * 3
    assert len(lint(text, "duplicate-section")) == 2
