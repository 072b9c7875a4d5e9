"""Whether a line has a run of characters as long as keys, tokens and what is encoded are.

As in `least`, an answer may say yes too often, never no where a detector finds something. Lines are
looked at as bytes: each of these is seldom seen twice, so that it is not worth to be kept.
"""

from __future__ import annotations

from .folding import PLAIN, only
from .kept import of_any_run

_LEAST = 24
# From so many hexadecimal digits on, `signs.of_base64` reads them.
_HEX = 40
_VARIED = 23
_DIGITS = b"0123456789"
# What stands in runs of base64 and of values at random, and in names and keys; what is not of ASCII
# may be part of a name.
_OF_BASE64 = only(PLAIN + b"+/_-")
_OF_RANDOM = only(PLAIN + b"_-")
_OF_NAMES = only(PLAIN + b"_-" + bytes(range(128, 256)))


def long(line: str) -> bool:
    """True if so many letters, figures, hyphens and underscores stand together as in many keys."""
    return any(_parts(line, _OF_NAMES))


def key(line: str) -> bool:
    """The same if there are figures, or capitals and small letters."""
    return any(
        not part.isascii() or _figures(part) > 0 or _is_both(part)
        for part in _parts(line, _OF_NAMES)
    )


def random(line: str) -> bool:
    """True if a long run has small letters, capitals and digits."""
    return any(_is_both(part) and _figures(part) > 1 for part in _parts(line, _OF_RANDOM))


def encoded(line: str) -> bool:
    """Whether a part may be base64, or so many hexadecimal digits as say a text."""
    return any(
        not part.isdigit() and (not part.islower() or len(part) >= _HEX)
        for part in _parts(line, _OF_BASE64)
    )


def _varied(run: str) -> bool:
    """True if so many different characters stand together as a value at random has.

    detect-secrets asks for an entropy of 4.5 bits for each character, which 22 do not have.
    """
    return len(run) >= _VARIED and len(set(run)) >= _VARIED


varied = of_any_run("varied", _varied)


def _parts(line: str, table: bytes) -> list[bytes]:
    """The long ones of the parts that a table leaves of a line."""
    parts = line.encode("utf-8", "surrogatepass").translate(table).split()
    return [part for part in parts if len(part) >= _LEAST]


def _figures(part: bytes) -> int:
    return len(part) - len(part.translate(None, _DIGITS))


def _is_both(part: bytes) -> bool:
    return part != part.lower() and part != part.upper()
