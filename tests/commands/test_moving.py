"""The verbs: start, resolve, wont-fix, reopen, link."""

from __future__ import annotations

import json
import os

import pytest

from learnings.cli import main

WHEN = ("--when", "2026-03-02T09:00:00Z")
AGENT = """\
# Learnings

---

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: docs

### Summary
A disk filled up.

### Details
Nobody had looked at it.

### Suggested Action
Look at it.

### Metadata
- Source: error

---
"""
OTHER = AGENT.replace("LRN-20260301-001", "LRN-20260301-002")
COMPACT = """\
# Learnings

### LRN-20260301-001

**Status**: pending
**Context**: billing
**Content**: A disk filled up.
**Action**: Look at it.
"""
OPERATIONS = """\
# Learnings

## [LRN-20260301-001] capacity_issue

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: storage

### Summary
A disk filled up.

### Details
Nobody had looked at it.

### Suggested Action
Look at it.

### Metadata
- Source: monitoring
- Environment: production
- Service: billing

---
"""
DOMAIN = AGENT.replace("best_practice", "vulnerability")
JOURNALS = {"agent": AGENT, "compact": COMPACT, "operations": OPERATIONS, "domain:security": DOMAIN}


@pytest.fixture
def at(repository, monkeypatch, capsys):
    """Puts a log in place, and gives what runs the command: exit code, output, text of the log."""
    monkeypatch.chdir(repository.path)
    path = repository.path / ".learnings/LEARNINGS.md"

    def put(text=AGENT, preset="agent"):
        repository.write(".learnings.toml", f'preset = "{preset}"\n')
        repository.write(".learnings/LEARNINGS.md", text)

        def run(*words):
            code = main(list(words))
            said = capsys.readouterr()
            return code, said.out + said.err, path.read_bytes().decode()

        return run

    return put


def findings(run):
    """What lint says of the log, as check and message."""
    _, out, _ = run("lint", "--today", "2026-03-03", "--format", "json", "--confidence", "low")
    return {(item["check"], item["message"]) for item in json.loads(out)["diagnostics"]}


# --- every verb in every preset --------------------------------------------------------------

