"""`learnings init`: set up logs, ignore rules, settings and a hook, and overwrite nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from .. import __version__, scaffold
from ..disk import find_root, printable
from ..errors import RepositoryError, UsageError
from ..git import Repository, driver, find_repository
from ..git.program import ask, clean_environment
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..preset import Presets
from ..settings import Settings, load
from ..store import Batch, lock
from ..store.batch import refuse_linked
from ..workspace import read_or_none
from .install import own_command

HELP = "Set up logs, ignore rules, settings and a hook; nothing that exists is overwritten."
DESCRIPTION = """\
Set up the logs of a preset with their headers, `.gitignore` lines for the mode, a settings file
and an entry in `.pre-commit-config.yaml`. What exists stays as it is, and a second run changes
nothing. Exit code 0: set up; 2: usage; 3: a file cannot be written.
"""
_GLOBAL = "~/.claude"
_OWN_SETTINGS = ".learnings.toml"


class Step(NamedTuple):
    """What is done about one file: `created`, `changed`, `exists` or `left`, maybe with a word."""

    path: str
    action: str
    note: str = ""


class _Plan:
    """The steps, and the files to write."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.steps: list[Step] = []
        self.batch = Batch(root)
        self.repository: Repository | None = None

    def read(self, path: str) -> bytes | None:
        """The content of a file, None if it is not there; a folder of its path is no link."""
        absolute = os.path.join(self.root, path)
        refuse_linked(self.root, absolute)
        return read_or_none(absolute)

    def create(self, path: str, text: str) -> None:
        """Plan a file, unless something stands there."""
        if self.read(path) is not None:
            self.steps.append(Step(path, "exists"))
            return
        self.batch.put(os.path.join(self.root, path), None, text.encode())
        self.steps.append(Step(path, "created"))

    def change(self, path: str, old: bytes | None, new: str, note: str) -> None:
        """Plan another content of a shared file."""
        data = new.encode("utf-8", "surrogateescape")
        if data == (old or b""):
            self.steps.append(Step(path, "exists", note))
            return
        self.batch.put(os.path.join(self.root, path), old, data)
        self.steps.append(Step(path, "created" if old is None else "changed", note))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("--preset", metavar="PRESET", help="the preset (default: the configured)")
    parser.add_argument(
        "--scope",
        choices=("local", "global"),
        help=f"this repository (the default), or {_GLOBAL} for all of your projects",
    )
    parser.add_argument(
        "--mode",
        choices=scaffold.MODES,
        help="track: commit the logs (the default); ignore: keep them to yourself; hybrid: commit"
        " the folder and not the entries",
    )
    parser.add_argument(
        "--repo", metavar="URL", default="", help="where pre-commit gets the hook from"
    )
    parser.add_argument("--no-hook", action="store_true", help="leave pre-commit as it is")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Set up; 0."""
    scope = args.scope or _ask("scope", ("local", "global"), "local")
    root = os.path.expanduser(_GLOBAL) if scope == "global" else find_root(os.getcwd())
    _refuse_bare(root)
    known = load(root if os.path.isdir(root) else os.getcwd(), {"preset": args.preset})
    mode = args.mode or ("track" if scope == "global" else _ask("mode", scaffold.MODES, "track"))
    if not os.path.isdir(root) and not args.dry_run:
        os.makedirs(root, exist_ok=True)
    if args.dry_run:
        plan = _planned(root, known, mode, scope, args)
    else:
        with lock(root):
            plan = _planned(root, known, mode, scope, args)
            plan.batch.write()
            if plan.repository is not None:
                driver.install(plan.repository, own_command())
        _note_ignored(plan, mode)
    _report(plan, args)
    return 0


def _note_ignored(plan: _Plan, mode: str) -> None:
    """Say of files that are meant to be committed which rule keeps git from seeing them."""
    if mode == "ignore" or not os.path.lexists(os.path.join(plan.root, ".git")):
        return
    for number, step in enumerate(plan.steps):
        is_log = step.path.endswith(".md") and mode == "track"
        if is_log or step.path.endswith(".gitkeep"):
            words = ("check-ignore", "--no-index", "-v", "--", step.path)
            answer = ask(words, folder=plan.root, environment=clean_environment())
            rule = os.fsdecode(answer.out).split("\t")[0]
            # The rules of the preset itself leave its scratch files out.
            if answer.code == 0 and "memory/" not in step.path and ":!" not in rule:
                note = f"git ignores it by {printable(rule)}"
                plan.steps[number] = step._replace(note=note)


def _ask(what: str, choices: tuple[str, ...], default: str) -> str:
    """A choice made on a terminal; elsewhere the default."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return default
    while True:
        sys.stdout.write(f"{what} ({', '.join(choices)}) [{default}]: ")
        sys.stdout.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise UsageError(f"no answer: name it with --{what}")
        found = answer.strip().lower() or default
        if found in choices:
            return found


