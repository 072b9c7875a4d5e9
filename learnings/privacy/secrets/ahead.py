"""Values that stand before the word that says what they are: `X is the root password`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .abroad import foreign
from .judge import is_credential
from .words import GATES, Strength
from .worth import classes

_WORD = (
    r"(?:(?P<password>pass(?:word|wd|phrase|code)|pwd|pw)"
    r"|(?:(?:api|access|secret|private|deploy|auth|signing)[ -])?(?:token|key)|api[ -]?key|secret)"
)
_OWNER = r"(?:(?:the|our|its|their|my|your|a|an)\s)"
# What follows such a word where it is no part of a longer name.
_END = (
    r"(?=[\s\"'`*_]{0,3}(?:[.,;:!?)\]|]|\Z"
    r"|\s(?:for|of|on|in|to|at|and|but|that|which|until|from|since|we|now|there|here|again)\b))"
)
_AFTER = regex(
    rf"(?:\s{{1,2}}(?:is|was)\s(?:(?:now|still|not)\s)?{_OWNER}|\s{{1,2}}as\s{_OWNER}?"
    rf"|\s?\({_OWNER}?)(?:[\w-]{{1,20}}\s){{0,3}}[\"'`*_]{{0,3}}{_WORD}{_END}",
    re.IGNORECASE,
)
_QUOTES = {"`": "`", '"': '"', "'": "'", "”": "“", "’": "‘", "“": "„", "»": "«", "」": "「"}
_LONGEST = 200
_SET = regex(r"[\w.-]{1,60}[=:]")
_BARE = regex(r"[^\s\"'`<>|,;()\[\]{}]{8,200}\Z")


def ahead(_: Organisation) -> Sequence[Detector]:
    """The detectors of values that stand before their word."""
    return [
        Detector(
            name="value-before-its-name",
            least="before",
            check="secret",
            kind="secret",
            title="Value before a word for a credential",
            gates=(r"(?:is|as|\()[^\r\n]{0,110}(?:pass|pwd|pw|token|key|secret)",),
            find=_hits,
            recipes=(
                "Use `{w*9}7x!` as the password.",
                "{w*9}7x! is the new root password",
                "The value `{w*9}7x` is the DB password",
                "`{w*9}7x` (db password)",
                '"{w*30}7a" was our API key until today',
            ),
            decoys=(
                "Use `db-01` as the token bucket",
                "`DB_PASSWORD_2` is the password of db-02",
                "`user-profile-2` is the cache key",
                "db-01 is the host with the password.",
                "`v2.3.1` (the old token)",
                "Use `${DB_PASS1}` as the password.",
            ),
            confidence=Confidence.MEDIUM,
        ),
        Detector(
            name="value-before-a-foreign-word",
            least="foreign",
            check="secret",
            kind="secret",
            title="Value before a word for a credential in another language",
            gates=(*GATES["password"], *GATES["secret"]),
            find=_foreign,
            recipes=(
                "`{w*9}7x!` ist das neue Root-Passwort.",
                "{w*9}7x! es la contraseña de root",
                "`{w*9}7x` est le mot de passe",
                "{w*9}7x! это пароль",
                "{w*9}7x是密码",
                "`{w*30}7a` ist der API-Key",
            ),
            decoys=(
                "`DB_PASSWORD_2` ist das Passwort von db-02",
                "`web-2` ist der Token-Server",
                "`user-profile-2` est la clé de cache",
                "db-01 es el host con la contraseña",
                "`v2.3.1` (Passwort)",
                "`${DB_PASS1}` 是密码",
            ),
            confidence=Confidence.MEDIUM,
        ),
    ]


def _hits(piece: Piece) -> Iterator[Hit]:
    text = piece.text
    for found in _AFTER.finditer(text):
        place = _before(text, found.start())
        if place is None:
            continue
        start, end, is_quoted = place
        value = text[start:end]
        strength = Strength.PASSWORD if found["password"] else Strength.SECRET
        if _is_value(value, strength, is_quoted=is_quoted):
            yield Hit(start, end)


def _foreign(piece: Piece) -> Iterator[Hit]:
    for (start, end, is_quoted), strength in foreign(piece, _before):
        if _is_value(piece.text[start:end], strength, is_quoted=is_quoted):
            yield Hit(start, end)


def _before(text: str, end: int) -> tuple[int, int, bool] | None:
    """Where the word ends that stands before a place, and whether in quotation marks."""
    least = max(0, end - _LONGEST)
    while end > least and text[end - 1] in "*_":
        end -= 1
    start = end
    while start > least and not text[start - 1].isspace():
        start -= 1
    quote = text[end - 1 : end]
    if quote in _QUOTES and quote:
        opening = text.find(_QUOTES[quote], start, end - 1)
        return (opening + 1, end - 1, True) if opening >= 0 else None
    while start < end and text[start] in "([*_":
        start += 1
    return (start, end, False) if _BARE.match(text, start, end) else None


def _is_value(value: str, strength: Strength, *, is_quoted: bool) -> bool:
    if not any(map(str.isdigit, value)) or len(value) < 6 or _SET.match(value):
        return False
    if not is_quoted and classes(value) < 3 and len(value) < 16:
        return False
    return is_credential(value, strength, is_near=is_quoted, is_quoted=is_quoted)
