from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnings.comment import comments
from learnings.diagnostic import Confidence, Diagnostic, Problem, Severity, Span
from learnings.markdown import parse
from learnings.suppress import apply

TODAY = dt.date(2026, 7, 1)
GROUPS = {
    "missing-field": "schema",
    "unknown-value": "schema",
    "stale-entry": "ageing",
    "expired-suppression": "suppression",
    "unused-suppression": "suppression",
    "malformed-suppression": "suppression",
}
RAN = frozenset(GROUPS)

LOG = """\
# Learnings
{top}

## [LRN-20260301-001] first{heading}
{header}

**Status**: pending{field}

### Summary
Restart the worker{end}

{inside}

Text after it

```text
code
last
```
{above}
## [LRN-20260302-001] second

**Status**: pending
"""


def log(text="", **places):
    filled = LOG.format_map(
        dict.fromkeys(("top", "heading", "header", "field", "end", "inside", "above"), "") | places
    )
    return parse((text or filled).encode(), "x.md")


def finding(line, check="missing-field", column=1):
    return Diagnostic(
        "x.md",
        check,
        GROUPS[check],
        Severity.ERROR,
        Confidence.HIGH,
        Problem(Span.at(line, column), "message"),
    )


def every_line(found):
    return [finding(line) for line in range(1, found.line_count + 1)]


def hidden(found, today=TODAY):
    result = apply(every_line(found), [found], today, RAN, GROUPS)
    return [item.span.line for item in result.suppressed]


def reach(found, name):
    if name == "file":
        return list(range(1, found.line_count + 1))
    entry = found.entries[("first", "second").index(name)]
    return list(range(entry.start, entry.end))


def findings(found, diagnostics=(), ran=RAN):
    result = apply(diagnostics, [found], TODAY, ran, GROUPS)
    return [
        f"{item.path}:{item.problem.span.line}:{item.problem.span.column}: {item.check}:"
        f" {item.problem.message} ({item.problem.hint})"
        for item in result.findings
    ]


IGNORE = "<!-- learnings: ignore[missing-field] -->"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param({}, [], id="no comment hides nothing"),
        pytest.param({"header": "<!-- ignore[missing-field] -->"}, [], id="another comment"),
        pytest.param({"header": "<!-- learnings: ignore -->"}, [], id="no name hides nothing"),
        pytest.param({"header": f"`{IGNORE}`"}, [], id="in a code span it is text"),
        pytest.param({"inside": f"```html\n{IGNORE}\n```"}, [], id="in a fence it is text"),
        pytest.param({"header": IGNORE.replace("missing-field", "ageing")}, [], id="another group"),
        pytest.param({"header": IGNORE}, "first", id="below the heading: the entry"),
        pytest.param({"heading": " " + IGNORE}, "first", id="on the heading: the entry"),
        pytest.param({"field": f"\n{IGNORE}"}, "first", id="among the fields: the entry"),
        pytest.param({"above": IGNORE}, "second", id="above a heading: the entry below"),
        pytest.param({"above": f"{IGNORE}\n\n"}, "second", id="with blank lines between"),
        pytest.param({"field": f" {IGNORE}"}, [7], id="at the end of a field: its line"),
        pytest.param({"end": f" {IGNORE}"}, [10], id="at the end of a text: its line"),
        pytest.param({"inside": IGNORE}, [14], id="alone in a section: the next line with text"),
        pytest.param(
            {"inside": f"{IGNORE}\n<!-- learnings: ignore[stale-entry] -->"},
            [15],
            id="a stack of comments means the same line",
        ),
        pytest.param(
            {"inside": f"Words\n\n{IGNORE}\n\n~~~\na\n\nb\n~~~"},
            [16, 17, 18, 19, 20],
            id="above a code block: the block",
        ),
        pytest.param({"inside": f"* item {IGNORE}"}, [12], id="in a list"),
        pytest.param({"top": f"{IGNORE}\n\nText"}, "file", id="before the first entry: the file"),
        pytest.param(
            {"top": f"{IGNORE}\nText"},
            "file",
            id="before the first entry, with text below",
        ),
        pytest.param(
            {"inside": IGNORE.replace("ignore", "ignore-file")},
            "file",
            id="ignore-file anywhere: the file",
        ),
        pytest.param(
            {"end": f" {IGNORE.upper().replace('LEARNINGS', 'Learnings')}"}, [10], id="capitals"
        ),
        pytest.param(
            {"end": " <!--learnings:ignore[ missing-field ,x]-->"}, [10], id="blanks or none"
        ),
        pytest.param({"end": f" {IGNORE.replace('missing-field', 'schema')}"}, [10], id="a group"),
        pytest.param(
            {"end": f" {IGNORE.replace(']', '] until=2026-07-01')}"}, [10], id="on its last day"
        ),
        pytest.param(
            {"end": f" {IGNORE.replace(']', '] until=2026-06-30')}"}, [], id="the day after"
        ),
        pytest.param({"end": " ` ` " + IGNORE}, [10], id="after a code span"),
    ],
)
def test_what_a_comment_hides(places, expected):
    found = log(**places)
    assert hidden(found) == (reach(found, expected) if isinstance(expected, str) else expected)


