"""`learnings lint`: judge logs and say what is wrong with them."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Mapping
from dataclasses import replace

from .. import __version__, registry, vicinity
from ..collect import Collection
from ..diagnostic import Diagnostic
from ..engine import Engine, Result
from ..entry import Log
from ..errors import UsageError
from ..history.recall import recall
from ..output import render
from ..output.escape import inert, visible
from ..output.report import Report, Source
from ..output.summary import amount
from ..settings import Settings, load
from ..verify import verified
from ..watch import Watch
from . import arguments, destination, fixing, remarks, scope
from .progress import Bar

HELP = "Judge logs: form, fields, IDs, references, lifecycle, age, recurrence, substance."
DESCRIPTION = """\
Judge every entry of every log, or of the files and folders that are named. Logs are the Markdown
files in .learnings/ and docs/ops-knowledge/ and memory/working-buffer.md; `learnings where` lists
those of this repository, `learnings explain NAME` tells about a check.

Exit code 0: nothing at or above --fail-on; 1: findings; 2: usage or configuration; 3: environment
or repository.
"""


_FILES = ("file", "excerpt", "link")
_MESSAGES = (vicinity.MESSAGE, vicinity.TAG)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    arguments.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Judge, print, and give the exit code."""
    names = scope.take_names(args)
    arguments.refuse(args)
    fixing.refuse(args)
    given = arguments.given(args)
    for name in (*(given["select"] or ()), *(given["ignore"] or ())):
        registry.refuse_unknown(name)
    settings = load(scope.start(args.paths), given)
    args.or_all = args.or_all or scope.means_all(names, settings)
    # Before anything is read, and for a repository without logs too.
    verified(settings)
    if not fixing.accepted(args, settings):
        return 0
    if args.fix or args.diff:
        return fixing.run(args, settings, scope.collect, _report)
    if arguments.is_series(args):
        from . import series

        return series.run(args, settings, _report)
    bar = Bar("reading") if args.format == "text" else None
    collection = scope.collect(args, settings, bar)
    for path in (args.output, *(path for _, path in args.also)):
        destination.spare_the_logs(path, settings, collection)
    if bar is not None:
        bar.clear()
    remarks.say(remarks.of_lint(args, settings, collection))
    collection.beside = vicinity.gather(args, settings, collection)
    if args.scope == "all":
        collection.changes = None
    today = args.today or dt.date.today()
    collection.history = recall(collection.history, collection.logs, settings, today)
    engine = Engine(
        settings,
        today=today,
        tree=collection.tree,
        history=collection.history,
        changes=collection.changes,
        only=collection.only,
        beside=collection.beside,
        progress=bar.renamed("judging") if bar else None,
    )
    result = engine.run(collection.logs)
    if bar is not None:
        bar.clear()
    if args.write_baseline:
        return _write_baseline(args, settings, collection, result)
    return _report(args, settings, collection, result)


def _baseline_path(args: argparse.Namespace, settings: Settings) -> str:
    # As in the configuration, an empty name stands for none.
    if args.baseline is not None:
        return str(args.baseline)
    return settings.resolve(settings.baseline) if settings.baseline else ""