LRN = "LRN-20260301-001"
START = ("start", LRN)
RESOLVE = ("resolve", LRN, "--notes", "Emptied it.", *WHEN)
WONT_FIX = ("wont-fix", LRN, "--reason", "Rare", "--risk", "It stops", *WHEN)
REOPEN = ("reopen", LRN, "--reason", "Again.", *WHEN)
WAYS = {
    "start, then resolve": (START, RESOLVE),
    "resolve, then reopen": (RESOLVE, REOPEN),
    "resolve, reopen, resolve": (RESOLVE, REOPEN, RESOLVE),
    "wont-fix, then reopen": (WONT_FIX, REOPEN),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("preset", JOURNALS)
def test_lint_finds_nothing_new_after_a_verb(preset, way, at):
    if preset == "compact" and START in way:
        way = way[1:]
    run = at(JOURNALS[preset], preset)
    before = findings(run)
    for words in way:
        code, said, _ = run(*words)
        assert code == 0, said
        assert findings(run) - before == set()


def test_resolve_writes_status_and_resolution_together(at):
    code, said, text = at()(*RESOLVE, "--commit", "a1b2c3d")
    assert (code, said) == (
        0, "LRN-20260301-001: pending → resolved  (.learnings/LEARNINGS.md)\n",
    )  # fmt: skip
    assert text == AGENT.replace("pending", "resolved").replace(
        "- Source: error\n",
        "- Source: error\n\n### Resolution\n- **Resolved**: 2026-03-02T09:00:00Z\n"
        "- **Commit/PR**: a1b2c3d\n- **Notes**: Emptied it.\n",
    )


def test_wont_fix_tells_reason_and_risk(at):
    _, _, text = at()(*WONT_FIX)
    assert "**Status**: wont_fix\n" in text
    assert "- **Notes**: Reason: Rare. Risk: It stops.\n" in text


def test_reopen_keeps_what_resolved_it(at):
    run = at()
    run(*RESOLVE)
    _, said, text = run(*REOPEN)
    assert "resolved → pending" in said
    assert (
        "### Earlier Resolution\n- **Resolved before**: 2026-03-02T09:00:00Z\n"
        "- **Notes**: Emptied it.\n- **Reopened**: 2026-03-02T09:00:00Z: Again.\n"
    ) in text


def test_an_entry_without_a_resolution_is_reopened_and_the_reason_told(at):
    _, _, text = at(AGENT.replace("pending", "resolved"))(*REOPEN)
    assert "### Reopened\n- 2026-03-02T09:00:00Z: Again.\n" in text


def test_compact_tells_it_in_action(at):
    run = at(COMPACT, "compact")
    _, _, text = run(*RESOLVE)
    assert text == COMPACT.replace("pending", "resolved").replace(
        "Look at it.", "Look at it. Resolved 2026-03-02: Emptied it."
    )
    _, _, text = run(*REOPEN)
    assert text.endswith("Resolved 2026-03-02: Emptied it. Reopened 2026-03-02: Again.\n")


def test_compact_discards_what_will_not_be_fixed(at):
    code, said, text = at(COMPACT, "compact")(*WONT_FIX)
    assert code == 0
    assert "pending → discarded" in said
    assert "**Action**: Look at it. Discarded 2026-03-02: Reason: Rare. Risk: It stops.\n" in text


ONE_FILE = """\
# Operational Learning Entry

## Issue Summary

- **Date**: 2026-03-01T09:00:00Z
- **Category**: issue
- **Title**: Disk full
- **Severity**: High
- **Duration**: 2 hours
- **Impact**: Orders failed.

## Resolution Steps

1. Empty it.
"""


def test_one_file_entries_are_found_by_their_id_and_get_a_status(at, repository):
    text = ONE_FILE.replace("- **Date**", "- **ID**: OPS-20260301-001\n- **Date**")
    front = f"---\nid: OPS-20260301-001\ntitle: Disk\ndate: 2026-03-01\n---\n\n{text}"
    run = at()
    path = repository.write("docs/ops-knowledge/issues/disk.md", front)
    code, said, _ = run("resolve", "OPS-20260301-001", "--notes", "Done.", *WHEN)
    assert code == 0, said
    now = path.read_text()
    assert "resolved" in now
    assert "## Resolution Steps\n\n1. Empty it.\n" in now


# --- what is refused -------------------------------------------------------------------------

ILLEGAL = {
    "resolved already": ("agent", "resolved", RESOLVE, "is resolved already"),
    "promoted is final": ("agent", "promoted", RESOLVE, "cannot become resolved"),
    "wont_fix is not resolved": (
        "agent", "wont_fix", RESOLVE, "cannot become resolved: it can become pending, in_progress",
    ),
    "reopening what is open": ("agent", "pending", REOPEN, "is pending already"),
    "no such status": ("compact", "pending", START, "no status is called in_progress"),
    "an example": ("compact", "example", RESOLVE, "that is final"),
    "a skill": ("agent", "promoted_to_skill", REOPEN, "that is final"),
}  # fmt: skip


@pytest.mark.parametrize(("preset", "status", "words", "reason"), ILLEGAL.values(), ids=ILLEGAL)
def test_an_illegal_move_is_refused_and_nothing_written(preset, status, words, reason, at):
    before = JOURNALS[preset].replace("pending", status)
    code, said, text = at(before, preset)(*words)
    assert code == 2
    assert reason in said
    assert text == before


def test_an_unknown_status_may_become_any(at):
    code, _, text = at(AGENT.replace("pending", "weird"))(*RESOLVE)
    assert code == 0
    assert "**Status**: resolved\n" in text


def test_a_synonym_counts_as_its_status(at):
    code, said, _ = at(AGENT.replace("pending", "✅ done (Monday)"))(*RESOLVE)
    assert code == 2
    assert "is resolved already" in said


def test_several_ids_move_all_or_none(at):
    both = AGENT + "\n" + OTHER.partition("---\n\n")[2]
    run = at(both)
    code, _, text = run("resolve", LRN, "LRN-20260301-003", *WHEN)
    assert (code, text) == (2, both)
    code, said, text = run("resolve", LRN, "LRN-20260301-002", *WHEN)
    assert code == 0
    assert said.count("\n") == 2
    assert text.count("**Status**: resolved") == text.count("### Resolution") == 2


def test_of_several_those_that_are_there_stay_so_that_a_run_can_be_repeated(at):
    both = AGENT + "\n" + OTHER.partition("---\n\n")[2]
    run = at(both)
    run(*RESOLVE)
    code, said, _ = run("resolve", LRN, "LRN-20260301-002", *WHEN)
    assert code == 0
    assert "LRN-20260301-001: resolved already" in said
    assert "LRN-20260301-002: pending → resolved" in said
    assert run("resolve", LRN, "LRN-20260301-002", *WHEN)[0] == 2


@pytest.mark.parametrize("name", ["lrn-20260301-001", "[LRN-20260301-001]", " LRN-20260301-001 "])
def test_an_id_is_found_in_either_case_and_in_brackets(name, at):
    assert at()("start", name)[0] == 0


def test_an_unknown_id_brings_the_nearest(at):
    code, said, _ = at()("start", "LRN-20260301-010")
    assert code == 2
    assert 'did you mean "LRN-20260301-001"' in said


def test_two_entries_of_one_id_are_refused_with_their_places(at):
    code, said, _ = at(AGENT + "\n" + AGENT.partition("---\n\n")[2])("start", LRN)
    assert code == 2
    assert ".learnings/LEARNINGS.md:5, .learnings/LEARNINGS.md:26" in said


@pytest.mark.parametrize(
    "words", [("--reason", " ", "--risk", "x"), ("--reason", "x", "--risk", "")]
)
def test_wont_fix_wants_words(words, at):
    assert at()("wont-fix", LRN, *words)[0] == 2


def test_a_time_that_is_none_is_refused(at):
    code, said, text = at()("resolve", LRN, "--when", "soon")
    assert (code, text) == (2, AGENT)
    assert "this is no date" in said


# --- surroundings ----------------------------------------------------------------------------


@pytest.mark.parametrize("words", [START, RESOLVE, WONT_FIX], ids=lambda words: words[0])
def test_a_dry_run_prints_what_the_run_does(words, at, repository):
    run = at()
    code, said, text = run(*words, "--dry-run")
    assert (code, text) == (0, AGENT)
    run(*words)
    repository.write(".learnings/old.txt", AGENT)
    (repository.path / ".git/x.patch").write_text(said)
    run_text = (repository.path / ".learnings/LEARNINGS.md").read_text()
    repository.write(".learnings/LEARNINGS.md", AGENT)
    repository.git("apply", ".git/x.patch")
    assert (repository.path / ".learnings/LEARNINGS.md").read_text() == run_text


def test_json_says_what_changed(at):
    _, said, _ = at()(*START, "--format", "json")
    assert json.loads(said) == {
        "version": 1,
        "changed": [
            {
                "id": LRN,
                "path": ".learnings/LEARNINGS.md",
                "from": "pending",
                "to": "in_progress",
                "changed": True,
            }
        ],
    }


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_stay(newline, at):
    _, _, text = at(AGENT.replace("\n", newline))(*RESOLVE)
    assert text.replace(newline, "\n") == at(AGENT)(*RESOLVE)[2]
    assert newline == "\r" or text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("words", [REOPEN, START], ids=lambda words: words[0])
@pytest.mark.parametrize("name", ["2026.md", "LEARNINGS.md", "2026/LEARNINGS.md"])
def test_an_entry_of_an_archive_that_is_opened_goes_back_to_its_log(words, name, at, repository):
    run = at("# Learnings\n")
    path = repository.write(f".learnings/archive/{name}", AGENT.replace("pending", "resolved"))
    code, said, text = run(*words)
    assert code == 0
    assert f"(.learnings/archive/{name} → .learnings/LEARNINGS.md)" in said
    assert LRN in text
    assert LRN not in path.read_text()


def test_a_file_that_may_not_be_written_is_refused(at, repository):
    run = at()
    path = repository.path / ".learnings/LEARNINGS.md"
    path.chmod(0o444)
    code, said, text = run(*RESOLVE)
    assert (code, text) == (3, AGENT)
    assert "is write-protected: nothing was changed" in said


def test_a_mode_stays(at, repository):
    run = at()
    path = repository.path / ".learnings/LEARNINGS.md"
    path.chmod(0o640)
    run(*RESOLVE)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_not_written_through(at, repository, tmp_path):
    run = at()
    path = repository.path / ".learnings/LEARNINGS.md"
    outside = tmp_path / "outside.md"
    path.rename(outside)
    path.symlink_to(outside)
    assert run(*RESOLVE)[0] == 2
    assert outside.read_text() == AGENT
    assert path.is_symlink()


def test_a_conflict_is_left_to_the_person(at):
    text = f"<<<<<<< HEAD\n{AGENT}=======\n{OTHER}>>>>>>> side\n"
    code, said, now = at(text)(*START)
    assert code == 2
    assert "LEARNINGS.md:1: a merge conflict" in said
    assert now == text


def test_what_a_killed_writer_left_is_swept_away(at, repository):
    run = at()
    left = repository.write(".learnings/.learnings-write-x1.tmp", "half")
    run(*START)
    assert not left.exists()


def test_hostile_titles_are_not_echoed(at):
    text = AGENT.replace("best_practice", "x\x1b[31m::error::y")
    _, said, _ = at(text)(*START, "--dry-run")
    assert "\x1b" not in said


# --- link ------------------------------------------------------------------------------------


def test_link_lets_entries_name_each_other_in_their_files(at, repository):
    run = at()
    other = repository.write(".learnings/ERRORS.md", AGENT.replace("LRN-", "ERR-"))
    code, said, text = run("link", LRN, "err-20260301-001")
    assert code == 0
    assert said.count("linked") == 2
    assert "- See Also: ERR-20260301-001\n" in text
    assert "- See Also: LRN-20260301-001\n" in other.read_text()
    code, said, again = run("link", LRN, "ERR-20260301-001")
    assert (code, again) == (0, text)
    assert said.count("linked already") == 2


def test_link_one_way(at, repository):
    run = at()
    before = AGENT.replace("LRN-", "ERR-")
    other = repository.write(".learnings/ERRORS.md", before)
    run("link", "--one-way", LRN, "ERR-20260301-001")
    assert other.read_text() == before


def test_link_needs_two(at):
    assert at()("link", LRN, LRN)[0] == 2


@pytest.mark.parametrize("preset", JOURNALS)
def test_link_finds_a_place_in_every_preset(preset, at):
    text = JOURNALS[preset]
    second = text[text.index("##", 5) :].replace("-001", "-002", 1)
    run = at(f"{text}\n{second}", preset)
    before = findings(run)
    code, said, _ = run("link", LRN, "LRN-20260301-002")
    assert code == 0, said
    assert findings(run) - before == set()


def test_the_root_is_found_from_a_folder_below(at, repository, monkeypatch):
    run = at()
    (repository.path / "src").mkdir()
    monkeypatch.chdir(repository.path / "src")
    assert run(*START)[0] == 0
    assert os.getcwd().endswith("src")
