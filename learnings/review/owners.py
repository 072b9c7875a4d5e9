"""Who looks after an entry: the configuration says it, or else CODEOWNERS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from ..entry import Entry
from ..pattern import matches
from ..query import Row
from ..value import listing
from .codeowners import CodeOwners

_MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners that are configured, by what they own, and the CODEOWNERS of the repository."""

    configured: Mapping[str, Sequence[str]] = field(default_factory=dict)
    code: CodeOwners = field(default_factory=CodeOwners)

    def of(self, row: Row, entry: Entry) -> tuple[str, ...]:
        """The owners of an entry.

        Of its service, area or log as configured, else of the files that it names as related,
        else of its log.
        """
        for key, names in self.configured.items():
            if _fits(key, row):
                return tuple(names)
        found: dict[str, None] = {}
        for item in entry.every("related files"):
            for path in listing(item.text)[:_MOST_FILES]:
                found.update(dict.fromkeys(self.code.of(_plain(path))))
        return tuple(found) or self.code.of(row.path)


def _fits(key: str, row: Row) -> bool:
    about, colon, pattern = key.partition(":")
    if not colon:
        return matches(key, row.path)
    words = row.services if about == "service" else row.areas
    return any(fnmatchcase(word.casefold(), pattern.casefold()) for word in words)


def _plain(path: str) -> str:
    """A path as an entry writes it, without dress and line number."""
    return path.strip("`*[]() ").partition(":")[0].removeprefix("./")
