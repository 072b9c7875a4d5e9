"""noncanonical-value: values that are understood, but written otherwise."""

from __future__ import annotations

import pytest

from .learning import learning, problems
from .mending import mended

NAME = "noncanonical-value"
OPERATIONS = ".learnings/operations/LEARNINGS.md"

SILENT = {
    "the words of the lists": learning(),
    "a status that nobody knows": learning(status="see the ticket"),
    "a status of two words of the list": learning(status="pending | resolved"),
    "an area of one's own": learning(header="**Area**: release-notes"),
    "a source in capitals": learning("Source: Error"),
    "text behind a word of an open list": learning("Source: error in the build"),
    "a category of one's own": learning().replace("insight", "Our Workflow"),
    "a free title": learning().replace("insight", "Insight into the cache"),
    "a time in another zone": learning(logged="2026-03-05T09:00:00.371+09:00"),
    "a status in the prose": learning(text="- **Status**: 503\n- **Priority**: P1"),
    "a journal": "## 2026-03-05\n\n**Status**: done\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


STATUSES = {
    "a synonym": ("active", "pending"),
    "a synonym in Chinese": ("已解决", "resolved"),
    "capitals": ("Pending", "pending"),
    "another separator": ("in-progress", "in_progress"),
    "an emoji": ("✅ resolved", "resolved"),
}


@pytest.mark.parametrize(("raw", "word"), STATUSES.values(), ids=STATUSES)
def test_reports_and_mends_a_status_with(lint, raw, word):
    text = learning(status=raw)
    (line,) = lint(text, NAME)
    assert line.startswith("LEARNINGS.md:5:13: ")
    assert line.endswith(f"`Status` is `{raw}`, which is read as `{word}`")
    assert mended(NAME, text) == learning(status=word)


def test_reports_and_mends_back_ticks(lint):
    text = learning(status="`pending`")
    assert lint(text, NAME) == [
        "LEARNINGS.md:5:13: note[noncanonical-value] `Status` has back-ticks around `pending`"
    ]
    assert mended(NAME, text) == learning(status="pending")


BEHIND = {
    "a reason": ("resolved — pinned the version", "resolved"),
    "a target": ("promoted (to AGENTS.md)", "promoted"),
    "a day": ("✅ resolved (2026-03-02 10:00)", "resolved"),
}


@pytest.mark.parametrize(("raw", "word"), BEHIND.values(), ids=BEHIND)
def test_leaves_the_text_behind_a_status_to_its_author(lint, raw, word):
    text = learning(status=raw)
    (line,) = lint(text, NAME)
    assert line.endswith(f"`Status` has text behind the word: it is read as `{word}`")
    assert mended(NAME, text, safe=False) == text


def test_takes_a_priority_of_another_scale_for_a_guess(lint):
    text = learning().replace("**Priority**: low", "**Priority**: P1")
    (line,) = lint(text, NAME)
    assert line.endswith("`Priority` is `P1`, which is read as `high`")
    assert mended(NAME, text) == text
    assert mended(NAME, text, safe=False) == text.replace("P1", "high")


def test_mends_the_capitals_of_a_priority():
    text = learning().replace("**Priority**: low", "**Priority**: Low!")
    assert mended(NAME, text) == learning()


DATES = {
    "a day alone": ("2026-03-05", "no time"),
    "a time without a zone": ("2026-03-05 09:00", "no time zone"),
}


@pytest.mark.parametrize(("raw", "lacks"), DATES.values(), ids=DATES)
def test_reports_a_date_with(lint, raw, lacks):
    assert lint(learning(logged=raw), NAME) == [
        f"LEARNINGS.md:3:13: note[noncanonical-value] `Logged` has {lacks}"
    ]


HINTS = {
    "a day alone": ("2026-03-05", "add the time and its zone"),
    "a time": ("2026-03-03 14:30", "add its zone, as in 2026-03-03T14:30:00Z for UTC"),
}


@pytest.mark.parametrize(("raw", "hint"), HINTS.values(), ids=HINTS)
def test_invents_no_time_for(raw, hint):
    assert [found.hint for found in problems(NAME, learning(logged=raw))] == [hint]


def test_reports_and_mends_areas_and_categories(lint):
    text = learning("Source: incident", header="**Area**: on-call, monitoring")
    text = text.replace("insight", "Incident Pattern")
    lines = lint(text, NAME, path=OPERATIONS)
    assert [line.partition(": ")[0] for line in lines] == ["LEARNINGS.md:1:23", "LEARNINGS.md:6:11"]
    after = mended(NAME, text, OPERATIONS)
    assert after == text.replace("on-call", "on_call").replace(
        "Incident Pattern", "incident_pattern"
    )
    assert problems(NAME, {OPERATIONS: after}) == []
