"""Which branch of a repository is the main one, as far as a clone of it tells."""

from __future__ import annotations

import os

from ..git import Repository

# What main branches are called, the likeliest first.
USUAL = ("main", "master", "trunk", "develop")
_LOCAL = "refs/heads/"


def main_branch(repository: Repository, written: str = "") -> str:
    """The main branch; empty where nothing tells which one it is.

    It is the one that the remote names. Else the one that is `written` stays as long as it is
    there. Else it is the likeliest of the branches of the remote, or of those that are here.
    """
    remotes = repository.out("remote").decode(errors="surrogateescape").split()
    name = "origin" if "origin" in remotes else remotes[0] if len(remotes) == 1 else ""
    where = f"refs/remotes/{name}/"
    there = _branches(repository, where) if name else []
    told = _points_to(repository, f"{where}HEAD", where) if name else ""
    if told in there:
        return told
    is_whole = not remotes or (bool(there) and _fetches_all(repository, name))
    known = there or _branches(repository, _LOCAL)
    if written and (not known or written in known or not is_whole):
        return written
    return _likely(repository, known, is_whole=is_whole) or written


def _likely(repository: Repository, known: list[str], *, is_whole: bool) -> str:
    """The one with a usual name, or that git gives first ones here, or the only one there is.

    That it is the only one says nothing unless the list `is_whole`.
    """
    first = os.fsdecode(repository.ask("config", "--get", "init.defaultBranch").out).strip()
    here = known or [_points_to(repository, "HEAD", _LOCAL)]
    found = next((name for name in (*USUAL, first) if name and name in here), "")
    return found or (here[0] if is_whole and len(here) == 1 else "")


def _fetches_all(repository: Repository, remote: str) -> bool:
    """False of a clone of a single branch, which knows no others."""
    asked = repository.ask("config", "--get-all", f"remote.{remote}.fetch").out
    return b"refs/heads/*" in asked


def _points_to(repository: Repository, name: str, where: str) -> str:
    """The branch of a folder of references that a symbolic one names; empty for another."""
    answer = repository.ask("symbolic-ref", "--quiet", name)
    found = os.fsdecode(answer.out).strip() if answer.code == 0 else ""
    return found.removeprefix(where) if found.startswith(where) else ""


def _branches(repository: Repository, where: str) -> list[str]:
    """The names of the branches in a folder of references."""
    rows = repository.out("for-each-ref", "--format=%(refname)", where).splitlines()
    return [name for row in rows if (name := os.fsdecode(row).removeprefix(where)) != "HEAD"]
