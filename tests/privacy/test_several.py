"""Several values behind or below one word that announces them, and what is beside them."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

GROUPS = "{d*4}-{d*4}"
MIXED = "{x*1}1a{d*1}-c{d*1}d{x*1}"
WORD = "{w*7}7xA!"
KEY = "{w*38}7xA"

SILENT = [
    pytest.param("error codes: 4040, 5021, 5031", id="codes of errors"),
    pytest.param("backup codes were rotated on 2026-03-01 at 12:30", id="when codes changed"),
    pytest.param("login codes:\n- sent on {d*4}-03-01\n- {d*4}", id="what is said of codes"),
    pytest.param("API keys:\n- web-frontend-2\n- payments-api-3", id="names of keys"),
    pytest.param("passwords: expired, rotated, web-01", id="states of passwords"),
]
ONE = [
    pytest.param("backup codes: {} {d*8}", GROUPS, id="a number of another form"),
    pytest.param("backup code: {} 2026-0301", GROUPS, id="a code in the singular"),
    pytest.param("passwords: {} rotate-every-90-days", WORD, id="a policy"),
    pytest.param("passwords: {} web-01 2026-03-01", WORD, id="a machine"),
    pytest.param("passwords:\n- {}\n- see web-01 of 2026-03-01", WORD, id="a point of prose"),
    pytest.param("passwords:\n- {}\n\nThen the 2nd one.", WORD, id="the next paragraph"),
]
ALL = [
    pytest.param("2FA backup codes: {} {} {}", GROUPS, id="codes that blanks part"),
    pytest.param("backup codes: {}, {}, {}", MIXED, id="codes that commas part"),
    pytest.param("backup codes: `{}`, `{}` and `{}`", MIXED, id="codes in backticks"),
    pytest.param("backup codes: {} / {} / {}", GROUPS, id="codes that strokes part"),
    pytest.param("recovery codes:\n- {}\n- {}\n- {}", MIXED, id="a list of codes"),
    pytest.param("recovery codes:\n\n1. {}\n2. {}\n3. {}", MIXED, id="a list with numbers"),
    pytest.param("recovery codes:\n\n```\n{} {}\n{}\n```", GROUPS, id="a block in columns"),
    pytest.param("**Recovery codes**\n- `{}`\n- `{}`\n- `{}`", MIXED, id="below a label"),
    pytest.param("passwords: {} {} {}", WORD, id="passwords that blanks part"),
    pytest.param("passwords: {}, {} and {}", WORD, id="passwords that commas part"),
    pytest.param("passwords:\n- {}\n- {}\n- {}", WORD, id="a list of passwords"),
    pytest.param("Unseal keys: {}, {}, {}", KEY, id="keys that open a vault"),
    pytest.param("Unseal keys:\n\n{}\n{}\n{}", KEY, id="such keys below"),
]


def _found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in scan(text) if one.check == "secret"]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_found_in(text: str) -> None:
    for seed in range(5):
        assert _found(cook(text, random.Random(seed))) == []


@pytest.mark.parametrize(("text", "recipe"), ONE)
def test_only_the_first_is_a_value_before(text: str, recipe: str) -> None:
    for seed in range(5):
        dice = random.Random(seed)
        value = cook(recipe, dice)
        assert _found(cook(text.replace("{}", value), dice)) == [value]


@pytest.mark.parametrize(("text", "recipe"), ALL)
def test_each_value_is_found_of(text: str, recipe: str) -> None:
    for seed in range(5):
        dice = random.Random(seed)
        values = [cook(recipe, dice) for _ in range(3)]
        assert _found(text.format(*values)) == values
