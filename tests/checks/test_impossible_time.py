"""impossible-time: clocks, calendars and the order of beginning and end."""

from __future__ import annotations

import pytest

from .incident import incident, knowledge_entry

NAME = "impossible-time"
PATH = ".learnings/OPERATIONS_ISSUES.md"
SILENT = {
    "no times": incident(),
    "an acknowledgement after midnight": incident(
        header="**Detected**: 23:55\n**Acknowledged**: 00:02\n**Resolved**: 00:40"
    ),
    "an hour of the next day": incident(
        header="**Detected**: 09:10\n**Acknowledged**: 09:12\n**Resolved**: 08:00 next day"
    ),
    "an alert that was acknowledged before the next one": incident(
        timeline="14:02 Acked the flapping alert\n14:10 Alert fired\n14:20 Restored"
    ),
    "an afternoon that is said twice": incident(timeline="14:10 PM Detected\n2:40 PM Restored"),
    "a timeline in order": incident(timeline="14:02 Issue detected\n14:47 Restored"),
    "the last minute of a day": incident(timeline="23:59 Detected\n24:00 Restored"),
    "a leap second": incident(timeline="23:59:60 Detected"),
    "a day of a leap year": incident(timeline="2024-02-29_10:00 Detected"),
    "midnight in between": incident(header="**Started**: 23:50\n**Ended**: 00:10"),
    "midnight in a range": incident(timeline="23:50–00:10 Restarting"),
    "the same minute": incident(
        header="**Started**: 2026-03-05T14:00Z\n**Detected**: 2026-03-05T14:00Z"
    ),
    "zones that make up for it": incident(
        header="**Started**: 2026-03-05T14:00+02:00\n**Detected**: 2026-03-05T12:05Z"
    ),
    "a zone on one side only": incident(
        header="**Started**: 2026-03-05T14:00Z\n**Detected**: 2026-03-05 13:00"
    ),
    "a start of which no hour is known": incident(
        header="**Started**: 2026-03-05\n**Detected**: 2026-03-05T13:00Z"
    ),
    "an alert that was resolved before somebody noticed": incident(
        timeline="14:02 Alert resolved by itself\n14:10 Issue detected\n14:20 Restored"
    ),
    "restored twice": incident(timeline="14:02 Restored\n14:10 Detected\n14:20 Restored"),
    "not restored": incident(timeline="14:02 Not restored yet\n14:10 Detected"),
    "a duration of nothing": incident("**Duration**: 0 min"),
    "a ratio and a version": incident(timeline="1:1 mapping\n3.25.61 released"),
    "code": incident(more="### Timeline\n```\n25:61 boom\n```\n"),
    "a date in the header that the calendar lacks, which another check reports": incident(
        header="**Started**: 2026-02-30T14:00Z"
    ),
    "both sides of a conflict": (
        incident(timeline="<<<<<<< x").replace("| <<<<<<< x |  |", "<<<<<<< a\n| 25:61 | a |\n"
        "=======\n| 25:62 | b |\n>>>>>>> b")
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=PATH) == []


def test_says_nothing_of_what_the_checks_of_dates_report(lint):
    text = incident(header="**First-Seen**: 2026-03-05\n**Last-Seen**: 2026-03-01")
    assert lint(text, NAME, path=PATH) == []


FAULTS = {
    "an acknowledgement before the detection": (
        incident(header="**Detected**: 15:00\n**Acknowledged**: 14:03"),
        "9:19: warning[impossible-time] `14:03`: it was acknowledged before it was detected,"
        " `15:00`",
    ),
    "an hour of resolution before the detection": (
        incident(header="**Detected**: 15:00\n**Resolved**: 13:30"),
        "9:15: warning[impossible-time] `13:30`: it was over before it was detected, `15:00`",
    ),
    "an acknowledgement above the detection": (
        incident(timeline="14:03 Acknowledged\n15:00 Detected"),
        "15:3: warning[impossible-time] `14:03`: it was acknowledged before it was detected,"
        " `15:00`",
    ),
    "75 minutes in the afternoon": (
        incident(timeline="13:75_PM Detected\n2:00_PM Restored"),
        "15:3: warning[impossible-time] `13:75 PM`: no clock shows such a time",
    ),
    "fourteen in the morning": (
        incident(timeline="14:10_AM Detected"),
        "15:3: warning[impossible-time] `14:10 AM`: no clock shows such a time",
    ),
    "an hour and a minute that no clock shows": (
        incident(timeline="25:61 Detected"),
        "15:3: warning[impossible-time] `25:61`: no clock shows such a time",
    ),
    "a minute past the end of the day": (
        incident(timeline="24:01 Detected"),
        "15:3: warning[impossible-time] `24:01`: no clock shows such a time",
    ),
    "thirteen in the afternoon is fine, but not 61 minutes": (
        incident(timeline="13:61 Detected"),
        "15:3: warning[impossible-time] `13:61`: no clock shows such a time",
    ),
    "a day that the calendar lacks": (
        incident(timeline="2026-02-30_14:02 Detected"),
        "15:3: warning[impossible-time] `2026-02-30 14:02`: the calendar has no such day",
    ),
    "a range that ends first": (
        incident(timeline="14:10–14:02 Restarting"),
        "15:3: warning[impossible-time] `14:10`: it ends before it begins",
    ),
    "a range with a hyphen that ends first": (
        incident(timeline="14:10-14:02 Restarting"),
        "15:3: warning[impossible-time] `14:10`: it ends before it begins",
    ),
    "a negative duration": (
        incident("**Duration**: -5 min"),
        "13:17: warning[impossible-time] `Duration` is `-5 min`: nothing lasts less than nothing",
    ),
    "a duration that ends before it begins": (
        incident("**Duration**: 2026-03-05 14:00 to 2026-03-05 13:59"),
        "13:17: warning[impossible-time] `Duration` is `2026-03-05 14:00 to 2026-03-05 13:59`:"
        " it ends before it begins",
    ),
    "a detection before the start": (
        incident(header="**Started**: 2026-03-05T14:00Z\n**Detected**: 2026-03-05T13:59Z"),
        "9:15: warning[impossible-time] `2026-03-05T13:59Z`: it was detected before it started,"
        " `2026-03-05T14:00Z`",
    ),
    "an end before the detection": (
        incident(header="**Detected**: 14:00\n**Ended**: 13:00"),
        "9:12: warning[impossible-time] `13:00`: it was over before it was detected, `14:00`",
    ),
    "a mitigation before the start": (
        incident(header="**Started**: 2026-03-05 14:00\n**Mitigated**: 2026-03-04 15:00"),
        "9:16: warning[impossible-time] `2026-03-04 15:00`: it was mitigated before it started,"
        " `2026-03-05 14:00`",
    ),
    "a timeline in order whose events are not": (
        incident(timeline="14:02 Service restored\n14:10 Issue detected"),
        "15:3: warning[impossible-time] `14:02`: it was over before it was detected, `14:10`",
    ),
    "a time of the day that is none": (
        incident(more="### Metrics\n- Started: 14:75\n"),
        "16:12: warning[impossible-time] `Started` is `14:75`: there is no such time",
    ),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, line):
    assert lint(text, NAME, path=PATH) == [f"OPERATIONS_ISSUES.md:{line}"]


def test_is_a_note_in_the_log_of_an_agent(lint):
    text = "## [LRN-20260305-001] insight\n\n**Status**: pending\n\n### Timeline\n- 25:61 Boom\n"
    [line] = lint(text, NAME)
    assert "note[impossible-time]" in line


def test_reads_files_of_the_knowledge_base(lint):
    path = "docs/ops-knowledge/ops-learning-2026-03-05-14-30-00-issue-x.md"
    [line] = lint(knowledge_entry("**Duration**: -2 h"), NAME, path=path)
    assert "warning[impossible-time]" in line
