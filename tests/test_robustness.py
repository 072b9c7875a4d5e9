"""Any bytes are read without loss, without a crash and without a hang."""

from __future__ import annotations

import gc
import math
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from learnings.entry import Log
from learnings.markdown import parse

from .judge import FOLDER, judge

HEAD = "## [LRN-20260301-001] insight\n\n"
OPS = "## [OPS-20260301-001] outage\n\n**Severity**: P1\n\n### Summary\n"
FIELDS = "**Logged**: 2026-03-01T09:00:00Z\n**Status**: pending\n\n"

# What logs are made of, and what breaks readers of Markdown.
PIECES = [
    "## [LRN-20260301-001] insight",
    "### ERR-20260302-",
    "# FEAT-2026-03-01-0915: tail",
    "## 2026-03-02 — journal",
    "## [FEAT-YYYYMMDD-XXX] placeholder",
    "**Status**: pending",
    "**状态**：已解决",
    "- **Priority**: P2",
    "- Key: value",
    "| Status | resolved |",
    "|---|---|",
    "### Summary",
    "### Metadata",
    "```",
    "````markdown",
    "~~~",
    "```## [LRN-20260301-002] glued",
    "text```",
    "<!--",
    "-->",
    "<details>",
    "</details>",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> branch",
    "---",
    "===",
    "title: x",
    "> ## [LRN-20260301-003] quoted",
    "    indented",
    "\tindented",
    "- ",
    "1. ",
    "[a]: <b",
    "<!-- learnings: ignore[duplicate-id] -->",
    "## WAL Entry — 2026-03-01 14:32",
    "\x00",
    "\ufeff",
    "\u2028",
    "\x0b\x0c\x1c\x85",
    "\ud800",
    "",
    " ",
]


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


line_ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
lines = st.one_of(st.sampled_from(PIECES), st.text(max_size=12))
markdown = st.lists(st.tuples(lines, line_ends), max_size=40).map(
    lambda parts: encoded("".join(line + end for line, end in parts))
)
anything = st.one_of(st.binary(max_size=400), markdown)


def assert_sound(log: Log) -> None:
    """Entries stand in order, sections inside them, and every place is in the file."""
    last = log.line_count + 1
    end = 1
    for entry in log.entries:
        assert end <= entry.start < entry.end <= last
        end = entry.end
        for section in entry.sections:
            assert entry.start < section.start <= section.own_end <= section.end <= entry.end
        fields = [*entry.fields, *(each for section in entry.sections for each in section.fields)]
        spans = [entry.span, *(each.span for each in fields), *(each.key_span for each in fields)]
        for span in spans:
            assert entry.start <= span.line <= span.end_line < max(entry.end, entry.start + 1)
            assert 1 <= span.column <= len(log.line(span.line)) + 1
            assert span.end_column <= len(log.line(span.end_line)) + 1
    for region in log.regions:
        assert 1 <= region.span.line <= region.span.end_line <= max(last, 1)


@settings(max_examples=400, deadline=None)
@given(anything)
def test_what_is_parsed_is_written_back_byte_for_byte(data: bytes) -> None:
    assert parse(data, "LEARNINGS.md").to_bytes() == data


@settings(max_examples=400, deadline=None)
@example(b"## [LRN-20260301-001] insight\n| Status | resolved |\n|---|---|\n```\n")
@example(b"## [LRN-20260301-001] insight\n| Status | resolved |\n|---|---|\n")
@example(b"## [LRN-20260301-001] insight\n| Status | Area |\n|---|---|\n~~~ a|b\n")
@given(markdown)
def test_every_place_in_the_model_is_a_place_in_the_file(data: bytes) -> None:
    assert_sound(parse(data, "LEARNINGS.md"))


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_a_fence_that_opens_on_the_last_line_is_noted_once(fence: str) -> None:
    # With a known section above and no newline below it, it once sent the reader in a circle.
    log = parse(encoded(f"{HEAD}{FIELDS}### Summary\n\ntext\n\n{fence}"))
    assert [region.reason for region in log.regions] == ["fence-unclosed"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(anything, min_size=1, max_size=3))
def test_no_input_makes_a_check_fail(contents: list[bytes]) -> None:
    names = ("LEARNINGS.md", "ERRORS.md", "archive/LEARNINGS.md")
    judge({FOLDER + name: data for name, data in zip(names, contents, strict=False)})


