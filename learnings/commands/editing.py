"""An entry written in the person's own editor."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import tempfile

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..kind import Kind
from ..legible import decoded
from ..vocabulary import json_name

_MARK = "<!-- learnings: from this line on nothing is kept."


def keep(text: str, kind: Kind) -> str:
    """Write an entry into a file of its own, with our help below it; gives its path."""
    handle, path = tempfile.mkstemp(prefix="learnings-new-", suffix=".md")
    with open(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f"{text}\n\n{_help(kind)}")
    return path


def edited(path: str) -> str:
    """What the person made of a file, without our help; empty if nothing is left.

    Raises `UsageError` where no editor is named or it failed, and for what is no UTF-8 text.
    """
    words = command()
    try:
        code = subprocess.run([*words, path], check=False).returncode
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RepositoryError(f"the editor {printable(words[0])}: {reason}") from error
    if code:
        raise UsageError(f"the editor ended with {code}: nothing was written")
    with open(path, "rb") as file:
        return content(decoded(file.read(), "what the editor saved"))


def content(text: str) -> str:
    """What stands above our help."""
    return text.removeprefix("\ufeff").partition(_MARK)[0].strip("\r\n \t")


def is_unchanged(path: str, template: str) -> bool:
    """True if a file still holds what it began with."""
    with open(path, "rb") as file:
        return content(file.read().decode("utf-8", "surrogateescape")) == template


def forget(path: str) -> None:
    """Delete the file of an entry that was written."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def is_named() -> bool:
    """True if the person has an editor."""
    return any(os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))


def command() -> list[str]:
    """The words that run the editor; raises `UsageError` where none is named."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError as error:
            raise UsageError(f"${name} cannot be read as a command: {error}") from error
        if words:
            return words
    raise UsageError("--edit needs an editor: set $VISUAL or $EDITOR")


def _help(kind: Kind) -> str:
    """The choices that there are, in a comment."""
    lines = [_MARK, "Keep the heading with its ID. What you leave empty is left out.",
             "An empty or an unchanged text writes nothing."]  # fmt: skip
    if kind.tail == "category" and kind.categories:
        lines.append(f"category, behind the ID: {', '.join(kind.categories)}")
    choices = {"area": kind.areas, "priority": kind.priorities, "severity": kind.severities,
               "category": kind.categories}  # fmt: skip
    for spec in kind.fields:
        values = spec.values or choices.get(spec.name, ())
        if values:
            lines.append(f"{spec.title}: {', '.join(values)}")
    for section in kind.sections:
        for field in section.fields:
            if field.values:
                name = f"{json_name(section.name)}.{json_name(field.name)}"
                lines.append(f"{name}: {', '.join(field.values)}")
    return "\n".join([*lines, "-->", ""])
