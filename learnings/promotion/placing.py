"""Which file an entry goes into: by the words of its target, or where it stands already."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Container, Mapping
from typing import TYPE_CHECKING

from ..disk import printable
from ..entry import Entry, Log
from ..errors import LearningsError, UsageError
from ..lazy import regex
from ..workspace import Found, Workspace
from . import insertion, template, trace
from .standing import places
from .target import UNNAMED, Target, fits
from .words import slug

if TYPE_CHECKING:
    from .plan import Files

_NAME = regex(r"\{([a-z_]+)\}")
# What is written where an entry tells nothing; no file is named by it.
_NOTHING = ("not told", "unknown")
_ESTIMATES = ("measured", "effort", "saves", "payback")


def refuse_unnamed(path: str) -> None:
    """Raise `UsageError` for a file that the field Promoted could not name among others."""
    if found := next((sign for sign in UNNAMED if sign in path), ""):
        raise UsageError(
            f"{printable(path)}: its entry could not name that file, since `{found}` means "
            "something else in the field Promoted: name a file without it"
        )


def path_of(
    target: Target, wanted: str, files: Files, made: Mapping[str, template.Value],
    workspace: Workspace, found: Found, given: Container[str] = (), *, again: bool = False,
) -> str:  # fmt: skip
    """The file that an entry goes into, seen from the root: the one that is `wanted`, if any.

    Where it stands in a file of the target, or was retired from one, it is that, whatever it would
    be called now; unless its name was `given`, or a rule of a shared file is promoted `again`.
    """
    if wanted:
        return posixpath.normpath(wanted)
    if target.nested:
        return _nearest(target.path, found.log, files)
    if target.format == "mark":
        raise UsageError(
            "name the lint rule, test, alert or policy with --to PATH: the entry has to name it too"
        )
    if not any(name in given for name in _NAME.findall(target.path)):
        tombs = not (again and target.shared)
        if there := _there(target, files, places(workspace, found), found.entry.id, tombs=tombs):
            return there
    named = {"number": "{number}", "date": str(made["date"]), "year": str(made["year"])}
    for name in _NAME.findall(target.path):
        if name not in named and name in made:
            named[name] = _named(name, made[name], target, found.entry)
    if "{number}" in target.path:
        return _numbered(target.path, named, files, found.entry)
    return template.one(target.path, named, ("promotion", "targets", target.name, "path"))


def _there(
    target: Target, files: Files, named: Collection[str], id: str, *, tombs: bool
) -> str:  # fmt: skip
    """The file of a target with names in its path that an entry stands in; empty for none.

    That is the one that the entry names, or that was made of it; else one with a tombstone.
    """
    if "{" not in target.path or "{number}" in target.path:
        return ""
    texts = {path: _text(files, path) for path in sorted(files.paths()) if fits(path, target.path)}
    told = (path for path, text in texts.items() if path in named and insertion.names(text, id))
    made = (path for path, text in texts.items() if trace.is_whole(text, target, id))
    left = (path for path, text in texts.items() if tombs and insertion.is_retired(text, id))
    return next((path for found in (told, made, left) for path in found), "")


def _text(files: Files, path: str) -> str:
    """The text of a file; empty for one that is not there or behind a link."""
    try:
        return (files.read(path) or b"").decode("utf-8", "replace")
    except (LearningsError, OSError):
        return ""


def _named(name: str, value: template.Value, target: Target, entry: Entry) -> str:
    """A value as a part of a path; raises `UsageError` where it makes none."""
    told = value if isinstance(value, str) else " ".join(value)
    made = slug("" if name in _ESTIMATES and told in _NOTHING else told)
    if not made:
        raise UsageError(
            f"{target.title}: {entry.label} says nothing for {{{name}}} in its path {target.path}: "
            f"say it with --set {name}=VALUE, in letters or digits of ASCII"
        )
    return made


def _nearest(path: str, log: Log, files: Files) -> str:
    """The file of that name that agents read first where the log lies; else that of the root."""
    folder = posixpath.dirname(log.path)
    while folder:
        name = posixpath.join(folder, path)
        if files.read(name) is not None:
            return name
        folder = posixpath.dirname(folder)
    return path


def _numbered(path: str, named: dict[str, str], files: Files, entry: Entry) -> str:
    """The next number of a series, or that of the file that names the entry already."""
    folder = posixpath.dirname(path)
    series = sorted(
        name for name in files.paths()
        if posixpath.dirname(name) == folder and posixpath.basename(name)[:4].isdigit()
    )  # fmt: skip
    for name in series:
        if insertion.names(_text(files, name), entry.id):
            return name
    last = max((int(posixpath.basename(name)[:4]) for name in series), default=0)
    return template.one(path, named | {"number": f"{last + 1:04}"})
