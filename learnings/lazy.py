"""Regular expressions that are compiled when they are first used: a log needs few of them."""

from __future__ import annotations

import re

TYPE_CHECKING = False  # `typing` takes longer to import than the rest of a quick hook
if TYPE_CHECKING:
    from typing import Any


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, at the cost of compiling it only where it is used.

    Compiling all expressions takes longer than judging a small log with them. What every log
    needs is as well compiled at once.
    """
    found: re.Pattern[str] = _Lazy(pattern, flags)  # type: ignore[assignment]
    return found


class _Lazy:
    """Stands in for a compiled expression; each method that is asked for is kept."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found
