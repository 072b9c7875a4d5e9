"""Passwords of words with figures between them, and names of things that have figures too."""

from __future__ import annotations

import pytest

from learnings.diagnostic import Confidence
from learnings.privacy.scan import scan

WORD = "pass" + "word"
VARIABLE = WORD.upper()
VALUES = [
    *("kettle93lamp", "blue42horse", "tiger7tiger", "zebra88zebra", "prod99billing", "lamp7kettle"),
    *("Kettle93Lamp", "x7k2p9"),
]
THINGS = [
    *("k8s", "s3", "ec2", "oauth2", "utf8", "base64", "v1beta1", "sha256sum", "log4j", "web01a"),
    *("md5sum", "x86_64", "base64encoded", "sha256hash", "user1name"),
    *("test123test", "pbkdf2sha256", "minimum8characters", "kerberos5ticket"),
]
TOLD = [
    pytest.param(f"{WORD}: {{}}", id="a colon"),
    pytest.param(f"{WORD}={{}}", id="a sign of equality"),
    pytest.param(f"DB_{VARIABLE}={{}}", id="a variable"),
    pytest.param(f"export DB_{VARIABLE}={{}}", id="an exported one"),
    pytest.param(f"- MYSQL_ROOT_{VARIABLE}={{}}", id="one of a container"),
    pytest.param(f"spring.datasource.{WORD}={{}}", id="a property"),
    pytest.param("wpa_pass" + "phrase={}", id="a phrase"),
    pytest.param(f"docker run -e DB_{VARIABLE}={{}} app", id="an option"),
    pytest.param(f"the {WORD} is `{{}}`", id="backticks"),
    pytest.param(f"{WORD} `{{}}`", id="backticks without a verb"),
    pytest.param(f'The root {WORD} is "{{}}".', id="quotation marks"),
    pytest.param(f"<{WORD}>{{}}</{WORD}>", id="a tag"),
    pytest.param(f"| {VARIABLE.title()} | {{}} |", id="the next cell"),
    pytest.param(f"| host | {WORD} |\n|---|---|\n| a | {{}} |", id="the cell below"),
    pytest.param("ssh" + "pass -p {} ssh a@b", id="a program that is given it"),
    pytest.param("mysql -u root -p{}", id="an option of a client"),
]
SAID = [
    pytest.param(f"The {WORD} is {{}}", id="a sentence"),
    pytest.param(f"The {WORD} is {{}}.", id="a sentence that ends"),
    pytest.param(f"The {WORD} was {{}} until today", id="a sentence that goes on"),
    pytest.param("Das Passwort lautet {}.", id="in German"),
    pytest.param("密码是{}", id="in Chinese"),
    pytest.param("密码是{}。", id="in Chinese, with a full stop"),
]


@pytest.mark.parametrize("text", [*TOLD, *SAID])
def test_names_of_things_are_none(text: str) -> None:
    for thing in THINGS:
        assert [one for one in scan(text.format(thing)) if one.check == "secret"] == [], thing


@pytest.mark.parametrize("text", TOLD)
def test_what_a_sign_or_a_variable_sets_is_found(text: str) -> None:
    start = text.index("{}")
    for value in VALUES:
        found = scan(text.format(value))
        assert [(one.start, one.end) for one in found] == [(start, start + len(value))], value
        assert found[0].confidence is not Confidence.LOW


@pytest.mark.parametrize("text", SAID)
def test_what_a_sentence_says_is_found_with_less_confidence(text: str) -> None:
    start = text.index("{}")
    for value in VALUES[:-1]:
        found = scan(text.format(value))
        assert [(one.start, one.end) for one in found] == [(start, start + len(value))], value
