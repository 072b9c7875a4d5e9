"""The end of a process."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

BROKEN_PIPE = 141


def leave(code: int) -> NoReturn:
    """End the process at once: what the interpreter would still tidy up is as good as gone."""
    if not _is_flushed(sys.stdout):
        code = code or BROKEN_PIPE
    _is_flushed(sys.stderr)
    os._exit(code)


def _is_flushed(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return False
    return True
