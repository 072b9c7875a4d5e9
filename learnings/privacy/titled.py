"""Whether a line may announce what stands below it or beside it, told without a pattern.

As in `least`, an answer may say yes too often, never no where a detector takes it for a title.
"""

from __future__ import annotations

OF_PASSWORD = (
    *("pass", "pwd", "wort", "pw", "psw", "contrase", "clave", "senha", "wachtwoord", "parola"),
    *("salasana", "adgangskode", "masterauth", "sandi", "pin", "otp", "senord", "parole", "parool"),
    *("kodeord", "jelsz", "hesl", "lozink", "geslo", "slapta", "mdp", "pasahitz", "cyfrinair"),
    *("p/w", "psk", "wi-fi", "wifi", "wlan", "wpa", "lykilor", "kalim", "authtok", "rediscli"),
    *("contrasi", "commun", "ifre", "pasfhocal"),
)
OF_SECRET = (
    *("key", "secret", "token", "cred", "authoriz", "bearer", "signature", "dsn"),
    *("webhook", "psk", "jwt", "commun", "jeton", "cle", "chave", "llave", "chiave", "auth"),
    *("session", "cookie", "sid", "sig", "pat", "seed", "salt", "hmac", "nyckel"),
    *(word + mark + "str" for word in ("conn", "connection") for mark in ("", " ", "_", "-")),
    *("sleutel", "klucz", "anahtar", "chl"),
)
_OF_ANY = (*OF_PASSWORD, *OF_SECRET)
_BOLD = ("**", "__")
_ANNOUNCING = (":", "：", "=", "is", "below", "follows", "|", ">", "-", "{")
_MARKS = "\"'`*_ \t\r\n"
_LEAD = " \t>*+-0123456789.)\"'`_#"
_STANDING = frozenset("|│┃║┆┇┊┋╎╏")
_LONGEST_TITLE = 20
_NAMING = ("name", "key", "variable", "env", "value", "string", "content", "data")
_OF_TITLE = frozenset("_-/ ")
_OF_HEADING = frozenset("_-.() ")
_MOST_WORDS = 4


def announcement(line: str) -> bool:
    """True for a line that may announce what is around it, or what a column holds."""
    small = line.strip().lower()
    if _is_standing(line) or small.endswith(_BOLD) or _may_be_tagged(small):
        return True
    # What stands in brackets after the word belongs to it.
    if small.rstrip(_MARKS).endswith(_ANNOUNCING) or small.rstrip("+-0123456789").endswith(">"):
        return True
    if "{" in small and any(word in small for word in ("value", "content", "data")):
        return True
    return small.lstrip(">+-* \t\"'").startswith(_NAMING) or _may_be_title(line, small)


def heading(line: str) -> bool:
    """True for a line that may hold headings of columns."""
    is_parted = any(mark in line for mark in (",", ";", "\t", "  "))
    return is_parted or "<t" in line.lower() or line.isupper() or _is_standing(line)


def _is_standing(line: str) -> bool:
    return "|" in line or not (line.isascii() or _STANDING.isdisjoint(line))


def _may_be_tagged(small: str) -> bool:
    return "<" in small and any(part[:1].isalpha() for part in small.split("<")[1:])


def _may_be_title(line: str, small: str) -> bool:
    """True for what ends with a word for a credential, or may be headings side by side."""
    if "  " in small or line.isupper():
        return True
    bare = small.lstrip(" \t>")
    if bare[:1] in ("#", "["):
        return _may_end(small)
    if "," in small or ";" in small or "\t" in small:
        parts = small.replace(";", ",").replace("\t", ",").split(",")
        return all(map(_may_be_heading, parts))
    title = bare.lstrip(_LEAD).rstrip(_MARKS + ":")
    is_named = len(title.split()) <= _MOST_WORDS and all(
        sign.isalnum() or sign in _OF_TITLE for sign in title
    )
    return is_named and _may_end(small)


def _may_end(small: str) -> bool:
    """True if the line may end with a word for a credential."""
    last = small[-_LONGEST_TITLE:]
    return not last.isascii() or any(one in last for one in _OF_ANY)


def _may_be_heading(part: str) -> bool:
    title = part.strip().strip('"').strip()
    return len(title.split()) <= 3 and all(sign.isalnum() or sign in _OF_HEADING for sign in title)
