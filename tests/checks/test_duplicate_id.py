"""duplicate-id: one ID on two entries."""

from __future__ import annotations

import pytest

from .learning import learning, problems
from .mending import applied

NAME = "duplicate-id"
LOG = ".learnings/LEARNINGS.md"
ARCHIVE = ".learnings/archive/2026.md"
ID = "LRN-20260305-001"
FIRST = learning()
SECOND = learning(id="LRN-20260305-002")
AGAIN = learning(text="Something else.")
LATER = learning(text="Something else.", logged="2026-03-05T17:00:00Z")
EARLIER_PATH = ".learnings/CORRECTIONS.md"

SILENT = {
    "two IDs": {LOG: FIRST + SECOND},
    "two prefixes": {LOG: FIRST + learning(id="ERR-20260305-001")},
    "a sample in a fence": {LOG: FIRST + "```markdown\n" + AGAIN + "```\n"},
    "a put-away copy": {LOG: FIRST + "<!--\n" + AGAIN + "-->\n"},
    "a reference": {LOG: FIRST + learning("See Also: LRN-20260305-001", id="LRN-20260305-002")},
    "both sides of a merge": {
        LOG: f"<<<<<<< HEAD\n{FIRST}||||||| base\n{AGAIN}=======\n{AGAIN}>>>>>>> topic\n"
    },
    "placeholders": {LOG: learning(id="LRN-YYYYMMDD-XXX") * 2},
    "journals of one day": {LOG: "## 2026-03-05\n\na\n\n## 2026-03-05\n\nb\n"},
    "an ID that another entry had before": {
        LOG: learning("Source: error", f"Former IDs: {ID}", id="LRN-20260305-K7B", text="Else."),
        ARCHIVE: FIRST,
    },
    "empty suffixes": {LOG: learning(id="LRN-20260305-") * 2},
}


@pytest.mark.parametrize("logs", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, logs):
    assert lint(logs, NAME) == []


REPORTED = {
    "in one file": ({LOG: FIRST + AGAIN}, f"{LOG}:12:5", "line 1"),
    "in an archive, which was first": ({LOG: FIRST, ARCHIVE: AGAIN}, f"{LOG}:1:5", f"{ARCHIVE}:1"),
    "logged later, though it stands above": ({LOG: LATER + FIRST}, f"{LOG}:1:5", "line 12"),
    "logged later, in the file that sorts first": (
        {LOG: FIRST, EARLIER_PATH: LATER},
        f"{EARLIER_PATH}:1:5",
        f"{LOG}:1",
    ),
    "logged later in an archive, which was first all the same": (
        {LOG: FIRST, ARCHIVE: LATER},
        f"{LOG}:1:5",
        f"{ARCHIVE}:1",
    ),
    "above, in a log with the newest first": (
        {LOG: AGAIN + FIRST + learning(id="LRN-20260301-001", logged="2026-03-01")},
        f"{LOG}:1:5",
        "line 12",
    ),
    "in small letters": ({LOG: FIRST + AGAIN.replace("LRN", "lrn")}, f"{LOG}:12:5", "line 1"),
    "with dashes in the date": (
        {LOG: FIRST + AGAIN.replace("20260305", "2026-03-05")},
        f"{LOG}:12:5",
        "line 1",
    ),
    "without brackets": (
        {LOG: FIRST + AGAIN.replace("[LRN-20260305-001]", "LRN-20260305-001")},
        f"{LOG}:12:4",
        "line 1",
    ),
    "without a date": (
        {LOG: FIRST.replace("LRN-20260305", "ADR") + AGAIN.replace("LRN-20260305", "ADR")},
        f"{LOG}:12:5",
        "line 1",
    ),
    "beside a merge": (
        {LOG: FIRST + f"<<<<<<< HEAD\n{AGAIN}=======\n{SECOND}>>>>>>> topic\n"},
        f"{LOG}:13:5",
        "line 1",
    ),
}


@pytest.mark.parametrize(("logs", "place", "first"), REPORTED.values(), ids=REPORTED)
def test_reports_the_later_one(lint, logs, place, first):
    (line,) = lint(logs, NAME)
    assert line.startswith(f"{place}: error[duplicate-id] ")
    assert line.endswith(f"is already the ID of the entry at {first}")


def test_reports_a_copy_that_has_another_id_now(lint):
    moved = learning("Source: error", f"Former IDs: {ID}", id="LRN-20260305-K7B")
    (line,) = lint({LOG: moved, ARCHIVE: FIRST}, NAME)
    assert line.startswith(f"{LOG}:1:5: error[duplicate-id] ")
    assert line.endswith(f"is a copy of {ID} in {ARCHIVE}: it had that ID")


def test_reports_each_further_one(lint):
    assert len(lint(FIRST + AGAIN + AGAIN, NAME)) == 2


def test_names_the_other_one():
    (problem,) = problems(NAME, {LOG: FIRST, ARCHIVE: AGAIN})
    assert [(place.path, place.span.line) for place in problem.related] == [(ARCHIVE, 1)]


CHANGED = {
    "what was added in the file that sorts first": (
        {LOG: AGAIN, ARCHIVE: FIRST},
        {ARCHIVE: FIRST},
        f"{LOG}:1:5",
    ),
    "what was added to an archive": ({LOG: FIRST, ARCHIVE: AGAIN}, {LOG: FIRST}, f"{ARCHIVE}:1:5"),
    "what was added above": ({LOG: AGAIN + FIRST}, {LOG: FIRST}, f"{LOG}:1:5"),
    "what was added, though the other one was logged later": (
        {LOG: FIRST + LATER},
        {LOG: LATER},
        f"{LOG}:1:5",
    ),
    "the later one of two that were added": ({LOG: FIRST + LATER}, {}, f"{LOG}:12:5"),
}


@pytest.mark.parametrize(("logs", "before", "place"), CHANGED.values(), ids=CHANGED)
def test_reports_in_a_change(lint, logs, before, place):
    (line,) = lint(logs, NAME, before=before)
    assert line.startswith(f"{place}: error")


def test_is_silent_about_two_old_ones_beside_a_change(lint):
    assert lint({LOG: FIRST + AGAIN + SECOND}, NAME, before={LOG: FIRST + AGAIN}) == []


@pytest.mark.parametrize("again", [FIRST, FIRST + "\n---\n"], ids=["equal", "with a rule below"])
def test_calls_a_copy_a_copy(again):
    (problem,) = problems(NAME, {LOG: FIRST, ARCHIVE: again})
    assert problem.message == f"LRN-20260305-001 is a copy of the entry at {ARCHIVE}:1"
    assert problem.hint == "remove one of the two"
    assert problem.fix is None


def test_renumbers_the_later_one_only_if_asked_and_nothing_refers_to_it():
    text = FIRST + AGAIN + SECOND
    found = problems(NAME, text)
    assert applied(found, text) == text
    assert applied(found, text, safe=False) == (
        FIRST + AGAIN.replace("LRN-20260305-001", "LRN-20260305-003") + SECOND
    )


def test_offers_no_number_for_an_id_that_a_log_refers_to():
    text = FIRST + AGAIN + learning("See Also: LRN-20260305-001", id="LRN-20260305-002")
    assert [problem.fix for problem in problems(NAME, text)] == [None]
