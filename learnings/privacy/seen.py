"""Which logs were read while a command runs, so that what it prints can be kept free of values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..entry import Log

_OPEN: list[list[Log]] = []


@contextmanager
def noted() -> Iterator[list[Log]]:
    """A list that every log comes into which is read in here."""
    logs: list[Log] = []
    _OPEN.append(logs)
    try:
        yield logs
    finally:
        _OPEN.pop()


def see(log: Log) -> None:
    """Note a log, if anybody asks for it."""
    if _OPEN:
        _OPEN[-1].append(log)
