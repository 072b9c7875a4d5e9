"""Whose ticks count: those of people who may write, whoever wrote the issue anew since."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from ..canary import CANARY
from .conftest import BOT
from .ticking import COUNTED, ENTRY, A, B, tick


@pytest.fixture
def world(reviewed):
    """Four entries that wait, and the issue of a review."""
    return reviewed


@pytest.fixture
def edited(world, tmp_path, monkeypatch):
    """The event of somebody who edited an issue just now."""

    def by(login: str, number: int = 1) -> None:
        path = tmp_path / "event.json"
        issue = {"number": number, "body": world.fake.items[0].body}
        path.write_text(json.dumps({"action": "edited", "issue": issue,
                                    "sender": {"login": login}}))  # fmt: skip
        monkeypatch.setenv("GITHUB_EVENT_NAME", "issues")
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))

    return by


MORE = ENTRY.replace(A, "LRN-20260301-009").replace("A disk", "Disk 9")


def grow(world) -> None:
    """There is one more entry, so that the issue is written anew."""
    path = world.clone / ".learnings/LEARNINGS.md"
    path.write_text(path.read_text() + MORE)


def look(capsys, *options: str) -> str:
    """A plain review, which carries nothing out."""
    assert main(["review", "--github", "--today", "2026-03-20", *options]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("grown", [False, True], ids=["as it is", "written anew"])
@pytest.mark.parametrize("login", ["ada", "grace"])
def test_who_may_write_may_tick(login, grown, world, act, edited):
    tick(world, f"resolve {A}", by=login)
    edited(login)
    if grown:
        grow(world)
    assert [row[2] for row in act()] == ["created"]


def test_ticks_of_who_may_write_count_after_we_wrote_the_issue_anew(world, act, capsys):
    tick(world, f"resolve {A}")
    grow(world)
    look(capsys)
    assert world.fake.items[0].editor == BOT
    assert act() == [("resolve", A, "created")]
    tick(world, f"resolve {B}", by="grace")
    assert act() == [("resolve", A, "updated"), ("resolve", B, "updated")]


FIRST = next(f"\n## {part}" for part in COUNTED.split("\n## ") if part.startswith(f"[{A}]"))


def entries(world, was: str, now: str) -> None:
    """Somebody writes the log anew."""
    path = world.clone / ".learnings/LEARNINGS.md"
    text = path.read_text()
    assert was in text
    path.write_text(text.replace(was, now))
    world.commit_on("main", {".learnings/LEARNINGS.md": path.read_text()})


def test_a_tick_follows_its_entry_to_another_id(world, act, capsys):
    tick(world, f"resolve {A}", f"resolve {B}")
    now = FIRST.replace(A, "LRN-20260301-009").replace(
        "- Source: error", f"- Source: error\n- Former IDs: {A}"
    )
    entries(world, FIRST, now)
    assert "gone" not in look(capsys)
    assert act() == [("resolve", "LRN-20260301-009", "created"), ("resolve", B, "created")]


@pytest.mark.parametrize("grown", [False, True], ids=["at once", "after a plain review"])
def test_a_tick_of_an_entry_that_is_gone_is_told_and_stops_no_other(world, act, grown, capsys):
    tick(world, f"resolve {A}", f"resolve {B}")
    entries(world, FIRST, "")
    said = f"what was ticked of entries that are gone is taken out: resolve {A}"
    if grown:
        assert said in look(capsys)
        assert said not in look(capsys)
    assert act(code=0 if grown else 2) == [("resolve", B, "created")]
    assert act() == [("resolve", B, "unchanged")]


NOT = {
    "who may not write": ["joan"],
    "a stranger": ["stranger"],
    "no login": ["../../user"],
    "another program": ["other[bot]"],
    "whose account is gone": [""],
    "who may not write, before one who may": ["joan", "ada"],
    "who may not write, after one who may": ["ada", "joan"],
}


@pytest.mark.parametrize("grown", [False, True], ids=["as it is", "written anew"])
@pytest.mark.parametrize("who", NOT.values(), ids=list(NOT))
def test_other_ticks_are_taken_out_and_nothing_comes_of_them(who, grown, world, act, capsys):
    for login, name in zip(who, (A, B), strict=False):
        tick(world, f"resolve {name}", by=login)
    if grown:
        grow(world)
    assert act(code=2) == []
    assert "[x]" not in world.fake.items[0].body
    assert set(world.branches()) == {"main"}
    # It is over then: what one ticks who may, counts.
    assert act() == []
    tick(world, f"resolve {B}")
    assert act() == [("resolve", B, "created")]


def test_a_plain_review_makes_no_tick_of_a_stranger_ours(world, act, capsys):
    tick(world, f"resolve {A}", by="joan")
    grow(world)
    out = look(capsys)
    assert "what was ticked in it is taken out: joan may not write here" in out
    assert act() == []
    assert set(world.branches()) == {"main"}


def test_a_dry_run_says_whose_ticks_it_would_take_out(world, act, capsys, server):
    tick(world, f"resolve {A}", by="joan")
    wrote = len(server.wrote())
    assert "joan may not write here" in look(capsys, "--dry-run")
    assert len(server.wrote()) == wrote
    assert [row[2] for row in act("--dry-run", code=2)] == ["refused"]


def test_the_action_says_whose_ticks_it_took_out(world, act, edited, monkeypatch, capsys, tmp_path):
    tick(world, f"resolve {A}", by="joan")
    edited("joan")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    assert main(["action", "promote"]) == 2
    assert "taken out: joan may not write here" in capsys.readouterr().out
    assert "taken out: joan may not write here" in (tmp_path / "summary").read_text()
    assert "exit-code" in (tmp_path / "output").read_text()


def test_an_edit_of_a_stranger_that_ticks_nothing_is_no_matter(world, act):
    world.fake.items[0].body += "\n\nThanks!"
    world.fake.items[0].editor = "joan"
    assert act() == []
    assert world.fake.items[0].body.endswith("Thanks!")


@pytest.mark.parametrize(
    ("login", "number", "codes"),
    [("ada", 1, (0, ["created"])), ("joan", 1, (2, [])), ("ada", 2, (2, []))],
    ids=["who may", "who may not", "of another issue"],
)
def test_without_graphql_the_event_says_who_ticked(login, number, codes, world, act, edited):
    world.fake.has_graphql = False
    world.fake.tokens[CANARY].app = False
    tick(world, f"resolve {A}")
    edited(login, number)
    assert [row[2] for row in act(code=codes[0])] == codes[1]


def test_many_edits_are_read_back_to_ours(world, act):
    tick(world, f"resolve {A}", by="joan")
    world.fake.items[0].editors += ["ada"] * 250
    assert act(code=2) == []


def test_an_issue_that_another_login_forged_is_not_looked_at(world, act):
    tick(world, f"resolve {A}")
    forged = world.fake.items[0]
    forged.login = "stranger"
    assert act() == []
    assert set(world.branches()) == {"main"}
    assert len(world.fake.issues()) == 2


def test_a_snooze_beyond_the_calendar_is_refused_and_stops_no_other_tick(world, act):
    tick(world, f"snooze {A}", f"resolve {B}")
    assert act(day="9999-12-30", code=2) == [("snooze", A, "refused"), ("resolve", B, "created")]
