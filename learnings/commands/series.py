"""`learnings lint --range`: the commits of a series, each judged as the change that it is."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..collect import Collection, from_series
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

Report = Callable[
    [argparse.Namespace, Settings, Collection, Result, Mapping[str, Source] | None], int
]


def run(args: argparse.Namespace, settings: Settings, report: Report) -> int:
    """Judge every commit that touches a log, and report what is wrong with each."""
    repository = repository_of(settings)
    commits = _commits(args, repository)
    if args.scope != "all":
        commits = [item for item in commits if _concerns(item, settings)]
    total = Result()
    logs: dict[str, Log] = {}
    sources: dict[str, Source] = {}
    today = args.today or dt.date.today()
    engine = Engine(settings, today=today)
    for commit, collection in from_series(commits, settings, repository):
        collection.history = recall(collection.history, collection.logs, settings, today)
        # What is known of the settings is kept; what is known of the logs is not.
        engine = replace(
            engine,
            tree=collection.tree,
            history=collection.history,
            changes=collection.changes if args.scope != "all" else None,
            _contexts={},
            _views={},
            _violations={},
            _watch=None,
        )
        result = engine.run(collection.logs)
        total.diagnostics += [item._replace(commit=commit.oid) for item in result.diagnostics]
        total.suppressed += result.suppressed
        total.ran |= result.ran
        touched = collection.changes.concerned if collection.changes is not None else set()
        logs |= {log.path: log for log in collection.logs if log.path in touched}
        sources[commit.oid] = engine.watch.source({log.path: log for log in collection.logs})
    total.logs = list(logs.values())
    whole = Collection(list(logs.values()), WorkTree(settings.root))
    return report(args, settings, whole, total, sources)


def _commits(args: argparse.Namespace, repository: Repository) -> list[Commit]:
    ranges = [*(args.range or ()), *(pushed(sys.stdin.read()) if args.pushed else ())]
    found: dict[str, Commit] = {}
    for text in ranges:
        found.update((item.oid, item) for item in between(repository, text))
    if ranges and not found:
        remarks.say([f"no commits in {', '.join(ranges)}: nothing was judged"])
    return list(found.values())


def _concerns(commit: Commit, settings: Settings) -> bool:
    """True of a commit that touches a log, or what decides how logs are judged."""
    paths = {path for part in commit.changes for item in part for path in item[:3:2] if path}
    return any(accepts(path, settings) or path.endswith((".toml", ".json")) for path in paths)
