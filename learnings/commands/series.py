"""`learnings lint --range`: the commits of a series, each judged as the change that it is."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from .. import vicinity
from ..check import NoTree
from ..collect import Collection
from ..collect_commits import from_revision, from_series
from ..discover import accepts
from ..engine import Engine, Result
from ..entry import Log
from ..git import Repository, WorkTree
from ..git.series import Commit, between, pushed
from ..history.recall import recall
from ..output.report import Source
from ..settings import Settings
from ..snapshot import repository_of
from . import remarks
from .speaking import speaking

Report = Callable[
    [argparse.Namespace, Settings, Collection, Result, Mapping[str, Source] | None], int
]


def run(args: argparse.Namespace, settings: Settings, report: Report) -> int:
    """Judge every commit that touches a log, and report what is wrong with each."""
    repository = repository_of(settings)
    ranges = [*(args.range or ()), *(pushed(sys.stdin.read()) if args.pushed else ())]
    commits, tips = _commits(ranges, repository)
    if args.range and not commits:
        remarks.say([f"no commits in {', '.join(ranges)}: nothing was judged"])
    total = Result()
    logs: dict[str, Log] = {}
    beside: dict[str, Log] = {}
    sources: dict[str, Source] = {}
    today = args.today or dt.date.today()
    tip = commits[-1].oid if commits else "HEAD"
    spoken = speaking(settings, lambda: from_revision(tip, None, settings).logs)
    engine = Engine(settings, today=today, spoken=spoken)
    once = vicinity.Once()
    for oid, collection in _collected(args, settings, repository, ranges, commits):
        past = recall(collection.history, collection.logs, settings, today)
        collection.history, past.tips = past, tips.get(oid, ())
        # What is known of the settings is kept; what is known of the logs is not.
        engine = replace(
            engine,
            tree=collection.tree,
            history=collection.history,
            changes=collection.changes if args.scope != "all" else None,
            beside=collection.beside,
            _contexts={},
            _views={},
            _violations={},
            _watch=None,
        )
        result = engine.run(collection.logs)
        found = once.new(result.diagnostics, {log.path: log for log in result.logs})
        total.diagnostics += [item._replace(commit=oid) for item in found]
        total.suppressed += result.suppressed
        total.ran |= result.ran
        touched = collection.changes.concerned if collection.changes is not None else set()
        logs |= {log.path: log for log in collection.logs if log.path in touched}
        told = {item.path for item in result.diagnostics}
        beside |= {log.path: log for log in collection.beside if log.path in told}
        sources[oid] = engine.watch.source({log.path: log for log in result.logs})
    total.logs = [*beside.values(), *logs.values()]
    whole = Collection(list(logs.values()), WorkTree(settings.root))
    return report(args, settings, whole, total, sources)


def _collected(
    args: argparse.Namespace,
    settings: Settings,
    repository: Repository,
    ranges: Sequence[str],
    commits: Sequence[Commit],
) -> Iterator[tuple[str, Collection]]:
    """What there is to judge of each commit: its logs if it has to do with logs, and its texts."""
    if args.scope == "all":
        judged = list(commits)
    else:
        judged = [item for item in commits if _concerns(item, settings)]
    wanted = {item.oid for item in judged}
    series = from_series(judged, settings, repository)
    is_wanted = vicinity.is_wanted(settings)
    told = vicinity.told(repository, ranges, within=args.with_tags) if is_wanted else {}
    around = vicinity.of_commits(commits, settings, repository) if is_wanted else None
    for item in commits:
        collection = next(series)[1] if item.oid in wanted else Collection([], NoTree())
        vicinity.add(collection, next(around) if around else ([], {}), told.pop(item.oid, None))
        if collection.logs or collection.beside:
            yield item.oid, collection
    for oid, text in told.items():  # of tags
        collection = Collection([], NoTree())
        vicinity.add(collection, ([], {}), text)
        yield oid, collection


def _commits(
    ranges: Sequence[str], repository: Repository
) -> tuple[list[Commit], dict[str, list[str]]]:
    """The commits of the ranges, and for each of them where its ranges end."""
    found: dict[str, Commit] = {}
    tips: dict[str, list[str]] = {}
    for text in ranges:
        part = between(repository, text)
        for item in part:
            found[item.oid] = item
            tips.setdefault(item.oid, []).append(part[-1].oid)
    return list(found.values()), tips


def _concerns(commit: Commit, settings: Settings) -> bool:
    """True of a commit that touches a log, or what decides how logs are judged."""
    paths = {path for part in commit.changes for item in part for path in item[:3:2] if path}
    return any(accepts(path, settings) or path.endswith((".toml", ".json")) for path in paths)
