"""Whether other packages may bring checks: asked before anything of theirs is imported."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRY_POINTS = "learnings.checks"


def offers_checks() -> bool:
    """True if an installed package may have entry points for us.

    Looked up by hand: importing `importlib.metadata` takes longer than judging a small log.
    """
    mark = f"[{ENTRY_POINTS}]".encode()
    for path in _entry_point_files():
        try:
            with open(path, "rb") as file:
                if mark in file.read():
                    return True
        except OSError:
            continue
    return False


def _entry_point_files() -> Iterator[str]:
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                yield os.path.join(folder, name, "entry_points.txt")
