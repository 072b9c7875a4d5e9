"""What the verbs write: texts of others, notes of several lines, earlier Resolutions, archives."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_moving import (
    AGENT,
    LRN,
    ONE_FILE,
    OTHER,
    REOPEN,
    RESOLVE,
    START,
    WHEN,
    WONT_FIX,
    at,
    findings,
)

__all__ = ["at"]

# --- text of others --------------------------------------------------------------------------

TEXTS = {
    "an unclosed fence": ("Fixed with:\n```\nkubectl rollout", "  ```\n  kubectl rollout\n  ```\n"),
    "a fence at once": ("```\nx\n```", "- **Notes**:\n  ```\n  x\n  ```\n"),
    "a heading of a section": ("text\n\n### Summary\nboo", "text\n\n  \\### Summary\n  boo\n"),
    "a heading of an entry": ("ok\n## [LRN-20260101-001] x", "  \\## [LRN-20260101-001] x\n"),
    "a rule and fields": ("ok\n\n---\n\n**Status**: pending", "  \\---\n\n  **Status**\\: pending\n"),
    "a field of a list": ("ok\n\n- Status: pending", "  - Status\\: pending\n"),
    "a field in a line": ("ok **Status**: pending", "ok **Status**\\: pending\n"),
    "a bare field": ("ok\nStatus: pending", "  Status\\: pending\n"),
    "a row of a table": ("ok\n\n| Status | pending |", "  \\| Status | pending |\n"),
    "a comment": ("ok\n<!-- hidden", "  \\<!-- hidden\n"),
    "a conflict marker": ("ok\n<<<<<<< ours", "  \\<<<<<<< ours\n"),
    "line ends of all kinds": ("a\r\nb\rc", "a\n  b\n  c\n"),
    "separators that are no line ends": ("a\n\x0c## [LRN-20260101-001] x\u2028# y", "\u2028# y\n"),
    "a list": ("Did:\n\n- one\n- two", "Did:\n\n  - one\n  - two\n"),
    "a colon in its first line": ("Cause: the limit\nRaised it", "Cause: the limit\n  Raised it\n"),
}  # fmt: skip


@pytest.mark.parametrize("option", ["--notes", "--commit", "--postmortem"])
@pytest.mark.parametrize(("text", "written"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_written_so_that_it_opens_and_closes_nothing(text, written, option, at):
    run = at(AGENT + "\n" + OTHER.partition("---\n\n")[2])
    before = findings(run)
    code, said, now = run("resolve", LRN, option, text, *WHEN)
    assert code == 0, said
    assert option != "--notes" or written in now
    assert findings(run) - before == set()
    assert run(*REOPEN)[0] == 0
    code, said, _ = run("resolve", LRN, "LRN-20260301-002", option, text, *WHEN)
    assert code == 0, said
    assert findings(run) - before == set()


def test_a_fence_in_a_list_that_is_left_open_is_refused(at):
    code, said, text = at()("resolve", LRN, "--notes", "a\n\n- ```\n  code", *WHEN)
    assert (code, text) == (2, AGENT)
    assert "opens a code block or a comment that it does not close" in said


BROKEN = {
    "resolve --notes": ("resolve", LRN, "--notes", "caf\udce9"),
    "resolve --commit": ("resolve", LRN, "--commit", "\udce9"),
    "resolve --postmortem": ("resolve", LRN, "--postmortem", "\udce9"),
    "wont-fix --reason": ("wont-fix", LRN, "--reason", "\udce9", "--risk", "x"),
    "wont-fix --risk": ("wont-fix", LRN, "--reason", "x", "--risk", "\udce9"),
    "reopen --reason": ("reopen", LRN, "--reason", "\udce9"),
    "new --update": ("new", "LRN", "--update", LRN, "--summary", "\udce9"),
}


@pytest.mark.parametrize("words", BROKEN.values(), ids=BROKEN)
def test_a_text_that_is_not_utf_8_is_refused(words, at):
    before = AGENT.replace("pending", "resolved") if words[0] == "reopen" else AGENT
    code, said, text = at(before)(*words)
    assert (code, text) == (2, before)
    assert "is no UTF-8 text: write it in UTF-8" in said


WRITERS = {
    "start": START,
    "resolve": RESOLVE,
    "wont-fix": WONT_FIX,
    "link": ("link", LRN, "ERR-20260301-001"),
    "new": ("new", "LRN", "--file", ".learnings/LEARNINGS.md", "--summary", "Another", "--force"),
    "new --update": ("new", "LRN", "--update", LRN),
    "convert": ("convert", "--layout", "files"),
    "assign-ids": ("assign-ids",),
    "archive": ("archive", LRN),
}


@pytest.mark.parametrize("words", WRITERS.values(), ids=WRITERS)
def test_a_log_that_is_not_utf_8_is_never_rewritten(words, at, repository):
    at()
    repository.write(".learnings/ERRORS.md", OTHER.replace("LRN-20260301-002", "ERR-20260301-001"))
    data = (AGENT + "\n## 2026-03-03 a journal\n\nlatin \udce9\n").encode(
        "utf-8", "surrogateescape"
    )
    path = repository.write(".learnings/LEARNINGS.md", data)
    code = main(list(words))
    assert code == 3
    assert path.read_bytes() == data


# --- notes, dates, archives and indexes ------------------------------------------------------

LONG = "Raised the limit.\nThen restarted.\n\n- step one\n- step two"


def test_reopen_tells_it_behind_the_whole_note(at):
    run = at()
    run("resolve", LRN, "--notes", LONG, *WHEN)
    _, _, text = run(*REOPEN)
    assert (
        "- **Notes**: Raised the limit.\n  Then restarted.\n\n  - step one\n  - step two\n"
        "- **Reopened**: 2026-03-02T09:00:00Z: Again.\n"
    ) in text


def test_a_commit_that_is_told_later_stands_behind_a_whole_value(at):
    notes = "### Resolution\n- **Commit/PR**: a\n  b\n\n  c\n- **Odd**: d\n"
    text = AGENT.replace("- Source: error\n", f"- Source: error\n\n{notes}")
    _, _, now = at(text.replace("pending", "in_progress"))("resolve", LRN, "--notes", "x", *WHEN)
    assert "- **Commit/PR**: a\n  b\n\n  c\n- **Odd**: d\n- **Resolved**: 2026" in now


def test_each_earlier_resolution_has_a_title_of_its_own(at):
    run = at()
    for _ in range(3):
        run(*RESOLVE)
        run(*REOPEN)
    _, _, text = run(*RESOLVE)
    titles = [line for line in text.splitlines() if "Resolution" in line]
    assert titles == ["### Earlier Resolution", "### Earlier Resolution 2",
                      "### Earlier Resolution 3", "### Resolution"]  # fmt: skip


def test_start_of_what_was_resolved_keeps_how_it_was(at):
    run = at()
    run(*RESOLVE)
    code, said, text = run(*START, *WHEN)
    assert (code, "resolved → in_progress" in said) == (0, True)
    assert "### Earlier Resolution\n- **Resolved before**: 2026-03-02T09:00:00Z\n" in text
    assert "- **Reopened**: 2026-03-02T09:00:00Z\n" in text


def test_what_was_never_resolved_has_no_earlier_resolution(at):
    run = at(AGENT.replace("pending", "in_progress"))
    _, _, text = run(*REOPEN)
    assert "### Reopened\n- 2026-03-02T09:00:00Z: Again.\n" in text
    run(*START)
    _, _, text = run(*REOPEN)
    assert text.count("### Reopened") == 1
    assert text.count("2026-03-02T09:00:00Z: Again.") == 2
    assert "Earlier" not in text


@pytest.mark.parametrize(
    ("when", "why"),
    [("2999-01-01", "that is in the future"), ("2020-01-01", "before it was logged")],
)
@pytest.mark.parametrize("verb", ["resolve", "wont-fix"])
def test_a_time_that_cannot_be_is_refused(verb, when, why, at):
    words = ("--reason", "a", "--risk", "b") if verb == "wont-fix" else ()
    code, said, text = at()(verb, LRN, *words, "--when", when)
    assert (code, text) == (2, AGENT)
    assert why in said


def test_archive_restore_moves_an_entry_back_as_it_is(at, repository):
    text = AGENT.replace("pending", "resolved")
    run = at(text)
    run("archive", LRN)
    archive = repository.path / ".learnings/archive/LEARNINGS.md"
    assert LRN in archive.read_text()
    code, said, now = run("archive", "--restore", LRN)
    assert (code, now) == (0, text)
    assert f"{LRN}: .learnings/archive/LEARNINGS.md → .learnings/LEARNINGS.md" in said
    assert LRN not in archive.read_text()
    code, said, _ = run("archive", "--restore", LRN)
    assert code == 2
    assert "is in no archive" in said


@pytest.mark.parametrize("where", ["issues/disk.md", "archive/issues/disk.md"])
def test_a_file_of_an_archive_goes_back_where_it_was(where, at, repository):
    run = at()
    text = f"---\nid: OPS-20260301-001\ntitle: Disk\ndate: 2026-03-01\n---\n\n{ONE_FILE}"
    path = repository.write(f"docs/ops-knowledge/{where}", text)
    name = str(path.relative_to(repository.path))
    code, said, _ = run("archive", "--restore", name)
    home = repository.path / "docs/ops-knowledge/issues/disk.md"
    assert code == (0 if "archive" in where else 2), said
    assert home.read_text() == text


def test_an_index_that_is_there_is_renewed(at, repository):
    run = at()
    index = repository.path / ".learnings/INDEX.md"
    run(*START)
    assert not index.exists()
    run("index")
    for words in (RESOLVE, REOPEN, START, RESOLVE, ("archive", LRN), REOPEN):
        assert run(*words)[0] == 0
        assert run("index", "--check")[0] == 0
    index.write_text("Mine\n")
    run(*START)
    assert index.read_text() == "Mine\n"
