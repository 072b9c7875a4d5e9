"""The pre-commit hook: judges what is being committed or pushed, whatever starts it.

`learnings-hook [--group NAME]... [OPTION OF learnings lint]...`
`learnings-hook --fix [OPTION OF learnings lint]... [FILE]...`
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from learnings.cli import leave
from learnings.cli import main as cli

# What is left is for the other hooks to tell.
_FIXING = ("--fix", "--force-exclude", "--fail-if-fixed", "--fail-on=never", "--show=error")


def arguments(words: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """The arguments of `learnings lint`: a range where pre-commit names one, else the index.

    With nothing staged (`pre-commit run --all-files`) all logs are judged in full. With `--fix`
    the files that are named are mended in the work tree, where pre-commit has put aside what is
    not staged.
    """
    if "--fix" in words:
        rest = [word for word in words if word != "--fix"]
        return ["lint", *_FIXING, *rest]
    rest, groups = _groups(words)
    since = environment.get("PRE_COMMIT_FROM_REF", "")
    rev = environment.get("PRE_COMMIT_TO_REF", "")
    scope = ["--rev", rev, "--since", since] if since and rev else ["--staged", "--or-all"]
    select = [word for group in groups for word in ("--select", group)]
    return ["lint", *scope, *select, *rest]


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
    leave(main())


def main() -> int:
    """Run the hook; gives the exit code of `learnings lint`."""
    return cli(arguments(sys.argv[1:], os.environ))
