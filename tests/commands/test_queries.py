"""`list`, `search`, `show` and `status`: what they print, what they promise, what they refuse."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from learnings.cli import main

ESCAPE = "\x1b[31mred\x1b[0m"
LOG = f"""\
# Learnings

```markdown
## [LRN-20260101-000] best_practice
**Status**: pending
```

## [LRN-20260301-001] automation_gap

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: monitoring

### Summary
The pool of connections {ESCAPE} is empty \u202e now

### Metadata
- Pattern-Key: pool.empty
- Tags: 数据库, pool
- See Also: OPS-20260302-001, LRN-20990101-001

## [LRN-20260302-002] 数据库连接池耗尽 with a long title that goes on and on

**Logged**: 2026-03-02T09:00:00Z
**Priority**: low
**Status**: resolved
**Area**: monitoring

### Summary
Tested

### Metadata
- Pattern-Key: Pool.Empty
"""
ISSUES = """\
## [OPS-20260302-001] pool_outage

**Logged**: 2026-03-02T09:00:00Z
**Severity**: P1
**Priority**: critical
**Status**: in_progress
**Area**: incident_management
**Service**: billing

### Summary
The pool was empty, as in LRN-20260301-001
"""
OLD = """\
## [LRN-20250101-001] best_practice

**Logged**: 2025-01-01T09:00:00Z
**Priority**: high
**Status**: pending

### Summary
An old one

