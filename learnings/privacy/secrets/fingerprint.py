"""Fingerprints of public keys, which say which key is meant and are no secret."""

from __future__ import annotations

from ...lazy import regex

_FINGERPRINT = regex(
    r"(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40}|[0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{40})\Z"
)
_OPENPGP = regex(
    r"(?i)(?:gpg|pgp|apt|rpm|yum|dnf|dpkg|keyring|repo(?:sitory)?|package|packaging|archive"
    r"|release|maintainers?)(?:['’]s)?(?:[ _-](?:public|signing|release|archive|repository|repo))?"
    r"[ _-]$"
)
_SIGNING = regex(r"(?i)(?<![\w-])(?:signing|trusted|revoked|expired) $")
_OWNED = regex(r"(?i)[\w-]$|(?:api|access|auth|secret|private|account|storage|encryption) $")
# An operator says that the value is the key itself.
_TELLING = regex(r"=|[a-z_]\s{0,3}:")


def is_fingerprint(text: str, word: int, start: int, value: str) -> bool:
    """Whether a value at `start` says which key of OpenPGP is meant.

    `word` is where the word for a credential begins that announces it.
    """
    if _FINGERPRINT.match(value) is None or text[word : word + 3].lower() != "key":
        return False
    head = text[max(0, word - 40) : word]
    if _OPENPGP.search(head):
        return True
    if len(value) != 40 or _TELLING.search(text, word + 2, start):
        return False
    return _SIGNING.search(head) is not None or (value.isupper() and not _OWNED.search(head))
