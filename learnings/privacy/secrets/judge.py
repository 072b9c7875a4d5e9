"""Whether the value after a word that announces a credential is one."""

from __future__ import annotations

import re

from ...lazy import regex
from .figured import is_figured
from .jumble import is_jumbled, is_led, is_mixed
from .phrase import is_phrase
from .words import Strength
from .worth import (
    classes,
    entropy,
    is_hex,
    is_named,
    is_placeholder,
    is_uuid,
    is_worded,
    letter_score,
    parts,
)

_LONGEST = 4000
# As many characters tell; what follows them costs time only.
_ENOUGH = 240
# What is no credential, whatever announces it: names of algorithms, places, times, amounts.
_PLAIN = regex(
    r"(?:\^?\[?(?-i:A-Za-z|a-zA-Z|[aA]-[zZ]0-9)|//|[A-Za-z]:\\|[a-z][a-z0-9+.-]{1,20}://|arn:|sha\d+[:-]|urn:|mailto:|ssh-|refs/)"
    r"|v?\d+(?:\.\d+)+(?-i:[0-9a-z_.+-]*|[0-9A-Z_.+-]*|[-.+][A-Z][a-z]+[\d.]*)\Z|\d{4}-\d\d-\d\d|\d{1,2}:\d\d|[A-Z]{2,5}-\d{6,8}-\w{3}"
    r"|[\d.,]+ ?(?:[kmgtp]i?b?|ms|[smhd]|secs?|mins?|hours?|days?|bytes?|bits?|chars?|%|x|st|nd"
    r"|th)\Z"
    r"|(?:[\d.]+[hms]){2,}\Z|(?:null|none|nil|true|false|undefined|n/a|nan)\Z"
    r"|(?:sha|md|aes|rsa|hs|rs|es|ps|base|utf|http|tls|ssl|ed|ecdsa|x|oauth|argon|pbkdf|ipv|py|ec"
    r"|s|k"
    r"|hmac|p|iso|rfc|curve|secp|gcm|v|str|int|uint|float|char|arg|param|value|var|line|col|row"
    r"|step"
    r"|part|level|phase|tier|node|host|item|field|type|h|t|i|u|a|oidc|saml|web|l"
    r"|m)[-_]?\d+\w{0,4}\Z"
    r"|(?:sha|aes|rsa|hmac|ecdsa|hs|rs)[-_]?\d+[-_]\w+\Z|sk-[a-z]{3}-\.\.|(?:pbkdf2"
    r"|argon2)\S{0,10}\Z"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z|\d{1,3}(?:\.\d{1,3}){3}"
    r"|(?-i:(?:[a-z0-9_-]+\.)+[a-z]{2,}|(?:[A-Z0-9_-]+\.)+[A-Z]{2,})(?::\d+)?(?:/.*)?\Z"
    r"|S-\d-\d|#\d+\Z|v\d+(?:alpha|beta|rc)\d{0,3}\Z",
    re.IGNORECASE,
)
# What prose, tickets, programs and analytics write where a value may stand.
_SAID = regex(
    r"\d{1,4}-(?:second|sec|minute|min|hour|hr|day|week|month|quarter|year|char(?:acter)?|digit|letter"
    r"|word|bit|byte|step|factor|time)s?\Z|1password(?:/.*)?\Z"
    r"|(?-i:[A-Z]{2,6}-\d{1,5}(?:/[A-Z]{2,6}-\d{1,5})?|[A-Z]{2,6}\d{0,3}/[A-Z]{0,6}-?\d{1,5}"
    r"|(?:INC|CHG|REQ|RITM|PRB)\d{5,8}|CVE-\d{4}-\d{4,6})\Z"
    r"|[a-z][\w.-]{0,40}[=~]=\d+(?:\.\d+){1,4}\Z|[a-z_]{2,20}=\d{1,3}\Z|(?:min|max|size):\d{1,4}\Z|p\d{2,3}=[\d.]+(?:ms|s)\Z"
    r"|(?-i:(?:[A-Z][A-Za-z\d]{1,40}::){1,4}[A-Z][A-Za-z\d]{1,40})\Z|_{0,2}(?:ga|gid|gcl_au|fbp|utm[a-z])=[\w.-]+\Z"
    r"|(?:required|nullable|sometimes|string|confirmed|bail)(?:\|[a-z_]{2,20}(?::[\w,.]{1,20})?){1,8}\Z"
    r"|[a-z]\w{0,20}\.\w{2,30}\([^()\s]{0,40}\)(?:\.\w{1,30}\([^()\s]{0,40}\)){0,8}\Z",
    re.IGNORECASE,
)
# With these marks paths, variables, options, tags and lists begin; and passwords made at random.
_LED = regex(
    r"~?\.{0,2}/|@|\$[A-Za-z_(]|%[A-Za-z_]\w{0,60}%|\[|\(|<|\{|--?[a-z]\w{0,2}\Z"
    r"|--?[a-z][a-z-]+(?:=.*)?\Z|!\w+\b|&\w+\Z|\*",
    re.IGNORECASE,
)
# What a program says, rather than what it holds.
_CODE = regex(
    r"[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_]\w*)*(?:\(|\[[\"'\w])|(?:\.|->|::)[a-z]+[A-Z]"
    r"|(?:os|process|ENV|env|self|this|config|settings|request|var|local|data|module|secrets|vault)"
    r"[.\[]|[\w.]+\.(?:md|py|js|ts|ya?ml|json|txt|pem|key|crt|env|toml|conf|ini|sh|go|java|tf|rb"
    r"|html)\b"
)
_TOKEN = regex(r"[\w+/=.:%~-]+\Z")
_SYMBOL = regex(r"[!@#$%^&*?+~=]")
_UUID = regex(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_STATED = regex(r"(?i:test|teaching|sample|demo|foo|bar|baz|lorem|ipsum|something|whatever)+\d*\Z")
_BLOB = regex(r"(?:MII|MFkw|MFww|AAAA[BCE]3|ssh-|-----BEGIN|LS0tLS1CRUdJTi)")


def is_credential(value: str, strength: Strength, *, is_near: bool, is_quoted: bool) -> bool:
    """Whether the value looks made.

    `is_near` says that nothing but an operator is between it and the word, `is_quoted` that it
    stands in quotation marks or backticks.
    """
    if not 4 <= len(value) <= _LONGEST or " " in value or "\t" in value:
        return False
    if value.isalpha() and len(value) < (8 if is_near and strength is Strength.PASSWORD else 10):
        return False
    value = value[:_ENOUGH]
    if is_named(value) or _is_plain(value) or _BLOB.match(value) or len(set(value)) < 4:
        return False
    is_random = is_jumbled(value) or (is_led(value) and (is_quoted or value[0] != "@"))
    if not is_random and (is_placeholder(value) or _is_said(value) or _is_path(value)):
        return False
    if strength is Strength.PASSWORD:
        found = is_random or _is_password(value, is_near, is_quoted)
    elif strength is Strength.CODE:
        found = is_near and _is_code(value)
    elif strength is Strength.SECRET:
        found = (is_random and len(value) >= 16) or _is_secret(value, is_near, is_quoted)
    else:
        found = is_near and _is_strong(value)
    return found


def is_ordinary(value: str) -> bool:
    """Whether it is a time, a ticket, a pinned version, a rule, a call or a setting of a figure."""
    return _SAID.match(value) is not None


def _is_plain(value: str) -> bool:
    return _PLAIN.match(value) is not None or is_ordinary(value)


def is_made_up(value: str) -> bool:
    """Whether it is a password of several words, or of words and figures, as people remember."""
    if is_figured(value):
        return not is_named(value) and not is_ordinary(value)
    is_other = is_placeholder(value) or _is_plain(value) or _is_said(value)
    return not is_other and not _is_path(value) and is_phrase(value)


def _is_said(value: str) -> bool:
    """Whether it is what a program or a command line says."""
    return bool(_LED.match(value) or _CODE.match(value))


def _is_password(value: str, is_near: bool, is_quoted: bool) -> bool:
    if _is_random(value, 16):
        return True
    digits = sum(character.isdigit() for character in value)
    letters = sum(character.isalpha() for character in value)
    words = [part for part in parts(value) if part.isalpha() and len(part) > 3]
    if len(words) > 1 and not _SYMBOL.search(value) and is_worded(value):
        return False
    if not is_near and not is_quoted:
        return len(value) >= 8 and classes(value) >= 3 and not _is_name(value)
    if digits and letters:
        return len(value) >= 6 and not _is_name(value)
    if digits:
        return is_near and value.isdigit() and 6 <= len(value) <= 12
    if _SYMBOL.search(value[:-1]):
        return len(value) >= 8 and letters >= 4 and is_near
    if len(value) < 10:
        return is_near and (is_mixed(value) or (letter_score(value) or 0.0) < -6.0)
    return _is_lettered(value, 10)


def _is_secret(value: str, is_near: bool, is_quoted: bool) -> bool:
    if is_uuid(value):
        return is_near
    if _is_random(value, 16) and not _is_name(value):
        return is_near or not (len(value) == 40 and is_hex(value))
    if is_near and 8 <= len(value) < 40 and not _is_name(value) and not is_worded(value):
        digits = sum(character.isdigit() for character in value)
        return digits >= 2 and (classes(value) >= 3 or (is_quoted and len(value) >= 10))
    return _is_lettered(value, 20)


def _is_strong(value: str) -> bool:
    return (
        bool(_TOKEN.match(value))
        and _is_random(value, 20)
        and not _UUID.search(value)
        and (not is_hex(value) or len(value) >= 32)
    )


def _is_code(value: str) -> bool:
    digits = sum(character.isdigit() for character in value)
    if value.isdigit():
        return 4 <= len(value) <= 10 and value not in "1234567890"
    return digits >= 1 and len(value) >= 8 and not is_worded(value)


def _is_random(value: str, least: int) -> bool:
    """Whether it is long, holds digits and no words."""
    if len(value) < least or not any(map(str.isdigit, value)) or not any(map(str.isalpha, value)):
        return False
    if is_hex(value):
        return True
    if is_uuid(value):
        return True
    if entropy(value) < 3.0 or is_worded(value) or not value.isascii():
        return False
    score = letter_score(value)
    return score is None or score < -4.6


def _is_lettered(value: str, least: int) -> bool:
    """Whether it is letters at random."""
    if len(value) < least or not value.isalpha() or not value.isascii():
        return False
    score = letter_score(value)
    return (
        score is not None
        and score < (-5.6 if len(value) < 16 else -5.2)
        and (not is_worded(value, -5.6))
    )


def _is_name(value: str) -> bool:
    """Whether it is a name of something: words in small letters, parted, or one in capitals."""
    found = parts(value)
    words = [part for part in found if part.isalpha() and len(part) > 2]
    if re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", value):
        return len(value) < 40
    if re.fullmatch(r"[A-Za-z_]+(?:\.[A-Za-z_]+)+", value):
        return True
    if re.fullmatch(r"[a-z]+(?:[-_.:/][a-z0-9]+)+", value):
        return is_worded(value) or (len(words) > 1 and is_worded("".join(words)))
    return False


def _is_path(value: str) -> bool:
    pieces = value.split("/")
    if len(pieces) < 2:
        return False
    worded = sum(len(piece) for piece in pieces if is_worded(piece) or len(piece) < 2)
    return worded >= 0.6 * (len(value) - len(pieces) + 1) and value.count("/") >= 1
