"""What a text has at least where a detector finds something in several of its lines.

As in `least`, a condition may say yes too often, never no where its detector finds something.
"""

from __future__ import annotations

import itertools

from .counted import figures
from .least import flag, secret
from .titled import OF_PASSWORD, OF_SECRET

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable

_LONG_EXCERPT = 15


def excerpt(text: str) -> bool:
    """True if so many lines of a text may hold a time as an excerpt of a log has."""
    return sum(figures(line) >= 4 for line in text.splitlines()) >= _LONG_EXCERPT


def wrapped(text: str) -> bool:
    """True if a word for a credential stands above what looks like one."""
    words = (*OF_PASSWORD, *OF_SECRET, "code")
    lines = text.splitlines()
    return any(
        (flag(second) or secret(second))
        and (not first.isascii() or any(word in first.lower() for word in words))
        for first, second in itertools.pairwise(lines)
    )


OF_TEXT: dict[str, Callable[[str], bool]] = {one.__name__: one for one in (excerpt, wrapped)}
