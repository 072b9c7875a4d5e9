"""The entries of other branches: whether one of them gives an ID to another entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ..discover import accepts, is_archive
from ..entry import Log
from ..errors import RepositoryError
from ..git import Repository
from ..git.branches import File, branches, differing
from ..markdown import parse
from ..past import Version
from ..settings import Settings

# The branches that changed last: what is older is hardly merged any more.
_MOST = 500
# So many files are held at once, however many there are.
_AT_ONCE = 200
# Whatever an ID can be: words with hyphens, one of them with a digit.
_WORD = re.compile(rb"[A-Za-z][A-Za-z0-9_]*+(?:-[A-Za-z0-9_]++)++")
_DIGIT = re.compile(rb"[0-9]")


def elsewhere(
    repository: Repository,
    settings: Settings,
    rev: str | None,
    *,
    committed: bool = False,
    tips: Sequence[str] = (),
) -> Callable[[str], Sequence[Version]]:
    """What gives the entries with an ID on branches that a revision does not hold.

    Local and remote-tracking branches count, and the refs of pull requests that were fetched.
    `rev` is None or empty before the first commit. If what is judged is `committed` in it, and
    not only to come after it, branches that go on from it do not count: what they have under an
    ID is the entry that it has. Neither do those that all `tips` hold, to which the revision goes
    on: there the two have met. Nothing is read before the first question, and an entry that
    several branches have alike is given once. What a partial clone lacks is not looked into.
    The entries have no kind and no preset.
    """
    return _Elsewhere(repository, settings, rev or None, not committed, tips).holding


class _Elsewhere:
    """The files of other branches, by the IDs that they name."""

    def __init__(
        self,
        repository: Repository,
        settings: Settings,
        rev: str | None,
        ahead: bool,
        tips: Sequence[str],
    ) -> None:
        self.repository = repository
        self.settings = settings
        self.rev = rev
        self.ahead = ahead
        self.tips = tips
        self._files: dict[str, File] = {}
        self._naming: dict[bytes, list[str]] | None = None
        self._logs: dict[str, Log] = {}
        self._accepted: dict[str, bool] = {}

    def holding(self, id: str) -> Sequence[Version]:
        """The entries with that ID, those of the branch that changed last first."""
        if self._naming is None:
            self._naming = self._look()
        found: dict[str, Version] = {}
        for oid in self._naming.get(id.upper().encode("utf-8", "surrogateescape"), ()):
            log = self._log(oid)
            for entry in log.entries:
                if entry.id.upper() == id.upper():
                    text = " ".join(log.body(entry.start, entry.end).split()).rstrip("- ")
                    version = Version(log, entry, self._files[oid].branch)
                    found.setdefault(text, version)
        return list(found.values())

    def _look(self) -> dict[bytes, list[str]]:
        """The contents that name an ID, by that ID in capitals."""
        naming: dict[bytes, list[str]] = defaultdict(list)
        try:
            others = branches(self.repository, self.rev, _MOST, ahead=self.ahead, tips=self.tips)
            for file in differing(self.repository, self.rev, others):
                if file.oid not in self._files and self._accepts(file.path):
                    self._files[file.oid] = file
            for oid, data in self._contents():
                for word in {word.upper() for word in _WORD.findall(data)}:
                    if _DIGIT.search(word):
                        naming[word].append(oid)
        except RepositoryError:
            return {}
        return naming

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        oids = list(self._files)
        for start in range(0, len(oids), _AT_ONCE):
            some = oids[start : start + _AT_ONCE]
            yield from self.repository.read_many(some, self.settings.max_file_size).items()

    def _accepts(self, path: str) -> bool:
        if path not in self._accepted:
            self._accepted[path] = accepts(path, self.settings)
        return self._accepted[path]

    def _log(self, oid: str) -> Log:
        if oid not in self._logs:
            path = self._files[oid].path
            data = self.repository.read_many([oid]).get(oid, b"")
            log = self._logs[oid] = parse(data, path)
            log.is_archive = is_archive(path)
        return self._logs[oid]
