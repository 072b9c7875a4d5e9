"""promotion-without-evidence: what a change promotes is found where it went."""

from __future__ import annotations

import pytest

from .learning import Tree, change, learning

NAME = "promotion-without-evidence"
ID = "LRN-20260305-001"
BEFORE = learning()
NAMED = f"- Pin the formatter.\n- Restart the worker ({ID.lower()}).\n"
OTHER = "- Pin the formatter.\n"
SKILL = {"skills/worker/SKILL.md": "# Worker\n"}


def to(path: str) -> str:
    return learning(status="promoted", header=f"**Promoted**: {path}")


def skill(path: str = "skills/worker") -> str:
    return learning(status="promoted_to_skill", header=f"**Skill-Path**: {path}")


RENAMED = learning(f"Former IDs: {ID}", id="LRN-20260305-K7B")
PROMOTED = ("promoted\n", "promoted\n**Promoted**: AGENTS.md\n", 1)
SILENT = {
    "a rule that the change adds": ((to("AGENTS.md"), BEFORE), {"AGENTS.md": NAMED}, ["AGENTS.md"]),
    "a rule that was there before": ((to("AGENTS.md"), BEFORE), {"AGENTS.md": NAMED}, []),
    "a target that is not there": ((to("AGENTS.md"), BEFORE), {}, []),
    "a place that is no file": ((to("automation backlog"), BEFORE), {"AGENTS.md": OTHER}, []),
    "a folder": ((to("docs/runbooks/"), BEFORE), {"docs/runbooks/a.md": OTHER}, []),
    "an entry that was promoted before": (
        (to("AGENTS.md").replace("once", "twice"), to("AGENTS.md")),
        {"AGENTS.md": OTHER},
        [],
    ),
    "an entry that one side of a merge promoted": (
        (to("AGENTS.md"), BEFORE, to("AGENTS.md")),
        {"AGENTS.md": OTHER},
        [],
    ),
    "an entry that is resolved": (
        (learning(status="resolved"), BEFORE),
        {"AGENTS.md": OTHER},
        [],
    ),
    "a rule that names the ID which the entry had": (
        (RENAMED.replace("pending", "promoted", 1).replace(*PROMOTED), RENAMED),
        {"AGENTS.md": NAMED},
        ["AGENTS.md"],
    ),
    "a skill that the change writes": ((skill(), BEFORE), SKILL, list(SKILL)),
    "a skill that names the entry": ((skill(), BEFORE), {"skills/worker/SKILL.md": ID}, []),
    "a skill that is not there": ((skill("skills/none"), BEFORE), SKILL, []),
}


@pytest.mark.parametrize(("states", "files", "touched"), SILENT.values(), ids=SILENT)
def test_is_silent_about(states, files, touched):
    assert change(NAME, *states, tree=Tree(files), touched=touched) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(to("AGENTS.md"), NAME, tree={"AGENTS.md": OTHER}) == []


FAULTS = {
    "a target that the change leaves alone": (
        (to("AGENTS.md"), BEFORE),
        {"AGENTS.md": OTHER},
        [],
        f"{ID} is promoted to `AGENTS.md`, which the change leaves as it was, without a word of it",
    ),
    "a target that the change edits without a word of it": (
        (to("AGENTS.md"), BEFORE),
        {"AGENTS.md": OTHER},
        ["AGENTS.md"],
        f"{ID} is promoted to `AGENTS.md`, which does not name it",
    ),
    "a link that is called as its target": (
        (to("[AGENTS.md](../AGENTS.md)"), BEFORE),
        {"AGENTS.md": OTHER},
        ["AGENTS.md"],
        f"{ID} is promoted to `AGENTS.md`, which does not name it",
    ),
    "one of two targets": (
        (to("AGENTS.md, SOUL.md"), BEFORE),
        {"AGENTS.md": NAMED, "SOUL.md": OTHER},
        ["SOUL.md"],
        f"{ID} is promoted to `SOUL.md`, which does not name it",
    ),
    "a new entry that is promoted at once": (
        (to("AGENTS.md"), "# Learnings\n"),
        {"AGENTS.md": OTHER},
        [],
        f"{ID} is promoted to `AGENTS.md`, which the change leaves as it was, without a word of it",
    ),
    "a skill that the change leaves alone": (
        (skill(), BEFORE),
        SKILL,
        [],
        f"{ID} is promoted to `skills/worker/SKILL.md`, which the change leaves as it was",
    ),
}


@pytest.mark.parametrize(("states", "files", "touched", "message"), FAULTS.values(), ids=FAULTS)
def test_reports(states, files, touched, message):
    [found] = change(NAME, *states, tree=Tree(files), touched=touched)
    assert found.message == message


def test_it_is_said_once():
    other = "missing-promotion-target"
    tree = Tree({"AGENTS.md": OTHER})
    for states, expected in (
        ((to("AGENTS.md"), BEFORE), [NAME]),
        ((to("AGENTS.md").replace("once", "twice"), to("AGENTS.md")), [other]),
        ((to("none.md"), BEFORE), [other]),
    ):
        said = [name for name in (NAME, other) for _ in change(name, *states, tree=tree)]
        assert said == expected


@pytest.mark.parametrize(
    "named", [f"({ID}1)", f"(X{ID})", f"({ID}-b)", f"<!-- {ID} -->", f"<!--\n{ID}\n-->"]
)
def test_what_only_holds_the_id_does_not_name_the_entry(named):
    tree = Tree({"AGENTS.md": f"- Restart the worker. {named}\n"})
    assert len(change(NAME, to("AGENTS.md"), BEFORE, tree=tree, touched=["AGENTS.md"])) == 1
