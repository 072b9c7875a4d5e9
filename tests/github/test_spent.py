"""A branch that was merged and kept has done what it was for: what comes later is done too."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .ticking import BRANCH, ENTRY, A, tick

LATE = "LRN-20260301-009"
HOW = ["fast forward", "squashed"]
PROMOTED, RETIRED = f"learnings/promote-{A.lower()}", f"learnings/retire-{A.lower()}"


@pytest.fixture
def world(reviewed):
    """Four entries that wait, and the issue of a review."""
    return reviewed


@pytest.fixture(params=HOW)
def merge(request, world):
    """Somebody merges the one open pull request; its branch stays, and the clone follows."""

    def merge() -> None:
        (pull,) = (pull for pull in world.fake.pulls() if pull.state == "open")
        pull.commit = new = world.branches()[pull.head]
        if request.param == "squashed":
            tree = world.git("rev-parse", f"{new}^{{tree}}", at=world.bare)
            new = world.git("commit-tree", "-p", "main", "-m", "squashed", tree, at=world.bare)
        world.git("update-ref", "refs/heads/main", new, at=world.bare)
        pull.state, pull.merged = "closed", True
        follow(world)

    return merge


def follow(world) -> None:
    world.git("fetch", "-q", str(world.bare), "main")
    world.git("reset", "-q", "--hard", "FETCH_HEAD")


def publish(world) -> None:
    """What was committed here is pushed to the main branch."""
    world.git("fetch", "-q", str(world.clone), "main:main", at=world.bare)


def on_main(world, path: str) -> str:
    return world.git("show", f"main:{path}", at=world.bare)


def pulls(world) -> list[str]:
    return [pull.state for pull in world.fake.pulls()]


def test_an_entry_is_snoozed_a_second_time(world, act, merge):
    tick(world, f"snooze {A}")
    act()
    merge()
    assert act(day="2026-03-23") == []
    act(day="2026-04-10")
    tick(world, f"snooze {A}")
    assert act(day="2026-04-10") == [("snooze", A, "created")]
    assert act(day="2026-04-11") == [("snooze", A, "unchanged")]
    merge()
    assert "until=2026-04-24" in on_main(world, ".learnings/LEARNINGS.md")


def test_an_entry_that_was_opened_again_is_resolved_again(world, act, merge, capsys):
    tick(world, f"resolve {A}")
    act()
    merge()
    act()
    assert main(["reopen", A, "--reason", "again"]) == 0
    world.git("commit", "-qam", "reopen")
    publish(world)
    capsys.readouterr()
    act(day="2026-12-10")
    tick(world, f"resolve {A}")
    assert act(day="2026-12-10") == [("resolve", A, "created")]
    assert act(day="2026-12-11") == [("resolve", A, "unchanged")]
    log = world.git("show", f"{BRANCH}:.learnings/LEARNINGS.md", at=world.bare)
    assert "- **Resolved**: 2026-12-10" in log


def test_a_rule_is_retired_and_promoted_again_as_often_as_wanted(world, merge):
    words = {
        "promote": ["promote", A, "--again", "--pr", "--today"],
        "retire": ["retire", A, "--reason", "Over", "--pr", "--today"],
    }
    days = ["2026-11-01", "2026-11-22", "2026-11-23", "2026-11-25"]
    for count, (day, verb) in enumerate(zip(days, [*words, *words], strict=True), 1):
        assert main([*words[verb], day]) == 0
        assert len(pulls(world)) == count
        assert pulls(world)[-1] == "open"
        merge()
        assert (f"({A})" in on_main(world, "AGENTS.md")) == (verb == "promote")


@pytest.mark.parametrize("more", [[], ["--reopen"]], ids=["plain", "to be opened again"])
def test_what_was_merged_and_reverted_is_promoted_again(more, world, merge):
    assert main(["promote", A, "--pr"]) == 0
    merge()
    world.git("revert", "--no-edit", "HEAD")
    publish(world)
    assert main(["promote", A, "--pr", *more]) == 0
    assert pulls(world) == ["closed", "open"]
    merge()
    assert A in on_main(world, "AGENTS.md")


def test_what_is_merged_and_stands_is_done(world, merge, server, capsys):
    assert main(["promote", A, "--pr"]) == 0
    merge()
    wrote = len(server.wrote())
    assert main(["promote", A, "--pr"]) == 0
    assert "already" in capsys.readouterr().out
    assert len(server.wrote()) == wrote


def test_a_tick_of_an_entry_that_came_later_joins_the_open_request(world, act):
    text = world.git("show", "main:.learnings/LEARNINGS.md", at=world.bare)
    tick(world, f"snooze {A}")
    act()
    late = ENTRY.replace(A, LATE).replace("A disk", "Disk 9")
    world.commit_on("main", {".learnings/LEARNINGS.md": f"{text}\n{late}"})
    follow(world)
    act()
    tick(world, f"snooze {LATE}")
    assert [row[2] for row in act()] == ["updated", "updated"]
    assert (
        world.git("show", f"{BRANCH}:.learnings/LEARNINGS.md", at=world.bare).count("until=") == 2
    )
