"""`visible`, `inert`, `clip` and `document`."""

from __future__ import annotations

import json
import unicodedata

import pytest

from learnings.output.escape import clip, document, inert, visible

# Format characters that draw a sign around or before digits.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain ASCII: <b> & `x` \\ %", None, id="plain text stays"),
        pytest.param("状态：已解决 é ü", None, id="letters of any script stay"),
        pytest.param("⚠\ufe0f done 1\ufe0f\u20e3", None, id="the selector of an emoji stays"),
        pytest.param("a\xa0b\u3000c", None, id="blanks that take room stay"),
        pytest.param("a\nb\r\nc\td", "a\\nb\\r\\nc\\td", id="line ends and tabs are spelled"),
        pytest.param("\x1b[31mred", "\\x1b[31mred", id="an escape sequence does not act"),
        pytest.param("\x9b31m\x85\x7f\x00", "\\x9b31m\\x85\\x7f\\x00", id="nor do C1, DEL, NUL"),
        pytest.param("a\u202eb\u2066c", "a\\u202eb\\u2066c", id="text direction is not turned"),
        pytest.param("a\u200bb\ufeffc", "a\\u200bb\\ufeffc", id="zero-width characters show"),
        pytest.param("P0\ufe0f", "P0\\ufe0f", id="a selector after a letter shows"),
        pytest.param("a\u3164\u2028b", "a\\u3164\\u2028b", id="a filler and a separator show"),
        pytest.param("\U000e0041", "\\U000e0041", id="an invisible tag shows"),
        pytest.param("a\udc80\udcff", "a\\x80\\xff", id="bytes that were not UTF-8 show as bytes"),
        pytest.param("\ud83d", "\\ud83d", id="any other lone surrogate shows as its number"),
        pytest.param("\uffff\U0001fffe", "\\uffff\\U0001fffe", id="non-characters show"),
    ],
)
def test_visible(text: str, shown: str | None) -> None:
    assert visible(text) == (text if shown is None else shown)


def test_visible_covers_every_category_that_acts_or_hides() -> None:
    missed = [
        f"U+{code:04X}"
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and code not in SEEN
        and visible(chr(code)) == chr(code)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("a.md:1:1: error[x] a :: b", None, id="colons inside a line stay"),
        pytest.param("## [LRN-1] title", None, id="a heading stays"),
        pytest.param("::error::x", "\\::error::x", id="a command at the start is stopped"),
        pytest.param("\u3000 ::error::x", "\u3000 \\::error::x", id="also after any white space"),
        pytest.param("a ##[error]x", "a ##\\[error]x", id="the old form is stopped anywhere"),
    ],
)
def test_inert(line: str, shown: str | None) -> None:
    assert inert(line) == (line if shown is None else shown)
    assert inert(inert(line)) == inert(line)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        pytest.param("abc", 4, "abc", id="below the limit"),
        pytest.param("abcd", 4, "abcd", id="at the limit"),
        pytest.param("abcde", 4, "abc…", id="one above the limit"),
        pytest.param("😀😀", 4, "😀😀", id="two units each, at the limit"),
        pytest.param("😀😀a", 4, "😀…", id="never half a character"),
    ],
)
def test_clip(text: str, limit: int, cut: str) -> None:
    assert clip(text, limit) == cut


def test_a_document_keeps_every_character_but_hides_none() -> None:
    text = 'é "\\" \x1b \x7f \x9b \u202e \u2028 \U000e0041 \n'
    written = document({"text": text}, depth=1)
    assert json.loads(written)["text"] == text
    assert "é" in written
    assert not set("\x1b\x7f\x9b\u202e\u2028\U000e0041") & set(written)


def test_a_document_spells_the_bytes_that_no_json_can_hold() -> None:
    assert json.loads(document("a\udc80\ud83d", depth=0)) == "a\\x80\\ud83d"


@pytest.mark.parametrize(
    ("depth", "written"),
    [
        pytest.param(0, '{"a": [1, {"b": []}], "c": {}}\n', id="on one line"),
        pytest.param(1, '{\n  "a": [1, {"b": []}],\n  "c": {}\n}\n', id="a line per key"),
        pytest.param(
            2, '{\n  "a": [\n    1,\n    {"b": []}\n  ],\n  "c": {}\n}\n', id="a line per item"
        ),
    ],
)
def test_a_document_is_laid_out_to_a_depth(depth: int, written: str) -> None:
    assert document({"a": [1, {"b": []}], "c": {}}, depth) == written


def test_a_flag_in_an_emoji_is_kept_by_a_document_too() -> None:
    assert document("⚠\ufe0f a\ufe0f", depth=0) == '"⚠\ufe0f a\\ufe0f"\n'
