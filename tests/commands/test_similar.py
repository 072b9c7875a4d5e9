"""`learnings similar`, as somebody uses it who looks before writing."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

LOG = """\
# Learnings

## [LRN-20260301-001] best_practice

**Status**: pending

### Summary
The TLS certificate of the gateway expired over the weekend

### Details
The renewal job wrote to a volume that was not mounted.

---

## [LRN-20260302-001] correction

**Status**: resolved

### Summary
Install packages with pnpm, not with npm

---

## [LRN-20260303-001] best_practice

**Status**: pending

### Summary
Gateway down because its certificate had expired

---
"""


@pytest.fixture
def here(repository, monkeypatch):
    repository.write(".learnings/LEARNINGS.md", LOG)
    monkeypatch.chdir(repository.path)
    return repository


def test_a_text_finds_what_is_like_it_best_first(here, capsys):
    assert main(["similar", "certificate", "of", "the", "gateway", "expired"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["LRN-20260303-001", "LRN-20260301-001"] or [
        line.split()[1] for line in lines
    ] == ["LRN-20260301-001", "LRN-20260303-001"]
    assert ".learnings/LEARNINGS.md:" in lines[0]
    assert "pending" in lines[0]


def test_an_id_finds_its_relatives_without_itself(here, capsys):
    assert main(["similar", "lrn-20260301-001", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    (row,) = document["similar"]
    assert (row["id"], row["line"], row["status"]) == ("LRN-20260303-001", 24, "pending")
    assert 0 < row["score"] <= 1


def test_nothing_like_it_is_an_answer(here, capsys):
    assert main(["similar", "kubernetes ingress annotations"]) == 1
    assert capsys.readouterr().out == ""
    assert main(["similar", "kubernetes", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"version": 1, "similar": []}


def test_an_id_of_nobody_is_refused_with_the_nearest(here, capsys):
    assert main(["similar", "LRN-20260301-002"]) == 2
    assert "no entry has the ID LRN-20260301-002" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_a_limit_is_a_number_from_1(here, capsys, number):
    assert main(["similar", "pnpm", "--limit", number]) == 2


def test_a_limit_limits(here, capsys):
    assert main(["similar", "gateway certificate expired", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_hostile_text_in_a_log_is_made_visible(here, capsys):
    here.write(
        ".learnings/ERRORS.md",
        "# Errors\n\n## [ERR-20260301-001] \x1b[31mred\u202e\n\n### Summary\nquokka zebra\x07 walrus\n",
    )
    assert main(["similar", "quokka zebra walrus"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
