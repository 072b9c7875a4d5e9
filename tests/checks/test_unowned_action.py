"""unowned-action: each open action says who does it and until when."""

from __future__ import annotations

import pytest

from .actions import LOG, incident

NAME = "unowned-action"

COMPLETE = [
    "Cap the pool (ana, 2026-03-10)",
    "Cap the pool (ana; 15 March)",
    "Cap the pool (ana & ben, Mar 15, 2026)",
    "Cap the pool (SRE team, next sprint)",
    "Cap the pool (owner: ana, due: 2026-03-10)",
    "Cap the pool (@ana, Friday)",
    "Cap the pool @ana by Friday",
    "Cap the pool @ana within 2 weeks",
    "Cap the pool, owner: ana, due 2026-03-01",
    "Cap the pool, ana, 2026-03-20",
    "Cap the pool — ana, 2026-03-10",
    "Cap the pool - ana - 2026-03-10",
    "Cap the pool [ana] [2026-03-10]",
    "[ana] Cap the pool by end of Q2",
    "**Owner**: ana, **Due**: 2026-03-10, cap the pool",
    "Platform team to cap the pool by next week",
    "Cap the pool (ana, 2026-03-10 → 2026-03-20)",
    "Cap the pool (ana, 2026-03-06T12:00Z)",
    "Cap the pool (ana) 📅 2026-03-20",
    "Cap the pool (ana) by Friday",
    "扩容连接池（负责人：张三，截止：2026-03-10）",
    "扩容连接池（张三，3月15日前）",
    "由张三负责扩容连接池，下周五前完成",
    "扩容连接池 @张三 本周五前",
]


@pytest.mark.parametrize("text", COMPLETE)
def test_is_content_with(lint, text):
    assert lint(incident(f"- [ ] {text}"), NAME, path=LOG) == []


