"""Values that stand before the word that says what they are, in other languages."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.finding import Piece
from learnings.privacy.least import foreign
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan
from learnings.privacy.secrets import abroad, ahead

SILENT = (
    "`DB_PASSWORD_2` ist das Passwort von db-02",
    "`web-{d*3}` ist der Token-Server, `db-{d*3}` ist der Host mit dem Passwort.",
    "`user-profile-2` est la clé de cache, `v2.3.1` (mot de passe)",
    "`web-{w*6}{d*3}` es el servidor donde la contraseña caducó",
    "`$DB_PASS1` это пароль, `${{DB_PASS1}}` 是密码",
    "Am 2026-03-01 war das Passwort abgelaufen, LRN-20260301-001 war der Schlüssel.",
    "db-01 è la password manager, 2026-03-01 è la chiave",
)
# What stands behind a value says what it is; the id of a row is its text.
FOUND = {
    "{w*9}7xA": (
        '"{}" ist das Passwort',
        "`{}` ist das neue Root-Passwort von db-01.",
        "{} war unser Kennwort",
        "Nimm {} als Passwort.",
        "`{}` (Passwort)",
        "{} es la contraseña",
        "`{}` es la nueva contraseña de root",
        "{} era la clave",
        "`{}` como contraseña",
        "`{}` (contraseña de root)",
        "{} est le mot de passe",
        "{}, c’est le mot de passe",
        "`{}` est l’ancien mot de passe du serveur",
        "{} é a senha",
        "{} é a palavra-passe",
        "{} è la password",
        "`{}` come password",
        "{} és la contrasenya",
        "{} é o contrasinal",
        "{} este parola",
        "{} is het wachtwoord",
        "{} är lösenordet",
        "{} er passordet",
        "{} er adgangskoden",
        "{} er lykilorðið",
        "{} on salasana",
        "{} on parool",
        "{} yra slaptažodis",
        "{} ir parole",
        "{} jest hasłem",
        "`{}` to hasło do bazy",
        "{} je heslo",
        "{} je lozinka",
        "{} je geslo",
        "{} a jelszó",
        "{} είναι ο κωδικός",
        "{} это пароль",
        "{} — пароль от базы",
        "{} є паролем",
        "{} е паролата",
        "{} е лозинка",
        "{} da pasahitza",
        "{} është fjalëkalimi",
        "{} yw'r cyfrinair",
        "`{}` şifresidir",
        "{}是密码",
        "`{}`是数据库的密码。",
        "`{}`（密码）",
        "「{}」がパスワードです",
        "{}はrootのパスワードです。",
        "`{}`をパスワードとして",
        "{}이 비밀번호입니다",
        "{} là mật khẩu",
        "{} adalah kata sandi",
        "{} هي كلمة المرور",
        "{} היא הסיסמה",
        "{}คือรหัสผ่าน",
        "{} पासवर्ड है",
    ),
    "{w*30}7a": (
        '"{}" ist der API-Key',
        "{} ist der Schlüssel",
        "`{}` est le jeton",
        "`{}` est la clé API",
        "`{}` es el token",
        "`{}` è la chiave",
        "`{}` é a chave",
        "`{}` is de sleutel",
        "`{}` är nyckeln",
        "`{}` to klucz",
        "{} это ключ",
        "{} — токен",
        "{}是密钥",
        "`{}`がトークンです",
        "`{}`가 토큰입니다",
    ),
}


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_found_in(text: str) -> None:
    for seed in range(10):
        assert scan(cook(text, random.Random(seed))) == []


@pytest.mark.parametrize(
    ("text", "recipe"),
    [pytest.param(text, recipe, id=text) for recipe, texts in FOUND.items() for text in texts],
)
def test_the_value_is_found_in(text: str, recipe: str) -> None:
    value = cook(recipe, random.Random(3))
    told = text.replace("{}", value)
    assert [told[one.start : one.end] for one in scan(told)] == [value]


@pytest.mark.parametrize(
    "word",
    ["password", "token", "api-key", "Passwort", "clave", "p/w", "masterauth", "connection string"],
)
def test_the_first_look_lets_no_verb_pass(word):
    verbs = [one.replace("(?:['’]r)?", "") for one in f"{abroad._VERB}|{abroad._ALSO}".split("|")]
    said = [one for one in (*verbs, "(", "c'est", "olarak") if "[" not in one and "?" not in one]
    value = cook("{w*9}7x!", random.Random(1))
    for text in (f"`{value}` {verb}{mid}{word}." for verb in said for mid in (" ", " das neue ")):
        assert foreign(text) or not list(ahead._foreign(Piece(text))), text
