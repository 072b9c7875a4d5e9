"""Which logs were read while a command runs, so that what leaves it can be kept free of values.

What a command prints goes through a veil at the end. What it writes into files of others, into
commits and to GitHub goes through `hidden`, where it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..entry import Log

_OPEN: list[list[Log]] = []
_HIDING: list[Callable[[str], str]] = []


@contextmanager
def noted() -> Iterator[list[Log]]:
    """A list that every log comes into which is read in here."""
    logs: list[Log] = []
    _OPEN.append(logs)
    try:
        yield logs
    finally:
        _OPEN.pop()


@contextmanager
def settled() -> Iterator[None]:
    """In here `hidden` does the same to each text: logs that are read count afterwards."""
    logs: list[Log] = []
    try:
        with noted() as logs:
            yield
    finally:
        for log in logs:
            see(log)


def see(log: Log) -> None:
    """Note a log, if anybody asks for it."""
    if _OPEN:
        _OPEN[-1].append(log)


@contextmanager
def hiding(veil: Callable[[str], str]) -> Iterator[None]:
    """In here `hidden` takes out of texts what `veil` does."""
    _HIDING.append(veil)
    try:
        yield
    finally:
        _HIDING.pop()


def hidden(text: str) -> str:
    """A text without the values of the logs that were read; as it is where no command runs."""
    return _HIDING[-1](text) if _HIDING else text
