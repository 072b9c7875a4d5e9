"""The hooks stop a commit or a push that would disclose something, started as git starts them."""

from __future__ import annotations

import importlib
import os
import random
import subprocess

import pytest

from learnings.commands.install import install_git
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import Detector
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

NOTES = ".learnings/notes.txt"
HOOKS = {item.id: item for item in importlib.import_module("learnings.hooks.manifest").HOOKS}
SETTINGS = '[severity]\nprivate-address = "error"\n'
KNOWN = {detector.check for detector in catalogue().values()}


def sensitive(check: str) -> str:
    """A line with a value that the detectors of the product report under a check."""
    dice = random.Random(5)
    for detector in catalogue().values():
        if detector.check != check or not isinstance(detector, Detector):
            continue
        for recipe in detector.recipes:
            line = cook(recipe, dice)
            if "\n" not in line and any(item.check == check for item in scan(line)):
                return line
    raise AssertionError(f"no detector of {check} finds what its recipe makes")


@pytest.fixture(params=[name for name in ("secret", "private-address") if name in KNOWN])
def planted_line(request) -> tuple[str, str]:
    """A check, and a line that it reports."""
    return request.param, sensitive(request.param)


def git(repository, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *words], cwd=repository.path, env=os.environ,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def installed(repository, monkeypatch, capsys):
    """A repository with our plain hooks, and a remote to push to."""
    monkeypatch.chdir(repository.path)
    repository.commit({".learnings.toml": SETTINGS})
    remote = repository.path.parent / "remote.git"
    repository.git("init", "--quiet", "--bare", str(remote))
    repository.git("remote", "add", "origin", str(remote))
    repository.git("push", "--quiet", "--no-verify", "origin", "main")
    for name in ("pre-commit", "commit-msg", "pre-push"):
        install_git(hooks=(name,))
    return repository


def refused(done: subprocess.CompletedProcess[str], check: str, line: str) -> None:
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert f"[{check}]" in said
    assert line not in said


def test_a_commit_is_stopped_and_a_clean_one_passes(installed, planted_line):
    check, line = planted_line
    installed.stage(NOTES, f"{line}\n")
    refused(git(installed, "commit", "-m", "note"), check, line)
    installed.stage(NOTES, "harmless\n")
    assert git(installed, "commit", "-m", "note").returncode == 0


def test_a_message_is_stopped_comment_or_not(installed, planted_line):
    check, line = planted_line
    for text in (f"Mend it\n\n{line}", f"Mend it\n\n# {line}"):
        refused(git(installed, "commit", "--allow-empty", "-m", text), check, line)


def test_a_push_is_stopped_by_what_a_commit_in_between_holds(installed, planted_line):
    check, line = planted_line
    installed.commit({NOTES: f"{line}\n"})
    installed.commit({NOTES: "gone\n"})
    refused(git(installed, "push", "origin", "main"), check, line)
    installed.git("reset", "--quiet", "--hard", "origin/main")
    installed.commit({NOTES: "harmless\n"})
    assert git(installed, "push", "origin", "main").returncode == 0


def test_a_range_that_pre_commit_names_is_judged_commit_by_commit():
    arguments = importlib.import_module("learnings.hooks.lint").arguments
    told = {"PRE_COMMIT_FROM_REF": "a1", "PRE_COMMIT_TO_REF": "b2"}
    words = HOOKS["learnings-secrets"].entry.split()[1:]
    assert arguments(words, told)[:3] == ["lint", "--range", "a1..b2"]
    assert arguments(words, {})[:3] == ["lint", "--staged", "--or-all"]
