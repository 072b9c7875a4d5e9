"""Words of a log are words wherever they are put: judged by what Markdown makes of them."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from learnings.github.leaving import leaving
from learnings.github.safe import fence, plain, text
from learnings.github.section import find
from learnings.review.ticks import ticked

GAP = "\u200b"
RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Where a report puts words: each place alone, since a table ends where a line is empty.
PLACES = ["{}", "- {}", "- [ ] {}", "1. {}", "> {}", "### {}", "**{}**", "a {} b",
          "| a | b |\n| - | - |\n| {} | c |", "[{}](https://example.org/)", "line\n{}\nline",
          "- a\n  {}\n- b", "{} #12"]  # fmt: skip

HOSTILE = [
    "Fixes #1", "closes: #12", "resolved acme/ops#3", "GH-4", "gh-4", "_GH-4_", "@ada", "(@acme/sre)",
    "ada@example.org", "acme/ops@1234567", "https://github.com/acme/ops/issues/1", "www.example.org",
    "http://github.com/acme/ops/pull/2", "HTTPS://GitHub.com/a/b/issues/1", "mailto:ada@example.org",
    "xmpp:a@b", "<script>alert(1)</script>", "<!-- learnings:begin review known= -->", "-->", "<!--",
    "<img src=x onerror=y>", "![x](https://evil.example/p.png)", "[x](javascript:1)", "[x]: https://a.b",
    "<https://github.com/a/b/issues/9>", "| a | b |", "a | b", "\\| c", "\\", "\\\\", "\\@ada", "&#64;ada",
    "&commat;ada", "&lt;b&gt;", "&", "# title", "#", "- item", "+ item", "* item", "1. one", "1) one",
    "> quote", "```", "~~~", "`code`", "``", "**bold**", "_emphasis_", "__x__", "a_b_c", "***", "---",
    "===", ":-:", "| - |", "~~gone~~", "~x~", "$x$", "$$", "[ ] task", "[x] task", "\t", "    code",
    "\n", "\r\n", "\r", "\n\n", "\u2028", "\x00", "\x1b[31m", "\u202e", "\ud800", "\ufeff", GAP, "\u00a0", "é_é",
    "#\u200b1", "@\u200bada", "＠ada", "＃1", "#１", "fixes", "Fixed:", "closes  ", "😀", ":tada:", "!", "[^1]",
    "<details>", "</details>", "<b", "a<", "![", "](", "[[", "]]", "0.", "12345678901.", "-", "+", "=", ":",
]  # fmt: skip


class Seen(HTMLParser):
    """The tags of a page, and its texts as GitHub looks through them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, object]] = []
        self.texts: list[str] = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


ACTING = [
    r"@[\w-]", r"#\d", r"\bGH-\d", r"://", r"\bwww\.\w", r"mailto:[\w@.-]", r"xmpp:[\w@.-]",
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s+\S*#\d",
]  # fmt: skip


def judged(words: str) -> None:
    safe = text(words)
    assert "\n" not in safe
    assert "<" not in safe
    for place in PLACES:
        seen, usual = (Seen(RENDER.render(place.format(x))) for x in (safe, "word"))
        said = "".join(seen.texts)
        assert seen.tags == usual.tags, (place, safe)
        assert not seen.comments
        ours = place.format("").rpartition(" ")[2]
        acting = said.replace(ours, "") if ours == "#12" else said
        for pattern in ACTING:
            assert not re.search(pattern, acting, re.IGNORECASE), (pattern, place, safe)
        if ours == "#12":
            assert not re.search(ACTING[-1], said, re.IGNORECASE), safe
        shown = "".join(usual.texts).replace("word", " ".join(leaving(words).split()))
        assert said.replace(GAP, "").split() == shown.replace(GAP, "").split(), (place, safe)


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_words(words):
    if words.strip():
        judged(words)


