"""`learnings snooze`: what it writes, that it is quiet until the day, and what it refuses."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

LOG = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary
The pool ran empty

### Details
It happened.

### Suggested Action
Watch it.

### Metadata
- Source: error

## [LRN-20260301-002] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: resolved
**Area**: infra

### Summary
Done

### Details
It happened.

### Suggested Action
Watch it.

### Resolution
- **Resolved**: 2026-03-02T09:00:00Z
- **Notes**: Done

### Metadata
- Source: error
"""
PATH = ".learnings/LEARNINGS.md"
COMMENT = '<!-- learnings: ignore[stale-entry] reason="snoozed" until={} -->\n'
ASK = ["snooze", "LRN-20260301-001", "--today", "2026-03-20"]


@pytest.fixture
def log(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository.write(PATH, LOG)


def stale(today, capfd):
    main(["lint", "--today", today, "--select", "stale-entry", "--format", "json"])
    return [item["entry"] for item in json.loads(capfd.readouterr().out)["diagnostics"]]


def test_it_is_quiet_until_the_day_and_told_again_from_the_next(log, capfd):
    assert stale("2026-03-20", capfd) == ["LRN-20260301-001"]
    assert main([*ASK, "--until", "2026-03-25"]) == 0
    assert capfd.readouterr().out == f"LRN-20260301-001: snoozed until 2026-03-25  ({PATH})\n"
    assert log.read_text() == LOG.replace(
        "001] best_practice\n", f"001] best_practice\n\n{COMMENT.format('2026-03-25')}", 1
    )
    assert stale("2026-03-25", capfd) == []
    assert stale("2026-03-26", capfd) == ["LRN-20260301-001"]


def test_a_second_snooze_moves_the_first(log):
    assert main([*ASK, "--until", "2026-03-25"]) == 0
    once = log.read_text()
    assert main(ASK) == 0
    assert log.read_text() == once.replace("until=2026-03-25", "until=2026-04-03")
    assert main(ASK) == 0
    assert log.read_text().count("snoozed") == 1


def test_the_days_can_be_set(log, repository):
    repository.write(".learnings.toml", "review = { snooze-days = 3 }\n")
    assert main(ASK) == 0
    assert "until=2026-03-23" in log.read_text()


def test_a_dry_run_writes_nothing(log, capfd):
    assert main([*ASK, "--dry-run"]) == 0
    assert "+<!-- learnings: ignore[stale-entry]" in capfd.readouterr().out
    assert log.read_text() == LOG


def test_line_ends_stay(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    log = repository.write(PATH, LOG.replace("\n", "\r\n"))
    assert main(ASK) == 0
    data = log.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == LOG.count("\n") + 2


REFUSED = {
    "what is done": (["LRN-20260301-002"], "only what is open"),
    "an unknown ID": (["LRN-20990101-001"], "LRN-20990101-001"),
    "a day that has passed": (["LRN-20260301-001", "--until", "2026-03-20"], "name a day to come"),
    "one of two": (["LRN-20260301-001", "LRN-20260301-002"], "only what is open"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_leaves_the_log_alone(words, said, log, capfd):
    assert main(["snooze", *words, "--today", "2026-03-20"]) == 2
    assert said in capfd.readouterr().err
    assert log.read_text() == LOG


def test_for_programs(log, capfd):
    assert main([*ASK, "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out) == {
        "version": 1,
        "snoozed": [{"id": "LRN-20260301-001", "path": PATH, "until": "2026-04-03"}],
    }
