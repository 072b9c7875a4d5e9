"""`learnings commit-msg`: do the entries exist that a commit message names?"""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Collection, Iterable, Iterator

from ..collect import from_index
from ..comment import removed
from ..discover import accepts
from ..disk import UnreadableError, printable, read_regular
from ..engine import Engine
from ..entry import Log, former_ids
from ..errors import RepositoryError
from ..lazy import regex
from ..preset import Presets
from ..settings import Settings, load
from ..snapshot import log_of_bytes, repository_of
from . import remarks

HELP = "Say which IDs in a commit message name no entry."
DESCRIPTION = """\
Look for IDs of entries in a commit message and say which of them name no entry: neither in the
logs as they are staged, archives included, nor in the last commit. What begins with a prefix that
no kind of entry has is left alone, and so are comments. It is what git's commit-msg hook runs.

Exit code 0: every entry exists; 1: one does not; 2: usage or configuration; 3: environment.
"""
_USUAL = {"LRN", "ERR", "FEAT"}
_LIMIT = 1 << 20
_SCISSORS = "------------------------ >8 ------------------------"
_ID = regex(r"(?<![\w-])([A-Z][A-Z0-9_]*(?:-[A-Z][A-Z_]*){0,2})-([0-9]{8}-)?[0-9A-Z]{3,8}(?![\w-])")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("file", metavar="FILE", help="the file with the message, as git names it")


def run(args: argparse.Namespace) -> int:
    """Say which IDs name nothing; 1 if there are any."""
    import datetime as dt

    message = _message(args.file)
    if _ID.search(message) is None:
        return 0
    settings = load(os.getcwd())
    presets = Engine(settings, today=dt.date.today()).presets_of(settings)
    known = _names(from_index(settings).logs)
    named = list(ids(message, _prefixes(presets), known))
    missing = [name for name in named if name.upper() not in known]
    if missing:
        known |= _names(_committed(settings))
        missing = [name for name in missing if name.upper() not in known]
    remarks.say(_sentence(name, known) for name in missing)
    return 1 if missing else 0


def ids(message: str, usual: Collection[str], known: Iterable[str]) -> Iterator[str]:
    """The IDs of entries in a message, each once: others' numbers (`BUG-1234`) look much alike.

    What has a usual prefix and a date is one, and what begins and is made as one of the `known`.
    """
    made = {_shape(name) for name in known}
    seen = set()
    for found in _ID.finditer(message):
        name = found[0]
        dated = found[2] is not None and found[1] in usual
        if name not in seen and (dated or _shape(name) in made):
            seen.add(name)
            yield name


def _prefixes(presets: Presets) -> set[str]:
    kinds = presets.preset(presets.default).kinds.values()
    return {prefix for kind in kinds for prefix in kind.prefixes} | _USUAL


def _shape(name: str) -> tuple[str, bool]:
    """What an ID begins with, and whether there is a date in it."""
    found = _ID.fullmatch(name)
    return (found[1], found[2] is not None) if found else ("", False)


def _message(path: str) -> str:
    try:
        data = read_regular(path, _LIMIT)
    except UnreadableError as error:
        raise RepositoryError(f"cannot read the message: {error}") from error
    lines = data.decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines):
        if line.endswith(_SCISSORS):
            lines = lines[:number]
            break
    return "\n".join(line for line in lines if not line.startswith("#"))


def _names(logs: Iterable[Log]) -> set[str]:
    names = set()
    for log in logs:
        for entry in log.entries:
            names.add(entry.id.upper())
            names.update(former_ids(entry))
        names.update(removed(log))
    return names


def _committed(settings: Settings) -> Iterator[Log]:
    """The logs of the last commit: a message may name what it removes."""
    repository = repository_of(settings)
    if repository.is_unborn():
        return
    for rev in ("HEAD", *repository.merge_heads()):
        contents = repository.read_rev(rev, lambda path: accepts(path, settings))
        for path, data in contents.items():
            yield log_of_bytes(path, data, settings)


def _sentence(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name.upper(), sorted(known), 1, 0.9)
    meant = f" (did you mean {close[0]}?)" if close else ""
    return f"the message names {printable(name)}, which no log has{meant}"
