"""missing-field: what the schema of an entry asks for and is not there."""

from __future__ import annotations

import pytest

from .learning import learning

FULL = learning(header="**Area**: infra")

SILENT = {
    "all fields": FULL,
    "fields in Chinese": FULL.replace("**Status**", "**状态**"),
    "a field as a list item": FULL.replace("**Priority**", "- **Priority**"),
    "a journal": "## 2026-03-05\n\nThe runner hung.\n",
    "a header without entries": "# Learnings\n\n---\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "missing-field") == []


WITHOUT = {
    "status": ("Status", "warning"),
    "priority": ("Priority", "note"),
    "logged": ("Logged", "note"),
    "area": ("Area", "note"),
}


@pytest.mark.parametrize(("title", "severity"), WITHOUT.values(), ids=WITHOUT)
def test_reports_on_the_heading_an_entry_without_its(lint, title, severity):
    lines = [line for line in FULL.splitlines(keepends=True) if not line.startswith(f"**{title}**")]
    assert lint("".join(lines), "missing-field") == [
        f"LEARNINGS.md:1:4: {severity}[missing-field] `{title}` is missing"
    ]


def test_reports_an_empty_field_where_its_value_should_be(lint):
    lines = lint(FULL.replace("**Status**: pending", "**Status**:"), "missing-field")
    assert lines == ["LEARNINGS.md:5:12: warning[missing-field] `Status` is empty"]


def test_reports_an_error_on_an_entry_that_was_just_written(lint):
    text = FULL.replace("**Status**: pending\n", "")
    (line,) = lint(text, "missing-field", before="")
    assert line.startswith("LEARNINGS.md:1:4: error[missing-field] `Status` is missing")
