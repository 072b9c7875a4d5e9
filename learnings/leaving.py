"""The end of a process."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from typing import NoReturn

BROKEN_PIPE = 141


def leave(code: int) -> NoReturn:
    """End the process at once: what the interpreter would still tidy up is as good as gone."""
    try:
        sys.stdout.flush()
    except OSError:
        code = code or BROKEN_PIPE
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)
