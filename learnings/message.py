"""What of a commit message counts: not what git takes out of it, nor who signed it.

Whatever is left out is blank or cut off at the end, so that lines and columns stay.
"""

from __future__ import annotations

import re

from .lazy import regex

# What git chooses from, in this order: the first that no line of the message begins with.
CHOSEN = frozenset("#;@!$%^&|:")
SCISSORS = "------------------------ >8 ------------------------"
# Whoever works on a commit is named in its header too, or wants to be: that is no leak of the
# message. Who reports or asks for something may be a customer. A name has no digit, and what
# has one may be something else.
_SIGNED = regex(
    r"^(?P<key>(?:(?:Signed-off|Co-(?:authored|developed)|Authored|Committed|Reviewed|Acked|Tested|Approved"
    r"|Merged|Helped|Mentored|Suggested|Pair-programmed)-(?:[Bb]y|[Ww]ith)|Cc): )"
    r"(?P<who>[^<>\d\n]{0,80}<[^<>\s@]{1,64}@[^<>\s@]{1,200}>)[ \t\r]*$",
    re.MULTILINE,
)


def without_signers(text: str) -> str:
    """The message with blanks for people in trailers such as `Signed-off-by: NAME <ADDRESS>`."""
    return _SIGNED.sub(lambda found: found["key"] + " " * len(found["who"]), text)


def sign_of(text: str) -> str:
    """What comments seem to begin with where git chose the sign (`core.commentChar=auto`).

    Its own comments stand at the end, or the line with the scissors does.
    """
    last = ""
    for line in text.splitlines():
        if line.endswith(SCISSORS):
            return line.removesuffix(SCISSORS).rstrip() or "#"
        last = line.strip() or last
    return last[:1] if last[:1] in CHOSEN else "#"


def without_comments(text: str, sign: str = "#") -> str:
    """The message without the lines that begin with a sign, and up to the scissors."""
    return "".join("\n" if line.startswith(sign) else line for line in _above_scissors(text))


def without_template(text: str, sign: str = "#") -> str:
    """The message up to the scissors, without the names of files that git lists at its end.

    A person who has `--cleanup=verbatim` keeps the other lines with a sign, those of git included.
    """
    lines = _above_scissors(text)
    at = len(lines)
    while at and (lines[at - 1].startswith(sign) or not lines[at - 1].strip()):
        at -= 1
    last = ("\n" if line.startswith(f"{sign}\t") else line for line in lines[at:])
    return "".join([*lines[:at], *last])


def _above_scissors(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    ends = (at for at, line in enumerate(lines) if line.rstrip("\r\n").endswith(SCISSORS))
    return lines[: next(ends, len(lines))]
