"""What a step gives back: outputs, the summary of the job, and lines that annotate it."""

from __future__ import annotations

import io
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from ..errors import RepositoryError
from ..output.escape import clip, inert, visible

# Of the summary of a step; GitHub drops a larger one as a whole.
SUMMARY = 1_048_576
_MESSAGE = 4_000


def give(variables: Mapping[str, str], values: Mapping[str, str | int]) -> None:
    """Set outputs of the step; nothing where there is no workflow.

    Raises `RepositoryError` if the file for them cannot be written.
    """
    _append(variables.get("GITHUB_OUTPUT", ""), "".join(
        _assignment(name, visible(str(value))) for name, value in values.items()
    ))  # fmt: skip


def _assignment(name: str, value: str) -> str:
    """A value between two lines that it cannot hold, since nobody knows them."""
    end = f"end-{secrets.token_hex(16)}"
    return f"{name}<<{end}\n{value}\n{end}\n"


def summarise(variables: Mapping[str, str], text: str) -> None:
    """Add to the summary of the job, as far as there is room for all of it."""
    path = variables.get("GITHUB_STEP_SUMMARY", "")
    size = os.path.getsize(path) if path and os.path.isfile(path) else 0
    if size + len(text.encode("utf-8", "backslashreplace")) <= SUMMARY:
        _append(path, text)


def say(line: str) -> None:
    """A line of the log in which nothing acts."""
    sys.stdout.write(f"{inert(visible(line.rstrip()))}\n")


def notice(line: str) -> None:
    """A notice that GitHub shows with the job."""
    _annotate("notice", line)


def error(line: str) -> None:
    """An error that GitHub shows with the job."""
    _annotate("error", line)


def _annotate(level: str, line: str) -> None:
    text = clip(visible(line), _MESSAGE)
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::{level} title=learnings::{escaped}\n")


@contextmanager
def heard() -> Iterator[Callable[[], str]]:
    """What gives the last line that was written to standard error in here, without our name."""
    listener = _Listener(sys.stderr)
    console, sys.stderr = sys.stderr, listener
    try:
        yield lambda: listener.last.removeprefix("learnings: ")
    finally:
        sys.stderr = console


class _Listener(io.TextIOBase):
    """A stream that writes to another, and keeps the last line that says anything."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.last = ""

    def write(self, text: str) -> int:
        self.last = next((line for line in reversed(text.splitlines()) if line.strip()), self.last)
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()


def _append(path: str, text: str) -> None:
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise RepositoryError(f"cannot write what the step gives back: {error.strerror}") from error
