"""missing-header: a log that begins with an entry at once."""

from __future__ import annotations

import pytest

from .learning import learning
from .mending import mended

SILENT = {
    "a log with a title": "# Learnings\n\n" + learning(),
    "a log with another title": "# Was wir gelernt haben\n\n" + learning(),
    "a log with prose in front": "What we found out.\n\n" + learning(),
    "a log with a title in HTML": "<h1>Learnings</h1>\n\n" + learning(),
    "an empty log": "",
    "a header without entries": "# Learnings\n\n---\n",
    "a journal": "## 2026-03-01\n\nThe runner hung.\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "missing-header") == []


def test_is_silent_about_a_file_of_another_name(lint):
    assert lint(learning(), "missing-header", path=".learnings/notes.md") == []


REPORTED = {
    "an entry on the first line": (learning(), 1),
    "blank lines in front": ("\n\n" + learning(), 3),
    "a byte order mark in front": ("\ufeff" + learning(), 1),
    "a comment in front": ("<!-- kept by hand -->\n\n" + learning(), 3),
    "a fence in front": ("```\nx\n```\n" + learning(), 4),
    "a rule in front": ("---\n\n" + learning(), 3),
}


@pytest.mark.parametrize(("text", "line"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, line):
    (said,) = lint(text, "missing-header")
    assert said.startswith(f"LEARNINGS.md:{line}:")
    assert said.endswith("note[missing-header] LEARNINGS.md has no header")


@pytest.mark.parametrize(
    ("name", "title"),
    [("LEARNINGS.md", "# Learnings"), ("errors.md", "# Errors")],
    ids=["of learnings", "of errors, in small letters"],
)
def test_inserts_the_header_of_the_file(name, title):
    after = mended("missing-header", learning(), f".learnings/{name}")
    assert after.startswith(f"{title}\n\n")
    assert after.endswith(f"\n---\n\n{learning()}")
    assert mended("missing-header", after, f".learnings/{name}") == after


def test_keeps_the_line_ends_and_the_mark_of_the_file():
    text = "\ufeff" + learning().replace("\n", "\r\n")
    after = mended("missing-header", text)
    assert after.startswith("\ufeff# Learnings\r\n\r\n")
    assert "\n" not in after.replace("\r\n", "")
