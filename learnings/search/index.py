"""The index on disk: an SQLite file that can be thrown away at any time.

It holds for each log what was read of it (`Row`s as JSON) and the words of each entry in a
full-text table. A log is known by its file's stamp and by what decides how it is read; whoever
asks brings both, and reads anew what differs. Everything here may raise `sqlite3.Error`: the
caller goes on without the index then.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..query import plain_word
from ..row import Row
from .kept import Read

# A number of our own in the file's header, and the version of the tables.
APPLICATION, VERSION = 0x4C524E47, 1
_WAIT = 5.0
_POSITIONS = 1 << 24
_DELETABLE = (3, 43)
# SQLite may have been built to take no more than 999 values in a question.
_AT_ONCE = 900
_first = itemgetter(0)
# What a hit is worth in the ID, the title, the telling fields and the rest.
_SEARCH = """
SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 10.0, 6.0, 3.0, 1.0), rowid
"""
IndexFault = sqlite3.Error
# Locked, not to be written, no room: the file itself may be whole.
IndexBusy = sqlite3.OperationalError


class Known(NamedTuple):
    """What is known of a log: its number in the index, its stamp, how it was read."""

    number: int
    stamp: str
    context: str


def has_full_text() -> bool:
    """True if this SQLite can search texts."""
    with contextlib.closing(sqlite3.connect(":memory:")) as trial:
        try:
            trial.execute("CREATE VIRTUAL TABLE trial USING fts5(word)")
        except sqlite3.Error:
            return False
    return True


class Index:
    """An open index; `path` is `:memory:` for one that nobody else sees."""

    def __init__(self, path: str) -> None:
        if path != ":memory:":
            _create(path)
        self.connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _prepare(self) -> None:
        run = self.connection.execute
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cache_size = -65536")
        if self._version() == (APPLICATION, VERSION):
            return
        run("BEGIN IMMEDIATE")
        # Another process may have been quicker.
        if self._version() != (APPLICATION, VERSION):
            if run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("an index of another version")
            options = ", content='', contentless_delete=1" * (
                sqlite3.sqlite_version_info >= _DELETABLE
            )
            run("CREATE TABLE log (number INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT UNIQUE, "
                "stamp TEXT, context TEXT)")  # fmt: skip
            run("CREATE TABLE item (place INTEGER PRIMARY KEY, kind TEXT, status TEXT, phase TEXT, "
                "priority TEXT, severity TEXT, category TEXT, day TEXT, row TEXT)")  # fmt: skip
            run("CREATE VIRTUAL TABLE entry USING fts5(id, title, fields, body, "
                f"tokenize='ascii'{options})")  # fmt: skip
            run(f"PRAGMA application_id = {APPLICATION}")
            run(f"PRAGMA user_version = {VERSION}")
        run("COMMIT")

    def _version(self) -> tuple[int, int]:
        run = self.connection.execute
        return (
            run("PRAGMA application_id").fetchone()[0],
            run("PRAGMA user_version").fetchone()[0],
        )

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """All that is asked in it is answered from one state, whoever writes meanwhile."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    def known(self) -> dict[str, Known]:
        """What the index knows, by the place of the log."""
        rows = self.connection.execute("SELECT place, number, stamp, context FROM log")
        return {place: Known(*rest) for place, *rest in rows}

    def put(self, logs: Iterable[Read]) -> None:
        """Take in logs that were read anew, all or none."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            for log in logs:
                self._drop(log.place)
                self._add(log)
            self.connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise

    def forget(self, places: Iterable[str]) -> None:
        """Drop logs that are no more."""
        self.connection.execute("BEGIN IMMEDIATE")
        for place in places:
            self._drop(place)
        self.connection.execute("COMMIT")

    def restamp(self, number: int, stamp: str) -> None:
        """Remember a log that was looked at again and is the same."""
        self.connection.execute("UPDATE log SET stamp = ? WHERE number = ?", (stamp, number))

    def _drop(self, place: str) -> None:
        run = self.connection.execute
        found = run("SELECT number FROM log WHERE place = ?", (place,)).fetchone()
        if found is not None:
            first = found[0] * _POSITIONS
            run("DELETE FROM entry WHERE rowid BETWEEN ? AND ?", (first, first + _POSITIONS - 1))
            run("DELETE FROM item WHERE place BETWEEN ? AND ?", (first, first + _POSITIONS - 1))
            run("DELETE FROM log WHERE number = ?", found)

    def _add(self, log: Read) -> None:
        run = self.connection.execute
        values = (log.place, log.stamp, log.context)
        run("INSERT INTO log (place, stamp, context) VALUES (?, ?, ?)", values)
        number = run("SELECT number FROM log WHERE place = ?", (log.place,)).fetchone()[0]
        many = self.connection.executemany
        first = number * _POSITIONS
        many("INSERT INTO entry (rowid, id, title, fields, body) VALUES (?, ?, ?, ?, ?)",
             ((first + at, *words) for at, words in enumerate(log.documents)))  # fmt: skip
        many("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
             ((first + at, *_columns(row)) for at, row in enumerate(log.rows)))  # fmt: skip

    def rows(self, numbers: Sequence[int], hints: Mapping[str, Sequence[str]]) -> list[Row]:
        """The rows of logs, in that order; `hints` may leave out what they exclude."""
        where, values = _where(hints)
        # Names of columns only: the values are bound.
        found = self.connection.execute(f"SELECT place, row FROM item{where}", values)  # noqa: S608
        rank = {number: at for at, number in enumerate(numbers)}
        kept = [(rank[place // _POSITIONS], row) for place, row in found
                if place // _POSITIONS in rank]  # fmt: skip
        kept.sort(key=_first)  # stable: inside a log they stay in their order
        return [Row(*row) for row in json.loads(f"[{','.join([row for _, row in kept])}]")]

    def rows_at(self, places: Sequence[int], hints: Mapping[str, Sequence[str]]) -> list[Row]:
        """The rows at those places, in that order; `hints` may leave out what they exclude."""
        where, values = _where(hints)
        found: dict[int, str] = {}
        for at in range(0, len(places), _AT_ONCE):
            some = places[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            # Marks and names of columns only: the values are bound.
            query = f"SELECT place, row FROM item{where or ' WHERE 1'} AND place IN ({marks})"  # noqa: S608
            found.update(self.connection.execute(query, (*values, *some)))
        if len(found) < len(places) and not hints:
            raise sqlite3.DatabaseError("an entry is gone from the index")
        kept = [found[place] for place in places if place in found]
        return [Row(*row) for row in json.loads(f"[{','.join(kept)}]")]

    def search(self, expression: str) -> list[int]:
        """The places of the entries that fit, best first."""
        return [place for (place,) in self.connection.execute(_SEARCH, (expression,))]


def number_of(place: int) -> int:
    """The number of the log that holds a place."""
    return place // _POSITIONS


def _columns(row: Row) -> Sequence[str]:
    """What SQLite may choose by, and the row itself; JSON in ASCII can hold any text."""
    words = (row.kind, row.status, row.phase, row.priority, row.severity, row.category)
    data = json.dumps(row, separators=(",", ":"))
    return (*(plain_word(word) for word in words), row.logged[:10], data)


def _where(hints: Mapping[str, Sequence[str]]) -> tuple[str, list[str]]:
    parts: list[str] = []
    values: list[str] = []
    for name, words in hints.items():
        if name in ("since", "until"):
            parts.append(f"day {'>=' if name == 'since' else '<='} ?")
        else:
            column = "? IN (status, phase)" if name == "status" else f"{name} = ?"
            parts.append(f"({' OR '.join([column] * len(words))})")
        values += words
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _create(path: str) -> None:
    """Make the file, for its owner's eyes alone; raises `OSError` for what is not ours."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    # Not opened once more: to close it would let go of the locks that SQLite has on it.
    about = os.lstat(path)
    if not stat.S_ISREG(about.st_mode):
        raise OSError("the index is no file")
    if hasattr(os, "getuid") and about.st_uid != os.getuid():
        raise OSError("the index belongs to somebody else")


