"""How detectors are brought to lines, and what is made of what they find."""

from __future__ import annotations

import base64
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnings.privacy.detector import Detector
from learnings.privacy.finding import Finding, Hit, Piece
from learnings.privacy.scan import scan
from learnings.privacy.search import Search

from .family import ADDRESS, BLOCK, CLOUD, FAMILY, HUB, cloud, hub, of_line

TOKEN, KEY = hub(1), cloud(2)
SEARCH = Search(FAMILY)


def written(text: str, search: Search = SEARCH) -> list[tuple[str, str]]:
    return [(one.detector, text[one.start : one.end]) for one in search.findings(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No value at all, in 10 lines.",
        f"{TOKEN}x",
        "gh" + "p_" + "x" * 36,
        "AK" + "IAIOSFODNN7EXAMPLE",
        "token: [REDACTED:token:1]",
        "version 10.1.2",
    ],
    ids=["nothing", "prose", "too long", "a run of x", "from the manual", "redacted", "a version"],
)
def test_nothing_is_found_in(text: str) -> None:
    assert SEARCH.findings(text) == []


def test_what_is_found_has_a_place_and_no_value() -> None:
    assert SEARCH.findings(f"x {KEY} y") == [Finding(2, 22, "cloud-key", "secret", "token")]


def test_every_form_of_a_line_is_looked_at_and_nothing_is_found_twice() -> None:
    escaped = TOKEN.replace("_", r"\_")
    encoded = base64.b64encode(f"the token is {TOKEN}".encode()).decode()
    text = (
        f"({TOKEN}), **{KEY}** and 10.1.2.3.\r\n{escaped}\r\n"
        f"> {TOKEN[:20]}\r\n> {TOKEN[20:]}\r\ndata: {encoded}\r\n"
    )
    assert written(text) == [
        ("hub-token", TOKEN),
        ("cloud-key", KEY),
        ("address", "10.1.2.3"),
        ("hub-token", escaped),
        ("hub-token", f"{TOKEN[:20]}\r\n> {TOKEN[20:]}"),
        ("hub-token", encoded),
    ]


def test_a_block_is_found_whole_with_what_lies_in_it() -> None:
    block = f"BEGIN TOP KEY\n{KEY}\nEND TOP KEY"
    assert written(f"a\n{block}\nb {KEY}") == [("top-key", block), ("cloud-key", KEY)]


def test_of_equally_wide_findings_the_earlier_detector_counts() -> None:
    twin = of_line("twin", CLOUD.gates[0], CLOUD.gates[0], "key")
    assert written(KEY, Search([CLOUD, twin])) == [("cloud-key", KEY)]
    assert written(KEY, Search([twin, CLOUD])) == [("twin", KEY)]


def test_the_widest_finding_says_what_it_is_and_no_part_is_left() -> None:
    wide = of_line("wide", r"AKIA\w+ \w+", "AKIA", "key")
    other = of_line("other", r"\w+ end", " end", "key")
    assert written(f"{KEY} next end", Search([other, CLOUD, wide])) == [("wide", f"{KEY} next end")]


def test_only_the_lines_that_are_asked_for_are_looked_at() -> None:
    text = f"{KEY}\n{TOKEN}\n10.1.2.3\nBEGIN TOP KEY\nEND TOP KEY\n"

    def names(*lines: range) -> list[str]:
        return [one.detector for one in SEARCH.findings(text, lines=lines)]

    assert names() == []
    assert names(range(2, 3)) == ["hub-token"]
    assert names(range(3, 4), range(1, 2)) == ["cloud-key", "address"]
    assert names(range(4, 5)) == ["top-key"]
    assert names(range(-4, 99)) == ["cloud-key", "hub-token", "address", "top-key"]
    assert SEARCH.findings(text, lines=[range(1, 7)]) == SEARCH.findings(text)


def test_a_detector_is_told_of_the_fence_and_of_the_line_above() -> None:
    seen: list[Piece] = []

    def find(piece: Piece) -> list[Hit]:
        seen.append(piece)
        return []

    spy = Detector("spy", "secret", "key", "Spy", ("here",), find)  # type: ignore[arg-type]
    Search([spy]).findings("**above**\n**here**\nelsewhere x", lambda line: line == 3)
    assert seen == [
        Piece("**here**", "raw", False, "**above**"),
        Piece("  here  ", "shown", False, "  above  "),
        Piece("elsewhere x", "raw", True, "**here**"),
    ]


def test_a_detector_of_one_form_is_given_it_where_both_are_the_same() -> None:
    shown = of_line("shown-only", "here", "here", forms=frozenset(("shown",)))
    assert written("here", Search([shown])) == [("shown-only", "here")]


def test_a_hit_may_name_another_detector() -> None:
    def find(piece: Piece) -> list[Hit]:
        return [Hit(0, len(piece.text), "address")]

    asked = Detector("asked", "secret", "key", "Asked", ("x",), find)  # type: ignore[arg-type]
    [found] = Search([asked, ADDRESS]).findings("xyz")
    assert (found.detector, found.check) == ("address", "private-address")


@pytest.mark.parametrize(
    "text", ["\udcff" * 3, "\0", "a\0b\udc80\r\r\n", "\x0b\x0c\x85\u2028", "&#0;&#x110000;"]
)
def test_no_text_is_too_strange(text: str) -> None:
    assert scan(text) == []
    assert written(f"{text} {KEY} {text}") == [("cloud-key", KEY)]


def test_a_value_with_a_null_after_each_character_is_found() -> None:
    assert len(SEARCH.findings("\0".join(f" {KEY} "))) == 1


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                TOKEN,
                KEY,
                "10.1.2.3",
                "\n",
                "\r\n",
                "\r",
                " ",
                "**",
                "_",
                "`",
                "|",
                "<br>",
                "> ",
                "(",
                ")",
                TOKEN[:20],
                TOKEN[20:],
                "&#95;",
                "\\",
                "\u200b",
                "�",
                "\x00",
                "é",
                ".",
                "BEGIN TOP KEY",
                "END TOP KEY",
            ]
        ),
        max_size=30,
    )
)
def test_the_screen_changes_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    found = Search(FAMILY, is_screened=False).findings(text)
    assert SEARCH.findings(text) == found
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    lines = len(re.split(r"\r\n?|\n", text))
    assert SEARCH.findings(text, lines=[range(1, lines + 1)]) == found


def test_the_family_finds_what_it_says() -> None:
    assert {HUB.name, CLOUD.name, ADDRESS.name, BLOCK.name} == {one.name for one in FAMILY}
