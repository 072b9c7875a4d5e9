"""A repository: where it is, what is staged, what differs, what its revisions hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..disk import UnreadableError, printable, read_regular
from ..errors import RepositoryError, UsageError
from . import listing, program
from .listing import Change, Listing
from .tree import SnapshotTree

__all__ = ["Change", "Repository", "find_repository"]

_LIMIT = 1 << 16
_DIFF = (
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=all",
    "--find-renames",
)


@dataclass(slots=True)
class Repository:
    """A git repository.

    `top` is the folder of its work tree, empty for a bare one; `git_dir` is the folder of this
    work tree's index and HEAD. Paths are relative to `top`, with slashes.
    """

    top: str
    git_dir: str
    shallow: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def bare(self) -> bool:
        """True where there is no work tree, and so no index to judge."""
        return not self.top

    @property
    def place(self) -> str:
        """What a message calls the repository."""
        return printable(self.top or self.git_dir)

    def staged_paths(self) -> list[Change]:
        """What the next commit would change; before the first commit, everything staged.

        Raises RepositoryError in a bare repository.
        """
        return listing.changes(self._indexed("diff", "--cached", *_DIFF))

    def unstaged_paths(self) -> set[str]:
        """The tracked files whose work tree differs from the index; raises as above."""
        return {change.path for change in listing.changes(self._indexed("diff", *_DIFF))}

    def merge_heads(self) -> list[str]:
        """The commits that the next commit merges in; none outside a merge."""
        try:
            data = read_regular(os.path.join(self.git_dir, "MERGE_HEAD"), _LIMIT)
        except UnreadableError:
            return []
        return data.decode("ascii", "replace").split()

    def index_files(self) -> dict[str, str]:
        """The regular files of the index: path to object ID; raises as `staged_paths` does."""
        return self._index().files

    def index_tree(self) -> SnapshotTree:
        """The files that the next commit would hold; raises as `staged_paths` does."""
        found = self._index()
        return SnapshotTree(found.files, self.read_many, found.links)

    def resolve(self, rev: str) -> str:
        """The object ID of the commit that a revision names; raises UsageError if none does."""
        if rev.startswith("-") or "\0" in rev:
            raise UsageError(f"{rev!r} is not the name of a revision")
        answer = self.ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"
        )
        if answer.code == 0:
            return answer.out.decode("ascii").strip()
        raise UsageError(self._unknown(rev))

    def tree_files(self, rev: str) -> dict[str, str]:
        """The regular files of a revision: path to object ID."""
        return self._tree(rev).files

    def tree(self, rev: str) -> SnapshotTree:
        """The files of a revision."""
        found = self._tree(rev)
        return SnapshotTree(found.files, self.read_many, found.links)

    def changed_between(self, old: str, new: str) -> list[Change]:
        """What differs from revision `old` to revision `new`, renames found."""
        ends = (self.resolve(old), self.resolve(new))
        return listing.changes(self.out("diff", *_DIFF, *ends, "--"))

    def merge_base(self, one: str, other: str) -> str | None:
        """The object ID of the best common ancestor; None if there is none to be seen."""
        answer = self.ask("merge-base", self.resolve(one), self.resolve(other))
        return answer.out.decode("ascii").strip() if answer.code == 0 else None

    def read_many(self, oids: Iterable[str], limit: int | None = None) -> dict[str, bytes]:
        """The bytes of files by object ID, without those longer than `limit` bytes.

        Raises RepositoryError if the repository lacks one of them (a partial clone).
        """
        wanted = list(dict.fromkeys(oids))
        if limit is not None:
            wanted = self._not_longer(wanted, limit)
        return {oid: data for oid, kind, data in self._batch("--batch", wanted) if kind == "blob"}

    def read_rev(self, rev: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        """The regular files of a revision whose path is wanted.

        libgit2 reads them where it can open the repository, else the git program does.
        """
        from . import objects

        commit = self.resolve(rev)
        found = None
        if "GIT_OBJECT_DIRECTORY" not in self.places:
            found = objects.read_commit(self.git_dir, commit, wanted)
        if found is not None:
            return found
        files = {path: oid for path, oid in self._tree(commit).files.items() if wanted(path)}
        data = self.read_many(files.values())
        return {path: data[oid] for path, oid in files.items()}

    def ask(self, *arguments: str, stdin: bytes = b"") -> program.Answer:
        """What git says, run at the top of this repository."""
        environment = program.clean_environment(self.places)
        folder = self.top or self.git_dir
        return program.ask(arguments, folder=folder, environment=environment, stdin=stdin)

    def out(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git prints; raises RepositoryError with git's reason if it fails."""
        answer = self.ask(*arguments, stdin=stdin)
        if answer.code != 0:
            raise RepositoryError(self._reason(arguments[0], answer.error))
        return answer.out

    def _indexed(self, *arguments: str) -> bytes:
        if self.bare:
            raise RepositoryError(
                f"{self.place} has no work tree, so nothing is staged in it: name a revision"
            )
        return self.out(*arguments)

    def _index(self) -> Listing:
        return listing.index(self._indexed("ls-files", "--stage", "-z"))

    def _tree(self, rev: str) -> Listing:
        return listing.tree(self.out("ls-tree", "-r", "-z", "--full-tree", self.resolve(rev)))

    def _not_longer(self, oids: list[str], limit: int) -> list[str]:
        stdin = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        lines = self.out("cat-file", "--batch-check", "--buffer", stdin=stdin).decode("ascii")
        sizes = (line.split(" ") for line in lines.splitlines())
        return [words[0] for words in sizes if len(words) == 3 and int(words[2]) <= limit]

    def _batch(self, mode: str, oids: list[str]) -> Iterable[tuple[str, str, bytes]]:
        if not oids:
            return []
        stdin = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        found = list(listing.objects(self.out("cat-file", mode, "--buffer", stdin=stdin)))
        missing = [oid for oid, kind, _ in found if kind == "missing"]
        if missing:
            raise RepositoryError(self._lacks(missing[0]))
        return found

    def _unknown(self, rev: str) -> str:
        if rev in {"HEAD", "@"}:
            return f"{self.place} has no commit yet"
        hint = ": the clone is shallow, so fetch more of its history" if self.shallow else ""
        return f"{rev!r} names no commit of {self.place}{hint}"

    def _reason(self, command: str, error: str) -> str:
        if "promisor" in error or "transport" in error:
            return self._lacks("a file")
        return f"git {command} failed in {self.place}: {error or 'no reason given'}"

    def _lacks(self, what: str) -> str:
        return (
            f"{self.place} lacks {what}, as a partial clone may: "
            "fetch all with `git fetch --refetch --no-filter`"
        )


def find_repository(start: str) -> Repository | None:
    """The repository that holds a folder or file; None if there is none.

    Inside a git hook this is the repository of the commit, with the index that git made for it.
    Raises RepositoryError if git is missing or refuses the repository.
    """
    from .discovery import discover

    found = discover(start)
    return None if found is None else Repository(*found)
