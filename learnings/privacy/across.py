"""What a text has at least where a detector finds something in several of its lines.

As in `least`, a condition may say yes too often, never no where its detector finds something.
"""

from __future__ import annotations

import itertools

from .counted import figures
from .folding import with_feeds
from .kept import kept
from .least import OF_LINE
from .runs import value
from .titled import OF_PASSWORD, OF_SECRET

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable

_LONG_EXCERPT = 15
_INDENTED = 12
# In the middle of others these letters are no word: `path`, `shipping`.
_BRIEF = ("pat", "pin", "sid", "sig")
_WORDS = (*(word for word in (*OF_SECRET, *OF_PASSWORD) if word not in _BRIEF), "code")
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
    """True if so many lines of a block may hold a time as an excerpt of a log has."""
    counts, marks = [0], set()
    for line in with_feeds(text).split("\n"):
        mark = _fence(line)
        if mark:
            counts.append(0)
            marks.add(mark)
        else:
            counts[-1] += figures(line) >= 4
    # Within a block there may be a mark of another kind; before the first mark none begins.
    inside = counts[1:]
    return (sum(inside) if len(marks) > 1 else max(inside, default=0)) >= _LONG_EXCERPT


def _fence(line: str) -> str:
    """The mark that begins or ends a fenced block; empty if the line is none."""
    bare = line.lstrip(" \t>")
    if len(line) - len(bare) > _INDENTED:
        return ""
    bare = bare[2:] if bare[:2] in ("- ", "* ", "+ ") else bare
    mark = bare[: len(bare) - len(bare.lstrip(bare[:1]))] if bare[:1] in ("`", "~") else ""
    return mark if len(mark) > 2 else ""


def wrapped(text: str) -> bool:
    """True if a word for a credential stands above what looks like one."""
    return any(itertools.starmap(is_wrapped, itertools.pairwise(text.split("\n"))))


def is_wrapped(first: str, second: str) -> bool:
    """True if a word for a credential may stand at the end of a line, and one in the next.

    The lines may have their ends.
    """
    return _ends_open(first) and may_follow(second) and _is_announced(first)


def opens(line: str) -> bool:
    """True for a line that may be the first of these two."""
    return _ends_open(line) and _is_announced(line)


@kept
def may_follow(line: str) -> bool:
    """True for a line that may be the second one."""
    return _goes_on(line) and value(line)


def _ends_open(line: str) -> bool:
    last = line.rstrip(" \t\r\n")[-1:]
    return last.isalnum() or last in _ENDS


def _goes_on(line: str) -> bool:
    """False for what begins as no sentence goes on."""
    begun = line.lstrip(" \t>")
    return not begun.isspace() and not begun.startswith(_BEGINS)


def _is_announced(line: str) -> bool:
    """True if a word for a credential may stand near the end of a line.

    It announces nothing in the next sentence, unless a value stands behind it that has another one.
    """
    if not line.isascii():
        return True
    tail = line[-_TAIL:]
    stop = tail.rfind(". ") + 2
    if stop > 1 and tail[stop : stop + 1].isupper() and not value(line):
        tail = tail[stop:]
    tail = tail.lower() + " "
    return any(word in tail for word in _WORDS) or any(_stands_in(tail, one) for one in _BRIEF)


def _stands_in(text: str, word: str) -> bool:
    """True if no letter stands behind a word, in the plural or not, as its gate wants it.

    The text ends in a space.
    """
    at = text.find(word)
    while at >= 0:
        at += len(word)
        behind = text[at + 1] if text[at] == "s" else text[at]
        if not "a" <= behind <= "z":
            return True
        at = text.find(word, at)
    return False


OF_TEXT: dict[str, Callable[[str], bool]] = {one.__name__: one for one in (excerpt, wrapped)}
# What a line has where a detector of a whole text looks at it.
OF_EACH = OF_LINE | {wrapped.__name__: opens}