def _refuse_bare(root: str) -> None:
    """Raise `RepositoryError` in a bare repository: its folder is no place for files."""
    parts = ("HEAD", "objects", "refs")
    if all(os.path.exists(os.path.join(root, part)) for part in parts):
        raise RepositoryError(
            f"{printable(root)} is a bare repository: run `learnings init` in a clone of it"
        )


def _planned(root: str, known: Settings, mode: str, scope: str, args: argparse.Namespace) -> _Plan:
    name = known.preset
    preset, plan = Presets.load(known.presets).preset(name), _Plan(root)
    for planned in scaffold.files(preset, stackable=known.stackable):
        plan.create(planned.path, planned.text)
    if mode == "hybrid" and not preset.layout.get("root"):
        plan.create(".learnings/.gitkeep", "")
    _plan_settings(plan, name, args.preset)
    if scope == "global":
        return plan
    if os.path.lexists(os.path.join(root, ".git")):
        old = plan.read(".gitignore")
        new = scaffold.with_ignored(_text(old), scaffold.ignored(preset, mode, _text(old)))
        if old is not None or new:
            plan.change(".gitignore", old, new, f"mode {mode}")
        if mode != "ignore":
            _plan_attributes(plan)
        if not args.no_hook and mode != "ignore":
            _plan_hook(plan, args.repo)
    return plan


def _plan_settings(plan: _Plan, name: str, asked: str | None) -> None:
    for path in (_OWN_SETTINGS, "pyproject.toml"):
        data = plan.read(path)
        if data is None or (path == "pyproject.toml" and b"[tool.learnings" not in data):
            continue
        configured = load(plan.root).preset
        note = f'it says preset = "{configured}"' if asked and configured != asked else ""
        plan.steps.append(Step(path, "exists", note))
        return
    plan.create(_OWN_SETTINGS, scaffold.settings(name))


def _plan_hook(plan: _Plan, repository: str) -> None:
    path = ".pre-commit-config.yaml"
    old = plan.read(path)
    if old is not None and scaffold.has_hook(_text(old)):
        plan.steps.append(Step(path, "exists", "it names the hook"))
        return
    try:
        new = scaffold.with_hook(_text(old), scaffold.hook(repository, __version__))
    except scaffold.NotMerged as error:
        plan.steps.append(Step(path, "left", str(error)))
        return
    plan.change(path, old, new, "the hook; run `pre-commit install` once")


def _plan_attributes(plan: _Plan) -> None:
    """The attribute, and in this clone the driver that it names."""
    old = plan.read(".gitattributes")
    plan.change(".gitattributes", old, scaffold.with_attributes(_text(old)), "the merge of logs")
    repository = find_repository(plan.root)
    if repository is None or repository.bare:
        return
    plan.repository = repository
    there = driver.configured(repository) == driver.line(own_command())
    note = "the merge driver of this clone"
    plan.steps.append(Step(".git/config", "exists" if there else "changed", note))


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")


def _report(plan: _Plan, args: argparse.Namespace) -> None:
    if args.format == "json":
        rows = [step._asdict() for step in plan.steps]
        stream.write(ascii_document({"version": 1, "root": plan.root, "steps": rows}))
        return
    for line in _lines(plan, "would be " if args.dry_run else ""):
        sys.stdout.write(f"{inert(visible(line))}\n")


def _lines(plan: _Plan, would: str) -> Iterator[str]:
    yield f"in {printable(plan.root)}"
    for step in plan.steps:
        done = f"{would}{step.action}" if step.action in ("created", "changed") else step.action
        yield f"  {done:<{len(would) + 8}}{step.path}{f'  ({step.note})' if step.note else ''}"
    if all(step.action in ("exists", "left") for step in plan.steps):
        yield "nothing to do: everything is there"
