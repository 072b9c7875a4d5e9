"""Every shape of repository works, or says in one sentence why not: the table of them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from learnings.cli import main

LOG = ".learnings/LEARNINGS.md"
ENTRY = """
## [{id}] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: {status}
**Area**: infra

### Summary
The disk of the build machine fills up within a week: {id}.

### Details
The cache of the package manager is never emptied.

### Suggested Action
Empty it every night.

### Metadata
- Source: conversation

---
"""
HEAD = "# Learnings\n"


def entry(number: int, status: str = "pending") -> str:
    return ENTRY.format(id=f"LRN-20260301-{number:03}", status=status)


FIRST = HEAD + entry(1)
SECOND = FIRST + entry(2)
THIRD = SECOND + entry(3, "nonsense")
# What is on disk and staged on top of it.
NEXT = THIRD + entry(4, "absurd")


@pytest.fixture
def source(build):
    """Three commits, of which the last one adds an entry with a fault; a branch main behind it."""
    repository = build("source")
    repository.commit({LOG: FIRST})
    repository.commit({LOG: SECOND})
    repository.git("checkout", "-qb", "topic")
    repository.commit({LOG: THIRD})
    repository.git("config", "uploadpack.allowFilter", "true")
    return repository


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def clone(source, tmp_path: Path, *options: str) -> Path:
    target = tmp_path / "clone"
    git(
        tmp_path, "clone", "-q", "--branch", "topic", *options, f"file://{source.path}", str(target)
    )
    if "--bare" not in options:
        subprocess.run(["git", "branch", "-q", "main", "origin/main"], cwd=target, check=False)
    return target


def plain(source, tmp_path, monkeypatch):
    return source.path


def shallow(source, tmp_path, monkeypatch):
    return clone(source, tmp_path, "--depth=1")


def shallow_2(source, tmp_path, monkeypatch):
    return clone(source, tmp_path, "--depth=2", "--no-single-branch")


def linked(source, tmp_path, monkeypatch):
    git(source.path, "checkout", "-q", "main")
    git(source.path, "worktree", "add", "-q", str(tmp_path / "linked"), "topic")
    return tmp_path / "linked"


def submodule(source, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "whole")
    git(tmp_path / "whole", "-c", "protocol.file.allow=always", "submodule", "-q", "add", "-b", "topic",
        str(source.path), "part")  # fmt: skip
    git(tmp_path / "whole" / "part", "branch", "-q", "main", "origin/main")
    return tmp_path / "whole" / "part"


def detached(source, tmp_path, monkeypatch):
    git(source.path, "checkout", "-q", "--detach")
    return source.path


def unborn(source, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "-b", "main", "unborn")
    return tmp_path / "unborn"


def bare(source, tmp_path, monkeypatch):
    return clone(source, tmp_path, "--bare")


def sparse(source, tmp_path, monkeypatch):
    git(source.path, "sparse-checkout", "set", "--cone", "docs")
    return source.path


def sparse_index(source, tmp_path, monkeypatch):
    git(source.path, "sparse-checkout", "set", "--cone", "--sparse-index", ".learnings")
    return source.path


def partial(source, tmp_path, monkeypatch):
    return clone(source, tmp_path, "--filter=blob:none")


def split_index(source, tmp_path, monkeypatch):
    git(source.path, "update-index", "--split-index")
    return source.path


def sha256(source, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256", "long")
    place = tmp_path / "long"
    for name, text in (("main", FIRST), ("main", SECOND), ("topic", THIRD)):
        if name == "topic":
            git(place, "checkout", "-qb", "topic")
        (place / ".learnings").mkdir(exist_ok=True)
        (place / LOG).write_text(text)
        git(place, "add", "-A")
        git(place, "commit", "-qm", "change")
    return place


def reftable(source, tmp_path, monkeypatch):
    git(source.path, "config", "core.repositoryFormatVersion", "1")
    git(source.path, "config", "extensions.refStorage", "reftable")
    return source.path


def foreign(source, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    return source.path


def renamed_log(source, tmp_path, monkeypatch):
    git(source.path, "mv", LOG, ".learnings/NOTES.md")
    git(source.path, "commit", "-q", "--amend", "-m", "renamed")
    return source.path


def rewritten(source, tmp_path, monkeypatch):
    place = clone(source, tmp_path)
    git(source.path, "checkout", "-q", "main")
    git(source.path, "commit", "-q", "--amend", "-m", "rewritten")
    git(place, "fetch", "-q")
    return place


def other_index(source, tmp_path, monkeypatch):
    git(source.path, "read-tree", f"--index-output={tmp_path / 'index'}", "HEAD")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    return source.path


def octopus(source, tmp_path, monkeypatch):
    for number in (7, 8):
        git(source.path, "checkout", "-qb", f"side{number}", "main")
        source.commit({f".learnings/SIDE{number}.md": HEAD + entry(number)})
    git(source.path, "checkout", "-q", "topic")
    git(source.path, "merge", "-q", "-m", "octopus", "side7", "side8")
    return source.path


def replaced(source, tmp_path, monkeypatch):
    git(source.path, "replace", "--graft", "topic", "main~1")
    return source.path


def unrelated(source, tmp_path, monkeypatch):
    git(source.path, "checkout", "-q", "--orphan", "alone")
    git(source.path, "commit", "-qm", "alone")
    git(source.path, "branch", "-qD", "topic")
    git(source.path, "branch", "topic")
    return source.path


def no_git(source, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    return source.path


SHAPES = {
    plain: "1111",
    shallow: "1333",
    shallow_2: "1111",
    linked: "1111",
    submodule: "1111",
    detached: "1111",
    unborn: "1333",
    bare: "3311",
    sparse: "1011",
    sparse_index: "1111",
    partial: "1333",
    split_index: "1111",
    sha256: "1111",
    reftable: "3333",
    foreign: "3333",
    renamed_log: "1111",
    rewritten: "1111",
    other_index: "1111",
    octopus: "1110",
    replaced: "1111",
    unrelated: "1311",
    no_git: "3333",
}
SCOPES = {
    "staged": ["lint", "--staged"],
    "changed": ["lint", "--changed=main"],
    "range": ["lint", "--range", "main..topic"],
    "rev": ["lint", "--rev", "topic", "--scope", "changed"],
}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_shape_works_or_is_one_sentence(source, shape, tmp_path, monkeypatch, capsys):
    place = shape(source, tmp_path, monkeypatch)
    monkeypatch.chdir(place)
    if shape not in (bare, no_git, foreign, reftable):
        (place / ".learnings").mkdir(exist_ok=True)
        log = LOG if shape is not renamed_log else ".learnings/NOTES.md"
        if shape is not sparse:
            (place / log).write_text(NEXT)
            git(place, "add", log)
        else:
            blob = source.git("hash-object", "-w", "--stdin", stdin=NEXT)
            source.git("update-index", "--cacheinfo", f"100644,{blob},{LOG}")
            source.git("update-index", "--skip-worktree", LOG)
    codes = ""
    for name, words in SCOPES.items():
        code = main(words)
        said = capsys.readouterr()
        assert code in (0, 1, 3), (name, said.err)
        assert "Traceback" not in said.err
        assert "lost" not in said.out
        if code == 3:
            assert said.err.count("\n") == 1, said.err
        if code == 1:
            wanted = "nonsense" if name in ("range", "rev") else "absurd"
            assert wanted in said.out, (name, said.out)
        codes += str(code)
        assert main(["changed", "--format", "json"]) in (0, 2, 3)
        assert "Traceback" not in capsys.readouterr().err
    assert codes == SHAPES[shape]


def findings(folder: Path, monkeypatch, capsys, *words: str) -> object:
    monkeypatch.chdir(folder)
    main(["lint", "--format", "json", *words])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("words", (["--rev", "HEAD"], ["--staged"], []), ids=" ".join)
def test_a_state_is_judged_alike_at_every_depth(source, tmp_path, monkeypatch, capsys, words):
    found = []
    for depth in ("1", "2", ""):
        options = [f"--depth={depth}"] if depth else []
        folder = tmp_path / f"depth{depth}"
        folder.mkdir()
        place = clone(source, folder, *options)
        (place / LOG).write_text(NEXT)
        git(place, "add", LOG)
        found.append(findings(place, monkeypatch, capsys, *words))
    assert found[0] == found[1] == found[2]
    assert found[0]["diagnostics"]
    assert os.path.exists(place / ".git")
