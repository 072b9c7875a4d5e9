"""The pre-commit hook: judges what is being committed or pushed, whatever starts it.

`learnings-hook [--group NAME]... [OPTION OF learnings lint]...`
`learnings-hook --named [--group NAME]... [OPTION OF learnings lint]... [FILE]...`
`learnings-hook --fix [OPTION OF learnings lint]... [FILE]...`
`learnings-hook --for commit-msg FILE`
`learnings-hook --for (post-merge | push) [OPTION OF learnings lint]...`
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` takes longer to import than most of what follows
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import NoReturn

# What is imported costs every commit its time: see `learnings.door`.

# What is left is for the other hooks to tell.
_FIXING = ("--fix", "--force-exclude", "--fail-if-fixed", "--fail-on=never", "--show=error")

_NEW = "0" * 40
_PRIVATE = frozenset(("secrets", "network", "pii"))


def arguments(words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """The arguments of `learnings`: a range where pre-commit names one, else the index.

    With nothing staged (`pre-commit run --all-files`) all logs are judged in full; with
    `--named`, only if files are named that pre-commit found for the hook. With `--fix`
    the files that are named are mended in the work tree, where pre-commit has put aside what is
    not staged. With `--for` it is the message, the merge or the push that is judged.
    """
    if "--fix" in words:
        rest = [word for word in words if word != "--fix"]
        return ["lint", *_FIXING, *rest]
    if words[:1] == ["--for"]:
        return _scoped(words[1], words[2:], environment)
    rest, groups = _groups(words)
    named = ["--from-pre-commit"] if "--named" in rest else []
    rest = [word for word in rest if word != "--named"]
    since = environment.get("PRE_COMMIT_FROM_REF", "")
    rev = environment.get("PRE_COMMIT_TO_REF", "")
    scope = ["--staged", *(named or ["--or-all"])]
    if not (since and rev):
        # A push of a branch from its first commit on, which need not be the one checked out.
        since, rev = "", environment.get("PRE_COMMIT_LOCAL_BRANCH", "")
    if rev:
        # What a later commit took out is pushed too, and cannot be called back.
        is_private = not _PRIVATE.isdisjoint(groups)
        ends = ["--rev", rev, *(["--since", since] if since else [])]
        scope = ["--range", f"{since or _NEW}..{rev}"] if is_private else ends
        scope += named
    select = [word for group in groups for word in ("--select", group)]
    return ["lint", *scope, *select, *rest]


def _scoped(scope: str, words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    if scope == "commit-msg":
        return ["commit-msg", *words]
    if scope == "post-merge":
        return ["lint", "--merged", *words]
    # Where all of a branch is new, pre-commit names no range: zeros say so to git's own hooks.
    old = environment.get("PRE_COMMIT_FROM_REF") or _NEW
    tip = environment.get("PRE_COMMIT_LOCAL_BRANCH") or "HEAD"
    new = environment.get("PRE_COMMIT_TO_REF") or tip
    # It says nothing of other refs of the same push, of which tags are the most common.
    return ["lint", "--range", f"{old}..{new}", "--with-tags", *words]


def _groups(words: Sequence[str]) -> tuple[list[str], list[str]]:
    rest: list[str] = []
    groups: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--group":
            groups.append(next(waiting, ""))
        elif word.startswith("--group="):
            groups.append(word.partition("=")[2])
        else:
            rest.append(word)
    return rest, groups


def console() -> NoReturn:
    """Run the hook as a program."""
    code = main()
    from learnings.leaving import leave

    leave(code)


def main() -> int:
    """Run the hook; gives the exit code of `learnings lint`."""
    from learnings import door

    words = sys.argv[1:]
    if door.passes(words, os.environ):
        return 0
    from learnings.cli import main as cli

    return cli(arguments(words, os.environ))
