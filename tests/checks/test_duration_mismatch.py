"""duration-mismatch: what is stated fits what the times make."""

from __future__ import annotations

import pytest

from .incident import incident

NAME = "duration-mismatch"
PATH = ".learnings/OPERATIONS_ISSUES.md"
DAY = "14:02 Issue detected\n14:40 Mitigated\n14:47 Restored"


def lasted(value: str, timeline: str = DAY) -> str:
    return incident(f"**Duration**: {value}", timeline=timeline)


def metric(line: str, timeline: str = DAY, more: str = "") -> str:
    return incident(timeline=timeline, more=f"### Metrics\n- {line}\n{more}")


SILENT = {
    "no timeline": lasted("45 min", ""),
    "exact": lasted("45 min"),
    "until the mitigation": lasted("38 min"),
    "five minutes more": lasted("50 min"),
    "half an hour's rounding": lasted("1 h"),
    "the other spelling": lasted("0h 45m"),
    "ISO 8601": lasted("PT45M"),
    "about": lasted("about 35 minutes"),
    "Chinese about": lasted("约 35 分钟"),
    "a bound that holds": lasted("< 1 hour"),
    "a bound from below that holds": lasted("over 30 minutes"),
    "a range that holds": lasted("30-45 min"),
    "several values": lasted("20 min outage, 3 h degraded"),
    "ongoing": lasted("3 h so far, ongoing"),
    "an average": metric("MTTR: 3 h (average)"),
    "an average of several": metric("MTTR: 3 h", more="- Frequency: 4 a month\n"),
    "midnight": lasted("35 min", "23:50 Detected\n00:25 Restored"),
    "rows out of order": lasted("5 h", "14:02 a\n14:40 b\n14:10 c\n14:50 d"),
    "an impossible row": lasted("5 h", "14:02 Detected\n25:61 Restored"),
    "two zones": lasted("5 h", "14:02_UTC Detected\n14:47_EST Restored"),
    "any end where none is named": lasted("18 min", "14:02 Page\n14:20 Failover\n16:58 Closed"),
    "time to detect without a start": metric("MTTD: 3 h"),
    "time to detect": metric("MTTD: 18 min", "13:45 Outage began\n14:02 Issue detected"),
    "fields": incident(
        "**Duration**: 2 h", header="**Started**: 2026-03-05 12:00\n**Ended**: 2026-03-05 14:00"
    ),
    "its own times": lasted("45 min (14:02–14:47)", ""),
    "a postmortem on the next day": lasted("45 min", f"{DAY}\n2026-03-06_10:00 Postmortem"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=PATH) == []


FAULTS = {
    "six minutes more": (
        lasted("51 min"),
        "20:17: warning[duration-mismatch] `Duration` is `51 min`, but 14:02 to 14:47 is 45 min",
    ),
    "hours for minutes": (
        lasted("45 h"),
        "20:17: warning[duration-mismatch] `Duration` is `45 h`, but 14:02 to 14:47 is 45 min",
    ),
    "about, by far": (
        lasted("about 2 hours"),
        "20:17: warning[duration-mismatch] `Duration` is `about 2 hours`, but 14:02 to 14:47 is"
        " 45 min",
    ),
    "ISO 8601": (
        lasted("PT1H30M"),
        "20:17: warning[duration-mismatch] `Duration` is `PT1H30M`, but 14:02 to 14:47 is 45 min",
    ),
    "a bound that does not hold": (
        lasted("< 30 min"),
        "20:17: warning[duration-mismatch] `Duration` is `< 30 min`, but 14:02 to 14:47 is 45 min",
    ),
    "a range that does not hold": (
        lasted("1-2 hours", "14:02 Detected\n18:10 Restored"),
        "19:17: warning[duration-mismatch] `Duration` is `1-2 hours`, but 14:02 to 18:10 is"
        " 4 h 8 min",
    ),
    "its own times": (
        lasted("90 min (14:02–14:47)", ""),
        "13:17: warning[duration-mismatch] `Duration` is `90 min (14:02–14:47)`: the times beside"
        " it make 45 min",
    ),
    "midnight": (
        lasted("3 h", "23:50 Detected\n00:25 Restored"),
        "19:17: warning[duration-mismatch] `Duration` is `3 h`, but 23:50 to 00:25 is 35 min",
    ),
    "MTTR": (
        metric("MTTR: 4h"),
        "23:9: warning[duration-mismatch] `MTTR` is `4h`, but 14:02 to 14:47 is 45 min",
    ),
    "time to detect": (
        metric("MTTD: 40 min", "13:45 Outage began\n14:02 Issue detected"),
        "22:9: warning[duration-mismatch] `MTTD` is `40 min`, but 13:45 to 14:02 is 17 min",
    ),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, line):
    assert lint(text, NAME, path=PATH) == [f"OPERATIONS_ISSUES.md:{line}"]


@pytest.mark.parametrize(
    ("options", "value", "count"),
    [
        pytest.param({"minutes": 6}, "51 min", 0, id="more minutes"),
        pytest.param({"minutes": 0, "percent": 0}, "46 min", 1, id="no tolerance but the unit's"),
        pytest.param({"minutes": 0, "percent": 0}, "1 h", 0, id="that of an hour"),
        pytest.param({"percent": 20}, "54 min", 0, id="a fifth"),
    ],
)
def test_the_tolerance_can_be_set(lint, options, value, count):
    settings = {"checks": {NAME: options}}
    assert len(lint(lasted(value), NAME, path=PATH, settings=settings)) == count
