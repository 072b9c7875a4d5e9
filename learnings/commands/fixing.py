"""`learnings lint --fix` and `--diff`: mend logs, write them under a lock, say what was done."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import vicinity
from ..collect import Collection
from ..engine import Result
from ..entry import Log
from ..errors import UsageError
from ..output.escape import inert, visible
from ..settings import Settings
from ..watch import Watch
from .rejudging import Judge

if TYPE_CHECKING:
    from ..fixer import Outcome

Collect = Callable[[argparse.Namespace, Settings], Collection]
Report = Callable[[argparse.Namespace, Settings, Collection, Result], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options for fixes."""
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="mend what can be mended safely")
    fixes.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: the other fixes too"
    )
    fixes.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )
    fixes.add_argument(
        "--fail-if-fixed", action="store_true", help="with --fix: exit code 1 if a file changed"
    )
    fixes.add_argument(
        "--force-exclude", action="store_true", help="leave out named files that are no logs"
    )


def refuse(args: argparse.Namespace) -> None:
    """Raise `UsageError` for options that do not go together."""
    fixing = args.fix or args.diff
    if args.unsafe_fixes and not fixing:
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if args.fail_if_fixed and not args.fix:
        raise UsageError("--fail-if-fixed goes with --fix")
    if fixing and (args.rev or args.range or args.pushed or args.merged):
        raise UsageError(
            f"{'--rev' if args.rev else 'this'} judges a commit, and a commit cannot be mended: "
            "leave it out"
        )
    if fixing and args.write_baseline:
        raise UsageError("--write-baseline writes what is left: run it after --fix")


def accepted(args: argparse.Namespace, settings: Settings) -> bool:
    """Leave out of the paths what is no log, if asked for; False if none of them is left."""
    if not args.force_exclude or not args.paths:
        return True
    from ..discover import accepts
    from ..disk import relative

    root = settings.root or os.getcwd()
    seen = [(path, relative(os.path.realpath(path), root)) for path in args.paths]
    args.paths = [path for path, name in seen if os.path.isdir(path) or accepts(name, settings)]
    return bool(args.paths)


def run(args: argparse.Namespace, settings: Settings, collect: Collect, report: Report) -> int:
    """Mend and report; or, with --diff, only show what would be mended."""
    root = settings.root or os.getcwd()
    if args.diff:
        return _show(_mended(args, settings, collect(args, settings)))
    from ..workspace import writing

    with writing(root) as batch:
        work = _mended(args, settings, collect(args, settings))
        for old, new in work.changed():
            path = os.path.normpath(os.path.join(root, new.path))
            batch.put(path, old.to_bytes(), new.to_bytes())
        batch.write()
    _remark(work)
    work.collection.logs = work.outcome.logs
    code = report(args, settings, work.collection, work.outcome.verdict)
    _say(args, _summary(work, "fixed"))
    return 1 if args.fail_if_fixed and batch.paths else code


@dataclass(slots=True)
class _Work:
    collection: Collection
    outcome: Outcome[Result]
    before: dict[str, Log]
    half: frozenset[str]
    watch: Watch

    def changed(self) -> list[tuple[Log, Log]]:
        """The logs that differ, before and after."""
        pairs = ((self.before[log.path], log) for log in self.outcome.logs)
        return [(old, new) for old, new in pairs if old.text != new.text]


