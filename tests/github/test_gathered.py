"""The ticks of all issues count together, and none is lost for the sake of another."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .ticking import COUNTED, HEAD, A, B, C, D, tick

KEY = "\n- Pattern-Key: pool.exhausted"
LOG, SUB = ".learnings/LEARNINGS.md", "sub/.learnings/LEARNINGS.md"
REFUSES_A = f"""#!/bin/sh
while read old new ref; do
  case $ref in *promote-{A.lower()}) echo "error: GH013: rule" >&2; exit 1;; esac
done
"""
GROUPED = COUNTED.replace("\n- Recurrence-Count: 3", "").replace(
    "- Source: error", f"- Source: error{KEY}", 3
)


@pytest.fixture
def world(reviewed):
    """Four entries that wait, and the issue of a review."""
    return reviewed


@pytest.fixture
def grouped(world, act, publish):
    """The first three are of one group, which has an issue of its own."""
    publish({LOG: GROUPED})
    act("--groups")
    assert len(world.fake.issues()) == 2
    return world


@pytest.fixture
def publish(world):
    """Writes files, and brings them to the main branch."""

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = world.clone / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        world.git("add", "-A")
        world.git("commit", "-qm", "write")
        world.git("fetch", "-q", str(world.clone), "main:main", at=world.bare)

    return write


# --- in several issues --------------------------------------------------------------------------


def test_the_same_tick_in_two_issues_is_one(grouped, act):
    tick(grouped, f"resolve {A}")
    tick(grouped, f"resolve {A}", at=1)
    assert act("--groups") == [("resolve", A, "created")]


def test_ticks_that_contradict_each_other_in_two_issues_do_nothing(grouped, act, capsys):
    tick(grouped, f"wont-fix {A}", f"resolve {D}")
    tick(grouped, f"resolve {A}", at=1)
    rows = [("", A, "refused"), ("resolve", D, "created")]
    assert act("--groups", code=2) == rows
    assert len(grouped.fake.pulls()) == 1
    assert main(["review", "--github", "--act", "--groups", "--today", "2026-03-20"]) == 2
    out = capsys.readouterr().out
    said = "its ticks in #1 and #2 contradict each other: leave wont-fix or resolve"
    assert f"#1 {A}: refused: {said}\n" in out
    assert out.count(said) == 1


def test_a_promotion_in_one_issue_is_enough_for_a_resolution_in_another(grouped, act):
    (name,) = (name for name in (A, B, C) if f" promote {name} " in grouped.fake.issues()[0].body)
    tick(grouped, f"resolve {name}")
    tick(grouped, f"promote {name}", at=1)
    rows = [("resolve", name, "promoted instead"), ("promote", name, "created")]
    assert act("--groups") == rows


def test_ticks_of_a_stranger_contradict_nobody(grouped, act):
    tick(grouped, f"resolve {A}")
    tick(grouped, f"wont-fix {A}", by="joan", at=1)
    assert act("--groups", code=2) == [("resolve", A, "created")]


@pytest.mark.parametrize("between", [False, True], ids=["at once", "after a plain review"])
def test_a_tick_in_the_issue_of_a_group_that_ends_is_carried_out(
    between, grouped, act, publish, capsys
):
    tick(grouped, f"resolve {B}", at=1)
    publish({LOG: GROUPED.replace(KEY, "")})
    if between:
        assert main(["review", "--github", "--groups", "--today", "2026-03-20"]) == 0
        capsys.readouterr()
    assert act("--groups") == [("resolve", B, "created")]
    assert act("--groups") == [("resolve", B, "unchanged")]
    grouped.git("update-ref", "refs/heads/main", "refs/heads/learnings/review-2", at=grouped.bare)
    grouped.git("pull", "-q", str(grouped.bare), "main")
    assert act("--groups") == []
    body = grouped.fake.issues()[1].body
    assert "no longer keep coming up" in body
    assert "[x]" not in body


def test_a_tick_of_an_entry_that_the_review_names_no_more_is_carried_out(world, act, publish):
    tick(world, f"promote {A}")
    publish({LOG: COUNTED.replace("\n- Recurrence-Count: 3", "")})
    assert act() == [("promote", A, "created")]
    assert act() == [("promote", A, "unchanged")]


# --- what cannot be written ---------------------------------------------------------------------


@pytest.fixture
def filtered(world, act, publish):
    """The first entry lies in a log that a filter applies to."""
    one, rest = COUNTED.split(f"\n## [{B}]")
    log = f"{HEAD}---\n\n## [{B}]{rest}"
    publish({LOG: log, SUB: one, ".gitattributes": "sub/.learnings/*.md filter=lfs\n"})
    act()
    return world


def test_a_log_that_cannot_be_written_stops_no_other(filtered, act, capsys):
    tick(filtered, f"resolve {A}", f"resolve {B}", f"snooze {C}")
    rows = [("resolve", A, "refused"), ("resolve", B, "created"), ("snooze", C, "created")]
    assert sorted(act(code=2)) == rows
    assert [row[2] for row in sorted(act(code=2))] == ["refused", "unchanged", "unchanged"]
    assert main(["review", "--github", "--act", "--today", "2026-03-20"]) == 2
    assert f"resolve {A}: refused: {SUB}" in capsys.readouterr().out


def test_one_alone_that_cannot_be_written_is_told(filtered, act):
    tick(filtered, f"resolve {A}")
    assert act(code=2) == [("resolve", A, "refused")]
    assert filtered.fake.pulls() == []


@pytest.mark.parametrize("way", ["libgit2", "git"])
def test_a_branch_that_a_rule_refuses_stops_no_other(way, world, act, monkeypatch):
    if way == "git":
        monkeypatch.setattr("learnings.git.remote.Remote._transfer", lambda self: None)
    (world.bare / "hooks/pre-receive").write_text(REFUSES_A)
    tick(world, f"promote {A}", f"promote {B}", f"snooze {C}")
    rows = [("promote", A, "refused"), ("promote", B, "created"), ("snooze", C, "created")]
    assert sorted(act(code=2)) == rows


def test_a_fault_of_the_remote_ends_the_run_and_tells_what_was_done(world, act, server):
    tick(world, f"promote {A}")
    act()
    server.git_calls = 0
    act()
    done = server.git_calls
    tick(world, f"promote {B}")
    server.git_calls = 0
    server.git_faults = dict.fromkeys(range(done + 1, done + 20), "403")
    assert act(code=4) == [("promote", A, "unchanged"), ("promote", B, "postponed")]
    server.git_faults = {}
    assert act() == [("promote", A, "unchanged"), ("promote", B, "created")]
