"""Logs judged again after each step of their mending, what a change touches included."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from operator import is_not
from typing import TYPE_CHECKING

from ..change import Changes
from ..collect import Collection
from ..engine import Engine, Result
from ..entry import Log
from ..history.recall import recall
from ..settings import Settings

if TYPE_CHECKING:
    from ..clearing import Told


class Judge:
    """Judges logs again after each round of fixes, what a change touches included."""

    def __init__(
        self, args: argparse.Namespace, settings: Settings, collection: Collection
    ) -> None:
        self._args = args
        self._settings = settings
        self._collection = collection
        collection.history = recall(
            collection.history,
            [log for log in collection.logs if not log.beside],
            settings,
            args.today or dt.date.today(),
        )
        changes = collection.changes if args.scope != "all" else None
        self._last: tuple[list[Log], Result] | None = None
        self._files = changes.files if changes is not None else None
        self._lines = dict(changes.lines) if changes is not None else {}
        self._texts = {log.path: log for log in collection.logs if log.beside}
        self._touched = {
            (log.path, number)
            for log in collection.logs
            for number, entry in enumerate(log.entries)
            if changes is not None and changes.touches(log.path, entry)
        }

    def judge(self, logs: Sequence[Log]) -> Result:
        """What the engine says of the logs; what was asked last is not asked again."""
        known = self._last
        if known is None or len(known[0]) != len(logs) or any(map(is_not, known[0], logs)):
            result = self._engine(logs).run([log for log in logs if not log.beside])
            known = self._last = (list(logs), result)
        return known[1]

    def tell(self, log: Log) -> Told:
        """What is said of one log alone, and the sensitive values in what is judged of it."""
        engine = self._engine([log])
        engine.recognise([log])
        told = engine.alone(log).diagnostics
        changes = engine.changes
        if changes is None:
            return told, engine.watch.exposures(log)
        entries = [entry for entry in log.entries if changes.touches(log.path, entry)]
        return told, engine.watch.exposures(log, entries)

    def _engine(self, logs: Sequence[Log]) -> Engine:
        return Engine(
            self._settings,
            today=self._args.today or dt.date.today(),
            tree=self._collection.tree,
            history=self._collection.history,
            changes=self.changes(logs),
            only=self._collection.only,
            beside=[log for log in logs if log.beside],
        )

    def changes(self, logs: Sequence[Log]) -> Changes | None:
        """What the change touches, at the lines where it stands now."""
        if self._files is None:
            return None
        starts = {
            (log.path, entry.start)
            for log in logs
            for number, entry in enumerate(log.entries)
            if (log.path, number) in self._touched
        }
        lines = {
            log.path: _moved(self._lines[log.path], self._texts[log.path], log)
            for log in logs
            if log.path in self._lines and log.path in self._texts
        }
        return Changes(self._files, starts, lines=lines)


def _moved(lines: frozenset[int], old: Log, new: Log) -> frozenset[int]:
    """Where lines of a text are after fixes, which may make one line of many."""
    if old is new or old.line_count == new.line_count:
        return lines
    import difflib

    old_lines, new_lines = (log.lines(1, log.line_count + 1) for log in (old, new))
    found: set[int] = set()
    for what, first, last, start, end in difflib.SequenceMatcher(
        None, old_lines, new_lines, False
    ).get_opcodes():
        concerned = {start + number - first for number in lines if first < number <= last}
        if what == "equal":
            found |= concerned
        elif concerned:
            found |= set(range(start + 1, end + 1))
    return frozenset(found)
