"""The branches of a repository, and the files in which each differs from a commit."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .listing import FILES
from .repository import Repository

# Pull requests and merge requests are there if somebody fetched them.
_WHERE = ("refs/heads", "refs/remotes", "refs/pull", "refs/merge-requests")
_FORMAT = "%(objecttype) %(objectname) %(tree) %(refname)"
_ASKED = ("refs/pull/", "refs/merge-requests/")


class Branch(NamedTuple):
    """A branch by its short name, and the tree of its last commit."""

    name: str
    tree: str


class File(NamedTuple):
    """A file that a branch has otherwise than a commit; `oid` is that of its content."""

    branch: str
    path: str
    oid: str


def branches(
    repository: Repository,
    rev: str | None,
    most: int,
    *,
    ahead: bool = True,
    tips: Sequence[str] = (),
) -> list[Branch]:
    """The branches with commits that a revision (None: no commit yet) does not hold.

    Local and remote-tracking ones and the refs of pull requests, at most so many, those that
    changed last first. Of several with the same files there is one. Unless those `ahead` are
    wanted, the branches that go on from the revision are left out. What was pushed of the branch
    that is checked out, before its commits were rewritten, is no other branch. Where the revision
    goes on to `tips`, a branch that all of them hold is left out.
    """
    ends = [repository.resolve(tip) for tip in tips or ((rev,) if rev is not None else ())]
    beyond = [] if ahead or rev is None else [f"--no-contains={repository.resolve(rev)}"]
    found: dict[str, Branch] = {}
    lines = []
    for limit in [[f"--no-merged={end}"] for end in ends] or [[]]:
        out = repository.out(
            "for-each-ref", *limit, *beyond, "--sort=refname", "--sort=-committerdate",
            f"--count={most}", f"--format={_FORMAT}", *_WHERE,
        )  # fmt: skip
        lines += [os.fsdecode(line).split(" ", 3) for line in out.splitlines()]
    former = _former(repository, {name: oid for kind, oid, _, name in lines if kind == "commit"})
    for kind, oid, tree, name in lines:
        is_pushed = not name.startswith("refs/heads/") and oid in former
        if kind == "commit" and not is_pushed:
            found.setdefault(tree, Branch(_short(name), tree))
    return list(found.values())


def _former(repository: Repository, tips: dict[str, str]) -> set[str]:
    """The commits among the tips that the checked-out branch once ended with.

    Its upstream can be the branch of everybody. So the name tells nothing: the commit was in the
    branch, as its reflog says, or was written by the same person at the same moment as one that
    is: to amend and to rebase keep both.
    """
    name = repository.ask("symbolic-ref", "--quiet", "HEAD").out.strip()
    branch = os.fsdecode(name).removeprefix("refs/heads/")
    away = [ref for ref in tips if not ref.startswith("refs/heads/")]
    if not name or not away:
        return set()
    out = repository.ask("for-each-ref", "--format=%(upstream) %(push)", os.fsdecode(name)).out
    linked = os.fsdecode(out).split()
    asks = {ref for ref in away if ref.startswith(_ASKED) or "/pr/" in ref}
    asked = {tips[ref] for ref in asks}
    copies = {ref for ref in away if ref in linked or ref.endswith(f"/{branch}")}
    pushed = {tips[ref] for ref in copies - asks}
    if not pushed and not asked:
        return set()
    walk = ("log", "--walk-reflogs", "--no-show-signature", "--format=%H", os.fsdecode(name), "--")
    known = set(repository.ask(*walk).out.decode("ascii", "replace").split())
    former = (pushed | asked) & known
    return former | _rewritten(repository, sorted(pushed - former))


def _rewritten(repository: Repository, oids: list[str]) -> set[str]:
    """The commits of which the checked-out branch has another version."""
    if not oids:
        return set()
    form = ("--no-show-signature", "--no-color", "--format=%H %at %ae")
    mine = repository.ask("log", *form, "HEAD", *(f"^{oid}" for oid in oids), "--").out
    theirs = repository.ask("log", "--no-walk", *form, *oids, "--").out
    made = {line.partition(b" ")[2] for line in mine.splitlines()}
    return {
        line.partition(b" ")[0].decode("ascii")
        for line in theirs.splitlines()
        if line.partition(b" ")[2] in made
    }


def differing(repository: Repository, rev: str | None, tips: Sequence[Branch]) -> Iterator[File]:
    """The regular files that branches have and the revision does not have like that.

    One start of git compares all of them; folders that are the same are not looked into.
    """
    base = _tree(repository, rev)
    names: dict[str, list[str]] = defaultdict(list)
    for tip in tips:
        names[tip.tree].append(tip.name)
    stdin = "".join(f"{base} {tree}\n" for tree in names if tree != base)
    if not stdin:
        return
    out = repository.out(
        "diff-tree", "-r", "-z", "--stdin", "--no-abbrev", "--no-renames", "--diff-filter=AMT",
        "--ignore-submodules=all", stdin=stdin.encode("ascii"),
    )  # fmt: skip
    tree = ""
    records = (os.fsdecode(record) for record in out.split(b"\0"))
    for record in records:
        # The line that names both trees stands right before the first of their differences.
        *heads, about = record.split("\n")
        tree = heads[-1].partition(" ")[2] if heads else tree
        if about.startswith(":"):
            _, mode, _, oid, _ = about.split(" ")
            path = next(records, "")
            if mode in FILES:
                for name in names[tree]:
                    yield File(name, path, oid)


def _tree(repository: Repository, rev: str | None) -> str:
    if rev is None:
        return repository.out("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()
    commit = repository.resolve(rev)
    return repository.out("rev-parse", "--verify", f"{commit}^{{tree}}").decode("ascii").strip()


def _short(name: str) -> str:
    """`main`, `origin/main`, `pull/7/head`."""
    for start in ("refs/heads/", "refs/remotes/", "refs/"):
        if name.startswith(start):
            return name.removeprefix(start)
    return name