def _write_baseline(
    args: argparse.Namespace, settings: Settings, collection: Collection, result: Result
) -> int:
    from .. import baseline
    from ..allowance import is_forbidden
    from ..binding import Binder

    path = _baseline_path(args, settings)
    if not path:
        raise UsageError("--write-baseline needs a file: add --baseline .learnings/baseline.json")
    logs = {log.path: log for log in result.logs}
    found, until, unknown = result.diagnostics, None, 0
    if args.legacy:
        from .. import legacy

        found = legacy.known(args.legacy, settings.root, found, logs)
        unknown = legacy.unknown(args.legacy)
        until = (args.today or dt.date.today()) + legacy.LONGEST
    watch = result.watch or Watch(settings.nearest)
    never = sum(map(is_forbidden, found))
    names, shown = watch.all_shown([item for item in found if not is_forbidden(item)], logs)
    change = baseline.write(
        path,
        shown,
        grow=args.grow_baseline or bool(args.legacy),
        judged=lambda check, log: (
            not args.legacy and check in result.ran and _was_judged(collection, names.get(log, log))
        ),
        until=until,
        bind=Binder(watch, logs, names),
    )
    told = [f"{change.added} added, {change.dropped} dropped, {change.kept} kept"]
    if change.refused:
        told.append(f"{change.refused} new findings stay out of it (--grow-baseline)")
    if never:
        told.append(f"{never} private keys or keys of clouds never come into it")
    if unknown:
        secrets = amount(unknown, "secret")
        told.append(f"detect-secrets knows of {secrets} only the beginning, which tells too little")
    sys.stdout.write(f"{inert(visible(os.path.relpath(path)))}: {'; '.join(told)}\n")
    return 0


def _was_judged(collection: Collection, path: str) -> bool:
    """True if all of a log was judged; a log that is gone has nothing left to find."""
    if collection.changes is not None:
        return False
    return collection.only is None or path in collection.only


def _report(
    args: argparse.Namespace,
    settings: Settings,
    collection: Collection,
    result: Result,
    series: Mapping[str, Source] | None = None,
) -> int:
    path = _baseline_path(args, settings)
    watch = result.watch or Watch(settings.nearest)
    logs = {log.path: log for log in result.logs}
    names, active = watch.all_shown(result.diagnostics, logs)
    known: list[Diagnostic] = []
    if path:
        from .. import baseline
        from ..binding import Binder

        today = args.today or dt.date.today()
        active, known = baseline.filter(
            active, baseline.load(path, today), Binder(watch, logs, names)
        )
    judged = _judged(collection, result)
    told = {item.path for item in active}
    report = Report(
        active,
        files=len(judged) + len({log.path for log in result.logs if log.beside in _FILES} & told),
        entries=sum(len(log.entries) for log in judged),
        messages=len({(item.path, item.commit) for item in active if item.path in _MESSAGES}),
        suppressed=result.suppressed,
        baselined=len(known),
        mendable=(0, 0) if series else _mendable(args, result, active),
        checks=registry.checks(),
        source=watch.source(logs, names),
        version=__version__,
        color=destination.is_colored(args.color, args.output),
        width=destination.width(),
        statistics=args.statistics,
        series=series or {},
        link=destination.link(os.environ),
    )
    for name, place in ((args.format, args.output), *args.also):
        destination.write(render(name, _shown(report, name, settings, names)), name, place)
    # `--fail-on` goes before every configuration; without it the nearest one says what fails.
    fails = any(settings.nearest(names[item.path]).fails(item.severity) for item in active)
    return 1 if fails else 0


def _shown(report: Report, name: str, settings: Settings, names: Mapping[str, str]) -> Report:
    """The report without what people need not see, in the formats that are for people."""
    if name not in destination.FOR_PEOPLE:
        return report
    found = report.diagnostics
    shown = [item for item in found if settings.nearest(names[item.path]).shows(item.severity)]
    return replace(report, diagnostics=shown, hidden=len(found) - len(shown))


def _mendable(
    args: argparse.Namespace, result: Result, active: list[Diagnostic]
) -> tuple[int, int]:
    """How many findings have a fix that is safe, and one that is not; none after fixing."""
    done = args.format != "text" or args.fix or args.diff or args.rev
    if done or all(item.problem.fix is None for item in active):
        return 0, 0
    from ..offer import offered

    safe = [offer.fix.safe for offer in offered(result.logs, active)]
    return sum(safe), len(safe) - sum(safe)


def _judged(collection: Collection, result: Result) -> list[Log]:
    """The logs that the report counts."""
    only = collection.only
    logs = [log for log in result.logs if not log.beside]
    judged = [log for log in logs if only is None or log.path in only]
    if collection.changes is not None:
        concerned = collection.changes.concerned
        judged = [log for log in judged if log.path in concerned]
    return judged
