"""Which entries are meant: what a person may ask for, and the order of the answer.

Pure: a `Query` picks rows and sorts them. A value is a word or a pattern (`*`, `?`, `[…]`); case,
hyphens and underscores make no difference.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from .errors import UsageError
from .row import FINAL, OPEN, Row, row
from .value import moment

__all__ = ["FINAL", "NAMES", "OPEN", "SORTS", "Query", "Row", "day", "plain_word", "row"]

SORTS = ("date", "priority", "id", "path")
# What may be asked for by its value, in the order of the options.
NAMES = (
    "kind", "status", "priority", "severity", "area", "category", "service", "tag", "pattern",
    "dialect", "id",
)  # fmt: skip
# Where the option is not called as what it asks for; only a review verifies services.
_OPTIONS = {"dialect": "in-preset", "service": "services"}
_COLUMNS = frozenset(("kind", "status", "priority", "severity", "category"))
_URGENCY = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: each of `wanted` has to hold, by one of its values.

    `older` and `newer` are days before `today`; `since` and `until` are days, both included.
    `limit` is the most rows that are given; 0 is all.
    """

    today: dt.date
    wanted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    older: dt.timedelta | None = None
    newer: dt.timedelta | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    sort: str = ""
    reverse: bool = False
    limit: int = 0

    @property
    def says_something(self) -> bool:
        """True if rows may be left out or come in another order."""
        return bool(self.wanted or self.limit or self._dates or self.sort or self.reverse)

    @property
    def chooses(self) -> bool:
        """True if rows have to be looked at: some may be left out, or they are sorted."""
        return bool(self.wanted or self._dates or self.sort)

    @property
    def _dates(self) -> bool:
        return any(item is not None for item in (self.older, self.newer, self.since, self.until))

    def pick(self, rows: Iterable[Row]) -> list[Row]:
        """The rows that are asked for, in their order."""
        tests = [_test(name, values) for name, values in self.wanted.items()]
        found = [row for row in rows if all(test(row) for test in tests)]
        if self._dates:
            found = [row for row in found if self._is_of_its_time(row)]
        return self.ordered(found)

    def ordered(self, rows: list[Row]) -> list[Row]:
        """The rows sorted and cut as asked; without `sort` they stay as they come."""
        if self.sort:
            known = [row for row in rows if _key(row, self.sort) is not None]
            lacking = [row for row in rows if _key(row, self.sort) is None]
            downwards = self.sort in ("date", "priority")
            known.sort(key=lambda row: _key(row, self.sort) or (), reverse=downwards)
            # What lacks the value is last either way.
            rows = [*(reversed(known) if self.reverse else known), *lacking]
        elif self.reverse:
            rows = rows[::-1]
        return rows[: self.limit] if self.limit else rows

    def _is_of_its_time(self, row: Row) -> bool:
        day = row.day
        if day is None:
            return False
        age = self.today - day
        return (
            (self.older is None or age > self.older)
            and (self.newer is None or age <= self.newer)
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
        )

    @property
    def hints(self) -> dict[str, Sequence[str]]:
        """What a table can be asked before `pick`: it leaves out nothing that `pick` would keep.

        The values of columns by name, as `plain_word` writes them; `since` and `until` are days.
        """
        found: dict[str, Sequence[str]] = {
            name: [_comparable(value) for value in values]
            for name, values in self.wanted.items()
            if name in _COLUMNS and not any(map(_is_glob, values))
        }
        after = [day for day in (self.since, _before(self.today, self.newer)) if day is not None]
        before = [day for day in (self.until, _before(self.today, self.older)) if day is not None]
        if after:
            found["since"] = [max(after).isoformat()]
        if before:
            found["until"] = [min(before).isoformat()]
        return found

    def unknown(self, known: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
        """The values, with their names, that are not among the known words of that name."""
        return [
            (name, value)
            for name, values in self.wanted.items()
            if name in known
            for value in values
            if not _is_known(value, known[name])
        ]

    def verify(self, rows: Callable[[], Iterable[Row]], known: Mapping[str, Iterable[str]]) -> None:
        """Refuse a value of a closed list that no preset knows and no entry has.

        `known` are the words by name, none where only entries tell them; a name that is not in it
        takes any word. Raises `UsageError` with the nearest word.
        """
        open_ = self.unknown(known)
        held = list(rows()) if open_ else []
        for name, value in open_:
            used = {word for row in held for word in _values(row, name)}
            if not _is_known(value, used):
                words = sorted({*known[name], *used})
                why = "no preset knows it and no entry has it" if known[name] else "no entry has it"
                raise UsageError(
                    f"--{_OPTIONS.get(name, name)} {value}: {why}{_near(value, words)}"
                )

    def nearest(self, rows: Iterable[Row]) -> str:
        """A remark on a value that no entry has, with the word that may have been meant."""
        rows = list(rows)
        for name, values in self.wanted.items():
            used = {word for row in rows for word in _values(row, name)} if name != "id" else set()
            for value in values:
                if used and not _is_known(value, used) and value not in (OPEN, FINAL):
                    near = _near(value, sorted(used))
                    return f"no entry has the {name} {value}{near}" if near else ""
        return ""


def _before(today: dt.date, age: dt.timedelta | None) -> dt.date | None:
    """The day that is so long ago; the first there is where that is before all days."""
    if age is None:
        return None
    return today - age if age.days < today.toordinal() - 1 else dt.date.min


def plain_word(text: str) -> str:
    """A word as it is compared, without what no table can hold."""
    return _comparable(text).encode("utf-8", "replace").decode()


def _near(value: str, words: Sequence[str]) -> str:
    from .wording import nearest

    found = nearest(value, words)
    return f"; did you mean {found}?" if found else ""


def _is_known(value: str, words: Iterable[str]) -> bool:
    pattern = _comparable(value)
    return any(fnmatchcase(_comparable(word), pattern) for word in words)


@functools.lru_cache(maxsize=65536)
def _comparable(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _values(row: Row, name: str) -> Sequence[str]:
    """What an entry has under a name; nothing where it has none."""
    if name == "status":
        return [word for word in (row.status, row.phase) if word]
    many: dict[str, Sequence[str]] = {
        "area": row.areas, "service": row.services, "tag": row.tags
    }  # fmt: skip
    if name in many:
        return many[name]
    found: str = getattr(row, name)
    return [found] if found else ()


def _test(name: str, values: Sequence[str]) -> Callable[[Row], bool]:
    patterns = [_comparable(value) for value in values]
    if name == "id":
        # Part of an ID will do: `LRN-202603` is what one has in mind.
        patterns = [pattern if _is_glob(pattern) else f"*{pattern}*" for pattern in patterns]

    @functools.lru_cache(maxsize=65536)
    def fits(word: str) -> bool:
        text = _comparable(word)
        return any(fnmatchcase(text, pattern) for pattern in patterns)

    return lambda row: any(fits(word) for word in _values(row, name))


def _is_glob(pattern: str) -> bool:
    return any(mark in pattern for mark in "*?[")


def _key(row: Row, sort: str) -> tuple[str | int, ...] | None:
    """What a row is sorted by; None where it has no such value."""
    if sort == "date":
        return (row.logged[:10], row.logged) if row.logged else None
    if sort == "priority":
        return (_URGENCY.index(row.priority),) if row.priority in _URGENCY else None
    if sort == "id":
        return (row.id.casefold(), row.id) if row.id else None
    return row.path, row.line


def day(text: str) -> dt.date:
    """A day that is given on the command line; raises `ValueError` for anything else."""
    found = moment(text)
    if found is None:
        raise ValueError(text)
    return found.day
