"""What a review finds: silent rows first, then the borders of each part."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from learnings.markdown import parse
from learnings.past import NoHistory
from learnings.review import review
from learnings.review.noted import noted
from learnings.settings import defaults

TODAY = dt.date(2026, 3, 31)
PATH = ".learnings/LEARNINGS.md"


class Files:
    def __init__(self, files=()):
        self.files = dict(files)

    def exists(self, path):
        return path in self.files

    def text(self, path):
        return self.files.get(path)


class Known(NoHistory):
    """A history that knows since when each status holds."""

    def __init__(self, day):
        self.day = day

    def status_since(self, entry, status):
        return self.day


def entry(
    id, status="pending", priority="medium", head="", meta="", more="", title="best_practice"
):
    date = f"{id[4:8]}-{id[8:10]}-{id[10:12]}"
    return (
        f"## [{id}] {title}\n\n**Logged**: {date}T09:00:00Z\n**Priority**: {priority}\n"
        f"**Status**: {status}\n**Area**: infra\n{head}\n### Summary\nAbout {id}\n\n"
        f"### Details\nIt happened.\n\n### Suggested Action\nWatch it.\n{more}\n"
        f"### Metadata\n- Source: error\n{meta}\n\n"
    )


def made(text, *, history=None, files=(), settings=None, **asked):
    logs = {PATH: text} if isinstance(text, str) else text
    parsed = [parse(content.encode(), path) for path, content in logs.items()]
    for log in parsed:
        log.is_archive = "/archive/" in log.path
    given = replace(defaults(), **(settings or {}))
    return review(parsed, None, history, TODAY, given, tree=Files(files), **asked)


def group(*days, status="pending", key="pool.empty", **more):
    return "".join(entry(f"LRN-{day}-00{at}", status, meta=f"- Pattern-Key: {key}\n", **more)
                   for at, day in enumerate(days, 1))  # fmt: skip


# --- stale -----------------------------------------------------------------------------------

STALE = {
    "nothing waits in an empty log": ("# Learnings\n", []),
    "seven days are not too long": (entry("LRN-20260324-001"), []),
    "eight days are": (entry("LRN-20260323-001"), [("LRN-20260323-001", 8, 7)]),
    "what is resolved does not wait": (entry("LRN-20260301-001", "resolved"), []),
    "in progress waits longer": (entry("LRN-20260317-001", "in_progress"), []),
    "by status, then priority, then age": (
        entry("LRN-20260301-001", "in_progress", "critical") + entry("LRN-20260310-002", priority="low")
        + entry("LRN-20260311-003", priority="high") + entry("LRN-20260305-004", priority="high"),
        [("LRN-20260305-004", 26, 7), ("LRN-20260311-003", 20, 7), ("LRN-20260310-002", 21, 7),
         ("LRN-20260301-001", 30, 14)],
    ),
    "what is snoozed is left out": (
        "<!-- learnings: ignore[stale-entry] until=2026-04-30 -->\n" + entry("LRN-20260301-001"), []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STALE.values(), ids=STALE.keys())
def test_what_waits_too_long(text, expected):
    found = made(text)
    assert [(one.item.id, one.days, one.limit) for one in found.stale] == expected


def test_the_history_says_since_when():
    found = made(entry("LRN-20260301-001"), history=Known(dt.date(2026, 3, 20)))
    assert [(one.since, one.event, one.days) for one in found.stale] == [
        (dt.date(2026, 3, 20), "", 11)
    ]


def test_an_option_of_the_check_holds_here_too():
    found = made(
        entry("LRN-20260301-001"), settings={"checks": {"stale-entry": {"days": {"pending": 60}}}}
    )
    assert found.stale == ()


# --- recurrences -----------------------------------------------------------------------------

RECURRING = {
    "two are no pattern": (group("20260310", "20260311"), []),
    "three within a month are": (
        group("20260310", "20260311", "20260312"), [("pool.empty", 3, 3, 0, 3)]),
    "those before the window count outside": (
        group("20251201", "20251210", "20251215", "20260312"), [("pool.empty", 4, 1, 3, 4)]),
    "a group that is done with is silent": (
        group("20260310", "20260311", "20260312", status="promoted"), []),
    "names in See Also make a group": (
        entry("LRN-20260310-001") + entry("LRN-20260311-001", meta="- See Also: LRN-20260310-001\n")
        + entry("LRN-20260312-001", meta="- See Also: LRN-20260311-001\n"),
        [("the problem of LRN-20260310-001", 3, 3, 0, 3)],
    ),
    "an entry may count itself": (
        entry("LRN-20260330-001", meta="- Recurrence-Count: 4\n"),
        [("LRN-20260330-001", 1, 1, 0, 1)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RECURRING.values(), ids=RECURRING.keys())
def test_what_keeps_coming_up(text, expected):
    found = made(text)
    assert [(one.name, len(one.items), one.inside, one.outside, one.open)
            for one in found.recurrences] == expected  # fmt: skip


def test_a_group_says_why_it_is_one_and_when_it_was():
    text = group("20260310", "20260311", key="Pool.Empty") + entry(
        "LRN-20260312-009", meta="- See Also: LRN-20260310-001\n"
    )
    one = made(text).recurrences[0]
    assert one.why == (
        "2 of 3 share the Pattern-Key Pool.Empty",
        "they name one another: LRN-20260312-009 → LRN-20260310-001",
    )
    assert (one.first, one.last) == (dt.date(2026, 3, 10), dt.date(2026, 3, 12))
    assert one.rate is not None
    assert one.rate.verdict == "unknown"


def test_archives_count_and_a_constant_rate_explains_what_happens_each_month():
    months = ["20250910", "20251010", "20251110", "20251120", "20251125", "20251210", "20260110",
              "20260210", "20260310"]  # fmt: skip
    text = {
        ".learnings/archive/2025.md": group(*months[:6], status="resolved"),
        PATH: group(*months[6:]).replace("-001]", "-101]"),
    }
    one = made(text).recurrences[0]
    assert (len(one.items), one.inside, one.outside) == (9, 1, 8)
    assert one.rate is not None
    assert one.rate.verdict == "constant"


# --- came back, overdue, rules ---------------------------------------------------------------


def test_what_came_back_names_what_did_not_help():
    text = group("20260301", status="resolved") + group("20260330").replace("-001]", "-002]")
    found = made(text).returned
    assert [(one.item.id, one.earlier.id if one.earlier else "") for one in found] == [
        ("LRN-20260330-002", "LRN-20260301-001")
    ]
    assert "came back" in found[0].message


def test_an_overdue_action_is_told_with_its_day():
    items = ("[ ] Cap the pool (ana, 2026-03-20)", "[x] Done (ben, 2026-03-01)",
             "[ ] Later (ben, 2026-04-01)")  # fmt: skip
    more = "\n### Action Items\n" + "".join(f"- {item}\n" for item in items)
    found = made(entry("LRN-20260330-001", more=more)).overdue
    assert [(one.action, one.due, one.days) for one in found] == [
        ("Cap the pool (ana, 2026-03-20)", dt.date(2026, 3, 20), 11)
    ]


RULES = {
    "a young rule is not due": ("LRN-20260301-001", "**Promoted**: AGENTS.md\n", []),
    "after ninety days it is": ("LRN-20251231-001", "**Promoted**: AGENTS.md\n", [("AGENTS.md", "2026-03-31")]),
    "a day earlier it is not": ("LRN-20260101-001", "**Promoted**: AGENTS.md\n", []),
    "its own day goes before": (
        "LRN-20260301-001", "**Promoted**: AGENTS.md\n**Review-By**: 2026-03-15\n",
        [("AGENTS.md", "2026-03-15")]),
    "a day to come keeps it quiet": (
        "LRN-20250101-001", "**Promoted**: AGENTS.md\n**Review-By**: 2026-06-15\n", []),
    "a review of late keeps it quiet": (
        "LRN-20250101-001", "**Promoted**: AGENTS.md\n**Reviewed**: 2026-03-01\n", []),
    "what was retired is no rule": (
        "LRN-20250101-001", "**Promoted**: AGENTS.md\n**Retired**: 2026-03-01\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("id", "head", "expected"), RULES.values(), ids=RULES.keys())
def test_which_rules_are_due(id, head, expected):
    found = made(entry(id, "promoted", head=head))
    assert [(one.target, one.due.isoformat()) for one in found.rules] == expected


def test_a_rule_that_did_not_help_is_due_at_once():
    text = entry("LRN-20260301-001", "promoted", head="**Promoted**: AGENTS.md\n",
                 meta="- Pattern-Key: pool.empty\n") + group("20260330").replace("-001]", "-002]")  # fmt: skip
    rule = made(text).rules[0]
    assert (rule.due, rule.returned) == (TODAY, ("LRN-20260330-002",))


# --- candidates ------------------------------------------------------------------------------

CANDIDATES = {
    "a plain entry is none": (entry("LRN-20260330-001"), []),
    "one signal of two points is too little": (entry("LRN-20260330-001", "resolved", "high"), []),
    "a count of two is too little": (
        entry("LRN-20260330-001", "resolved", meta="- Recurrence-Count: 2\n"), []),
    "what is not to be fixed is none": (
        entry("LRN-20260330-001", "wont_fix", meta="- Recurrence-Count: 5\n"), []),
    "an open entry counts as long as the check says so": (
        entry("LRN-20260330-001", meta="- Recurrence-Count: 3\n- First-Seen: 2024-01-01\n"
              "- Last-Seen: 2026-03-30\n"), []),
    "an open entry counts itself": (
        entry("LRN-20260330-001", meta="- Recurrence-Count: 3\n"),
        [("LRN-20260330-001", 3, "AGENTS.md")]),
    "a resolved entry counts itself": (
        entry("LRN-20260330-001", "resolved", meta="- Recurrence-Count: 5\n"),
        [("LRN-20260330-001", 3, "AGENTS.md")]),
    "a resolved entry that was urgent counts more": (
        entry("LRN-20260330-001", "resolved", "high", meta="- Recurrence-Count: 3\n"),
        [("LRN-20260330-001", 5, "AGENTS.md")]),
    "a group has one": (
        group("20260310", "20260311", "20260312"), [("LRN-20260312-003", 3, "AGENTS.md")]),
    "the resolved one speaks for its group": (
        group("20260310", status="resolved") + group("20260311", "20260312").replace("-001]", "-005]"),
        [("LRN-20260310-001", 3, "AGENTS.md")]),
    "what is promoted is none": (entry("LRN-20260330-001", "promoted", more="\nPromote to AGENTS.md\n"), []),
    "the entry may say it itself": (
        entry("LRN-20260330-001", more="\nPromote to `references/pool.md`.\n"),
        [("LRN-20260330-001", 3, "references/pool.md")]),
    "names and urgency add up": (
        entry("LRN-20260330-001", "resolved", "high")
        + entry("LRN-20260330-002", "wont_fix", meta="- Related Entries: LRN-20260330-001\n- Pattern-Key: a\n")
        + entry("LRN-20260330-003", "wont_fix", meta="- Related Entries: LRN-20260330-001\n- Pattern-Key: b\n"),
        [("LRN-20260330-001", 4, "AGENTS.md")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CANDIDATES.values(), ids=CANDIDATES.keys())
def test_what_is_worth_a_rule(text, expected):
    found = made(text)
    assert [(one.item.id, one.score, one.target) for one in found.candidates] == expected
    assert all(one.reasons and one.because for one in found.candidates)


def test_the_category_suggests_the_target():
    text = group("20260310", "20260311", "20260312", title="toil_accumulation")
    found = made(text, settings={"preset": "operations"}).candidates[0]
    assert (found.target, found.because) == (
        "Automation backlog",
        "its category is toil_accumulation",
    )


def test_a_caller_may_suggest_otherwise():
    text = group("20260310", "20260311", "20260312")
    found = made(text, suggest=lambda log, entry, row, tree: ("ours", f"for {row.id}"))
    assert (found.candidates[0].target, found.candidates[0].because) == (
        "ours",
        "for LRN-20260312-003",
    )


# --- owners, filters, totals, notes ----------------------------------------------------------

OWNERS = {
    "nobody": ({}, {}, ()),
    "the log's": ({".github/CODEOWNERS": ".learnings/ @ops\n"}, {}, ("@ops",)),
    "a related file's goes before the log's": (
        {".github/CODEOWNERS": "* @all\nsrc/ @dev\n"}, {}, ("@dev",)),
    "a service's goes before both": (
        {".github/CODEOWNERS": "* @all\n"}, {"service:bill*": ("@pay",)}, ("@pay",)),
    "the first that fits holds": (
        {}, {"area:infra": ("@infra",), ".learnings/*": ("@x",)}, ("@infra",)),
    "another service's does not": ({}, {"service:search": ("@s",)}, ()),
}  # fmt: skip


@pytest.mark.parametrize(("files", "configured", "expected"), OWNERS.values(), ids=OWNERS.keys())
def test_whose_it_is(files, configured, expected):
    text = entry("LRN-20260301-001", meta="- Service: billing\n- Related Files: `src/pool.py:12`\n")
    found = made(text, files=files, settings={"owners": configured})
    assert found.stale[0].item.owners == expected


def test_a_filter_leaves_out_the_rest_everywhere():
    text = entry("LRN-20260301-001", meta="- Service: billing\n") + entry("LRN-20260302-001")
    found = made(text, wanted={"service": ("bill*",)})
    assert [one.item.id for one in found.stale] == ["LRN-20260301-001"]
    assert [one.entries for one in found.totals] == [1]


def test_a_window_of_ones_own():
    text = group("20251201", "20251210", "20251215", "20260312")
    found = made(text, since=dt.date(2025, 12, 5))
    assert (found.window, found.recurrences[0].inside, found.recurrences[0].outside) == (117, 3, 1)
    assert found.totals[0].new == 3


def test_the_totals_count_what_is_new():
    found = made(entry("LRN-20260301-001") + entry("LRN-20260330-001", "resolved")
                 + entry("LRN-20260302-001", "in_progress"))  # fmt: skip
    one = found.totals[0]
    assert (one.entries, one.open, one.pending, one.final, one.new) == (3, 2, 1, 1, 2)


def test_an_unfinished_merge_is_told():
    text = (
        "<<<<<<< ours\n"
        + entry("LRN-20260301-001")
        + "=======\n"
        + entry("LRN-20260302-001")
        + ">>>>>>> theirs\n"
    )
    assert made(text).conflicted == (PATH,)


def test_an_entry_without_a_plain_id_of_its_own_gets_no_box():
    found = made(entry("LRN-20260301-001") * 2)
    assert [one.item.is_named for one in found.stale] == [False, False]


NOTES = {
    "no lines": (b"\n \n", None),
    "lines are counted by what they say": (
        b"2026-03-01T09:00:00Z TOOL_FAILURE: Bash\n2026-03-02T09:00:00Z TOOL_FAILURE: Bash\nodd\n",
        [("TOOL_FAILURE: Bash", 2, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z"), ("odd", 1, "", "")]),
    "bytes that are no text do no harm": (b"\xff\xfe\n", [("\udcff\udcfe", 1, "", "")]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), NOTES.values(), ids=NOTES.keys())
def test_what_hooks_noted(data, expected):
    found = noted(".learnings/.pending-errors.log", data)
    assert (found and [tuple(kind) for kind in found.kinds]) == expected