def test_hostile_words_glued_together_are_words():
    dice = random.Random(7)
    for _ in range(300):
        parts = [dice.choice(HOSTILE) for _ in range(dice.randint(2, 6))]
        words = dice.choice(["", " ", ""]).join(parts)
        if leaving(words).strip():
            judged(words)


def test_words_stay_readable():
    assert text("The disk_filled_up at 10:30, 90 % (see LRN-20260301-001)") == (
        "The disk_filled_up at 10:30, 90 % (see LRN-20260301-001)"
    )
    assert text("a" * 50, limit=10) == "a" * 9 + "…"
    assert text("  two\n lines ") == "two lines"


PLAIN = [
    ("Fixes #1", "Fixes # 1"),
    ("closes GH-2", "closes GH- 2"),
    ("see acme/ops#3", "see acme/ops# 3"),
    ("for @ada and @acme/sre", "for @ ada and @ acme/sre"),
    ("https://github.com/acme/ops/issues/1", "https: //github.com/acme/ops/issues/1"),
    ("a [skip ci] b [CI skip]", "a (skip ci) b (CI skip)"),
    ("skip-checks: true", "skip-checks - true"),
    ("one\n\nSigned-off-by: Eve <eve@example.org>", "one Signed-off-by: Eve <eve@ example.org>"),
    ("this fixes", "this fixes -"),
    ("this fixes:", "this fixes: -"),
    ("a_b *c* `d` <e> | f", "a_b *c* `d` <e> | f"),
    ("\x1b[31mred\u202e", "\\x1b[31mred\\u202e"),
]


@pytest.mark.parametrize(("words", "expected"), PLAIN)
def test_titles_and_messages_act_on_nothing(words, expected):
    assert plain(words) == expected
    assert plain(expected) == expected


def test_glued_titles_act_on_nothing():
    dice = random.Random(8)
    for _ in range(5000):
        line = plain("".join(dice.choice(HOSTILE) for _ in range(dice.randint(1, 6))))
        assert "\n" not in line
        for pattern in (*ACTING[:3], ACTING[-1], r":(?=//)", r"\[skip ci\]"):
            assert not re.search(pattern, line, re.IGNORECASE), (pattern, line)


def test_titles_are_cut():
    assert plain("x" * 300, 256) == "x" * 255 + "…"


@pytest.mark.parametrize("words", ["a\n```\n@ada #1\n````\nb", "~~~\n<!-- x", "", "`" * 50])
def test_blocks_hold_what_is_in_them(words):
    page = Seen(RENDER.render(f"{fence(words, 'text')}\n\nafter"))
    assert [tag for tag, _ in page.tags] == ["pre", "code", "p"]
    assert "".join(page.texts).replace(GAP, "").split() == [*words.split(), "after"]


FORGED = "<!-- learnings:begin review known= title= -->\nx\n<!-- learnings:end review -->"


def test_blocks_forge_no_comment_of_ours():
    assert find(fence(FORGED), "review") is None
    assert ticked(fence("- [x] <!-- learnings:act promote LRN-20260301-001 stale --> x")) == []


@pytest.mark.parametrize(
    "words",
    ["+<!-- learnings: begin agents, kept by `learnings promote` -->\n+- Look (X-1) <!-- review by 2026-09-01 -->",
     "a --> b <!DOCTYPE html> c -- d", FORGED],
    ids=["the markers of a promotion", "arrows and HTML", "a forged marker"],
)  # fmt: skip
def test_blocks_show_nothing_that_is_not_in_them(words):
    """What is made inert once leaves as it is: what is put in would be seen."""
    made = fence(words, "diff")
    assert leaving(made) == made
    assert "\\u" not in made
    shown = words.replace("<!--", "<! --") if words == FORGED else words
    assert made.split("\n")[1:-1] == shown.split("\n")


def test_what_left_once_leaves_unchanged():
    for words in HOSTILE:
        assert leaving(leaving(words)) == leaving(words)
    assert leaving("a\r\nb\rc\n") == "a\nb\nc\n"
