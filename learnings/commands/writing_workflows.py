"""What `learnings install github` does: write the workflows, or take them out again."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import metadata

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..git import Repository, find_repository
from ..lazy import regex
from ..output.escape import inert, visible
from ..workflow import files
from ..workflow.main_branch import main_branch
from ..workspace import read_or_none, writing

_FROM = regex(r"https://[^/]+/(?P<repository>[\w.-]+/[\w.-]+?)(?:\.git)?/?")
_GIVEN = ("only", "action", "checkout", "runs_on", "bot", "force")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what belongs to the target github."""
    group = parser.add_argument_group("for github")
    group.add_argument(
        "--only", action="append", choices=files.NAMES,
        help="write this workflow alone; may repeat (default: all)",
    )  # fmt: skip
    group.add_argument(
        "--action", metavar="OWNER/NAME@COMMIT",
        help="where the Action is, with all 40 digits of the commit (default: what the workflows "
        "that are there use, or where this installation came from)",
    )  # fmt: skip
    group.add_argument(
        "--checkout", metavar="OWNER/NAME@COMMIT",
        help="another actions/checkout, as an Enterprise Server may need",
    )  # fmt: skip
    group.add_argument(
        "--runs-on", metavar="LABEL",
        help="the runner, or [LABEL, LABEL] for one that has all (default: ubuntu-latest)",
    )  # fmt: skip
    group.add_argument(
        "--bot", metavar="LOGIN",
        help="who keeps the issue of the review (default: github-actions[bot])",
    )  # fmt: skip
    group.add_argument("--force", action="store_true", help="write over what somebody changed")


def refuse(args: argparse.Namespace) -> None:
    """Raise `UsageError` for options that mean nothing for the target that is named."""
    if args.target == "github":
        wrong = [name for name in ("hook", "chain") if getattr(args, name)]
    else:
        wrong = [name for name in _GIVEN if getattr(args, name)]
    if wrong:
        target = "git" if args.target == "github" else "github"
        raise UsageError(f"--{wrong[0].replace('_', '-')} goes with `learnings install {target}`")


def run(args: argparse.Namespace) -> int:
    """Write the workflows or remove them; 0.

    Raises `RepositoryError` outside a repository, and at the end where a workflow was left as it
    is because somebody changed it.
    """
    repository = find_repository(os.getcwd())
    if repository is None or repository.bare:
        raise RepositoryError(f"{printable(os.getcwd())} is in no git repository with files")
    names = tuple(dict.fromkeys(args.only or files.NAMES))
    if args.remove:
        wanted: dict[str, str | None] = dict.fromkeys(map(files.path, names))
    else:
        values = _values(args, repository)
        wanted = {files.path(name): files.rendered(name, values) for name in names}
        _refuse_file(repository.top)
    left = _write(repository.top, wanted, force=args.force)
    if left:
        raise RepositoryError(
            f"{', '.join(left)}: somebody changed that since it was written, or wrote it, so it "
            "was left as it is: let --force write over it, and see what differs with git diff"
        )
    return 0


def _refuse_file(top: str) -> None:
    """Raise `RepositoryError` where something else takes the place of the folder."""
    for folder in (".github", files.FOLDER):
        place = os.path.join(top, *folder.split("/"))
        if os.path.lexists(place) and not os.path.isdir(place):
            raise RepositoryError(
                f"{folder} is no folder, and the workflows have to lie in {files.FOLDER}: "
                "move it away"
            )


def _write(top: str, wanted: dict[str, str | None], *, force: bool) -> list[str]:
    """Let the files be like that (None: gone); those that were left, since they are not ours."""
    left, did = [], []
    with writing(top) as batch:
        for path, text in wanted.items():
            place = os.path.join(top, *path.split("/"))
            old = read_or_none(place)
            new = None if text is None else text.encode()
            there = files.plain(old or b"")
            if old == new or (old and new and files.plain(old) == text):
                did.append(f"{path} is up to date" if new else f"no workflow of ours in {path}")
            elif old is not None and not force and not files.is_untouched(there):
                left.append(path)
            else:
                batch.put(place, old, new)
                did.append(f"wrote {path}: commit it" if new else f"removed {path}")
        batch.write()
    for sentence in did:  # not before it is so
        _say(sentence)
    return left


def _values(args: argparse.Namespace, repository: Repository) -> files.Values:
    """What the workflows are to say, from the options and from what is here."""
    there = [read_or_none(os.path.join(repository.top, *files.path(name).split("/")))
             for name in files.NAMES]  # fmt: skip
    given = files.used(files.plain(data or b"") for data in there)
    asked = {"action": args.action, "checkout": args.checkout, "runner": args.runs_on,
             "bot": args.bot, "main": main_branch(repository, given.get("main", ""))}  # fmt: skip
    given |= {name: value for name, value in asked.items() if value}
    given["action"] = given.get("action") or _installed_from()
    if not given["action"]:
        raise UsageError("where is the Action? Say --action OWNER/NAME@COMMIT, with all 40 digits "
                         "of the commit: `git ls-remote ADDRESS HEAD` prints it")  # fmt: skip
    return files.Values(**given)


def _installed_from() -> str:
    """The repository and the commit that pip installed this from, if it was one on GitHub."""
    try:
        text = metadata.distribution("learnings").read_text("direct_url.json")
        found = json.loads(text or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return ""
    place = _FROM.fullmatch(str(found.get("url", "")))
    commit = found.get("vcs_info", {}).get("commit_id", "")
    return f"{place['repository']}@{commit}" if place and commit else ""


def _say(sentence: str) -> None:
    sys.stdout.write(f"{inert(visible(sentence))}\n")