ODD = {
    "an empty file": b"",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "a NUL byte": b"## [LRN-20260301-001] a\x00b\n\n**Status**: pending\n",
    "only NUL bytes": b"\x00" * 4096,
    "UTF-16 with a mark": "## [LRN-20260301-001] a\n".encode("utf-16"),
    "broken UTF-8": b"## [LRN-20260301-001] \xff\xfe\n**Status**: \xc3(\n",
    "an encoded surrogate": b"## [LRN-20260301-001] \xed\xa0\x80\n",
    "an overlong encoding": b"**Status**: \xc0\xaf\n",
    "a cut-off character": "## [LRN-20260301-001] é".encode()[:-1],
    "mixed line ends": b"## [LRN-20260301-001] a\r\n\r**Status**: pending\n\r\n### Summary\rx",
    "a carriage return alone": b"\r",
    "Unicode line separators": "## [LRN-20260301-001] a\u2028**Status**: pending\x85\n".encode(),
    "no final newline": b"## [LRN-20260301-001] a",
    "random bytes": random.Random(7).randbytes(200_000),
    "a line of a million characters": b"## [LRN-20260301-001] " + b"a" * 1_000_000,
    "a heading of a million brackets": b"## " + b"[" * 1_000_000,
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD.keys())
def test_odd_bytes_are_kept_and_judged(data: bytes) -> None:
    log = parse(data, "LEARNINGS.md")
    assert log.to_bytes() == data
    assert_sound(log)
    judge({FOLDER + "LEARNINGS.md": data})


