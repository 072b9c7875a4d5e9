"""What is made when it is first asked for: a log needs little of it.

Regular expressions above all: importing what compiles them takes half as long as starting Python.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes longer to import than the rest of a quick hook
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import Any, ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")


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
        import re

        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found


def once(function: Callable[P, T]) -> Callable[P, T]:
    """The function, asked once for each set of arguments, as `functools.cache` has it."""
    known: dict[object, T] = {}

    def asked(*words: P.args, **named: P.kwargs) -> T:
        key = words, tuple(named.items())
        if key not in known:
            known[key] = function(*words, **named)
        return known[key]

    asked.__doc__ = function.__doc__
    return asked
