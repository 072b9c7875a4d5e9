"""unknown-value: words that are not on the list of their field."""

from __future__ import annotations

import pytest

from .learning import learning

OPS = learning(
    "Source: incident", "Environment: production", header="**Area**: monitoring"
).replace("insight", "incident_pattern")
OPERATIONS = ".learnings/operations/LEARNINGS.md"

SILENT = {
    "the words of the lists": learning(),
    "a synonym": learning(status="open"),
    "a word in Chinese": learning(status="已解决"),
    "an area of one's own": learning(header="**Area**: release notes"),
    "a category of one's own": learning().replace("insight", "workflow"),
    "a source of one's own": learning("Source: code_review"),
    "a choice that nobody made: placeholder-text names it": learning(
        status="pending | in_progress | resolved | wont_fix"
    ),
    "a status of a journal": "## 2026-03-05\n\n**Status**: nonsense\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "unknown-value") == []


LEFT = {
    "a list of areas": OPS.replace("monitoring", "monitoring | network | storage | other"),
    "the source of the template": OPS.replace(
        "incident\n", "conversation | error | user_feedback\n"
    ),
    "a category": OPS.replace("incident_pattern", "category"),
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_leaves_a_template_to_the_check_that_names_it(lint, text):
    (line,) = lint(text, "unknown-value", "placeholder-text", path=OPERATIONS)
    assert "[placeholder-text]" in line


def test_is_silent_about_the_words_of_closed_lists(lint):
    assert lint(OPS, "unknown-value", path=OPERATIONS) == []


STATUSES = ["see the ticket", "maybe", "pending | resolved", "也许"]


@pytest.mark.parametrize("status", STATUSES)
def test_reports_a_status(lint, status):
    (line,) = lint(learning(status=status), "unknown-value")
    assert line == (
        f"LEARNINGS.md:5:13: error[unknown-value] `Status` is `{status}`: use pending,"
        " in_progress, resolved, wont_fix, promoted or promoted_to_skill"
    )


CLOSED = {
    "an area": ("**Area**: monitoring", "**Area**: networking", "LEARNINGS.md:6:11", "Area"),
    "a source": ("Source: incident", "Source: rumour", "LEARNINGS.md:12:11", "Source"),
    "an environment": ("production", "prod", "LEARNINGS.md:13:16", "Environment"),
    "a category": ("] incident_pattern", "] misc", "LEARNINGS.md:1:23", "Category"),
}


@pytest.mark.parametrize(("old", "new", "place", "title"), CLOSED.values(), ids=CLOSED)
def test_reports_on_a_closed_list(lint, old, new, place, title):
    (line,) = lint(OPS.replace(old, new), "unknown-value", path=OPERATIONS)
    assert line.startswith(f"{place}: error[unknown-value] `{title}` is `{new.split()[-1]}`")


def test_takes_a_synonym_from_the_configuration(lint):
    preset = {"agent": {"synonyms": {"status": {"parked": "wont_fix"}}}}
    text = learning(status="parked")
    assert lint(text, "unknown-value") != []
    assert lint(text, "unknown-value", settings={"presets": preset}) == []
