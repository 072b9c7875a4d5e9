"""What a text has at least where a detector finds something in several of its lines.

As in `least`, a condition may say yes too often, never no where its detector finds something.
"""

from __future__ import annotations

import itertools

from .counted import figures
from .least import flag, password, secret
from .titled import OF_PASSWORD, OF_SECRET

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable

_LONG_EXCERPT = 15
_WORDS = (*OF_PASSWORD, *OF_SECRET, "code")
_ENDS = frozenset(")]*_\"'`\u2019\u201d,:(>=\u2192")
_BEGINS = (
    "# ",
    "## ",
    "### ",
    "#### ",
    "- ",
    "+ ",
    "* ",
    "|",
    "```",
    "~~~",
    "<!--",
    "//",
    ";",
    "--",
)
_TAIL = 200


def excerpt(text: str) -> bool:
    """True if so many lines of a text may hold a time as an excerpt of a log has."""
    return sum(figures(line) >= 4 for line in text.splitlines()) >= _LONG_EXCERPT


def wrapped(text: str) -> bool:
    """True if a word for a credential stands above what looks like one."""
    return any(
        _is_open(first)
        and _goes_on(second)
        and (password(second) or flag(second) or secret(second))
        for first, second in itertools.pairwise(text.split("\n"))
    )


def _is_open(line: str) -> bool:
    """True if a sentence may go on behind the line, with such a word near its end."""
    last = line.rstrip(" \t")[-1:]
    if not (last.isalnum() or last in _ENDS) or not last:
        return False
    tail = line[-_TAIL:].lower()
    return not line.isascii() or any(word in tail for word in _WORDS)


def _goes_on(line: str) -> bool:
    """False for what begins as no sentence goes on."""
    return not line.lstrip(" \t>").startswith(_BEGINS)


OF_TEXT: dict[str, Callable[[str], bool]] = {one.__name__: one for one in (excerpt, wrapped)}
