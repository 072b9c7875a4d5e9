"""What an entry is asked by, in one row: as lists, the search and the review have it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from typing import NamedTuple

from .entry import Entry, Log
from .preset import Presets
from .reading import interpret
from .value import listing
from .vocabulary import fold

OPEN, FINAL = "open", "final"
_SERVICES = ("service", "services affected")


class Row(NamedTuple):
    """What an entry is asked by. `begin` and `end` are its bytes in the file.

    `phase` is `open`, `final`, or empty where the status is absent or not understood; `logged` is
    RFC 3339 as far as it is known.
    """

    path: str
    archive: bool
    line: int
    begin: int
    end: int
    id: str
    kind: str
    dialect: str
    title: str
    status: str
    phase: str
    priority: str
    severity: str
    category: str
    logged: str
    pattern: str
    areas: Sequence[str]
    services: Sequence[str]
    tags: Sequence[str]

    @property
    def day(self) -> dt.date | None:
        """The day on which it was logged."""
        return _day(self.logged[:10])

    @property
    def label(self) -> str:
        """What names it: its ID, or else its heading."""
        return self.id or self.title or "-"


@functools.lru_cache(maxsize=65536)
def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def row(entry: Entry, log: Log, presets: Presets, span: tuple[int, int] = (0, 0)) -> Row:
    """The row of a recognised entry; `span` is where its bytes are."""
    kind = presets.kind(entry)

    def value(name: str) -> object | None:
        found = entry.field(name)
        return interpret(found, kind, kind.field(name)).value if found is not None else None

    def words(*names: str) -> list[str]:
        given = [value(name) for name in names]
        return [word for item in given if item is not None for word in _listed(item)]

    status = _text(value("status"))
    phase = FINAL if kind.lifecycle.is_final(status) else ""
    logged = entry.logged
    return Row(
        log.path, log.is_archive, entry.span.line, *span, entry.id, entry.kind, entry.preset,
        entry.title, status, OPEN if kind.lifecycle.is_open(status) else phase,
        _text(value("priority")), _text(value("severity")),
        _text(value("category")) or _category(entry, kind.tail, kind.categories),
        logged.isoformat() if logged else "", _text(value("pattern key")), words("area"),
        words(*_SERVICES), words("tags"),
    )  # fmt: skip


def _text(value: object | None) -> str:
    return str(value) if value is not None else ""


def _listed(value: object) -> Sequence[str]:
    return [str(item) for item in value] if isinstance(value, list) else listing(str(value))


def _category(entry: Entry, tail: str, known: Sequence[str]) -> str:
    """The category in the heading, as the record has it."""
    from .lifecycle import word

    found = word(entry.title) if tail == "category" and entry.title else ""
    return found if found in known or not any(map(str.isspace, entry.title)) else ""


def folded_pattern(row: Row) -> str:
    """A Pattern-Key as it is compared."""
    return fold(row.pattern)
