"""The documentation: sessions print what they show, examples are clean, links lead somewhere."""

from __future__ import annotations

import functools
import importlib
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from learnings.cli import COMMANDS, main
from learnings.markdown import parse
from learnings.markdown.structure import anchors, links
from learnings.preset import Presets, recognise
from learnings.record import record
from learnings.settings import options

from .inside import inside

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]
FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)`*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
ROW = re.compile(r"^\| (?P<cells>.*) \|$", re.MULTILINE)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(text: str, language: str) -> Iterator[tuple[dict[str, str], str]]:
    """The fenced blocks in a language: the `key=value` behind it, and the text."""
    for found in FENCE.finditer(text):
        word, *rest = found["info"].split() or [""]
        if word == language:
            yield dict(item.split("=", 1) for item in rest), found["body"]


def table(text: str, header: str) -> list[list[str]]:
    """The rows of the table with that first line; back-ticks around a cell are dress."""
    start = text.index(f"{header}\n") + len(header) + 1
    rows = [item["cells"] for item in ROW.finditer(text[start : text.index("\n\n", start)] + "\n")]
    return [
        [cell.strip(" ").replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)]
        for row in rows[1:]
    ]


# --- sessions --------------------------------------------------------------------------------

SESSIONS = (
    "README.md",
    "docs/authoring.md",
    "docs/tutorial.md",
    "docs/fixing.md",
    "docs/history.md",
    "docs/hooks.md",
    "docs/organising.md",
    "docs/promotion.md",
    "docs/queries.md",
    "docs/review.md",
    "docs/starting.md",
    "docs/lifecycle.md",
)


def steps(text: str) -> Iterator[tuple[str, str, str]]:
    """What a session does, in order: (`write`, path, text) or (`run`, command, output)."""
    for found in FENCE.finditer(text):
        language, *rest = found["info"].split() or [""]
        given = dict(item.split("=", 1) for item in rest if "=" in item)
        if "file" in given:
            yield "write", given["file"], found["body"]
        elif language == "console" and "unchecked" not in rest:
            for part in re.split(r"^(?=\$ )", found["body"], flags=re.MULTILINE):
                if part.strip():
                    command, _, output = part.partition("\n")
                    yield "run", command.removeprefix("$ "), output


SHELL = re.compile(r"[|&;<>$`*?~#(){}!\n\\]")


