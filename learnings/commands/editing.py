"""An entry written in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..kind import Kind
from ..vocabulary import json_name

_MARK = "<!-- learnings: from this line on nothing is kept."


def edited(template: str, kind: Kind) -> tuple[str, str]:
    """What the person made of a template, without our help below it, and the path of the file.

    The text is empty if nothing was changed or all was deleted; the file is gone then. Raises
    `UsageError` where no editor is named or it failed.
    """
    command = _editor()
    handle, path = tempfile.mkstemp(prefix="learnings-new-", suffix=".md")
    before = f"{template}\n\n{_help(kind)}"
    with open(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(before)
    try:
        code = subprocess.run([*command, path], check=False).returncode
    except OSError as error:
        os.unlink(path)
        reason = error.strerror or type(error).__name__
        raise RepositoryError(f"the editor {printable(command[0])}: {reason}") from error
    if code:
        raise UsageError(f"the editor ended with {code}: nothing was written; "
                         f"what there is stays in {printable(path)}")  # fmt: skip
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        text = file.read()
    kept = text.partition(_MARK)[0].strip("\r\n \t")
    if not kept or kept == template.strip():
        forget(path)
        return "", path
    return kept, path


def forget(path: str) -> None:
    """Delete the file of an entry that was written."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def _editor() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        words = shlex.split(os.environ.get(name, ""))
        if words:
            return words
    raise UsageError("--edit needs an editor: set $VISUAL or $EDITOR")


def _help(kind: Kind) -> str:
    """The choices that there are, in a comment."""
    lines = [_MARK, "Keep the heading with its ID. An empty or an unchanged text writes nothing."]
    if kind.tail == "category" and kind.categories:
        lines.append(f"category, behind the ID: {', '.join(kind.categories)}")
    choices = {"area": kind.areas, "priority": kind.priorities, "severity": kind.severities}
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
