"""Words of a log made inert in what GitHub shows: issues, pull requests, titles, commits.

A mention notifies people, a reference writes into another issue, a closing word closes it.
GitHub looks for them in what Markdown has become, so an escaped `@` still mentions: something
that nobody sees has to stand between. HTML, images, tables and comments are Markdown's, and are
escaped. The words themselves stay readable.
"""

from __future__ import annotations

import re

from ..lazy import regex
from ..output.escape import clip
from .leaving import leaving

# A space of no width: written as an entity where Markdown is read, as there one can see it.
_GAP = "&#8203;"
TITLE = 256  # characters that GitHub takes
_CLOSES = r"(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\\": "&#92;", "$": "&#36;"}
_ACTING = regex(
    r"(?P<special>[&<>|\\$])"
    r"|(?P<address>://)"
    r"|(?P<link>@|#(?=\d)|gh-(?=\d)|www\.|mailto:|xmpp:)"
    r"|[*`\[\]~!]|\#(?=\#*$)|(?<![^\W_])_|_(?![^\W_])",
    re.IGNORECASE,
)
_OPENING = regex(r"[#+=:-]|\d{1,9}(?=[.)])")
_CLOSING_END = regex(rf"\b{_CLOSES}\s*:?\s*$", re.IGNORECASE)

_PLAIN = regex(r"@(?=\S)|#(?=\d)|gh-(?=\d)|:(?=//)|www\.(?=\S)", re.IGNORECASE)
_SKIPS = regex(
    r"\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|\b(skip-checks)\s*:", re.IGNORECASE
)
# The beginning of a comment by which something of ours is found again.
_COMMENT = regex(r"<!(?=--\s*learnings:\w)")


def text(words: str, limit: int = 0) -> str:
    """The words on one line, inert wherever Markdown puts them: a paragraph, a list, a table.

    `limit` cuts the words (in UTF-16 code units) before anything is escaped; 0 cuts nothing.
    """
    line = " ".join(leaving(words).split())
    if limit:
        line = clip(line, limit)
    ends = bool(_CLOSING_END.search(line))
    line = _ACTING.sub(_stilled, line)
    line = _OPENING.sub(_opened, line, count=1) if _OPENING.match(line) else line
    return line + _GAP if ends else line


def handle(name: str) -> str:
    """The handle of an owner, which calls nobody; it is said by CODEOWNERS, and never by a log."""
    return _ACTING.sub(_stilled, name)


def _stilled(found: re.Match[str]) -> str:
    """What acts, as a character: by an entity, with a gap, or behind a backslash."""
    if found["special"]:
        return _ENTITIES[found[0]]
    if found["address"]:
        return f":{_GAP}//"
    return found[0] + _GAP if found["link"] else f"\\{found[0]}"


def _opened(found: re.Match[str]) -> str:
    """What would begin a heading, a list or a line under a heading, as a character."""
    if found[0] == ":":
        return "&#58;"
    return f"{found[0]}&#8203;" if found[0].isdigit() else f"\\{found[0]}"


def plain(words: str, limit: int = 0) -> str:
    """The words on one line for titles and messages of commits, which are not Markdown.

    A space parts what would mention, refer, close or keep workflows from running.
    """
    line = " ".join(leaving(words).split())
    line = _PLAIN.sub(r"\g<0> ", line)
    line = _SKIPS.sub(lambda found: f"({found[1]})" if found[1] else f"{found[2]} -", line)
    line = re.sub(rf"\b({_CLOSES})(\s*:?)\s*$", r"\1\2 -", line, flags=re.IGNORECASE)
    return clip(line, limit) if limit else line


def fence(words: str, language: str = "") -> str:
    """The words as a block of code, in which GitHub looks for nothing; lines stay lines.

    A comment that looks like one by which we find something again gets a space, since nothing
    else that one cannot see is left as it is on the way out. `language` is said by us, never by
    a log.
    """
    shown = _COMMENT.sub(r"\g<0> ", leaving(words).strip("\n"))
    longest = max((len(run) for run in re.findall(r"`{3,}", shown)), default=2)
    marks = "`" * (longest + 1)
    return f"{marks}{language}\n{shown}\n{marks}"
