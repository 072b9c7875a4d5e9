"""What a step gives back: outputs, the summary of the job, and lines that annotate it."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping

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
    text = clip(visible(line), _MESSAGE)
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::notice title=learnings::{escaped}\n")


def _append(path: str, text: str) -> None:
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise RepositoryError(f"cannot write what the step gives back: {error.strerror}") from error
