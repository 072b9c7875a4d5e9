"""Passwords of several words, such as people make up and remember."""

from __future__ import annotations

from ...lazy import regex
from ..spot import words
from .worth import classes, parts

_PHRASE = regex(r"[A-Za-z0-9]{1,24}(?:[-_.][A-Za-z0-9]{1,24}){2,8}[!?*#$%&+=]{0,3}\Z")
_RUN = regex(r"[A-Za-z0-9!?*#$%&+=_.-]{8,60}\Z")
_LETTERED = regex(r"[A-Za-z]{3,}")
# Of these names of things that hold passwords are made, and what is said of passwords.
_THINGS = words(
    "vault vaults secret secrets password passwords passwd pass token tokens key keys creds "
    "credential credentials manager store env var prod production staging stage dev test see "
    "ticket issue entry days day weeks hours minutes every after before until policy version "
    "rotate rotated expires expired reset changed scram plain bcrypt argon pbkdf crypt base "
    "encoded hash hashed digest file files config yaml json service server db database user admin "
    "ref name path auth login basic oauth saml sso ldap kerberos ssm aws gcp azure k8s kubernetes "
    "sha md aes rsa hmac lrn err ops incident postmortem release build chart operator default "
    "none null true false"
)


def is_phrase(value: str) -> bool:
    """Whether words and figures in it look like a phrase that somebody remembers.

    That is three parts or more, words and a number among them, or letters of both cases and
    figures; and no word of those that names of other things are made of.
    """
    found = parts(value)
    said = [part.lower() for part in found if part.isalpha()]
    if not any(part.isdigit() for part in found) or not _THINGS.isdisjoint(said):
        return False
    if not any(map(_LETTERED.match, said)) or sum(map(len, said)) < 4:
        return False
    if _PHRASE.match(value):
        return len(said) > 1 and len(value) >= 8
    return _RUN.match(value) is not None and value[0] not in "-." and classes(value) >= 3
