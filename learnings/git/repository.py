"""A repository: where it is, what is staged, what differs, what its revisions hold."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..disk import UnreadableError, printable, read_regular
from ..errors import RepositoryError, UsageError
from . import listing, program, tracking
from .listing import Change, Listing
from .tree import SnapshotTree

__all__ = ["Change", "Repository"]

_LIMIT = 1 << 16
_PACKED = 1 << 26
DIFF = (
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

    def staged_paths(self, rev: str = "") -> list[Change]:
        """What the next commit would change; before the first commit, everything staged.

        With a revision: what would differ from that one. Raises RepositoryError in a bare
        repository.
        """
        words = [self.resolve(rev), "--"] if rev else []
        return listing.changes(self._indexed("diff", "--cached", *DIFF, *words))

    def unstaged_paths(self) -> set[str]:
        """The tracked files whose work tree differs from the index; raises as above."""
        return {change.path for change in listing.changes(self._indexed("diff", *DIFF))}

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
        """The object ID of the commit that a revision names.

        Raises UsageError if none does, RepositoryError where the repository has no commit yet
        or is a shallow clone that may lack it.
        """
        if rev.startswith("-") or "\0" in rev:
            raise UsageError(f"{rev!r} is not the name of a revision")
        answer = self.ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"
        )
        if answer.code == 0:
            oid = answer.out.decode("ascii").strip()
            if oid.startswith("^"):  # all that the commit does not have, and no commit
                raise UsageError(self._unknown(rev))
            return oid
        if rev in {"HEAD", "@"}:
            raise RepositoryError(f"{self.place} has no commit yet")
        if not self.out("for-each-ref", "--count=1"):
            raise RepositoryError(f"{self._unknown(rev)}, which has no commit yet")
        if command := tracking.fetching(rev, self.ask):
            error = RepositoryError if self.shallow else UsageError
            raise error(f"{self._unknown(rev)}: if the remote has it, fetch it with `{command}`")
        if self.shallow:
            raise RepositoryError(
                f"{self._unknown(rev)}: the clone is shallow, so fetch more of its history"
            )
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
        return listing.changes(self.out("diff", *DIFF, *ends, "--"))

    def merge_base(self, one: str, other: str) -> str | None:
        """The object ID of the best common ancestor; None if there is none to be seen."""
        answer = self.ask("merge-base", self.resolve(one), self.resolve(other))
        return answer.out.decode("ascii").strip() if answer.code == 0 else None

    def changed_since(self, rev: str) -> list[Change]:
        """What differs from a revision to the tracked files of the work tree.

        The `new` of a file that is on disk may be empty. Raises as `staged_paths` does.
        """
        return listing.changes(self._indexed("diff", *DIFF, self.resolve(rev), "--"))

    def untracked(self, paths: Sequence[str]) -> set[str]:
        """Those of the paths that git neither tracks nor ignores; raises as `staged_paths` does."""
        if not paths:
            return set()
        out = self._indexed(
            "--literal-pathspecs", "ls-files", "--others", "--exclude-standard", "-z", "--", *paths
        )
        return {os.fsdecode(path) for path in out.split(b"\0") if path}

    def is_unborn(self) -> bool:
        """True before the first commit of the branch."""
        return self.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").code != 0

    def merge_bases(self, one: str, other: str) -> list[str]:
        """The object IDs of all best common ancestors."""
        answer = self.ask("merge-base", "--all", self.resolve(one), self.resolve(other))
        return answer.out.decode("ascii").split() if answer.code == 0 else []

    def name_objects(self, names: Sequence[str]) -> list[str]:
        """The object ID of each name such as `HEAD:path`; empty where there is no such object."""
        if not names:
            return []
        stdin = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        out = self.out("cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=stdin)
        lines = out.decode("utf-8", "surrogateescape").split("\n")
        return [line.removesuffix(" blob") if line.endswith(" blob") else "" for line in lines[:-1]]

    def identity(self) -> str:
        """The e-mail address under which a commit would be made now; empty if there is none."""
        answer = self.ask("var", "GIT_AUTHOR_IDENT")
        found = answer.out.decode("utf-8", "replace") if answer.code == 0 else ""
        return found.rpartition("<")[2].partition(">")[0]

    def author(self, rev: str) -> str:
        """The e-mail address of the author of a commit."""
        out = self.out("log", "--max-count=1", "--no-show-signature", "--format=%ae", rev, "--")
        return out.decode("utf-8", "replace").strip()

    def read_many(self, oids: Iterable[str], limit: int | None = None) -> dict[str, bytes]:
        """The bytes of files by object ID, without those longer than `limit` bytes.

        Raises RepositoryError if the repository lacks one of them (a partial clone).
        """
        wanted = list(dict.fromkeys(oids))
        if limit is not None:
            wanted = [oid for oid, size in self.sizes(wanted).items() if size <= limit]
        return {oid: data for oid, kind, data in self._batch("--batch", wanted) if kind == "blob"}

    def read_rev(self, rev: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        """The regular files of a revision whose path is wanted.

        libgit2 reads them where it can open the repository, else the git program does.
        """
        from . import objects

        commit = self.resolve(rev)
        found = None
        if self.is_plain():
            found = objects.read_commit(self.git_dir, commit, wanted)
        if found is not None:
            return found
        files = {path: oid for path, oid in self._tree(commit).files.items() if wanted(path)}
        data = self.read_many(files.values())
        return {path: data[oid] for path, oid in files.items()}

    def list_revs(self, oids: Sequence[str], wanted: Callable[[str], bool]) -> list[dict[str, str]]:
        """The regular files of each commit whose path is wanted: path to object ID.

        libgit2 lists them where it can open the repository, else the git program does.
        """
        from . import objects

        found = objects.list_commits(self.git_dir, oids, wanted) if self.is_plain() else None
        if found is not None:
            return found
        return [
            {path: oid for path, oid in self._tree(rev).files.items() if wanted(path)}
            for rev in oids
        ]

    def is_plain(self) -> bool:
        """False where libgit2 would see other objects than git: those of a hook, replaced ones."""
        if "GIT_OBJECT_DIRECTORY" in self.places:
            return False
        common = self.git_dir
        with contextlib.suppress(UnreadableError):
            about = read_regular(os.path.join(common, "commondir"), _LIMIT)
            common = os.path.join(common, os.fsdecode(about).strip())
        if os.path.lexists(os.path.join(common, "refs", "replace")):
            return False
        with contextlib.suppress(UnreadableError):
            return b" refs/replace/" not in read_regular(
                os.path.join(common, "packed-refs"), 1 << 26
            )
        return True

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

    def sizes(self, oids: Iterable[str]) -> dict[str, int]:
        """How many bytes objects have; without those that the repository lacks."""
        stdin = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        lines = self.out("cat-file", "--batch-check", "--buffer", stdin=stdin).decode("ascii")
        found = (line.split(" ") for line in lines.splitlines())
        return {words[0]: int(words[2]) for words in found if len(words) == 3}

    def _batch(self, mode: str, oids: list[str]) -> Iterable[tuple[str, str, bytes]]:
        if not oids:
            return []
        stdin = "".join(f"{oid}\n" for oid in oids).encode("ascii")
        found = list(listing.objects(self.out("cat-file", mode, "--buffer", stdin=stdin)))
        missing = [oid for oid, kind, _ in found if kind == "missing"]
        if missing:
            raise RepositoryError(self._lacks(missing[0][:10]))
        return found

    def _unknown(self, rev: str) -> str:
        return f"{rev!r} names no commit of {self.place}"

    def _reason(self, command: str, error: str) -> str:
        if "promisor" in error or "transport" in error:
            return self._lacks("a file")
        return f"git {command} failed in {self.place}: {error or 'no reason given'}"

    def _lacks(self, what: str) -> str:
        return (
            f"{self.place} lacks {what}, as a partial clone may: "
            "fetch all with `git fetch --refetch --no-filter`"
        )
