"""illegal-transition: a status moves as its preset allows."""

from __future__ import annotations

import pytest

from .learning import change, learning

NAME = "illegal-transition"
ID = "LRN-20260305-001"
LEAD, OTHER = "lead@example.org", "ada@example.org"


def agent(status: str) -> str:
    return learning(status=status)


def compact(status: str, id: str = ID, action: str = "Restart it") -> str:
    return (
        f"### {id}\n\n**Status**: {status}\n**Context**: The worker\n"
        f"**Content**: Reads its file once\n**Action**: {action}\n"
    )


def wal(status: str) -> str:
    return (
        "# Working Buffer\n\n## WAL Entry — 2026-03-08 14:32\n**Operation**: terraform apply\n"
        "**Affected resources**: the database\n**Blast radius**: all\n**Rollback**: a snapshot\n"
        f"**Status**: {status}\n"
    )


SILENT = {
    "nothing changed": (agent("promoted"), agent("promoted")),
    "a pending entry is promoted where that is allowed": (agent("promoted"), agent("pending")),
    "a resolved entry is opened again": (agent("pending"), agent("resolved")),
    "a promoted entry becomes a skill": (agent("promoted_to_skill"), agent("promoted")),
    "another word for the same status": (agent("done"), agent("resolved")),
    "a status that was unknown before": (agent("pending"), agent("parked")),
    "a status that is unknown now": (agent("parked"), agent("promoted")),
    "no status before": (agent("pending"), agent("")),
    "no status now": (agent(""), agent("promoted")),
    "a resolved entry is promoted": (compact("promoted (CLAUDE.md)"), compact("resolved")),
    "a new entry that was fixed in the same session": (compact("resolved"), "# Learnings\n"),
    "a new entry of which the preset asks nothing": (agent("promoted"), "# Learnings\n"),
    "an operation ends": (wal("COMMITTED"), wal("PENDING")),
    "an operation begins": (wal("PENDING"), "# Working Buffer\n"),
    "a log that comes in whole": (
        compact("promoted (CLAUDE.md)") + compact("resolved", "LRN-20260305-002"),
        "# Learnings\n",
    ),
    "one side of a merge took it further": (agent("promoted"), agent("pending"), agent("promoted")),
    "legal steps that were squashed, with the proof": (
        compact("promoted (CLAUDE.md)"),
        compact("pending", action=""),
    ),
    "a merge decides between two ends": (agent("resolved"), agent("resolved"), agent("wont_fix")),
}


@pytest.mark.parametrize("states", SILENT.values(), ids=SILENT)
def test_is_silent_about(states):
    assert change(NAME, *states) == []


MERGES = {
    "one side resolved it, the other left it": ("pending", "pending", "resolved", "resolved"),
    "one side resolved it, the other began": ("in_progress", "pending", "resolved", "resolved"),
    "one side began, the other left it": ("pending", "pending", "in_progress", "in_progress"),
    "one side opened it again": ("resolved", "resolved", "pending", "pending"),
}


@pytest.mark.parametrize(("now", "base", "other", "lost"), MERGES.values(), ids=MERGES)
def test_a_merge_keeps_the_move_of_each_side(now, base, other, lost):
    [found] = change(NAME, agent(now), agent(now), agent(other), base=agent(base))
    assert found.message == f"one side of the merge has {ID} as `{lost}`, and it is `{now}` again"
    assert change(NAME, agent(other), agent(now), agent(other), base=agent(base)) == []


def test_a_merge_that_has_no_base_is_not_judged_by_one():
    assert change(NAME, agent("pending"), agent("pending"), agent("resolved")) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(compact("promoted (CLAUDE.md)"), NAME) == []


FAULTS = {
    "a jump over resolved": (
        (compact("promoted (CLAUDE.md)"), compact("pending")),
        f"{ID} went from `pending` to `promoted`, which the preset compact does not allow",
        "from `pending` it can become `resolved` or `discarded`",
    ),
    "a promoted entry is pending again": (
        (agent("pending"), agent("promoted")),
        f"{ID} went from `promoted` to `pending`, which the preset agent does not allow",
        "from `promoted` it can become `promoted_to_skill`",
    ),
    "a refused entry is promoted": (
        (agent("promoted"), agent("wont_fix")),
        f"{ID} went from `wont_fix` to `promoted`, which the preset agent does not allow",
        "from `wont_fix` it can become `pending` or `in_progress`",
    ),
    "a final status": (
        (compact("pending"), compact("promoted (CLAUDE.md)")),
        f"{ID} went from `promoted` to `pending`, which the preset compact does not allow",
        "`promoted` is final: write a new entry that names this one in See Also",
    ),
    "a new entry that is promoted already": (
        (compact("promoted (CLAUDE.md)"), "# Learnings\n"),
        f"{ID} begins as `promoted`",
        "an entry of the preset compact begins as `pending`, `resolved` or `example`",
    ),
    "a merge takes the side that was behind": (
        (agent("pending"), agent("pending"), agent("promoted")),
        f"{ID} went from `promoted` to `pending`, which the preset agent does not allow",
        "from `promoted` it can become `promoted_to_skill`",
    ),
}


