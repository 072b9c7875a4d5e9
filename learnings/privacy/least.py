"""What a line has at least where a detector finds something in it, told without a pattern.

The words that announce a credential are words of prose as well. What follows them in prose is no
credential, and seldom even looks like one from afar: that is seen here, so that the detectors of
announced values need not be imported for it. A condition may say yes too often, never no where
its detector finds something.
"""

from __future__ import annotations

import itertools

from .counted import accounted, addressed, carded, dashed, dialled, figures, hardware, is_time
from .kept import kept
from .named import person
from .oddness import is_brief, is_odd
from .paths import without_paths
from .titled import OF_PASSWORD, OF_SECRET, announcement, heading

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SYMBOLS = frozenset("!@#$%^&*?+~=")
# What ends a value that stands in no quotation marks, and what of it belongs to the sentence.
_ENDS = str.maketrans(dict.fromkeys("\"'`<>|,;，。；、”’」", " "))
_KEY = 24
_OF_SEED = ("seed", "recovery", "mnemonic", "wallet", "backup")
_OF_SENTENCE = ")]}.:?*~\\"
# Of a code, figures and letters at random are told, but no words.
_OF_WORD = tuple(word for word in OF_PASSWORD if word not in ("pin", "otp"))
# A code is one where a word for what it opens is near.
_OF_CODE = ("one", "recovery", "backup", "verif", "2fa", "mfa", "sms", "login", "security")


def after_password(line: str) -> bool:
    """True if what looks like a password stands behind a word for one."""
    small = line.lower()
    if ("code" in small or "time" in small) and any(word in small for word in _OF_CODE):
        return password(line)
    return password(_behind(line, OF_PASSWORD))


def password(line: str) -> bool:
    """True if anything looks like a password."""
    return any(map(_has_mixed, _runs(line))) or _after_sign(line) or _is_short(line)


def _is_short(line: str, *, is_glued: bool = False) -> bool:
    """True if a few letters stand together beside a mark as no word has them."""
    return any(map(_is_short_flag if is_glued else _is_short_one, _runs(line)))


def before(line: str) -> bool:
    """True if anything looks like a password or a token, with a figure in it."""
    return any(map(_may_be_password, filter(figures, _runs(line))))


def foreign(line: str) -> bool:
    """True if a value may stand before a word for it as other languages have that."""
    from .speech import is_abroad

    return is_abroad(line) and before(line)


def _after_sign(line: str) -> bool:
    return any(map(_may_be_password, _runs(line))) or is_odd(line, 8)


def after_secret(line: str) -> bool:
    """True if what looks like a key or a token stands behind a word for one."""
    return secret(_behind(line, OF_SECRET))


def secret(line: str) -> bool:
    """True if anything looks like a key or a token."""
    return any(map(_may_be_secret, _runs(line))) or is_odd(line, 20)


def flag(line: str) -> bool:
    """True if anything looks like a password that may begin in the middle of a word."""
    return (
        any(map(_may_be_password, _runs(line)))
        or is_odd(line, 8, is_glued=True)
        or _is_short(line, is_glued=True)
    )


def statement(line: str) -> bool:
    """True if anything looks like a password, and there are quotation marks."""
    return ("'" in line or '"' in line) and (_after_sign(line) or _is_short(line))


def header(line: str) -> bool:
    """True if a name and a password may be encoded, or a token stands near a word for one."""
    small = line.lower()
    is_named = any(word in small for word in ("auth", "bearer", "ssws", "geniekey"))
    return "basic" in small or (is_named and secret(line))


def worded(line: str) -> bool:
    """True if what tells or delimits a value stands behind a word for a password."""
    small = line.lower()
    if line.isascii() and not any(
        word in small for word in (*_OF_WORD, "phrase", "words", "identified")
    ):
        return False
    if "identified" in small:
        return True
    # What follows the words for a phrase may hold others.
    if ("phrase" in small or "words" in small) and any(word in small for word in _OF_SEED):
        return True
    part = _behind(line, _OF_WORD)
    return figures(part) > 0 or any(sign in part for sign in (*":=\"'`", "phrase", " words"))


def placed(line: str) -> bool:
    """True if anything looks like a password, or is long behind what takes a key or a token."""
    small = line.lower()
    is_taken = any(mark in small for mark in ("-y", "-setcookie", "add-mask"))
    return password(line) or (is_taken and any(len(run) >= 12 for run in _runs(line)))


