"""What a line has at least where a detector finds something in it, told without a pattern.

The words that announce a credential are words of prose as well. What follows them in prose is no
credential, and seldom even looks like one from afar: that is seen here, so that the detectors of
announced values need not be imported for it. A condition may say yes too often, never no where
its detector finds something.
"""

from __future__ import annotations

from .counted import accounted, addressed, carded, dashed, dialled, figures, hardware
from .folding import SMALL
from .lengthy import encoded, key, long, random, varied
from .named import person
from .paired import pair
from .runs import before, flag, marked, password, secret, value, within
from .titled import OF_PASSWORD, OF_SECRET, announcement, heading

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OF_SEED = ("seed", "recovery", "mnemonic", "wallet", "backup")
# Of a code, figures and letters at random are told, but no words.
_OF_WORD = tuple(word for word in OF_PASSWORD if word not in ("pin", "otp"))
# What follows `identified` in SQL: by, as, with.
_OF_SQL = ("by", "as", "wi")
# A code is one where a word for what it opens is near.
_OF_CODE = ("one", "recovery", "backup", "verif", "2fa", "mfa", "sms", "login", "security")
# A figure, a capital, or something else.
_KINDS = bytes.maketrans(SMALL.upper() + b"0123456789", b"A" * 26 + b"0" * 10)


def after_password(line: str) -> bool:
    """True if what looks like a password stands behind a word for one."""
    small = line.lower()
    if ("code" in small or "time" in small) and any(word in small for word in _OF_CODE):
        return password(line)
    return password(_behind(line, OF_PASSWORD))


def foreign(line: str) -> bool:
    """True if a value may stand before a word for it as other languages have that."""
    from .speech import is_abroad

    return before(line) and is_abroad(line)


def after_secret(line: str) -> bool:
    """True if what looks like a key or a token stands behind a word for one."""
    return within(line) and within(_behind(line, OF_SECRET))


def statement(line: str) -> bool:
    """True if anything looks like a password, and there are quotation marks."""
    return ("'" in line or '"' in line) and marked(line)


def header(line: str) -> bool:
    """True if a name and a password may be encoded, or a token stands near a word for one."""
    small = line.lower()
    is_named = any(word in small for word in ("auth", "bearer", "ssws", "geniekey"))
    return "basic" in small or (is_named and secret(line))


def worded(line: str) -> bool:
    """True if what tells or delimits a value stands behind a word for a password."""
    small = line.lower()
    if any(part.lstrip()[:2] in _OF_SQL for part in small.split("identified")[1:]):
        return True
    if line.isascii() and not any(word in small for word in (*_OF_WORD, "phrase", "word")):
        return False
    # What follows the words for a phrase may hold others.
    if ("phrase" in small or "word" in small) and any(word in small for word in _OF_SEED):
        return True
    part = _behind(line, _OF_WORD)
    return figures(part) > 0 or any(sign in part for sign in (*":=\"'`", "phrase", " words"))


def placed(line: str) -> bool:
    """True if anything looks like a password, or is long behind what takes a key or a token."""
    small = line.lower()
    is_taken = any(mark in small for mark in ("-y", "-setcookie", "add-mask"))
    return (
        flag(line) or password(line) or (is_taken and any(len(run) >= 12 for run in line.split()))
    )


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
    if line.isascii():
        return b"AA0" in line.encode().translate(_KINDS)
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
        *(dashed, dialled, encoded, flag, foreign, hardware, header, heading, iban, key, long),
        *(pair, password, person, placed, quoted, random, secret, statement, varied, worded),
    )
}


# What is true as well of a line of which one of these is, and is told sooner.
FIRST: dict[str, Callable[[str], bool]] = {
    random.__name__: encoded,
    **{
        one.__name__: value
        for one in (after_secret, before, flag, foreign, pair, password, secret, statement)
    },
}


def _behind(line: str, words: Iterable[str]) -> str:
    """The line from the first of some words on; all of it if it is not in ASCII, or has none.

    A line with `code` alone is none of those: what a code opens is asked for before.
    """
    if not line.isascii():
        return line
    small = line.lower()
    places = [at for at in map(small.find, words) if at >= 0]
    return line[min(places) :] if places else ("" if "code" in small else line)
