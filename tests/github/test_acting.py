"""What is ticked in the issue of a review is carried out: once, as pull requests."""

from __future__ import annotations

import pytest

from .ticking import BRANCH, ENTRY, A, B, C, D, tick


@pytest.fixture
def world(reviewed):
    """Four entries that wait, and the issue of a review."""
    return reviewed


def text(world, branch: str = BRANCH, path: str = ".learnings/LEARNINGS.md") -> str:
    return world.git("show", f"{branch}:{path}", at=world.bare)


def merge(world, branch: str) -> None:
    """Somebody merges the pull request and deletes its branch; the clone follows."""
    world.git("update-ref", "refs/heads/main", f"refs/heads/{branch}", at=world.bare)
    world.git("update-ref", "-d", f"refs/heads/{branch}", at=world.bare)
    world.git("pull", "-q", str(world.bare), "main")
    for pull in world.fake.pulls():
        if pull.head == branch:
            pull.state, pull.merged = "closed", True


def test_what_is_decided_comes_as_one_pull_request(world, act):
    before, main_before = world.state(), world.branches()["main"]
    tick(world, f"resolve {A}", f"snooze {B}", f"wont-fix {C}")
    assert act() == [
        ("resolve", A, "created"),
        ("snooze", B, "created"),
        ("wont-fix", C, "created"),
    ]
    assert set(world.branches()) == {"main", BRANCH}
    assert world.branches()["main"] == main_before
    assert world.state() == before
    log = text(world)
    assert log.count("**Status**: resolved") == 1
    assert "- **Resolved**: 2026-03-20" in log
    assert "until=2026-04-03" in log
    assert "**Status**: wont_fix" in log
    (pull,) = world.fake.pulls()
    assert pull.title == f"Review: resolve {A}, snooze {B}, won’t fix {C}"
    assert "Ticked in #1." in pull.body


def test_acting_again_writes_nothing_on_any_day(world, act, server):
    tick(world, f"resolve {A}", f"promote {B}")
    assert [did for _, _, did in act()] == ["created", "created"]
    branches, wrote = world.branches(), len(server.wrote())
    for day in ("2026-03-20", "2026-03-21"):
        assert [did for _, _, did in act(day=day)] == ["unchanged", "unchanged"]
    assert world.branches() == branches
    assert len(server.wrote()) == wrote


def test_more_ticks_join_the_same_pull_request(world, act):
    tick(world, f"resolve {A}")
    act()
    tick(world, f"resolve {B}")
    assert act(day="2026-03-21") == [("resolve", A, "updated"), ("resolve", B, "updated")]
    assert len(world.fake.pulls()) == 1
    assert text(world).count("**Status**: resolved") == 2


def test_each_promotion_is_a_pull_request_of_its_own(world, act):
    tick(world, "promote candidates")
    assert act() == [("promote", A, "created"), ("promote", B, "created")]
    assert sorted(pull.title for pull in world.fake.pulls()) == [
        f"Promote {name} to AGENTS.md: Empty cache {name[-1]} every night" for name in (A, B)
    ]


def test_all_at_once_is_for_all(world, act):
    tick(world, "snooze stale")
    assert {row[:2] for row in act()} == {("snooze", name) for name in (A, B, C, D)}
    assert text(world).count("until=2026-04-03") == 4


def test_what_was_merged_is_gone_from_the_issue_and_done(world, act):
    tick(world, f"resolve {A}", f"snooze {C}")
    act()
    merge(world, BRANCH)
    assert act(day="2026-03-21") == []
    assert f"resolve {A}" not in world.fake.items[0].body
    tick(world, f"resolve {D}")
    assert act(day="2026-03-22") == [("resolve", D, "created")]
    assert len(world.fake.pulls()) == 2


def test_a_clone_that_is_behind_the_remote_does_nothing_twice(world, act, server):
    tick(world, f"resolve {A}", f"snooze {C}")
    act()
    world.git("update-ref", "refs/heads/main", f"refs/heads/{BRANCH}", at=world.bare)
    world.fake.pulls()[0].state, world.fake.pulls()[0].merged = "closed", True
    assert [row[2] for row in act(day="2026-03-22")] == ["done already", "done already"]
    assert len(world.fake.pulls()) == 1


def test_a_pull_request_that_was_closed_stays_closed_until_more_is_ticked(world, act):
    tick(world, f"resolve {A}")
    act()
    (pull,) = world.fake.pulls()
    pull.state = "closed"
    world.git("update-ref", "-d", f"refs/heads/{BRANCH}", at=world.bare)
    assert act() == [("resolve", A, "left closed")]
    assert BRANCH not in world.branches()
    tick(world, f"resolve {B}")
    assert [row[2] for row in act()] == ["created", "created"]
    assert [item.state for item in world.fake.pulls()] == ["closed", "open"]


def test_commits_of_others_on_the_branch_are_respected(world, act):
    tick(world, f"resolve {A}")
    act()
    commit = world.commit_on(BRANCH, {"AGENTS.md": "# Rules\n\nMine.\n"})
    tick(world, f"resolve {B}")
    act()
    assert world.branches()[BRANCH] == commit


def test_what_is_promoted_needs_no_resolution_beside_it(world, act):
    tick(world, f"resolve {A}", f"promote {A}", f"resolve {B}")
    rows = [
        ("promote", A, "created"),
        ("resolve", A, "promoted instead"),
        ("resolve", B, "created"),
    ]
    assert act() == rows
    assert text(world).count("**Status**: resolved") == 1
    next(pull for pull in world.fake.pulls() if "Promote" in pull.title).state = "closed"
    assert act() == [("promote", A, "left closed"), ("resolve", A, "updated"),
                     ("resolve", B, "updated")]  # fmt: skip


def test_contradicting_ticks_do_nothing_and_are_told(world, act):
    tick(world, f"resolve {A}", f"wont-fix {A}", f"resolve {B}")
    assert act(code=2) == [("", A, "refused"), ("resolve", B, "created")]


def test_one_that_cannot_be_stops_no_other(world, act, capsys):
    path = world.clone / ".learnings/LEARNINGS.md"
    path.write_text(path.read_text() + ENTRY.replace(A, "LRN-20260301-009"))
    act()
    tick(world, "resolve LRN-20260301-009", f"resolve {B}", f"promote {A}")
    rows = act(code=2)
    assert ("resolve", "LRN-20260301-009", "refused") in rows
    assert ("resolve", B, "created") in rows
    assert ("promote", A, "created") in rows


def test_at_most_so_many_pull_requests_are_opened(world, act):
    tick(world, "promote candidates")
    assert act("--most", "1") == [("promote", A, "created"), ("promote", B, "postponed")]
    assert act("--most", "1") == [("promote", A, "unchanged"), ("promote", B, "created")]


def test_a_dry_run_says_what_a_run_does(world, act, server):
    tick(world, f"resolve {A}", f"promote {B}")
    wrote = len(server.wrote())
    would = act("--dry-run")
    assert len(server.wrote()) == wrote
    assert set(world.branches()) == {"main"}
    assert act() == would


def test_ticks_of_a_closed_issue_do_nothing(world, act):
    tick(world, f"resolve {A}")
    world.fake.items[0].state = "closed"
    assert act() == []
