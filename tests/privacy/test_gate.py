"""What is looked for before a gate is asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnings.privacy import gate, sieve, wide
from learnings.privacy.catalogue import catalogue


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("gh[po]_[A-Za-z0-9]{36}", ("gho_", "ghp_")),
        ("(?:A3T[A-Z0-9]|AKIA)[0-9A-Z]{16}", ("a3t", "akia")),
        (r"[\w.+-]+@[\w-]+", ("@",)),
        ("api[ _-]?key", ("api",)),
        ("密码|口令", ("口令", "密码")),
        (r"(?i)Bearer\s+\S+", ("bearer",)),
        (r"\d{1,3}(?:\.\d{1,3}){3}", None),
        ("a|secret", None),
        ("(?:secret)?", None),
        ("", None),
    ],
)
def test_the_words_that_a_match_holds(pattern: str, words: tuple[str, ...] | None) -> None:
    assert gate.words(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        ("SK[a-z0-9]{32}", 34),
        (r"\d{8}:[\w-]{35}", 44),
        (r"key\s+[0-9]{12}", 12),
        (r"\S{9}", 9),
        (r"[^a ]{9}", 0),
        (r"[^a\s]{9}", 9),
        (r"[^\x00-,]{9}", 9),
    ],
)
def test_the_longest_run_that_a_match_needs(pattern: str, length: int) -> None:
    assert gate.run(pattern) == length


PARTS = (
    "ab",
    "A",
    "[a-f]",
    r"\d",
    r"\w",
    r"\s",
    ".",
    "[^x]",
    "-",
    "(?:ab|cD)",
    "é",
    r"\W",
    "[ -~]",
    "K",
    "(?:^|[^a-z])",
    "^|x",
)
TIMES = ("", "?", "*", "+", "{2}", "{1,3}", "+?", "{30}")
LETTERS = "abAdDcfx -_.1é\u00a0ßſk\u212a"


@st.composite
def patterns(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(TIMES)), max_size=5))
    return "".join(f"(?:{part}){times}" for part, times in parts)


@settings(max_examples=400)
@given(patterns(), st.text(LETTERS, max_size=30))
def test_nothing_that_a_gate_matches_is_passed_over(pattern: str, text: str) -> None:
    if re.search(pattern, text, re.IGNORECASE) is None:
        return
    small = sieve.folded(text)
    assert re.search(wide.widened(pattern), sieve.spaced(small))
    words = gate.words(pattern)
    assert words is None or any(word in small for word in words)
    assert gate.run(pattern) <= max(map(len, text.encode().split()), default=0)


@settings(max_examples=200)
@given(patterns(), st.text(LETTERS, max_size=30), st.sets(st.integers(0, 29)))
def test_a_space_may_stand_where_there_was_punctuation(
    pattern: str, text: str, places: set[int]
) -> None:
    """The shown form of a line has spaces where the written one has punctuation."""
    written = "".join("*" if n in places and c == " " else c for n, c in enumerate(text))
    if re.search(pattern, text, re.IGNORECASE):
        assert re.search(wide.widened(pattern), sieve.spaced(sieve.folded(written)))


@pytest.mark.parametrize("pattern", ["(^|[^a-z])ms", "(?:^|[ /@])ms"])
@pytest.mark.parametrize(("line", "is_there"), [("ms", 1), ("a ms", 1), ("a/ms", 1), ("ams", 0)])
def test_a_space_stands_for_the_beginning_of_a_line(pattern: str, line: str, is_there: int) -> None:
    found = re.search(wide.widened(pattern), sieve.spaced(line))
    assert bool(found) == bool(is_there) == bool(re.search(pattern, line))


@pytest.mark.parametrize("name", catalogue())
def test_the_gates_of_a_detector_are_patterns(name: str) -> None:
    for one in catalogue()[name].gates:
        re.compile(one, re.IGNORECASE)
        assert not re.search(r"\(\?(?:[=!]|<[=!])|\\[1-9]|\(\?P=|\(\?[aiLmsux]", one), one
        assert all(int(most) <= 1000 for most in re.findall(r"\{(?:\d*,)?(\d+)\}", one)), one
