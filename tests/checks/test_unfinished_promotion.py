"""unfinished-promotion: an entry that has its rule is promoted."""

from __future__ import annotations

import pytest

from .learning import Tree, learning, problems

NAME = "unfinished-promotion"
ID = "LRN-20260305-001"
RULE = f"# Rules\n\n- Restart the worker ({ID}).\n"
SKILL = {"skills/worker/SKILL.md": "# Worker\n"}
PROMOTED = learning(
    id="LRN-20260301-001", status="promoted", header="**Promoted**: docs/runbooks/worker.md"
)
RENAMED = learning(f"Former IDs: {ID}", id="LRN-20260305-K7B")
SILENT = {
    "no rule": (learning(), {"AGENTS.md": "- Pin the formatter.\n"}),
    "no file of rules": (learning(), {"README.md": RULE}),
    "a promoted entry": (
        learning(status="promoted", header="**Promoted**: AGENTS.md"),
        {"AGENTS.md": RULE},
    ),
    "a refused entry": (learning(status="wont_fix"), {"AGENTS.md": RULE}),
    "a target that status-conflict reports": (
        learning(header="**Promoted**: AGENTS.md"),
        {"AGENTS.md": RULE},
    ),
    "a name in a code block": (learning(), {"AGENTS.md": f"```\n{RULE}```\n"}),
    "a name in a comment": (learning(), {"AGENTS.md": f"<!-- {ID} -->\n"}),
    "a task that is open": (learning(), {"AGENTS.md": f"- [ ] look at {ID}\n"}),
    "another entry": (learning(id="LRN-20260305-002"), {"AGENTS.md": RULE}),
    "a former ID that another entry has now": (
        RENAMED + learning(status="wont_fix"),
        {"AGENTS.md": RULE},
    ),
    "an unknown status": (learning(status="parked"), {"AGENTS.md": RULE}),
    "a skill that is not there": (learning(header="**Skill-Path**: skills/none"), SKILL),
    "an entry that is a skill": (
        learning(status="promoted_to_skill", header="**Skill-Path**: skills/worker"),
        SKILL,
    ),
    "an index of the log": (
        learning()
        + learning(id="LRN-20260301-001", status="promoted", header="**Promoted**: INDEX.md"),
        {".learnings/INDEX.md": RULE},
    ),
}


@pytest.mark.parametrize(("text", "files"), SILENT.values(), ids=SILENT)
def test_is_silent_about(text, files):
    assert problems(NAME, text, tree=Tree(files)) == []


FAULTS = {
    "a pending entry": (
        learning(),
        {"AGENTS.md": RULE},
        f"{ID} is `pending`, but `AGENTS.md` has a rule that names it",
    ),
    "a rule that names the ID which the entry had": (
        RENAMED,
        {"AGENTS.md": RULE},
        "LRN-20260305-K7B is `pending`, but `AGENTS.md` has a rule that names it",
    ),
    "a resolved entry, in small letters": (
        learning(status="resolved"),
        {"CLAUDE.md": RULE.lower()},
        f"{ID} is `resolved`, but `CLAUDE.md` has a rule that names it",
    ),
    "a planned target": (
        learning(header="**Promotion Target**: AGENTS.md"),
        {"AGENTS.md": RULE},
        f"{ID} is `pending`, but `AGENTS.md` has a rule that names it",
    ),
    "a file to which another entry was promoted": (
        learning() + PROMOTED,
        {"docs/runbooks/worker.md": RULE},
        f"{ID} is `pending`, but `docs/runbooks/worker.md` has a rule that names it",
    ),
    "a task that is done": (
        learning(),
        {"AGENTS.md": f"- [x] restart the worker, {ID}\n"},
        f"{ID} is `pending`, but `AGENTS.md` has a rule that names it",
    ),
    "a skill that is written": (
        learning(header="**Skill-Path**: skills/worker"),
        SKILL,
        f"{ID} is `pending`, but its skill is written: `skills/worker/SKILL.md`",
    ),
    "a skill of a promoted entry": (
        learning(status="promoted", header="**Skill-Path**: skills/worker/SKILL.md"),
        SKILL,
        f"{ID} is `promoted`, but its skill is written: `skills/worker/SKILL.md`",
    ),
}


@pytest.mark.parametrize(("text", "files", "message"), FAULTS.values(), ids=FAULTS)
def test_reports(text, files, message):
    [found] = problems(NAME, text, tree=Tree(files))
    assert found.message == message


def test_rules_are_looked_for_from_the_log_upwards():
    tree = Tree({"AGENTS.md": RULE})
    assert len(problems(NAME, {"service/.learnings/LEARNINGS.md": learning()}, tree=tree)) == 1
    assert problems(NAME, learning(), tree=Tree({"service/AGENTS.md": RULE})) == []


def test_an_archive_is_left_alone():
    archive = {".learnings/archive/2026.md": learning()}
    assert problems(NAME, archive, tree=Tree({"AGENTS.md": RULE})) == []


def test_nothing_is_said_of_files_where_there_is_no_tree():
    assert problems(NAME, learning()) == []
