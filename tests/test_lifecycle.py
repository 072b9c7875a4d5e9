"""Statuses: which words stand for them, and which moves are legal."""

from __future__ import annotations

import pytest

from learnings.lifecycle import read
from learnings.preset import Presets
from learnings.wording import nearest

PRESETS = Presets.load()
KIND = PRESETS.preset("agent").kinds["learning"]

READINGS = [
    pytest.param("pending", "pending", "", id="a canonical word is itself"),
    pytest.param("**resolved**", "resolved", "", id="emphasis is dress"),
    pytest.param("`promoted`", "promoted", "", id="back-ticks are dress"),
    pytest.param(
        "✅ resolved (2026-03-02) — pinned",
        "resolved",
        "(2026-03-02) — pinned",
        id="an emoji before and a note behind",
    ),
    pytest.param("resolved (pinned)", "resolved", "pinned", id="a note in brackets loses them"),
    pytest.param("In Progress", "in_progress", "", id="two words"),
    pytest.param("in-progress", "in_progress", "", id="a hyphen is an underscore"),
    pytest.param("won't fix: too costly", "wont_fix", "too costly", id="an apostrophe"),
    pytest.param("wontfix", "wont_fix", "", id="one word for two"),
    pytest.param("active", "pending", "", id="a synonym"),
    pytest.param("fixed", "resolved", "", id="another synonym"),
    pytest.param("已解决（已验证）", "resolved", "已验证", id="Chinese, with a note"),
    pytest.param("promoted to AGENTS.md", "promoted", "to AGENTS.md", id="the target is the note"),
    pytest.param("promoted_to_skill", "promoted_to_skill", "", id="the longer of two words wins"),
    pytest.param("resolvd", None, "", id="a slip is not guessed at"),
    pytest.param("not resolved", None, "", id="a negation is not its word"),
    pytest.param("pending | resolved", None, "", id="a choice is no status"),
    pytest.param("pending -> resolved", None, "", id="a move is no status"),
    pytest.param("accepted", None, "", id="an unknown word is unknown"),
    pytest.param("", None, "", id="nothing is nothing"),
    pytest.param("~~pending~~ resolved", "resolved", "", id="what is struck out is gone"),
    pytest.param("~~pending~~ → resolved", "resolved", "", id="a move from what is struck out"),
    pytest.param("~~resolved~~", None, "", id="nothing but what is struck out"),
    pytest.param("unresolved", None, "", id="a negation in one word"),
    pytest.param("in Bearbeitung", "in_progress", "", id="German"),
    pytest.param("Gelöst", "resolved", "", id="German with an umlaut"),
    pytest.param("en attente", "pending", "", id="French"),
    pytest.param("en curso", "in_progress", "", id="Spanish"),
    pytest.param("em andamento", "in_progress", "", id="Portuguese"),
    pytest.param("対応中", "in_progress", "", id="Japanese"),
    pytest.param("待處理", "pending", "", id="traditional Chinese"),
    pytest.param("진행 중", "in_progress", "", id="Korean"),
    pytest.param("🔥", None, "", id="an emoji alone is nothing"),
]


@pytest.mark.parametrize(("raw", "value", "note"), READINGS)
def test_status_reading(raw: str, value: str | None, note: str) -> None:
    found = read(raw, KIND.lifecycle.statuses, KIND.synonyms["status"])
    assert (found.value, found.note) == (value, note)
    assert found.canonical == (raw == value)


NEAR = [
    pytest.param("resolvd", "resolved", id="a slip is near"),
    pytest.param("unresolved", "", id="unresolved is the opposite"),
    pytest.param("not resolved", "", id="so is not resolved"),
    pytest.param("to be resolved", "", id="what is to be is not"),
    pytest.param("partially resolved", "", id="a part is not the whole"),
]


@pytest.mark.parametrize(("raw", "near"), NEAR)
def test_a_hint_never_turns_the_meaning_round(raw: str, near: str) -> None:
    assert nearest(raw, KIND.lifecycle.statuses) == near


def test_priorities_are_read_but_a_mixture_is_not() -> None:
    synonyms = KIND.synonyms["priority"]
    words = ("P0", "P1", "P2", "P3", "P4", "高", "🔴 High", "medium-high", "urgent")
    found = [read(word, KIND.priorities, synonyms).value for word in words]
    assert found == ["critical", "high", "medium", "low", "low", "high", "high", None, None]


MOVES = [
    pytest.param("agent", "learning", "pending", "promoted", True, id="agent: promoted at once"),
    pytest.param("agent", "learning", "resolved", "pending", True, id="agent: reopened"),
    pytest.param(
        "agent", "learning", "promoted", "pending", False, id="agent: promoted is for good"
    ),
    pytest.param("agent", "learning", "odd", "pending", True, id="an unknown status moves freely"),
    pytest.param(
        "compact", "error", "pending", "promoted", False, id="compact: resolved comes first"
    ),
    pytest.param("compact", "error", "resolved", "promoted", True, id="compact: then promoted"),
    pytest.param("compact", "wal-entry", "PENDING", "COMMITTED", True, id="an operation is done"),
    pytest.param(
        "compact", "wal-entry", "COMMITTED", "ROLLED_BACK", False, id="what is done stays done"
    ),
]


@pytest.mark.parametrize(("preset", "kind", "old", "new", "legal"), MOVES)
def test_moves(preset: str, kind: str, old: str, new: str, legal: bool) -> None:
    assert PRESETS.preset(preset).kinds[kind].lifecycle.allows(old, new) is legal


def test_open_and_final() -> None:
    life = KIND.lifecycle
    assert [status for status in life.statuses if life.is_open(status)] == [
        "pending",
        "in_progress",
    ]
    assert life.is_final("wont_fix")
    assert not life.is_open("odd")
    assert not life.is_final("odd")
