"""`learnings convert`: another preset or another layout, and nothing lost."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.cli import main
from learnings.markdown import parse
from learnings.organising.layout import join, split

AGENT = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: in_progress
**Area**: infra
**Project**: billing

Prose of its own.

### Summary
Restart the worker

### Details
First paragraph.

```
# no heading
```

#### Deeper
- one
- two

### Suggested Action
Watch the file.

### Oddity
Nobody knows this section.

### Metadata
- Source: error
- Pattern-Key: worker.restart
- See Also: ERR-20260301-002

---
"""
ERROR = """\
# Errors

## [ERR-20260301-002] cache_slow

**Logged**: 2026-03-01T10:00:00Z
**Priority**: critical
**Status**: resolved
**Area**: infra

### Summary
The cache is slow

### Error
timeout

### Suggested Fix
Warm it.

### Metadata
- See Also: LRN-20260301-001

### Resolution
- **Resolved**: 2026-03-02
"""
COMPACT = """\
# Errors

### LRN-20260301-004
**Status**: discarded
**Context**: Applying a plan
**Content**: It replaces the database.
**Action**: Added a lock.
"""
FILE = "docs/ops-knowledge/issues/ops-learning-2026-03-01-09-00-00-issue-full-pool.md"
KNOWLEDGE = """\
# Full pool

### Issue Summary
- **Date**: 2026-03-01T09:00:00Z
- **Category**: issue
- **Title**: Full pool
- **Severity**: HIGH
- **Duration**: 45 min
- **Impact**: checkout down

### Context
- **Symptoms**: errors
- **Environment**: production

### Resolution Steps
1. Enlarge it

### Prevention Measures
An alert.
"""


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write(".learnings.toml", 'ids = { style = "sequence" }\n')
    return repository


