"""Runs our programs inside of this process: to start Python takes longer than most of them run.

That a program can be started at all, and what is said of that, are tests of their own.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest


def inside(
    program: Callable[[], int], words: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """How a program ends that finds its words in `sys.argv`, run in a folder, and what it says."""
    out, err = _stream(), _stream()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["program", *words])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = program()
    return subprocess.CompletedProcess(list(words), code, _said(out), _said(err))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def _said(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
