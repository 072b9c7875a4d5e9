"""What `review --github` does: keep the issues of a review, and say what became of them."""

from __future__ import annotations

import argparse
import os
import sys

from ..errors import UsageError
from ..git import find_repository
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..review import Review, merged, of_groups, rolling

MOST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what belongs to --github."""
    group = parser.add_argument_group("on GitHub")
    group.add_argument(
        "--github", action="store_true",
        help="keep an issue with the review; needs a token that may write issues (GITHUB_TOKEN)",
    )  # fmt: skip
    group.add_argument(
        "--groups", action="store_true", help="and one for each group of entries that recur"
    )
    group.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and write nothing"
    )
    group.add_argument(
        "--label", action="append", metavar="NAME", help="a label of new issues; may repeat"
    )
    group.add_argument(
        "--most", type=_most, metavar="N",
        help=f"write at most N issues in a run; the others come next time (default: {MOST})",
    )  # fmt: skip
    group.add_argument(
        "--remote", metavar="NAME",
        help="the remote that says which repository it is, where GITHUB_REPOSITORY does not "
        "(default: origin)",
    )  # fmt: skip


def _most(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value[:6]) <= 500:
        raise argparse.ArgumentTypeError("must be a number from 1 to 500")
    return int(value)


def verify(args: argparse.Namespace) -> None:
    """Refuse what means nothing without --github, and formats that issues have not."""
    given = [name for name in ("groups", "dry_run", "label", "most", "remote")
             if getattr(args, name)]  # fmt: skip
    if given and not args.github:
        raise UsageError(f"--{given[0].replace('_', '-')} belongs to --github: give both")
    if args.github and args.format not in ("text", "json"):
        raise UsageError(f"--format {args.format} shows the review, which --github makes issues "
                         "of: leave one of them out")  # fmt: skip


def run(args: argparse.Namespace, review: Review) -> int:
    """Keep the issues of the review; 0. Raises `RemoteError`."""
    # Only who talks to GitHub loads what talks to it.
    from ..github.environment import environment
    from ..github.issues import Kept, Wanted, keep_issues

    there = environment(os.environ, _address(args.remote or "origin"))
    client = there.client()
    base = f"{there.server}/{there.repository}/blob/HEAD/"
    issues = [rolling(review, base), *(of_groups(review, base) if args.groups else ())]
    wanted = [Wanted(one.marker, one.title, one.body, tuple(args.label or ()), one.items, merged)
              for one in issues]  # fmt: skip
    kept = keep_issues(client, wanted, dry_run=args.dry_run, most=args.most or MOST)
    rows: list[tuple[str, Kept]] = [
        (one.title, result) for one, result in zip(issues, kept, strict=True)
    ]
    if args.format == "json":
        stream.write(ascii_document({"version": 1, "dry_run": args.dry_run, "issues": [
            {"title": title, "number": one.number or None, "url": one.url or None,
             "did": one.did, "remarks": list(one.remarks)} for title, one in rows
        ]}))  # fmt: skip
        return 0
    for title, one in rows:
        _tell(title, one.url, _said(one.did, one.number, dry_run=args.dry_run), one.remarks)
    return 0


def _address(name: str) -> str:
    """The address of a remote; empty where there is none, since the environment may tell."""
    repository = find_repository(os.getcwd())
    if repository is None:
        return ""
    answer = repository.ask("remote", "get-url", "--", name)
    return "" if answer.code else os.fsdecode(answer.out).strip()


def _said(did: str, number: int, *, dry_run: bool) -> str:
    if not number and did == "unchanged":
        return "there is nothing to say, so none is made"
    if did == "postponed":
        return "left for the next run: too many writes for this one"
    if dry_run and did in ("created", "updated"):
        return f"would be {did}"
    return did


def _tell(title: str, url: str, did: str, remarks: tuple[str, ...]) -> None:
    where = f" {url}" if url else ""
    for line in (f"{title}{where}: {did}", *(f"  {remark}" for remark in remarks)):
        sys.stdout.write(f"{inert(visible(line))}\n")
