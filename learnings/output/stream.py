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
    _write_all(text.encode("utf-8", "backslashreplace"))


def write_bytes(data: bytes) -> None:
    """Write bytes as they are."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8", "backslashreplace"))
        return
    _write_all(data)


def complain(text: str) -> None:
    """Write to standard error; where that cannot be written there is nobody to tell."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text)


def _write_all(data: bytes) -> None:
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:  # where Python does not buffer, the system may take a part
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]
