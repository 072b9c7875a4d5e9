"""`learnings index`: the same logs give the same page, whatever a title holds."""

from __future__ import annotations

import pytest

from learnings.cli import main
from learnings.markdown.structure import anchors, links, tables
from learnings.organising.index import escaped
from learnings.organising.index_block import block_of, laid_into, listed

ENTRY = """\
## [{id}] {title}

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: {status}
**Area**: infra

### Summary
Broke

### Metadata
- Pattern-Key: {key}
"""
HOSTILE = (
    "a | b [x](http://evil.example) <img src=x> @ada `c` *d* ![i](j) <!-- learnings index: end -->",
    "https://evil.example www.evil.example ada@evil.example \x1b[31m \u202e",
    "] ) \\ & &lt; $x$ ~~gone~~",
)


def entry(id: str, title: str = "slow", status: str = "pending", key: str = "a.b") -> str:
    return ENTRY.format(id=id, title=title, status=status, key=key)


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def page(here, path: str = ".learnings/INDEX.md") -> str:
    return (here.path / path).read_text(encoding="utf-8")


def test_it_lists_logs_of_stacked_skills_and_counts_keys_in_archives(here, capsys):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001"))
    here.write(".learnings/security/LEARNINGS.md", entry("LRN-20260301-001"))
    here.write(".learnings/archive/ERRORS.md", entry("ERR-20260201-001", status="resolved"))
    here.write("service/.learnings/ERRORS.md", entry("ERR-20260301-002"))
    assert main(["index"]) == 0
    assert capsys.readouterr().out.count("wrote ") == 2
    text = page(here)
    found = listed(text)
    assert [item.key for item in found or ()] == ["ERR-20260301-001", "LRN-20260301-001"]
    assert "| a.b | 3 |" in text
    assert "- [archive/ERRORS.md](archive/ERRORS.md): 1 entry" in text
    assert [item.key for item in listed(page(here, "service/.learnings/INDEX.md")) or ()] == [
        "ERR-20260301-002"
    ]


def test_each_id_leads_to_its_heading_even_where_two_are_alike(here):
    text = entry("ERR-20260301-001", "slow") + "\n" + entry("ERR-20260301-001", "slow")
    here.write(".learnings/ERRORS.md", text)
    main(["index"])
    known = anchors(text)
    targets = [link.target for link in links(page(here)) if "#" in link.target]
    assert len(set(targets)) == 2
    assert {target.partition("#")[2] for target in targets} <= known


def test_the_same_logs_give_the_same_bytes_and_nothing_is_written_twice(here, capsys):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001"))
    main(["index"])
    first = page(here)
    capsys.readouterr()
    main(["index"])
    assert capsys.readouterr().out == "up to date: .learnings/INDEX.md\n"
    assert page(here) == first


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_and_nothing_else(here, title):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001", title))
    assert main(["index"]) == 0
    text = page(here)
    assert [link.target for link in links(text) if not link.target.startswith("ERRORS.md")] == []
    assert [len(row) for row in tables(text)[0].rows] == [5]
    assert "\x1b" not in text
    assert "<img" not in text.replace("\\<img", "")
    assert [item.key for item in listed(text) or ()] == ["ERR-20260301-001"]
    assert block_of(text) is not None
    assert main(["index", "--check"]) == 0


def test_no_sign_of_a_text_acts():
    assert escaped("a|b") == "a\\|b"
    assert escaped("snake_case _em_") == "snake_case \\_em\\_"
    assert "://" not in escaped("https://x")


def test_what_a_person_wrote_around_the_block_stays_in_its_line_ends(here):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001"))
    here.write(".learnings/INDEX.md", "# Ours\r\n\r\nRead this first.\r\n")
    main(["index", "--by", "status"])
    text = (here.path / ".learnings/INDEX.md").read_bytes().decode()
    assert text.startswith("# Ours\r\n\r\nRead this first.\r\n\r\n<!-- learnings index: begin")
    assert "\n" not in text.replace("\r\n", "")
    assert "## pending" in text
    here.write(".learnings/INDEX.md", text + "And this last.\r\n")
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001", status="resolved"))
    main(["index"])
    text = (here.path / ".learnings/INDEX.md").read_bytes().decode()
    assert "## resolved" in text
    assert text.endswith("end -->\r\nAnd this last.\r\n")


def test_check_says_what_differs_and_writes_nothing(here, capsys):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001") + entry("ERR-20260301-002"))
    assert main(["index", "--check"]) == 1
    assert "there is none" in capsys.readouterr().out
    main(["index"])
    before = page(here)
    here.write(
        ".learnings/ERRORS.md",
        entry("ERR-20260301-002", status="resolved") + entry("ERR-20260301-003"),
    )
    capsys.readouterr()
    assert main(["index", "--check"]) == 1
    out = capsys.readouterr().out
    assert "ERR-20260301-001 is gone" in out
    assert "ERR-20260301-003 is missing (.learnings/ERRORS.md:13)" in out
    assert "ERR-20260301-002 shows pending, the entry resolved" in out
    assert page(here) == before


def test_markers_that_make_no_block_are_refused(here, capsys):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001"))
    here.write(".learnings/INDEX.md", "<!-- learnings index: end -->\n")
    assert main(["index"]) == 2
    assert ".learnings/INDEX.md: the markers" in capsys.readouterr().err
    assert page(here) == "<!-- learnings index: end -->\n"


def test_a_link_in_the_place_of_the_index_is_refused(here):
    here.write(".learnings/ERRORS.md", entry("ERR-20260301-001"))
    here.write("elsewhere.md", "x\n")
    (here.path / ".learnings/INDEX.md").symlink_to("../elsewhere.md")
    assert main(["index"]) == 3
    assert page(here, "elsewhere.md") == "x\n"


def test_a_block_is_laid_into_nothing_and_into_itself():
    block = "<!-- learnings index: begin, by log -->\n\n<!-- learnings index: end -->"
    text = laid_into(None, block)
    assert laid_into(text, block) == text
