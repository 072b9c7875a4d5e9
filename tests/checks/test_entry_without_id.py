"""entry-without-id: entries that nothing can point at."""

from __future__ import annotations

import pytest

from .learning import learning, problems

KEYLESS = learning().replace("[LRN-20260305-001] insight", "The build fails")

SILENT = {
    "an entry with an ID": learning(),
    "an ID without brackets": learning().replace("[LRN-20260305-001]", "LRN-20260305-001"),
    "a chapter of prose": "# Learnings\n\n## Notes\n\nNothing to do with entries.\n",
    "a chapter with one known field": "## Notes\n\n**Status**: fine\n",
    "a placeholder": learning().replace("20260305-001", "YYYYMMDD-XXX"),
    "an ID at the end of the heading": learning().replace(
        "[LRN-20260305-001] insight", "The build fails [LRN-20260305-001]"
    ),
    "a sample in a fence": f"```markdown\n{KEYLESS}```\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "entry-without-id") == []


def test_is_silent_about_the_messages_in_a_working_buffer(lint):
    text = "# Buffer\n\n## [2026-03-05 10:01] Human\n\nRestart it.\n"
    assert lint(text, "entry-without-id", path="memory/working-buffer.md") == []


def test_reports_a_heading_with_two_known_fields(lint):
    assert lint(KEYLESS, "entry-without-id") == [
        "LEARNINGS.md:1:4: warning[entry-without-id] an entry without an ID"
    ]


HINTS = {
    "the first of its day": ({".learnings/LEARNINGS.md": KEYLESS}, "LRN-20260305-001"),
    "the next number of its day": (
        {".learnings/LEARNINGS.md": learning(id="LRN-20260305-007") + KEYLESS},
        "LRN-20260305-008",
    ),
    "the prefix of its file": ({".learnings/ERRORS.md": KEYLESS}, "ERR-20260305-001"),
    "today where it has no date": (
        {".learnings/LEARNINGS.md": "## The build fails\n\n**Status**: x\n**Priority**: low\n"},
        "LRN-20260310-001",
    ),
}


@pytest.mark.parametrize(("logs", "id"), HINTS.values(), ids=HINTS)
def test_offers(logs, id):
    (problem,) = problems("entry-without-id", logs)
    assert problem.hint == f"give it one, such as [{id}]"


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (1, "1 entry has a date for a heading and no ID"),
        (3, "3 entries have a date for a heading and no ID"),
    ],
    ids=["with one entry", "with several entries"],
)
def test_tells_of_a_journal_once(lint, days, message):
    text = "".join(f"## 2026-03-0{day}\n\nThe runner hung.\n\n" for day in range(1, days + 1))
    (line,) = lint(text, "entry-without-id")
    assert line.startswith("LEARNINGS.md:1:4: ")
    assert line.endswith(message)
