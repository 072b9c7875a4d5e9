"""Each call struck by each fault, then a clean run: one issue, one pull request, as wanted."""

from __future__ import annotations

import contextlib
import random

import pytest

from learnings.errors import RemoteError
from learnings.github.issues import keep_issue
from learnings.github.item import Kept
from learnings.github.pulls import ensure_pull
from learnings.github.section import find

from .conftest import BOT, CANARY
from .server import FAULTS

MARKER = "review"
# Struck reads are read again: what is left is what a write may have done or not.
UNSURE = {"cut before", "cut after", "502 before", "502 after", "slow", "truncated",
          "cut in the answer", "html"}  # fmt: skip


def issue(client) -> Kept:
    return keep_issue(client, marker=MARKER, title="Review", body="- [ ] new", labels=["learnings"],
                      dry_run=False)  # fmt: skip


def pull(client) -> Kept:
    return ensure_pull(client, head="learnings/LRN-1", base="main", title="Promote LRN-1",
                       body="new", labels=["learnings"], reviewers=["ada", "acme/sre"])  # fmt: skip


def an_issue(fake, client):
    issue_before = keep_issue(client, marker=MARKER, title="Review", body="old", dry_run=False)
    assert issue_before.did == "created"


def a_branch(fake, client):
    fake.branches["learnings/LRN-1"] = ["a" * 40]


def a_pull(fake, client):
    a_branch(fake, client)
    ensure_pull(client, head="learnings/LRN-1", base="main", title="Promote", body="old")


def nothing(fake, client):
    """Nothing is there before."""


# What is there before, what is done, and how many calls that makes.
ROWS = {
    "an issue is made": (nothing, issue, 6),
    "an issue is changed": (an_issue, issue, 5),
    "a pull request is made": (a_branch, pull, 5),
    "a pull request is changed": (a_pull, pull, 6),
}
CASES = [(row, call, fault) for row, (_, _, calls) in ROWS.items()
         for call in range(1, calls + 1) for fault in FAULTS]  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_the_matrix_knows_all_calls(server, fake, connect, row):
    before, act, calls = ROWS[row]
    before(fake, connect())
    server.calls.clear()
    act(connect())
    assert len(server.calls) == calls, server.calls


@pytest.mark.parametrize(("row", "call", "fault"), CASES)
def test_a_fault_leaves_nothing_double_and_a_clean_run_completes(
    server, fake, connect, time, row, call, fault
):
    before, act, _ = ROWS[row]
    before(fake, connect())
    server.calls.clear()
    server.faults = {call: fault}
    patient = {"seconds": 1.0} if fault == "slow" else {}
    failed: RemoteError | None = None
    try:
        assert act(connect(**patient)).did in ("created", "updated")
    except RemoteError as error:
        failed = error
    if failed:
        assert fault in UNSURE
        assert server.wrote()[0] == server.calls[call - 1]
        assert CANARY not in str(failed)
        assert failed.exit_code == 4
    assert sum(time.slept) < 300
    server.faults = {}
    again = act(connect())
    assert again.did in ("created", "updated", "unchanged")
    judged(fake, act)
    server.calls.clear()
    assert act(connect()).did == "unchanged"
    assert server.wrote() == []


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("row", ROWS)
def test_many_faults_over_many_runs_leave_nothing_double(server, fake, connect, row, seed):
    dice = random.Random(f"{row}{seed}")
    before, act, _ = ROWS[row]
    before(fake, connect())
    for _ in range(4):
        server.calls.clear()
        faults = [fault for fault in FAULTS if fault != "slow"]
        server.faults = {call: dice.choice(faults) for call in range(1, 30) if dice.random() < 0.4}
        with contextlib.suppress(RemoteError):
            act(connect())
        assert len(fake.items) <= 1
    server.faults = {}
    act(connect())
    judged(fake, act)


def judged(fake, act):
    [item] = fake.items
    assert item.login == BOT
    assert item.state == "open"
    if act is issue:
        assert find(item.body, MARKER).text == "- [ ] new"
    else:
        assert find(item.body, "pull").text == "new"
        assert item.labels == ["learnings"]
        assert (item.reviewers, item.teams) == (["ada"], ["sre"])