def test_directly_above_the_first_heading_it_is_for_that_entry():
    found = log(
        "# Log\n\n" + IGNORE + "\n## [LRN-20260301-001] a\n\nText\n\n## [LRN-20260301-002] b\n"
    )
    assert hidden(found) == [4, 5, 6, 7]


def test_a_file_without_entries_is_hidden_whole():
    assert hidden(log(f"Text\n\n{IGNORE}\n\nMore\n")) == [1, 2, 3, 4, 5]


def test_carriage_returns_and_a_byte_order_mark_change_nothing():
    text = "\ufeff" + IGNORE + "\r\n## [LRN-20260301-001] a\r\n\r\nText\r\n"
    assert hidden(log(text)) == [2, 3, 4]


@pytest.mark.parametrize(
    ("comment", "diagnostics", "expected"),
    [
        pytest.param("ignore[missing-field]", [finding(8)], [], id="used"),
        pytest.param("ignore[schema]", [finding(8, "unknown-value")], [], id="used as a group"),
        pytest.param(
            'ignore[stale-entry] reason="x" until=2026-07-01',
            [finding(8, "stale-entry")],
            [],
            id="used on its last day",
        ),
        pytest.param(
            "ignore[missing-field]",
            [],
            ["unused-suppression: nothing is left to suppress for missing-field (remove the"],
            id="unused",
        ),
        pytest.param(
            "ignore[missing-field, stale-entry]",
            [finding(8)],
            ["unused-suppression: nothing is left to suppress for stale-entry (remove the name)"],
            id="one of two unused",
        ),
        pytest.param(
            "ignore[missing-field] until=2026-06-30",
            [finding(8)],
            [
                (
                    "expired-suppression: the suppression of missing-field ended on 2026-06-30"
                    " (mend what it hides, or set a later day)"
                )
            ],
            id="expired",
        ),
        pytest.param(
            "ignore[missing-feld]",
            [],
            [
                (
                    "malformed-suppression: there is no check `missing-feld` to suppress"
                    ' (did you mean "missing-field"?)'
                )
            ],
            id="unknown check",
        ),
        pytest.param(
            "ignore[missing-field] until=2026-02-30",
            [finding(8)],
            ["malformed-suppression: `until` is not a date (write it as until=2030-12-31)"],
            id="no day of the calendar",
        ),
        pytest.param(
            "ignore[missing-field] until=soon",
            [],
            ["malformed-suppression: `until` is not a date (write it as until=2030-12-31)"],
            id="no date, and nothing to hide: one fault at a time",
        ),
        pytest.param(
            "ignore[missing-field, missing-feld]",
            [],
            [
                "malformed-suppression: there is no check `missing-feld` to suppress",
                "unused-suppression: nothing is left to suppress for missing-field (remove the",
            ],
            id="one name is unknown, the other hides nothing",
        ),
        pytest.param(
            "ignore[missing-field] for=ever",
            [finding(8)],
            [
                "malformed-suppression: `for` is not part of a suppression (use `reason`, `author` and"
            ],
            id="unknown attribute",
        ),
        pytest.param(
            "ignore[unused-suppression]",
            [],
            [
                (
                    "malformed-suppression: a comment cannot suppress `unused-suppression`"
                    ' (turn it off in the settings: severity = { unused-suppression = "off" })'
                )
            ],
            id="a comment about comments",
        ),
        pytest.param(
            "ignore", [], ["malformed-suppression: the comment names no check ("], id="no names"
        ),
        pytest.param(
            "ignore[]",
            [],
            ["malformed-suppression: the comment names no check ("],
            id="an empty list",
        ),
        pytest.param(
            "disable[x]", [], ["malformed-suppression: the comment says neither"], id="another verb"
        ),
        pytest.param(
            "ignore[missing-field] because",
            [finding(8)],
            ["malformed-suppression: the end of the comment cannot be read"],
            id="a tail",
        ),
        pytest.param(
            'ignore[missing-field] reason="x',
            [finding(8)],
            ["malformed-suppression: the end of the comment cannot be read"],
            id="an open quotation",
        ),
    ],
)
def test_comments_are_judged(comment, diagnostics, expected):
    said = findings(log(header=f"<!-- learnings: {comment} -->"), diagnostics)
    assert len(said) == len(expected)
    for line, start in zip(said, expected, strict=True):
        assert line.startswith(f"x.md:5:1: {start}")