def _mended(args: argparse.Namespace, settings: Settings, collection: Collection) -> _Work:
    from ..clearing import cleared
    from ..fixer import mend

    found = vicinity.gather(args, settings, collection)
    known = {log.path for log in collection.logs}
    collection.logs = [*collection.logs, *(log for log in found if log.path not in known)]
    half = _from_work_tree(collection, settings) if args.staged else frozenset()
    judged = collection.changes.files if collection.changes is not None else collection.only
    paths = {log.path for log in collection.logs}
    half |= {log.path for log in collection.logs if log.beside not in _WRITTEN}
    spared = (paths - set(judged) if judged is not None else set()) | half
    judge = Judge(args, settings, collection)
    before = {log.path: log for log in collection.logs}
    watch = Watch(settings.nearest)
    first = cleared(
        collection.logs,
        judge.tell,
        lambda logs: judge.judge(logs).diagnostics,
        watch.redactor,
        spared=spared,
        unsafe=args.unsafe_fixes,
    )
    outcome = mend(first.logs, judge.judge, unsafe=args.unsafe_fixes, spared=spared)
    outcome.fixed = [*first.fixed, *outcome.fixed]
    collection.changes = judge.changes(outcome.logs)
    return _Work(collection, outcome, before, half, watch)


def _from_work_tree(collection: Collection, settings: Settings) -> frozenset[str]:
    """Take the logs that are staged as they are on disk; gives those that are not.

    A fix goes to the work tree. Where that differs from the index, it would mix what is to be
    committed with what is not.
    """
    from ..git import find_repository
    from ..workspace import read_or_none, reread

    repository = find_repository(settings.root or os.getcwd())
    differ = repository.unstaged_paths() if repository is not None else set()
    staged = collection.changes.files if collection.changes is not None else set()
    half = set()
    for index, log in enumerate(collection.logs):
        if log.path not in staged or log.fault:
            continue
        path = os.path.join(settings.root, log.path)
        is_written = log.beside in _WRITTEN and log.path not in differ
        data = read_or_none(path) if is_written else None
        found = reread(log, data) if data is not None else None
        # The two may differ in their line ends, if git converts them, and in nothing else.
        if found is None or _count(found) != _count(log):
            half.add(log.path)
        else:
            collection.logs[index] = found
    return frozenset(half)


def _count(log: Log) -> tuple[int, int]:
    return len(log.entries), log.line_count if log.beside else 0


def _show(work: _Work) -> int:
    from ..output.difference import difference

    changed = work.changed()
    for old, new in changed:
        sys.stdout.write(difference(new.path, work.watch.text(old), work.watch.text(new, old)))
    _remark(work)
    sys.stderr.write(f"{_summary(work, 'would be fixed')}\n")
    return 1 if changed else 0


def _remark(work: _Work) -> None:
    """On standard error: which fixes were not made, and which logs were left alone."""
    from ..fixer import refusals

    outcome = work.outcome
    reasons = {**refusals(outcome.logs), **dict.fromkeys(work.half, _HALF)}
    concerned = {item.path for item in outcome.verdict.diagnostics if item.problem.fix is not None}
    cleared = {item.path for item in outcome.fixed}
    lines = [
        f"{path}: nothing {'else ' * (path in cleared)}was fixed in it: {reason}"
        for path, reason in sorted(reasons.items())
        if path in concerned
    ]
    for diagnostic, reason in outcome.dropped:
        where = f"{diagnostic.path}:{diagnostic.span.line}"
        lines.append(f"{where}: the fix of {diagnostic.check} was not made: {reason}")
    if len(lines) > _MOST_SAID:
        rest = len(lines) - _MOST_SAID
        lines[_MOST_SAID:] = [f"{rest:,} more fixes were not made, for reasons such as these"]
    for line in lines:
        sys.stderr.write(f"{inert(visible(line))}\n")


# What is no log and can be written all the same.
_WRITTEN = ("", "file")
# After so many the reasons are known.
_MOST_SAID = 20
_HALF = "only a part of it is staged; stage the rest of it, or stash it"


def _summary(work: _Work, verb: str) -> str:
    outcome = work.outcome
    text = f"{len(outcome.fixed):,} {verb}, {len(outcome.verdict.diagnostics):,} left"
    more = len(outcome.untried)
    return f"{text}; {more:,} more with --unsafe-fixes" if more else text


def _say(args: argparse.Namespace, text: str) -> None:
    to_person = args.format in ("text", "concise") and not args.output
    (sys.stdout if to_person else sys.stderr).write(f"{text}\n")
