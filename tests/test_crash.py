"""A writer that is killed, or refused by the system, at any call leaves no half a file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .crash import CASES

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


@pytest.mark.parametrize("name", CASES)
def test_no_file_is_torn_and_the_next_run_finishes(name: str) -> None:
    # By a process of its own: what is forked from this one is slow, since it is large.
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", name, "--most=15"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert "all: 15 injections, 0 faults" in done.stdout
