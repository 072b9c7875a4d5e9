"""What a person said of a promotion stays when a tick is carried out again."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .ticking import A, tick

BRANCH = f"learnings/promote-{A.lower()}"
DAY = ("--today", "2026-03-20")


@pytest.fixture
def world(reviewed, act):
    """Four entries that wait, the first of them ticked to be promoted."""
    tick(reviewed, f"promote {A}")
    return reviewed


SAID = {
    "another line": (["--line", "Clear cache one daily."], "AGENTS.md", "Clear cache one daily."),
    "another place": (["--to", "claude", "--instead"], "CLAUDE.md", "Empty cache 1 every night"),
}


@pytest.fixture
def said(world, act, capsys):
    """A person says something else of the promotion that was ticked."""

    def say(words: list[str]) -> str:
        act()
        assert main(["promote", A, "--pr", *DAY, *words]) == 0
        capsys.readouterr()
        return world.branches()[BRANCH]

    return say


@pytest.mark.parametrize(("words", "path", "line"), SAID.values(), ids=list(SAID))
def test_a_tick_leaves_what_a_person_said(words, path, line, world, act, said, server):
    commit = said(words)
    (pull,) = world.fake.pulls()
    title, body, wrote = pull.title, pull.body, len(server.wrote())
    for options in ([], ["--dry-run"], []):
        assert act(*options) == [("promote", A, "unchanged")]
    assert len(server.wrote()) == wrote
    assert world.branches()[BRANCH] == commit
    assert (pull.title, pull.body) == (title, body)
    assert line in world.git("show", f"{BRANCH}:{path}", at=world.bare)


def test_it_is_told(world, said, capsys):
    said(["--line", "Clear cache one daily."])
    assert main(["review", "--github", "--act", *DAY]) == 0
    assert "left as a person made it" in capsys.readouterr().out


def test_it_stays_beside_a_newer_base(world, act, said):
    commit = said(["--line", "Clear cache one daily."])
    world.commit_on("main", {"other.txt": "x\n"})
    assert act(day="2026-03-22") == [("promote", A, "unchanged")]
    assert world.branches()[BRANCH] == commit


@pytest.mark.parametrize(("words", "path", "line"), SAID.values(), ids=list(SAID))
def test_what_was_cut_short_is_completed_as_it_was_said(words, path, line, world, act, said):
    commit = said(words)
    world.fake.items.remove(world.fake.pulls()[0])
    assert act() == [("promote", A, "created")]
    assert world.branches()[BRANCH] == commit
    (pull,) = world.fake.pulls()
    assert pull.title == f"Promote {A} to {path}"
    assert f"+- {line} ({A})" in pull.body
    assert act() == [("promote", A, "unchanged")]


def test_one_that_a_person_closed_stays_closed(world, act, said):
    commit = said(["--to", "claude", "--instead"])
    world.fake.pulls()[0].state = "closed"
    assert act() == [("promote", A, "left closed")]
    assert world.branches()[BRANCH] == commit


def test_what_nobody_chose_is_made_anew_where_it_conflicts(world, act):
    act()
    commit = world.branches()[BRANCH]
    rules = "# Rules\n\nBe kind.\n\n## Lessons learned\n\n- Rest.\n"
    world.commit_on("main", {"AGENTS.md": rules})
    assert act() == [("promote", A, "updated")]
    assert world.branches()[BRANCH] != commit


def test_a_person_still_says_something_else(world, act, said, capsys):
    said(["--to", "claude", "--instead"])
    assert main(["promote", A, "--pr", *DAY, "--format", "json"]) == 2
    assert "promotes LRN-20260301-001 to CLAUDE.md" in capsys.readouterr().err
    assert main(["promote", A, "--pr", *DAY, "--instead", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["promoted"]
    assert (row["path"], row["branch_did"], row["pull_did"]) == ("AGENTS.md", "replaced", "updated")


def test_a_promotion_of_elsewhere_is_not_ticked_into_another_place(world, act, capsys):
    assert main(["promote", A, "--to", "backlog", "--pr", *DAY]) == 0
    world.git("update-ref", "refs/heads/main", BRANCH, at=world.bare)
    capsys.readouterr()
    assert act() == [("promote", A, "done already")]
    assert main(["promote", A, "--pr", *DAY]) == 0
    assert f"{A} is in docs/automation-backlog.md on main already" in capsys.readouterr().out
