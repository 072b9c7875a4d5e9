"""The conventions of the house: what a reader may rely on without being told each time."""

from __future__ import annotations

import datetime as dt
import importlib
import random
import re
import textwrap
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from learnings import registry
from learnings.check import GROUPS
from learnings.cli import COMMANDS
from learnings.diagnostic import Confidence, Severity
from learnings.engine import Engine
from learnings.markdown import parse
from learnings.privacy.recipe import cook
from learnings.settings import defaults, load

from .checks.learning import LOG, Past

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 3, 10)
NAMES = registry.built_in_names()
PATH = re.compile(r"<!-- path: (\S+) -->\n")
FILES = re.compile(r"<!-- files: (.+?) -->\n")
# What the log held besides what it holds: before the change, on another branch, long ago.
BEFORE, ELSEWHERE, ONCE = "Before", "On another branch", "Long ago"
# What is set for an example, as TOML.
SETTINGS = re.compile(r"^<!-- settings: (.+?) -->\n")
FILE = re.compile(r"^<!-- file: (\S+) -->\n", re.MULTILINE)


class Tree:
    """Files that exist; each names every ID, as a page that took an entry in does."""

    def __init__(self, names: list[str], text: str, own: dict[str, str]) -> None:
        self.names = [*names, *own]
        self.content = text
        self.own = own

    def exists(self, path: str) -> bool:
        return path.rstrip("/") in ("", ".") or any(
            name == path or name.startswith(f"{path.rstrip('/')}/") for name in self.names
        )

    def text(self, path: str) -> str | None:
        return self.own.get(path, self.content) if path in self.names else None


def examples(page: str, title: str) -> list[str]:
    """The indented blocks under a heading of a page; each is a log."""
    found = re.search(rf"^### {title}\n(.*?)(?=^### [A-Z]|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no ### {title}"
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", found[1] + "\n", re.MULTILINE)
    return [textwrap.dedent(block).strip("\n") + "\n" for block in blocks if block.strip()]


def parts(text: str) -> tuple[str, dict[str, str]]:
    """The log of an example, and the other files in it."""
    text, *others = FILE.split(text)
    own = dict(zip(others[::2], others[1::2], strict=True))
    return own.pop(LOG, text), own


def told(page: str, title: str) -> str | None:
    """The one block under a heading of a page that need not be there."""
    return examples(page, title)[0] if f"### {title}\n" in page else None


def change(page: str, text: str, files: dict[str, str]) -> Past | None:
    """The past that a page tells of, if it does."""
    before = told(page, BEFORE)
    if before is None:
        return None
    old, had = parts(before)
    touched = [name for name, content in files.items() if had.get(name) != content]
    branch = told(page, ELSEWHERE)
    branches = {"origin/disk": branch} if branch else {}
    return Past(text, old, branches=branches, once=told(page, ONCE) or "", touched=touched)


def judge(text: str, page: str = "") -> list[tuple[str, Severity]]:
    """What all checks say of an example, as a change where its page tells what was before."""
    path = LOG
    settings = replace(defaults(), confidence=Confidence.LOW)
    if found := SETTINGS.match(text):
        settings = replace(settings, **tomllib.loads(found[1]))
        text = text[found.end() :]
    # Examples of secrets are recipes, so that no scanner takes a page for a leak.
    text = cook(text, random.Random(7))
    text, own = parts(text)
    if found := PATH.match(text):
        path, text = found[1], text[found.end() :]
    files = [path]
    if listed := FILES.match(text):
        files, text = [path, *re.split(r",\s*", listed[1])], text[listed.end() :]
    log = parse(text.encode(), path)
    ids = " ".join(entry.id for entry in log.entries)
    tree = Tree(files, f"---\nname: x\ndescription: y\n---\n{ids}\n", own)
    engine = Engine(settings, today=TODAY, tree=tree)
    past = change(page, text, own)
    if past is not None:
        engine.history, engine.changes = past, past.changes([log])
    result = engine.run([log])
    return [(item.check, item.severity) for item in result.diagnostics]


def test_the_list_and_the_folder_of_the_checks_are_the_same_set_in_alphabetical_order():
    package = importlib.import_module("learnings.checks")
    modules = {path.stem for path in (ROOT / "checks").glob("*.py") if path.stem[0] != "_"}
    assert {name.replace("-", "_") for name in package.CHECKS} == modules
    assert list(package.CHECKS) == sorted(package.CHECKS)


def test_the_checks_have_one_identity():
    import sys

    assert "checks" not in sys.modules


@pytest.mark.parametrize("name", NAMES)
class TestEachCheck:
    def test_is_named_for_its_module_and_belongs_to_a_group(self, name):
        check = registry.checks()[name]
        assert check.name == name
        assert re.fullmatch(r"[a-z]+(-[a-z]+){0,3}", name)
        assert check.group in GROUPS

    def test_has_a_page_that_begins_with_one_short_sentence(self, name):
        title = registry.checks()[name].title
        assert len(title) < 72
        assert title.endswith(".")

    def test_has_a_table_of_tests(self, name):
        module = name.replace("-", "_")
        tables = ROOT / "tests" / "checks" / f"test_{module}.py"
        elsewhere = [ROOT / "tests" / "test_suppress.py", ROOT / "tests" / "test_exposed.py"]
        elsewhere.append(ROOT / "tests" / "test_allowance.py")
        assert tables.exists() or any(name in page.read_text("utf-8") for page in elsewhere)

    def test_reports_its_bad_examples(self, name):
        for text in examples(registry.checks()[name].page, "Bad"):
            found = judge(text, registry.checks()[name].page)
            assert name in [check for check, _ in found], text

    def test_nothing_is_wrong_with_its_good_examples(self, name):
        for text in examples(registry.checks()[name].page, "Good"):
            found = judge(text, registry.checks()[name].page)
            bad = [(check, level) for check, level in found if level != Severity.NOTE]
            assert bad == [], text

    def test_is_of_a_readable_size(self, name):
        path = ROOT / "checks" / f"{name.replace('-', '_')}.py"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_a_module_with_the_help_that_the_list_shows(name):
    module = importlib.import_module(f"learnings.commands.{name.replace('-', '_')}")
    assert COMMANDS[name] == module.HELP
    assert f"`{name}`" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_the_generated_files_are_current(capsys):
    generate = importlib.util.spec_from_file_location("generate", ROOT / "scripts" / "generate.py")
    assert generate is not None
    assert generate.loader is not None
    module = importlib.util.module_from_spec(generate)
    generate.loader.exec_module(module)
    assert module.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for folder in ("learnings", "checks", "hooks")
        for path in (ROOT / folder).rglob("*.py")
    ),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_module_says_what_it_is_for_and_fits_on_a_few_screens(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()) <= 300


def test_no_module_is_named_for_nothing():
    names = {path.stem for path in ROOT.glob("*/**/*.py") if ".venv" not in path.parts}
    assert not names & {"utils", "util", "helpers", "misc", "common", "base"}


def test_our_own_log_is_clean():
    from learnings.collect import from_work_tree

    settings = load(str(ROOT))
    collection = from_work_tree([], settings)
    result = Engine(settings, today=dt.date(2026, 11, 21), tree=collection.tree).run(
        collection.logs
    )
    assert collection.logs
    assert [item for item in result.diagnostics if item.severity == Severity.ERROR] == []
