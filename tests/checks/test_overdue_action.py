"""overdue-action: what is open was not due before today."""

from __future__ import annotations

import pytest

from .actions import LOG, incident

NAME = "overdue-action"
LATE = "- [ ] Cap the pool (ana, 2026-03-09)"

SILENT = {
    "due today": incident("- [ ] Cap the pool (ana, 2026-03-10)"),
    "due later": incident("- [ ] Cap the pool (ana, 2027-01-01)"),
    "no deadline": incident("- [ ] Cap the pool (ana)"),
    "a day of the week": incident("- [ ] Cap the pool (ana, Monday)"),
    "a quarter": incident("- [ ] Cap the pool by end of Q1"),
    "a day without a year that comes next year": incident("- [ ] Cap the pool (ana, 1 March)"),
    "a day without a year that is to come": incident("- [ ] Cap the pool (ana, Nov 1)"),
    "a day of which one reading is to come": incident("- [ ] Cap the pool (ana, 03/12/2026)"),
    "a plain item of a resolved entry": incident("- Cap it (ana, 2026-03-09)", status="resolved"),
    "a row that is done": incident(
        "| Action | Due | State |", "|---|---|---|", "| Cap the pool | 2026-03-01 | closed |"
    ),
    "a day that there is not": incident("- [ ] Cap the pool (ana, 2026-02-30)"),
    "a ticked item": incident("- [x] Cap the pool (ana, 2026-03-01)"),
    "a deadline that was moved": incident("- [ ] Cap it (ana, 2026-03-01 → 2026-03-20)"),
    "a deadline that was struck out": incident("- [ ] Cap it (ana, ~~2026-03-01~~ 2026-03-20)"),
    "a day in the past of which it speaks": incident(
        "- [ ] Revert the change of 2026-02-01",
        "- [ ] Find out why it failed until 2026-02-01",
        "- [ ] Look at the logs before 2026-02-01",
        "- [ ] Cap the pool (opened 2026-02-01)",
        "- [ ] Read LRN-20260201-001 again",
    ),
    "an entry that will not be fixed": incident(LATE, status="wont_fix"),
    "an entry that was promoted": incident(LATE, status="promoted"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=LOG) == []


OVERDUE = {
    "Cap the pool (ana, 2026-03-09)": "2026-03-09, 1 day ago",
    "Cap the pool (ana, by 2026/03/01)": "2026-03-01, 9 days ago",
    "Cap the pool (ana; Mar 1, 2026)": "2026-03-01, 9 days ago",
    "Cap the pool (1 March 2026)": "2026-03-01, 9 days ago",
    "Cap the pool, due: 2026-03-01": "2026-03-01, 9 days ago",
    "Cap the pool by 2026-03-01": "2026-03-01, 9 days ago",
    "Cap the pool — ana, 2026-03-01": "2026-03-01, 9 days ago",
    "Cap the pool, ana, 2026-03-01": "2026-03-01, 9 days ago",
    "Cap the pool 📅 2026-03-01": "2026-03-01, 9 days ago",
    "Cap it (2026-02-01 → 2026-03-01)": "2026-03-01, 9 days ago",
    "Cap the pool (ana, Mar 6)": "2026-03-06, 4 days ago",
    "Cap the pool by 7 March": "2026-03-07, 3 days ago",
    "Cap the pool (ana, 01.03.2026)": "2026-03-01, 9 days ago",
    "Cap the pool → Ana, 20/02/2026": "2026-02-20, 18 days ago",
    "扩容连接池（张三，截止：2026-03-01）": "2026-03-01, 9 days ago",
    "扩容连接池，2026年3月1日前": "2026-03-01, 9 days ago",
}


@pytest.mark.parametrize(("text", "end"), OVERDUE.items(), ids=OVERDUE)
def test_reports(lint, text, end):
    [line] = lint(incident(f"- [ ] {text}"), NAME, path=LOG)
    start = f"OPERATIONS_ISSUES.md:12:7: warning[{NAME}] the action `{text}` was due on "
    assert line == start + end


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1. Cap the pool (ana, 2026-03-01)", id="a numbered item"),
        pytest.param("| What | Due |\n|---|---|\n| Cap it | 2026-03-01 |", id="a row"),
    ],
)
def test_reports_without_a_box(lint, text):
    [line] = lint(incident(*text.splitlines()), NAME, path=LOG)
    assert line.endswith("was due on 2026-03-01, 9 days ago")


def test_the_actions_of_a_resolved_entry_outlive_it(lint):
    assert len(lint(incident(LATE, status="resolved"), NAME, path=LOG)) == 1


def test_a_day_below_the_item_counts(lint):
    assert len(lint(incident("- [ ] Cap the pool", "  - Due: 2026-03-01"), NAME, path=LOG)) == 1


def test_the_day_of_an_outer_item_is_told_once(lint):
    text = incident(LATE, "  - [ ] Count the sessions")
    assert len(lint(text, NAME, path=LOG)) == 1


def test_an_archive_is_left_alone(lint):
    assert lint({".learnings/archive/2026.md": incident(LATE)}, NAME) == []


def test_no_commit_fails_for_it(lint):
    assert "note[" in lint(incident(LATE, id="LRN-20260305-001"), NAME)[0]
    assert "warning[" in lint(incident(LATE), NAME, path=LOG)[0]