def everything(here) -> str:
    files = [*here.path.glob(".learnings/**/*.md"), *here.path.glob("docs/**/*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))


def words(text: str) -> set[str]:
    # The names of places change, and so do some headings: what is said must not.
    return set(re.findall(r"[\w.-]{4,}", text.replace("*", "")))


START = {
    "agent": {".learnings/LEARNINGS.md": AGENT, ".learnings/ERRORS.md": ERROR},
    "compact": {".learnings/LEARNINGS.md": COMPACT},
    "ops-knowledge": {FILE: KNOWLEDGE, ".learnings/LEARNINGS.md": "# Learnings\n"},
}
TARGETS = ("agent", "compact", "operations", "ops-knowledge", "domain:security")
# Titles of sections and headers of files that another template calls otherwise.
NAMES = words(
    "Learnings Errors Error Summary Details Suggested Action Content Context Title Date Logged "
    "Requested Issue Resolution Steps Prevention Measures Metadata Full pool errors Category"
)


@pytest.mark.parametrize(
    ("start", "target"), [pair for pair in itertools.product(START, TARGETS) if len(set(pair)) > 1]
)
def test_no_word_is_lost_and_a_second_run_does_nothing(here, start, target, capsys):
    for path, text in START[start].items():
        here.write(path, text)
    before = everything(here)
    preset = f'preset = "{target}"\n' if target != "ops-knowledge" else ""
    assert main(["convert", "--to", target, "--report", "report.md"]) == 0
    after = everything(here)
    assert words(before) - words(after) - NAMES == set()
    here.write(".learnings.toml", preset)
    capsys.readouterr()
    assert main(["convert", "--to", target]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert everything(here) == after
    assert main(["list"]) == 0
    assert (here.path / "report.md").read_text().startswith(f"# Converted to {target}\n")


def test_agent_and_compact_there_and_back(here):
    here.write(".learnings/ERRORS.md", ERROR)
    main(["convert", "--to", "compact"])
    text = (here.path / ".learnings/ERRORS.md").read_text()
    assert "### ERR-20260301-002\n" in text
    assert "**Content**: The cache is slow\n" in text
    assert "**Action**: Warm it.\n" in text
    main(["convert", "--to", "agent"])
    text = (here.path / ".learnings/ERRORS.md").read_text()
    (entry,) = parse(text.encode(), "x").entries
    assert (entry.id, entry.level) == ("ERR-20260301-002", 2)
    assert [section.name for section in entry.sections][:1] == ["summary"]
    for name in ("logged", "priority", "status", "area", "see also", "resolved"):
        assert entry.field(name) is not None, name


def test_a_prefix_that_the_preset_lacks_becomes_another_in_every_log(here):
    here.write(".learnings/LEARNINGS.md", AGENT)
    here.write(".learnings/ERRORS.md", ERROR)
    assert main(["convert", "--to", "operations", "ERR-20260301-002"]) == 0
    assert "See Also: OPS-20260301-002" in (here.path / ".learnings/LEARNINGS.md").read_text()
    text = (here.path / ".learnings/OPERATIONS_ISSUES.md").read_text()
    assert "## [OPS-20260301-002] cache_slow" in text
    assert "- Former IDs: ERR-20260301-002" in text
    assert "**Severity**: P1" in text
    assert parse((here.path / ".learnings/ERRORS.md").read_bytes(), "x").entries == []


def test_what_is_of_the_preset_already_keeps_its_bytes_and_so_do_neighbours(here):
    text = COMPACT.replace("# Errors", "# Learnings") + "\n" + ERROR.split("\n", 2)[2]
    here.write(".learnings/LEARNINGS.md", text.replace("\n", "\r\n"))
    assert main(["convert", "--to", "compact"]) == 0
    after = (here.path / ".learnings/LEARNINGS.md").read_bytes().decode()
    head = text[: text.index("## [ERR")].replace("\n", "\r\n")
    assert after.startswith(head)
    assert "\n" not in after.replace("\r\n", "")


UNREADABLE = {
    "a conflict": (
        AGENT.encode() + b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
        ":39: it has conflict",
    ),
    "a byte that is not UTF-8": (AGENT.encode() + b"\xff\n", ":39: it holds a byte"),
    "UTF-16": (AGENT.encode("utf-16"), " is UTF-16: save it as UTF-8"),
    "a NUL character": (AGENT.encode() + b"\0\n", " holds NUL characters: save it"),
}


@pytest.mark.parametrize(("data", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_log_that_nobody_can_read_is_left_and_said_and_others_are_converted(
    here, data, why, capsys
):
    here.write(".learnings/LEARNINGS.md", data)
    here.write(".learnings/FEATURE_REQUESTS.md", BESIDE.replace("LRN-", "FEAT-"))
    assert main(["convert", "--to", "compact"]) == 1
    assert f".learnings/LEARNINGS.md{why}" in capsys.readouterr().err
    assert (here.path / ".learnings/LEARNINGS.md").read_bytes() == data
    assert "### FEAT-2026" in (here.path / ".learnings/FEATURE_REQUESTS.md").read_text()
    assert main(["convert", "--to", "compact", ".learnings/LEARNINGS.md"]) == 1
    assert main(["convert", "--to", "compact", ".learnings/FEATURE_REQUESTS.md"]) == 0


FORMER = ["Former IDs: ERR-20260301-002", "ID before: ERR-20260301-002"]


@pytest.mark.parametrize("written", FORMER, ids=["as it is written", "as it was written once"])
def test_an_entry_that_got_another_id_is_found_by_the_one_it_had(here, written, capsys):
    here.write(".learnings/ERRORS.md", ERROR)
    assert main(["convert", "--to", "operations", "ERR-20260301-002"]) == 0
    place = here.path / ".learnings/OPERATIONS_ISSUES.md"
    assert FORMER[0] in place.read_text()
    place.write_text(place.read_text().replace(FORMER[0], written))
    here.write(".learnings/LEARNINGS.md", BESIDE)  # names it as it was called before
    capsys.readouterr()
    assert main(["show", "ERR-20260301-002"]) == 0
    assert "OPS-20260301-002" in capsys.readouterr().out
    assert main(["search", "ERR-20260301-002"]) == 0
    assert "OPS-20260301-002" in capsys.readouterr().out
    assert main(["lint", "--select", "broken-reference"]) == 0
    assert "ERR-" not in capsys.readouterr().out
    assert main(["renumber", "OPS-20260301-002", "--to", "OPS-20260301-077"]) == 0
    assert main(["show", "ERR-20260301-002"]) == 0


def test_an_entry_tells_no_former_id_that_it_has_again(here):
    here.write(".learnings/ERRORS.md", ERROR)
    main(["convert", "--to", "operations"])
    assert main(["convert", "--to", "agent"]) == 0
    text = everything(here)
    (entry,) = [item for item in parse(text.encode(), "x").entries if item.id]
    told = [item.raw for item in entry.every("former ids")]
    assert told == [] or entry.id not in told[0]
    assert main(["show", "OPS-20260301-002"]) == 0
    assert main(["show", "ERR-20260301-002"]) == 0


@pytest.mark.parametrize("arguments", [[], ["--to", "agent", "--layout", "log"], ["--to", "agnet"]])
def test_wrong_usage_is_refused(here, arguments):
    here.write(".learnings/LEARNINGS.md", AGENT)
    assert main(["convert", *arguments]) == 2


BESIDE = """\
# Learnings

## [LRN-20260302-001] best_practice

**Logged**: 2026-03-02T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
A thing of its own

### Details
It is so.

### Suggested Action
Watch it.

### Metadata
- Source: error
- See Also: ERR-20260301-002
"""


@pytest.mark.parametrize("target", ["operations", "compact", "ops-knowledge"])
@pytest.mark.parametrize(
    "names",
    [[], [".learnings/errors"], [".learnings/ERRORS.md"]],
    ids=["all", "a folder", "the log"],
)
def test_entries_in_files_of_their_own_are_refused_and_stay(here, target, names, capsys):
    here.write(".learnings/ERRORS.md", ERROR)
    main(["convert", "--layout", "files"])
    before = everything(here)
    capsys.readouterr()
    assert main(["convert", "--to", target, *names]) == 2
    assert "run `learnings convert --layout log .learnings/ERRORS.md` first" in (
        capsys.readouterr().err
    )
    assert everything(here) == before
    assert main(["convert", "--to", "agent"]) == 0
    assert main(["convert", "--layout", "log"]) == 0
    assert main(["convert", "--to", target]) == 0


def test_what_is_read_as_another_preset_still_is_not_converted_twice(here, capsys):
    here.write(".learnings/LEARNINGS.md", BESIDE)
    for _ in range(2):
        assert main(["convert", "--to", "operations"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "nothing to do: every entry is written as the preset operations has it"
        assert lines[-1].startswith('set preset = "operations"')
    assert (here.path / ".learnings/LEARNINGS.md").read_text() == BESIDE
    assert main(["convert", "--to", "operations", "--report", "-"]) == 0
    assert "- category best_practice is none of operations" in capsys.readouterr().out


@pytest.mark.parametrize("preset", ["agent", "compact"])
@pytest.mark.parametrize("more", ["", "\n### Oddity\nText.\n"], ids=["no section", "a section"])
def test_a_setting_that_names_one_of_the_presets_is_in_nobodys_way(here, preset, more, capsys):
    here.write(".learnings.toml", f'preset = "{preset}"\n')
    here.write(".learnings/LEARNINGS.md", BESIDE + more)
    for target, heading in (
        ("compact", "### LRN-20260302-001"),
        ("agent", "## [LRN-20260302-001]"),
    ):
        assert main(["convert", "--to", target]) == 0
        text = (here.path / ".learnings/LEARNINGS.md").read_text()
        assert f"\n{heading}" in text
        capsys.readouterr()
        assert main(["convert", "--to", target]) == 0
        assert "nothing to do" in capsys.readouterr().out
        assert (here.path / ".learnings/LEARNINGS.md").read_text() == text


def test_references_and_ids_survive_the_knowledge_base_and_the_way_back(here):
    here.write(".learnings/LEARNINGS.md", BESIDE)
    here.write(".learnings/ERRORS.md", ERROR.replace("LRN-20260301-001", "LRN-20260302-001"))
    assert main(["convert", "--to", "ops-knowledge"]) == 0
    assert main(["lint", "--select", "broken-reference,malformed-id"]) == 0
    assert main(["show", "LRN-20260302-001"]) == 0
    assert main(["convert", "--to", "agent"]) == 0
    text = (here.path / ".learnings/LEARNINGS.md").read_text()
    assert "## [LRN-20260302-001] best_practice\n" in text
    assert text.startswith(BESIDE.rstrip())
    assert "## [ERR-20260301-002]" in (here.path / ".learnings/ERRORS.md").read_text()
    assert main(["lint", "--select", "broken-reference"]) == 0


def test_a_run_from_the_knowledge_base_that_was_killed_is_completed(here):
    here.write(".learnings.toml", "")  # IDs by chance, so that no run gives the same again
    here.write(".learnings/LEARNINGS.md", "# Learnings\n")
    other = FILE.replace("full-pool", "other-pool").replace("09-00", "10-00")
    for path in (FILE, other):
        here.write(path, KNOWLEDGE)
    assert main(["convert", "--to", "agent"]) == 0
    after = everything(here)
    for path in (FILE, other):
        here.write(path, KNOWLEDGE)
    assert main(["convert", "--to", "agent"]) == 0
    assert everything(here) == after


@pytest.mark.parametrize("start", ["agent", "compact", "ops-knowledge"])
def test_nothing_becomes_a_journal_and_it_is_said_why(here, start, capsys):
    for path, text in START[start].items():
        here.write(path, text)
    before = everything(here)
    assert main(["convert", "--to", "journal"]) == 2
    assert "nothing is converted to journal" in capsys.readouterr().err
    assert everything(here) == before


def test_a_journal_is_sent_to_the_command_that_gives_ids(here, capsys):
    here.write(".learnings/notes.md", "# Notes\n\n## 2026-03-01\n\nx\n")
    assert main(["convert", "--to", "agent"]) == 0
    assert "it has no ID: run `learnings assign-ids --preset agent`" in capsys.readouterr().out


# --- layouts ---------------------------------------------------------------------------------

TWO = AGENT + "\n## [LRN-20260301-003] insight\n\n**Status**: pending\n\n### Summary\n"
LINKED = (
    TWO + "See [it](#lrn-20260301-001-best_practice) and [doc](../docs/a.md), [x](./ERRORS.md)\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", [AGENT, TWO, LINKED, LINKED.rstrip(), "\ufeff" + AGENT[13:]])
def test_a_file_for_each_entry_and_back_gives_the_same_bytes(here, text, newline):
    data = text.replace("\n", newline).encode()
    here.write(".learnings/LEARNINGS.md", data)
    here.write(".learnings/ERRORS.md", "# Errors\n")
    here.write("docs/a.md", "a\n")
    assert main(["convert", "--layout", "files", ".learnings/LEARNINGS.md"]) == 0
    folder = here.path / ".learnings/learnings"
    assert {path.stem for path in folder.iterdir()} == {
        entry.id for entry in parse(data, "x").entries
    }
    assert parse((here.path / ".learnings/LEARNINGS.md").read_bytes(), "x").entries == []
    assert main(["lint", "--select", "broken-reference"]) == 0
    assert main(["convert", "--layout", "files"]) == 0
    assert main(["convert", "--layout", "log"]) == 0
    assert (here.path / ".learnings/LEARNINGS.md").read_bytes() == data
    assert not list(folder.iterdir())


def test_an_entry_that_was_added_as_a_file_is_taken_in(here):
    here.write(".learnings/LEARNINGS.md", AGENT)
    main(["convert", "--layout", "files"])
    new = "## [LRN-20260302-001] insight\n\n**Logged**: 2026-03-02\n**Status**: pending\n"
    here.write(".learnings/learnings/LRN-20260302-001.md", new)
    assert main(["convert", "--layout", "log"]) == 0
    text = (here.path / ".learnings/LEARNINGS.md").read_text()
    assert text.startswith(AGENT.rstrip())
    assert new.strip() in text


def test_a_link_to_no_file_is_refused_with_its_line(here, capsys):
    here.write(".learnings/LEARNINGS.md", AGENT)
    main(["convert", "--layout", "files"])
    (here.path / ".learnings/learnings/LRN-20260301-001.md").unlink()
    assert main(["convert", "--layout", "log"]) == 2
    assert "LEARNINGS.md:3: there is no entry at" in capsys.readouterr().err


LINES = st.lists(
    st.sampled_from(
        [
            "## [LRN-20260301-{n:03d}] insight", "### Summary", "**Status**: pending", "", "text",
            "---", "```", "~~~", "# Part", "- [a](b.md)", "[a](#part)", "## 2026-03-01 note",
            "<!-- x", "-->", "   ", "| a | b |", "\t", "é\u2028", "\x0c",
        ]
    ),
    max_size=40,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_the_layouts_are_lossless_on_any_text(lines, newline, ended):
    numbered = [line.format(n=number) for number, line in enumerate(lines)]
    text = newline.join(numbered) + (newline if ended else "")
    path = ".learnings/LEARNINGS.md"
    log = parse(text.encode(), path)
    made = split(log, lambda _: False)
    files = {name: parse(data.encode(), name) for name, data in made.files.items()}
    left = parse(made.text.encode(), path)
    again, used = join(left, files, lambda _: False)
    assert again.replace("(LEARNINGS.md#part)", "(#part)") == text
    assert sorted(used) == sorted(files)


@pytest.mark.parametrize("target", ["operations", "domain:security", "compact"])
def test_a_run_that_was_killed_before_the_source_was_written_is_completed(here, target):
    here.write(".learnings.toml", 'preset = "compact"\n' if target == "compact" else "")
    issue = ERROR.replace("ERR-20260301-002", "OPS-20260301-002")
    sources = {
        ".learnings/LEARNINGS.md": AGENT,
        ".learnings/ERRORS.md": ERROR if target != "compact" else "# Errors\n",
        ".learnings/OPERATIONS_ISSUES.md": "" if target != "compact" else issue,
    }
    for path, text in sources.items():
        if text:
            here.write(path, text)
    assert main(["convert", "--to", target]) == 0
    after = everything(here)
    source = ".learnings/OPERATIONS_ISSUES.md" if target == "compact" else ".learnings/ERRORS.md"
    here.write(source, sources[source])
    assert main(["convert", "--to", target]) == 0
    assert everything(here) == after
