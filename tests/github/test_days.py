"""A promotion happens today, whatever the base says; and on another day it is no other one."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .world import BRANCH, ID, whole

RULE = f"- Empty the cache every night ({ID}) <!-- review by "
LINE = ["--line", "Give the cache a limit"]
REASON = ["--reason", "It is a job now"]
LATER = "2026-05-01"


def promote(*words: str, day: str = "2026-04-01") -> int:
    return main(["promote", ID, "--pr", "--today", day, *words])


def rules(world, rev: str = BRANCH) -> str:
    return world.git("show", f"{rev}:AGENTS.md", at=world.bare)


def test_the_day_is_that_of_the_run_and_not_of_the_base(world):
    assert promote() == 0
    assert f"{RULE}2026-09-28" in rules(world)
    log = world.git("show", f"{BRANCH}:.learnings/LEARNINGS.md", at=world.bare)
    assert "Review By: 2026-09-28" in log
    assert world.git("log", "-1", "--format=%cI", BRANCH, at=world.bare).startswith("2026-04-01T00")


@pytest.mark.parametrize("base", ["2026-03-01", "2026-04-01", "2026-04-02", "2027-01-01"])
def test_a_run_on_another_day_writes_nothing(base, world, server, monkeypatch, capsys):
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{base}T09:00:00Z")
    world.commit_on("main", {"other.txt": "x\n"})
    assert promote() == 0
    branches, wrote = world.branches(), len(server.wrote())
    for day in ("2026-04-01", "2026-04-02", LATER):
        assert promote(day=day) == 0
        assert "was there already" in capsys.readouterr().out
    world.commit_on("main", {"more.txt": "x\n"})
    assert promote(day=LATER) == 0
    assert world.branches()[BRANCH] == branches[BRANCH]
    assert len(server.wrote()) == wrote
    whole(world)


def test_what_takes_its_place_is_of_the_new_day_and_stays_then(world, server):
    assert promote() == 0
    assert promote(*LINE, day=LATER) == 0
    assert "review by 2026-10-28" in rules(world)
    branches, wrote = world.branches(), len(server.wrote())
    assert promote(*LINE, day="2026-06-01") == 0
    assert world.branches() == branches
    assert len(server.wrote()) == wrote
    whole(world)


def test_a_rule_that_is_retired_goes_today(world, server):
    assert main(["promote", ID, "--commit", "--today", "2026-04-01"]) == 0
    world.git("push", "-q", str(world.bare), "HEAD:refs/heads/seed")
    world.git("update-ref", "refs/heads/main", "refs/heads/seed", at=world.bare)
    world.git("update-ref", "-d", "refs/heads/seed", at=world.bare)
    assert main(["retire", ID, *REASON, "--pr", "--today", LATER]) == 0
    branch = "learnings/retire-lrn-20260301-001"
    assert f"retired {ID} on {LATER}: " in rules(world, branch)
    wrote = len(server.wrote())
    assert main(["retire", ID, *REASON, "--pr", "--today", "2026-05-02"]) == 0
    assert len(server.wrote()) == wrote


def test_a_commit_here_is_of_today_too(world, capsys):
    assert main(["promote", ID, "--commit"]) == 0
    (line,) = [line for line in (world.clone / "AGENTS.md").read_text().splitlines() if ID in line]
    assert line > f"{RULE}2026-11"
    assert main(["retire", ID, *REASON, "--commit", "--today", LATER]) == 0
    assert f"retired {ID} on {LATER}: " in (world.clone / "AGENTS.md").read_text()
    assert world.git("status", "--short") == ""


# --- what a person closed -----------------------------------------------------------------------


def test_the_branch_of_a_closed_pull_request_stays_as_it_is(world, fake, server, capsys):
    assert promote() == 0
    fake.close(fake.pulls()[0])
    branches, wrote = world.branches(), len(server.wrote())
    assert promote(*LINE) == 0
    said = capsys.readouterr().out
    assert "was not pushed: its pull request is closed" in said
    assert "left closed" in said
    assert world.branches() == branches
    assert len(server.wrote()) == wrote


def test_a_branch_that_was_deleted_with_its_closed_pull_request_stays_away(world, fake, capsys):
    assert promote() == 0
    fake.close(fake.pulls()[0])
    world.git("update-ref", "-d", f"refs/heads/{BRANCH}", at=world.bare)
    assert promote() == 0
    assert set(world.branches()) == {"main"}
    assert promote("--dry-run", "--format", "json") == 0
    (row,) = json.loads("{" + capsys.readouterr().out.partition("{")[2])["promoted"]
    assert (row["branch_did"], row["commit"], row["pull_did"]) == ("left", None, "left closed")


@pytest.mark.parametrize("between", [[], LINE], ids=["at once", "after another run"])
def test_a_closed_pull_request_is_opened_again_before_its_branch_changes(between, world, fake):
    assert promote() == 0
    fake.close(fake.pulls()[0])
    assert not between or promote(*between) == 0
    assert promote("--reopen", *LINE, day=LATER) == 0
    (pull,) = fake.pulls()
    assert pull.state == "open"
    assert "Give the cache a limit" in pull.body
    assert "Give the cache a limit" in rules(world)
    whole(world)


def test_where_github_opens_it_no_more_there_is_another_with_one_branch(world, fake):
    assert promote() == 0
    fake.close(fake.pulls()[0])
    fake.may_reopen = False
    assert promote("--reopen", *LINE) == 0
    assert [pull.state for pull in fake.pulls()] == ["closed", "open"]
    assert set(world.branches()) == {"main", BRANCH}


def test_a_branch_that_was_deleted_comes_back_before_its_pull_request(world, fake):
    assert promote() == 0
    fake.close(fake.pulls()[0])
    world.git("update-ref", "-d", f"refs/heads/{BRANCH}", at=world.bare)
    assert promote("--reopen") == 0
    assert [pull.state for pull in fake.pulls()] == ["open"]


@pytest.mark.parametrize(("before", "said"), [
    ([], "would be created"), ([[]], ": unchanged"), ([[], "closed"], "would be reopened"),
], ids=["there is none", "it is there", "it is closed"])  # fmt: skip
def test_a_dry_run_says_what_would_be(before, said, world, fake, server, capsys):
    for step in before:
        if step == "closed":
            fake.close(fake.pulls()[0])
        else:
            assert promote() == 0
    wrote = len(server.wrote())
    capsys.readouterr()
    assert promote("--dry-run", "--reopen") == 0
    (line,) = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("pull request")
    ]
    assert line.endswith(said)
    assert promote("--dry-run", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["dry_run"] is True
    assert len(server.wrote()) == wrote
