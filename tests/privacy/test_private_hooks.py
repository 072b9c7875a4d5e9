"""The hooks stop a commit or a push that would disclose something, started as git starts them."""

from __future__ import annotations

import importlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from learnings.commands.install import install_git
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import Detector
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

from ..test_hooks import pre_commit, published, store

__all__ = ["published", "store"]

NOTES = ".learnings/notes.txt"
HOOKS = {item.id: item for item in importlib.import_module("learnings.hooks").HOOKS}


@pytest.fixture(scope="module")
def secret() -> str:
    """A line with a secret that the detectors of the product find."""
    dice = random.Random(5)
    for detector in catalogue().values():
        if detector.check != "secret" or not isinstance(detector, Detector):
            continue
        for recipe in detector.recipes:
            line = cook(recipe, dice)
            if "\n" not in line and any(item.check == "secret" for item in scan(line)):
                return line
    pytest.fail("no detector of a secret finds what its recipe makes")


def git(repository, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *words], cwd=repository.path, env=os.environ | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def installed(repository, monkeypatch):
    """A repository with our plain hooks, and a remote to push to."""
    monkeypatch.chdir(repository.path)
    repository.commit({"README.md": "A project.\n"})
    remote = repository.path.parent / "remote.git"
    repository.git("init", "--quiet", "--bare", str(remote))
    repository.git("remote", "add", "origin", str(remote))
    repository.git("push", "--quiet", "--no-verify", "origin", "main")
    install_git(hooks=("pre-commit", "commit-msg", "pre-push"))
    return repository


def test_a_commit_is_stopped_and_a_clean_one_passes(installed, secret, capsys):
    installed.stage(NOTES, f"{secret}\n")
    done = git(installed, "commit", "-m", "note")
    assert done.returncode == 1
    assert "[secret]" in done.stdout + done.stderr
    assert secret not in done.stdout + done.stderr
    installed.stage(NOTES, "harmless\n")
    assert git(installed, "commit", "-m", "note").returncode == 0


def test_a_message_is_stopped(installed, secret, capsys):
    done = git(installed, "commit", "--allow-empty", "-m", f"Mend\n\n{secret}")
    assert done.returncode == 1
    assert "of the message: error[secret]" in done.stderr
    assert secret not in done.stderr


def test_a_push_is_stopped_by_what_a_commit_in_between_holds(installed, secret, capsys):
    installed.commit({NOTES: f"{secret}\n"})
    installed.commit({NOTES: "gone\n"})
    done = git(installed, "push", "origin", "main")
    assert done.returncode == 1
    assert "[secret]" in done.stdout + done.stderr
    assert secret not in done.stdout + done.stderr
    installed.git("reset", "--quiet", "--hard", "origin/main")
    installed.commit({NOTES: "harmless\n"})
    assert git(installed, "push", "origin", "main").returncode == 0


def test_a_commit_through_pre_commit_is_stopped(repository, published, store, secret):
    config = (
        f"repos:\n  - repo: {published}\n    rev: v1\n    hooks:\n      - id: learnings-secrets\n"
        "      - id: learnings-pii\n"
    )
    repository.commit({".pre-commit-config.yaml": config})
    repository.stage(NOTES, f"{secret}\n")
    done = pre_commit(repository, store, "run")
    assert done.returncode == 1
    assert "[secret]" in done.stdout
    assert secret not in done.stdout
    repository.write(NOTES, f"{secret}\n")
    repository.stage(NOTES, "harmless\n")
    assert pre_commit(repository, store, "run").returncode == 0


def test_a_range_that_pre_commit_names_is_judged_commit_by_commit():
    arguments = importlib.import_module("learnings.hooks.lint").arguments
    told = {"PRE_COMMIT_FROM_REF": "a1", "PRE_COMMIT_TO_REF": "b2"}
    words = HOOKS["learnings-secrets"].entry.split()[1:]
    assert arguments(words, told)[:3] == ["lint", "--range", "a1..b2"]
    assert arguments(words, {})[:3] == ["lint", "--staged", "--or-all"]


def test_the_hooks_run_the_checks_of_their_groups():
    assert HOOKS["learnings-secrets"].groups == ("secrets",)
    assert HOOKS["learnings-pii"].groups == ("network", "pii")
    assert Path(sys.executable).with_name("learnings-hook").exists()
