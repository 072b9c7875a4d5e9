"""An entry for two targets: the pull request of the first is never lost to that of the second."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .world import BRANCH, ID

BACKLOG = "docs/automation-backlog.md"


def promote(*words: str) -> int:
    return main(["promote", ID, "--pr", *words])


def at(world, rev: str, path: str) -> str:
    return world.git("show", f"{rev}:{path}", at=world.bare)


@pytest.fixture
def first(world, capsys) -> str:
    """The commit of an open pull request to AGENTS.md."""
    assert promote("--to", "agents") == 0
    capsys.readouterr()
    return world.branches()[BRANCH]


@pytest.mark.parametrize("more", [[], ["--dry-run"]], ids=["done", "tried"])
def test_a_second_target_is_refused_while_the_first_is_open(more, first, world, server, capsys):
    wrote = len(server.wrote())
    assert promote("--to", "backlog", *more) == 2
    said = capsys.readouterr().err
    assert f"pull/1 promotes {ID} to AGENTS.md: merge that first" in said
    assert f"to {BACKLOG} as well, or say --instead" in said
    assert world.branches()[BRANCH] == first
    assert len(server.wrote()) == wrote


def test_a_branch_without_a_request_is_not_lost_either(first, world, capsys):
    world.fake.items.clear()
    assert promote("--to", "backlog") == 2
    assert f"the branch {BRANCH} promotes {ID} to AGENTS.md" in capsys.readouterr().err


@pytest.mark.parametrize("squashed", [False, True], ids=["fast forward", "squashed"])
def test_after_the_first_is_merged_it_goes_to_both(squashed, first, world):
    (pull,) = world.fake.pulls()
    new = first
    if squashed:
        tree = f"{first}^{{tree}}"
        new = world.git("commit-tree", "-p", "main", "-m", "squashed", tree, at=world.bare)
    world.git("update-ref", "refs/heads/main", new, at=world.bare)
    pull.state, pull.merged, pull.commit = "closed", True, first
    assert promote("--to", "backlog") == 0
    assert [one.state for one in world.fake.pulls()] == ["closed", "open"]
    assert ID in at(world, BRANCH, BACKLOG)
    assert ID in at(world, BRANCH, "AGENTS.md")
    log = at(world, BRANCH, ".learnings/LEARNINGS.md")
    assert f"**Promoted**: AGENTS.md, {BACKLOG}\n" in log


def test_with_instead_it_takes_the_place_of_the_first(first, world):
    assert promote("--to", "backlog", "--instead") == 0
    assert len(world.fake.pulls()) == 1
    assert ID in at(world, BRANCH, BACKLOG)
    assert ID not in at(world, BRANCH, "AGENTS.md")


def test_one_that_a_person_closed_stays_closed_and_is_opened_for_the_second(first, world, capsys):
    world.fake.close(world.fake.pulls()[0])
    assert promote("--to", "backlog") == 0
    assert "left closed" in capsys.readouterr().out
    assert world.branches()[BRANCH] == first
    assert promote("--to", "backlog", "--reopen") == 0
    assert ID in at(world, BRANCH, BACKLOG)


def test_an_entry_whose_words_changed_goes_to_its_new_file(world):
    assert promote("--to", "runbook") == 0
    text = at(world, "main", ".learnings/LEARNINGS.md").replace("A disk filled up", "No room left")
    text = text.replace("**Area**: docs", "**Area**: infra")  # beside the status: a conflict
    world.commit_on("main", {".learnings/LEARNINGS.md": f"{text}\n"})
    assert promote("--to", "runbook") == 0
    assert ID in at(world, BRANCH, "docs/runbooks/no-room-left.md")


@pytest.mark.parametrize("more", [[], ["--dry-run"]], ids=["done", "tried"])
def test_a_second_target_is_refused_where_others_committed_to_the_first(more, first, world, capsys):
    world.commit_on(BRANCH, {"AGENTS.md": f"{at(world, BRANCH, 'AGENTS.md')}\nMore.\n"})
    there = world.branches()[BRANCH]
    assert promote("--to", "agents", *more) == 0
    capsys.readouterr()
    assert promote("--to", "backlog", *more) == 2
    said = capsys.readouterr().err
    assert f"pull/1 promotes {ID} to AGENTS.md, and others committed to it" in said
    assert world.branches()[BRANCH] == there
