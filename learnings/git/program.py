"""Runs the git program: no shell, no prompt, no lock, no network, never for ever."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from ..disk import printable
from ..errors import RepositoryError
from ..manners import FIXED, MANNERS, PLACES

TIMEOUT = 120.0


class Answer(NamedTuple):
    """What git said: exit code, standard output, standard error in one line."""

    code: int
    out: bytes
    error: str


def clean_environment(keep: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what points git elsewhere, and with the places in `keep`."""
    banned = PLACES | MANNERS
    environment = {name: value for name, value in os.environ.items() if name not in banned}
    return environment | dict(keep or {}) | FIXED


def ask(
    arguments: Sequence[str],
    *,
    folder: str,
    environment: Mapping[str, str],
    stdin: bytes = b"",
    timeout: float = TIMEOUT,
) -> Answer:
    """Run git in a folder and wait for it, at most `timeout` seconds.

    Raises RepositoryError if git is missing, does not end, or the folder cannot be entered.
    """
    import subprocess

    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "--no-pager", *arguments],
            cwd=folder,
            env=dict(environment),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        raise RepositoryError(
            f"git {arguments[0]} did not end within {timeout:g} seconds in {printable(folder)}"
        ) from None
    except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise _cannot_start(folder, error) from error
    return Answer(done.returncode, done.stdout, _line(done.stderr))


def _cannot_start(folder: str, error: OSError) -> RepositoryError:
    if os.path.isdir(folder) and os.access(folder, os.X_OK):
        return RepositoryError("git cannot be run: install it, or put it on PATH")
    return RepositoryError(f"cannot enter the folder {printable(folder)}: {error.strerror}")


def _listed(lines: Sequence[str]) -> str:
    """What a complaint that ends with a colon speaks of: the indented lines below it."""
    items = takewhile(lambda line: line[:1] in ("\t", " "), lines)
    return f" {', '.join(item.strip() for item in items)}".rstrip()


def _line(stderr: bytes) -> str:
    """The first complaint, without git's own `fatal: `; hints and warnings are left out."""
    lines = stderr.decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines):
        for mark in ("fatal: ", "error: "):
            if line.startswith(mark):
                text = line.removeprefix(mark).strip()
                return printable(
                    f"{text}{_listed(lines[number + 1 :]) if text[-1:] == ':' else ''}"
                )
    return printable(lines[0].strip()) if lines else ""
