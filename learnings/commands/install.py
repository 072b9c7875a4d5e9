"""`learnings install`: plain git hooks, or the workflows of GitHub."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..output.escape import inert, visible
from . import writing_workflows

if TYPE_CHECKING:
    from ..git import Repository

HOOKS = ("pre-commit", "commit-msg", "post-merge", "pre-push")
HELP = "Install hooks that judge what is committed and pushed, or workflows for GitHub."
DESCRIPTION = """\
Write plain git hooks, for repositories without a hook manager: `learnings install git` writes the
pre-commit hook, which runs `learnings lint --staged`, and --hook names others. They are put where
git looks for hooks here (core.hooksPath and linked work trees count). To run it again brings them
up to date; --remove takes them out without a trace. A hook that is there already stays as it is,
unless --chain is given. The merge driver is configured in this clone, and .gitattributes says that
the logs are merged by it.

`learnings install github` writes the workflows that lint pull requests, keep the issue of the
review and open pull requests for promotions. To run it again brings them up to date; one that
somebody changed stays as it is, which is said, unless --force is given.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "target", choices=("git", "github"),
        help="git: the hooks of this repository; github: its workflows",
    )  # fmt: skip
    parser.add_argument(
        "--hook",
        action="append",
        choices=(*HOOKS, "all"),
        help="which one (default: pre-commit; with --remove: all); may be repeated",
    )
    parser.add_argument(
        "--remove", "--uninstall", action="store_true", help="take out what was put in, and no more"
    )
    parser.add_argument(
        "--chain", action="store_true", help="where there is a shell hook already, run before it"
    )
    writing_workflows.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Install or remove; 0."""
    writing_workflows.refuse(args)
    if args.target == "github":
        return writing_workflows.run(args)
    if args.remove and args.chain:
        raise UsageError("--chain goes with installing, not with --remove")
    names = HOOKS if "all" in (args.hook or ()) else tuple(dict.fromkeys(args.hook or ()))
    return install_git(os.getcwd(), remove=args.remove, chain=args.chain, hooks=names)


def install_git(
    folder: str = ".", *, remove: bool = False, chain: bool = False, hooks: Sequence[str] = ()
) -> int:
    """Put our hooks into the repository of a folder, or take them out again.

    `hooks` are their names: none are pre-commit to install, and all to remove.

    Gives 0, also where there was nothing to do. Raises RepositoryError where there is no
    repository, or a hook of somebody else is in the way and `chain` is not set.
    """
    from ..git import find_repository, hook

    repository = find_repository(folder)
    if repository is None:
        raise RepositoryError(f"{printable(os.path.abspath(folder))} is in no git repository")
    for name in hooks or (HOOKS if remove else HOOKS[:1]):
        target = printable(hook.place(repository, name))
        if not remove:
            done = hook.install(repository, own_command(), chain=chain, name=name)
            _say(f"wrote {target}" if done else f"{target} is up to date")
        elif hook.remove(repository, name):
            _say(f"removed our hook from {target}")
        elif hooks or name == HOOKS[0]:
            _say(f"no hook of ours in {target}")
    if not remove:
        _install_driver(repository)
    elif not hooks:
        _remove_driver(repository)
    return 0


def _install_driver(repository: Repository) -> None:
    """The merge driver of this clone, and the attribute that says which files it is for."""
    from ..git import driver

    done = driver.install(repository, own_command())
    _say("configured the merge driver" if done else "the merge driver is configured")
    done = _attributes(repository, add=True)
    _say("wrote .gitattributes: commit it" if done else ".gitattributes is up to date")


def _remove_driver(repository: Repository) -> None:
    from ..git import driver

    if driver.remove(repository):
        _say("removed the merge driver from this clone")
    if _attributes(repository, add=False):
        _say("took our lines out of .gitattributes: commit it")


def _attributes(repository: Repository, *, add: bool) -> bool:
    """Write `.gitattributes` with our lines or without them; False if that changes nothing."""
    from ..scaffold import with_attributes, without_attributes
    from ..workspace import read_or_none, writing

    path = os.path.join(repository.top, ".gitattributes")
    with writing(repository.top) as batch:
        old = read_or_none(path)
        text = (old or b"").decode("utf-8", "surrogateescape")
        new = with_attributes(text) if add else without_attributes(text)
        data = new.encode("utf-8", "surrogateescape")
        if data == (old or b""):
            return False
        batch.put(path, old, data if data.strip() or add else None)
        batch.write()
    return True


def own_command() -> list[str]:
    """How a hook starts this very installation: its script, or else its interpreter.

    The script goes with the package, so that a hook notices when we were uninstalled.
    """
    script = os.path.join(os.path.dirname(sys.executable), "learnings")
    if os.path.isfile(script) and os.access(script, os.X_OK):
        return [script]
    # -P keeps a folder `learnings` of the repository from being taken for the package.
    return [sys.executable, "-P", "-m", "learnings"]


def _say(sentence: str) -> None:
    sys.stdout.write(f"{inert(visible(sentence))}\n")
