"""What a branch is compared with where nobody says it: where it came from, as far as git knows."""

from __future__ import annotations

from ..errors import RepositoryError, UsageError
from .repository import Repository

_USUAL = ("main", "master")


def default_base(repository: Repository) -> str:
    """The upstream of the branch, else the main branch of a remote, else `main` or `master`.

    Raises UsageError if there is none of them.
    """
    if repository.ask("rev-parse", "--verify", "--quiet", "@{upstream}^{commit}").code == 0:
        return "@{upstream}"
    out = repository.out("for-each-ref", "--format=%(refname)", "refs/remotes").decode(
        "utf-8", "surrogateescape"
    )
    refs = out.splitlines()
    origin_first = sorted(refs, key=lambda ref: not ref.startswith("refs/remotes/origin/"))
    named = [ref for ref in origin_first if ref.endswith("/HEAD")]
    usual = [ref for name in _USUAL for ref in origin_first if ref.endswith(f"/{name}")]
    for ref in (*named, *usual, *(f"refs/heads/{name}" for name in _USUAL)):
        if repository.ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").code == 0:
            return ref
    raise UsageError(
        "there is nothing to compare with, since the branch has no upstream and there is neither "
        "main nor master: name a commit, as in `--changed=HEAD~1`"
    )


def fork_point(repository: Repository, base: str | None) -> str | None:
    """Where HEAD parted from a base (None: from what `default_base` gives); None before any commit.

    Raises RepositoryError where the two have no commit in common that can be seen, and as
    `default_base` and `Repository.resolve` do.
    """
    if base is None and repository.is_unborn():
        return None
    name = base if base is not None else default_base(repository)
    found = repository.merge_base(name, "HEAD")
    if found is None:
        why = (
            "in this shallow clone: fetch more with `git fetch --deepen=100`, or all with "
            "`git fetch --unshallow`"
            if repository.shallow
            else "in common: name another one"
        )
        shown = name.removeprefix("refs/remotes/").removeprefix("refs/heads/")
        raise RepositoryError(f"{shown} and HEAD have no commit {why}")
    return found