def test_a_comment_over_two_lines_is_malformed():
    said = findings(log(header="<!-- learnings: ignore[schema]\n-->"))
    assert said[0].startswith(
        "x.md:5:1: malformed-suppression: the comment does not end on its line"
    )


@pytest.mark.parametrize(
    ("names", "ran", "expected"),
    [
        ("missing-field", {"unused-suppression"}, 0),
        ("missing-field", {"unused-suppression", "missing-field"}, 1),
        ("schema", {"unused-suppression", "missing-field"}, 0),
        ("schema", {"unused-suppression", "missing-field", "unknown-value"}, 1),
        ("missing-field", {"missing-field"}, 0),
    ],
    ids=[
        "the check was not run",
        "the check was run",
        "only a part of the group was run",
        "the whole group was run",
        "the check of comments itself was not run",
    ],
)
def test_unused_is_said_only_of_what_was_run(names, ran, expected):
    found = log(header=f"<!-- learnings: ignore[{names}] -->")
    assert len(findings(found, ran=ran)) == expected


def test_what_was_run_may_differ_by_file():
    found = log(header=IGNORE)
    result = apply([], [found], TODAY, RAN, GROUPS, lambda path: RAN - {"missing-field"})
    assert result.findings == []


def test_each_of_two_comments_that_reach_a_finding_is_used():
    assert findings(log(header=IGNORE, field=f" {IGNORE}"), [finding(7)]) == []


def test_findings_about_comments_are_never_hidden():
    found = log(top=IGNORE.replace("missing-field", "suppression"))
    item = finding(5, "unused-suppression")
    assert apply([item], [found], TODAY, RAN, GROUPS).kept == [item]


def fixed(found, diagnostics=()):
    result = apply(diagnostics, [found], TODAY, RAN, GROUPS)
    edits = [
        edit for item in result.findings if item.problem.fix for edit in item.problem.fix.edits
    ]
    text = found.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"a\n{IGNORE}\nb\n", "a\nb\n", id="alone: the line goes"),
        pytest.param(f"a\r\n  {IGNORE} \r\nb", "a\r\nb", id="its line end too"),
        pytest.param(f"a\n{IGNORE}", "a\n", id="on the last line"),
        pytest.param(f"a  {IGNORE}\nb\n", "a\nb\n", id="at the end: the blanks before it too"),
        pytest.param(f"{IGNORE}{IGNORE}\n", "\n", id="two on a line"),
    ],
)
def test_the_fix_takes_an_unused_comment_away(text, expected):
    assert fixed(log(text)) == expected


def test_the_fix_takes_an_unused_name_out():
    found = log('a <!-- learnings: ignore[schema,  stale-entry] reason="[x]" -->\n')
    assert fixed(found, [finding(1)]) == 'a <!-- learnings: ignore[schema] reason="[x]" -->\n'


PIECES = st.sampled_from(
    [
        IGNORE,
        "<!-- learnings:",
        "ignore[x",
        "]",
        "-->",
        "`",
        "\n",
        "\r",
        "```\n",
        "## [LRN-20260301-001] a\n",
        "### Summary\n",
        "until=9999-99-99",
        '"',
        " ",
        "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"),
    ]
)


@given(st.lists(PIECES, max_size=30))
def test_no_text_crashes_and_fixes_only_take_away(pieces):
    found = log("".join(pieces) or " ")
    once = fixed(found)
    for comment in comments(found):
        assert found.text[comment.start : comment.end].startswith("<!--")
    again = log(once or " ")
    assert len(comments(again)) <= len(comments(found))


@pytest.mark.timing
@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(IGNORE + "\n", id="a stack"),
        pytest.param(IGNORE, id="all on one line"),
        pytest.param("<!-- learnings: ", id="never closed"),
        pytest.param(IGNORE + "\n\n\n\n", id="with blank lines"),
        pytest.param("`" + IGNORE, id="with back-ticks"),
    ],
)
def test_twice_the_comments_take_twice_the_time(unit):
    def seconds(count):
        found = parse(("x\n" + unit * count).encode())
        diagnostics = every_line(found)[:2000]
        start = time.process_time()
        apply(diagnostics, [found], TODAY, RAN, GROUPS)
        return time.process_time() - start

    assert seconds(8000) < 3 * max(seconds(4000), 0.05) + 0.1
