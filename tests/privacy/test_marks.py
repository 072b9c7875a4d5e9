"""Passwords that hold marks as their makers put them there, and sentences that a line end breaks."""

from __future__ import annotations

import random
import string

import pytest

from learnings.privacy.scan import scan

LETTERS = string.ascii_letters + string.digits
SETS = {
    "Terraform": (LETTERS + "!@#$%&*()-_=+[]{}<>:?", 20),
    "AWS Secrets Manager": (LETTERS + string.punctuation, 32),
    "Django": (string.ascii_lowercase + string.digits + "!@#$%^&*(-_=+)", 50),
    "symbols of a keyboard": (LETTERS + "!@#$%^&*", 16),
}
MADE, KEY = "{}", "<>"

SILENT = [
    ("a variable in quotes", 'password: "$DB_Pass1"'),
    ("a variable of Windows", "password: %DB_Pass1%"),
    ("a tag of YAML", "password: !Ref DbPass1"),
    ("a mention", "the password is with @Ops2Team1"),
    ("a path", "the password is /run/secrets/Db1/Pass"),
    ("a pattern of what is allowed", "password: [A-Za-z0-9!@#]{12,}"),
    ("a template", "password: {{.Values.Db1.Pw}}"),
    ("a call", "password: getPw('Db1')[0]"),
    ("an option", "password=$(cat /run/Db1/Pw)"),
    ("stars that hide it", "password: S***x9Q***"),
    ("what was made once and redacted", "password: [REDACTED:password:1]"),
    ("the verb pass", "options to pass to `rustfmt`"),
    ("a type", '"password": "string"'),
    ("a state in code", "the password is `expired`"),
    ("a word that nothing delimits", "password: elephant"),
    ("a default", "DB_PASSWORD=postgres"),
    ("a word to be changed", 'password: "changeme"'),
    ("a sentence in quotation marks", 'password: "has to be changed every 90 days"'),
    ("a few words of a sentence", "passphrase: kept in the vault of ops"),
    ("a name of three parts", "password: main-release-redis"),
    ("words for a length", "the recovery phrase is twelve words long"),
    ("a sentence that goes on", "The password is kept\nin vault-2 and was rotated."),
    ("a date below", "We changed the password\n2026-03-01 at the latest."),
    ("an item below", "the password of the host\n- db-01x is on call"),
    ("a setting below", "export the token\nDEPLOY_HOST=web-01.x7Q"),
    ("a heading below", "Nobody knew the password\n# Db1x7Qhost"),
    ("a new sentence below", "We rotated the token.\nSee INC-1234x7Q for more."),
    ("a new paragraph below", "Nobody knew the password\n\nDb1x7Qhost is back."),
    ("lines of a script", "```sh\nget the token\ndb1x7Qhost restart now\n```"),
]

FORMS = [
    "password: {}",
    "The password is {} now",
    "The admin password is `{}`.",
    'DB_PASSWORD="{}"',
    '{"password": "{}"}',
    "we set the root password to {}",
]

WORDS = [
    ("a word in quotation marks", 'password: "{}"', "ele{}phant"),
    ("a word in a variable", "DB_PASSWORD={}", "ele{}phant"),
    ("a word in code", "the root password is `{}`", "ele{}phant"),
    ("a known one", "password: {}", "let{}mein"),
    ("a known one in code", "password: `{}`", "hun{}ter2"),
    ("letters at random", "password: {}", "zqtr{}wvbn"),
    ("letters of both cases at random", "the password is {} now", "Klo{}CuSJU"),
    ("a word to be changed with a year", "password: {}", "change{}me2024!"),
    ("words and a number in quotation marks", 'password: "{}"', "my secret phr{}ase 42"),
    ("words in a row", "password: {}", "correct-horse-bat{}tery-staple"),
    ("words behind a passphrase", "passphrase: {}", "correct horse bat{}tery staple"),
    ("twelve words of a wallet", "seed phrase: {}", " ".join(["gate", "river", "stone"] * 4)),
]

BROKEN = [
    ("the end of a sentence", "so the password for the database is\n{} and it was never rotated."),
    ("a key", "The API key is\n<>, which we rotated."),
    ("code", "The root password was set to\n`{}` by hand."),
    ("the word alone", "log in as admin with password\n{} on the console"),
    ("a verb", "We changed the password to\n{} after the incident."),
    ("an item", "- the db password is\n  {} and"),
    ("a quotation", "> the password is\n> {} there"),
    ("a block of text", "```text\nso the password for it is\n{} and it stays\n```"),
    ("a word far away", "Somebody pasted the password of the\ndatabase user, which is `{}`."),
]


def made(dice: random.Random, name: str) -> str:
    """Begins with a letter and ends with a figure, so that no sentence could own an edge."""
    signs, size = SETS[name]
    return "k" + "".join(dice.choices(signs, k=size - 3)) + "Q7"


def secrets(text: str) -> list[str]:
    return [text[one.start : one.end] for one in scan(text) if one.check == "secret"]


@pytest.mark.parametrize("text", [pytest.param(row[1], id=row[0]) for row in SILENT])
def test_no_secret_is_found_in(text: str) -> None:
    assert secrets(text) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SETS)
def test_a_password_of_the_signs_of(name: str, form: str) -> None:
    dice, found = random.Random(f"{name}{form}"), 0
    for _ in range(20):
        value = made(dice, name).replace("`" if "`" in form else '"', "x").replace("|", "z")
        found += secrets(form.replace("{}", value)) == [value]
    assert found >= (18 if name != "AWS Secrets Manager" else 16)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", "!@#$%^&*+=~")
def test_a_password_that_begins_with(mark: str, form: str) -> None:
    dice = random.Random(f"{mark}{form}")
    for _ in range(5):
        value = f"{mark}k{''.join(dice.choices(LETTERS, k=7))}9Tx2"
        assert secrets(form.replace("{}", value)) == [value]


@pytest.mark.parametrize("mark", ",;'\"<[(|&`")
def test_an_unquoted_password_that_holds(mark: str) -> None:
    dice = random.Random(mark)
    for _ in range(5):
        value = f"kQ2{''.join(dice.choices(LETTERS, k=4))}{mark}9Tx2b{dice.choice(LETTERS)}7R"
        for form in ("password: {}", "The password is {} now", "we set the root password to {}"):
            assert secrets(form.replace("{}", value)) == [value]


@pytest.mark.parametrize(("form", "value"), [pytest.param(*row[1:], id=row[0]) for row in WORDS])
def test_a_password_that_is(form: str, value: str) -> None:
    value = value.replace("{}", "")
    assert secrets(form.replace("{}", value)) == [value]


@pytest.mark.parametrize("form", [pytest.param(row[1], id=row[0]) for row in BROKEN])
def test_a_value_on_the_next_line_after(form: str) -> None:
    dice = random.Random(form)
    for _ in range(5):
        value = f"kQ2{''.join(dice.choices(LETTERS, k=7))}9Tx2"
        key = "".join(dice.choices("0123456789abcdef", k=31)) + "7"
        value = key if KEY in form else value
        assert secrets(form.replace(KEY, MADE).replace(MADE, value)) == [value]
