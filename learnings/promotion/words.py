"""Words of entries on their way out: into documents, commit messages and pull requests.

All of them pass through `outgoing`, so that masking has one place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..lazy import regex
from ..output.escape import clip, visible
from ..privacy.seen import hidden
from .prose import code, prose

# A service or a bot acts on these wherever they stand in a message.
_BRACKET = regex(r"\[(?=[^\]\n]*\])([^\]\n]*)\]")
_REFERENCE = regex(r"(?i)(?:\b[\w.-]+/[\w.-]+)?#(?=\d)|\bGH-(?=\d)")
_MENTION = regex(r"@+(?=[A-Za-z0-9])")
_TRAILER = regex(
    r"(?i)(co-authored-by|signed-off-by|skip-checks|reviewed-by|acked-by|change-id"
    r"|learnings-entry)\s*:"
)
_STARS = regex(r"(?i)\*{3,}NO_CI\**")
_URL = regex(r"(\w*)://")
_PIPE = regex(r"(?<!\\)((?:\\\\)*)\|")
_HEADING = regex(r"#{1,6}\s+(.*?)(?:\s#*)?$")
_QUOTE = regex(r"^(?:>+\s+)+")
_RULE = frozenset("-*_=:| ")
# No message is longer; what takes its time on long texts is not given any.
_MOST = 2000
_SPACES = regex(r"\s+")


def outgoing(text: str) -> str:
    """A text of an entry as it may leave the log: one line, without values or what nobody sees."""
    return visible(_SPACES.sub(" ", unicodedata.normalize("NFC", hidden(text))).strip())


def in_document(text: str) -> str:
    """A text as a piece of a line of Markdown, in which it builds and loads nothing."""
    return prose(outgoing(text))


def in_cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    return _PIPE.sub(r"\1\\|", in_document(text))


def in_comment(text: str) -> str:
    """A text as a comment to the end of a line; in PHP that ends with the code, too."""
    return outgoing(text).replace("?>", "? >")


def in_message(text: str, limit: int = 100) -> str:
    """A text as a part of a commit message or a title: no service acts on it.

    No word in brackets (`skip ci`), reference, mention, address or trailer is left one.
    """
    made, before = outgoing(text)[:_MOST], ""
    while made != before:  # what is taken away may bring together what acts
        before = made
        made = _STARS.sub("NO_CI", made)
        made = _BRACKET.sub(r"(\1)", made)
        made = _REFERENCE.sub(lambda found: f"{found[0].rstrip('#-')} no. ".lstrip(), made)
        made = _MENTION.sub("at ", made)
        made = _TRAILER.sub(r"\1", made)
        made = _URL.sub(r"\1 ", made)
    return clip(made, limit)


def slug(text: str, most: int = 50) -> str:
    """A name for files and branches: lower case ASCII, words joined by hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words: list[str] = []
    for word in re.findall(r"[a-z0-9]+", plain):
        if words and len("-".join([*words, word])) > most:
            break
        words.append(word[:most])
    return "-".join(words)


def sentences(lines: Sequence[str]) -> tuple[str, ...]:
    """What stands in lines of Markdown, item by item: list items, paragraphs, lines of code."""
    found: list[str] = []
    fence, open_paragraph = "", False
    for line in lines:
        text = line.strip()
        if not fence:
            text = _QUOTE.sub("", text)
            text = heading[1] if (heading := _HEADING.match(text)) else text
        mark = re.match(r"(`{3,}|~{3,})", text)
        if mark and (not fence or text.startswith(fence)):
            fence, open_paragraph = ("" if fence else mark[1]), False
        elif fence:
            if text and not text.startswith("#"):
                found.append(code(text))
        elif not text or _RULE.issuperset(text):
            open_paragraph = False
        elif item := re.match(r"(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$", text):
            found.append(item[1])
            open_paragraph = True
        elif open_paragraph and not text.startswith("|"):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
            open_paragraph = not text.startswith("|")
    return tuple(item for item in found if item.strip())