def remove(path: str) -> None:
    """Throw an index away."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.unlink(path + suffix)


def place_of(root: str, environment: Mapping[str, str]) -> str:
    """Where the index of a root lies: in its git folder, or else in the user's cache.

    An empty string where there is neither.
    """
    folder = _git_folder(root)
    if folder and os.access(folder, os.W_OK):
        return os.path.join(folder, "learnings", "search.sqlite")
    cache = environment.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):
        home = environment.get("HOME") or os.path.expanduser("~")
        cache = os.path.join(home, ".cache") if os.path.isabs(home) else ""
    if not cache:
        return ""
    import hashlib

    name = hashlib.blake2b(os.fsencode(root), digest_size=16).hexdigest()
    return os.path.join(cache, "learnings", name, "search.sqlite")


def _git_folder(root: str) -> str:
    """The git folder of a root; of a linked work tree its own."""
    path = os.path.join(root, ".git")
    if os.path.isdir(path):
        return path if os.path.isfile(os.path.join(path, "HEAD")) else ""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read(8192)
    except OSError:
        return ""
    word, _, target = text.strip().partition(":")
    folder = os.path.normpath(os.path.join(root, target.strip()))
    return folder if word == "gitdir" and os.path.isfile(os.path.join(folder, "HEAD")) else ""
