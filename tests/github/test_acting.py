"""What is ticked in the issue of a review is carried out: once, by who may, as pull requests."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from ..canary import CANARY
from .conftest import BOT
from .world import LOG, founded

A, B, C, D = (f"LRN-20260301-00{number}" for number in (1, 2, 3, 4))
BRANCH = "learnings/review-1"
HEAD, _, ENTRY = LOG.partition("---\n\n")
ENTRIES = "".join(ENTRY.replace(A, name).replace("A disk", f"Disk {name[-1]}").replace(
    "Empty the cache every night.", f"Empty cache {name[-1]} every night.") for name in (A, B, C, D))  # fmt: skip
FOUR = f"{HEAD}---\n\n{ENTRIES}"


@pytest.fixture
def world(server, fake, time, tmp_path, monkeypatch):
    """Four entries that wait, the first two worth a rule, and the issue of a review."""
    from learnings.github.client import Client

    kept = Client.__init__.__kwdefaults__
    monkeypatch.setitem(kept, "clock", time)
    monkeypatch.setitem(kept, "sleep", time.sleep)
    counted = FOUR.replace("- Source: error", "- Source: error\n- Recurrence-Count: 3", 2)
    return founded(server, fake, tmp_path, monkeypatch, log=counted)


@pytest.fixture
def act(world, capsys, server):
    """Runs the command and gives what became of each tick."""

    def run(*options: str, day: str = "2026-03-20", code: int = 0):
        words = ["review", "--github", "--act", "--today", day, "--format", "json", *options]
        assert main(words) == code
        out, err = capsys.readouterr()
        assert CANARY not in out + err
        return [(row["verb"], row["id"], row["did"]) for row in json.loads(out)["acted"]]

    assert run() == []
    return run


def tick(world, *boxes: str, by: str = "ada") -> None:
    """A person, by default one with the right to do so, ticks boxes in the issue."""
    issue = world.fake.items[0]
    for box in boxes:
        open_ = next(line for line in issue.body.splitlines() if f" {box} " in line)
        issue.body = issue.body.replace(open_, open_.replace("[ ]", "[x]", 1))
    issue.editor = by


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


# --- who may ------------------------------------------------------------------------------


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
