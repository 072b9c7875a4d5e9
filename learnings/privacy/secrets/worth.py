"""Whether a value looks made, as secrets are, or written, as words are."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter

from ... import resource
from ...lazy import regex

_NAMED = regex(
    r"(?i:example|x{5}|redacted|placeholder|dummy|change[-_]?me(?!\d{2,4}[!?#$%&*])"
    r"|replace[-_]?me|your[-_])|\.{3}|0{9}|…|(?:12345678(?:90?)?){2}|\{\}|\{\w\*\d{1,4}\}"
)
# What a password that is made at random may hold as well.
_MARKED = regex(r"\*{2}|<[^>]*>|\$\{|\{\{|%\(|\$\(")
_NO_PASSWORD = regex(
    r"(?i:pass(?:word|wd|phrase)?|pwd?|secret|token|x+|\*+|\.+|\u2022+|redacted|removed|hidden"
    r"|masked"
    r"|none|null|placeholder|changeme|your\S*|my[-_]?pass\w*|api[-_]?key|credentials?|p4ss\w*"
    r"|pass\d?"
    r"|\d{1,5}|example\w*|user(?:name)?|<\S*|\$\S*|%\S{0,2}\(?\w*\)?[sd]?|\{\S*|\[\S*|:\S*)\Z"
)
# A new server has one of these for a name and for a password: it is in every manual.
_DEFAULTS = frozenset(("postgres", "root", "guest", "anonymous", "admin", "test", "minioadmin"))
_LETTERS = regex(r"[a-z]{2,}")
_HEX = regex(r"(?:[0-9a-f]{16,}|[0-9A-F]{16,})\Z")
_UUID = regex(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")
_HUMP = regex(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+|(?<=[A-Za-z])(?=\d)"
    r"|(?<=\d)(?=[A-Za-z])"
)


def is_placeholder(value: str) -> bool:
    """Whether the value stands for another one, or has been redacted."""
    return is_named(value) or _MARKED.search(value) is not None


def is_named(value: str) -> bool:
    """Whether words or runs of one sign in it say that the value stands for another one."""
    return _NAMED.search(value) is not None


def is_stand_in(password: str, user: str = "") -> bool:
    """Whether the password in an address is a word for one, such as `pass`, or `guest:guest`."""
    is_default = password == user and password in _DEFAULTS
    return is_default or _NO_PASSWORD.match(password) is not None


def entropy(value: str) -> float:
    """Bits per character, by how often each character occurs."""
    size = len(value)
    counts = Counter(value).values()
    return -sum(count / size * math.log2(count / size) for count in counts) if size else 0.0


def classes(value: str) -> int:
    """How many of small letters, capitals, digits and other characters the value has."""
    return sum(
        (
            any(character.islower() for character in value),
            any(character.isupper() for character in value),
            any(character.isdigit() for character in value),
            not value.isalnum(),
        )
    )


@functools.cache
def _pairs() -> list[list[float]]:
    rows: list[list[float]] = resource.load("letter-pairs.json")["pairs"]
    return rows


def letter_score(value: str) -> float | None:
    """Mean log2 probability of its pairs of letters: words near -4, random letters near -6.4.

    None where there are too few pairs to say.
    """
    pairs, total, count = _pairs(), 0.0, 0
    for run in _LETTERS.findall(value.lower()):
        codes = [ord(letter) - 97 for letter in run]
        for first, second in itertools.pairwise(codes):
            total += pairs[first][second]
        count += len(codes) - 1
    return total / count if count >= 3 else None


def is_hex(value: str) -> bool:
    """Whether it is at least 16 hexadecimal digits, figures and letters among them."""
    return bool(_HEX.match(value)) and not value.isdigit() and entropy(value) >= 2.5


def is_uuid(value: str) -> bool:
    """Whether it is a UUID."""
    return bool(_UUID.match(value)) and entropy(value) >= 2.5


def parts(value: str) -> list[str]:
    """The words and numbers that a name in CamelCase, kebab-case or the like consists of."""
    return [part for part in _HUMP.split(value) if part]


def is_worded(value: str, limit: float = -5.0) -> bool:
    """Whether it consists of words, rather than of letters and digits at random."""
    found = parts(value)
    letters = [part for part in found if part.isalpha()]
    size = sum(map(len, found))
    long = sum(len(part) for part in letters if len(part) >= 4 and _is_word(part, limit))
    return bool(size) and long >= 0.5 * size


def _is_word(part: str, limit: float) -> bool:
    score = letter_score(part)
    return part.isascii() and (score is None or score > limit)
