"""Signs in a text that it says something else than is written, or in another way."""

from __future__ import annotations

import re

from ..lazy import regex

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
PUNCTUATION = r"!-/:-@\[-`{-~"
WIDE_ONES = "：＝，。、；！？（）【】《》「」“”„‘’‚"
# Forms of the letters and figures of ASCII: full-width, and those of mathematics.
ALIKE = "\uff01-\uff5e\U0001d400-\U0001d7ff"
# Where a line is so changed that a word may be in what it shows and not in what is written.
_ODD_ASCII = (
    rf"\\[{PUNCTUATION}]|&[#A-Za-z]"
    r"|\*\*(?<=[A-Za-z0-9]\*\*)\*?[A-Za-z0-9]|<(?<=[A-Za-z0-9]<)[/!a-z]"
)
_ODD_IN_ASCII = regex(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|{_ODD_ASCII}")
_ODD = regex(rf"[{INVISIBLE}{WIDE_ONES}{ALIKE}]|{_ODD_ASCII}")

# --- runs ---
_CHARACTER = r"[\w+/=.~:-]"
# A word at the beginning of a line continues a sentence, not a token.
_IS_MADE = r"(?:[A-Za-z_+/=.~-]*[\d_]|[A-Za-z]*[a-z][A-Z]|[A-Z]{4}|[a-z0-9]{2,8}-)"
MADE = regex(_IS_MADE, re.ASCII)
# It begins with the line end, which is found at once; what stands before it is asked afterwards.
NEXT = regex(
    r"[\n\r<](?:(?:(?<=\r)\n?|(?<=\n))[ \t>|]*+(?:[*+-][ \t]++)?|(?<=<)[Bb][Rr][ \t]*+/?>[ \t]*+)"
    rf"(?={_IS_MADE})(?P<piece>{_CHARACTER}{{3,}}+)",
    re.ASCII,
)
BASE64 = regex(r"[A-Za-z0-9+/_-]{24,}+={0,2}+")
PERCENT = regex(r"%[0-9A-Fa-f]{2}[\w.~%+-]*+", re.ASCII)


def odd(text: str, place: int = 0) -> re.Match[str] | None:
    """Where, from a place on, a text shows another word than is written."""
    return (_ODD_IN_ASCII if text.isascii() else _ODD).search(text, place)
