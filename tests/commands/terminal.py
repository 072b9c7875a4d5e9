"""`learnings new` on a terminal, answered line by line."""

from __future__ import annotations

import os
import pty
import sys
import threading
import time


def typed(words: list[str], keys: list[str] | list[bytes]) -> tuple[int, str]:
    """What a run on a terminal prints, answered line by line; the exit code."""
    pid, handle = pty.fork()
    if not pid:
        os.execv(sys.executable, [sys.executable, "-Im", "learnings", "new", *words])
    said = b""

    def read() -> None:
        nonlocal said
        try:
            while chunk := os.read(handle, 4096):
                said += chunk
        except OSError:
            return

    reader = threading.Thread(target=read)
    reader.start()
    seen = 0
    for key in keys:
        end = time.monotonic() + 20
        while not said[seen:].rstrip(b" ").endswith((b":", b"?")) and time.monotonic() < end:
            if not reader.is_alive():
                break
            time.sleep(0.02)
        seen = len(said)
        os.write(handle, key if isinstance(key, bytes) else key.encode())
    reader.join(10)
    if reader.is_alive():
        # It asks for more than was foreseen: the end of the input.
        os.write(handle, b"\x04")
        reader.join(10)
    _, status = os.waitpid(pid, 0)
    os.close(handle)
    return os.waitstatus_to_exitcode(status), said.decode(errors="replace")
