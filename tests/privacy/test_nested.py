"""Credentials whose name is around them or beside them, with no sign between the two."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.glance import is_clean
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

SILENT = [
    ("a point of words below one", "- Password\n  - rotated on 2026-03-01"),
    ("a point beside one", "- Password\n- web{d*3}x!"),
    ("a point that is about a password", "- Password policy\n  - web{d*3}x!"),
    ("a point that sets something", "- Token\n  - RETRIES{d*3}=x{d*5}y"),
    ("settings below a key for one", "password:\n  min-length: 12\n  salt-rounds: 14"),
    ("what stands beside a key for many", "passwords:\nhost: web{d*3}x!"),
    ("what is no password of a key for many", "passwords:\n  host: web{d*3}x!"),
    ("an object of another name", '{{}"value": "{w*9}7x!", "name": "IMAGE_TAG"}'),
    ("the next object", '[{{}"value": "{w*9}7x!"}, {{}"name": "DB_PASSWORD"}]'),
    ("a definition of something else", "<dt>Host</dt><dd>web{d*3}x!</dd>"),
    ("another section", "[password]\nminlen = 14\n\n[host]\nname = web{d*3}x!"),
    ("what holds other tags", "<password>\n <min>12</min>\n</password>"),
]
FOUND = [
    ("a point below one", "- Password\n  - {}\n- Host"),
    ("a point below one in bold", "* **DB password**\n\n    * `{}`"),
    ("a numbered point", "1. Root password\n   1. {}"),
    ("a quoted point", "> - Password\n>   - {}"),
    ("a definition", "Password\n: {}"),
    ("a definition with an empty line", "**Password**\n\n:   {}"),
    ("a key for many", "passwords:\n  prod: {}\n"),
    ("a key for many, the second", "db_passwords:\n  prod: changeme\n  # old\n  dev: {}"),
    ("a key for many in JSON", '{{\n  "passwords": {{\n    "prod": "{}"\n  }}\n}}'),
    ("a section", "[password]\nprod = {}"),
    ("a section with a dot", "[db.passwords]\n; root\nhost = db1\nprod = {}"),
    ("a section of TOML", '[[secrets.passwords]]\nprod = "{}"'),
    ("the value first in YAML", "- value: {}\n  name: DB_PASSWORD"),
    ("the value first in JSON", '{{"value": "{}", "name": "DB_PASSWORD"}}'),
    ("the value first in JSON of lines", '{{\n  "value": "{}",\n  "name": "DB_PASSWORD"\n}}'),
    ("a list of properties", "<key>password</key>\n<string>{}</string>"),
    ("a list of properties on one line", "<key>password</key><string>{}</string>"),
    ("a definition in HTML", "<dl><dt>Password</dt>\n<dd>{}</dd></dl>"),
    ("a definition in HTML with code", "<dt>Password:</dt><dd><code>{}</code></dd>"),
    ("a tag on its own line", "<password>\n  {}\n</password>"),
    ("a tag with a prefix", "<ns:dbPassword type='x'>\n{}\n</ns:dbPassword>"),
]


@pytest.mark.parametrize("text", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_nothing_is_found_in(text: str) -> None:
    for seed in range(5):
        assert scan(cook(text, random.Random(seed))) == []


@pytest.mark.parametrize("text", [row[1] for row in FOUND], ids=[row[0] for row in FOUND])
def test_the_value_is_found_in(text: str) -> None:
    for seed in range(5):
        value = cook("{w*9}7x!", random.Random(seed))
        whole = text.replace("{{", "\0").replace("{}", value).replace("\0", "{").replace("}}", "}")
        start = whole.index(value)
        assert [(one.start, one.end) for one in scan(whole)] == [(start, start + len(value))]
        assert not is_clean([(whole, None)], ("secrets",))
