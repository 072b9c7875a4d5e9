"""`learnings assign-ids`: a journal becomes entries, and nothing else changes."""

from __future__ import annotations

import re

import pytest

from learnings.cli import main
from learnings.markdown import parse

PATH = ".learnings/notes.md"
SEQUENCE = 'ids = { style = "sequence" }\n'


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write(".learnings.toml", SEQUENCE)
    return repository


HEADINGS = {
    "a date and a title": ("## 2026-03-01 — cache", "## [LRN-20260301-001] cache"),
    "a date alone": ("## 2026-03-01", "## [LRN-20260301-001]"),
    "a date in brackets": ("## [2026-03-01] cache", "## [LRN-20260301-001] cache"),
    "a date with a colon": ("## 2026-03-01: cache", "## [LRN-20260301-001] cache"),
    "another level": ("### 2026/03/01 cache", "### [LRN-20260301-001] cache"),
    "an emoji before the date": ("## 🔥 2026-03-01 cache", "## [LRN-20260301-001] 🔥 cache"),
    "a date with a time": ("## 2026-03-01 10:30 cache", "## [LRN-20260301-001] cache"),
}


@pytest.mark.parametrize(("old", "new"), HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_id_takes_the_place_of_the_date(here, old, new, newline):
    text = f"# Notes\n\n{old}\n\nIt was cold.\n\n- **Fix**: warm it\n".replace("\n", newline)
    here.write(PATH, text)
    assert main(["assign-ids"]) == 0
    after = (here.path / PATH).read_bytes().decode()
    time = "T10:30:00" if "10:30" in old else ""
    logged = f"{newline}{newline}**Logged**: 2026-03-01{time}"
    assert after == text.replace(old, f"{new}{logged}")


def test_a_second_run_does_nothing(here, capsys):
    here.write(PATH, "# Notes\n\n## 2026-03-01 a\n\nx\n\n## 2026-03-02 b\n\ny\n")
    main(["assign-ids"])
    before = (here.path / PATH).read_bytes()
    capsys.readouterr()
    assert main(["assign-ids"]) == 0
    assert capsys.readouterr().out == "nothing to do: every entry has an ID\n"
    assert (here.path / PATH).read_bytes() == before


def test_ids_are_counted_from_the_oldest_on_and_none_is_taken_twice(here):
    here.write(".learnings/LEARNINGS.md", "## [LRN-20260301-001] insight\n\n**Status**: pending\n")
    here.write(PATH, "## 2026-03-02 c\n\nx\n\n## 2026-03-01 b\n\ny\n\n## 2026-03-01 a\n\nz\n")
    main(["assign-ids"])
    found = parse((here.path / PATH).read_bytes(), PATH).entries
    assert [(item.id, item.title) for item in found] == [
        ("LRN-20260302-001", "c"),
        ("LRN-20260301-003", "b"),
        ("LRN-20260301-002", "a"),
    ]


def test_fields_under_a_plain_heading_become_an_entry(here):
    text = (
        "# Errors\n\n## Slow cache\n\n**Status**: pending\n**Logged**: 2026-03-01T09:00:00Z\n\nx\n"
    )
    here.write(".learnings/ERRORS.md", text)
    assert main(["assign-ids"]) == 0
    after = (here.path / ".learnings/ERRORS.md").read_text()
    assert after == text.replace("## Slow", "## [ERR-20260301-001] Slow")


def test_an_entry_without_a_date_is_left_and_named(here, capsys):
    text = "# Errors\n\n## Slow cache\n\n**Status**: pending\n**Priority**: high\n\nx\n"
    here.write(".learnings/ERRORS.md", text)
    assert main(["assign-ids"]) == 0
    assert "ERRORS.md:3: Slow cache has no ID still: no date" in capsys.readouterr().out
    assert (here.path / ".learnings/ERRORS.md").read_text() == text


def test_a_status_is_set_only_if_one_is_named(here, capsys):
    here.write(PATH, "## 2026-03-01 a\n\nx\n")
    assert main(["assign-ids", "--status", "open"]) == 2
    assert "the preset agent has pending" in capsys.readouterr().err
    assert main(["assign-ids", "--status", "pending", "--kind", "error"]) == 0
    text = (here.path / PATH).read_text()
    assert text.startswith(
        "## [ERR-20260301-001] a\n\n**Logged**: 2026-03-01\n**Status**: pending\n\nx\n"
    )
    assert main(["lint", "--fail-on", "error"]) == 0


def test_random_ids_are_the_usual_ones(here):
    here.write(".learnings.toml", "")
    here.write(PATH, "## 2026-03-01 a\n\nx\n")
    main(["assign-ids"])
    assert re.match(r"## \[LRN-20260301-[A-Z][A-Z0-9]{2}\] a\n", (here.path / PATH).read_text())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"## 2026-03-01 a\n\n<<<<<<< x\na\n=======\nb\n>>>>>>> y\n", 2),
        (b"## 2026-03-01 a\n\n\xff\n", 3),
    ],
    ids=["conflict markers", "bytes that are not UTF-8"],
)
def test_a_log_that_cannot_be_read_surely_is_refused(here, text, code, capsys):
    here.write(PATH, text)
    assert main(["assign-ids"]) == code
    assert "nothing was written" in capsys.readouterr().err
    assert (here.path / PATH).read_bytes() == text


