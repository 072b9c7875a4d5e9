"""Passwords that people make of words with figures between them: words, figures, words."""

from __future__ import annotations

from ...lazy import regex
from ..spot import words

_SHAPE = regex(r"(?P<head>[A-Za-z]{3,20})[0-9]{1,6}(?P<tail>[A-Za-z]{3,20})\Z")
# Two groups of figures, with capitals and small letters: `S3`, `0` and the like stand for letters.
_TWICE = regex(
    r"(?=[^a-z]{0,30}[a-z])(?=[^A-Z]{0,30}[A-Z])"
    r"[A-Za-z]{1,20}[0-9]{1,4}[A-Za-z]{2,20}[0-9]{1,4}[A-Za-z]{3,20}\Z"
)
_LETTERS = regex(r"[A-Za-z]+")
# Letters and figures by turns, which no name of a thing has so often.
_TURNS = regex(r"(?:[a-z]{1,2}[0-9]{1,2}){3,8}[a-z]{0,2}\Z")
_ARCHITECTURE = regex(r"(?:[ix]\d{2}|[a-z]?v\d|ipv|utf|sha|md5|k8s|p\dp|ec2|s3)")
# What has a figure at its end by itself: algorithms, formats, protocols, versions, machines.
_NUMBERED = words(
    "sha md aes rsa dsa hmac ecdsa pbkdf bcrypt scrypt argon base utf ascii crc blake des rot "
    "oauth auth open ipv http tls ssl socks smtp imap pop ldapv snmpv web log neo version ver "
    "alpha beta step part level phase tier line row column item field option type mode stage "
    "python java lib php win windows debian ubuntu centos rhel postgres mysql mariadb redis "
    "mongo kerberos krb ntlm smb nfs udp tcp lambda boto node host srv server worker rack area "
    "zone port min max minimum maximum least every after before within last next first chapter "
    "figure table section foo bar"
)
# What is said of passwords, and no part of one.
_SAID = words(
    "pass password passwords passwd passphrase pwd secret secrets token tokens key keys hash "
    "hashed hashes sum digest crypt encoded encode decode decoded encrypted string bytes bits "
    "bit chars char characters letters digits symbols days hours minutes times rounds example "
    "sample demo test testing dummy placeholder changeme value name username user users file "
    "path here yaml json txt env var vault store manager proxy client server daemon exporter "
    "agent beta alpha rc dev url and or of to the for with from your mine word foo bar baz "
    "redacted hidden removed masked"
)


def is_figured(value: str, least: int = 3) -> bool:
    """Whether words of `least` letters or more stand around figures, and are of no other thing.

    Two groups of figures do as well where capitals and small letters are with them.
    With the least as it is, letters and figures that take turns three times do too.
    """
    found = _SHAPE.match(value)
    if found is None and len(value) >= 10 and _TWICE.match(value):
        said = [part.lower() for part in _LETTERS.findall(value)]
        return _NUMBERED.isdisjoint(said) and _SAID.isdisjoint(said)
    if found is None:
        is_turning = least <= 3 and len(value) >= 6 and _TURNS.match(value) is not None
        return is_turning and _ARCHITECTURE.match(value) is None
    head, tail = found["head"].lower(), found["tail"].lower()
    if min(len(head), len(tail)) < least or len(value) < 8:
        return False
    return head not in _NUMBERED and _SAID.isdisjoint((head, tail))
