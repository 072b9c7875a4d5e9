"""Passwords as people tell them to each other, and what is like them and none."""

from __future__ import annotations

import base64
import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

NEW, OLD = "{w*7}7x!Q", "{w*6}3a?Z"

SILENT = [
    ("a fingerprint of OpenPGP", "GPG key {X*40} expired"),
    ("one of a key for packages", "apt key {X*40}"),
    ("one of a key that signs", "the signing key {X*40} was revoked"),
    ("one in small letters", "signing key `{x*40}`"),
    ("the long ID of a key", "imported gpg key {X*16}"),
    ("the verb pass", "pass `--retries=3` and `Foo2(x)` to it"),
    ("a path of a secret", "the password is at `team/db-creds-2026`"),
    ("a name of several parts", "password: grafana-admin-secret-2"),
    ("a policy", "password: rotate-every-90-days"),
    ("a reference", "passwordRef: my-db-2-main"),
    ("a bold label above a sentence", "**Password**\n\nrotated, see the vault"),
    ("a block of YAML with a template", "password: |\n  {{ .Values.password }}"),
    ("user and port", "u: svc p: 8080"),
    ("what a policy changes from and to", "password length from 8 to 12"),
]

FOUND = [
    ("a noun after a user", "user `svc` pass `{}`", NEW),
    ("a noun in backticks", "pass `{}`", NEW),
    ("a hyphen", "password - {}", NEW),
    ("a dash", "password – {}", NEW),
    ("words and a number", "password: {}", "correct-horse-9-battery"),
    ("a season and a year", "password: {}", "summer-2024-rain"),
    ("a block of YAML", "password: |\n  {}", NEW),
    ("a bold label", "**Password**\n\n`{}`", NEW),
    ("a key shared before", "psk {}", NEW),
    ("a key of a radio network", "wifi key {}", NEW),
    ("a slash in the word", "p/w {}", NEW),
    ("letters for words", "u: svc p: {}", NEW),
    ("options of htpasswd", "htpasswd -bc f user {}", NEW),
    ("a community", "snmp community string {}", NEW),
    ("a key of a maker", "heroku key {}", "{x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}"),
    ("the name of a user in front", "creds are admin/{}", NEW),
    ("a path of names in front", "Pattern-Key: deploy.{}", "gh{}p_{w*36}"),
]

BOTH = [
    ("what was and what is", "password was `{}` and is now `{}`"),
    ("from and to", "rotated password from {} to {}"),
    ("an arrow", "the password `{}` → `{}`"),
]


@pytest.mark.parametrize("recipe", [pytest.param(row[1], id=row[0]) for row in SILENT])
def test_no_secret_is_found_in(recipe):
    for seed in range(10):
        assert [
            one for one in scan(cook(recipe, random.Random(seed))) if one.check == "secret"
        ] == []


@pytest.mark.parametrize(("text", "recipe"), [pytest.param(*row[1:], id=row[0]) for row in FOUND])
def test_the_value_and_nothing_else_is_found_after(text, recipe):
    for seed in range(10):
        value = cook(recipe, random.Random(seed))
        before, _, after = text.partition("{}")
        found = scan(before + value + after)
        assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(value))]


@pytest.mark.parametrize("text", [pytest.param(row[1], id=row[0]) for row in BOTH])
def test_the_old_value_and_the_new_one_are_found_after(text):
    for seed in range(10):
        values = [cook(recipe, random.Random(seed)) for recipe in (OLD, NEW)]
        line = text.format(*values)
        assert [line[one.start : one.end] for one in scan(line)] == values


def test_a_password_in_base64_is_found():
    said = base64.b64encode(b"pass" + b"word=" + cook(NEW, random.Random(1)).encode()).decode()
    [found] = scan(f"echo {said} | base64 -d")
    assert (found.start, found.end) == (5, 5 + len(said))


@pytest.mark.parametrize(
    "sign", ["\u200b", "&#8203;", "&#x200B;", "&ZeroWidthSpace;", "&shy;", "\\\n"]
)
def test_what_is_not_shown_hides_no_part_of_a_token(sign):
    token = cook("gh{}p_{w*36}", random.Random(2))
    for place in (8, 20, 33):
        line = f"it was {token[:place]}{sign}{token[place:]} once"
        [found] = scan(line)
        assert (found.start, found.end) == (7, 7 + len(token) + len(sign))


@pytest.mark.parametrize("first", [0xFF01, 0x1D7F6], ids=["full-width", "figures of mathematics"])
def test_a_form_of_a_letter_is_that_letter(first):
    token = cook("gh{}p_{w*36}", random.Random(2))
    if first == 0xFF01:
        written = "".join(chr(ord(letter) - 0x21 + first) for letter in token)
    else:
        written = "".join(
            chr(int(letter) + first) if letter.isdigit() else letter for letter in token
        )
    [found] = scan(f"it was {written} once")
    assert (found.start, found.end) == (7, 7 + len(token))