SILENT = {
    "no actions": incident("None."),
    "a ticked item": incident("- [x] Cap the pool", "- [X] Cap the pool"),
    "an item that is struck out": incident("- [ ] ~~Cap the pool~~"),
    "nothing to be done": incident("- [ ] N/A", "- [ ] None", "- No further actions."),
    "plain items that say that they were done": incident(
        "- Added an alert", "- ✅ Cap the pool", "- Done: cap the pool", "- Cap the pool (done)"
    ),
    "plain items that point elsewhere": incident(
        "- See the postmortem", "- https://tracker.example.net/42", "- Ticket: OPS-42", "- OPS-42"
    ),
    "a plain item inside another": incident(
        "- Cap the pool (ana, 2026-03-10)", "  - at 20", "  - for batch jobs"
    ),
    "a plain item of a preset whose template has no such section": incident(
        "- Cap the pool", id="LRN-20260305-001"
    ),
    "a suggestion": incident("- Cap the pool", title="Suggested Action"),
    "prevention without a word of owners": incident("- Cap it", "- Alert", title="Prevention"),
    "a table that is filled": incident(
        "| Action | Owner | Due |", "|---|---|---|", "| Cap the pool | ana | 2026-03-10 |"
    ),
    "a row that is done": incident(
        "| Action | Owner | Status |", "|---|---|---|", "| Cap the pool | | Done |"
    ),
    "a doer in front": incident("- [ ] ana to cap the pool at 20 by Friday"),
    "an owner behind an arrow": incident("- [ ] Cap the pool → Ana, 20/12/2026"),
    "a day that begins with the day": incident("- [ ] Cap the pool (ana, 01.11.2026)"),
    "a box without text": incident("- [ ] "),
    "the text of the template": incident("- [ ] Action item 1 (owner, deadline)"),
    "a sample in a fence": incident("```", "- [ ] Cap the pool", "```"),
    "a comment": incident("<!-- - [ ] Cap the pool -->"),
    "boxes of another section": incident("- [ ] Cap the pool", title="Mitigation"),
    "an entry that is resolved": incident("- [ ] Cap the pool", status="resolved"),
    "an entry that will not be fixed": incident("- [ ] Cap the pool", status="wont_fix"),
    "an owner and a day below": incident(
        "- [ ] Cap the pool", "  - Owner: ana", "  - Due: 2026-03-10"
    ),
    "an owner and a day on the next line": incident("- [ ] Cap the pool", "  (ana, 2026-03-10)"),
    "an item inside one that has both": incident(
        "- [ ] Cap the pool (ana, 2026-03-10)", "  - [ ] Count the sessions"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=LOG) == []


LACKING = {
    "Cap the pool": "no owner and no deadline",
    "Cap the pool (ana)": "no deadline",
    "Cap the pool @ana": "no deadline",
    "Cap the pool (2026-03-10)": "no owner",
    "Cap the pool by Friday": "no owner",
    "Cap the pool by hand": "no owner and no deadline",
    "Switch to the new pool by Friday": "no owner",
    "Someone to cap the pool by Friday": "no owner",
    "Cap the pool → soon": "no owner and no deadline",
    "Cap the pool (TBD, TBD)": "no owner and no deadline",
    "Cap it (owner: TBD, due: TBD)": "no owner and no deadline",
    "Cap the pool (someone, asap)": "no owner and no deadline",
    "Move on (see below)": "no owner and no deadline",
    "Mail ops@example.net": "no owner and no deadline",
    "Write [it](https://example.net)": "no owner and no deadline",
    "Alert before it fills up": "no owner and no deadline",
    "扩容连接池": "no owner and no deadline",
    "扩容连接池（负责人：待定）": "no owner and no deadline",
}


@pytest.mark.parametrize(("text", "end"), LACKING.items(), ids=LACKING)
def test_reports(lint, text, end):
    [line] = lint(incident(f"- [ ] {text}"), NAME, path=LOG)
    start = f"OPERATIONS_ISSUES.md:12:7: warning[{NAME}] the action `{text}` has "
    assert line == start + end


BARE = {
    "an item of a list": ("- Cap the pool", "12:3", "no owner and no deadline"),
    "a numbered item": ("1. Cap the pool (ana)", "12:4", "no deadline"),
    "an item under a head": ("- Pool:\n  - Cap the pool", "13:5", "no owner and no deadline"),
    "a row of a table": (
        "| Action | Owner | Due |\n|---|---|---|\n| Cap the pool | | |", "14:3",
        "no owner and no deadline",
    ),
    "a cell that says nothing": (
        "| Who | Task | When |\n|---|---|---|\n| TBD | Cap the pool | Q2 |", "14:9", "no owner",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "end"), BARE.values(), ids=BARE)
def test_reports_without_a_box(lint, text, place, end):
    [line] = lint(incident(*text.splitlines()), NAME, path=LOG)
    assert line.startswith(
        f"OPERATIONS_ISSUES.md:{place}: warning[{NAME}] the action `Cap the pool"
    )
    assert line.endswith(f" has {end}")


@pytest.mark.parametrize("title", ["Prevention", "Suggested Action", "Action Items"])
def test_an_item_counts_beside_one_with_an_owner_and_a_deadline(lint, title):
    text = incident(
        "- Cap it (ana, 2026-03-20)", "- Alert on it", title=title, id="LRN-20260305-001"
    )
    [line] = lint(text, NAME)
    assert "`Alert on it`" in line


def test_every_open_item_counts_and_an_outer_one_does_not_speak_for_the_next(lint):
    text = incident(
        "- [ ] One (ana, 2026-03-10)", "- [ ] Two", "  1. [ ] Three (ben)", "", "* [ ] Four"
    )
    found = [line.split(": ")[0] for line in lint(text, NAME, path=LOG)]
    assert found == [f"OPERATIONS_ISSUES.md:{place}" for place in ("13:7", "14:10", "16:7")]


def test_follow_up_actions_count_as_well_and_so_does_chinese(lint):
    for title in ("Follow-up Actions", "行动项", "后续行动"):
        assert len(lint(incident("- [ ] Cap the pool", title=title), NAME, path=LOG)) == 1


NEEDS = {
    "the owner alone": (["owner"], ["no owner"]),
    "the deadline alone": (["deadline"], ["no deadline"]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("needs", "ends"), NEEDS.values(), ids=NEEDS)
def test_can_be_set_to_ask_for(lint, needs, ends):
    settings = {"checks": {NAME: {"needs": needs}}}
    lines = lint(incident("- [ ] Cap the pool"), NAME, path=LOG, settings=settings)
    assert [line.rpartition(" has ")[2] for line in lines] == ends


def test_an_agent_is_told_in_a_note(lint):
    text = incident("- [ ] Cap the pool", id="LRN-20260305-001")
    [line] = lint(text, NAME)
    assert f"note[{NAME}]" in line


def test_an_archive_is_left_alone(lint):
    assert lint({".learnings/archive/2026.md": incident("- [ ] Cap the pool")}, NAME) == []
