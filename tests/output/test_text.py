"""The formats for people: `text` and `concise`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from learnings.diagnostic import Fix, Related, Severity, Span
from learnings.output import render

Make = Callable[..., Any]
CLEAN = "no problems in 4 files (120 entries)"


def test_a_finding_shows_its_line_the_place_and_the_remedy(report: Make, diagnostic: Make) -> None:
    item = diagnostic(
        "`Status` is `done`",
        at=(12, 13, 12, 17),
        check="unknown-value",
        severity=Severity.ERROR,
        hint="use pending, in_progress or resolved",
        related=(Related(".learnings/ERRORS.md", Span.at(7), "the list is here"),),
        fix=Fix("write `resolved`", ()),
    )
    assert render("text", report(item, source="**Status**: done")).splitlines() == [
        ".learnings/LEARNINGS.md:12:13: error[unknown-value] `Status` is `done`",
        "12 | **Status**: done",
        "   |             ^^^^",
        "   = hint: use pending, in_progress or resolved",
        "   = .learnings/ERRORS.md:7:1: the list is here",
        "   = fixable: write `resolved`",
        "",
        "1 error in 4 files (120 entries)",
    ]


@pytest.mark.parametrize(
    ("source", "at", "shown"),
    [
        pytest.param("ab cd", (3, 4, 3, 6), ["3 | ab cd", "  |    ^^"], id="a span"),
        pytest.param("ab", (3, 2, 3, 2), ["3 | ab", "  |  ^"], id="an empty span is one mark"),
        pytest.param("ab", (3, 3, 3, 3), ["3 | ab", "  |   ^"], id="the end of the line"),
        pytest.param("ab", (3, 9, 3, 12), ["3 | ab", "  |   ^"], id="beyond the end of the line"),
        pytest.param("\tab", (3, 2, 3, 4), ["3 |     ab", "  |     ^^"], id="a tab is a stop"),
        pytest.param("a\tb", (3, 3, 3, 4), ["3 | a   b", "  |     ^"], id="a tab ends at the stop"),
        pytest.param("状态: x", (3, 5, 3, 6), ["3 | 状态: x", "  |       ^"], id="wide before"),
        pytest.param(
            "状态: x", (3, 1, 3, 3), ["3 | 状态: x", "  | ^^^^"], id="wide under the mark"
        ),
        pytest.param(
            "e\u0301 x", (3, 4, 3, 5), ["3 | e\u0301 x", "  |   ^"], id="an accent is no column"
        ),
        pytest.param(
            "\x1bc x", (3, 4, 3, 5), ["3 | \\x1bc x", "  |       ^"], id="escapes take room"
        ),
        pytest.param(
            "##[a] b", (3, 7, 3, 8), ["3 | ##\\[a] b", "  |        ^"], id="a stopped command"
        ),
        pytest.param("", (3, 1, 3, 1), [], id="an empty line is not shown"),
        pytest.param("ab", (3, 1, 4, 1), ["3 | ab", "  | ^^"], id="a whole line with its end"),
        pytest.param(
            "ab cd",
            (3, 4, 9, 2),
            ["3 | ab cd", "  |    ^^", "  = until: line 9"],
            id="several lines are marked on the first",
        ),
    ],
)
def test_the_mark_stands_under_the_place(
    report: Make, diagnostic: Make, source: str, at: tuple[int, ...], shown: list[str]
) -> None:
    lines = render("text", report(diagnostic(at=at), source=source)).splitlines()
    assert lines[1:-2] == shown


@pytest.mark.parametrize(
    ("column", "start", "end"),
    [
        pytest.param(1, "x", "…", id="at the start nothing is cut there"),
        pytest.param(5_000, "…", "…", id="in the middle both sides are cut"),
        pytest.param(10_000, "…", "y", id="at the end nothing is cut there"),
    ],
)
def test_a_long_line_is_shown_around_the_place(
    report: Make, diagnostic: Make, column: int, start: str, end: str
) -> None:
    source = ("x" * 9_999) + "y"
    item = diagnostic(at=(3, column, 3, column + 1))
    lines = render("text", report(item, source=source, width=60)).splitlines()
    assert max(map(len, lines[1:3])) <= 60
    assert lines[1].startswith(f"3 | {start}")
    assert lines[1].endswith(end)
    assert lines[1][lines[2].index("^")] == source[column - 1]


def test_a_line_of_ten_million_characters_is_cut_as_well(report: Make, diagnostic: Make) -> None:
    item = diagnostic(at=(1, 5_000_000, 1, 9_900_000))
    lines = render("text", report(item, source="状" * 10_000_000)).splitlines()
    assert len(lines[1]) < 110


@pytest.mark.parametrize(
    ("kinds", "more", "line"),
    [
        pytest.param("", {}, CLEAN, id="nothing found"),
        pytest.param("", {"files": 1, "entries": 1}, "no problems in 1 file (1 entry)", id="one"),
        pytest.param(
            "eeewwn",
            {},
            "3 errors, 2 warnings, 1 note in 4 files (120 entries)",
            id="the most severe first",
        ),
        pytest.param(
            "ew",
            {"hidden": 5, "suppressed": 2, "baselined": 7},
            "1 error, 1 warning in 4 files (120 entries); 5 findings hidden, show them with "
            "--show note; 2 suppressed, 7 in the baseline",
            id="what is not shown is counted",
        ),
        pytest.param("", {"baselined": 1200}, f"{CLEAN}; 1,200 in the baseline", id="large"),
    ],
)
def test_the_summary_line(
    report: Make, diagnostic: Make, kinds: str, more: dict[str, int], line: str
) -> None:
    severities = {"e": Severity.ERROR, "w": Severity.WARNING, "n": Severity.NOTE}
    items = [diagnostic(severity=severities[kind]) for kind in kinds]
    assert render("text", report(*items, **more)).splitlines()[-1] == line


def test_statistics_count_each_check_the_most_frequent_first(
    report: Make, diagnostic: Make, info: Make
) -> None:
    items = [diagnostic(check="b-rare", severity=Severity.ERROR)]
    items += [diagnostic(check="frequent", severity=Severity.NOTE)] * 11
    items += [diagnostic(check="a-rare")]
    shown = report(*items, statistics=True, checks={"frequent": info("frequent")})
    table = [
        "11  note     frequent  A field is missing.",
        " 1  warning  a-rare",
        " 1  error    b-rare",
    ]
    assert render("concise", shown).splitlines() == table
    assert render("text", shown).splitlines()[:3] == table


def test_colour_only_on_demand_and_always_ended(report: Make, diagnostic: Make) -> None:
    plain = report(diagnostic(hint="x"), source="abcd")
    colored = report(diagnostic(hint="x"), source="abcd", color=True)
    assert "\x1b" not in render("text", plain)
    for line in render("text", colored).splitlines():
        assert line.count("\x1b[") == 2 * line.count("\x1b[0m")
    assert "\x1b" not in render("concise", colored)


def test_concise_is_one_line_each_and_nothing_else(report: Make, diagnostic: Make) -> None:
    item = diagnostic("a\nb", severity=Severity.ERROR, hint="x")
    assert render("concise", report(item, item, source="abcd")).splitlines() == [
        ".learnings/LEARNINGS.md:3:1: error[missing-field] a\\nb",
        ".learnings/LEARNINGS.md:3:1: error[missing-field] a\\nb",
    ]
    assert render("concise", report()) == ""
