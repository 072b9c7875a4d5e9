"""Findings about the past: where they stand, what they weigh, and what hides them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from learnings.comment import comments, removed
from learnings.diagnostic import Severity
from learnings.engine import Engine, Result
from learnings.markdown import parse
from learnings.settings import defaults

from .checks.learning import LOG, Past, Texts, learning, read

ID, OTHER = "LRN-20260305-001", "LRN-20260305-002"
ERRORS = ".learnings/ERRORS.md"
ONE = learning(text="Restart the worker after a change of its configuration.")
TWO = learning(id=OTHER, text="Empty the cache of the build machine.")


def judge(
    now: Texts, *before: Texts, settings: Mapping[str, Any] | None = None, only=None
) -> Result:
    """What the checks of the past say of a change."""
    past = Past(now, *before)
    logs = read(now)
    given = replace(defaults(), select=("history", "suppression"), **(settings or {}))
    engine = Engine(
        given, dt.date(2026, 3, 10), history=past, changes=past.changes(logs), only=only
    )
    return engine.run(logs)


def told(result: Result) -> list[str]:
    return [
        f"{item.path}:{item.span.line}: {item.severity}[{item.check}] {item.entry}"
        for item in result.diagnostics
    ]


def test_a_lost_entry_stands_on_the_first_line_of_its_log():
    assert told(judge(ONE, ONE + TWO)) == [f"{LOG}:1: error[lost-entry] {OTHER}"]


def test_a_lost_entry_stands_in_its_file_though_that_is_gone():
    result = judge({ERRORS: ONE}, {ERRORS: ONE, LOG: TWO})
    assert told(result) == [f"{LOG}:1: error[lost-entry] {OTHER}"]


def test_a_log_that_a_merge_leaves_as_it_was_can_lack_an_entry():
    assert told(judge(ONE, ONE, ONE + TWO)) == [f"{LOG}:1: error[lost-entry] {OTHER}"]


def test_an_entry_that_a_merge_leaves_as_it_was_can_be_behind():
    now = learning()
    result = judge(now, now, learning(status="promoted (AGENTS.md)"))
    assert told(result) == [f"{LOG}:5: warning[illegal-transition] {ID}"]


def test_two_entries_that_are_gone_have_two_fingerprints():
    result = judge("# Learnings\n", ONE + TWO)
    prints = {item.fingerprint for item in result.diagnostics}
    assert len(prints) == 2
    again = judge("# Learnings\n\nMore.\n", TWO + ONE)
    assert {item.fingerprint for item in again.diagnostics} == prints


def test_what_is_gone_from_a_file_that_was_not_asked_for_is_not_told():
    now, before = {ERRORS: ONE, LOG: "# Learnings\n"}, {ERRORS: ONE, LOG: TWO}
    assert told(judge(now, before, only=[ERRORS])) == []
    assert len(told(judge(now, before, only=[LOG]))) == 1


def test_a_comment_for_the_file_hides_it():
    comment = "<!-- learnings: ignore-file[lost-entry] -->\n"
    assert told(judge(comment + ONE, ONE + TWO)) == []
    assert judge(comment + ONE, ONE + TWO).suppressed == 1


def test_settings_weigh_it_and_turn_it_off():
    softer = {"severity": {"lost-entry": "note"}}
    assert [item.severity for item in judge(ONE, ONE + TWO, settings=softer).diagnostics] == [
        "note"
    ]
    assert told(judge(ONE, ONE + TWO, settings={"severity": {"lost-entry": "off"}})) == []
    assert told(judge(ONE, ONE + TWO, settings={"ignore": ("lost-entry",)})) == []


COMPACT = "### {}\n\n**Status**: {}\n**Context**: a worker\n**Content**: b\n**Action**: c\n"
WEIGHTS = {
    "another ID": (learning(id=OTHER), learning(), "rewritten-entry", Severity.ERROR),
    "another date": (
        learning(logged="2026-03-06T09:00:00Z"),
        learning(),
        "rewritten-entry",
        Severity.WARNING,
    ),
    "an illegal move": (
        learning(),
        learning(status="promoted"),
        "illegal-transition",
        Severity.WARNING,
    ),
    "an illegal move in a strict preset": (
        COMPACT.format(ID, "promoted (A.md)"),
        COMPACT.format(ID, "pending"),
        "illegal-transition",
        Severity.ERROR,
    ),
}


@pytest.mark.parametrize(("now", "before", "check", "severity"), WEIGHTS.values(), ids=WEIGHTS)
def test_a_commit_is_refused_for_little(now, before, check, severity):
    found = [item for item in judge(now, before).diagnostics if item.check == check]
    assert [item.severity for item in found] == [severity]


# --- what is marked as removed ---------------------------------------------------------------


def mark(*ids: str, more: str = "") -> str:
    return f"<!-- learnings: removed[{', '.join(ids)}]{more} -->\n"


MARKS = {
    "one": (mark(ID), [ID]),
    "several, and a reason": (mark(ID, OTHER, more=' reason="a customer"'), [ID, OTHER]),
    "small letters": (mark(ID.lower()), [ID]),
    "two on a line": (mark(ID).strip() + mark(OTHER), [ID, OTHER]),
    "an ID without a date": (mark("KI-1"), ["KI-1"]),
    "in a code block": (f"```\n{mark(ID)}```\n", []),
    "in a code span": (f"`{mark(ID).strip()}`\n", []),
    "no ID": (mark("the first one"), []),
    "nothing": (mark(), []),
    "with a last day": (mark(ID, more=" until=2026-12-31"), []),
    "with an unknown word": (mark(ID, more=" by=me"), []),
}


@pytest.mark.parametrize(("text", "ids"), MARKS.values(), ids=MARKS)
def test_a_mark_names_what_was_removed(text, ids):
    assert list(removed(parse(text.encode(), LOG))) == ids


FAULTS = {
    "no ID": (mark("the first one"), "`THE FIRST ONE` is no ID of an entry"),
    "nothing": (mark(), "the comment names no entry"),
    "a last day": (mark(ID, more=" until=2026-12-31"), "what is removed has no `until`"),
    "an unknown word": (mark(ID, more=" by=me"), "`by` is not part of a suppression"),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_a_mark_that_cannot_be_read_is_reported(lint, text, message):
    line = f"LEARNINGS.md:1:1: warning[malformed-suppression] {message}"
    assert lint(text, "suppression") == [line]


IDLE = {
    "an entry that is here": (
        mark(ID) + ONE,
        f"LEARNINGS.md:1:1: warning[unused-suppression] {ID} is marked as removed, but is still here",
    ),
    "an entry that has another ID": (
        mark(ID) + learning(f"Former IDs: {ID}", id=OTHER),
        f"LEARNINGS.md:1:1: warning[unused-suppression] {ID} is marked as removed, but is still here,"
        f" as {OTHER}",
    ),
    "a second mark": (
        mark(ID) + mark(ID),
        f"LEARNINGS.md:2:1: warning[unused-suppression] {ID} is marked as removed a second time",
    ),
}


@pytest.mark.parametrize(("text", "line"), IDLE.values(), ids=IDLE)
def test_a_mark_that_is_not_true_is_reported(lint, text, line):
    assert lint(text, "suppression") == [line]


def test_a_mark_is_held_against_all_logs(lint):
    logs = {LOG: mark(ID), ".learnings/archive/2026.md": ONE}
    assert len(lint(logs, "suppression")) == 1
    assert lint({LOG: mark(OTHER), ERRORS: ONE}, "suppression") == []


def test_a_mark_hides_nothing():
    [comment] = comments(parse((mark("lost-entry") + ONE).encode(), LOG))
    assert comment.scope == "removed"
    assert len(told(judge(mark("LOST-ENTRY-1") + ONE, ONE + TWO))) == 1


def test_an_entry_that_is_marked_twice_over_is_taken_out_of_the_mark():
    from learnings.suppress import apply

    log = parse((mark(ID, OTHER) + ONE).encode(), LOG)
    ran = frozenset(("unused-suppression", "malformed-suppression"))
    [finding] = apply([], [log], dt.date(2026, 3, 10), ran, {}).findings
    fix = finding.problem.fix
    assert fix is not None
    assert not fix.safe
    [edit] = fix.edits
    assert log.text[: edit.start] + edit.text + log.text[edit.end :] == mark(OTHER) + ONE
