"""Where a report goes: to the terminal, to a program or into a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from ..collect import Collection
from ..disk import printable
from ..errors import UsageError
from ..lazy import regex
from ..output import stream
from ..settings import Settings

_PLAIN = regex(r"[A-Za-z0-9_./:-]+")
# Formats for people show what matters; formats for programs hold everything.
FOR_PEOPLE = frozenset({"text", "concise", "github", "markdown"})


def spare_the_logs(output: str | None, settings: Settings, collection: Collection) -> None:
    """Raise `UsageError` where the report would be written over a log that is judged."""
    if output is None:
        return
    real = os.path.realpath(output)
    for log in collection.logs:
        path = os.path.join(settings.root, log.path)
        if os.path.realpath(path) == real or _is_same(path, real):
            raise UsageError(f"--output {printable(output)} is one of the logs: name another file")


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def is_colored(wish: str, output: str | None) -> bool:
    """True if the report is to have colours; `wish` is what `--color` says."""
    # https://no-color.org: present and not empty, whatever its value.
    if wish != "auto" or output:
        return wish == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def link(variables: Mapping[str, str]) -> str:
    """Where the files of this run lie on GitHub; empty but in a workflow."""
    parts = [variables.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    is_plain = all(_PLAIN.fullmatch(part) for part in parts)
    if variables.get("GITHUB_ACTIONS") != "true" or not is_plain:
        return ""
    return f"{parts[0]}/{parts[1]}/blob/{parts[2]}/"


def width() -> int:
    """The columns of the terminal; 0 if there is none."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0


def write(text: str, name: str, output: str | None) -> None:
    """Write a report in the format `name`; raises `UsageError` if its file cannot be written."""
    if output is None and name in FOR_PEOPLE:
        sys.stdout.write(text)
    elif output is None:
        stream.write(text)
    else:
        try:
            with open(output, "w", encoding="utf-8", newline="\n", opener=_opener) as file:
                file.write(text)
        except OSError as error:
            raise UsageError(f"cannot write {printable(output)}: {error.strerror}") from error


def _opener(path: str, flags: int) -> int:
    """Like the usual one, but a pipe that nobody reads is refused, not waited for."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)
    os.set_blocking(handle, True)
    return handle