def played(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a command says; one of ours that needs no shell is run without a process."""
    words = [] if SHELL.search(command) else shlex.split(command)
    if words[:1] == ["learnings"]:
        return inside(main, words[1:], folder, environment, together=True).stdout
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder, env=environment, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ).stdout  # fmt: skip


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_prints_what_the_page_shows(name, repository):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    ran = 0
    for what, first, second in steps(page(name)):
        if what == "write":
            repository.write(first, second)
            continue
        said = played(first, repository.path, environment)
        shown = said.replace(str(repository.path), "/home/ada/billing")
        assert shown.strip() == second.strip(), f"$ {first}"
        ran += 1
    assert ran, f"{name} shows no session"


# --- what is documented ----------------------------------------------------------------------

EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
WRITTEN_BY_HAND = "\n".join(
    text for path in PAGES if "do not edit" not in (text := path.read_text(encoding="utf-8"))[:80]
)
HOOKS = importlib.import_module("learnings.hooks.manifest").HOOKS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_told_of_by_hand_and_in_the_reference(name):
    assert f"## learnings {name}\n" in page("docs/commands.md")
    assert f"learnings {name}" in WRITTEN_BY_HAND


@pytest.mark.parametrize("name", [option.name for option in options()])
def test_a_setting_has_a_chapter(name):
    assert f"## {name}\n" in page("docs/settings.md")


@pytest.mark.parametrize("name", [hook.id for hook in HOOKS])
def test_a_hook_is_told_of(name):
    assert f"`{name}`" in page("docs/hooks.md")


@pytest.mark.parametrize("name", Presets.load().names())
def test_a_preset_has_a_chapter(name):
    assert f"## {name}\n" in page("docs/presets.md")


def test_every_page_can_be_reached_from_the_readme():
    seen: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        seen.add(here)
        for link in links(here.read_text(encoding="utf-8")):
            target = (here.parent / link.target.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.is_file():
                ahead.append(target)
    assert set(DOCS) <= seen


# --- links -----------------------------------------------------------------------------------


@functools.cache
def anchors_of(path: Path) -> set[str]:
    """What a link can name in a page; many links lead to each."""
    return set(anchors(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_relative_link_and_anchor_leads_somewhere(path):
    broken = []
    for link in links(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z][a-z0-9+.-]*:", link.target):
            continue
        name, _, anchor = link.target.partition("#")
        target = (path.parent / name).resolve() if name else path
        found = target.exists() and (not anchor or anchor in anchors_of(target))
        if not found:
            broken.append(f"line {link.line}: {link.target}")
    assert broken == []


# --- the entry format ------------------------------------------------------------------------

FORMAT = page("docs/entry-format.md")
EXAMPLES = [
    pytest.param(given["path"], given["preset"], text, id=f"{given['preset']}: {given['path']}")
    for given, text in fences(FORMAT, "markdown")
    if "path" in given
]


def learnings(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return inside(main, words, folder, {})


# A journal has no IDs, and is told so once.
SAID = {"journal": ["entry-without-id"]}


@pytest.mark.parametrize(("path", "preset", "text"), EXAMPLES)
def test_nothing_is_wrong_with_an_example_entry_in_its_preset(path, preset, text, repository):
    repository.write(path, text)
    words = ("--today", "2026-03-03", "--confidence", "low", "--format", "json")
    done = learnings(repository.path, "lint", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)["diagnostics"]
    assert [item["check"] for item in found] == SAID.get(preset, []), done.stdout
    listed = json.loads(learnings(repository.path, "list", "--format", "json").stdout)["entries"]
    assert {entry["preset"] for entry in listed} == {preset}
    assert preset == "journal" or "note" not in {entry["kind"] for entry in listed}


def test_every_preset_has_an_example_and_the_domains_share_one():
    shown = {param.values[1].partition(":")[0] for param in EXAMPLES}
    assert shown == {name.partition(":")[0] for name in Presets.load().names()}


HEADINGS = [
    pytest.param(heading.strip("`"), meaning, id=heading.strip("`"))
    for heading, meaning in table(FORMAT, "| heading | it is |")
]


@pytest.mark.parametrize(("heading", "meaning"), HEADINGS)
def test_a_heading_is_what_the_table_says(heading, meaning):
    log = parse(f"# Log\n\n{heading}\n\nSome text.\n".encode(), ".learnings/LEARNINGS.md")
    said = "no entry"
    if log.entries:
        shapes = {"date": "an entry of a journal", "wal": "an entry of a write-ahead log"}
        said = shapes.get(log.entries[0].shape, f"the entry `{log.entries[0].id}`")
    elif any(region.reason == "template" for region in log.regions):
        said = "a template"
    assert said == meaning


def document(lines: str) -> dict[str, object]:
    text = f"# Log\n\n## [OPS-20260301-001] name\n\n{lines}\n"
    log = parse(text.encode(), ".learnings/OPERATIONS_ISSUES.md")
    presets = Presets.load()
    recognise(log, presets)
    return record(log.entries[0], log, presets)[0]


VALUES = [
    pytest.param(name, raw.strip("`"), json.loads(value.strip("`")), id=f"{name}: {raw.strip('`')}")
    for name, raw, value in table(FORMAT, "| field | as written | normal form |")
]


@pytest.mark.parametrize(("name", "raw", "expected"), VALUES)
def test_a_value_is_read_as_the_table_says(name, raw, expected):
    key = name.lower().replace("-", "_").replace(" ", "_")
    assert document(f"**{name}**: {raw}")[key] == expected


@pytest.mark.parametrize(
    ("word", "also"),
    [
        pytest.param(word.strip("`"), also, id=word.strip("`"))
        for word, also in table(FORMAT, "| word | also read |")
    ],
)
def test_the_synonyms_of_a_status_are_all_those_that_there_are(word, also):
    synonyms = Presets.load().preset("agent").kinds["learning"].synonyms["status"]
    assert also.split(", ") == [name for name, value in synonyms.items() if value == word]


def test_a_field_is_the_same_in_every_form():
    forms = next(text for given, text in fences(FORMAT, "markdown") if not given)
    lines = forms.splitlines()
    assert len(lines) > 5
    for line in lines:
        assert document(line).get("status") == "pending", line


def test_the_severities_are_mapped_as_the_table_says():
    text = re.sub(r"^ +\|", "|", FORMAT, flags=re.MULTILINE)
    rows = table(text, "| `operations` | `ops-knowledge` | also read |")
    assert len(rows) == 4
    presets = Presets.load()
    issue = presets.preset("operations").kinds["operations-issue"].synonyms["severity"]
    knowledge = presets.preset("ops-knowledge").kinds["ops-knowledge"].synonyms["severity"]
    for ours, theirs, also in rows:
        for word in [theirs.strip("`"), *also.split(", ")]:
            assert issue[word.lower()] == ours.strip("`")
        for word in [ours.strip("`"), *also.split(", ")]:
            assert knowledge[word.lower()] == theirs.strip("`")


def test_the_example_of_a_preset_and_a_schema_of_ones_own_works(repository):
    for given, text in fences(FORMAT, "toml"):
        assert not given
        old = repository.path / ".learnings.toml"
        before = old.read_text() if old.exists() else ""
        repository.write(".learnings.toml", f"{before}\n{text}")
    repository.write("schemas/incident.schema.json", next(fences(FORMAT, "json"))[1])
    repository.write(
        ".learnings/INCIDENTS.md",
        "# Incidents\n\n## [INC-20260301-001] search_down\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        "**Priority**: critical\n**Status**: parked\n\n### Summary\nSearch was down.\n",
    )
    done = learnings(repository.path, "lint", "--show", "note", "--format", "concise")
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "error[missing-field] `Owner` is missing" in said
    assert "a critical incident needs one" in said
    assert "unknown-value" not in said
