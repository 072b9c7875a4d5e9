"""What is taken out of a text once a value is known, and what has to stay readable."""

from __future__ import annotations

import base64
import random

import pytest

from learnings.privacy.finding import Finding
from learnings.privacy.mask import Mask
from learnings.privacy.recipe import cook

HEADER, END = "-----BEGIN RSA PRI{}VATE KEY-----", "-----END RSA PRI{}VATE KEY-----"
BODY = cook("{b*64}\n{b*64}\n{b*24}", random.Random(1)).split("\n")
SAID = (
    "The private key and another private note; replaced private-key, see https://example.com/x. "
    + cook(f"{HEADER} {END}", random.Random(1))
)


def knowing(value, check="private-key", kind="private-key"):
    mask = Mask()
    mask.learn(value, [Finding(0, len(value), "any", check, kind)])
    return mask


def key(end):
    return end.join([cook(HEADER, random.Random(1)), *BODY, cook(END, random.Random(1))])


KEYS = {
    "a header": cook(HEADER, random.Random(1)),
    "a header that Markdown escapes": cook("\\" + HEADER, random.Random(1)),
    "a whole key": key("\n"),
    "a key on one line": key("\\n"),
}


@pytest.mark.parametrize("value", KEYS.values(), ids=KEYS)
def test_what_is_around_a_key_is_no_value(value):
    assert knowing(value)(SAID) == SAID


@pytest.mark.parametrize("value", [key("\n"), key("\\n")], ids=["on lines", "on one line"])
def test_every_part_of_a_key_is_taken_out(value):
    said = knowing(value)(f"{BODY[0][8:50]} and {BODY[1]} and {BODY[2]}")
    assert said == " and ".join(["[REDACTED:private-key]"] * 3)


def test_a_secret_in_base64_is_masked_as_it_is():
    value = "Sx7" + "w0rdx9Kq!"
    mask = knowing(value, "secret", "password")
    said = base64.b64encode(value.encode()).decode()
    assert mask(f"echo {said}") == "echo [REDACTED:password]"
    assert mask.blotted(f"echo {said}") == f"echo {'*' * len(said)}"


def test_words_of_a_passphrase_are_masked_only_all_together():
    mask = knowing("correct horse battery staple", "secret", "password")
    assert mask("a correct horse battery, she said") == "a correct horse battery, she said"
    assert mask("'Correct horse battery staple'") == "'[REDACTED:password]'"


@pytest.mark.parametrize("word", ["note", "path", "Status", "---"])
def test_what_every_report_is_made_of_is_left(word):
    assert knowing(word, "secret", "password")(f'"{word}": 1') == f'"{word}": 1'


def test_the_other_words_of_an_address_are_left():
    mask = knowing("https://bob:Sup3r4x9@db.example.com/x", "credential-in-url", "password")
    assert mask("see https://db.example.com/y") == "see https://db.example.com/y"
    assert "Sup3r4x9" not in mask("it was Sup3r4x9")


def test_what_is_learned_later_is_masked_where_it_was_not_before():
    mask, value = Mask(), cook("{w*20}", random.Random(8))
    mask.learn(f"{value[:12]} x", [Finding(0, 12, "any", "secret", "key")])
    assert mask(f"a {value[12:]} b") == f"a {value[12:]} b"
    mask.learn(value, [Finding(12, 20, "any", "secret", "key")])
    assert mask(f"a {value[12:]} b") == "a [REDACTED:key] b"


def test_every_place_stays_where_signs_take_the_place_of_values():
    mask = knowing("db-01.corp", "internal-host", "host")
    mask.learn("ana x", [Finding(0, 3, "any", "person-name", "name")])
    said = "olddb-01.corp.x\tana, Ana_x and bananas"
    assert mask.blotted(said) == "old**********.x\t***, ***_x and bananas"
    assert mask.blotted("nothing of it") == "nothing of it"


def test_of_short_values_the_longest_is_masked_as_a_whole_word():
    mask = knowing("db-1", "internal-host", "host")
    mask.learn("db-1.x", [Finding(0, 6, "any", "internal-host", "name")])
    said = "db-1, db-1.x, db-12 and xdb-1"
    assert mask(said) == "[REDACTED:host], [REDACTED:name], db-12 and xdb-1"
