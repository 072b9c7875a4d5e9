"""What stands where a secret, an address or a person might stand, and is none."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.redaction import PLAIN, redacted
from learnings.privacy.scan import scan

IN_ADDRESSES = [
    f"{lead}postgres://{user}@{host}"
    for lead in ("", "DATABASE_URL=")
    for user in ("app:$DB_PASSWORD", "app:<password>", "app:{password}", "app:${DB_PASSWORD}")
    for host in ("localhost:5432/app", "db:5432/app")
] + [
    "postgres://user:password@localhost:5432/app",
    "postgres://user:passwd@localhost:5432/app",
    "user:password@db:5432/app",
    "on postgres://app:[REDACTED:password]@db:5432/app we saw",
    "on postgres://app:[REDACTED:password:2]@db:5432/app we saw",
    "https://oauth2:$TOKEN@git.example.com:8443/x1",
]


@pytest.mark.parametrize("text", IN_ADDRESSES)
def test_a_port_and_a_path_are_no_secret_in(text: str) -> None:
    assert scan(text) == []


ADDRESSES = [
    ("with a host", "psql postgres://app:{pw}@10.{}1.2.3:5432/x", "{pw}@[REDACTED:ip]:5432/x"),
    ("twice", "mysql://app:{pw}@10.{}1.2.3:3306/orders and 10.{}1.2.3", "@[REDACTED:ip:1]:3306/"),
    ("redacted before", "postgres://app:{pw}@10.{}1.2.3:5432/orders we", "@[REDACTED:ip]:5432/"),
]


@pytest.mark.parametrize(
    ("text", "rest"), [pytest.param(text, rest, id=name) for name, text, rest in ADDRESSES]
)
@pytest.mark.parametrize("password", ["{w*9}7x", "[REDACTED:password]", "[REDACTED:password:2]"])
def test_the_host_of_an_address_is_not_taken_for_a_password(text, rest, password):
    whole = cook(text.replace("{pw}", password), random.Random(1))
    once = redacted(whole, PLAIN.replacements(whole, scan(whole)))
    assert rest.replace("{pw}", "]") in once
    assert once.count("[REDACTED:password") == 1
    assert scan(once) == []
