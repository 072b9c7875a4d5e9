"""Private keys, however Markdown writes their armour, and what is left of one."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.redaction import PLAIN, redacted, standing
from learnings.privacy.scan import scan

LINES = cook(
    "-----BEGIN RSA PRI{}VATE KEY-----\n" + "{b*64}\n" * 5 + "-----END RSA PRI{}VATE KEY-----",
    random.Random(5),
).split("\n")
KEY, BODY = "\n".join(LINES), LINES[1:-1]
CUT = "\n".join(LINES[1:])

WRITTEN = [
    pytest.param(KEY.replace("-----B", "\\-----B").replace("-----E", "\\-----E"), id="an escape"),
    pytest.param(KEY.replace("-", "\\-"), id="each dash escaped"),
    pytest.param(KEY.replace("-", "&#45;"), id="entities of numbers"),
    pytest.param(KEY.replace("-", "&#x2d;"), id="entities in hexadecimal"),
    pytest.param(KEY.replace("-----", "&mdash;&ndash;"), id="entities with names"),
    pytest.param(KEY.replace("-----", "\u2014\u2013"), id="an em dash and an en dash"),
    pytest.param(KEY.replace("-", "\u2013"), id="en dashes"),
    pytest.param(KEY.replace(" ", "\xa0"), id="no-break spaces between the words"),
    pytest.param(KEY.replace(" ", "&nbsp;"), id="entities of no-break spaces"),
    pytest.param(KEY.replace("--B", "-\u200b-B"), id="an invisible character in the dashes"),
    pytest.param("\n".join([LINES[0].lower(), *BODY]), id="small letters in the header"),
    pytest.param(f"Found:\n\n{CUT}", id="no first line"),
    pytest.param(CUT.replace("\n", "\r\n"), id="no first line, ended as on Windows"),
    pytest.param("\n".join(f"> {line}" for line in LINES[1:]), id="no first line, quoted"),
    pytest.param("\n".join(f"`{line}`" for line in LINES[1:]), id="no first line, inline code"),
    pytest.param("\n".join(f"[12:00] {line}" for line in LINES[1:]), id="no first line, in a log"),
    pytest.param('"' + "\\n".join(LINES[1:]) + '"', id="no first line, in a string"),
    pytest.param("| key | " + "<br>".join(LINES[1:]) + " |", id="no first line, in a cell"),
    pytest.param(CUT.replace("-", "&#45;"), id="no first line, entities in the last"),
    pytest.param("\n".join(["[REDACTED:private-key]", *BODY]), id="behind a placeholder"),
    pytest.param(f"[REDACTED:private-key:2]\n{CUT}", id="behind a numbered placeholder"),
    pytest.param(
        "\n".join([LINES[0], "[REDACTED:token]", *LINES[1:]]), id="a placeholder in the key"
    ),
]
NONE = [
    pytest.param(f"The file starts with `{LINES[0]}`.", id="a mention of the first line"),
    pytest.param(f"grep for '{LINES[0]}' in the tree", id="a header that is looked for"),
    pytest.param(f"It ends with {LINES[-1]}, as all do.", id="a mention of the last line"),
    pytest.param(f"From {LINES[0]} to {LINES[-1]} it is base64.", id="a mention of both"),
    pytest.param(f"`{LINES[0]}`\n\nIt was in the log.", id="a header above a sentence"),
    pytest.param(f"{LINES[0]}\n...\n{LINES[-1]}", id="dots in place of the key"),
    pytest.param("[REDACTED:private-key]", id="a placeholder"),
    pytest.param(f"[REDACTED:private-key]\n{LINES[-1]}", id="a placeholder above the last line"),
    pytest.param("[REDACTED:private-key]\n\n" + "3f" * 20, id="a commit behind a placeholder"),
    pytest.param(KEY.replace("PRIVATE", "PUBLIC"), id="a public key"),
]


@pytest.mark.parametrize("text", WRITTEN)
def test_nothing_of_it_is_left(text):
    found = [item for item in standing(text, scan(text)) if item.check == "private-key"]
    clean = redacted(text, PLAIN.replacements(text, found))
    assert found
    assert not [line for line in BODY if line in clean]
    assert not [item for item in standing(clean, scan(clean)) if item.check == "private-key"]


@pytest.mark.parametrize("text", NONE)
def test_there_is_none(text):
    assert not [item for item in scan(text) if item.check == "private-key"]


def test_takes_time_in_proportion_to_the_keys():
    many = f"{KEY}\n\n" * 300 + f"{CUT}\n\n" * 300
    assert len(scan(many)) == 600
