"""Words of an entry build and load nothing where they are copied to, and commands stay commands."""

from __future__ import annotations

import random
import re

import pytest
from markdown_it import MarkdownIt

from learnings.cli import main
from learnings.promotion.prose import code, prose
from learnings.promotion.words import in_cell, in_comment, sentences

from ..github.test_safe import HOSTILE, Seen

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Where templates put words.
PLACES = ["{}", "- {} (X-1)", "- [ ] {} (X-1)", "1. {} (X-1)", "# {}", "# Runbook: {}",
          'Chosen option: "{}", because of this: {}', "line\n{}\nline", "1. a (X-1)\n1. {} (X-1)",
          "{}\n{}\n{}", "- {} (X-1)\n- {} (X-1)"]  # fmt: skip
INLINE = {"code", "em", "strong", "s"}
MORE = ["`a`", "`` a ` b ``", "`<b>`", "`<!-- x", "```sh", "<https://a.example/x>", "[a](b.md)", "\\`",
        "[a](//x.example)", "[a](/x)", "![a](b.png)", "[a][b]", "[a]", "[b]: https://x.example", "www.x.example",
        "[^1]: x", "](https://x.example)", "](", "> [!NOTE]", "- [ ] x", "https://x.example/a_(b)", "a|b",
        "<a@x.example>", "`", "\\\\", "--- | ---", "| --- |", "    x", "+++", "# x #", "10)"]  # fmt: skip


def shape(page: Seen) -> list[str]:
    return [tag for tag, _ in page.tags if tag not in INLINE and tag != "a"]


def judged(words: str) -> None:
    made = prose(" ".join(words.split()))
    for place in PLACES:
        text = place.replace("{}", made)
        seen, usual = (Seen(RENDER.render(x)) for x in (text, place.replace("{}", "word")))
        assert shape(seen) == shape(usual), (place, made)
        assert not seen.comments, (place, made)
        for tag, given in seen.tags:
            if tag == "a":
                assert re.fullmatch(r"(?!//)[\w.#-][\w./#-]*", dict(given)["href"]), (place, made)
    # What is no code holds no address that a page would make a link of.
    bare = re.sub(r"<code>.*?</code>", "", RENDER.render(made), flags=re.DOTALL)
    assert not re.search(r"://|www\.\w|mailto:\w", bare), made


@pytest.mark.parametrize("words", [*HOSTILE, *MORE], ids=ascii)
def test_hostile_words_build_nothing(words):
    if words.strip() and words.isprintable():
        judged(words)


def test_hostile_words_glued_together_build_nothing():
    dice = random.Random(11)
    parts = [words for words in (*HOSTILE, *MORE) if words.strip() and words.isprintable()]
    for _ in range(400):
        judged(
            dice.choice(["", " ", ""]).join(dice.choice(parts) for _ in range(dice.randint(2, 6)))
        )


def test_cells_stay_one_cell():
    dice = random.Random(12)
    parts = [words for words in (*HOSTILE, *MORE) if words.strip() and words.isprintable()]
    for _ in range(400):
        words = in_cell("".join(dice.choice(parts) for _ in range(dice.randint(1, 5))))
        page = Seen(RENDER.render(f"| a | b |\n| - | - |\n| X-1 | {words} |\n| c | d |"))
        assert [tag for tag, _ in page.tags].count("td") == 4, words
        # A sign behind a backslash is one character to GitHub, a backslash too.
        assert len(re.findall(r"(?:\\.|[^\\|])*\|", f"| {words} |")) == 2, words


SAME = [
    "Run `kubectl get pods -l app=<name> --all-namespaces` twice.",
    "`a && b || c > d 2>&1 | e`, then `` x ` y ``",
    "The disk_filled_up at 10:30, 90 % of *all* (see LRN-20260301-001)",
    "see [the notes](notes/disk.md#full) and 1.5 GB",
    "-x and -- y", "#1", "10 times", "a # b", "[ ] Look at it (X-1)", "`--> x`",
]  # fmt: skip
MADE = [
    ("See https://x.example/a(b), then", "See `https://x.example/a(b)`, then"),
    ("[x](https://x.example)", "[x\\](`https://x.example`)"),
    ("![x](https://x.example/p.png)", "!\\[x\\](`https://x.example/p.png`)"),
    ("<https://x.example>", "`https://x.example`"),
    ("[x](javascript:1)", "[x\\](javascript:1)"),
    ("# Title", "\\# Title"),
    ("```sh", "\\`\\`\\`sh"),
    ("1. one", "1\\. one"),
    ("<b> and `<b>`", "&lt;b> and `<b>`"),
    ("`<!-- x -->`", "`<! -- x -->`"),
    (">5 minutes", "\\>5 minutes"),
]


@pytest.mark.parametrize("words", SAME)
def test_plain_words_and_commands_stay_as_they_are(words):
    assert prose(words) == words


@pytest.mark.parametrize(("words", "made"), MADE, ids=[words for words, _ in MADE])
def test_what_would_act_is_a_character_or_code(words, made):
    assert prose(words) == made


@pytest.mark.parametrize("words", ["a", "`a", "a`", "a ` b `` c", "<x>"])
def test_code_is_code(words):
    page = Seen(RENDER.render(code(words)))
    assert [tag for tag, _ in page.tags] == ["p", "code"]
    assert "".join(page.texts).strip() == words


def test_sections_become_items_without_their_markdown():
    lines = ["#### Why", "", "> It was **full**.", "> - an item", "| a | b |", "| --- | --- |", "===",
             "```sh", "# look first", "df -h | grep `x`", "```"]  # fmt: skip
    assert sentences(lines) == (
        "Why", "It was **full**.", "an item", "| a | b |", "`` df -h | grep `x` ``",
    )  # fmt: skip


def test_a_comment_of_code_does_not_end_before_its_line():
    assert in_comment("Look\nat <b> ?> it") == "Look at <b> ? > it"


LOG = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: resolved
**Area**: infra

### Summary
# Owned

### Details
![x](https://x.example/p.png) and [y](https://x.example) <img src=x>

## Forged heading in code is no heading: see `kubectl get <pod>`

### Suggested Action
- ```sh
- # Steps
- Run `df -h <disk>`

### Resolution
- **Resolved**: 2026-03-02T09:00:00Z
- **Notes**: Done.

### Metadata
- Source: incident
"""


@pytest.mark.parametrize("target", ["runbook", "postmortem", "adr", "references", "handoff"])
def test_an_entry_changes_no_structure_of_its_document(target, build, monkeypatch):
    repository = build()
    repository.commit({".learnings/LEARNINGS.md": LOG})
    monkeypatch.chdir(repository.path)
    assert (
        main(["promote", "LRN-20260301-001", "--to", target, "--line", "Look at the disk", "--yes"])
        == 0
    )
    [path] = [
        name for name in repository.git("ls-files", "-o", "-m").split() if "LEARNINGS" not in name
    ]
    page = RENDER.render((repository.path / path).read_text())
    assert "<img" not in page
    assert "<pre>" not in page
    assert 'href="http' not in page
    headings = re.findall(r"<h\d>(.*?)</h\d>", page)
    assert not any(words in ("Steps", "Forged") for words in headings)
