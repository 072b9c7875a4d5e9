"""`learnings commit-msg`: does a message name what exists, and nothing that must stay inside?"""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import os
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from .. import vicinity
from ..change import Changes
from ..collect import from_index
from ..comment import removed
from ..diagnostic import Diagnostic
from ..discover import accepts
from ..disk import UnreadableError, printable, read_regular
from ..engine import Engine
from ..entry import Log, former_ids
from ..errors import RepositoryError
from ..git import find_repository
from ..lazy import regex
from ..message import sign_of, without_comments, without_template
from ..preset import Presets
from ..settings import Settings, load
from ..snapshot import log_of_bytes, repository_of
from . import remarks
from .speaking import speaking

HELP = "Say which IDs in a commit message name no entry, and what must not be in it."
DESCRIPTION = """\
Look for IDs of entries in a commit message and say which of them name no entry: neither in the
logs as they are staged, archives included, nor in the last commit. What begins with a prefix that
no kind of entry has is left alone, and so are comments and IDs of other repositories, such as
service/LRN-20260301-001. It is what git's commit-msg hook runs.

The message and its trailers are judged for secrets, internal addresses and personal data too, by
the settings that hold for the logs. Lines are left out that git takes out of the message, but for
secrets, and so are the names and addresses of those who sign it. No value is shown.

Exit code 0: all is well; 1: an entry does not exist, or something is in the message that must not
be in it; 2: usage or configuration; 3: environment.
"""
_USUAL = {"LRN", "ERR", "FEAT"}
_LIMIT = 1 << 20
_LONGEST_NAME = 300
_FILES = (".md", ".markdown")
_WORD = regex(r"[^\s()\[\]<>\"'`,;]+\Z")
_ID = regex(r"(?<![\w-])([A-Z][A-Z0-9_]*(?:-[A-Z][A-Z_]*){0,2})-([0-9]{8}-)?[0-9A-Z]{3,8}(?![\w-])")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("file", metavar="FILE", help="the file with the message, as git names it")


def run(args: argparse.Namespace) -> int:
    """Say which IDs name nothing, and what must not be told; 1 if there is anything."""
    text = _text(args.file)
    settings = load(os.getcwd())
    manner = _manner(settings, text)
    failed = _exposed(text, manner, settings)
    return 1 if _missing(without_comments(text, manner.sign), settings) or failed else 0


def _missing(message: str, settings: Settings) -> list[str]:
    """The IDs that name nothing; each is told."""
    if _ID.search(message) is None:
        return []
    presets = Engine(settings, today=dt.date.today()).presets_of(settings)
    known = _names(from_index(settings).logs)
    named = list(ids(message, _prefixes(presets), known))
    missing = [name for name in named if name.upper() not in known]
    if missing:
        known |= _names(_committed(settings))
        missing = [name for name in missing if name.upper() not in known]
    remarks.say(_sentence(name, known) for name in missing)
    return missing


def _exposed(text: str, manner: _Manner, settings: Settings) -> bool:
    """Tell what must not be in the message; True if there is something that fails."""
    if manner.keeps or manner.sign not in text:
        found = _judged(text, settings)
    else:
        found = _judged(without_comments(text, manner.sign), settings)
        # Nobody tells a hook that `--cleanup` keeps those lines: a secret does not go in on trust.
        known = {item.span for item in found}
        found += [
            item
            for item in _judged(without_template(text, manner.sign), settings)
            if item.group == "secrets" and item.span not in known
        ]
    remarks.say(
        f"line {item.span.line} of the message: {item.severity}[{item.check}] "
        f"{item.problem.message}"
        for item in found
        if settings.shows(item.severity)
    )
    return any(settings.fails(item.severity) for item in found)


def _judged(text: str, settings: Settings) -> list[Diagnostic]:
    message = vicinity.message(text)
    # All of a message is new: what is only warned of in an old entry must not come in here.
    new = Changes({message.path})
    spoken = speaking(settings, lambda: from_index(settings).logs)
    engine = Engine(settings, today=dt.date.today(), beside=[message], changes=new, spoken=spoken)
    return engine.run([]).diagnostics


class _Manner(NamedTuple):
    """What comments begin with, and whether git may leave them in the message."""

    sign: str
    keeps: bool


def _manner(settings: Settings, text: str) -> _Manner:
    """How git is told to deal with the comments of this message.

    Git sets GIT_EDITOR to a colon for a hook if nobody edits the message: then it takes out
    nothing, unless it was told to. Where it chooses the sign by itself, it says to no hook which
    one it chose.
    """
    try:
        repository = find_repository(settings.root or os.getcwd())
    except RepositoryError:
        return _Manner("#", True)
    if repository is None:
        return _Manner("#", False)
    asked = r"^(core\.comment(char|string)|commit\.cleanup)$"
    out = repository.ask("config", "--get-regexp", asked).out.decode("utf-8", "replace")
    said = dict(line.partition(" ")[::2] for line in out.splitlines())
    cleanup = said.pop("commit.cleanup", "default")
    if "auto" in said.values():
        return _Manner(sign_of(text), True)
    sign = "#"
    if said:  # which of them this git knows, and which goes first, it shows by using it
        shown = repository.ask("stripspace", "--comment-lines", stdin=b"x\n")
        sign = shown.out.decode("utf-8", "surrogateescape").removesuffix("x\n").rstrip() or "#"
    keeps = os.environ.get("GIT_EDITOR") == ":" if cleanup == "default" else cleanup != "strip"
    return _Manner(sign, keeps)


def ids(message: str, usual: Collection[str], known: Iterable[str]) -> Iterator[str]:
    """The IDs of entries in a message, each once: others' numbers (`BUG-1234`) look much alike.

    What has a usual prefix and a date is one, and what begins and is made as one of the `known`.
    Those of other repositories (`service/LRN-20260301-001`) are not among them.
    """
    made = {_shape(name) for name in known}
    seen = set()
    for found in _ID.finditer(message):
        name = found[0]
        dated = found[2] is not None and found[1] in usual
        if name in seen or _is_elsewhere(message, *found.span()):
            continue
        if dated or _shape(name) in made:
            seen.add(name)
            yield name


def _is_elsewhere(message: str, start: int, end: int) -> bool:
    """True of an ID behind the name of a repository or in an address; not of a file's name."""
    before = _WORD.search(message, max(start - _LONGEST_NAME, 0), start)
    name = before[0] if before is not None else ""
    if "://" in name:
        return True
    if name.endswith("/"):
        return not message.startswith(_FILES, end)
    return name.endswith(("#", ":", "@", "=")) and "/" in name and not name[:-1].endswith(_FILES)


def _prefixes(presets: Presets) -> set[str]:
    kinds = presets.preset(presets.default).kinds.values()
    return {prefix for kind in kinds for prefix in kind.prefixes} | _USUAL


def _shape(name: str) -> tuple[str, bool]:
    """What an ID begins with, and whether there is a date in it."""
    found = _ID.fullmatch(name)
    return (found[1], found[2] is not None) if found else ("", False)


def _text(path: str) -> str:
    try:
        data = read_regular(path, _LIMIT)
    except UnreadableError as error:
        raise RepositoryError(f"cannot read the message: {error}") from error
    return data.decode("utf-8", "surrogateescape")


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
