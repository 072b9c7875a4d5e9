"""`learnings lint`: judge logs and say what is wrong with them."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Mapping
from typing import Any

from .. import __version__, registry
from ..check import GROUPS
from ..collect import Collection, from_index, from_revision, from_work_tree
from ..diagnostic import Diagnostic, Severity
from ..disk import find_root, is_inside, printable
from ..engine import Engine, Result
from ..errors import UsageError
from ..lazy import regex
from ..output import FORMATS, render, stream
from ..output.escape import inert, visible
from ..output.report import Report
from ..settings import Settings, load
from . import fixing
from .progress import Bar

HELP = "Judge logs: form, fields, IDs, references, lifecycle, age, recurrence."
DESCRIPTION = """\
Judge every entry of every log, or of the files and folders that are named. Exit code 0: nothing
at or above --fail-on; 1: findings; 2: usage or configuration; 3: environment or repository.
"""
# Formats for people show what matters; formats for programs hold everything.
_FOR_PEOPLE = frozenset({"text", "concise", "github"})
_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: all logs)"
    )
    what = parser.add_argument_group("what is judged")
    what.add_argument("--staged", action="store_true", help="what the next commit would change")
    what.add_argument(
        "--or-all", action="store_true", help="with --staged: all logs if none is staged"
    )
    what.add_argument("--rev", metavar="REV", help="the logs as a commit holds them")
    what.add_argument(
        "--since", metavar="REV", help="with --rev: only what changed since that commit"
    )
    what.add_argument(
        "--scope",
        choices=("changed", "all"),
        help="changed entries (the default with --staged and --since) or all",
    )  # fmt: skip
    what.add_argument("--today", type=_date, metavar="DATE", help="the day to judge by, YYYY-MM-DD")
    _add_checks(parser)
    fixing.add_arguments(parser)
    _add_output(parser)


def _add_checks(parser: argparse.ArgumentParser) -> None:
    which = parser.add_argument_group("which checks")
    for option, words in (("--select", "run only these"), ("--ignore", "do not run these")):
        which.add_argument(
            option,
            action="append",
            metavar="NAME",
            type=_names,
            help=f"{words} checks or groups; may be repeated",
        )  # fmt: skip
    which.add_argument("--preset", metavar="PRESET", help="the preset of entries that show none")
    which.add_argument(
        "--confidence", choices=("low", "medium", "high"), help="least confidence (default: medium)"
    )
    which.add_argument("--baseline", metavar="FILE", help="findings in it are not reported")
    which.add_argument(
        "--write-baseline",
        action="store_true",
        help="write the baseline; an existing one only shrinks",
    )
    which.add_argument(
        "--grow-baseline", action="store_true", help="with --write-baseline: take new findings in"
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    output.add_argument(
        "--output", metavar="FILE", help="write there instead of to standard output"
    )
    output.add_argument(
        "--show", choices=tuple(Severity), help="least severity that text shows (default: warning)"
    )
    output.add_argument(
        "--fail-on",
        choices=("error", "warning", "note", "never"),
        help="least severity that fails (default: error)",
    )
    output.add_argument("--statistics", action="store_true", help="count findings by check")
    output.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="default: auto"
    )


def _date(text: str) -> dt.date:
    try:
        # Python takes other forms of ISO 8601 too, such as 20260301.
        return dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write YYYY-MM-DD") from error


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def run(args: argparse.Namespace) -> int:
    """Judge, print, and give the exit code."""
    _refuse(args)
    fixing.refuse(args)
    given = _given(args)
    for name in (*(given["select"] or ()), *(given["ignore"] or ())):
        registry.refuse_unknown(name)
    settings = load(_start(args.paths), given)
    settings.verify(registry.groups(), GROUPS)
    if not fixing.accepted(args, settings):
        return 0
    if args.fix or args.diff:
        return fixing.run(args, settings, _collect, _report)
    bar = Bar("reading") if args.format == "text" else None
    collection = _collect(args, settings, bar)
    _spare_the_logs(args.output, settings, collection)
    if args.scope == "all":
        collection.changes = None
    engine = Engine(
        settings,
        today=args.today or dt.date.today(),
        tree=collection.tree,
        changes=collection.changes,
        only=collection.only,
        progress=bar.renamed("judging") if bar else None,
    )
    result = engine.run(collection.logs)
    if bar is not None:
        bar.clear()
    if args.write_baseline:
        return _write_baseline(args, settings, collection, result)
    return _report(args, settings, collection, result)


def _refuse(args: argparse.Namespace) -> None:
    if args.staged and (args.rev or args.paths):
        raise UsageError("--staged judges the index: leave out --rev and the paths")
    if args.rev and args.paths:
        raise UsageError("--rev judges a whole commit: leave out the paths")
    if args.since and not args.rev:
        raise UsageError("--since goes with --rev: for example --rev HEAD --since main")
    if args.or_all and not args.staged:
        raise UsageError("--or-all goes with --staged")
    if args.scope == "changed" and not (args.staged or args.since):
        raise UsageError("--scope changed goes with --staged or --since")
    if args.grow_baseline and not args.write_baseline:
        raise UsageError("--grow-baseline goes with --write-baseline")


def _spare_the_logs(output: str | None, settings: Settings, collection: Collection) -> None:
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


def _start(paths: list[str]) -> str:
    """Where the configuration is looked for: here, unless all that is named lies elsewhere."""
    here = os.path.realpath(os.getcwd())
    root = find_root(here)
    # What leads out of this repository through a link is refused when it is looked for here.
    if any(
        is_inside(os.path.abspath(path), root) and not is_inside(os.path.realpath(path), root)
        for path in paths
    ):
        return here
    outside = [
        path for path in paths if not (os.path.realpath(path) + os.sep).startswith(here + os.sep)
    ]
    return paths[0] if paths and len(outside) == len(paths) and os.path.exists(paths[0]) else here


def _given(args: argparse.Namespace) -> Mapping[str, Any]:
    flat = {
        name: [item for part in getattr(args, name) or () for item in part] or None
        for name in ("select", "ignore")
    }
    same = ("preset", "confidence", "show", "fail_on")
    given = {name.replace("_", "-"): getattr(args, name) for name in same}
    return {**flat, **given}


def _collect(args: argparse.Namespace, settings: Settings, bar: Bar | None = None) -> Collection:
    if args.rev:
        return from_revision(args.rev, args.since, settings)
    if args.staged:
        found = from_index(settings)
        if not args.or_all or any(log.path in _touched(found) for log in found.logs):
            return found
    return from_work_tree(args.paths, settings, bar)


def _touched(collection: Collection) -> set[str]:
    return collection.changes.files if collection.changes else set()


def _baseline_path(args: argparse.Namespace, settings: Settings) -> str:
    if args.baseline:
        return str(args.baseline)
    return settings.resolve(settings.baseline) if settings.baseline else ""


def _write_baseline(
    args: argparse.Namespace, settings: Settings, collection: Collection, result: Result
) -> int:
    from .. import baseline

    path = _baseline_path(args, settings)
    if not path:
        raise UsageError("--write-baseline needs a file: add --baseline .learnings/baseline.json")
    change = baseline.write(
        path,
        result.diagnostics,
        grow=args.grow_baseline,
        judged=lambda check, log: check in result.ran and _was_judged(collection, log),
    )
    sys.stdout.write(
        f"{inert(visible(os.path.relpath(path)))}:"
        f" {change.added} added, {change.dropped} dropped, {change.kept} kept"
        + (
            f"; {change.refused} new findings stay out of it (--grow-baseline)"
            if change.refused
            else ""
        )
        + "\n"
    )
    return 0


def _was_judged(collection: Collection, path: str) -> bool:
    """True if all of a log was judged; a log that is gone has nothing left to find."""
    if collection.changes is not None:
        return False
    return collection.only is None or path in collection.only


def _report(
    args: argparse.Namespace, settings: Settings, collection: Collection, result: Result
) -> int:
    path = _baseline_path(args, settings)
    active: list[Diagnostic] = result.diagnostics
    known: list[Diagnostic] = []
    if path:
        from .. import baseline

        active, known = baseline.filter(active, baseline.load(path))
    shown = active
    if args.format in _FOR_PEOPLE:
        shown = [item for item in active if item.severity.rank >= settings.show.rank]
    logs = {log.path: log for log in result.logs}
    judged = [log for log in result.logs if collection.only is None or log.path in collection.only]
    if collection.changes is not None:
        judged = [log for log in judged if log.path in collection.changes.files]
    report = Report(
        shown,
        files=len(judged),
        entries=sum(len(log.entries) for log in judged),
        suppressed=result.suppressed,
        baselined=len(known),
        hidden=len(active) - len(shown),
        checks=registry.checks(),
        source=lambda name, line: logs[name].line(line) if name in logs else "",
        version=__version__,
        color=_colored(args),
        width=_width(),
        statistics=args.statistics,
    )
    _write(render(args.format, report), args)
    # `--fail-on` goes before every configuration; without it the nearest one says what fails.
    fails = any(settings.nearest(item.path).fails(item.severity) for item in active)
    return 1 if fails else 0


def _colored(args: argparse.Namespace) -> bool:
    # https://no-color.org: present and not empty, whatever its value.
    if args.color != "auto" or args.output:
        return bool(args.color == "always")
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _width() -> int:
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0


def _write(text: str, args: argparse.Namespace) -> None:
    path: str | None = args.output
    if path is None and args.format in _FOR_PEOPLE:
        sys.stdout.write(text)
        return
    if path is None:
        stream.write(text)
        return
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {printable(path)}: {error.strerror}") from error
