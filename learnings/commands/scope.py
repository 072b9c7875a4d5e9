"""What `learnings lint` judges: where the configuration is looked for, which logs are read."""

from __future__ import annotations

import argparse
import os

from ..beside import is_link_beside
from ..collect import Collection, from_index, from_work_tree
from ..configuration import OWN_FILE
from ..discover import accepts
from ..disk import find_root, is_inside, relative
from ..settings import Settings
from .progress import Bar


def start(paths: list[str]) -> str:
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


def collect(args: argparse.Namespace, settings: Settings, bar: Bar | None = None) -> Collection:
    """The logs of the work tree, the index or a commit, as the options say."""
    if args.changed is not None or args.merged or args.rev:
        return _of_commits(args, settings, bar)
    if args.staged:
        # Where a report goes to a file, that file must be none of the logs.
        found = from_index(settings, whole=args.scope == "all" or args.output is not None)
        if not args.or_all or _is_of_logs(found, settings):
            return found
    return from_work_tree(args.paths, settings, bar)


def _of_commits(args: argparse.Namespace, settings: Settings, bar: Bar | None) -> Collection:
    from ..collect_commits import from_changes, from_commit, from_revision

    if args.changed is not None:
        return from_changes(args.changed or None, settings, bar)
    if args.merged:
        return from_commit("HEAD", settings, merge=True)
    if args.scope == "changed" and not args.since:
        return from_commit(args.rev, settings)
    return from_revision(args.rev, args.since, settings)


def take_names(args: argparse.Namespace) -> list[str]:
    """The paths that pre-commit names, which do not say what is judged; none without it."""
    if not args.from_pre_commit:
        return []
    names, args.paths = args.paths, []
    return [str(name) for name in names]


def means_all(names: list[str], settings: Settings) -> bool:
    """True if pre-commit may have been told to look at all files, and not at a commit.

    It names what a commit adds or edits and nothing that is gone: where there is no log among
    the names, there is none to judge in full.
    """
    root = settings.root or os.getcwd()
    return any(accepts(relative(os.path.realpath(name), root), settings) for name in names)


def _is_of_logs(collection: Collection, settings: Settings) -> bool:
    """True if a log, a file beside one or a setting differs, or is gone: hooks run for these."""
    touched = collection.changes.concerned if collection.changes else set()
    return any(
        is_link_beside(path, settings) or os.path.basename(path) == OWN_FILE for path in touched
    )
