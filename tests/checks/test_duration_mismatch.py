"""duration-mismatch: what is stated fits what the times make."""

from __future__ import annotations

import pytest

from .incident import incident

NAME = "duration-mismatch"
DEPLOY = (
    "09:00 Deploy of 4.2 finished\n11:10 Customers report errors\n11:40 Rolled back, errors gone"
)
LONG = "09:00 Alert\n11:40 Restored"
PATH = ".learnings/OPERATIONS_ISSUES.md"
DAY = "14:02 Issue detected\n14:40 Mitigated\n14:47 Restored"


def lasted(value: str, timeline: str = DAY) -> str:
    return incident(f"**Duration**: {value}", timeline=timeline)


def metric(line: str, timeline: str = DAY, more: str = "") -> str:
    return incident(timeline=timeline, more=f"### Metrics\n- {line}\n{more}")


SILENT = {
    "no timeline": lasted("45 min", ""),
    "a deploy, then complaints": lasted("30 min", DEPLOY),
    "a deploy on the day before": lasted(
        "20 min", "2026-03-04_22:00 deploy\n2026-03-05_08:10 first complaint\n08:30 rolled back"
    ),
    "since the deploy": lasted("2 h 40 min", DEPLOY),
    "a report at the end": lasted("30 min", f"{DEPLOY}\n15:00 Report sent to customers"),
    "two episodes together": lasted("35 min", "14:00 down\n14:10 up, fixed\n15:00 down\n15:25 ok"),
    "half an hour": lasted("half an hour", "14:02 Alert\n14:34 Restored"),
    "an hour": lasted("an hour", "14:02 Alert\n15:10 Restored"),
    "hours and minutes": lasted("0:45"),
    "minutes and seconds": lasted("4:12", "14:02 Alert\n14:06 Restored"),
    "German": lasted("anderthalb Stunden", "14:00 Alarm\n15:30 Behoben"),
    "Spanish": lasted("media hora", "14:00 alerta\n14:30 restablecido"),
    "Chinese half an hour": lasted("半小时", "14:00 告警\n14:30 恢复"),
    "by its two ends": lasted("from 14:02 to 14:47"),
    "by its two ends, and more": lasted("14:02-14:47, plus 20 minutes degraded"),
    "counted times": lasted("45 min", "T-20m Deploy\nT+0 Alert\nT+45m Restored"),
    "counted without a unit": lasted("3 h", "T+0 Alert\nT+2 Restored"),
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

FAULTS |= {
    f"in words or by ends, {value}": (
        lasted(value, LONG),
        f"19:17: warning[duration-mismatch] `Duration` is `{value}`, but 09:00 to 11:40 is"
        " 2 h 40 min",
    )
    for value in (
        "half an hour",
        "an hour",
        "0:30",
        "from 09:00 to 10:00 (60 minutes)",
        "09:00 to 10:00",
        "eine Viertelstunde",
        "cuarto de hora",
        "半小时",
    )
}
FAULTS |= {
    "no beginning that fits": (
        lasted("5 h", DEPLOY),
        "20:17: warning[duration-mismatch] `Duration` is `5 h`, but 11:10 to 11:40 is 30 min",
    ),
    "its own times, where the timeline agrees with them": (
        lasted("14:02–14:20 UTC (45 minutes)", "14:02 Alert\n14:20 Restored"),
        "19:17: warning[duration-mismatch] `Duration` is `14:02–14:20 UTC (45 minutes)`: the times"
        " beside it make 18 min",
    ),
    "counted times": (
        lasted("3 h", "T+0 Alert\nT+45m Restored"),
        "19:17: warning[duration-mismatch] `Duration` is `3 h`, but T+0 to T+45m is 45 min",
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
