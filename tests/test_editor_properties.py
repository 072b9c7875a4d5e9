"""Whatever a log is made of, an edit changes what it names and nothing else, or is refused."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from learnings.diagnostic import Edit
from learnings.editor import (
    EditError,
    add_reference,
    add_section,
    edited,
    insert_entry,
    remove_entry,
    set_field,
    set_section_field,
)
from learnings.editor.apply import apply
from learnings.editor.text import contained
from learnings.entry import Entry, Log
from learnings.kind import Kind
from learnings.markdown import parse
from learnings.preset import Presets, recognise

from .test_robustness import FIELDS, HEAD, PIECES, encoded, line_ends

PRESETS = Presets.load()
WHOLE = [HEAD.strip(), FIELDS.strip(), "### Summary\nText.", "### Resolution\n- Notes: n", *PIECES]
LINES = st.one_of(st.sampled_from(WHOLE), st.text(max_size=8))
LOGS = st.lists(st.tuples(LINES, line_ends), min_size=1, max_size=25).map(
    lambda parts: encoded(HEAD + "".join(line + end for line, end in parts))
)
VALUES = st.sampled_from(["resolved", "high", "2026-03-01", "a | b", "x: y", "two words"])
NEW = "## [LRN-20300101-BCD] insight\n\n**Logged**: 2030-01-01\n**Status**: pending\n\n### Summary\nNew."
ENOUGH = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


def read(data: bytes) -> Log:
    log = parse(data, ".learnings/LEARNINGS.md")
    recognise(log, PRESETS, None, ["LEARNINGS.md"])
    return log


def texts(log: Log, but: Entry | None = None) -> list[str]:
    """What the entries say, without the space between them."""
    return [
        "\n".join(log.body(entry.start, entry.end).split()).rstrip("-*_\n")
        for entry in log.entries
        if entry is not but
    ]


def attempt(log: Log, make: Callable[[], list[Edit]], **given: object) -> tuple[Log, list[Edit]]:
    """The log after the edits; what is refused is no case."""
    try:
        edits = make()
        return edited(log, edits, **given), edits  # type: ignore[arg-type]
    except EditError:
        assume(False)
        raise


def chosen(data: bytes, at: int) -> tuple[Log, Entry, int, Kind]:
    log = read(data)
    assume(log.entries)
    index = at % len(log.entries)
    entry = log.entries[index]
    return log, entry, index, PRESETS.kind(entry)


def assert_outside_is_unchanged(log: Log, new: Log, edits: list[Edit]) -> None:
    """Without what was written, and with what was replaced, the text is the old one."""
    undone = []
    shift = 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        start = edit.start + shift
        undone.append(Edit(start, start + len(edit.text), log.text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    assert apply(new.text, undone) == log.text


def assert_others_are_unchanged(log: Log, new: Log, entry: Entry, index: int) -> None:
    assert len(new.entries) == len(log.entries)
    assert texts(new, new.entries[index]) == texts(log, entry)


@ENOUGH
@example(b"## [LRN-20260301-001] insight\n\n| Status | resolved |\n", 0, "status", "a | b")
@given(LOGS, st.integers(0, 9), st.sampled_from(["status", "priority", "area"]), VALUES)
def test_a_field_that_is_set_reads_back(data: bytes, at: int, name: str, value: str) -> None:
    log, entry, index, kind = chosen(data, at)
    new, edits = attempt(log, lambda: set_field(log, entry, kind, name, value), meant=[entry])
    found = new.entries[index].field(name)
    assert found is not None
    assert found.raw.replace("\\|", "|").strip("'") == value
    assert_outside_is_unchanged(log, new, edits)
    assert_others_are_unchanged(log, new, entry, index)


@ENOUGH
@given(LOGS, st.integers(0, 9), st.sampled_from(["resolved", "notes"]), VALUES)
def test_a_field_of_a_section_reads_back(data: bytes, at: int, name: str, value: str) -> None:
    log, entry, index, kind = chosen(data, at)
    new, edits = attempt(
        log, lambda: set_section_field(log, entry, kind, "resolution", name, value), meant=[entry]
    )
    section = new.entries[index].section("resolution")
    assert section is not None
    assert value in [
        field.raw.replace("\\|", "|") for field in section.fields if field.name == name
    ]
    assert_outside_is_unchanged(log, new, edits)
    assert_others_are_unchanged(log, new, entry, index)


@ENOUGH
@given(LOGS, st.integers(0, 9), st.lists(LINES, max_size=6))
def test_a_section_is_added_whatever_its_text_is(data: bytes, at: int, lines: list[str]) -> None:
    log, entry, index, _ = chosen(data, at)
    body = contained("\n".join(lines).encode("utf-8", "replace").decode())
    new, edits = attempt(log, lambda: add_section(log, entry, "Prevention", body), meant=[entry])
    assert new.entries[index].section("prevention") is not None
    assert_outside_is_unchanged(log, new, edits)
    assert_others_are_unchanged(log, new, entry, index)


@ENOUGH
@given(LOGS, st.integers(0, 9))
def test_a_reference_that_is_added_is_not_added_again(data: bytes, at: int) -> None:
    log, entry, index, kind = chosen(data, at)
    new, edits = attempt(
        log, lambda: add_reference(log, entry, kind, "LRN-20200101-001"), meant=[entry]
    )
    assert_outside_is_unchanged(log, new, edits)
    assert_others_are_unchanged(log, new, entry, index)
    recognise(new, PRESETS, None, ["LEARNINGS.md"])
    again = new.entries[index]
    assert add_reference(new, again, PRESETS.kind(again), "LRN-20200101-001") == []


@ENOUGH
@given(LOGS)
def test_an_entry_that_is_added_is_there(data: bytes) -> None:
    log = read(data)
    new, edits = attempt(log, lambda: insert_entry(log, NEW), added=1)
    (found,) = [entry for entry in new.entries if entry.id == "LRN-20300101-BCD"]
    assert found.field("status") is not None
    assert found.section("summary") is not None
    assert_outside_is_unchanged(log, new, edits)
    assert texts(new, found) == texts(log)


@ENOUGH
@given(LOGS, st.integers(0, 9))
def test_an_entry_that_is_removed_is_gone_and_no_other(data: bytes, at: int) -> None:
    log, entry, _, _ = chosen(data, at)
    new, _ = attempt(log, lambda: remove_entry(log, entry), meant=[entry])
    assert texts(new) == texts(log, entry)