@pytest.mark.parametrize(("states", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_reports(states, message, hint):
    [found] = change(NAME, *states)
    assert (found.message, found.hint, found.subject) == (message, hint, "status")


@pytest.mark.parametrize(
    ("old", "new"), [("COMMITTED", "PENDING"), ("ROLLED_BACK", "COMMITTED")], ids=str
)
def test_an_operation_that_ended_stays_ended(old, new):
    [found] = change(NAME, wal(new), wal(old), path="memory/working-buffer.md")
    assert f"went from `{old}` to `{new}`" in found.message
    assert found.hint == f"`{old}` is final"


def steps(*states: str) -> list[tuple[str, str]]:
    return [(compact(state), OTHER) for state in states]


WAYS = {
    "two legal steps": (("pending", "resolved", "promoted (A.md)"), []),
    "two legal steps and back": (("pending", "resolved", "pending", "resolved"), []),
    "an illegal step in the middle": (
        ("resolved", "promoted (A.md)", "pending", "discarded"),
        [],  # both ends allow it
    ),
    "an illegal step at the end": (("pending", "resolved", "promoted (A.md)", "discarded"), []),
    "an illegal step that counts": (
        ("promoted (A.md)", "discarded", "pending"),
        ["from `promoted` to `discarded`"],
    ),
    "a legal step, then an illegal one": (
        ("discarded", "pending", "promoted (A.md)"),
        ["from `pending` to `promoted`"],
    ),
}


@pytest.mark.parametrize(("states", "ends"), WAYS.values(), ids=WAYS)
def test_several_steps_of_a_branch(states, ends):
    first, *between, last = states
    found = change(NAME, compact(last), compact(first), steps=steps(*between))
    assert [end in item.message for item, end in zip(found, ends, strict=True)] == [True] * len(
        ends
    )


def test_a_new_entry_begins_with_its_first_version():
    was = steps("pending", "resolved")
    assert change(NAME, compact("promoted (A.md)"), "# Learnings\n", steps=was) == []
    [found] = change(NAME, compact("promoted (A.md)"), "# Learnings\n", steps=was[:1])
    assert "from `pending` to `promoted`" in found.message


def test_an_entry_that_comes_back_is_not_a_new_one():
    now = compact("promoted (A.md)")
    assert change(NAME, now, "# Learnings\n", once=now) == []


WHO = {
    "anyone": ("anyone", OTHER, 0),
    "nobody": ("nobody", LEAD, 1),
    "one who is named": ([LEAD], LEAD, 0),
    "one who is named, in capitals": ([LEAD], LEAD.upper(), 0),
    "one who matches": (["*@example.org"], OTHER, 0),
    "one who does not": ([LEAD], OTHER, 1),
    "somebody unknown": ([LEAD], "", 0),
    "nobody at all": ([], OTHER, 1),
}


@pytest.mark.parametrize(("who", "author", "count"), WHO.values(), ids=WHO)
def test_who_may_open_an_entry_again_can_be_set(who, author, count):
    options = {NAME: {"reopen": who}}
    found = change(NAME, agent("pending"), agent("resolved"), options=options, author=author)
    assert len(found) == count
    for item in found:
        assert f"{ID} was opened again, from `resolved` to `pending`, which" in item.message
        assert author not in item.message


def test_whoever_opened_it_in_an_earlier_commit_counts():
    def judge(author: str) -> int:
        past = {"steps": [(agent("pending"), author)], "author": OTHER}
        options = {NAME: {"reopen": [LEAD]}}
        return len(change(NAME, agent("in_progress"), agent("resolved"), options=options, **past))

    assert (judge(LEAD), judge(OTHER)) == (0, 1)


def test_who_may_is_an_option_that_is_checked(tmp_path):
    from learnings.errors import ConfigurationError
    from learnings.settings import load

    for value in ("anyone", "nobody", [], [LEAD]):
        load(str(tmp_path), {"checks": {NAME: {"reopen": value}}})
    for value in ("someone", 3, [""], [1]):
        with pytest.raises(ConfigurationError):
            load(str(tmp_path), {"checks": {NAME: {"reopen": value}}})


def test_strict_presets_make_it_an_error(lint):
    from learnings.preset import Presets

    presets = Presets.load()
    tables = {name: presets.preset(name).severities.get(NAME) for name in presets.names()}
    assert {name for name, said in tables.items() if said == "error"} == {"compact", "operations"}
