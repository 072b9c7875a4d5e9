"""The front door of the hooks: what it lets pass, `learnings lint` lets pass too."""

from __future__ import annotations

import bisect
import importlib
import itertools
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnings import door, registry
from learnings.cli import main
from learnings.exposure import CHECKS, group_of
from learnings.privacy.catalogue import catalogue
from learnings.privacy.glance import is_clean
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

ARGUMENTS = importlib.import_module("learnings.hooks.lint").arguments
SECRETS = ["--group", "secrets", "--select", "unreadable-text"]
PEOPLE = ["--group", "network", "--group", "pii"]
LOG = ".learnings/LEARNINGS.md"
ENTRY = """
## [LRN-20260301-00{}] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: infra

### Summary

{}

### Details

The worker reads its settings once.

### Suggested Action

Restart it.

---
"""
CLEAN = "# Learnings\n" + ENTRY.format(1, "Restart the worker after a change")
PLACES = (
    "It said {} again.",
    "| a | {} |",
    "`{}`",
    "```\n{}\n```",
    "**{}**",
    "<!-- {} -->",
    "({}).",
)
KEY = "AK{}IA{2*16}"


def value(recipe: str, seed: int = 1) -> str:
    return cook(recipe, random.Random(seed))


class Place:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str, **more: str) -> None:
        subprocess.run(
            ["git", *words], cwd=self.folder, check=True, capture_output=True,
            env=os.environ | more,
        )  # fmt: skip

    def write(self, path: str, text: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def stage(self, path: str, text: str | bytes) -> None:
        self.write(path, text)
        self.git("add", "-A", "-f")

    def judged(self, words: list[str]) -> tuple[bool, int]:
        """Whether the door lets it pass, and what the full way says."""
        return door.passes(words, os.environ), main(ARGUMENTS(words, os.environ))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    folder = tmp_path / "a b"
    folder.mkdir()
    place = Place(folder)
    place.git("init", "-q", "-b", "main")
    place.git("config", "user.name", "Dana")
    place.git("config", "user.email", "dana@example.org")
    place.stage(LOG, CLEAN)
    place.git("commit", "-qm", "start")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(door, "offers_checks", lambda: False)
    return place


def test_a_clean_entry_passes(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.stage(LOG, CLEAN + ENTRY.format(2, "Watch the file"))
    assert door.passes(SECRETS, os.environ)
    assert capsys.readouterr().out == "no problems in 1 file\n"
    assert door.passes(PEOPLE, os.environ)
    assert place.judged(SECRETS)[1] == 0


CASES = {
    "nothing staged": lambda place: None,
    "a key in an entry": lambda place: place.stage(LOG, CLEAN + ENTRY.format(2, value(KEY))),
    "a key in CRLF": lambda place: place.stage(
        LOG, (CLEAN + ENTRY.format(2, value(KEY))).replace("\n", "\r\n")
    ),
    "a key broken by escapes": lambda place: place.stage(
        LOG, CLEAN + ENTRY.format(2, value("gh{}p\\_{w*36}"))
    ),
    "a key broken by a line end": lambda place: place.stage(
        LOG, CLEAN + ENTRY.format(2, value("gh{}p_{w*18}") + "\n" + value("{d*4}{w*14}"))
    ),
    "a BOM": lambda place: place.stage(LOG, "\ufeff" + CLEAN + "x\n"),
    "UTF-16": lambda place: place.stage(LOG, (CLEAN + value(KEY)).encode("utf-16")),
    "a NUL": lambda place: place.stage(LOG, CLEAN + "\0"),
    "bytes of another encoding": lambda place: place.stage(LOG, CLEAN.encode() + b"caf\xe9\n"),
    "a bidi control": lambda place: place.stage(LOG, CLEAN + ENTRY.format(2, "a \u202e b")),
    "what was lost": lambda place: place.stage(LOG, CLEAN + ENTRY.format(2, "a \ufffd b")),
    "a key in a file beside the log": lambda place: (
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
        place.stage(".learnings/evidence/a.json", f'{{"a": "{value(KEY)}"}}\n'),
    ),
    "a picture beside the log": lambda place: (
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
        place.stage(".learnings/a.png", b"\x89PNG\r\n\x1a\n\0\0\xff"),
    ),
    "a file beside the log alone": lambda place: place.stage(".learnings/a.txt", value(KEY)),
    "a key in a file elsewhere": lambda place: (
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
        place.stage("src/a.py", value(KEY)),
    ),
    "a key in the name of a file": lambda place: place.stage(
        f".learnings/{value(KEY)}.md", CLEAN.replace("-001]", "-007]")
    ),
    "a deep log": lambda place: place.stage(f"a/.learnings/{'x' * 9}.md", value(KEY)),
    "a deleted log": lambda place: place.git("rm", "-q", LOG),
    "a renamed log": lambda place: place.git("mv", LOG, ".learnings/OTHER.md"),
    "another mode": lambda place: place.git("update-index", "--chmod=+x", LOG),
    "a link": lambda place: (
        (place.folder / ".learnings" / "B.md").symlink_to("LEARNINGS.md"),
        place.git("add", "-A"),
    ),
    "intent to add": lambda place: (
        place.write(".learnings/NEW.md", value(KEY)),
        place.git("add", "-N", ".learnings/NEW.md"),
    ),
    "a strange name": lambda place: place.stage(
        '.learnings/a "b"\nc é.md', CLEAN.replace("-001]", "-008]")
    ),
    "settings that take something out": lambda place: (
        place.stage(".learnings.toml", 'exclude = [".learnings"]\n'),
        place.stage(LOG, CLEAN + ENTRY.format(2, value(KEY))),
    ),
    "settings of an organisation": lambda place: (
        place.stage(".learnings.toml", '[privacy]\nhosts = ["corp.example"]\n'),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Ask db.corp.example")),
    ),
    "settings below": lambda place: (
        place.stage(".learnings/.learnings.toml", 'preset = "agent"\nselect = ["secret"]\n'),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
    ),
    "settings in the file of the project": lambda place: (
        place.stage("pyproject.toml", '[tool.learnings]\nfail-on = "note"\n'),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
    ),
    "broken settings": lambda place: (
        place.stage(".learnings.toml", "preset = \n"),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
    ),
    "an unknown preset": lambda place: (
        place.stage(".learnings.toml", 'preset = "index"\n'),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
    ),
    "a mail address and a phone": lambda place: place.stage(
        LOG, CLEAN + ENTRY.format(2, "Ask dana.roe" + "@" + "corp-mail.com, +4930 901820")
    ),
    "an address": lambda place: place.stage(LOG, CLEAN + ENTRY.format(2, "See 10.12." + "3.4:80")),
    "a submodule": lambda place: (
        place.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},.learnings/sub"),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
    ),
    "a key taken out": lambda place: (
        place.stage(LOG, CLEAN + ENTRY.format(2, value(KEY))),
        place.git("commit", "-qm", "leak"),
        place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("words", [SECRETS, PEOPLE], ids=["secrets", "people"])
def test_what_passes_is_clean(place: Place, name: str, words: list[str]) -> None:
    CASES[name](place)
    passes, code = place.judged(words)
    assert not passes or code == 0


PASSING = (
    "another mode",
    "a key in a file elsewhere",
    "a key taken out",
    "a strange name",
)


@pytest.mark.parametrize("name", PASSING)
def test_what_is_plainly_clean_passes(place: Place, name: str) -> None:
    CASES[name](place)
    assert place.judged(SECRETS) == (True, 0)


ALWAYS = ["--named"]
ELSEWHERE = {
    "nothing staged": (lambda place: None, True),
    "a file elsewhere": (lambda place: place.stage("src/a.py", "pass\n"), True),
    "settings of other things": (
        lambda place: place.stage("src/pyproject.toml", '[tool.x]\nlogs = "a"\n'),
        True,
    ),
    "settings that do not tell which files are logs": (
        lambda place: (
            place.stage(".learnings.toml", '[severity]\nlost-entry = "error"\n'),
            place.git("commit", "-qm", "settings"),
            place.stage("src/a.py", "pass\n"),
        ),
        True,
    ),
    "settings that do": (
        lambda place: (
            place.stage(".learnings.toml", 'logs = ["log.md"]\n'),
            place.stage("log.md", CLEAN.replace("-001]", "-009]")),
            place.git("commit", "-qm", "settings"),
            place.git("rm", "-q", "log.md"),
        ),
        False,
    ),
    "a change of the settings": (
        lambda place: place.stage(".learnings.toml", 'preset = "agent"\n'),
        False,
    ),
    "a log": (lambda place: place.stage(LOG, CLEAN + ENTRY.format(2, "Watch")), False),
    "a deleted log": (lambda place: place.git("rm", "-q", LOG), False),
    "a log that is moved away": (lambda place: place.git("mv", LOG, "notes.md"), False),
    "a file that becomes a log": (
        lambda place: (
            place.stage("notes.md", CLEAN),
            place.git("mv", "notes.md", ".learnings/notes.md"),
        ),
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_commit_that_has_to_do_with_no_log_passes_at_once(place: Place, name: str) -> None:
    change, passes = ELSEWHERE[name]
    change(place)
    found, code = place.judged(ALWAYS)
    assert found is passes
    assert not passes or code == 0


@pytest.mark.parametrize(
    ("more", "passes"),
    [
        ([], True),
        (["--group", "history", "--fail-on=warning", "--ignore", "lost-entry"], True),
        (["--scope", "all"], False),
        ([LOG], False),
        (["--fail-on"], False),
    ],
)
def test_a_hook_that_runs_always_passes_only_with_words_that_are_known(
    place: Place, more: list[str], passes: bool
) -> None:
    assert door.passes(ALWAYS + more, os.environ) is passes


def test_a_merge_and_a_range_never_pass_at_once(place: Place) -> None:
    assert not door.passes(ALWAYS, os.environ | {"PRE_COMMIT_FROM_REF": "a"})
    place.git("checkout", "-qb", "side")
    place.stage("a.py", "pass\n")
    place.git("commit", "-qm", "side")
    place.git("checkout", "-q", "main")
    place.git("merge", "-q", "--no-ff", "--no-commit", "side")
    assert not door.passes(ALWAYS, os.environ)


def test_before_the_first_commit(place: Place, tmp_path: Path, monkeypatch) -> None:
    other = Place(tmp_path / "other")
    other.folder.mkdir()
    other.git("init", "-q")
    other.stage(LOG, CLEAN)
    monkeypatch.chdir(other.folder)
    assert other.judged(SECRETS) == (True, 0)
    other.stage(LOG, CLEAN + value(KEY))
    assert other.judged(SECRETS) == (False, 1)


def test_in_a_linked_work_tree(place: Place, tmp_path: Path, monkeypatch) -> None:
    place.git("worktree", "add", "-q", str(tmp_path / "w"))
    linked = Place(tmp_path / "w")
    monkeypatch.chdir(linked.folder)
    linked.stage(LOG, CLEAN + ENTRY.format(2, "Watch"))
    assert linked.judged(SECRETS) == (True, 0)
    linked.stage(LOG, CLEAN + ENTRY.format(2, value(KEY)))
    assert linked.judged(SECRETS) == (False, 1)


def test_with_an_index_of_its_own(place: Place, monkeypatch) -> None:
    place.write(LOG, CLEAN + ENTRY.format(2, value(KEY)))
    place.git("add", "-A", GIT_INDEX_FILE=".git/other")
    assert not door.passes(SECRETS, os.environ)  # nothing is staged in the usual one
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    assert place.judged(SECRETS) == (False, 1)


def test_a_merge_goes_the_full_way(place: Place) -> None:
    place.git("checkout", "-qb", "side")
    place.stage(LOG, CLEAN + ENTRY.format(2, "Watch"))
    place.git("commit", "-qm", "side")
    place.git("checkout", "-q", "main")
    place.git("merge", "-q", "--no-ff", "--no-commit", "side")
    assert not door.passes(SECRETS, os.environ)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--group", "schema"],
        ["--group", "secrets", "--group", "schema"],
        ["--group", "secrets", "--fail-on", "never"],
        ["--group", "secrets", "--select", "secret"],
        ["--group", "pii", "--select", "unreadable-text"],
        ["--group"],
        ["--fix"],
        ["--for", "push"],
    ],
    ids=" ".join,
)
def test_other_words_go_the_full_way(words: list[str]) -> None:
    assert not door.groups_of(words)


def test_a_push_goes_the_full_way(place: Place) -> None:
    place.stage(LOG, CLEAN + ENTRY.format(2, "Watch"))
    assert not door.passes(SECRETS, os.environ | {"PRE_COMMIT_FROM_REF": "a"})


def test_other_places_go_the_full_way(place: Place) -> None:
    place.stage(LOG, CLEAN + ENTRY.format(2, "Watch"))
    assert not door.passes(SECRETS, os.environ | {"GIT_DIR": str(place.folder / ".git")})


def test_checks_of_other_packages_go_the_full_way(place: Place, monkeypatch) -> None:
    place.stage(LOG, CLEAN + ENTRY.format(2, "Watch"))
    monkeypatch.setattr(door, "offers_checks", lambda: True)
    assert not door.passes(SECRETS, os.environ)


def test_the_door_knows_all_checks_of_its_groups() -> None:
    named = {
        name for name, check in registry.checks().items()
        if registry.names_of(check) & door.GROUPS
    }  # fmt: skip
    assert named == CHECKS | {"unreadable-text"}


def _groups_in(places: list[str]) -> Iterator[tuple[str, set[str]]]:
    """Each place with the groups of what is found in it.

    Places of one line are searched at once, since a search takes longer than its text.
    """
    if any("\n" in place.strip("`\n") for place in places):
        yield from ((place, {group_of(one.check) for one in scan(place)}) for place in places)
        return
    starts = list(itertools.accumulate((len(place) + 2 for place in places), initial=0))
    found = [set[str]() for _ in places]
    for one in scan("\n\n".join(places)):
        found[bisect.bisect_right(starts, one.start) - 1].add(group_of(one.check))
    yield from zip(places, found, strict=True)


@pytest.mark.parametrize("name", catalogue())
def test_what_a_detector_finds_does_not_pass(name: str) -> None:
    detector = catalogue()[name]
    for seed, recipe in enumerate(detector.recipes):
        for place, found in _groups_in([wrap.format(value(recipe, seed)) for wrap in PLACES]):
            for group in door.GROUPS & found:
                text = "# Learnings\n" + ENTRY.format(1, place)
                assert not is_clean([(text, None)], [group]), (recipe, place)
