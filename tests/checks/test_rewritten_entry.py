"""rewritten-entry: the ID and the date of a committed entry stay."""

from __future__ import annotations

import pytest

from .learning import change, learning

NAME = "rewritten-entry"
ID, OTHER = "LRN-20260305-001", "LRN-20260305-002"
BEFORE = learning()
LOGGED = "**Logged**: 2026-03-05T09:00:00Z\n"
MINE, THEIRS = "LRN-20260305-BBB", "LRN-20260305-AAA"
SILENT = {
    "nothing changed": (BEFORE, BEFORE),
    "another status": (learning(status="resolved"), BEFORE),
    "a new entry": (BEFORE + learning(id=OTHER), BEFORE),
    "the same moment in another zone": (learning(logged="2026-03-05T10:00:00+01:00"), BEFORE),
    "the same moment written otherwise": (learning(logged="2026-03-05 09:00:00 UTC"), BEFORE),
    "a time without a zone": (learning(logged="2026-03-05 09:00"), BEFORE),
    "a day without its time": (learning(logged="2026-03-05"), BEFORE),
    "a time where there was a day": (BEFORE, learning(logged="2026-03-05")),
    "a date that nobody could read": (BEFORE, learning(logged="last Thursday")),
    "a date that was never there": (
        learning(status="resolved").replace(LOGGED, ""),
        BEFORE.replace(LOGGED, ""),
    ),
    "a date that lay in the future and is gone": (
        BEFORE.replace(LOGGED, ""),
        learning(logged="2027-03-05T09:00:00Z"),
    ),
    "a date under another name": (BEFORE.replace("**Logged**", "**Date**"), BEFORE),
    "a date that lay in the future": (BEFORE, learning(logged="2027-03-05T09:00:00Z")),
    "the ID in small letters": (learning(id=ID.lower()), BEFORE),
    "a renumbered entry that keeps its old ID": (
        learning(f"Former IDs: {ID}", id=OTHER),
        BEFORE,
    ),
    "an entry that was converted": (
        learning(f"**ID before**: {ID}", id=OTHER),
        BEFORE,
    ),
    "one of several former IDs": (
        learning(f"**Former IDs**: LRN-20260301-009, {ID}", id=OTHER),
        BEFORE,
    ),
    "an ID that was of no day": (BEFORE, learning(id="LRN-20260399-001")),
    "an ID that was there twice": (
        BEFORE + learning(id=OTHER, text="Empty the cache of the build machine."),
        BEFORE + learning(text="Empty the cache of the build machine."),
    ),
    "a merge takes the date of one side": (BEFORE, BEFORE, learning(logged="2026-03-04")),
    "a merge takes the ID of one side": (learning(id=OTHER), BEFORE, learning(id=OTHER)),
}


@pytest.mark.parametrize("states", SILENT.values(), ids=SILENT)
def test_is_silent_about(states):
    assert change(NAME, *states) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(BEFORE, NAME) == []


def test_reports_entries_that_took_each_others_ids():
    tls, cron = "TLS certificates expire each night.", "Cron skips jobs when clocks change."
    before = learning(text=tls) + learning(id=OTHER, text=cron)
    now = learning(id=OTHER, text=tls) + learning(text=cron)
    found = [item.message for item in change(NAME, now, before)]
    assert found == [
        f"{ID} is {OTHER} now, which was the ID of another entry",
        f"{OTHER} is {ID} now, which was the ID of another entry",
    ]
    assert change("reused-id", now, before) == []


FAULTS = {
    "another ID": (
        (learning(id=OTHER), BEFORE),
        "id",
        f"{ID} is {OTHER} now: what names it does not find it any more",
    ),
    "no ID any more": (
        (learning().replace(f"[{ID}] ", "2026-03-05 "), BEFORE),
        "id",
        f"{ID} has no ID any more: what names it does not find it any more",
    ),
    "another day": (
        (learning(logged="2026-03-06T09:00:00Z"), BEFORE),
        "logged",
        f"`Logged` of {ID} was `2026-03-05T09:00:00Z` before",
    ),
    "another hour": (
        (learning(logged="2026-03-05T10:00:00Z"), BEFORE),
        "logged",
        f"`Logged` of {ID} was `2026-03-05T09:00:00Z` before",
    ),
    "another hour where one zone is unknown": (
        (learning(logged="2026-03-05 10:00"), BEFORE),
        "logged",
        f"`Logged` of {ID} was `2026-03-05T09:00:00Z` before",
    ),
    "a date that is gone": (
        (BEFORE.replace(LOGGED, ""), BEFORE),
        "logged",
        f"`Logged` of {ID} was `2026-03-05T09:00:00Z` before, and is gone",
    ),
    "a date that nobody can read now": (
        (learning(logged="last Thursday"), BEFORE),
        "logged",
        f"`Logged` of {ID} was `2026-03-05T09:00:00Z` before",
    ),
    "a merge that takes neither side": (
        (learning(logged="2026-03-01"), BEFORE, BEFORE),
        "logged",
        f"`Logged` of {ID} was `2026-03-05T09:00:00Z` before",
    ),
}


@pytest.mark.parametrize(("states", "subject", "message"), FAULTS.values(), ids=FAULTS)
def test_reports(states, subject, message):
    [found] = change(NAME, *states)
    assert (found.subject, found.message) == (subject, message)


def called(id: str, *former: str) -> str:
    return learning(*([f"Former IDs: {', '.join(former)}"] if former else []), id=id)


MERGES = {
    "both other IDs are told": ((called(MINE, ID, THEIRS), called(MINE, ID), called(THEIRS, ID)), []),
    "only one side gave another ID": ((called(MINE, ID), called(MINE, ID), BEFORE), []),
    "a side forgot the ID, and not the merge": ((called(MINE), called(MINE), BEFORE), []),
    "ours is kept and theirs forgotten": (
        (called(MINE, ID), called(MINE, ID), called(THEIRS, ID)), [f"{THEIRS} is {MINE} now"]),
    "theirs is kept and ours forgotten": (
        (called(THEIRS, ID), called(MINE, ID), called(THEIRS, ID)), [f"{MINE} is {THEIRS} now"]),
    "a third ID that tells none": (
        (called(OTHER), BEFORE, BEFORE), [f"{ID} is {OTHER} now"]),
}  # fmt: skip


@pytest.mark.parametrize(("states", "expected"), MERGES.values(), ids=MERGES)
def test_a_merge_keeps_the_ids_that_both_sides_gave(states, expected):
    found = [item.message.partition(":")[0] for item in change(NAME, *states, base=BEFORE)]
    assert found == expected
