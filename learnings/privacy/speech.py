"""What a line has at least that tells a value before its word in another language than English."""

from __future__ import annotations

# Verbs, as far as they are written in ASCII.
_VERBS = frozenset((
    *("ist", "war", "est", "sera", "es", "era", "foi", "jest", "byl", "bylo", "byla", "je", "var"),
    *("er", "blev", "oli", "yra", "ir", "este", "adalah", "yw", "yw'r", "-", "als", "como"),
    *("comme", "come", "som", "jako", "kao", "mint", "sebagai", "c'est", "olarak"),
))  # fmt: skip
# Words for credentials, or parts of them, that English does not share, or that few others do.
_WORDS = (
    *("wort", "contrase", "clave", "senha", "wacht", "parol", "parool", "senord", "salasana"),
    *(
        "palavra",
        "adgang",
        "sandi",
        "kodeord",
        "jelsz",
        "hesl",
        "haslo",
        "lozink",
        "geslo",
        "slapta",
    ),
    *(
        "contrasi",
        "pasahitz",
        "pasfhocal",
        "cyfrinair",
        "lykilor",
        "kalim",
        "mot de",
        "mot-de",
        "mot_de",
        "motde",
        "mdp",
        "nyckel",
    ),
    *(
        "sleutel",
        "klucz",
        "anahtar",
        "chl",
        "jeton",
        "cle ",
        "cles ",
        "chave",
        "llave",
        "chiave",
        "passor",
    ),
    *(
        "p/w",
        "masterauth",
        "communit",
        "authtok",
        "rediscli",
        "requirepass",
        "wifi",
        "wi-fi",
        "wlan",
        "wpa",
    ),
    *(word + mark + "str" for word in ("conn", "connection") for mark in ("", " ", "_", "-")),
)


def is_abroad(line: str) -> bool:
    """True if a line has letters beyond ASCII, a bracket, such a verb or such a word."""
    small = line.lower()
    return (
        not line.isascii()
        or "(" in line
        or not _VERBS.isdisjoint(small.split()[1:])
        or any(word in small for word in _WORDS)
    )