@pytest.mark.timing
def test_a_hundred_megabytes_are_read_in_seconds() -> None:
    entry = (
        HEAD + FIELDS + "### Summary\n\n" + "A disk filled up again. " * 60 + "\n\n---\n\n"
    ).encode()
    data = entry * (100_000_000 // len(entry))
    begun = time.process_time()
    log = parse(data, "LEARNINGS.md")
    assert len(log.entries) == data.count(b"## [")
    assert time.process_time() - begun < 60
    assert log.to_bytes() == data


# Each family makes a text of about `n` characters; twice the text may cost 2.5 times the time.
FAMILIES: dict[str, Callable[[int], str]] = {
    "nested quotations": lambda n: HEAD + ">" * n,
    "nested list items": lambda n: HEAD + "- " * (n // 2) + "a",
    "list items that nest line by line": lambda n: (
        HEAD + "".join(" " * (2 * (i % 40)) + "- a\n" for i in range(n // 45))
    ),
    "fences that open and never close": lambda n: "```\n~~~\n" * (n // 16) + "````\n" * (n // 10),
    "a fence that never closes in each entry": lambda n: (HEAD + "```\nls\n\n") * (n // 40),
    "headings glued to a fence": lambda n: ("```\nls\n```" + HEAD) * (n // 40),
    "fences of growing length": lambda n: (
        HEAD + "".join("`" * (3 + i % 300) + "\n" for i in range(n // 150))
    ),
    "back-ticks that never match": lambda n: (
        HEAD + "".join("`" * (1 + i % 300) + "a " for i in range(n // 150))
    ),
    "emphasis that never closes": lambda n: HEAD + "*a_ **a __" * (n // 10),
    "opening brackets": lambda n: HEAD + "[" * n,
    "images in images": lambda n: HEAD + "![[]()" * (n // 6),
    "comments that never close": lambda n: HEAD + "<!-- a\n" * (n // 7),
    "HTML blocks of every kind": lambda n: HEAD + "<div>\n<?a\n<!A\n<![CDATA[\n\n" * (n // 25),
    "HTML tags that never close": lambda n: HEAD + "<a b='\n" * (n // 7),
    "a paragraph with an underline at its end": lambda n: HEAD + "a\n" * (n // 2) + "===\n",
    "underlined headings": lambda n: HEAD + "a\n-\n" * (n // 4),
    "reference definitions": lambda n: HEAD + "[a]: <b\n[a]: b 'c\n" * (n // 17),
    "a table of one row": lambda n: HEAD + "| a " * (n // 4),
    "a table of many rows": lambda n: HEAD + "| Status | a |\n|---|---|\n" * (n // 25),
    "hashes": lambda n: "#" * n + "\n" + "# " * n,
    "thematic breaks": lambda n: HEAD + "---\n***\n- - -\n" * (n // 14),
    "bold keys that never end": lambda n: HEAD + "**Status: " * (n // 10) + "\n" + "**" * (n // 2),
    "fields without end": lambda n: HEAD + "**Status**: pending\n" * (n // 20),
    "metadata without end": lambda n: HEAD + "### Metadata\n\n" + "- See Also: none\n" * (n // 17),
    "sections without end": lambda n: HEAD + "### Summary\n\na\n\n" * (n // 16),
    "entries of one ID": lambda n: (HEAD + FIELDS) * (n // 90),
    "entries of growing depth": lambda n: "".join(
        "#" * (1 + i % 6) + f" LRN-20260301-{i:03d} a\n" for i in range(n // 22)
    ),
    "an ID without end": lambda n: "## [LRN-" + "A-" * (n // 4) + "1" * (n // 2),
    "references without end": lambda n: (
        HEAD + "### Metadata\n\n- See Also: " + "LRN-20260301-001, " * (n // 18)
    ),
    "duplicates in a conflict": lambda n: (
        "<<<<<<< a\n" + (HEAD + FIELDS) * (n // 180) + "=======\n" + (HEAD + FIELDS) * (n // 180)
    ),
    "entries without an ID": lambda n: f"## A title\n\n{FIELDS}" * (n // 70),
    "instructions and fences": lambda n: (
        f"{HEAD}### Summary\n\n[describe the cause]\n\n### Details\n\n```\nx\n```\n\n" * (n // 100)
    ),
    "entries of one key": lambda n: "".join(
        f"## [LRN-20260301-{i:05d}] a\n\n{FIELDS}- Pattern-Key: a.b\n\n" for i in range(n // 110)
    ),
    "references to a long entry": lambda n: (
        f"{HEAD}{'LRN-20260301-000 ' * (n // 60)}\n"
        + "".join(
            f"## [LRN-20260302-{i:05d}] a\n\n- See Also: LRN-20260301-001\n\n"
            for i in range(n // 80)
        )
    ),
    "conflict markers": lambda n: "<<<<<<< a\n## [LRN-20260301-001] a\n=======\n" * (n // 42),
    "whole conflicts": lambda n: (
        ("<<<<<<< a\n" + HEAD + "=======\n" + HEAD + ">>>>>>> b\n") * (n // 90)
    ),
    "front matter that never ends": lambda n: "---\n" + "title: a\n" * (n // 9),
    "ignore comments": lambda n: HEAD + "<!-- learnings: ignore[stale-entry] -->\n" * (n // 40),
    "an ignore comment without end": lambda n: HEAD + "<!-- learnings: ignore[a" + ", a" * (n // 3),
    "quantities without end": lambda n: HEAD + "- Duration: " + "1 h " * (n // 4),
    "a timeline that goes back in each row": lambda n: (
        HEAD + "### Timeline\n" + "- 14:02 a\n- 13:02 b\n" * (n // 22)
    ),
    "timelines without end": lambda n: (
        HEAD + "### Timeline\n- 14:02 a\n- Ended: 25:61\n" * (n // 40)
    ),
    "a rule of a table that is none": lambda n: (
        HEAD + "### Timeline\n| a |\n|" + "-" * (n // 2) + "x\n" + "|" * (n // 2)
    ),
    "durations and rows without end": lambda n: (
        HEAD + "### Timeline\n" + "- 14:02 Restored\n- Duration: 9 h\n" * (n // 34)
    ),
    "targets without end": lambda n: OPS + "SLO: 99.5%, SLA 99.9% for a\n" * (n // 28),
    "measures without end": lambda n: OPS + "a manual step takes 1 h 1 h 1 h\n" * (n // 32),
    "numbers without end": lambda n: OPS + ("1,000" * 300 + " manual toil 1 h %\n") * (n // 1500),
    "open actions": lambda n: HEAD + "### Action Items\n" + "- [ ] Cap (a, b\n" * (n // 15),
    "actions inside actions": lambda n: (
        HEAD + "### Action Items\n" + "".join(" " * (i % 80) + "- [ ] a\n" for i in range(n // 48))
    ),
    "an action without end": lambda n: HEAD + "### Action Items\n- [ ] by " + "(a, by " * (n // 7),
    "deadlines without end": lambda n: (
        HEAD + "### Action Items\n- [ ] a " + "by 2026-03-01 (ana) " * (n // 20)
    ),
    "measures that say nothing": lambda n: (
        HEAD + "### Prevention\n" + "- improve the monitoring\n" * (n // 25)
    ),
    "keys that are alike": lambda n: "".join(
        f"## [LRN-20260301-{i:05d}] a\n\n**Pattern-Key**: connection.{chr(97 + i % 26)}{i:x}leak\n\n"
        for i in range(n // 65)
    ),
    "entries of one counted key": lambda n: "".join(
        f"## [LRN-20260301-{i:05d}] a\n\n**Pattern-Key**: a.b\n**Recurrence-Count**: 1\n\n"
        for i in range(n // 75)
    ),
    "keys without end": lambda n: HEAD + "**Pattern-Key**: " + "connection.leaks, " * (n // 18),
    "a key without end": lambda n: HEAD + "**Pattern-Key**: " + "connection." * (n // 11),
    "write-ahead entries": lambda n: (
        (
            "## WAL Entry — 2026-03-01 14:32\n**Operation**: a\n**Affected resources**: b\n"
            "**Status**: PENDING\n\n"
        )
        * (n // 95)
    ),
    "resources without end": lambda n: (
        "## WAL Entry — 2026-03-01 14:32\n**Affected resources**: " + "a, " * (n // 3)
    ),
    "blanks": lambda n: HEAD + "**Status**:" + " " * n + "\n" + "\t" * n + "x",
    "blanks in a bold key": lambda n: HEAD + FIELDS + "**Sum" + " " * n + "mary**: a\n",
    "blanks in a key": lambda n: HEAD + "Sta" + " " * n + "tus: a\n- Sta" + " " * n + "tus: a\n",
    "blanks in an entry's heading": lambda n: "## [LRN-20260301-001]" + " " * n + "x\n",
    "blanks in a heading": lambda n: HEAD + "### Sum" + " " * n + "mary" + " " * n + "(a) b\n",
    "blanks in values": lambda n: (
        HEAD
        + "".join(
            f"**{key}**: a{' ' * (n // 6)}b\n"
            for key in ("Status", "Priority", "Logged", "Duration", "See Also", "Area")
        )
    ),
    "comments that never end": lambda n: HEAD + "**Status**: a " + "<!--" * (n // 4) + "\n",
    "blanks in references": lambda n: HEAD + "**See Also**: a" + " " * n + "b\n",
    "blanks in a row": lambda n: HEAD + "| Sta" + " " * n + "tus | a" + " " * n + "b | c |\n",
    "blanks before a field": lambda n: HEAD + "**Status**: a" + " " * n + "b **Priority** c: d\n",
    "blanks around emphasis": lambda n: HEAD + "*Status" + " " * n + "**" + " " * n + "a: b\n",
    "carriage returns": lambda n: HEAD + "a\r\r\n" * (n // 4),
    "broken bytes": lambda n: HEAD + "\udcff\udc80" * (n // 2),
}


def cost(run: Callable[[bytes], object], data: bytes) -> float:
    """Seconds of processor time, the garbage collector apart."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        run(data)
        return time.process_time() - begun
    finally:
        gc.enable()


def growth(run: Callable[[bytes], object], family: Callable[[int], str], enough: float) -> float:
    """How many times the cost grows when the text doubles, over two doublings.

    Noise only ever adds, so that the least of several times is the truest, and two doublings
    tell a straight line from a curve better than one. The text is grown until it takes long
    enough to be measured, so many seconds, or is as long as any log.
    """
    # What is there already need not be looked through before each measurement.
    gc.collect()
    gc.freeze()
    size = 2_000
    while size < 400_000 and cost(run, _made(family, size)) < enough:
        size *= 2
    # A machine that others use may be slow for seconds: what is linear is so at any length and
    # in one of several tries, what is not never is.
    ratios: list[float] = []
    for length in (size, size * 2, size):
        ratios.append(_ratio(run, _made(family, length), _made(family, length * 4)))
        if ratios[-1] <= 5:
            break
        time.sleep(1)
    return math.sqrt(min(ratios))


def _ratio(run: Callable[[bytes], object], short: bytes, long: bytes) -> float:
    best_short, best_long = cost(run, short), cost(run, long)
    for _ in range(12):
        if best_long <= 5 * best_short:
            break
        best_short = min(best_short, cost(run, short))
        best_long = min(best_long, cost(run, long))
    return best_long / best_short


def _made(family: Callable[[int], str], size: int) -> bytes:
    return family(size).encode("utf-8", "surrogateescape")


@pytest.mark.timing
@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES.keys())
def test_reading_stays_linear(family: Callable[[int], str]) -> None:
    assert growth(lambda data: parse(data, "LEARNINGS.md"), family, 0.008) <= 2.5


@pytest.mark.timing
@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES.keys())
def test_judging_stays_linear(family: Callable[[int], str]) -> None:
    # What is done for any log, however short, takes some milliseconds.
    assert growth(lambda data: judge({FOLDER + "LEARNINGS.md": data}), family, 0.02) <= 2.5
