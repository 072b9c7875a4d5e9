"""threshold-breach-unrouted: what is beyond a threshold is filed where somebody looks."""

from __future__ import annotations

import pytest

from learnings.errors import ConfigurationError

from .incident import incident, lesson
from .learning import learning

NAME = "threshold-breach-unrouted"
PATH = ".learnings/operations/LEARNINGS.md"
SILENT = {
    "no values": lesson(),
    "a manual step of exactly 30 minutes": lesson("A manual step takes 30 minutes."),
    "a manual step that is filed": lesson(
        "A manual step takes 45 minutes.", category="automation_gap"
    ),
    "something manual that did not take so long": lesson("The manual failover, 45 min later."),
    "exactly 50 alerts a day": lesson("It sends 50 alerts a day."),
    "alerts in the right area": lesson("It sends 120 alerts a day.", area="monitoring"),
    "alerts of several monitors": lesson("120 alerts per day across all monitors."),
    "alerts in a week": lesson("It sends 300 alerts a week."),
    "alerts of the past": lesson("Down from 200 alerts a day."),
    "a change failure rate of exactly 15 %": lesson("The change failure rate is 15%."),
    "a change failure rate that is filed": lesson(
        "The change failure rate is 22%.", area="change_management"
    ),
    "a goal": lesson("The target for the change failure rate is 20%."),
    "toil of exactly half": lesson("Toil took 50% of on-call hours."),
    "toil that is filed": lesson("Toil took 70% of on-call hours.", category="toil_accumulation"),
    "85 % full": lesson("The disk is 85% full."),
    "97 % full, in the right area": lesson("The disk is 97% full.", area="capacity_planning"),
    "97 % full, by its pattern": lesson("Disk at 97%.", header="**Pattern-Key**: capacity_issue.a"),
    "a limit": lesson("Alert when the disk is 90% full."),
    "free space": lesson("The free space of the disk was 90%."),
    "a share of something else": lesson("97% of requests failed."),
    "an idea": lesson("Fine.").replace("### Details", "### Suggested Action\nDisk at 97%\n### X"),
    "code": lesson("```\nDisk at 97%\n```"),
    "MTTR of exactly 4 h": lesson("a", "MTTR: 4 h", header="**Severity**: P1"),
    "MTTR of another severity": lesson("a", "MTTR: 9 h", header="**Severity**: P2"),
    "MTTR of an issue": incident("**Duration**: 6 h", more="### Metrics\n- MTTR: 6 h\n"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=PATH) == []


def test_asks_a_preset_only_for_what_it_has(lint):
    assert lint(learning(text="A manual step takes 45 minutes."), NAME) == []


FAULTS = {
    "a manual step": (
        lesson("A manual step takes 31 minutes."),
        "12:21: warning[threshold-breach-unrouted] 31 minutes is beyond the threshold of 30 min",
    ),
    "a manual step, the other way round": (
        lesson("A 45-minute manual approval."),
        "12:3: warning[threshold-breach-unrouted] 45-minute is beyond the threshold of 30 min",
    ),
    "a manual step in Chinese": (
        lesson("人工审批需要 45 分钟。"),
        "12:8: warning[threshold-breach-unrouted] 45 分钟 is beyond the threshold of 30 min",
    ),
    "alerts": (
        lesson("It sends 51 alerts a day."),
        "12:10: warning[threshold-breach-unrouted] 51 is beyond the threshold of 50 alerts a day",
    ),
    "alerts in a week": (
        lesson("It sends 1,400 alerts per week."),
        "12:10: warning[threshold-breach-unrouted] 1,400 is beyond the threshold of 50 alerts a"
        " day",
    ),
    "alerts in a metric": (
        lesson("a", "Alerts per day: 80"),
        "15:19: warning[threshold-breach-unrouted] 80 is beyond the threshold of 50 alerts a day",
    ),
    "change failure rate": (
        lesson("a", "Change Failure Rate: 15.5%"),
        "15:24: warning[threshold-breach-unrouted] 15.5 % is beyond the threshold of 15 %",
    ),
    "change failure rate in Chinese": (
        lesson("变更失败率达到 22%。"),
        "12:9: warning[threshold-breach-unrouted] 22 % is beyond the threshold of 15 %",
    ),
    "toil": (
        lesson("Toil took 51% of on-call hours."),
        "12:11: warning[threshold-breach-unrouted] 51 % is beyond the threshold of 50 %",
    ),
    "a full disk": (
        lesson("The disk is 86% full."),
        "12:13: warning[threshold-breach-unrouted] 86 % is beyond the threshold of 85 %",
    ),
    "memory, twice": (
        lesson("Memory usage reached 95%.\nThe disk was at 99%."),
        "12:22: warning[threshold-breach-unrouted] 95 % is beyond the threshold of 85 %",
    ),
    "MTTR": (
        lesson("a", "MTTR: 4 h 10 min", header="**Severity**: P1"),
        "16:9: warning[threshold-breach-unrouted] 4 h 10 min is beyond the threshold of 4 h for P1",
    ),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, line):
    assert lint(text, NAME, path=PATH) == [f"LEARNINGS.md:{line}"]


def test_the_thresholds_can_be_set(lint):
    text = lesson("A manual step takes 40 minutes. The disk is 90% full.")
    assert len(lint(text, NAME, path=PATH)) == 2
    for options, count in (
        ({"manual-minutes": 40}, 1),
        ({"manual-minutes": 60, "capacity-percent": 90}, 0),
        ({"mttr-hours": {"P1": 1}}, 2),
    ):
        settings = {"checks": {NAME: options}}
        assert len(lint(text, NAME, path=PATH, settings=settings)) == count


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"manual-minutes": 0}, "must be a whole number"),
        ({"manual-minute": 10}, "did you mean"),
        ({"mttr-hours": {"p 1": 3}}, "is not a possible key"),
    ],
)
def test_a_wrong_threshold_is_an_error(lint, options, words):
    with pytest.raises(ConfigurationError, match=words):
        lint(lesson(), NAME, path=PATH, settings={"checks": {NAME: options}})
