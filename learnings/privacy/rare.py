"""How seldom a word is in a line of a log, so that it is worth looking for."""

from __future__ import annotations


def weight(word: str) -> float:
    """How much a word tells: about as many letters as are rare in it."""
    return min(sum(_letter_weight(letter) for letter in word), 8.0)


def _letter_weight(letter: str) -> float:
    if letter == "@":
        return 2.1
    if not letter.isascii():
        return 1.5
    return 1.0 if letter.isalnum() or letter == "_" else 0.7


# What lines of a log hold for other reasons, by what was counted in logs that were made up: there
# a pattern tells more.
_COMMON = frozenset(
    (
        "aba",
        "api-",
        "bot",
        "call",
        "callback",
        "code",
        "conn",
        "connection",
        "customer",
        "dig",
        "fea",
        "grafana",
        "has",
        "https://",
        "identified",
        "log",
        "login",
        "management",
        "name",
        "number",
        "on-call",
        "owner",
        "par",
        "pat",
        "pub",
        "radius",
        "reach",
        "responder",
        "ring",
        "rtn",
        "send",
        "sid",
        "sig",
        "sk-",
        "st.",
        "subscription",
        "tenant",
        "text",
        "thin",
        "tho",
        "time",
        "token-",
        "user",
    )
)


def is_rare(word: str) -> bool:
    """True for a word that few lines hold."""
    return weight(word) > 2.0 and word not in _COMMON
