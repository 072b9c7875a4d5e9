"""What of a commit message counts: not what git takes out of it, nor who signed it.

Whatever is left out is blank or cut off at the end, so that lines and columns stay.
"""

from __future__ import annotations

import re

from .lazy import regex

SCISSORS = "------------------------ >8 ------------------------"
# Whoever signs a commit is named in its header too: that is no leak of the message. A name has
# no digit, and what has one may be something else.
_SIGNED = regex(
    r"^(?P<key>(?:[A-Z][a-z]+(?:-[A-Za-z]+)*-[Bb]y|Cc): )"
    r"(?P<who>[^<>\d\n]{0,80}<[^<>\s@]{1,64}@[^<>\s@]{1,200}>)[ \t\r]*$",
    re.MULTILINE,
)


def without_signers(text: str) -> str:
    """The message with blanks for people in trailers such as `Signed-off-by: NAME <ADDRESS>`."""
    return _SIGNED.sub(lambda found: found["key"] + " " * len(found["who"]), text)


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
