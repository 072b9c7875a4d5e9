"""What a line has at least where a detector finds something in it, told without a pattern.

The words that announce a credential are words of prose as well. What follows them in prose is no
credential, and seldom even looks like one from afar: that is seen here, so that the detectors of
announced values need not be imported for it. A condition may say yes too often, never no where
its detector finds something.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from .. import resource
from .oddness import is_odd
from .paths import without_paths

GLANCE = "glance.json"
_BLANK_DIGITS = str.maketrans("123456789", "0" * 9)
# No value can begin within one of these, and all of one is none.
_TIMES = frozenset(("0000-00-00", "00:00:00", "0000-00-00T00:00:00Z", "0000-00-00T00:00Z"))
_OPENING, _CLOSING = "\"'`([*", "\"'`)]*,;.:"
_SYMBOLS = frozenset("!@#$%^&*?+~=")
# What ends a value that stands in no quotation marks, and what of it belongs to the sentence.
_ENDS = str.maketrans(dict.fromkeys("\"'`<>|,;，。；、”’」", " "))
_OF_SENTENCE = ")]}.:?*~\\"
OF_PASSWORD = (
    *("pass", "pwd", "wort", "pw", "psw", "contrase", "clave", "senha", "wachtwoord", "parola"),
    *("salasana", "adgangskode", "masterauth", "sandi", "pin", "otp", "senord", "parole", "parool"),
    *("kodeord", "jelsz", "hesl", "lozink", "geslo", "slapta", "mdp", "pasahitz", "cyfrinair"),
    *("p/w", "psk", "wi-fi", "wifi", "wlan", "wpa", "lykilor", "kalim", "authtok", "rediscli"),
    *("contrasi", "commun", "ifre", "pasfhocal"),
)
OF_SECRET = (
    *("key", "secret", "token", "cred", "authoriz", "bearer", "signature", "str", "dsn"),
    *("webhook", "psk", "jwt", "commun", "jeton", "cle", "chave", "llave", "chiave", "auth"),
    *("session", "cookie", "sid", "sig", "pat", "seed", "salt", "hmac", "conn", "nyckel"),
    *("sleutel", "klucz", "anahtar", "chl"),
)
# A code is one where a word for what it opens is near.
_OF_CODE = ("one", "recovery", "backup", "verif", "2fa", "mfa", "sms", "login", "security")
_PARTICLES = frozenset(
    ("van", "von", "de", "del", "della", "der", "den", "da", "di", "la", "le", "bin", "al", "ten")
)
_TITLES = frozenset(("mr", "mrs", "ms", "mx", "dr", "prof", "herr", "frau"))
_AROUND = "\"'`()[]*_,.;:!?|"
_BOLD = ("**", "__")
_ANNOUNCING = (":", "：", "=", "is", "below", "follows", "|", ">", "-")
_MARKS = "\"'`*_ \t"
_STANDING = frozenset("|│┃║┆┇┊┋╎╏")
_LONGEST_TITLE = 20
_KEY, _DIALLED = 24, 7
_OF_ANY = (*OF_PASSWORD, *OF_SECRET)
_NAMING = ("name", "key", "variable", "env", "value", "string", "content", "data")


def after_password(line: str) -> bool:
    """True if what looks like a password stands behind a word for one."""
    small = line.lower()
    if ("code" in small or "time" in small) and any(word in small for word in _OF_CODE):
        return password(line)
    return password(_behind(line, OF_PASSWORD))


def password(line: str) -> bool:
    """True if anything looks like a password."""
    return any(map(_has_mixed, _runs(line))) or _after_sign(line) or _is_short(line)


def _is_short(line: str) -> bool:
    """True if a few letters stand together beside a mark as no word has them."""
    return any(map(_is_short_one, _runs(line)))


def foreign(line: str) -> bool:
    """True if a value may stand before a word for it as other languages have that."""
    from .speech import is_abroad

    return is_abroad(line) and password(line)


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
        any(map(_may_be_password, _runs(line))) or is_odd(line, 8, is_glued=True) or _is_short(line)
    )


def statement(line: str) -> bool:
    """True if anything looks like a password, and there are quotation marks."""
    return ("'" in line or '"' in line) and _after_sign(line)


def header(line: str) -> bool:
    """True if a name and a password may be encoded, or a token stands near a word for one."""
    small = line.lower()
    is_named = any(word in small for word in ("auth", "bearer", "ssws", "geniekey"))
    return "basic" in small or (is_named and secret(line))


def worded(line: str) -> bool:
    """True if what tells or delimits a value stands behind a word for a password."""
    part = _behind(line, OF_PASSWORD)
    return figures(part) > 0 or any(sign in part for sign in (*":=\"'`", "phrase", " words"))


def announcement(line: str) -> bool:
    """True for a line that may announce what is around it, or what a column holds."""
    small = line.strip().lower()
    if "<" in small or "{" in small or small.endswith(_BOLD) or not _STANDING.isdisjoint(line):
        return True
    # What stands in brackets after the word belongs to it.
    if small.rstrip(_MARKS + "\r\n").endswith(_ANNOUNCING):
        return True
    return small.lstrip(">+-* \t\"'").startswith(_NAMING) or _may_be_title(line.strip())


def _may_be_title(line: str) -> bool:
    """True for what ends with a word for a credential, or may be headings side by side."""
    small = line.lower()
    last = small[-_LONGEST_TITLE:]
    if not last.isascii() or any(one in last for one in _OF_ANY):
        return True
    if any(mark in small for mark in ",;\t"):
        parts = small.replace(";", ",").replace("\t", ",").split(",")
        return all(len(part.split()) <= 3 for part in parts)
    return "  " in small or line.isupper()


def dialled(line: str) -> bool:
    """True for as many figures as a phone number has, but for those of dates and times."""
    return sum(figures(run) for run in line.split() if not _is_date(run)) >= _DIALLED


def heading(line: str) -> bool:
    """True for a line that may hold headings of columns."""
    is_parted = any(mark in line for mark in (",", ";", "\t", "  "))
    return is_parted or "<t" in line.lower() or line.isupper() or not _STANDING.isdisjoint(line)


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


def person(line: str) -> bool:
    """True if two words in a row may be a name, or a title and a name."""
    words = line.replace("\t", " ").split(" ")
    return any(
        (second[1:2].islower() or second[1:2] in ("'", "\u2019"))
        and second[0].isupper()
        and (first in _PARTICLES or any(map(str.isupper, first)))
        and _may_be_named(first, second)
        for first, second in itertools.pairwise(words)
    )


def _may_be_named(first: str, second: str) -> bool:
    """False if one of the words is no part of a name; that of an initial or a particle may be."""
    if first in _PARTICLES or first.endswith("."):
        return True
    none = resource.load(GLANCE)["no_names"]
    words = (first.strip(_AROUND).lower(), second.strip(_AROUND).lower())
    return words[0] in _TITLES or not any(word in none for word in words)


# Of a line in which a gate opens; those of all of the text are in `across`.
OF_LINE: dict[str, Callable[[str], bool]] = {
    one.__name__: one
    for one in (
        *(
            after_password,
            after_secret,
            announcement,
            dialled,
            flag,
            foreign,
            header,
            heading,
            iban,
            long,
        ),
        *(pair, password, person, quoted, random, secret, statement, worded),
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


# A log repeats its words, so that what is known of them is kept.
_kept = lru_cache(maxsize=10_000)


@_kept
def _is_told(run: str) -> bool:
    if len(run) < 4:
        return False
    return run.lstrip(_OPENING).rstrip(_CLOSING).translate(_BLANK_DIGITS) not in _TIMES


@_kept
def _is_date(run: str) -> bool:
    bare = run.lstrip(_OPENING).rstrip(_CLOSING)
    return bare.startswith(("19", "20")) and bare.translate(_BLANK_DIGITS) in _TIMES


@_kept
def _has_mixed(run: str) -> bool:
    return _is_both(run) and any(map(_is_mixed, _values(run)))


@_kept
def _is_short_one(run: str) -> bool:
    return not run.isalnum() and is_odd(run, 3 if _is_both(run) else 5)


@_kept
def _may_be_password(run: str) -> bool:
    """Whether what stands in a run may be one: letters in one case are for `is_odd` to see."""
    digits = figures(run)
    if digits and (len(run) >= 6 or digits >= 4):
        return True
    has_sign = len(run) >= 8 and not _SYMBOLS.isdisjoint(run[:-1])
    return (has_sign and sum(map(str.isalpha, run)) >= 4) or _turns(run, 8)


def _values(run: str) -> list[str]:
    """What may stand in a run without quotation marks."""
    return [part for part in run.translate(_ENDS).split() if len(part) >= 8]


def _is_mixed(part: str) -> bool:
    """True with small letters, capitals and other signs: what no sentence adds to a word."""
    part = part.lstrip("([{*")
    bare = part.rstrip(_OF_SENTENCE)
    is_added = len(part) - len(bare) > 1
    return (
        len(part if is_added else bare) >= 8 and _is_both(bare) and (is_added or not bare.isalnum())
    )


def _is_both(part: str) -> bool:
    return any(map(str.isupper, part)) and any(map(str.islower, part))


@_kept
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


def figures(run: str) -> int:
    """How many figures there are."""
    return sum(map(str.isdigit, run))
