"""The standard streams: documents for programs, and sentences beside them."""

from __future__ import annotations

import contextlib
import sys


def write(text: str) -> None:
    """Write a document for another program: UTF-8, plain newlines, whatever the locale says."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    rest = memoryview(text.encode("utf-8", "backslashreplace"))
    while rest:  # where Python does not buffer, the system may take a part
        rest = rest[buffer.write(rest) or 0 :]


def complain(text: str) -> None:
    """Write to standard error; where that cannot be written there is nobody to tell."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)
