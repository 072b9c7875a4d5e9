"""A writer that is killed, or refused by the system, at any call leaves no half a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .crash import CASES, KILL, Tree, injections, judge, outcome, sample

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


@pytest.mark.parametrize("name", CASES)
def test_no_file_is_torn_and_the_next_run_finishes(name: str, tmp_path: Path) -> None:
    tree = Tree(tmp_path.resolve() / "repository", CASES[name])
    found = injections(tree)
    assert {(item.call, item.fault) for item in found} >= {("rename", KILL), ("fsync", "error=EIO")}
    new = outcome(tree)
    assert [line for item in sample(found, 15) for line in judge(tree, item, new)] == []
