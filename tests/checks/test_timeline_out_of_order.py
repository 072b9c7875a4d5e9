"""timeline-out-of-order: rows go forward, midnights included."""

from __future__ import annotations

import pytest

from .incident import incident

NAME = "timeline-out-of-order"
PATH = ".learnings/OPERATIONS_ISSUES.md"


def listed(*rows: str) -> str:
    return incident(more="### Timeline\n" + "".join(f"- {row}\n" for row in rows))


SILENT = {
    "no timeline": incident(),
    "a dated postmortem below rows without a date": incident(
        timeline="14:02 detected\n14:47 Restored\n2026-11-21_10:00 Postmortem held"
    ),
    "a dated follow-up in a list": listed("14:02 a", "14:47 b", "2026-03-09 10:00 Vendor called"),
    "a date behind the time": listed("14:02 a", "14:47 b", "10:00 (2026-03-06) Vendor called"),
    "a month's name behind the time": listed("14:02 a", "14:47 b", "10:00 (6 March) Vendor called"),
    "a postmortem without a date": incident(timeline="14:02 a\n14:47 b\n10:00 Postmortem"),
    "a mail hours before the end, so on the next day": incident(
        timeline="16:01 paged\n16:55 fixed\n11:30 Customer mail sent"
    ),
    "an older cause with a date": incident(
        timeline="2026-03-02_16:00 merged\n14:02 alert\n14:47 restored"
    ),
    "counted times in order": listed("T-20m a", "T+0 b", "T+5m c", "T+1h10m d"),
    "counted times beside a clock": listed("14:02 a", "T+5m b", "14:10 c"),
    "a row in parallel, in brackets": listed(
        "14:02 a", "14:40 b", "14:31 c (in parallel)", "14:50 d"
    ),
    "a row in parallel, in front": listed("14:02 a", "14:40 b", "14:31 (parallel) c", "14:50 d"),
    "a row in parallel, with a colon": listed("14:02 a", "14:40 b", "14:31 Parallel: c", "14:50 d"),
    "a row of meanwhile": listed("14:02 a", "14:40 b", "14:31 Meanwhile, c", "14:50 d"),
    "a row in parallel, in a table": incident(
        timeline="14:02 a\n14:40 b\n14:31 DNS looked at (in parallel)\n14:50 d"
    ),
    "a row in parallel, in German": listed("14:02 a", "14:40 b", "14:31 gleichzeitig c", "14:50 d"),
    "a row in parallel, in Chinese": listed("14:02 a", "14:40 b", "14:31 同时检查", "14:50 d"),
    "one row": incident(timeline="14:02 Detected"),
    "in order": incident(timeline="14:02 a\n14:06 b\n14:31 c"),
    "the same minute": incident(timeline="14:02 a\n14:02 b"),
    "midnight": incident(timeline="23:50 a\n00:10 b\n00:40 c"),
    "two midnights": incident(timeline="23:50 a\n09:10 b\n23:40 c\n00:15 d"),
    "six hours and a minute back is the next day": incident(timeline="15:01 a\n09:00 b"),
    "the next day by its word": incident(timeline="10:00 a\n09:30 next day: review\n11:00 c"),
    "dates": incident(timeline="2026-03-04_22:00 a\n2026-03-05_01:00 b"),
    "a date once, then times": incident(timeline="2026-03-04_22:00 a\n23:10 b\n00:30 c"),
    "times, then a date": incident(timeline="22:00 a\n23:10 b\n2026-03-05_00:30 c"),
    "an unknown time between": incident(timeline="14:02 a\n??:?? b\nlater c\n14:31 d"),
    "afternoon and morning": incident(timeline="11:50_AM a\n12:10_PM b\n01:05_PM c"),
    "seconds": incident(timeline="14:02:10 a\n14:02:50 b"),
    "two zones": incident(timeline="14:02_UTC a\n13:40_EST b"),
    "told backwards from end to end": incident(timeline="14:47 c\n14:31 b\n14:02 a"),
    "a list": listed("14:02 a", "**14:06** b", "`14:31` c", "~14:40: d"),
    "a list with days under headings": incident(
        more="### Timeline\n#### Monday\n- 14:02 a\n#### Tuesday\n- 10:02 a\n"
    ),
    "an earlier time inside the text of an event": incident(timeline="14:02 a\n14:10 as at 13:00"),
    "an impossible row, which another check reports": incident(timeline="14:02 a\n25:61 b\n14:9 c"),
    "the time in the second column": incident(
        more="### Timeline\n| Event | Time |\n|---|---|\n| 9:99 beers | 14:02 |\n| b | 14:10 |\n"
    ),
    "a date column": incident(
        more="### Timeline\n| Date | Time |\n|---|---|\n| 2026-03-04 | 14:02 |\n"
        "| 2026-03-05 | 13:10 |\n"
    ),
    "Chinese": incident(more="### 时间线\n- 14:02 告警触发\n- 14点10分 恢复\n"),
    "a comment": incident(more="### Timeline\n- 14:02 a\n<!--\n- 13:00 b\n-->\n- 14:10 c\n"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=PATH) == []


FAULTS = {
    "a row about something that is parallel": (
        incident(timeline="14:02 a\n14:40 b\n14:31 parallel workers restarted\n14:50 d"),
        ["17:3: warning[timeline-out-of-order] `14:31` stands behind `14:40`"],
    ),
    "a row behind an end by less than an hour": (
        incident(timeline="08:10 alarm\n08:55 fixed\n08:31 acked\n09:20 closed"),
        ["17:3: warning[timeline-out-of-order] `08:31` stands behind `08:55`"],
    ),
    "rows without a date before a dated postmortem": (
        incident(timeline="14:02 a\n14:40 b\n14:31 c\n2026-03-06_10:00 Postmortem"),
        ["17:3: warning[timeline-out-of-order] `14:31` stands behind `14:40`"],
    ),
    "counted times": (
        incident(timeline="T+0 a\nT+15m b\nT+5m c\nT+45m d"),
        ["17:3: warning[timeline-out-of-order] `T+5m` stands behind `T+15m`"],
    ),
    "one row too late": (
        incident(timeline="14:02 a\n14:40 b\n14:31 c\n14:47 d"),
        ["17:3: warning[timeline-out-of-order] `14:31` stands behind `14:40`"],
    ),
    "one row too early": (
        incident(timeline="15:40 a\n14:02 b\n14:10 c\n14:20 d"),
        ["15:3: warning[timeline-out-of-order] `15:40` stands before `14:02`"],
    ),
    "six hours back": (
        incident(timeline="15:00 a\n09:00 b"),
        ["16:3: warning[timeline-out-of-order] `09:00` stands behind `15:00`"],
    ),
    "across midnight": (
        incident(timeline="23:50 a\n00:10 b\n23:58 c\n00:40 d"),
        ["17:3: warning[timeline-out-of-order] `23:58` stands behind `00:10`"],
    ),
    "by its date": (
        incident(timeline="2026-03-05_09:00 a\n2026-03-05_11:00 b\n2026-03-04_10:00 c"),
        ["17:3: warning[timeline-out-of-order] `2026-03-04 10:00` stands behind"
         " `2026-03-05 11:00`"],
    ),
    "two of them": (
        incident(timeline="14:02 a\n14:40 b\n14:31 c\n14:50 d\n14:47 e\n15:00 f"),
        ["17:3: warning[timeline-out-of-order] `14:31` stands behind `14:40`",
         "19:3: warning[timeline-out-of-order] `14:47` stands behind `14:50`"],
    ),
    "in a list": (
        listed("14:02 a", "**14:40** b", "14:31 c", "14:50 d"),
        ["18:3: warning[timeline-out-of-order] `14:31` stands behind `14:40`"],
    ),
    "in a Chinese list": (
        incident(more="### 时间线\n- 14:10 告警触发\n- 14:02 恢复\n"),
        ["17:3: warning[timeline-out-of-order] `14:02` stands behind `14:10`"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, lines):
    assert lint(text, NAME, path=PATH) == [f"OPERATIONS_ISSUES.md:{line}" for line in lines]
