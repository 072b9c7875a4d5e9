"""What commits disclosed: each sensitive value once, with the commit that brought it.

A value that a later commit took out is still in the history, and in every clone of it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from . import beside
from .beside import is_binary
from .discover import accepts
from .git import Repository
from .git.introduced import Blob, Message, blobs, messages, tags
from .settings import Settings
from .sweep import MESSAGE, TAG, Look, Sighting, Sweep, Text, Unread, unique

# So many bytes are read before they are looked at.
_BATCH = 32 << 20
_MARKDOWN = (":(icase)*.md", ":(icase)*.markdown")

Place = tuple[str, int]


class Disclosure(NamedTuple):
    """A value, where it was first and when; `in_head` are its places in the last commit."""

    sighting: Sighting
    when: dt.datetime | None
    in_head: Sequence[Place]


@dataclass(slots=True)
class Disclosures:
    """What was found, oldest first, and what was looked at."""

    found: list[Disclosure] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    binary: list[str] = field(default_factory=list)
    files: int = 0
    commits: int = 0


def of_history(repository: Repository, settings: Settings, sweep: Sweep) -> Disclosures:
    """What all branches and tags hold, the messages of annotated tags included.

    Raises `RepositoryError` where a partial clone lacks a file.
    """
    revs = ["--branches", "--tags", "--remotes"]
    revs += [] if repository.is_unborn() else ["HEAD"]
    return _Search(repository, settings, sweep).run(revs, tags(repository))


def of_commits(
    repository: Repository, settings: Settings, sweep: Sweep, revs: Sequence[str]
) -> Disclosures:
    """What the commits hold that `revs` reach, whatever later ones took out; raises as above."""
    return _Search(repository, settings, sweep).run(revs, ()) if revs else Disclosures()


class _Search:
    def __init__(self, repository: Repository, settings: Settings, sweep: Sweep) -> None:
        self._repository = repository
        self._settings = settings
        self._sweep = sweep
        self._known: dict[str, bool] = {}
        self.result = Disclosures()

    def run(self, revs: Sequence[str], tagged: Sequence[Message]) -> Disclosures:
        told = messages(self._repository, revs)
        order = {item.oid: number for number, item in enumerate(told)}
        pathspecs = [*_MARKDOWN, *beside.pathspecs(self._settings)]
        pathspecs += [f":(glob){pattern}" for pattern in self._settings.logs]
        brought = [
            blob
            for blob in blobs(self._repository, list(order), pathspecs)
            if self._wants(blob.path)
        ]
        found = [*self._files(brought), *self._names(brought), *self._messages(told)]
        # Python's sort keeps the order of those of one commit: the file goes before its name.
        found.sort(key=lambda item: order[item.commit])
        found += self._messages(tagged, "tag")
        when = {item.oid: item.when for item in (*told, *tagged)}
        head = self._head() if found else {}
        old = self._before(brought) if found else ()
        self.result.commits = len(told)
        self.result.found = [
            Disclosure(item, when.get(item.commit), head.get(item.mark, ()))
            for item in unique(found)
            if (item.check, item.mark) not in old
        ]
        return self.result

    def _wants(self, path: str) -> bool:
        if path not in self._known:
            self._known[path] = accepts(path, self._settings) or beside.is_beside(
                path, self._settings
            )
        return self._known[path]

    def _files(self, brought: Iterable[Blob]) -> Iterator[Sighting]:
        """What is in each content, which is looked at once, where it was first."""
        first: dict[str, Blob] = {}
        for blob in brought:
            first.setdefault(blob.oid, blob)
        self.result.files = len(first)
        for batch in self._batches(first):
            for text, look in self._looked(batch, first):
                self._note(text, look)
                yield from look.sightings

    def _looked(
        self, oids: Sequence[str], blobs: Mapping[str, Blob]
    ) -> Iterator[tuple[Text, Look]]:
        """Look at what differs from the version before, which is looked at too, or was."""
        limit = max(self._limit(blobs[oid].path) for oid in oids)
        before = {old for oid in oids for old in blobs[oid].before[:1]}
        contents = self._repository.read_many([*oids, *before], limit)
        texts = []
        for oid in oids:
            blob = blobs[oid]
            old = contents.get(blob.before[0]) if blob.before else None
            if old is not None and (len(old) > self._limit(blob.path) or is_binary(old)):
                old = None
            texts.append(Text(blob.path, contents[oid], "file", blob.commit, old))
        return zip(texts, self._sweep.look_at(texts), strict=True)

    def _note(self, text: Text, look: Look) -> None:
        told = {(item.path, item.reason) for item in self.result.unread}
        if look.reason and (text.path, look.reason) not in told:
            self.result.unread.append(Unread(text.path, look.reason, text.commit))
        self.result.binary += [text.path] if look.is_binary else []

    def _limit(self, path: str) -> int:
        return self._settings.nearest(path).max_file_size

    def _before(self, brought: Iterable[Blob]) -> set[tuple[str, bytes]]:
        """What the files held before the first of the commits: those did not bring it."""
        brought = list(brought)
        new = {blob.oid for blob in brought}
        known = {
            old: Blob("", blob.path, old)
            for blob in brought for old in blob.before if old not in new
        }  # fmt: skip
        return {
            (item.check, item.mark)
            for batch in self._batches(known, is_told=False)
            for _, look in self._looked(batch, known)
            for item in look.sightings
        }

    def _batches(self, first: Mapping[str, Blob], *, is_told: bool = True) -> Iterator[list[str]]:
        """The contents that are not too large, some of them at a time."""
        batch: list[str] = []
        total = 0
        for oid, size in self._repository.sizes(first).items() if first else ():
            blob = first[oid]
            limit = self._limit(blob.path)
            if size > limit:
                unread = Unread(blob.path, f"is larger than {limit} bytes", blob.commit)
                self.result.unread += [unread] if is_told else []
                continue
            if batch and total + size > _BATCH:
                yield batch
                batch, total = [], 0
            batch.append(oid)
            total += size
        if batch:
            yield batch

    def _names(self, brought: Iterable[Blob]) -> list[Sighting]:
        first: dict[str, str] = {}
        for blob in brought:
            first.setdefault(blob.path, blob.commit)
        return [
            item._replace(commit=commit)
            for path, commit in first.items()
            for item in self._sweep.names([path])
        ]

    def _messages(self, told: Iterable[Message], where: str = "message") -> list[Sighting]:
        path = TAG if where == "tag" else MESSAGE
        texts = [
            Text(path, item.text.encode("utf-8", "surrogateescape"), where, item.oid)
            for item in told
        ]
        return [item for look in self._sweep.look_at(texts) for item in look.sightings]

    def _head(self) -> dict[bytes, list[Place]]:
        """Where each value stands in the files of the last commit."""
        places: dict[bytes, list[Place]] = defaultdict(list)
        if self._repository.is_unborn():
            return places
        (files,) = self._repository.list_revs([self._repository.resolve("HEAD")], self._wants)
        known = {oid: Blob("", path, oid) for path, oid in sorted(files.items(), reverse=True)}
        seen: dict[str, Sequence[Sighting]] = defaultdict(list)
        for batch in self._batches(known, is_told=False):
            for oid, (_, look) in zip(batch, self._looked(batch, known), strict=True):
                seen[oid] = look.sightings
        for path, oid in sorted(files.items()):
            for item in seen[oid]:
                places[item.mark].append((path, item.line))
        return places
