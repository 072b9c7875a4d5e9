"""`learnings doctor`: whether what works beside the commands is active in this clone."""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
from collections.abc import Iterator
from typing import NamedTuple

from .. import __version__
from ..disk import UnreadableError, find_root, printable, read_regular
from ..errors import LearningsError
from ..git import Repository, driver, find_repository, hook
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..scaffold import has_hook
from .install import own_command

HELP = "Show whether hooks and merge driver are active in this clone, and what is missing."
DESCRIPTION = """\
Show the versions of what is used, and whether the settings, the hook, the merge driver and the
attribute that names it are in force in this clone, with the command that mends what is not.
Nothing is changed, and no address of a remote or other secret is shown. Exit code 0: all is well;
1: something is missing; 2: usage.
"""
_LIMIT = 1 << 20
# Paths that the attributes are asked about, where there is no log yet.
_SAMPLE = ".learnings/LEARNINGS.md"


class Finding(NamedTuple):
    """One thing that was looked at: its state (`ok`, `off`, `none`), a word and the remedy."""

    name: str
    state: str
    about: str
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Look; 0 if all is well, else 1."""
    found = list(findings(os.getcwd()))
    is_well = all(item.state != "off" for item in found)
    if args.format == "json":
        rows = [item._asdict() for item in found]
        stream.write(ascii_document({"version": 1, "ok": is_well, "findings": rows}))
    else:
        for line in _lines(found, is_well):
            sys.stdout.write(f"{inert(visible(line))}\n")
    return 0 if is_well else 1


def _lines(found: list[Finding], is_well: bool) -> Iterator[str]:
    for item in found:
        yield f"{item.state:<5}{item.name}: {item.about}"
        if item.remedy:
            yield f"       {item.remedy}"
    yield "all is well" if is_well else "something is missing: run what stands below each `off`"


def findings(folder: str) -> Iterator[Finding]:
    """All that is looked at, in the order in which it should be mended."""
    yield Finding("learnings", "ok", f"{__version__} on Python {platform.python_version()}")
    repository = None
    try:
        repository = find_repository(folder)
    except LearningsError as error:
        yield Finding("git", "off", str(error))
        yield _settings(folder)
        return
    yield _git(folder, repository)
    yield _libgit2()
    yield _settings(folder)
    if repository is None:
        yield Finding("repository", "off", "this is no git repository", "git init")
    elif repository.bare:
        yield Finding("repository", "none", "a bare one: nothing is merged or committed in it")
    else:
        yield Finding("repository", "ok", _shape(repository))
        yield _hook(repository)
        yield _driver(repository)
        yield _attribute(repository)


def _git(folder: str, repository: Repository | None) -> Finding:
    from ..git import program

    try:
        where = repository.top or repository.git_dir if repository is not None else folder
        answer = program.ask(("--version",), folder=where, environment=program.clean_environment())
    except LearningsError as error:
        return Finding("git", "off", str(error))
    return Finding("git", "ok", answer.out.decode("utf-8", "replace").strip())


def _libgit2() -> Finding:
    from ..git import objects

    version = objects.version()
    if not version:
        return Finding("libgit2", "none", "not there: git reads the commits instead, more slowly")
    return Finding("libgit2", "ok", version)


def _settings(folder: str) -> Finding:
    from ..settings import load
    from ..verify import verified

    try:
        found = load(folder, {})
        verified(found)
    except LearningsError as error:
        return Finding("settings", "off", str(error), "learnings config")
    return Finding("settings", "ok", printable(found.file) if found.file else "those by default")


# What a remote is called that is to give later what a filter left out of the clone.
_PARTIAL = (r"^remote\..*\.promisor$", "^(true|yes|on|1)?$")


def _shape(repository: Repository) -> str:
    kinds = []
    if repository.shallow:
        kinds.append("a shallow clone: nothing is said of what lies behind its edge")
    if repository.ask("config", "--get-regexp", *_PARTIAL).code == 0:
        kinds.append(
            "a partial clone: what needs files that were not fetched ends with exit code 3"
        )
    return f"{repository.place}, {'; '.join(kinds) or 'a whole clone'}"


def _hook(repository: Repository) -> Finding:
    remedy = "learnings install git"
    try:
        path = hook.path(repository)
    except LearningsError as error:
        return Finding("hook", "off", str(error))
    text = _read(path)
    if hook.START in text:
        if not os.access(path, os.X_OK):
            return Finding("hook", "off", f"{printable(path)} is not executable", remedy)
        return Finding("hook", "ok", printable(path))
    manager = _read(os.path.join(repository.top, ".pre-commit-config.yaml"))
    if has_hook(manager.decode("utf-8", "surrogateescape")):
        if b"pre-commit" in text or b"prek" in text:
            return Finding("hook", "ok", "pre-commit runs it")
        about = ".pre-commit-config.yaml names it, and pre-commit is not installed in this clone"
        return Finding("hook", "off", about, "pre-commit install")
    if b"learnings" in text:
        return Finding("hook", "ok", f"{printable(path)} names it")
    return Finding("hook", "off", "nothing judges what is committed here", remedy)


def _driver(repository: Repository) -> Finding:
    remedy = "learnings install git"
    found = driver.configured(repository)
    if not found:
        return Finding(
            "merge driver", "off", "not configured: git merges logs line by line", remedy
        )
    if found == driver.line(own_command()):
        return Finding("merge driver", "ok", "this installation")
    try:
        program = shlex.split(found)[0]
    except (ValueError, IndexError):
        program = ""
    if os.path.isabs(program) and not os.access(program, os.X_OK):
        about = f"its program is gone ({printable(program)}): git merges line by line"
        return Finding("merge driver", "off", about, remedy)
    if "merge-driver" not in found:
        return Finding("merge driver", "off", "another program has its name", remedy)
    if found != driver.line([program]):
        return Finding("merge driver", "off", "configured by another version", remedy)
    return Finding("merge driver", "ok", f"another installation, {printable(program)}")


def _attribute(repository: Repository) -> Finding:
    from ..discover import discover
    from ..settings import Settings, load

    try:
        settings = load(repository.top, {})
    except LearningsError:
        settings = Settings()
    try:
        logs = [source.path for source in discover((), find_root(repository.top), settings)]
        found = driver.merges(repository, driver.committable(repository, logs) or [_SAMPLE])
    except LearningsError as error:
        return Finding("attribute", "off", str(error))
    without = sorted(path for path, name in found.items() if name != "learnings")
    if not without:
        return Finding("attribute", "ok", f"merge=learnings for {len(found)} of {len(found)} logs"
                       if logs else "merge=learnings")  # fmt: skip
    first = without[0]
    about = f"{len(without)} of {len(found)} logs are merged line by line, such as {first}"
    if found[first] == "union":
        about = f"{first} has merge=union, which mixes the lines of entries: take that out"
    if len(without) < len(found) or found[first] == "union":
        return Finding("attribute", "off", printable(about),
                       f"add to .gitattributes: {printable(first)} merge=learnings")  # fmt: skip
    return Finding("attribute", "off", printable(about), "learnings install git")


def _read(path: str) -> bytes:
    try:
        return read_regular(path, _LIMIT)
    except UnreadableError:
        return b""
