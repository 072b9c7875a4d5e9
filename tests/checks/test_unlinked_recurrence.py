"""unlinked-recurrence: who finds one entry of a pattern finds the others."""

from __future__ import annotations

import pytest

from .learning import learning, problems

NAME = "unlinked-recurrence"
KEY = "Pattern-Key: pool.exhausted"


def entry(
    number: int, *names: int, key: str = KEY, field: str = "See Also", text: str = "a"
) -> str:
    ids = ", ".join(f"LRN-2026030{name}-001" for name in names)
    fields = [f"{field}: {ids}"] if ids else []
    return learning(
        *([key] if key else []), *fields, text=text,
        id=f"LRN-2026030{number}-001", logged=f"2026-03-0{number}",
    )  # fmt: skip


SILENT = {
    "one entry": entry(1),
    "different keys": entry(1) + entry(2, key="Pattern-Key: a.b"),
    "no keys": entry(1, key="") + entry(2, key=""),
    "the later one names the earlier": entry(1) + entry(2, 1),
    "the earlier one names the later": entry(1, 2) + entry(2),
    "a chain": entry(1) + entry(2, 1) + entry(3, 2),
    "two that name a third": entry(1, 3) + entry(2, 3) + entry(3),
    "related incidents": entry(1) + entry(2, 1, field="Related Incidents"),
    "the text names it": entry(1) + entry(2, text="The same as LRN-20260301-001."),
    "entries without an ID that can be named": (
        learning(KEY, id="KI-1", logged="") + learning(KEY, id="KI-2", logged="")
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


def test_reports_the_later_of_two(lint):
    assert lint(entry(1) + entry(2), NAME) == [
        f"LEARNINGS.md:22:16: note[{NAME}] LRN-20260302-001 has the key `pool.exhausted` of"
        " LRN-20260301-001, but neither leads to the other"
    ]
    [found] = problems(NAME, entry(1) + entry(2))
    assert found.hint == "add `See Also: LRN-20260301-001`"


PARTS = {
    "three of which none names another": (entry(1) + entry(2) + entry(3), ["0302", "0303"]),
    "three of which two are linked": (entry(1) + entry(2, 1) + entry(3), ["0303"]),
    "two pairs": (entry(1) + entry(2, 1) + entry(3) + entry(4, 3), ["0304"]),
    "spellings of one key": (entry(1) + entry(2, key="Pattern-Key: Pool.Exhausted"), ["0302"]),
    "a link to what is not of the pattern": (
        entry(1, 3) + entry(2) + entry(3, key="Pattern-Key: a.b"),
        ["0302"],
    ),
}


@pytest.mark.parametrize(("text", "names"), PARTS.values(), ids=PARTS)
def test_reports_one_of_each_part(lint, text, names):
    found = [line.partition("] ")[2][8:12] for line in lint(text, NAME)]
    assert found == names


def test_an_entry_of_two_keys_is_told_once(lint):
    keys = "Pattern-Key: a.b, c.d"
    assert len(lint(entry(1, key=keys) + entry(2, key=keys), NAME)) == 1


def test_an_archive_is_not_asked_to_change_but_can_be_named():
    archive, log = ".learnings/archive/2026.md", ".learnings/LEARNINGS.md"
    assert problems(NAME, {log: entry(1), archive: entry(2)}) == []
    assert [item.path for item in problems(NAME, {archive: entry(1), log: entry(2)})] == [log]
    assert problems(NAME, {archive: entry(1), log: entry(2, 1)}) == []
