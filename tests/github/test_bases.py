"""An entry for two branches: what one of them has never comes into the other."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .world import BRANCH, ID

ONTO = f"{BRANCH}-onto-release"


def promote(*words: str) -> int:
    return main(["promote", ID, "--pr", *words])


@pytest.fixture
def release(world) -> None:
    """A branch of the remote that does not have the last commit of main."""
    world.git("update-ref", "refs/heads/release", world.branches()["main"], at=world.bare)
    world.commit_on("main", {"feature.txt": "not for the release\n"})


def changed(world, base: str, branch: str) -> list[str]:
    out = world.git("diff", "--name-only", f"{base}...{branch}", at=world.bare)
    return sorted(out.split())


@pytest.mark.parametrize("order", [["main", "release"], ["release", "main"]], ids="-".join)
def test_each_base_has_a_branch_and_a_request_of_its_own(order, release, world):
    for base in order:
        assert promote("--base", base) == 0
    for base, branch in (("main", BRANCH), ("release", ONTO)):
        assert changed(world, base, branch) == [".learnings/LEARNINGS.md", "AGENTS.md"]
    assert len(world.fake.pulls()) == 2


def test_a_second_run_for_each_base_changes_nothing(release, world, server):
    for base in ("main", "release"):
        assert promote("--base", base) == 0
    branches, wrote = world.branches(), len(server.wrote())
    for base in ("main", "release", "main"):
        assert promote("--base", base) == 0
    assert promote() == 0
    assert world.branches() == branches
    assert len(server.wrote()) == wrote


def test_other_words_for_one_base_leave_the_other_alone(release, world):
    assert promote() == 0
    there = world.branches()[BRANCH]
    assert promote("--base", "release", "--line", "Purge the cache now") == 0
    assert world.branches()[BRANCH] == there
