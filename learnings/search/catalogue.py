"""All entries at a glance: rows to choose from and a search, from the index as far as it is fresh.

The logs are the truth. A log whose file or settings differ from what the index knows is read anew,
and where the index cannot be used (broken, locked, not to be written) all are read into memory.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..collect import Collection, log_of, walk
from ..discover import Source
from ..engine import Engine
from ..entry import Log
from ..markdown import parse
from ..query import Query
from ..row import Row
from ..settings import Settings, load
from ..verify import verified
from .kept import Read, is_fresh, renewed, same_bytes, stamp, stamp_of_kept
from .reading import Progress, Reader, stamp_of
from .words import Term, expression, holds, spaced

if TYPE_CHECKING:
    from .index import Index

Answer = TypeVar("Answer")
# So often an answer is looked for while others write, before the logs themselves are read.
_TRIES = 3


class Hits(NamedTuple):
    """What a search found: how many entries, and those that are wanted, best first."""

    total: int
    rows: list[Row]


@dataclass(slots=True)
class Catalogue:
    """The entries of the logs below a root; `walk` says which are asked about."""

    settings: Settings
    engine: Engine
    sources: list[Source]
    walk: Collection
    reader: Reader
    place: str = ""
    _is_open: bool = False
    _index: Index | None = None
    _reads: dict[str, Read] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _stamps: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        paths: Sequence[str] = (),
        *,
        preset: str | None = None,
        today: dt.date | None = None,
        start: str | None = None,
        progress: Progress | None = None,
    ) -> Catalogue:
        """Look which logs there are; they are read when something is asked.

        Raises `UsageError` for a path that does not exist, and `ConfigurationError`.
        """
        settings = load(start or os.getcwd(), {"preset": preset})
        verified(settings)
        found, collection = walk(paths, settings)
        day = today or dt.datetime.now(dt.timezone.utc).date()
        engine = Engine(settings, today=day)
        reader = Reader(settings, engine, found, progress)
        return cls(settings, engine, found, collection, reader)

    @property
    def asked(self) -> list[Source]:
        """The files that are asked about."""
        return [
            item for item in self.sources if self.walk.only is None or item.path in self.walk.only
        ]

    def rows(self, hints: Mapping[str, Sequence[str]] | None = None) -> list[Row]:
        """The rows of all entries that are asked about, in the order of the files.

        `hints` of a query may leave out some that it would not pick.
        """
        return self._ask(lambda: self._all(hints or {}))

    def search(
        self, wanted: Sequence[Term], any_of: bool = False, query: Query | None = None
    ) -> Hits:
        """The entries that hold all terms, or any of them, as far as a query picks them.

        Best first, unless the query sorts them.
        """
        if not wanted:
            return Hits(0, [])
        return self._ask(lambda: self._search(wanted, any_of, query))

    def text(self, found: Row) -> str:
        """The text of an entry as it stands in the file now, without the values in it.

        Empty if the file has changed.
        """
        source = next((item for item in self.sources if item.path == found.path), None)
        if source is None:
            return ""
        try:
            with open(source.absolute, "rb") as file:
                if stamp(os.fstat(file.fileno())) != self._stamps.get(ascii(source.absolute)):
                    return ""
                file.seek(found.begin)
                data = file.read(found.end - found.begin)
        except OSError:
            return ""
        # No log need have been read in this run, and what marks a word can cut a value in two.
        part = parse(data, found.path)
        return self.engine.watch.mask(part)(part.text)

    def logs(self, paths: frozenset[str] | None = None) -> list[Log]:
        """The logs with those paths, or all that are asked about, read whole and recognised."""
        wanted = [item for item in self.asked if paths is None or item.path in paths]
        logs = [log_of(source, self.settings) for source in wanted]
        read = {log.path for log in logs}
        # The names beside a log tell its dialect.
        others = [Log(item.path, "", []) for item in self.sources if item.path not in read]
        self.engine.recognise([*logs, *others])
        return logs

    # --- the index -----------------------------------------------------------------------

    def _open(self) -> None:
        try:
            from . import index
        except ImportError:
            # This Python was built without SQLite.
            self._into_memory()
            return
        if not index.has_full_text():
            self._into_memory()
            return
        self.place = index.place_of(self.settings.root, os.environ)
        for _ in range(2):
            if not self.place:
                break
            try:
                self._index = index.Index(self.place)
                self._refresh(self._index)
                return
            except (index.IndexFault, OSError, ValueError) as error:
                self._discard(error)
        self._index = index.Index(":memory:")
        self._refresh(self._index)

    def _discard(self, error: Exception) -> None:
        """Let go of an index that failed; a broken one is thrown away, so that it is made anew."""
        from . import index

        if self._index is not None:
            self._index.close()
            self._index = None
        self._numbers.clear()
        busy = isinstance(error, index.IndexBusy | OSError)
        if busy:
            self.place = ""
        else:
            index.remove(self.place)

    def _into_memory(self) -> None:
        for part in self.reader.batches(self.asked):
            self._reads.update((item.place, item) for item in part)
            self._stamps.update((item.place, stamp_of_kept(item.stamp)) for item in part)

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        """What the index answers; where it fails, what the logs themselves do."""
        if not self._is_open:
            self._open()
            self._is_open = True
        if self._index is None:
            return question()
        from . import index

        try:
            for _ in range(_TRIES):
                with self._index.reading():
                    if self._is_current(self._index):
                        return question()
                # Another process read a log anew since, and gave its entries other places.
                self._refresh(self._index)
            raise index.IndexBusy("the index changes again and again")
        except (index.IndexFault, ValueError, TypeError, KeyError, IndexError) as error:
            self._discard(error)
            self._index = index.Index(":memory:")
            self._refresh(self._index)
            return question()

    def _is_current(self, found: Index) -> bool:
        """True if the entries of the logs are where they were when it was made fresh."""
        known = found.known()
        numbers = ((ascii(path), number) for path, number in self._numbers.items())
        return all(place in known and known[place].number == number for place, number in numbers)

    def _refresh(self, into: Index) -> None:
        """Read what the index does not know as it is now."""
        known = into.known()
        stale = []
        for source in self.asked:
            place = ascii(source.absolute)
            before = known.get(place)
            if before is not None and before.context == self.reader.context(source):
                now = stamp_of(source)
                self._stamps[place] = now
                if now and is_fresh(before.stamp, now):
                    continue
                limit = self.settings.nearest(source.path).max_file_size
                began = time.time_ns()
                if now and same_bytes(before.stamp, source.absolute, limit):
                    kept = renewed(before.stamp, now, began)
                    if kept != before.stamp:
                        into.restamp(before.number, kept)
                    continue
            stale.append(source)
        for part in self.reader.batches(stale):
            into.put(part)
            self._stamps.update((item.place, stamp_of_kept(item.stamp)) for item in part)
        if self.walk.only is None:
            living = {ascii(source.absolute) for source in self.sources}
            gone = [place for place in known if place not in living]
            if gone:
                into.forget(gone)
        numbers = into.known()
        self._numbers = {
            source.absolute: numbers[ascii(source.absolute)].number for source in self.asked
        }

    # --- questions -----------------------------------------------------------------------

    def _all(self, hints: Mapping[str, Sequence[str]]) -> list[Row]:
        if self._index is None:
            return [row for item in self.asked for row in self._reads[ascii(item.absolute)].rows]
        return self._index.rows([self._numbers[item.absolute] for item in self.asked], hints)

    def _search(self, wanted: Sequence[Term], any_of: bool, query: Query | None) -> Hits:
        if self._index is None:
            found = self._scan(wanted, any_of)
            return Hits(len(found), found) if query is None else _picked(query, found)
        from .index import number_of

        asked = set(self._numbers.values())
        places = self._index.search(expression(wanted, any_of))
        places = [place for place in places if number_of(place) in asked]
        if query is not None and query.chooses:
            return _picked(query, self._index.rows_at(places, query.hints))
        # Nothing depends on the other rows, so that they need not be read.
        if query is not None and query.reverse:
            places.reverse()
        shown = places[: query.limit] if query is not None and query.limit else places
        return Hits(len(places), self._index.rows_at(shown, {}))

    def _scan(self, wanted: Sequence[Term], any_of: bool) -> list[Row]:
        """Without a full-text search: the same entries, the most telling places first."""
        found: list[tuple[int, int, int, Row]] = []
        enough = any if any_of else all
        for source in self.asked:
            read = self._reads[ascii(source.absolute)]
            for hit, words in zip(read.rows, read.documents, strict=True):
                columns = [spaced(column) for column in words]
                places = [[holds(column, term) for column in columns] for term in wanted]
                if enough(any(place) for place in places):
                    score = sum(place.index(True) for place in places if any(place))
                    missing = sum(not any(place) for place in places)
                    found.append((missing, score, len(found), hit))
        return [item[3] for item in sorted(found, key=lambda item: item[:3])]


def _picked(query: Query, rows: list[Row]) -> Hits:
    found = replace(query, limit=0).pick(rows)
    return Hits(len(found), found[: query.limit] if query.limit else found)
