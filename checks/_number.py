"""Running numbers of IDs, and where IDs are mentioned."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap, Counter
from collections.abc import Iterable, MutableMapping

from learnings.entry import Log
from learnings.lazy import regex

# Longer ones are times of the day.
_RUNNING = regex(r"[0-9]{1,3}")
# A pattern that begins with a plain character is found fast; the prefix is read backwards.
_TAIL = regex(r"-(?:[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2})-\w*")
_PREFIX = regex(r"[A-Za-z][A-Za-z_]*(?:-[A-Za-z_]+){0,2}\Z")
_LONGEST_PREFIX = 60


class Numbers:
    """The numbers that entries carry, by prefix and day."""

    def __init__(self, logs: Iterable[Log]) -> None:
        self._last: MutableMapping[tuple[str, dt.date], int] = {}
        for log in logs:
            for entry in log.entries:
                known = entry.identifier
                if known is None or not _RUNNING.fullmatch(known.suffix):
                    continue
                if known.date is not None:
                    key = (known.prefix.upper(), known.date)
                    self._last[key] = max(self._last.get(key, 0), int(known.suffix))

    def apart(self) -> Numbers:
        """The same numbers; what is taken there is still free here."""
        other = Numbers(())
        other._last = ChainMap({}, self._last)
        return other

    def take(self, prefix: str, day: dt.date) -> str:
        """The ID with the next free number; it is not free any more."""
        key = (prefix.upper(), day)
        self._last[key] = number = self._last.get(key, 0) + 1
        return f"{key[0]}-{day:%Y%m%d}-{number:03}"


def mentions(logs: Iterable[Log]) -> Counter[str]:
    """How often each ID, in capitals, stands in the text of the logs, headings included."""
    found: Counter[str] = Counter()
    for log in logs:
        for tail in _TAIL.finditer(log.text):
            start = tail.start()
            prefix = _PREFIX.search(log.text, max(start - _LONGEST_PREFIX, 0), start)
            if prefix is not None:
                found[f"{prefix[0]}{tail[0]}".upper()] += 1
    return found
