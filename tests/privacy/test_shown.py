"""What a line shows, and where that is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.privacy.recipe import cook
from learnings.privacy.shown import shown

from .family import cloud, hub

TOKENS = {
    "a token of letters and digits": cloud(),
    "a token with an underscore": hub(),
    "a token with a tilde": "aB3" + "8" + "Q" + "~" + "x~y.z-" + "k" * 28,
    "a token with a dash": "glp" + "at-" + "a1" * 10,
}
AROUND = {
    "spaces": "a {} b",
    "backticks": "`{}`",
    "a cell of a table": "| {} |",
    "a narrow cell": "|{}|",
    "quotation marks": '"{}"',
    "a bracket": "(see {})",
    "a comma": "{}, and",
    "a full stop": "It is {}.",
    "strong emphasis": "**{}**",
    "a colon": "{}: old",
    "a square bracket": "[{}]",
    "an HTML tag": "<td>{}</td>",
    "a line break": "{}<br>",
    "emphasis with underscores": "_{}_",
    "strong emphasis with underscores": "__{}__",
    "angle brackets": "<{}>",
    "a strike": "~~{}~~",
    "a link": "[the key]({})",
    "everything": "**_({})_**.",
    "a full-width bracket": "（{}）。",
    "typographic quotation marks": "“{}”",
    "a comment": "<!-- {} -->",
    "an exclamation": "{}!",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_a_token_stands_alone(token: str, around: str) -> None:
    line = around.format(token)
    seen = shown(line)
    words = seen.text.replace('"', " ").split()
    assert token in words
    place = seen.text.index(token)
    start, end = seen.span(place, place + len(token))
    assert line[start:end] == token


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"gh\_ab\_12", "gh_ab_12"),
        (r"gh\u005fab\x5F12", "gh_ab_12"),
        ("gh&#95;ab&lowbar;12", "gh_ab_12"),
        ("gh_a\u200bb_\u00ad12", "gh_ab_12"),
        ("gh_a\x00b_12", "gh_ab_12"),
        ("gh**ab**12", "ghab12"),
        ("gh<b>ab</b>12", "ghab12"),
        ("gh<wbr>ab", "ghab"),
        ("\x1b[31mgh_ab\x1b[0m", "gh_ab"),
        ("password： abc", "password: abc"),
    ],
)  # fmt: skip
def test_what_hides_in_a_token_is_undone(written: str, said: str) -> None:
    assert shown(written).text == said


@pytest.mark.parametrize(
    "kept",
    [
        "password: abc",
        "user@host",
        "https://a.example/x?y=1#z",
        "a_b_c",
        "tok_",
        "'a' \"b\"",
        "${KEY}",
    ],
)
def test_what_rules_need_stays(kept: str) -> None:
    assert shown(kept).text == kept


def test_the_span_of_a_value_covers_its_escapes() -> None:
    line = r"x \+a\_b\= y"
    seen = shown(line)
    place = seen.text.index("+a_b=")
    start, end = seen.span(place, place + 5)
    assert line[start:end] == r"\+a\_b\="


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_line_has_a_shown_form_with_places_in_order(line: str) -> None:
    seen = shown(line)
    if seen.starts is None:
        assert len(seen.text) == len(line)
    spans = [seen.span(place, place + 1) for place in range(len(seen.text))]
    assert all(0 <= start < end <= len(line) for start, end in spans)
    assert spans == sorted(spans)


def test_a_line_of_punctuation_takes_time_by_its_length(doubled) -> None:  # type: ignore[no-untyped-def]
    for part in (
        "_a ",
        "**a",
        "\\_",
        "&#95;",
        "<b>",
        "a=",
        "a.1=",
        "[](",
        "~~",
        ". ",
        "&a",
        "<a<b",
        "a:",
    ):
        doubled(lambda size, part=part: shown(part * size), part)


def test_recipes_make_tokens_of_the_length_they_say() -> None:
    import random

    assert len(cook("{}a{w*12}", random.Random(1))) == 13
