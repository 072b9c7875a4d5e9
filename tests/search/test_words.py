"""What a word is: in texts, in what is searched for, and the same in SQLite and without."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.search.excerpt import around, excerpt
from learnings.search.words import expression, holds, plain, spaced, terms


def fits(text: str, *words: str) -> bool:
    return all(holds(spaced(text), term) for term in terms(words))


def in_sqlite(text: str, *words: str) -> bool:
    wanted = terms(words)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE entry USING fts5(body, tokenize='ascii')")
    base.execute("INSERT INTO entry VALUES (?)", (plain(text),))
    query = "SELECT count(*) FROM entry WHERE entry MATCH ?"
    found = base.execute(query, (expression(wanted),)).fetchone()[0] if wanted else 1
    base.close()
    return bool(found)


HITS = [
    pytest.param("The connection pool is empty", ["POOL"], id="case makes no difference"),
    pytest.param("connection pool", ["pool", "connection"], id="the order makes none"),
    pytest.param("connection pool", ['"connection pool"'], id="words in a row"),
    pytest.param("**connection**\n- pool", ['"connection pool"'], id="punctuation between them"),
    pytest.param("connections", ["conn*"], id="the beginning of a word"),
    pytest.param("disk_full", ["disk"], id="an underscore parts words"),
    pytest.param("disk full", ["disk_full"], id="so it does in what is searched for"),
    pytest.param("LRN-20260301-001", ["lrn-20260301-001"], id="an ID"),
    pytest.param("LRN-20260301-001", ["20260301"], id="a part of an ID"),
    pytest.param("Résumé naïve", ["resume", "NAIVE"], id="accents make no difference"),
    pytest.param("数据库连接池耗尽", ["连接"], id="Chinese in the middle"),
    pytest.param("数据库连接池耗尽", ["数据库连接池耗尽"], id="a whole Chinese sentence"),
    pytest.param("数据库连接池耗尽", ["尽"], id="one character at the end"),
    pytest.param("数据库连接池耗尽", ["库"], id="one character in the middle"),
    pytest.param("redis连接池满", ["redis连接池"], id="Latin and Chinese together"),
    pytest.param("サーバーが落ちた", ["サーバー"], id="Japanese"),
    pytest.param("서버가 죽었다", ["서버"], id="Korean, without its particle"),
    pytest.param("Straße", ["STRASSE"], id="a letter that has two in capitals"),
    pytest.param("x NEAR y", ["NEAR"], id="an operator is a word"),
    pytest.param("a\0b", ["b"], id="behind a NUL"),
    pytest.param("half \udce4 byte", ["byte"], id="behind half a byte sequence"),
]
MISSES = [
    pytest.param("connections", ["connection"], id="a part of a word is not it"),
    pytest.param("pool connection", ['"connection pool"'], id="in a row means in that order"),
    pytest.param("数据连接库", ["数据库"], id="characters apart are another word"),
    pytest.param("reconnect", ["conn*"], id="a beginning is not in the middle"),
]


@pytest.mark.parametrize(("text", "words"), HITS)
def test_it_is_found(text, words):
    assert fits(text, *words)
    assert in_sqlite(text, *words)


@pytest.mark.parametrize(("text", "words"), MISSES)
def test_it_is_not_found(text, words):
    assert not fits(text, *words)
    assert not in_sqlite(text, *words)


HOSTILE = ['"', '""', '"""', "*", "-x", "a OR", "NEAR(a b)", "title:x", "^a", "{a b}: c", "a\0b", "\udce4",
           "'; DROP TABLE entry; --", "(", ")", "AND NOT", "+", "a + b", "%", "数*", '"数据 库"*']  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_syntax_of_the_full_text_search_gets_through(words):
    in_sqlite("a b c", words)


SHORT = st.text(alphabet='ab é_-"*数据库あ\n', max_size=12)


@given(text=SHORT, words=st.lists(SHORT, max_size=3))
def test_sqlite_and_the_plain_scan_find_the_same(text, words):
    assert fits(text, *words) == in_sqlite(text, *words)


@given(st.text(st.characters(), max_size=30), st.text(st.characters(), max_size=30))
def test_any_text_can_be_searched_and_shown(text, words):
    in_sqlite(text, words)
    hit = around(excerpt(text, terms([words])), 10)
    assert len(hit.text) <= 10
    assert all(0 <= start < stop <= len(hit.text) for start, stop in hit.marks)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("# title\nthe pool\nand more", ["pool"], "the [pool]"),
        ("# title\nfirst\nthe Résumé of it", ["resume"], "the [Résumé] of it"),
        ("# title\nno\n数据库连接池耗尽", ["连接"], "数据库[连接]池耗尽"),
        ("# title\none pool\nconnection pool", ["connection", "pool"], "[connection] [pool]"),
        ("# title\n- **Tags**: a, disk_full", ["disk full"], "Tags: a, [disk]_[full]"),
        ("# title\nnothing here", ["title"], "nothing here"),
    ],
)
def test_the_line_with_most_of_the_words_is_shown_with_marks(text, words, expected):
    hit = excerpt(text, terms(words))
    shown = hit.text
    for start, stop in reversed(hit.marks):
        shown = f"{shown[:start]}[{shown[start:stop]}]{shown[stop:]}"
    assert shown == expected
