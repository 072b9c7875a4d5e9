"""The boxes of a review: read back from a body, kept over a new one, and never forged."""

from __future__ import annotations

import pytest

from learnings.review.ticks import (
    VERBS,
    Action,
    box,
    box_for_all,
    can_have,
    conflicts,
    cut,
    merged,
    ticks,
)

ONE, TWO, THREE = "LRN-20260301-001", "LRN-20260301-K7Q", "OPS-20260302-001"


def ticked(line: str) -> str:
    return line.replace("[ ]", "[x]", 1)


def body(*lines: str) -> str:
    return "\n".join(["### Waits too long", "", *lines, ""])


def stale(verb: str, id: str = ONE) -> str:
    return f"  {box(verb, id, 'stale')}"


ALL = box_for_all("snooze", "stale", "all")
READ = {
    "no boxes": ("", []),
    "an empty box": (body(stale("resolve")), []),
    "a ticked box": (body(ticked(stale("resolve"))), [("resolve", ONE)]),
    "a capital tick": (body(stale("resolve").replace("[ ]", "[X]")), [("resolve", ONE)]),
    "every verb": (
        body(*(ticked(stale(verb, f"LRN-20260301-{at:03}")) for at, verb in enumerate(VERBS))),
        [(verb, f"LRN-20260301-{at:03}") for at, verb in enumerate(VERBS)],
    ),
    "the same box in two parts counts once": (
        body(ticked(stale("wont-fix")), ticked(box("wont-fix", ONE, "candidates"))),
        [("wont-fix", ONE)],
    ),
    "one for all": (
        body(stale("snooze"), stale("snooze", TWO), ticked(ALL)),
        [("snooze", ONE), ("snooze", TWO)],
    ),
    "one for all is of its verb and part": (
        body(stale("resolve"), box("promote", TWO, "candidates"), stale("snooze", THREE), ticked(ALL)),
        [("snooze", THREE)],
    ),
    "one for all leaves out who has a tick": (
        body(ticked(stale("resolve")), stale("snooze"), stale("snooze", TWO), ticked(ALL)),
        [("resolve", ONE), ("snooze", TWO)],
    ),
    "resolve and promote go together": (
        body(ticked(stale("resolve")), ticked(box("promote", ONE, "candidates"))),
        [("resolve", ONE), ("promote", ONE)],
    ),
    "what contradicts itself is left out": (
        body(ticked(stale("resolve")), ticked(stale("wont-fix")), ticked(stale("snooze", TWO))),
        [("snooze", TWO)],
    ),
    "line ends of a browser": (
        body(ticked(stale("resolve")), ticked(stale("snooze", TWO))).replace("\n", "\r\n"),
        [("resolve", ONE), ("snooze", TWO)],
    ),
    "a tick of a person elsewhere": (body("- [x] buy milk", "- [x] resolve LRN-20260301-001"), []),
    "a box that is not at the start of its line": (body(f"see {ticked(stale('resolve'))}"), []),
    "a box in a quotation": (body(f"> {ticked(stale('resolve')).strip()}"), []),
    "an unknown verb": (body("- [x] <!-- learnings:act delete LRN-1 stale --> x"), []),
    "an unknown part": (body(f"- [x] <!-- learnings:act resolve {ONE} rest --> x"), []),
    "an ID with something behind it": (
        body("- [x] <!-- learnings:act resolve LRN-1;rm -rf stale --> x"), []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_what_is_ticked(text, expected):
    assert ticks(text) == [Action(*pair) for pair in expected]


def test_contradictions_are_named():
    text = body(ticked(stale("resolve")), ticked(stale("wont-fix")), ticked(stale("snooze", TWO)))
    assert conflicts(text) == [ONE]


IDS = {
    "LRN-20260301-001": True, "OPS-1": True, "a_b-c": True, "": False, "-x": False, "a--b": False,
    "x-": False, "a b": False, "a>b": False, "é": False, "x" * 65: False, "a\nb": False,
    "LRN-1 -->": False,
}  # fmt: skip


@pytest.mark.parametrize(("id", "can"), IDS.items(), ids=map(repr, IDS))
def test_only_plain_ids_can_have_a_box(id, can):
    assert can_have(id) is can
    if not can:
        with pytest.raises(ValueError, match="no box"):
            box("resolve", id, "stale")


MERGED = {
    "nothing ticked changes nothing": (
        body(stale("resolve")), body(stale("resolve"), "new"), body(stale("resolve"), "new")),
    "a tick survives": (
        body(ticked(stale("resolve"))), body("moved", stale("resolve")),
        body("moved", ticked(stale("resolve")))),
    "a tick survives a move to another part": (
        body(ticked(stale("wont-fix"))), body(box("wont-fix", ONE, "candidates")),
        body(ticked(box("wont-fix", ONE, "candidates")))),
    "a tick of an entry that needs nothing any more goes": (
        body(ticked(stale("resolve"))), body("fine"), body("fine")),
    "a tick for all becomes one for each of then": (
        body(stale("snooze"), ticked(ALL)), body(stale("snooze"), stale("snooze", TWO), ALL),
        body(ticked(stale("snooze")), stale("snooze", TWO), ALL)),
    "contradictions stay to be seen": (
        body(ticked(stale("resolve")), ticked(stale("snooze"))),
        body(stale("resolve"), stale("snooze")),
        body(ticked(stale("resolve")), ticked(stale("snooze")))),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), MERGED.values(), ids=MERGED.keys())
def test_ticks_made_meanwhile_survive(old, new, expected):
    assert merged(old, new) == expected
    assert merged(old.replace("\n", "\r\n"), new) == expected


def test_a_tick_of_what_was_left_out_for_want_of_room_survives():
    old = body(ticked(stale("resolve", TWO)))
    new = body(stale("resolve"), cut("stale", [TWO, "no id", THREE]))
    found = merged(old, new)
    assert found.startswith(new)
    assert ticks(found) == [Action("resolve", TWO)]
    assert ticks(merged(found, new)) == [Action("resolve", TWO)]
    assert ticks(merged(found, body(stale("resolve", TWO)))) == [Action("resolve", TWO)]
    assert ticks(merged(found, body("done"))) == []


def test_a_merge_with_oneself_changes_nothing():
    text = body(ticked(stale("resolve")), stale("snooze", TWO))
    assert merged(text, text) == text
