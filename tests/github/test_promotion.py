"""Promotion ends in one pull request, whatever happens on the way; pushes go over HTTP."""

from __future__ import annotations

import os
import socket

import pytest

from learnings.cli import main

from .conftest import CANARY
from .world import BRANCH, ID, LOG, whole


def test_a_promotion_is_one_branch_and_one_pull_request_and_nothing_here_changes(world, capsys):
    before, main_before = world.state(), world.branches()["main"]
    assert main(["promote", ID, "--pr"]) == 0
    told = capsys.readouterr()
    assert f"branch {BRANCH} pushed" in told.out
    assert "GITHUB_TOKEN is the token of an app or a workflow" in told.out
    assert "checks" in told.out
    assert CANARY not in told.out + told.err
    assert world.state() == before
    assert set(world.branches()) == {"main", BRANCH}
    assert world.branches()["main"] == main_before
    changed = world.git("diff", "--name-only", "main", BRANCH, at=world.bare).split()
    assert changed == [".learnings/LEARNINGS.md", "AGENTS.md"]
    assert len(world.fake.pulls()) == 1


def test_the_body_tells_where_it_comes_from_and_what_changes(world):
    assert main(["promote", ID, "--pr", "--label", "memory", "--reviewer", "ada"]) == 0
    (pull,) = world.fake.pulls()
    assert "**Provenance**: " + ID in pull.body
    assert "+- Empty the cache every night (" + ID + ")" in pull.body
    assert "+<!-- learnings: begin agents, kept by `learnings promote` -->" in pull.body
    assert "\\u200b" not in pull.body
    assert pull.title.startswith(f"Promote {ID} to AGENTS.md: Empty the cache every night")
    assert "memory" in pull.labels


def test_the_owners_of_the_target_are_asked(world):
    world.commit_on("main", {"CODEOWNERS": "* @ada mail@example.org\nAGENTS.md @grace @acme/sre\n"})
    assert main(["promote", ID, "--pr"]) == 0
    (pull,) = world.fake.pulls()
    assert (pull.reviewers, pull.teams) == (["grace"], ["sre"])


def test_a_second_run_writes_nothing(world, server, capsys):
    assert main(["promote", ID, "--pr"]) == 0
    branches, wrote = world.branches(), len(server.wrote())
    assert main(["promote", ID, "--pr"]) == 0
    assert world.branches() == branches
    assert len(server.wrote()) == wrote
    assert "was there already" in capsys.readouterr().out


