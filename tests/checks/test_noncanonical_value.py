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
    assert mended(NAME, text) == text


def test_moves_the_text_behind_a_final_status_if_asked_for_unsafe_fixes():
    text = learning(status="✅ resolved — pinned the version")
    wanted = f"{learning(status='resolved')}\n### Resolution\n- **Notes**: pinned the version\n"
    assert mended(NAME, text, safe=False) == wanted


KEPT = {
    "a target of a promotion": learning(status="promoted (to AGENTS.md)"),
    "what an open entry waits for": learning(status="pending (waits for the vendor)"),
    "text beside notes that are there": learning(
        status="resolved — pinned", resolution="- **Notes**: another way"
    ),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_has_no_other_place_for(text):
    assert mended(NAME, text, safe=False) == text


FOREIGN = {
    "slashes": ("2026/03/05", "2026-03-05"),
    "a digit too few": ("2026/3/5", "2026-03-05"),
    "hyphens and a digit too few": ("2026-3-5", "2026-03-05"),
    "dots, and a time behind": ("2026.03.05 09:00", "2026-03-05 09:00"),
}


@pytest.mark.parametrize(("raw", "day"), FOREIGN.values(), ids=FOREIGN)
def test_reports_and_mends_a_date_with(lint, raw, day):
    (line,) = lint(learning(logged=raw), NAME)
    assert line.endswith(f"`Logged` is `{raw}`, which is read as 2026-03-05")
    assert mended(NAME, learning(logged=raw)) == learning(logged=day)


UNDATED = {
    "day and month first": "05/03/2026",
    "marks of two kinds": "2026/03-05",
    "a day that no calendar has": "2026/02/30",
}


@pytest.mark.parametrize("raw", UNDATED.values(), ids=UNDATED)
def test_mends_no_date_with(raw):
    text = learning(logged=raw)
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
