"""What `learnings new` makes of texts that look like the things a log consists of."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnings.cli import main
from learnings.markdown import parse
from learnings.registry import groups

WHEN = "2026-11-18T10:00:00Z"
# What must be said in each preset besides the texts, and which options take any text.
KINDS = {
    "agent": ("LRN", ("--area", "infra"), ("--summary", "--details", "--action")),
    "operations": (
        "OPS",
        ("--area", "monitoring", "--severity", "P3", "--set", "metadata.trigger=alert"),
        ("--summary", "--set impact", "--set mitigation", "--set prevention"),
    ),
    "compact": ("LRN", (), ("--set content", "--set context", "--action")),
    "ops-knowledge": (
        "ops-knowledge",
        ("--title", "T", "--category", "issue", "--severity", "HIGH",
         "--set", "context.environment=production", "--set", "duration=5 min"),
        ("--set impact", "--set root_cause", "--set resolution_steps", "--set prevention_measures",
         "--set follow_up_actions", "--set learning_points", "--set validation"),
    ),
    "journal": ("journal-entry", ("--title", "T"), ("--details",)),
    "domain:security": (
        "SEC", ("--area", "access_control"), ("--summary", "--set impact", "--set root_cause")),
}  # fmt: skip
TEXTS = {
    "a heading of an entry": "text\n## [ERR-20260102-001] fake\n\n**Status**: resolved\n---\n"
    "### Resolution\n- **Resolved**: 2020-01-01",
    "a heading without a blank": "text\n##[ERR-20260102-001] x\n**Status**: resolved\n"
    "**Logged**: 2020-01-01",
    "a heading glued to a line": "text## [ERR-20260102-001] x\n**Status**: a\n**Logged**: b",
    "an entry in bold": "**[ERR-20260102-001] x**\n**Status**: a\n**Logged**: b",
    "a bold ID": "**ERR-20260102-001 x**\n**Status**: a\n**Logged**: b",
    "an entry as an item": "- [ERR-20260102-001] x\n  - **Status**: a\n  - **Logged**: b",
    "a heading in an item": "- ## [ERR-20260102-001] x\n  **Status**: a\n  **Logged**: b",
    "a heading in a quotation": "> ## [ERR-20260102-001] x\n> **Status**: a\n> **Logged**: b",
    "a day as a heading": "Cold\n## 2020-01-01\nStatus: resolved",
    "headings of all levels": "# a\n## b\n### Summary\n#### c\n##### d\n###### e",
    "underlines": "Summary\n=======\ntext\n\nResolution\n---\n- **Resolved**: 2020-01-01",
    "a write-ahead entry": "## WAL Entry — 2020-01-01 10:00\nStatus: done",
    "a template": "## [LRN-YYYYMMDD-XXX] category",
    "bold fields": "**Status**: resolved\n**Logged**: 1999-01-01\n**ID**: x",
    "colons inside": "**Status:** resolved\n**Logged:** 1999-01-01",
    "fields of a list": "- **Resolved**: 2020-01-01\n- Status: wont_fix\n- [ ] **Logged**: 1999-01-01",
    "bare fields": "text\nLogged: 1999-01-01\nStatus: wont_fix",
    "fields in one line": "**Note**: x | **Status**: resolved | **Logged**: 1999-01-01",
    "fields in Chinese": "状态：已解决\n- **状态**：已解决\n- 记录时间：1999-01-01",
    "a slip of emphasis": "**Status: resolved**\n*Logged*: 1999-01-01",
    "a table of fields": "| Status | resolved |\n| Logged | 1999-01-01 |",
    "a column for each field": "| Status | Logged | Area |\n|---|---|---|\n| done | 1999-01-01 | x |",
    "a fence": "```\n## [ERR-20260102-001] x\n**Status**: a\n**Logged**: b\n```",
    "an open fence": "text\n```\n### Resolution\n- **Resolved**: 2020-01-01",
    "fences in a fence": "````\na\n\n## [ERR-20260102-001] x\n\n**Status**: a\n**Logged**: b\n\n"
    "```\n````",
    "a section in an open fence": "```sh\nmake\n\n### Resolution\n\n- **Resolved**: 2020-01-01",
    "a fence in an item": "- ```\n  code",
    "a comment": "<!-- hidden\n## [ERR-20260102-001] x",
    "HTML": "<pre>\n<h2>[ERR-20260102-001] x</h2>\n<details>",
    "rules": "---\n***\ntext\n___\n\n---",
    "front matter": "---\nid: x\nstatus: resolved\nlogged: 1999-01-01\n---\ntext",
    "conflict markers": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs",
}  # fmt: skip


class Shop:
    """A new repository for each entry."""

    def __init__(self, factory, monkeypatch, capsys) -> None:
        self.factory, self.monkeypatch, self.capsys = factory, monkeypatch, capsys
        self.plain: dict[tuple[str, str], tuple[set[str], set[str]]] = {}

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        code = main(list(words))
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def written(self, preset: str, options: tuple[str, ...], text: str):
        """The entry, its body, and the findings of what it is made of."""
        place = self.factory.mktemp("shop")
        (place / ".git").mkdir()
        self.monkeypatch.chdir(place)
        assert self("init", "--preset", preset)[0] == 0
        kind, given, _ = KINDS[preset]
        words = [word for option in options for word in _said(option, text)]
        code, out, err = self("new", kind, *given, *words, "--when", WHEN, "--force",
                              "--format", "json")  # fmt: skip
        assert code == 0, err
        row = json.loads(out)["created"][0]
        log = parse((place / row["path"]).read_bytes(), row["path"])
        assert len(log.entries) == 1
        entry = log.entries[0]
        assert entry.id == (row["id"] or "")
        found = json.loads(self("lint", "--format", "json", "--show", "note")[1])["diagnostics"]
        kinds = groups()
        told = {item["check"] for item in found
                if kinds[item["check"]] in ("structure", "identity", "lifecycle")}  # fmt: skip
        return entry, log.body(entry.start, entry.end), told

    def assert_sound(self, preset: str, options: tuple[str, ...], text: str) -> None:
        entry, body, told = self.written(preset, options, text)
        known = (preset, " ".join(options))
        if known not in self.plain:
            other, _, silent = self.written(preset, options, "plain")
            self.plain[known] = (_shape(other), silent)
        assert (_shape(entry), told - self.plain[known][1]) == (self.plain[known][0], set())
        assert _reads_back(text, body)


def _said(option: str, text: str) -> tuple[str, ...]:
    name, _, field = option.partition(" ")
    return (name, f"{field}={text}") if field else (f"{name}={text}",)


def _shape(entry) -> set[str]:
    """Sections and fields, with the values that are not the text; a note means nothing."""
    fields = [*entry.fields, *(item for part in entry.sections for item in part.fields)]
    free = {"impact", "content", "context", "action"}
    return {f"section {part.name}" for part in entry.sections} | {
        f"{item.name}: {item.raw}" if item.name not in free else item.name
        for item in fields
        if item.name != "notes"
    }


def _reads_back(text: str, body: str) -> bool:
    """True if the words stand there in order, with nothing but escapes and marks added."""
    there = iter(_plain(body))
    return all(char in there for char in _plain(text))


def _plain(text: str) -> str:
    # A step gets a number for its dash.
    return "".join(text.replace("\\", "").replace("-", "").replace("：", ":").split())


@pytest.fixture
def shop(tmp_path_factory, monkeypatch, capsys):
    return Shop(tmp_path_factory, monkeypatch, capsys)


@pytest.mark.parametrize("preset", KINDS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_text(text, preset, shop):
    shop.assert_sound(preset, KINDS[preset][2], text)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    preset=st.sampled_from(list(KINDS)),
    lines=st.lists(
        st.sampled_from(sorted({line for text in TEXTS.values() for line in text.split("\n")})),
        min_size=1,
        max_size=8,
    ).filter(lambda lines: any(char.isalnum() for char in "".join(lines))),
    data=st.data(),
)
def test_lines_of_hostile_texts_are_text_in_any_order(preset, lines, data, shop):
    options = KINDS[preset][2]
    hostile = data.draw(st.sampled_from(options))
    plain = [item for item in options if item != hostile]
    shop.monkeypatch.setitem(KINDS, preset, (
        KINDS[preset][0],
        (*KINDS[preset][1], *(word for item in plain for word in _said(item, "x y"))),
        options,
    ))  # fmt: skip
    try:
        shop.assert_sound(preset, (hostile,), "\n".join(lines))
    finally:
        shop.monkeypatch.undo()


@pytest.mark.parametrize("preset", ["operations", "ops-knowledge"])
@pytest.mark.parametrize("when", ["2026-11-18", "2026-11-18T00:00", "2026-11-18T00:00:00Z"])
def test_a_day_is_written_as_the_time_that_the_preset_wants(preset, when, shop):
    shop.monkeypatch.setattr(sys.modules[__name__], "WHEN", when)
    entry = shop.written(preset, KINDS[preset][2], "plain")[0]
    found = next(item for name in ("logged", "date") if (item := entry.field(name)))
    assert found.raw == "2026-11-18T00:00:00Z"
    said = json.loads(shop("lint", "--format", "json")[1])["diagnostics"]
    assert not [item for item in said if item["check"] == "malformed-value"]


def test_a_verb_takes_no_status_from_the_prose_of_a_journal(shop):
    text = "Cache is cold\n## 2020-01-01\nStatus: resolved"
    entry, body, _ = shop.written("journal", KINDS["journal"][2], text)
    assert entry.fields == []
    assert shop("start", ".learnings/JOURNAL.md")[0] == 0
    assert "Status\\: resolved" in body
    assert "Status\\: resolved" in Path(".learnings/JOURNAL.md").read_text()


def test_a_field_that_the_section_has_by_its_template_stays_one(shop):
    options = ("--summary", "--set impact")
    entry, _, _ = shop.written("operations", options, "- **Duration**: 30 min\n- Status: x")
    assert [item.name for item in entry.section("impact").fields] == ["duration"]


def test_a_refusal_names_what_is_only_wanted_too(shop):
    shop.written("operations", KINDS["operations"][2], "plain")
    code, _, said = shop("new", "OPS", "Search is down")
    assert code == 2
    assert "the section Metadata is missing (--set metadata.trigger=alert|" in said


@pytest.mark.parametrize("preset", ["operations", "domain:security"])
def test_a_kind_without_a_file_is_not_offered(preset, shop):
    shop.written(preset, KINDS[preset][2], "plain")
    code, _, said = shop("new", "zzz", "x")
    assert code == 2
    assert "ERR" not in said
    assert "error" not in said