def test_only_what_is_named_is_changed(here):
    here.write(PATH, "## 2026-03-01 a\n\nx\n")
    here.write(".learnings/other.md", "## 2026-03-01 b\n\nx\n")
    assert main(["assign-ids", PATH]) == 0
    assert (here.path / ".learnings/other.md").read_text() == "## 2026-03-01 b\n\nx\n"


UNDERLINED = {
    "with a line of equals signs": ("2026-03-01 cache\n=====", "[LRN-20260301-001] cache\n====="),
    "with a line of hyphens": ("2026-03-01: cache\n-----", "[LRN-20260301-001] cache\n-----"),
}


@pytest.mark.parametrize(("old", "new"), UNDERLINED.values(), ids=UNDERLINED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_heading_is_underlined(here, old, new, newline):
    text = f"{old}\n\nIt was cold.\n".replace("\n", newline)
    here.write(PATH, text)
    assert main(["assign-ids"]) == 0
    after = (here.path / PATH).read_bytes().decode().replace(newline, "\n")
    assert after == f"{new}\n\n**Logged**: 2026-03-01\n\nIt was cold.\n"
    assert [item.id for item in parse(after.encode(), PATH).entries] == ["LRN-20260301-001"]


PASSED = {
    "a month in words": ("## March 4, 2026", "its date is not read: write it as YYYY-MM-DD"),
    "a day before its month": ("## 4 March 2026: x", "its date is not read"),
    "a weekday": ("## Monday, March 2, 2026", "its date is not read"),
    "numbers in an order that nobody knows": ("## 04.03.2026", "its date is not read"),
    "a date inside another note": ("### 2026-03-06: sub", "it is a part of 2026-03-05"),
}


@pytest.mark.parametrize(("heading", "reason"), PASSED.values(), ids=PASSED)
def test_names_what_it_passes_over(here, heading, reason, capsys):
    here.write(PATH, f"# Notes\n\n## 2026-03-05\n\nx\n\n{heading}\n\ny\n")
    assert main(["assign-ids"]) == 0
    title = heading.lstrip("# ")
    assert f"notes.md:7: {title} has no ID still: {reason}" in capsys.readouterr().out
    assert heading in (here.path / PATH).read_text()


SILENT = {
    "a heading that groups others": "## March 4, 2026\n\n### 2026-03-04 a\n\nx\n",
    "a month alone": "## March 2026\n\nx\n",
    "a date in a fence": "```\n## March 4, 2026\n\ntext\n```\n",
    "a date in an entry that has an ID": "## [LRN-20260301-001] a\n\n### March 4, 2026\n\nx\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_passes_over_without_a_word(here, text, capsys):
    here.write(PATH, f"# Notes\n\n{text}")
    assert main(["assign-ids"]) == 0
    assert "has no ID still" not in capsys.readouterr().out


def test_entries_without_a_status_are_told_of(here, capsys):
    here.write(PATH, "# Notes\n\n## 2026-03-05\n\nx\n\n## 2026-03-06\n\n**Status**: done\n\ny\n")
    assert main(["assign-ids"]) == 0
    assert "1 of 2 have no status" in capsys.readouterr().out
    here.write(PATH, "# Notes\n\n## 2026-03-05\n\nx\n")
    assert main(["assign-ids", "--status", "pending"]) == 0
    assert "no status" not in capsys.readouterr().out
