"""Commands that are killed and struck wherever that is possible, and then run in peace.

In the end there is one branch, one pull request and one issue, and main is as it was.
"""

from __future__ import annotations

import importlib
import random

import pytest

# Imported before anything is patched: what is bound while it is patched stays so.
import learnings.commands.acting
import learnings.commands.keeping_issues
import learnings.commands.requesting_pull  # noqa: F401
from learnings.cli import main
from learnings.git.remote import Remote
from learnings.github.client import Client

from ..canary import CANARY
from .server import FAULTS, GIT_FAULTS
from .ticking import FOUR, A, B, tick
from .world import ID, founded, whole

PROMOTE = ["promote", ID, "--pr", "--label", "memory", "--reviewer", "ada"]
REVIEW = ["review", "--github", "--today", "2026-03-20", "--label", "memory"]
ACT = [*REVIEW, "--act"]
# The calls and requests that an undisturbed run makes, and which of them write; a test counts.
CALLS = {"promote": (6, {2, 4, 5}), "review made": (6, {4}), "review changed": (5, {4})}
REQUESTS = 9
# Reads are asked again, whatever strikes them: tests of the client strike them in all ways.
OF_READS = ("cut after", "502 before", "429", "truncated", "slow", "html")
PROMOTE_KILLS = (
    "learnings.git.remote.Remote.heads",
    "learnings.promotion.delivery.build",
    "learnings.promotion.publishing.planned_on",
    "learnings.git.remote.Remote._push",
    "learnings.git.remote.Remote._read_back",
    "learnings.commands.requesting_pull.ensure_pull",
    "learnings.github.pulls._created",
    "learnings.github.pulls.add",
    "learnings.commands.requesting_pull.tell",
)
REVIEW_KILLS = (
    "learnings.commands.review.review",
    "learnings.github.issues._ours",
    "learnings.github.issues._decide",
    "learnings.github.issues._create",
    "learnings.github.client.Client.post",
    "learnings.commands.keeping_issues._tell",
)
ACT_KILLS = (
    "learnings.commands.acting.open_issues",
    "learnings.commands.acting.doubt",
    "learnings.github.permission.may_write",
    "learnings.promotion.publishing._due",
    "learnings.promotion.deciding.decide",
    "learnings.commands.acting._Run._promoted",
    "learnings.commands.acting._Run._decided",
    "learnings.git.remote.Remote._push",
    "learnings.commands.requesting_pull.ensure_pull",
)


def struck(what: str) -> list[tuple[int, str]]:
    """Each call of a command with each fault that may make a difference there."""
    calls, writes = CALLS[what]
    return [(call, fault) for call in range(1, calls + 1)
            for fault in (FAULTS if call in writes else OF_READS)]  # fmt: skip