### Metadata
- Pattern-Key: pool.empty
- See Also: LRN-20260301-001
"""


@pytest.fixture
def logs(repository, monkeypatch):
    repository.write(".learnings/LEARNINGS.md", LOG)
    repository.write(".learnings/OPERATIONS_ISSUES.md", ISSUES)
    repository.write(".learnings/archive/LEARNINGS.md", OLD)
    repository.write(".learnings/.pending-errors.log", "make failed\n\nmake failed\n")
    repository.write(
        "memory/working-buffer.md",
        "## WAL Entry — 2026-05-20 14:32\n**Operation**: x\n**Status**: PENDING\n",
    )
    monkeypatch.chdir(repository.path)
    return repository


@pytest.fixture
def run(logs, capsys):
    def call(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        out, error = capsys.readouterr()
        return code, out, error

    return call


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--kind", "learning", "--status", "open"], ["LRN-20260301-001", "LRN-20250101-001"]),
        (["--severity", "p1"], ["OPS-20260302-001"]),
        (["--service", "billing"], ["OPS-20260302-001"]),
        (["--tag", "数据库"], ["LRN-20260301-001"]),
        (["--pattern", "pool.*"], ["LRN-20260301-001", "LRN-20260302-002", "LRN-20250101-001"]),
        (["--until", "2025-12-31"], ["LRN-20250101-001"]),
        (["--id", "LRN", "--sort", "date", "--limit", "1"], ["LRN-20260302-002"]),
        (["--older-than", "8d", "--today", "2026-03-10", "--in-preset", "operations,agent"], ["LRN-20260301-001", "LRN-20250101-001"]),
        ([".learnings/archive"], ["LRN-20250101-001"]),
    ],
)  # fmt: skip
def test_list_filters_in_a_table_and_in_json_alike(run, words, expected):
    code, out, _ = run("list", *words)
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == expected
    _, out, _ = run("list", "--format", "json", *words)
    document = json.loads(out)
    assert [entry["id"] for entry in document["entries"]] == expected
    assert document["version"] == 1


def test_an_entry_of_a_filtered_list_is_the_same_as_in_the_whole(run):
    whole = {item["id"]: item for item in json.loads(run("list", "--format", "json")[1])["entries"]}
    some = json.loads(run("list", "--format", "json", "--status", "open")[1])["entries"]
    assert some
    assert all(whole[item["id"]] == item for item in some)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--status", "resolvd"], "did you mean resolved?"),
        (["--kind", "learnign"], "did you mean learning?"),
        (["--in-preset", "opertions"], "--in-preset opertions"),
        (["--older-than", "soon"], "write 7d, 2w or 36h"),
        (["--older-than", "99999999999999d"], "write 7d"),
        (["--since", "2026-02-31"], "write 2026-03-01"),
        (["--limit", "0"], "write 1 or more"),
        (["--tag", " , "], "expected a word"),
    ],
)
@pytest.mark.parametrize("command", [["list"], ["search", "pool"]], ids=["list", "search"])
def test_what_cannot_be_meant_is_refused_with_a_remedy(run, command, words, said):
    code, out, error = run(*command, *words)
    assert (code, out) == (2, "")
    assert said in error


def test_a_word_of_an_open_list_that_nothing_has_is_remarked_on(run):
    code, out, error = run("list", "--area", "monitorng")
    assert (code, out) == (0, "")
    assert "did you mean monitoring?" in error


def test_a_line_is_as_wide_as_asked_wide_characters_counted(run):
    from learnings.output.columns import width_of

    _, out, _ = run("list", "--width", "80")
    assert max(map(width_of, out.splitlines())) in (79, 80)
    _, out, _ = run("list")
    assert "goes on and on" in out


def test_search_finds_the_best_first_and_shows_where(run):
    code, out, error = run("search", "pool", "empty", "--kind", "operations-issue")
    assert code == 0
    assert out == (
        ".learnings/OPERATIONS_ISSUES.md:1: OPS-20260302-001 pool_outage"
        "  (in_progress, critical, 2026-03-02)\n"
        "    The pool was empty, as in LRN-20260301-001\n"
    )
    assert error == ""


def test_search_paints_what_it_found_and_sends_nothing_else(run):
    _, out, _ = run("search", "connections", "--color", "always")
    assert "\x1b[1;31mconnections\x1b[0m \\x1b[31mred" in out
    assert "\u202e" not in out


def test_search_gives_json_with_marks(run):
    code, out, _ = run("search", "连接", "--format", "json")
    document = json.loads(out)
    assert (code, document["version"], document["found"]) == (0, 1, 1)
    entry = document["entries"][0]
    assert entry["id"] == "LRN-20260302-002"
    _, out, _ = run("search", "tested", "--format", "json")
    assert json.loads(out)["entries"][0]["excerpt"] == {
        "line": LOG.split("\n").index("Tested") + 1, "text": "Tested", "marks": [{"start": 0, "end": 6}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nowhere"], 1),
        (["pool", "nowhere"], 1),
        (["pool", "nowhere", "--any"], 0),
        (["pool", "--status", "wont_fix"], 1),
        (["LRN-20260301-001"], 0),
        (["pool", "--in", ".learnings/archive"], 0),
        (["connections", "--in", ".learnings/archive"], 1),
        (['"', "::"], 2),
        (['NEAR("pool" connections, 5)'], 1),
    ],
)
def test_search_says_by_its_exit_code_whether_there_is_anything(run, words, code):
    assert run("search", *words)[0] == code


def test_show_tells_the_place_and_the_links_both_ways(run):
    code, out, _ = run("show", "lrn-20260301-001")
    assert code == 0
    assert out.startswith(".learnings/LEARNINGS.md:8  (")
    assert "The pool of connections \\x1b[31mred\\x1b[0m is empty \\u202e now" in out
    assert out.endswith(
        "\nnames OPS-20260302-001 in See Also: .learnings/OPERATIONS_ISSUES.md:1, in_progress\n"
        "names LRN-20990101-001 in See Also: no entry has that ID\n"
        "named by OPS-20260302-001 in Summary: .learnings/OPERATIONS_ISSUES.md:11\n"
        "named by LRN-20250101-001 in See Also: .learnings/archive/LEARNINGS.md:12, archived\n"
    )


def test_show_gives_the_text_alone_or_its_bytes(run, logs):
    _, out, _ = run("show", "OPS-20260302-001", "--format", "markdown")
    assert out == ISSUES
    program = [sys.executable, "-m", "learnings", "show", "LRN-20260301-001", "--raw"]
    done = subprocess.run(program, cwd=logs.path, capture_output=True, check=True)
    assert ESCAPE.encode() in done.stdout
    assert done.stdout in LOG.encode()


def test_show_gives_json(run):
    _, out, _ = run("show", "LRN-20250101-001", "OPS-20260302-001", "--format", "json")
    first, second = json.loads(out)["entries"]
    assert first["archived"] is True
    assert first["names"][0]["places"][0]["path"] == ".learnings/LEARNINGS.md"
    assert second["markdown"] + "\n" == ISSUES
    assert [item["id"] for item in second["named_by"]] == ["LRN-20260301-001"]


def test_show_refuses_an_id_that_nobody_has_with_the_nearest(run):
    code, out, error = run("show", "LRN-20260301-01")
    assert (code, out) == (2, "")
    assert "did you mean LRN-20260301-001?" in error


def test_status_counts_what_is_there_and_no_template(run):
    code, out, _ = run("status", "--today", "2026-03-09", "--format", "json")
    document = json.loads(out)
    assert code == 0
    counts = {
        item["path"]: (item["entries"], item["open"], item["final"]) for item in document["logs"]
    }
    assert counts == {
        ".learnings/LEARNINGS.md": (2, 1, 1),
        ".learnings/OPERATIONS_ISSUES.md": (1, 1, 0),
        ".learnings/archive/LEARNINGS.md": (1, 1, 0),
    }
    named = {name: [item["id"] for item in document[name]]
             for name in ("pending", "urgent", "pressing", "stale", "automation")}  # fmt: skip
    assert named == {
        "pending": ["LRN-20260301-001"],
        "urgent": ["OPS-20260302-001"],
        "pressing": ["LRN-20260301-001", "OPS-20260302-001"],
        "stale": ["LRN-20260301-001"],
        "automation": ["LRN-20260301-001"],
    }
    assert len(document["wal"]) == 1
    (pattern,) = document["patterns"]
    assert (pattern["count"], pattern["open"], pattern["last"]) == (3, 2, "2026-03-02")
    assert document["pending_errors"] == [{"path": ".learnings/.pending-errors.log", "lines": 2}]


@pytest.mark.parametrize(
    "days", ["", "days = { pending = 30 }\n", 'days = { "pending:high" = 1 }\n']
)
@pytest.mark.parametrize("today", ["2026-03-08", "2026-03-09", "2026-04-01"])
def test_status_finds_stale_what_the_check_does(run, logs, days, today):
    logs.write(".learnings.toml", f"[checks.stale-entry]\n{days}")
    stale = {
        item["id"]
        for item in json.loads(run("status", "--today", today, "--format", "json")[1])["stale"]
    }
    found = run("lint", "--select", "stale-entry", "--today", today, "--format", "json")[1]
    assert stale == {item["entry"] for item in json.loads(found)["diagnostics"]}


def test_status_is_a_screen_of_text(run):
    code, out, _ = run("status", "--today", "2026-03-09")
    assert code == 0
    assert "waiting too long          1  LRN-20260301-001\n" in out
    assert "noted, not logged         2  .learnings/.pending-errors.log\n" in out
    assert "  pool.empty  3 entries  2 open  last 2026-03-02\n" in out


def test_where_nothing_is_logged_nothing_is_counted(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)
    assert main(["status"]) == 0
    assert capsys.readouterr().out == "no entries\n\npending  0\n"
    assert main(["search", "pool"]) == 1
    assert main(["list"]) == 0
