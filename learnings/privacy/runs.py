"""What stands between two blanks of a line, judged once of each: may it be a credential?

As in `least`, an answer may say yes too often, never no where a detector finds something.
"""

from __future__ import annotations

import itertools

from .counted import figures, is_time
from .kept import kept, of_any_run
from .oddness import is_brief, is_odd
from .titled import OF_SECRET

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterator

_SYMBOLS = frozenset("!@#$%^&*?+~=")
# A command takes all signs up to the blank; those of emphasis stand around many words.
_IN_FLAGS = _SYMBOLS - {"*"}
# What ends a value that stands in no quotation marks, and what of it belongs to the sentence.
_ENDS = str.maketrans(dict.fromkeys("\"'`<>|,;，。；、”’」", " "))
_OF_SENTENCE = ")]}.:?*~\\"
# Letters alone are no value if they are fewer.
_SHORTEST = 8
# What may end a sentence or an emphasis, and what a name has behind it.
_STOPS, _NAMING = ("!", "?", "*", "~"), frozenset(":=/")
_SHORTEST_TURNS = 16
# From these words and signs on a run may look like a key.
_TURNING = ("=", ":", "conn", *(word for word in OF_SECRET if not word.startswith("conn")))


def _password(run: str) -> bool:
    """Whether it looks like a password."""
    return _marked(run) or (_is_told(run) and _has_mixed(run))


def _marked(run: str) -> bool:
    """Whether it looks like a password that stands in quotation marks."""
    return _is_told(run) and (
        _may_be_password(run) or is_odd(run, 8) or (not run.isalnum() and is_brief(run))
    )


def _flag(run: str) -> bool:
    """Whether it looks like a password that may begin in the middle of a word."""
    return _is_told(run) and (
        _may_be_password(run)
        or (len(run) >= 8 and not _IN_FLAGS.isdisjoint(run[1:]) and _letters(run) >= 4)
        or is_odd(run, 8, is_glued=True)
        or (not run.isalnum() and is_brief(run, is_glued=True))
    )


def _before(run: str) -> bool:
    """Whether it looks like a password or a token, with a figure in it."""
    return _is_told(run) and figures(run) > 0 and _may_be_password(run)


def _secret(run: str) -> bool:
    """Whether it looks like a key or a token."""
    return _is_told(run) and (_may_be_secret(run) or is_odd(run, 20))


def _within(run: str) -> bool:
    """Whether it looks like a key or a token, or does from a word for one on."""
    if len(run) < _SHORTEST_TURNS or _secret(run):
        return _secret(run)
    small = run.lower()
    return len(small) != len(run) or any(
        _secret(run[at:]) for word in _TURNING if word in small for at in _places(small, word)
    )


def _value(run: str) -> bool:
    """Whether it looks like a password, a flag with one, a key or a token."""
    if (len(run) < _SHORTEST and run.isalpha()) or not _is_told(run):
        return False
    # What is a password in quotation marks is one for a flag as well.
    return _flag(run) or _may_be_secret(run) or _has_mixed(run) or _within(run)


@kept
def _is_told(run: str) -> bool:
    return len(run) >= 4 and not is_time(run)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@kept
def _may_be_password(run: str) -> bool:
    """Whether what stands in a run may be one: letters in one case are for `is_odd` to see."""
    digits, letters = figures(run), _letters(run)
    if digits and (len(run) >= (6 if letters else 8) or _is_number(run)):
        return True
    # A value in no quotation marks neither begins nor ends with a mark of emphasis.
    bare = run.rstrip("*.,:;)]")
    is_of_sentence = len(run) - len(bare) < 2 and bare.endswith(_STOPS) and _NAMING.isdisjoint(bare)
    inner = (bare[:-1] if is_of_sentence else bare).lstrip("*_([")
    has_sign = len(run) >= 8 and not _SYMBOLS.isdisjoint(inner)
    return (has_sign and letters >= 4) or _turns(run, 8)


def _letters(run: str) -> int:
    return sum(map(str.isalpha, run))


def _has_mixed(run: str) -> bool:
    return _is_both(run) and any(map(_is_mixed, _values(run)))


def _is_number(run: str) -> bool:
    """True if four figures follow each other."""
    parts = "".join(sign if sign.isdigit() else " " for sign in run).split()
    return any(len(part) >= 4 for part in parts)


def _values(run: str) -> list[str]:
    """What may stand in a run without quotation marks."""
    return [part for part in run.translate(_ENDS).split() if len(part) >= 8]


def _is_mixed(part: str) -> bool:
    """True with small letters, capitals and other signs: what no sentence adds to a word."""
    part = part.lstrip("([{*").rstrip("*.:")
    bare = part.rstrip(_OF_SENTENCE)
    is_added = len(part) - len(bare) > 1
    return (
        len(part if is_added else bare) >= 8 and _is_both(bare) and (is_added or not bare.isalnum())
    )


def _is_both(part: str) -> bool:
    if part.isascii():
        return part != part.lower() and part != part.upper()
    return any(map(str.isupper, part)) and any(map(str.islower, part))


@kept
def _may_be_secret(run: str) -> bool:
    if len(run) >= 36:
        return True
    digits = figures(run)
    return (digits > 1 and len(run) >= 8) or (
        len(run) >= _SHORTEST_TURNS and (digits > 0 or _turns(run, _SHORTEST_TURNS))
    )


def _turns(run: str, least: int) -> bool:
    """True if capitals, small letters and marks take turns."""
    if len(run) < least or not _is_both(run):
        return False
    kinds = [(sign.isalnum(), sign.isupper()) for sign in run]
    return sum(one != other for one, other in itertools.pairwise(kinds)) >= 0.3 * len(run)


# Of a line, whether any of its runs is so.
password = of_any_run("password", _password)
marked = of_any_run("marked", _marked)
flag = of_any_run("flag", _flag)
before = of_any_run("before", _before)
secret = of_any_run("secret", _secret)
within = of_any_run("within", _within)
value = of_any_run("value", _value)
