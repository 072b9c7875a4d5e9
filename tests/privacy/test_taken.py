"""What is glued to a placeholder: it was not taken out with the rest."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.glance import is_clean
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

SILENT = [
    "password: [REDACTED]",
    "password: [REDACTED:password:1].",
    "password: [REDACTED:password:kqxwas], then",
    'password = "[REDACTED:password]", "host": "web{d*3}x!"',
    "password: [REDACTED] (since 2026-03-01)",
    "password: [REDACTED](https://vault.example.com/x{d*3})",
    "x='password=[REDACTED]','web{d*3}x!'",
    "password: [REDACTED:password:1]/[REDACTED:password:2]",
]
FOUND = [
    "password: [REDACTED]{}",
    "password: [REDACTED:password:2]{}",
    "password: [REDACTED:password][REDACTED:password]{}",
    'password = "[REDACTED:password]{}"',
    "`password`: `[REDACTED]{}`",
    "**Password:** [REDACTED:host:kqxwas]{}",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_found_in(text: str) -> None:
    assert scan(cook(text, random.Random(1))) == []


@pytest.mark.parametrize("text", FOUND)
def test_what_is_left_of_a_value_is_found_in(text: str) -> None:
    value = cook("{w*9}7x", random.Random(2))
    whole = text.replace("{}", value)
    start = whole.index(value)
    assert [(one.start, one.end) for one in scan(whole)] == [(start, start + len(value))]
    assert not is_clean([(whole, None)], ("secrets",))
