"""What `review --github` does: keep the issues of a review, and say what became of them."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..git import find_repository
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..review import Review, of_groups, rolling
from ..review.issues import ENDED, GROUPS
from ..settings import load
from .following import Entries, Following
from .saying import Saying

if TYPE_CHECKING:
    from ..github.item import Kept
    from .acting import Acted, Outcome

MOST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what belongs to --github."""
    group = parser.add_argument_group("on GitHub")
    group.add_argument(
        "--github", action="store_true",
        help="keep an issue with the review; needs a token that may write issues (GITHUB_TOKEN)",
    )  # fmt: skip
    group.add_argument(
        "--act", action="store_true",
        help="and carry out what is ticked: promotions, and decisions on entries, as pull requests",
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
        help="write at most N issues, and open at most N pull requests, in a run; the others come "
        f"next time (default: {MOST})",
    )  # fmt: skip
    group.add_argument(
        "--base", metavar="BRANCH",
        help="with --act, the branch that the changes go into (default: the main branch)",
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
    """Refuse what means nothing without --github, and with it what would show only a part.

    There is one issue: a review of some entries would take the others, and their ticks, out of it.
    """
    given = [name for name in ("act", "groups", "dry_run", "label", "most", "base", "remote")
             if getattr(args, name)]  # fmt: skip
    if given and not args.github:
        raise UsageError(f"--{given[0].replace('_', '-')} belongs to --github: give both")
    parts = [name for name, value in (("PATH", args.paths), ("--since", args.since),
                                      ("--services", args.by_service),
                                      ("--severity", args.by_severity)) if value]  # fmt: skip
    if parts and args.github:
        raise UsageError(f"{parts[0]} shows a part of the review, and the issue is about all of "
                         "it: leave it out, or leave out --github")  # fmt: skip
    if args.base and not args.act:
        raise UsageError("--base belongs to --act: give both")
    if args.github and args.format not in ("text", "json"):
        raise UsageError(f"--format {args.format} shows the review, which --github makes issues "
                         "of: leave one of them out")  # fmt: skip


def run(args: argparse.Namespace, review: Review) -> int:
    """Keep the issues of the review, and act; 0, or 2 where a tick could not be carried out.

    Raises `RemoteError`.
    """
    said = {"--label": args.label or (), "--base": args.base or ""}
    Saying(load(os.getcwd(), {"preset": args.preset})).refuse(said)
    kept, lost = _kept(args, review)
    outcome: Outcome | None = None
    if args.act:
        from .acting import act

        outcome = act(args, review, args.most or MOST)
    if args.format == "json":
        _document(args, kept, outcome)
    else:
        for title, one in kept:
            _tell(title, one.url, _said(one.did, one.number, dry_run=args.dry_run), one.remarks)
        for row in outcome.rows if outcome else ():
            _tell_act(row, dry_run=args.dry_run)
        if outcome and outcome.whose:
            sys.stdout.write(f"{inert(visible(outcome.whose))}\n")
    if outcome is None:
        return 0
    if outcome.fault is not None:
        raise outcome.fault
    is_refused = any(row.did == "refused" for row in outcome.rows)
    return 2 * (is_refused or lost or any(one.untrusted for _, one in kept))


def _document(
    args: argparse.Namespace, kept: list[tuple[str, Kept]], outcome: Outcome | None
) -> None:
    document = {"version": 1, "dry_run": args.dry_run, "issues": [
        {"title": title, "number": one.number or None, "url": one.url or None,
         "did": one.did, "remarks": list(one.remarks)} for title, one in kept
    ]}  # fmt: skip
    if outcome is not None:
        document["acted"] = [one._asdict() for one in outcome.rows]
        document["token"] = outcome.whose or None
    stream.write(ascii_document(document))


def _kept(args: argparse.Namespace, review: Review) -> tuple[list[tuple[str, Kept]], bool]:
    """The titles of the issues and what became of each, and whether ticks in them are lost."""
    # Only who talks to GitHub loads what talks to it.
    from ..github.environment import environment
    from ..github.event import event
    from ..github.issues import Wanted, keep_issues
    from ..github.listing import open_under
    from ..github.section import find

    there = environment(os.environ, _address(args.remote or "origin"))
    client = there.client()
    base = f"{there.server}/{there.repository}/blob/HEAD/"
    issues = [rolling(review, base), *(of_groups(review, base) if args.groups else ())]
    entries = Entries(args.preset, review.today)
    follows = [Following(entries) for _ in issues]
    labels = tuple(args.label or ())
    wanted = [Wanted(one.marker, one.title, one.body, labels, one.items, follow.merge)
              for one, follow in zip(issues, follows, strict=True)]  # fmt: skip
    titles = [one.title for one in issues]
    known = {one.marker for one in issues}
    # Of a log in the midst of a merge nobody knows what it will say.
    listed = open_under(client, GROUPS) if args.groups and not review.conflicted else {}
    for marker, issue in listed.items():
        section = find(issue.body, marker)
        if marker not in known and section is not None:
            titles.append(issue.title)
            follows.append(Following(entries))
            wanted.append(Wanted(marker, issue.title, ENDED, merge=follows[-1].merge,
                                 knows=section.known))  # fmt: skip
    kept = keep_issues(client, wanted, dry_run=args.dry_run, most=args.most or MOST,
                       given=event(os.environ))  # fmt: skip
    told = [_with(one, follow) for one, follow in zip(kept, follows, strict=True)]
    lost = any(one is not before for one, before in zip(told, kept, strict=True))
    return list(zip(titles, told, strict=True)), lost


def _with(kept: Kept, follow: Following) -> Kept:
    """What became of an issue, with what is to be said of its ticks, if it is written anew."""
    if kept.untrusted or kept.did not in ("updated", "unchanged") or not follow.remarks:
        return kept
    return replace(kept, remarks=(*kept.remarks, *follow.remarks))


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


def _tell_act(row: Acted, *, dry_run: bool) -> None:
    """Say what became of a tick: where it is carried out, or why it is not."""
    did = row.did
    if dry_run and did in ("created", "updated", "reopened"):
        did = f"would be {did}"
    where = f"pull request {row.url} " if row.url else ""
    why = f": {row.why}" if row.why else ""
    line = f"#{row.issue} {row.verb} {row.id}".replace("  ", " ")
    sys.stdout.write(f"{inert(visible(f'{line}: {where}{did}{why}'))}\n")
