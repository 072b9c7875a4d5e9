"""What is said of the token: what it lacks, and whether checks start for what was done."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .conftest import BOT, CANARY
from .fake import Token
from .world import BRANCH, ID

CHECKS = "Opened with the token of the workflow"


def opened(world) -> None:
    assert main(["promote", ID, "--pr"]) == 0


def merged(world) -> None:
    opened(world)
    (pull,) = world.fake.pulls()
    pull.state, pull.merged = "closed", True


def closed(world) -> None:
    opened(world)
    (pull,) = world.fake.pulls()
    pull.state, pull.shut = "closed", world.branches()[BRANCH]


RUNS = {
    "one that is opened": (lambda world: None, [], True),
    "one that is opened again": (closed, ["--reopen"], True),
    "one that gets another commit": (opened, ["--line", "Keep the cache small"], True),
    "a dry run": (lambda world: None, ["--dry-run"], False),
    "one that is as it was": (opened, [], False),
    "one that a person closed": (closed, [], False),
    "one that was merged": (merged, [], False),
}


@pytest.mark.parametrize(("happens", "words", "told"), RUNS.values(), ids=RUNS)
def test_checks_are_told_of_where_something_was_opened_or_pushed(
    happens, words, told, world, capsys
):
    happens(world)
    capsys.readouterr()
    assert main(["promote", ID, "--pr", *words]) == 0
    out = capsys.readouterr().out
    assert (CHECKS in out) == told
    assert "GITHUB_TOKEN is the token of an app or a workflow." in out


@pytest.mark.parametrize("by", ["libgit2", "git"])
def test_a_token_that_may_not_push_is_told_what_it_needs(by, world, capsys):
    if by == "git":  # which knows objects that others replace
        (world.clone / ".git/refs/replace").mkdir()
    rights = frozenset({"issues", "pull_requests"})
    world.fake.tokens[CANARY] = Token(BOT, app=True, permissions=rights)
    assert main(["promote", ID, "--pr"]) == 4
    err = capsys.readouterr().err
    assert "403; the token needs the permission contents=write" in err
    assert CANARY not in err
    assert world.branches().keys() == {"main"}
