"""The boxes of a review: read back from a body, kept over a new one, and never forged."""

from __future__ import annotations

import pytest

from learnings.review.ticks import (
    VERBS,
    Action,
    box,
    box_for_all,
    can_have,
    cut,
    merged,
    ticked,
    torn,
)

ONE, TWO, THREE = "LRN-20260301-001", "LRN-20260301-K7Q", "OPS-20260302-001"


def tick(line: str) -> str:
    return line.replace("[ ]", "[x]", 1)


def body(*lines: str) -> str:
    return "\n".join(["### Waits too long", "", *lines, ""])


def stale(verb: str, id: str = ONE) -> str:
    return f"  {box(verb, id, 'stale')}"


ALL = box_for_all("snooze", "stale", "all")
READ = {
    "no boxes": ("", []),
    "an empty box": (body(stale("resolve")), []),
    "a ticked box": (body(tick(stale("resolve"))), [("resolve", ONE)]),
    "a capital tick": (body(stale("resolve").replace("[ ]", "[X]")), [("resolve", ONE)]),
    "every verb": (
        body(*(tick(stale(verb, f"LRN-20260301-{at:03}")) for at, verb in enumerate(VERBS))),
        [(verb, f"LRN-20260301-{at:03}") for at, verb in enumerate(VERBS)],
    ),
    "the same box in two parts counts once": (
        body(tick(stale("wont-fix")), tick(box("wont-fix", ONE, "candidates"))),
        [("wont-fix", ONE)],
    ),
    "one for all": (
        body(stale("snooze"), stale("snooze", TWO), tick(ALL)),
        [("snooze", ONE), ("snooze", TWO)],
    ),
    "one for all is of its verb and part": (
        body(stale("resolve"), box("promote", TWO, "candidates"), stale("snooze", THREE), tick(ALL)),
        [("snooze", THREE)],
    ),
    "one for all leaves out who has a tick": (
        body(tick(stale("resolve")), stale("snooze"), stale("snooze", TWO), tick(ALL)),
        [("resolve", ONE), ("snooze", TWO)],
    ),
    "resolve and promote go together": (
        body(tick(stale("resolve")), tick(box("promote", ONE, "candidates"))),
        [("resolve", ONE), ("promote", ONE)],
    ),
    "what contradicts itself is left out": (
        body(tick(stale("resolve")), tick(stale("wont-fix")), tick(stale("snooze", TWO))),
        [("snooze", TWO)],
    ),
    "line ends of a browser": (
        body(tick(stale("resolve")), tick(stale("snooze", TWO))).replace("\n", "\r\n"),
        [("resolve", ONE), ("snooze", TWO)],
    ),
    "a tick of a person elsewhere": (body("- [x] buy milk", "- [x] resolve LRN-20260301-001"), []),
    "a box that is not at the start of its line": (body(f"see {tick(stale('resolve'))}"), []),
    "a box in a quotation": (body(f"> {tick(stale('resolve')).strip()}"), []),
    "an unknown verb": (body("- [x] <!-- learnings:act delete LRN-1 stale --> x"), []),
    "an unknown part": (body(f"- [x] <!-- learnings:act resolve {ONE} rest --> x"), []),
    "an ID with something behind it": (
        body("- [x] <!-- learnings:act resolve LRN-1;rm -rf stale --> x"), []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_what_is_ticked(text, expected):
    found = ticked(text)
    assert [one for one in found if one.id not in torn(found)] == [
        Action(*pair) for pair in expected
    ]


def test_contradictions_are_named():
    text = body(tick(stale("resolve")), tick(stale("wont-fix")), tick(stale("snooze", TWO)))
    assert torn(ticked(text)) == {ONE}


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
        body(tick(stale("resolve"))), body("moved", stale("resolve")),
        body("moved", tick(stale("resolve")))),
    "a tick survives a move to another part": (
        body(tick(stale("wont-fix"))), body(box("wont-fix", ONE, "candidates")),
        body(tick(box("wont-fix", ONE, "candidates")))),
    "a tick of an entry that needs nothing any more goes": (
        body(tick(stale("resolve"))), body("fine"), body("fine")),
    "a tick for all becomes one for each of then": (
        body(stale("snooze"), tick(ALL)), body(stale("snooze"), stale("snooze", TWO), ALL),
        body(tick(stale("snooze")), stale("snooze", TWO), ALL)),
    "contradictions stay to be seen": (
        body(tick(stale("resolve")), tick(stale("snooze"))),
        body(stale("resolve"), stale("snooze")),
        body(tick(stale("resolve")), tick(stale("snooze")))),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), MERGED.values(), ids=MERGED.keys())
def test_ticks_made_meanwhile_survive(old, new, expected):
    assert merged(old, new) == expected
    assert merged(old.replace("\n", "\r\n"), new) == expected


def test_a_tick_of_what_was_left_out_for_want_of_room_survives():
    old = body(tick(stale("resolve", TWO)))
    new = body(stale("resolve"), cut("stale", [TWO, "no id", THREE]))
    found = merged(old, new)
    assert found.startswith(new)
    assert ticked(found) == [Action("resolve", TWO)]
    assert ticked(merged(found, new)) == [Action("resolve", TWO)]
    assert ticked(merged(found, body(stale("resolve", TWO)))) == [Action("resolve", TWO)]
    assert ticked(merged(found, body("done"))) == []


def test_a_tick_that_still_waits_survives_where_nothing_else_is_said_of_its_entry():
    old = body(tick(stale("resolve")), tick(stale("snooze", TWO)))
    found = merged(old, "It is over.", lambda action: action.id == TWO)
    assert ticked(found) == [Action("snooze", TWO)]
    assert merged(found, "It is over.", lambda _: False) == "It is over."


def test_a_merge_with_oneself_changes_nothing():
    text = body(tick(stale("resolve")), stale("snooze", TWO))
    assert merged(text, text) == text