def random(line: str) -> bool:
    """True if a long run has small letters, capitals and digits."""
    for run in line.split():
        if len(run) >= 24 and _is_both(run):
            parts = "".join(sign if sign.isalnum() or sign in "_-" else " " for sign in run).split()
            if any(len(one) >= 24 and _is_both(one) and figures(one) > 1 for one in parts):
                return True
    return False


def pair(line: str) -> bool:
    """True if anything looks like a password that stands beside a name."""
    return password(without_paths(line))


def long(line: str) -> bool:
    """True if so many characters stand together as the keys of many services have."""
    return any(len(run) >= _KEY for run in line.split())


def quoted(line: str) -> bool:
    """True if what may be made stands in quotation marks."""
    alike = line.replace('"', "'").replace("`", "'")
    for run in alike.split() if "'" in alike else ():
        first = run.find("'")
        value = run[first + 1 : run.rfind("'")] if first >= 0 else ""
        if len(value) >= 6 and any(map(str.isalpha, value)):
            is_marked = not value.replace("_", "").replace("-", "").isalnum()
            if figures(value) or (is_marked and value.lower() != value):
                return True
    return False


def iban(line: str) -> bool:
    """True if a figure stands right behind two capitals."""
    return any(
        sign.isdigit() and line[at - 1].isupper() and line[at - 2].isupper()
        for at, sign in enumerate(line)
        if at > 1
    )


# Of a line in which a gate opens; those of all of the text are in `across`.
OF_LINE: dict[str, Callable[[str], bool]] = {
    one.__name__: one
    for one in (
        *(accounted, addressed, after_password, after_secret, announcement, before, carded),
        *(dashed, dialled, flag, foreign, hardware, header, heading, iban, long, pair),
        *(password, person, placed, quoted, random, secret, statement, worded),
    )
}


# --- runs -------------------------------------------------------------------------------------


def _behind(line: str, words: Iterable[str]) -> str:
    """The line from the first of some words on; all of it if it is not in ASCII, or has none.

    A line with `code` alone is none of those: what a code opens is asked for before.
    """
    if not line.isascii():
        return line
    small = line.lower()
    places = [at for at in map(small.find, words) if at >= 0]
    return line[min(places) :] if places else ("" if "code" in small else line)


def _runs(line: str) -> Iterator[str]:
    """What stands between blanks, but for dates and times."""
    return filter(_is_told, line.replace("\t", " ").split(" "))


@kept
def _is_told(run: str) -> bool:
    return len(run) >= 4 and not is_time(run)


@kept
def _has_mixed(run: str) -> bool:
    return _is_both(run) and any(map(_is_mixed, _values(run)))


@kept
def _is_short_one(run: str) -> bool:
    return not run.isalnum() and is_brief(run)


@kept
def _is_short_flag(run: str) -> bool:
    return not run.isalnum() and is_brief(run, is_glued=True)


@kept
def _may_be_password(run: str) -> bool:
    """Whether what stands in a run may be one: letters in one case are for `is_odd` to see."""
    digits, letters = figures(run), sum(map(str.isalpha, run))
    if digits and (len(run) >= (6 if letters else 8) or _is_number(run)):
        return True
    # A value in no quotation marks neither begins nor ends with a mark of emphasis.
    has_sign = len(run) >= 8 and not _SYMBOLS.isdisjoint(run.lstrip("*_([").rstrip("*.,:;)]")[:-1])
    return (has_sign and letters >= 4) or _turns(run, 8)


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
    return any(map(str.isupper, part)) and any(map(str.islower, part))


@kept
def _may_be_secret(run: str) -> bool:
    if len(run) >= 36:
        return True
    digits = figures(run)
    return (digits > 1 and len(run) >= 8) or (len(run) >= 16 and (digits > 0 or _turns(run, 16)))


def _turns(run: str, least: int) -> bool:
    """True if capitals, small letters and marks take turns."""
    if len(run) < least or not _is_both(run):
        return False
    kinds = [(sign.isalnum(), sign.isupper()) for sign in run]
    return sum(one != other for one, other in itertools.pairwise(kinds)) >= 0.3 * len(run)
