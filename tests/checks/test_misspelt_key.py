"""misspelt-key: a field or section one slip away from a known one."""

from __future__ import annotations

import pytest

from .learning import learning
from .mending import mended

PLAIN = learning()

SILENT = {
    "the fields of the template": PLAIN,
    "a field of one's own": learning(header="**Agent**: reviewer"),
    "an alias": learning().replace("**Priority**", "**Prio**"),
    "another case and separator": learning("pattern_key: a.b", "RECURRENCE COUNT: 2"),
    "a slip beside the right key": learning(header="**Statuss**: pending"),
    "a known field that resembles another": learning(header="**Date**: 2026-03-05"),
    "a short key": learning(header="**Are**: infra"),
    "a section of one's own": learning() + "\n### Our Own Section\nWelcome.\n",
    "a slip of a section beside the right one": learning() + "\n### Sumary\nAgain.\n",
    "a slip in a fence": learning(text="```\n**Prioritty**: low\n```"),
    "a slip that is two letters off in a short key": PLAIN.replace("**Status**", "**Stotys**"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "misspelt-key") == []


FIELDS = {
    "a letter too many": ("Prioritty", "Priority"),
    "a letter too few": ("Prority", "Priority"),
    "another letter": ("Priorety", "Priority"),
    "two letters exchanged": ("Pirority", "Priority"),
    "two slips in a long key": ("Prioriitty", "Priority"),
}


@pytest.mark.parametrize(("key", "title"), FIELDS.values(), ids=FIELDS)
def test_reports_a_field_with(lint, key, title):
    assert lint(PLAIN.replace("**Priority**", f"**{key}**"), "misspelt-key") == [
        f"LEARNINGS.md:4:3: warning[misspelt-key] `{key}` is not a known field,"
        f" and there is no {title}"
    ]


def test_reports_a_key_of_the_metadata(lint):
    assert lint(learning("Recurence-Count: 2"), "misspelt-key") == [
        "LEARNINGS.md:11:3: warning[misspelt-key] `Recurence-Count` is not a known field,"
        " and there is no Recurrence-Count"
    ]


def test_reports_a_section(lint):
    assert lint(PLAIN.replace("### Summary", "### Sumary"), "misspelt-key") == [
        "LEARNINGS.md:7:5: warning[misspelt-key] `Sumary` is not a known section,"
        " and there is no Summary"
    ]


def test_reports_a_heading_inside_a_heading(lint):
    assert lint(PLAIN.replace("### Summary", "### # Summary"), "misspelt-key") == [
        "LEARNINGS.md:7:5: warning[misspelt-key] the title of the section begins with `#`:"
        " `# Summary`"
    ]


def test_is_silent_about_a_number_in_a_heading(lint):
    assert lint(PLAIN + "\n### #42 came back\nIt did.\n", "misspelt-key") == []


MENDED = {
    "a field": PLAIN.replace("**Priority**", "**Prioritty**"),
    "a section": PLAIN.replace("### Summary", "### Sumary"),
}


@pytest.mark.parametrize("text", MENDED.values(), ids=MENDED)
def test_mends_a_long_word_that_is_a_single_slip_away(text):
    assert mended("misspelt-key", text) == PLAIN


GUESSED = {
    "two slips": PLAIN.replace("**Priority**", "**Prioriitty**"),
    "a slip in the first letter": PLAIN.replace("**Priority**", "**Oriority**"),
}


@pytest.mark.parametrize("text", GUESSED.values(), ids=GUESSED)
def test_mends_only_if_asked_for_unsafe_fixes(text):
    assert mended("misspelt-key", text) == text
    assert mended("misspelt-key", text, safe=False) == PLAIN
