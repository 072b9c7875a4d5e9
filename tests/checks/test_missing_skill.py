"""missing-skill: what was promoted to a skill is one."""

from __future__ import annotations

import pytest

from .learning import learning, problems

FILES = {
    "skills/worker/SKILL.md": "",
    "skills/bare/README.md": "",
    "service/skills/local/SKILL.md": "",
}


def skill(path: str, status: str = "promoted_to_skill") -> str:
    return learning(status=status, header=f"**Skill-Path**: {path}")


SILENT = {
    "a folder with a SKILL.md": skill("skills/worker"),
    "with a slash at its end": skill("`skills/worker/`"),
    "the file itself": skill("skills/worker/SKILL.md"),
    "a path on a machine": skill("~/.claude/skills/worker"),
    "a pattern": skill("skills/<name>"),
    "a path while it is pending": skill("skills/none", "pending"),
    "a pending entry without one": learning(),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "missing-skill", tree=FILES) == []


FAULTS = {
    "no path": (
        learning(status="promoted_to_skill"),
        "1:4: a `promoted_to_skill` entry names the folder of its skill",
    ),
    "a folder that is not there": (
        skill("skills/none"),
        "6:17: there is no skill at `skills/none`",
    ),
    "a folder without a SKILL.md": (skill("`skills/bare`"), "6:18: `skills/bare` has no SKILL.md"),
    "a folder outside": (
        skill("../../skills/x"),
        "6:17: `../../skills/x` leads out of the repository",
    ),
}


@pytest.mark.parametrize(("text", "start"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, start):
    [line] = lint(text, "missing-skill", tree=FILES)
    assert line.replace(" warning[missing-skill]", "").startswith(f"LEARNINGS.md:{start}")


def test_a_skill_is_looked_for_from_the_log_upwards(lint):
    path = "service/.learnings/LEARNINGS.md"
    assert lint(skill("skills/local"), "missing-skill", tree=FILES, path=path) == []


def test_nothing_is_said_of_files_where_there_is_no_tree():
    assert problems("missing-skill", skill("skills/none")) == []
