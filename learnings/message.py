"""What of a commit message counts: not what git takes out of it, nor who signed it.

Whatever is left out is blank or cut off at the end, so that lines and columns stay.
"""

from __future__ import annotations

import re

from .lazy import regex

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


def without_comments(text: str, sign: str = "#") -> str:
    """The message without the lines that begin with a sign, and up to the scissors."""
    lines = text.splitlines(keepends=True)
    kept = []
    for line in lines:
        if line.rstrip("\r\n").endswith(SCISSORS):
            break
        kept.append("\n" if line.startswith(sign) else line)
    return "".join(kept)