def counted(server) -> tuple[int, set[int]]:
    """The calls that were made, in the manner of `CALLS`."""
    return len(server.calls), {server.calls.index(call) + 1 for call in server.wrote()}


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits for longer than half a second for an answer."""
    monkeypatch.setitem(Client.__init__.__kwdefaults__, "seconds", 0.5)
    monkeypatch.setattr(Remote.__init__, "__defaults__", ("", 0.5))


@pytest.fixture
def run(server, capsys):
    """Runs a command under faults; what it says holds no token and no traceback."""

    def make(words, calls=None, requests=None, codes=(0, 4)):
        server.calls.clear()
        server.git_calls = 0
        server.faults, server.git_faults = calls or {}, requests or {}
        code = main(list(words))
        server.faults, server.git_faults = {}, {}
        out, err = capsys.readouterr()
        assert CANARY not in out + err
        assert "Traceback" not in err
        assert code in codes, err
        assert code in (0, 130) or err.startswith("learnings: ")

    return make


def killed(run, words, name, when) -> None:
    """A run that is interrupted before or after some step of it."""
    real = found(name)

    def stop(*given, **more):
        if when == "after":
            real(*given, **more)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name, stop)
        run(words, codes=(130,))


def found(name: str):
    module, _, word = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), word)
    except ModuleNotFoundError:
        module, _, owner = module.rpartition(".")
        return getattr(getattr(importlib.import_module(module), owner), word)


# --- promote --pr -----------------------------------------------------------------------------


@pytest.fixture
def promoted(world, run):
    """Ends with a clean run, and with one of everything."""
    before, main_before = world.state(), world.branches()["main"]
    yield
    run(PROMOTE, codes=(0,))
    whole(world)
    (pull,) = world.fake.pulls()
    assert (pull.labels, pull.reviewers, pull.state) == (["memory"], ["ada"], "open")
    assert world.state() == before
    assert world.branches()["main"] == main_before
    assert world.fake.issues() == []


def test_all_calls_and_requests_of_a_promotion_are_struck(world, server, run):
    run(PROMOTE, codes=(0,))
    assert (counted(server), server.git_calls) == (CALLS["promote"], REQUESTS)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("name", PROMOTE_KILLS)
def test_a_promotion_that_is_killed(promoted, name, when, run):
    killed(run, PROMOTE, name, when)


@pytest.mark.parametrize(("call", "fault"), struck("promote"))
def test_a_promotion_whose_call_is_struck(promoted, impatient, call, fault, run):
    run(PROMOTE, {call: fault})


# The push itself is struck in all ways, what only reads in two.
PUSHES = (5, 6, 7)
OF_REQUESTS = [(number, fault) for number in range(1, REQUESTS + 1)
               for fault in (GIT_FAULTS if number in PUSHES else ("cut after", "500"))]  # fmt: skip


@pytest.mark.parametrize(("request_", "fault"), OF_REQUESTS)
def test_a_promotion_whose_push_is_struck(promoted, impatient, request_, fault, run):
    run(PROMOTE, {}, {request_: fault})


@pytest.mark.parametrize("seed", range(12))
def test_a_promotion_that_is_killed_and_then_struck_in_both_ways(promoted, impatient, seed, run):
    dice = random.Random(seed)
    killed(run, PROMOTE, dice.choice(PROMOTE_KILLS[:6]), dice.choice(["before", "after"]))
    run(PROMOTE, {dice.randint(1, 6): dice.choice(FAULTS)},
        {dice.randint(1, REQUESTS): dice.choice(GIT_FAULTS)})  # fmt: skip


# --- review --github --------------------------------------------------------------------------


@pytest.fixture
def kept(world, run, fake, server):
    """Ends with a clean run, one issue, and a second run that writes nothing."""
    before = world.state()
    yield
    run(REVIEW, codes=(0,))
    (issue,) = fake.items
    assert ID in issue.body
    assert issue.labels == ["memory"]
    run(REVIEW, codes=(0,))
    assert server.wrote() == []
    assert world.state() == before
    assert set(world.branches()) == {"main"}


@pytest.fixture
def changed(run, fake):
    """There is an issue already, of an older review."""
    run(REVIEW, codes=(0,))
    (issue,) = fake.items
    issue.body = issue.body.replace("A disk filled up", "A disk")


@pytest.mark.parametrize("what", ["made", "changed"])
def test_all_calls_of_a_review_are_struck(world, server, run, fake, what):
    run(REVIEW, codes=(0,))
    if what == "changed":
        fake.items[0].body = fake.items[0].body.replace("A disk filled up", "A disk")
        run(REVIEW, codes=(0,))
    assert counted(server) == CALLS[f"review {what}"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("name", REVIEW_KILLS)
def test_a_review_that_is_killed(kept, name, when, run):
    killed(run, REVIEW, name, when)


@pytest.mark.parametrize(("call", "fault"), struck("review made"))
def test_a_review_whose_issue_is_made_under_faults(kept, impatient, call, fault, run):
    run(REVIEW, {call: fault})


@pytest.mark.parametrize(("call", "fault"), struck("review changed"))
def test_a_review_whose_issue_is_changed_under_faults(kept, impatient, changed, call, fault, run):
    run(REVIEW, {call: fault})


# --- review --github --act --------------------------------------------------------------------


@pytest.fixture
def acted(server, fake, time, tmp_path, monkeypatch, run):
    """Ticks in an issue; ends with a clean run, and with one of everything."""
    monkeypatch.setitem(Client.__init__.__kwdefaults__, "clock", time)
    monkeypatch.setitem(Client.__init__.__kwdefaults__, "sleep", time.sleep)
    log = FOUR.replace("- Source: error", "- Source: error\n- Recurrence-Count: 3", 2)
    world = founded(server, fake, tmp_path, monkeypatch, log=log)
    run(REVIEW, codes=(0,))
    tick(world, f"promote {A}", f"resolve {B}")
    main_before = world.branches()["main"]
    yield
    run(ACT, codes=(0,))
    assert set(world.branches()) == {"main", "learnings/review-1", f"learnings/promote-{A.lower()}"}
    assert sorted(pull.head for pull in fake.pulls()) == sorted(set(world.branches()) - {"main"})
    assert world.branches()["main"] == main_before
    assert len(fake.issues()) == 1
    run(ACT, codes=(0,))
    assert server.wrote() == []


@pytest.mark.parametrize(("number", "name"), list(enumerate(ACT_KILLS)))
def test_ticks_whose_run_is_killed(acted, number, name, run):
    killed(run, ACT, name, ("before", "after")[number % 2])


@pytest.mark.parametrize("seed", range(6))
def test_ticks_whose_run_is_struck_in_both_ways(acted, impatient, seed, run):
    dice = random.Random(seed)
    run(ACT, {dice.randint(1, 16): dice.choice(FAULTS)},
        {dice.randint(1, 20): dice.choice(GIT_FAULTS)})  # fmt: skip
