"""All engines say the same, and what one refuses is in every line."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnings.privacy import matcher, sieve
from learnings.privacy.search import Search
from learnings.privacy.sieve import Pattern, Sieve, folded

from .family import CLOUD, FAMILY, cloud, of_line

WORDS = ("secret", "ret", "key", "@", "пароль", "密码", "a.b")
PATTERNS = (
    Pattern("[0-9]{3}-[0-9]", 5),
    Pattern("[\x80-\U0010ffff]x"),
    Pattern("q[^\\n\\r]*z"),
    Pattern("['\"][a-f]{2}", 3),
    Pattern("(?:key|sec)[^\\n\\r]{0,3}[a-c]", 0, ("key", "sec")),
)
ENGINES = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(importlib.util.find_spec(name) is None, reason=f"no {name}"),
    )
    for name in ("re", "re2", "hyperscan")
]


def told(text: str, engine: str = "") -> sieve.Found:
    return {
        line: hits
        for line, hits in Sieve(WORDS, PATTERNS, engine).find(folded(text)).items()
        if hits
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_words_and_patterns_are_found_by_line(engine: str) -> None:
    text = "A SECRET\r\nПароль 密码\rno\nq 12\n123-4 'ab' éx a.b\nq z@\nſecret\n\udcffx"
    assert told(text, engine) == told(text) == {
        0: {0, 1}, 1: {4, 5}, 4: {6, 7, 8, 10}, 5: {3, 9}, 6: {0, 1}, 7: {8},
    }  # fmt: skip


@pytest.mark.parametrize("few", [0, 50_000])
@pytest.mark.parametrize("engine", ENGINES)
def test_all_engines_say_the_same_of_any_text(
    engine: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matcher, "_FEW", few)
    looks = Sieve(WORDS, PATTERNS, engine)
    short = Sieve(WORDS, PATTERNS)

    @settings(max_examples=150, deadline=None)
    @given(st.text("secrtky@пароль密码a.b0123-xqz'\"\n\r \udc80é\0", max_size=60))
    def same(text: str) -> None:
        text = folded(text)
        ours = {line: hits for line, hits in looks.find(text).items() if hits}
        assert ours == {line: hits for line, hits in short.find(text).items() if hits}

    same()


# RE2 and Hyperscan refuse a look-around, and all refuse an open bracket.
@pytest.mark.parametrize(
    ("refused", "lines"),
    [("(?<=x)y", set()), ("(?<=a )k", {0}), ("(?P<n>c)(?P=n)", {2}), ("[a", {0, 1, 2})],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_an_engine_refuses_is_missed_in_no_line(
    engine: str, refused: str, lines: set[int]
) -> None:
    found = Sieve(["key"], [Pattern(refused), Pattern("b")], engine).find("a key\nb\ncc")
    assert {line for line, hits in found.items() if 1 in hits} == lines
    assert {line for line, hits in found.items() if 0 in hits} == {0}
    assert {line for line, hits in found.items() if 2 in hits} == {1}


@pytest.mark.parametrize("part", ["", "secret"])
def test_what_hyperscan_takes_by_itself_alone_is_missed_in_no_line(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hyperscan = pytest.importorskip("hyperscan")
    compiled = matcher._Databases._compiled

    def alone(self: Any, sources: Any) -> Any:
        if len(sources) > 1 and any(part in source for _, source in sources):
            raise hyperscan.error
        return compiled(self, sources)

    monkeypatch.setattr(matcher._Databases, "_compiled", alone)
    text = "a secret\nq 12 z\n123-4\n"
    assert told(text, "hyperscan") == told(text, "re") != {}


@pytest.mark.parametrize("engine", ["", *ENGINES])
def test_a_pattern_that_may_be_empty_is_in_every_line(engine: str) -> None:
    assert Sieve([], [Pattern(""), Pattern("q*")], engine).find("a\n\nq\n") == {
        line: {0, 1} for line in range(4)
    }


@pytest.mark.parametrize("engine", ["", *ENGINES])
def test_a_gate_that_is_no_pattern_lets_every_line_pass(engine: str) -> None:
    blind = of_line("blind", CLOUD.gates[0], "[a")
    text = f"a\n{cloud()}\nb"
    assert [one.detector for one in Search([blind], engine).findings(text)] == ["blind"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_gate_that_an_engine_refuses_changes_no_finding(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"a\n{cloud()}\nb"
    known = {CLOUD.gates[0]: {"words": [], "patterns": [["(?<!z)(?=a)akia", 0, ["akia"], 0]]}}
    search = Search(FAMILY, engine, known=known)
    assert search.findings(text) == Search(FAMILY).findings(text) != []


def test_a_long_text_is_looked_at_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ("a line\n" * 20 + f"{cloud()} and 10.1.2.3\n") * 5
    short = Search(FAMILY).findings(text)
    monkeypatch.setattr(sieve, "SHORT", 10)
    assert Search(FAMILY).findings(text) == short
    assert len(short) == 10


@pytest.mark.parametrize("length", [1_999, 2_000, 2_001, 4_000])
@pytest.mark.parametrize(
    "before", ["", "a\n", "a\n" * 2_000, "a" * 1_999 + "\n", "a" * 2_000 + "\n"]
)
@pytest.mark.parametrize("after", ["", "\n", "\na" * 1_500])
def test_a_line_that_is_too_long_is_seen(length: int, before: str, after: str) -> None:
    text = before + "b" * length + after
    assert sieve._has_long_line(text) == (max(map(len, text.split("\n"))) > sieve.LONG)


def test_without_words_and_patterns_nothing_is_found() -> None:
    for engine in ("", "re"):
        assert Sieve([], [], engine).find("a\nb") == {}
