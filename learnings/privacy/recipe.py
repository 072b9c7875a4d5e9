"""Makes values to try detectors on, from recipes that no scanner takes for the values.

A recipe is text in which `{set*n}` stands for n random characters of a set: `d` digits, `x`
hexadecimal digits in lower case, `X` in capitals, `u` capitals, `l` small letters, `U` capitals
and digits, `L` small letters and digits, `w` letters and digits, `b` those of base64, `s` those
of base64 for addresses, `2` those of base32. `{}` stands for nothing: it parts what would look
like a value in a file.
"""

from __future__ import annotations

import random
import re
import string

_PART = re.compile(r"\{(?:(?P<set>[dxXulULwbs2])\*(?P<count>\d+))?\}")
_LOWER, _UPPER, _DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
_SETS = {
    "d": _DIGITS,
    "x": _DIGITS + "abcdef",
    "X": _DIGITS + "ABCDEF",
    "u": _UPPER,
    "l": _LOWER,
    "U": _UPPER + _DIGITS,
    "L": _LOWER + _DIGITS,
    "w": _UPPER + _LOWER + _DIGITS,
    "b": _UPPER + _LOWER + _DIGITS + "+/",
    "s": _UPPER + _LOWER + _DIGITS + "-_",
    "2": _UPPER + "234567",
}


def cook(recipe: str, dice: random.Random) -> str:
    """A value made by the recipe. Each set that is long enough gives digits and letters."""
    return _PART.sub(lambda found: _run(found["set"], int(found["count"] or 0), dice), recipe)


def _run(name: str | None, count: int, dice: random.Random) -> str:
    if not name:
        return ""
    characters = [dice.choice(_SETS[name]) for _ in range(count)]
    return "".join(characters)
