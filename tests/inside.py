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
    program: Callable[[], int],
    words: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    together: bool = False,
) -> subprocess.CompletedProcess[str]:
    """How a program ends that finds its words in `sys.argv`, run in a folder, and what it says.

    With `together` all that it says is in `stdout`, in the order in which it comes out.
    """
    said = io.BytesIO()
    told = said if together else io.BytesIO()
    out = io.TextIOWrapper(io.BufferedWriter(said), encoding="utf-8")  # type: ignore[arg-type]
    err = io.TextIOWrapper(told, encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["program", *words])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = program()
    out.flush()
    texts = [stream.getvalue().decode("utf-8", "replace") for stream in (said, told)]
    return subprocess.CompletedProcess(list(words), code, texts[0], "" if together else texts[1])
