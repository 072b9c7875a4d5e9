"""Tells values that a machine made from words that somebody wrote."""

from __future__ import annotations

import re

from ..lazy import regex

_CREDENTIAL = regex(
    r"(?:passw(?:or)?d|pwd|passphrase|secret|token|credential|(?:api|access|private|account|signing"
    r"|auth|client|service)[ _-]?key|\bkey)[^'\"`]{0,24}$",
    re.IGNORECASE,
)
# Digests, public keys, certificates, pictures and archives, in base64.
_PUBLIC = regex(
    r"sha\d{1,3}-|MII|MFkw|MFww|AAAA|ssh-|LS0tLS1CRUdJTi|H4sI|iVBORw0KGgo|R0lGOD|UEsDB|JVBERi0|PHN2Zy"
)
# What a name of a thing ends with, in clouds: it was made, and is no secret.
_UUID = regex(r"(?<=-)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_HEXADECIMAL = regex(r"[0-9a-fA-F-]+")
_NAMES_PUBLIC = regex(
    r"(?:integrity|pub(?:lic)?[ _-]?key\d*|fingerprint|digest|checksum|\bpin|sha-?\d{1,3}|marker"
    r"|next[ _-]?(?:page[ _-]?)?token|ciphertext(?:blob)?"
    r"|(?:version|record|job|request|resource)[ _-]?id"
    r"|revision|(?:forward|backward|page|pagination)[ _-]?token)['\"]?[^'\"`]{0,12}$",
    re.IGNORECASE,
)
_NEAR = 40


def is_made(value: str, plugin: str = "") -> bool:
    """True for what looks like a key or a password: letters and digits, no words, no path."""
    if len(value) < 6 or any(letter.isspace() for letter in value):
        return False
    if value.startswith(("/", "./", "../", "~/")) or "://" in value:
        return False
    has_digit = any(letter.isdigit() for letter in value)
    has_letter = any(letter.isalpha() for letter in value)
    if plugin == "HexHighEntropyString":
        return len(value) >= 16 and has_digit and has_letter
    if plugin == "Base64HighEntropyString":
        mixed = value.lower() != value and value.upper() != value
        is_public = _PUBLIC.match(value) or _HEXADECIMAL.fullmatch(value) or _UUID.search(value)
        return mixed and has_digit and not is_public
    has_mark = not value.replace("_", "").replace("-", "").isalnum()
    return has_letter and (has_digit or (has_mark and value.lower() != value))


def is_public(line: str, start: int) -> bool:
    """True where a word such as `integrity` or `pubkey` stands shortly before a place of a line."""
    return _NAMES_PUBLIC.search(line, max(start - _NEAR, 0), max(start - 1, 0)) is not None


def follows_credential_word(line: str, start: int) -> bool:
    """True where a word such as `key` stands shortly before a place of a line."""
    return _CREDENTIAL.search(line, max(start - _NEAR, 0), max(start - 1, 0)) is not None