def test_a_dry_run_writes_nothing_and_names_the_commit_that_is_made_then(world, server, capsys):
    assert main(["promote", ID, "--pr", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert set(world.branches()) == {"main"}
    assert server.wrote() == []
    assert main(["promote", ID, "--pr"]) == 0
    assert world.branches()[BRANCH][:10] in said


def test_a_dirty_tree_and_index_are_no_hindrance(world):
    (world.clone / "AGENTS.md").write_text("# Mine\n")
    (world.clone / "new.txt").write_text("new\n")
    world.git("add", "new.txt")
    before = world.state()
    assert main(["promote", ID, "--pr"]) == 0
    assert world.state() == before
    assert "Be kind." in world.git("show", f"{BRANCH}:AGENTS.md", at=world.bare)


def test_the_same_input_makes_the_same_commit_by_libgit2_and_by_git(world, monkeypatch):
    assert main(["promote", ID, "--pr"]) == 0
    commit = world.branches()[BRANCH]
    world.git("update-ref", "-d", f"refs/heads/{BRANCH}", at=world.bare)
    monkeypatch.setattr("learnings.git.building._by_libgit2", lambda *words: "")
    monkeypatch.setattr("learnings.git.remote.Remote._transfer", lambda self: None)
    assert main(["promote", ID, "--pr"]) == 0
    assert world.branches()[BRANCH] == commit


def test_a_branch_on_an_older_base_is_kept(world, capsys):
    assert main(["promote", ID, "--pr"]) == 0
    commit = world.branches()[BRANCH]
    world.commit_on("main", {"other.txt": "x\n"})
    assert main(["promote", ID, "--pr"]) == 0
    assert world.branches()[BRANCH] == commit
    assert len(world.fake.pulls()) == 1


def test_a_branch_that_conflicts_with_a_newer_base_is_made_anew(world):
    assert main(["promote", ID, "--pr"]) == 0
    commit = world.branches()[BRANCH]
    world.commit_on("main", {"AGENTS.md": "# Rules\n\nBe kind.\n\n## Lessons learned\n\n- Rest.\n"})
    assert main(["promote", ID, "--pr"]) == 0
    assert world.branches()[BRANCH] != commit
    whole(world)
    assert "- Rest." in world.git("show", f"{BRANCH}:AGENTS.md", at=world.bare)


def test_another_line_takes_the_place_of_our_own_commit(world):
    assert main(["promote", ID, "--pr"]) == 0
    assert main(["promote", ID, "--pr", "--line", "Give the cache a limit"]) == 0
    text = world.git("show", f"{BRANCH}:AGENTS.md", at=world.bare)
    assert "Give the cache a limit" in text
    assert "Empty the cache" not in text
    assert len(world.fake.pulls()) == 1


@pytest.mark.parametrize("line", [[], ["--line", "Give the cache a limit"]],
                         ids=["with the same line", "with another line"])  # fmt: skip
def test_commits_of_others_on_the_branch_are_respected(line, world, capsys):
    assert main(["promote", ID, "--pr"]) == 0
    commit = world.commit_on(BRANCH, {"AGENTS.md": "# Rules\n\nMine.\n"})
    assert main(["promote", ID, "--pr", *line]) == 0
    assert world.branches()[BRANCH] == commit
    assert "commits of others" in capsys.readouterr().out
    assert len(world.fake.pulls()) == 1


def test_the_git_program_respects_commits_of_others_too(world, monkeypatch):
    monkeypatch.setattr("learnings.git.remote.Remote._transfer", lambda self: None)
    assert main(["promote", ID, "--pr"]) == 0
    assert main(["promote", ID, "--pr", "--line", "Give the cache a limit"]) == 0
    whole(world)
    commit = world.commit_on(BRANCH, {"AGENTS.md": "# Rules\n\nMine.\n"})
    assert main(["promote", ID, "--pr"]) == 0
    assert world.branches()[BRANCH] == commit
    hook = world.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    world.git("update-ref", "-d", f"refs/heads/{BRANCH}", at=world.bare)
    assert main(["promote", ID, "--pr"]) == 4


@pytest.mark.parametrize("world", ["sha256"], indirect=True)
def test_a_repository_that_libgit2_cannot_open_is_pushed_by_git(world):
    before = world.state()
    assert main(["promote", ID, "--pr"]) == 0
    assert len(world.branches()[BRANCH]) == 64
    whole(world)
    assert world.state() == before


def test_a_forged_trailer_makes_no_commit_ours(world):
    assert main(["promote", ID, "--pr"]) == 0
    message = f"x\n\nLearnings-Entry: {ID}"
    commit = world.commit_on(BRANCH, {"AGENTS.md": "# Rules\n\nMine.\n"}, message)
    assert main(["promote", ID, "--pr", "--line", "Give the cache a limit"]) == 0
    assert world.branches()[BRANCH] == commit


def test_a_pull_request_that_a_person_closed_stays_closed_until_asked(world, capsys):
    assert main(["promote", ID, "--pr"]) == 0
    (pull,) = world.fake.pulls()
    pull.state = "closed"
    assert main(["promote", ID, "--pr"]) == 0
    assert pull.state == "closed"
    assert "left closed" in capsys.readouterr().out
    assert main(["promote", ID, "--pr", "--reopen"]) == 0
    assert pull.state == "open"


def test_what_was_merged_is_not_promoted_again(world, server, capsys):
    assert main(["promote", ID, "--pr"]) == 0
    commit = world.branches()[BRANCH]
    world.git("update-ref", "refs/heads/main", commit, at=world.bare)
    wrote = len(server.wrote())
    assert main(["promote", ID, "--pr"]) == 0
    assert len(server.wrote()) == wrote
    assert "already" in capsys.readouterr().out


def test_a_refusal_of_the_server_is_told_in_its_words(world, capsys):
    hook = world.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH013: rules say no' >&2\nexit 1\n")
    assert main(["promote", ID, "--pr"]) == 4
    assert "rules say no" in capsys.readouterr().err
    assert set(world.branches()) == {"main"}
    assert world.fake.pulls() == []


@pytest.mark.parametrize("words", [["promote", ID, "--pr"], ["review", "--github"]])
def test_without_a_token_nothing_is_read_or_pushed(words, world, server, monkeypatch, capsys):
    monkeypatch.delenv("GITHUB_TOKEN")
    assert main(words) == 2
    assert "no token for " in capsys.readouterr().err
    assert (server.calls, server.git_calls) == ([], 0)
    assert set(world.branches()) == {"main"}


def test_a_wrong_token_ends_at_once_and_is_not_shown(world, monkeypatch, capsys):
    wrong = CANARY.replace("canary", "dreary")
    monkeypatch.setenv("GITHUB_TOKEN", wrong)
    assert main(["promote", ID, "--pr"]) == 4
    said = capsys.readouterr()
    assert wrong not in said.out + said.err


def test_the_token_goes_to_no_other_host(world, monkeypatch):
    from learnings.github.environment import environment

    there = environment(os.environ, "https://github.com/acme/ops")
    assert there.token_for("http://127.0.0.1:1/acme/ops.git") == CANARY
    assert there.token_for("https://evil.example/acme/ops.git") == ""
    assert there.token_for("http://evil.example/acme/ops.git") == ""


def test_a_branch_that_moves_under_the_push_is_not_overwritten(world, monkeypatch, capsys):
    from learnings.git import remote

    assert main(["promote", ID, "--pr"]) == 0
    real = remote.Remote._push
    theirs = []

    def late(self, commit, branch, expected):
        theirs.append(world.commit_on(BRANCH, {"AGENTS.md": "# Rules\n\nMine.\n"}))
        real(self, commit, branch, expected)

    monkeypatch.setattr(remote.Remote, "_push", late)
    assert main(["promote", ID, "--pr", "--line", "Give the cache a limit"]) == 4
    assert world.branches()[BRANCH] == theirs[0]
    assert "meanwhile" in capsys.readouterr().err


def test_a_shallow_clone_is_enough(world, tmp_path, monkeypatch):
    world.commit_on("main", {"other.txt": "x\n"})
    small = tmp_path / "small"
    world.git("clone", "-q", "--depth", "1", f"file://{world.bare}", str(small), at=tmp_path)
    origin = world.git("remote", "get-url", "origin")
    world.git("remote", "set-url", "origin", origin, at=small)
    monkeypatch.chdir(small)
    assert main(["promote", ID, "--pr"]) == 0
    assert world.git("rev-list", "--count", BRANCH, at=world.bare) == "3"
    world.git("fsck", "--strict", at=world.bare)
    assert main(["promote", ID, "--pr"]) == 0
    assert len(world.fake.pulls()) == 1


def test_a_rule_is_retired_by_a_pull_request_too(world):
    assert main(["promote", ID, "--commit"]) == 0
    world.git("push", "-q", str(world.bare), "HEAD:refs/heads/seed")
    world.git("update-ref", "refs/heads/main", "refs/heads/seed", at=world.bare)
    world.git("update-ref", "-d", "refs/heads/seed", at=world.bare)
    before = world.state()
    for _ in range(2):
        assert main(["retire", ID, "--reason", "It is a job now of @bob", "--pr"]) == 0
    assert world.state() == before
    text = world.git("show", "learnings/retire-lrn-20260301-001:AGENTS.md", at=world.bare)
    assert f"retired {ID} on " in text
    (pull,) = world.fake.pulls()
    assert "**Reason**: It is a job now of " in pull.body
    assert "It is a job now of [REDACTED:user] -->" in text
    assert "@bob" not in text + pull.body


def test_an_entry_that_is_not_pushed_cannot_be_promoted_there(world, capsys):
    (world.clone / ".learnings/LEARNINGS.md").write_text(LOG.replace("-001", "-002"))
    assert main(["promote", "LRN-20260301-002", "--pr"]) == 2
    assert "push the entry first" in capsys.readouterr().err


def test_hostile_words_of_an_entry_stay_inert_on_the_way_out(world):
    hostile = "Empty it @grace fixes #1 <img src=x> [skip ci] ``` <!-- learnings: begin -->"
    log = LOG.replace("A disk filled up.", hostile).replace("Nobody had looked at it.", hostile)
    world.commit_on("main", {".learnings/LEARNINGS.md": log})
    assert main(["promote", ID, "--pr", "--to", "runbook"]) == 0
    (pull,) = world.fake.pulls()
    outside = pull.body.split("```")[0]
    message = world.git("log", "-1", "--format=%B", BRANCH, at=world.bare)
    for text in (outside, pull.title, message):
        for part in ("@grace", "#1", "<img", "[skip ci]", "<!-- learnings: begin"):
            assert part not in text, (part, text)


@pytest.mark.parametrize("token", [CANARY, ""], ids=["libgit2", "the git program"])
def test_a_server_that_says_nothing_is_not_waited_for(token, world):
    from learnings.errors import RemoteError
    from learnings.git import find_repository
    from learnings.git.remote import Remote

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/acme/ops.git"
        remote = Remote(find_repository(str(world.clone)), url, token, seconds=0.5)
        with pytest.raises(RemoteError):
            remote.heads()
