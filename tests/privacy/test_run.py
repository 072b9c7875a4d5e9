"""Tokens that line ends break, and what encoded runs say."""

from __future__ import annotations

import base64
import random

import pytest

from learnings.privacy.page import Page
from learnings.privacy.run import from_base64, from_percent, joined, parts_of

from .family import hub

TOKEN = hub(4)
FIRST, SECOND = TOKEN[:22], TOKEN[22:]
BROKEN = {
    "in a cell": f"| {FIRST}<br>{SECOND} |",
    "in a cell, closed": f"| {FIRST}<br/>{SECOND} |",
    "in a quote": f"> the token {FIRST}\n> {SECOND} was used",
    "in a list": f"- the token {FIRST}\n  {SECOND} was used",
    "in a log that was wrapped": f"10:00:01 INFO token={FIRST}\n    {SECOND}",
    "with a hard break": f"{FIRST}  \n{SECOND}",
    "with other line ends": f"{FIRST}\r\n{SECOND}",
    "in comments": f"# {FIRST}\n# {SECOND}",
    "in comments of another language": f"  // {FIRST}\n  // {SECOND} was used",
    "in lines of a log": f"2026-03-01 INFO {FIRST}\n2026-03-01 INFO {SECOND}",
    "in lines of a log with the time": (
        f"[2026-03-01T10:00:00.1Z] [ERROR] {FIRST}\n[2026-03-01T10:00:00.2Z] [ERROR] {SECOND}"
    ),
    "in literals": f"x = '{FIRST}' + '{SECOND}'",
    "in literals without a sign": f'x = "{FIRST}" "{SECOND}"',
    "in literals on two lines": f'x = ("{FIRST}"\n     "{SECOND}")',
    "in literals with a sign at the end": f"x = '{FIRST}' +\n  '{SECOND}'",
    "in literals with a sign on the next line": f"x = '{FIRST}'\n  . '{SECOND}'",
    "in literals with a backslash": f"x = '{FIRST}' \\\n  f'{SECOND}'",
    "in three literals": f"x = '{TOKEN[:12]}' + '{TOKEN[12:30]}' + '{TOKEN[30:]}'",
    "three times": f"> {TOKEN[:12]}\n> {TOKEN[12:30]}\n> {TOKEN[30:]}",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_token_broken_by_a_line_end_is_joined(text: str) -> None:
    runs = [run for run in joined(text) if TOKEN in run.said.text]
    assert runs
    place = runs[0].said.text.index(TOKEN)
    start, end = runs[0].said.span(place, place + len(TOKEN))
    written = text[runs[0].start + start : runs[0].start + end]
    assert written.startswith(TOKEN[:12])
    assert written.endswith(TOKEN[30:])


PIECES = (FIRST, SECOND, TOKEN[:12], TOKEN[12:30], TOKEN[30:], "word", "", "x-1", "made_up7", '"')
BETWEEN = (
    "\n",
    "\r\n",
    "\n> ",
    "\n- ",
    "<br>",
    "<br/>",
    "' + '",
    '" "',
    "'\n '",
    "\\\n",
    " ",
    "|",
    "\n\n",
)


@pytest.mark.parametrize("seed", range(8))
def test_a_token_is_looked_for_where_a_part_of_one_may_be_and_found_as_anywhere(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(150):
        text = "".join(
            dice.choice(PIECES) + dice.choice(BETWEEN) for _ in range(dice.randrange(2, 9))
        )
        page = Page(text)
        further, parted = parts_of(page.lines)
        lines = sorted(parted | {line for line in further if page.stops(line - 1)})
        places = page.around(lines, (0, len(page.lines)))
        assert sorted(joined(text, places)) == sorted(joined(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "the quick brown fox\njumps over the lazy dog",
        "LRN-20260301-001\n\nLRN-20260301-002",
        f"{TOKEN[:10]}\n{TOKEN[10:18]}",
        f"{FIRST}\r\r{SECOND}",
        f"{FIRST}\r\n\r\n{SECOND}",
        f'run "{TOKEN}" "https://db/registry"',
        f'["{FIRST}", "{SECOND}"]',
    ],
    ids=[
        "words",
        "paragraphs",
        "a short run",
        "blank CR",
        "blank CRLF",
        "arguments",
        "a list of literals",
    ],
)
def test_what_is_no_broken_token_is_left_alone(text: str) -> None:
    assert list(joined(text)) == []


def test_base64_that_says_a_text_is_read() -> None:
    written = base64.b64encode(f"token: {TOKEN}".encode()).decode()
    [run] = from_base64(f"data: {written}")
    assert run.said.text == f"token: {TOKEN}"
    assert (run.start, run.end) == (6, 6 + len(written))


def test_base64_of_bytes_is_no_text() -> None:
    assert list(from_base64(base64.b64encode(bytes(range(200))).decode())) == []
    assert list(from_base64("a" * 40 + " /usr/local/lib/python/site-packages/x")) == []


def test_percent_signs_are_read() -> None:
    text = f"GET /x?t=gh%70%5F{TOKEN[4:]}&y=1"
    [run] = from_percent(text)
    assert run.said.text == TOKEN
    assert text[run.start : run.end] == f"gh%70%5F{TOKEN[4:]}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("gh%2570%255F{}", "gh%70%5F{}"),
        ("gh%2570%255F{}", "ghp_{}"),
        ("ghp=5F{}", "ghp_{}"),
    ],
    ids=["one layer", "two layers", "as mail"],
)
def test_other_signs_are_read(written: str, said: str) -> None:
    runs = list(from_percent(f"t {written.format(TOKEN[4:])}"))
    assert said.format(TOKEN[4:]) in [run.said.text for run in runs]


def test_hexadecimal_digits_are_read() -> None:
    [run] = from_base64(f"data: {TOKEN.encode().hex()}")
    assert run.said.text == TOKEN
    assert list(from_base64("commit 3f9c2ab81de04417b5c6a9f01d2e7788aa41bc90")) == []


@pytest.mark.parametrize(
    "part",
    [
        "='a'+",
        "'a1' ",
        "a' +\n'",
        "# a1\n",
        "2026-03-01 A1b\n",
        "=5F",
        "%2541",
        "[ab1\n",
        "ab1\n",
        "ab1\n> ",
        "Ab1<br>",
        "%41",
        "A1b",
        "A1b2" * 9 + "\n",
        "%",
    ],
)
def test_the_time_grows_with_the_text(part: str, doubled) -> None:  # type: ignore[no-untyped-def]
    def work(size: int) -> None:
        text = part * size
        list(joined(text))
        list(from_base64(text))
        list(from_percent(text))

    doubled(work, part)
