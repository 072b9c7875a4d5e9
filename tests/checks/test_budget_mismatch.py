"""budget-mismatch: the budget that is said to be spent is the one that was."""

from __future__ import annotations

import pytest

from .incident import incident

NAME = "budget-mismatch"
PATH = ".learnings/OPERATIONS_ISSUES.md"


def spent(
    impact: str, duration: str = "45 min", users: str = "all", slo: str = "99.9 %", field: str = ""
) -> str:
    """An incident; the field about the budget stands on line 16, or 15 without an SLO."""
    return incident(
        f"**Users Affected**: {users}",
        f"**Duration**: {duration}",
        f"**{field or 'SLO Impact'}**: {impact}",
        header=f"**SLO**: {slo}" if slo else "",
    )


# 99.9 % leaves 43.2 min in 30 days; 45 min are 104 % of that, 112 % in February, 101 % in March.
SILENT = {
    "exact for 30 days": spent("104 % of the 30-day budget"),
    "exact for a month": spent("consumed 101 % of the monthly budget"),
    "exact for a short month": spent("consumed 112 % of the monthly budget"),
    "rounded": spent("consumed 100% of monthly budget"),
    "what several incidents may have spent": spent(
        "60 % spent this month (99.9 % objective)", duration="5 min", slo="", field="Error Budget"
    ),
    "every user of a region": spent("20 % spent this month", users="every user in APAC"),
    "no SLO": spent("consumed 40 % of the monthly budget", slo=""),
    "no window": spent("consumed 40 % of the error budget"),
    "no duration": spent("consumed 40 % of the monthly budget", duration="ongoing"),
    "two SLOs": spent("consumed 40 % of the monthly budget (SLO 99.5%)"),
    "a latency SLO": spent("consumed 40 % of the monthly budget", slo="SLO: p99 < 300 ms"),
    "an SLO without room": spent("consumed 40 % of the monthly budget", slo="100 %"),
    "some users": spent("consumed 40 % of the monthly budget", users="38 %"),
    "a count of users": spent("consumed 4 % of the monthly budget", users="1,200"),
    "users unknown": spent("consumed 4 % of the monthly budget", users=""),
    "what remains": spent("4 % of the monthly budget remaining"),
    "what was spent so far": spent("400 % of the monthly budget, so far this month"),
    "within a tenth": spent("consumed 91 % of the monthly budget"),
    "a bound": spent("consumed <5 % of the monthly budget"),
    "two shares": spent("consumed 4 % of the monthly budget, 9 % of the weekly budget"),
    "two windows": spent("consumed 4 % of the monthly budget, quarterly unknown"),
    "no share": spent("none"),
    "a quarter": spent("consumed 35 % of the quarterly budget"),
    "the window beside the SLO": spent("consumed 104 %", slo="99.9 % over 30 days"),
    "another measure": spent("availability fell to 97 % for the month"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=PATH) == []


FAULTS = {
    "too little, with an objective beside it": (
        spent(
            "20 % spent this month (99.9 % objective)",
            users="every user",
            slo="",
            field="Error Budget",
        ),
        "15:21: warning[budget-mismatch] `Error Budget` says 20 % of the budget, but 45 min of"
        " 40 min, which an SLO of 99.9 % leaves in 28-31 days, are 111.6 %",
    ),
    "too little for all users": (
        spent("consumed 40 % of the 30-day budget"),
        "16:19: warning[budget-mismatch] `SLO Impact` says 40 % of the budget, but 45 min of"
        " 43 min, which an SLO of 99.9 % leaves in 30 days, are 104.2 %",
    ),
    "too much for any users": (
        spent("consumed 80 % of the 30-day budget", duration="10 min", users="3 %"),
        "16:19: warning[budget-mismatch] `SLO Impact` says 80 % of the budget, but 10 min of"
        " 43 min, which an SLO of 99.9 % leaves in 30 days, are 23.15 %",
    ),
    "in the other field": (
        spent("60 % of the 28 days", duration="3 min", field="Error Budget Consumed"),
        "16:30: warning[budget-mismatch] `Error Budget Consumed` says 60 % of the budget, but 3 min"
        " of 40 min, which an SLO of 99.9 % leaves in 28 days, are 7.44 %",
    ),
    "with the SLO beside it": (
        spent("consumed 40 % of the 30-day budget (SLO 99.9%)", slo=""),
        "15:19: warning[budget-mismatch] `SLO Impact` says 40 % of the budget, but 45 min of"
        " 43 min, which an SLO of 99.9 % leaves in 30 days, are 104.2 %",
    ),
    "a week": (
        spent("consumed 40 % of the weekly budget", duration="10 min"),
        "16:19: warning[budget-mismatch] `SLO Impact` says 40 % of the budget, but 10 min of"
        " 10 min, which an SLO of 99.9 % leaves in 7 days, are 99.21 %",
    ),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, line):
    assert lint(text, NAME, path=PATH) == [f"OPERATIONS_ISSUES.md:{line}"]


def test_the_tolerance_can_be_set(lint):
    text = spent("consumed 60 % of the 30-day budget", duration="22 min")
    assert len(lint(text, NAME, path=PATH)) == 1
    for options in ({"points": 10}, {"percent": 20}):
        assert lint(text, NAME, path=PATH, settings={"checks": {NAME: options}}) == []
