"""What can be said to `learnings lint`, and which of it goes together."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping
from typing import Any

from ..diagnostic import Severity
from ..errors import UsageError
from ..lazy import regex
from ..output import FORMATS
from . import fixing

_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: all logs)"
    )
    _add_scope(parser.add_argument_group("what is judged"))
    _add_checks(parser.add_argument_group("which checks"))
    _add_baseline(parser.add_argument_group("known findings"))
    fixing.add_arguments(parser)
    _add_output(parser.add_argument_group("output"))


def _add_scope(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--staged", action="store_true", help="what `git commit` would commit now, as hooks do"
    )
    group.add_argument(
        "--or-all", action="store_true", help="with --staged: all logs if none of them is staged"
    )
    group.add_argument(
        "--from-pre-commit",
        action="store_true",
        help="with --staged: all logs if PATHs name one and none is staged, as pre-commit does for "
        "all files; with --rev they say nothing",
    )
    group.add_argument(
        "--changed",
        nargs="?",
        const="",
        metavar="BASE",
        help="what this branch and the work tree change since they parted from BASE, such as "
        "origin/main (default: the upstream of the branch, or else the main branch)",
    )
    group.add_argument(
        "--range",
        action="append",
        metavar="A..B",
        type=_text,
        help="every commit that B has and A lacks, each judged against its parents; may repeat",
    )
    group.add_argument(
        "--with-tags",
        action="store_true",
        help="with --range: the messages of annotated tags that point into it too, which "
        "`git push --follow-tags` takes along",
    )
    group.add_argument(
        "--pushed",
        action="store_true",
        help="the ranges that git tells a pre-push hook on standard input",
    )
    group.add_argument(
        "--merged",
        action="store_true",
        help="the merge that HEAD is, against each of its sides; nothing where it is none",
    )
    group.add_argument(
        "--rev", metavar="REV", type=_text, help="the logs as a commit holds them, such as HEAD"
    )
    group.add_argument(
        "--since",
        metavar="REV",
        type=_text,
        help="with --rev: only what changed from there, such as main",
    )
    group.add_argument(
        "--scope",
        choices=("changed", "all"),
        help="the changed entries alone (the default with --staged, --changed, --range and "
        "--since; with --rev alone what that commit changes), or every entry of the logs",
    )
    group.add_argument(
        "--today",
        type=day,
        metavar="DATE",
        help="the day by which ages are counted, YYYY-MM-DD (default: today)",
    )


def _add_checks(group: argparse._ArgumentGroup) -> None:
    for option, words in (("--select", "run only these"), ("--ignore", "do not run these")):
        group.add_argument(
            option,
            action="append",
            metavar="NAME",
            type=names,
            help=f"{words} checks or groups, as `learnings checks` lists them; with commas between "
            "them, or repeated",
        )
    group.add_argument(
        "--preset",
        metavar="PRESET",
        help="the dialect of entries that do not show theirs, such as agent or operations",
    )
    group.add_argument(
        "--confidence",
        choices=("low", "medium", "high"),
        help="leave out checks that are less sure than that (default: medium)",
    )


def _add_baseline(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--baseline", metavar="FILE", help="do not report the findings that FILE holds"
    )
    group.add_argument(
        "--write-baseline",
        action="store_true",
        help="write all findings to that file instead of reporting them; one that exists only "
        "loses findings",
    )
    group.add_argument(
        "--grow-baseline",
        action="store_true",
        help="with --write-baseline: add new findings to one that exists",
    )
    group.add_argument(
        "--legacy",
        metavar="FILE",
        help="with --write-baseline: add nothing but the secrets that a baseline of detect-secrets "
        "knows by their value, for 180 days",
    )


def _add_output(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text (the default) and concise are for people, github annotates pull requests, the "
        "others are for programs",
    )
    group.add_argument(
        "--output",
        metavar="FILE",
        type=_text,
        help="write the report there instead of to standard output",
    )
    group.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        type=_pair,
        help="write the report in another format too, as in sarif=learnings.sarif; may repeat",
    )
    group.add_argument(
        "--show",
        choices=tuple(Severity),
        help="leave out what is less severe, in the formats for people (default: warning)",
    )
    group.add_argument(
        "--fail-on",
        choices=("error", "warning", "note", "never"),
        help="exit with 1 if a finding is as severe as that (default: error)",
    )
    group.add_argument(
        "--statistics",
        action="store_true",
        help="in text and concise: count the findings of each check instead of showing them",
    )
    group.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto (the default): on a terminal, unless NO_COLOR is set",
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, path = text.partition("=")
    if name not in FORMATS or not sign or not path:
        raise argparse.ArgumentTypeError(
            f"write FORMAT=FILE, where FORMAT is one of {', '.join(FORMATS)}"
        )
    return name, path


def _text(text: str) -> str:
    # What a script leaves empty would otherwise count as not said, and other logs be judged.
    if not text:
        raise argparse.ArgumentTypeError("it is empty: give it a value, or leave the option out")
    return text


def day(text: str) -> dt.date:
    """A day of the command line; raises `ArgumentTypeError` for what is none."""
    try:
        # Python takes other forms of ISO 8601 too, such as 20260301.
        return dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write YYYY-MM-DD") from error


def names(text: str) -> list[str]:
    """Names of checks and groups, parted by commas."""
    found = [name.strip() for name in text.split(",") if name.strip()]
    if not found:
        raise argparse.ArgumentTypeError("it names no check: `learnings checks` lists them")
    return found


def refuse(args: argparse.Namespace) -> None:
    """Raise `UsageError` for options that do not go together."""
    _refuse_scopes(args)
    if args.staged and (args.rev or args.paths):
        raise UsageError("--staged judges the index: leave out --rev and the paths")
    if args.rev and args.paths:
        raise UsageError("--rev judges a whole commit: leave out the paths")
    if args.since and not args.rev:
        raise UsageError("--since goes with --rev: for example --rev HEAD --since main")
    if args.or_all and not args.staged:
        raise UsageError("--or-all goes with --staged")
    if args.scope == "changed" and not (args.rev or _scopes(args)):
        raise UsageError("--scope changed goes with --staged, --changed, --range or --rev")
    if args.with_tags and not args.range:
        raise UsageError("--with-tags goes with --range")
    if args.grow_baseline and not args.write_baseline:
        raise UsageError("--grow-baseline goes with --write-baseline")
    if args.legacy and not args.write_baseline:
        raise UsageError("--legacy goes with --write-baseline")


def is_series(args: argparse.Namespace) -> bool:
    """True where commits are judged one after the other."""
    return bool(args.range or args.pushed)


def _scopes(args: argparse.Namespace) -> list[str]:
    names = ("staged", "changed", "range", "pushed", "merged")
    return [f"--{name}" for name in names if getattr(args, name) not in (None, False)]


def _refuse_scopes(args: argparse.Namespace) -> None:
    given = [*_scopes(args), *(["--rev"] if args.rev else [])]
    if {"--range", "--pushed"} >= {*given} or len(given) < 2:
        alone = given[0] if given else ""
        if args.paths and alone not in ("", "--staged", "--rev"):
            raise UsageError(f"{alone} finds the logs itself: leave out the paths")
        if is_series(args) and args.write_baseline:
            raise UsageError("--write-baseline is for one state of the logs: leave out the range")
        return
    if given != ["--staged", "--rev"]:  # which has a sentence of its own
        raise UsageError(f"{given[0]} and {given[1]} say what is judged: leave one of them out")


def given(args: argparse.Namespace) -> Mapping[str, Any]:
    """The options that are settings too, by their names in a configuration; None if not given."""
    flat = {
        name: [item for part in getattr(args, name) or () for item in part] or None
        for name in ("select", "ignore")
    }
    same = ("preset", "confidence", "show", "fail_on")
    single = {name.replace("_", "-"): getattr(args, name) for name in same}
    return {**flat, **single}
