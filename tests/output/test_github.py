"""Workflow commands: escaped so that only ours act, and within the limits of a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from learnings.diagnostic import Severity
from learnings.output import render

Make = Callable[..., Any]


def test_an_annotation_and_the_closing_line(report: Make, diagnostic: Make) -> None:
    item = diagnostic("50% a::b,c", severity=Severity.NOTE, hint="do x", path="a,b:c.md")
    assert render("github", report(item)).splitlines() == [
        (
            "::notice file=a%2Cb%3Ac.md,line=3,endLine=3,col=1,endColumn=5,title=missing-field"
            "::50%25 a::b,c%0Ado x"
        ),
        "1 note in 4 files (120 entries)",
    ]


def test_columns_are_left_out_where_the_lines_differ(report: Make, diagnostic: Make) -> None:
    line = render("github", report(diagnostic(at=(3, 5, 4, 2)))).splitlines()[0]
    assert "line=3,endLine=4,title" in line


@pytest.mark.parametrize(
    ("found", "shown", "rest"),
    [
        pytest.param(0, 0, "", id="none"),
        pytest.param(9, 9, "", id="one below the limit"),
        pytest.param(10, 10, "", id="at the limit"),
        pytest.param(11, 10, "; without an annotation: 1 error", id="one above the limit"),
        pytest.param(300, 10, "; without an annotation: 290 errors", id="far above the limit"),
    ],
)
def test_at_most_ten_of_a_kind(
    report: Make, diagnostic: Make, runner: Make, found: int, shown: int, rest: str
) -> None:
    output = render("github", report(*[diagnostic(severity=Severity.ERROR)] * found))
    assert len(runner(output)) == shown
    assert output.splitlines()[-1].endswith(f"(120 entries){rest}")


def test_the_most_severe_come_first_and_each_kind_has_its_own_limit(
    report: Make, diagnostic: Make, runner: Make
) -> None:
    items = [diagnostic(severity=kind) for kind in Severity for _ in range(12)]
    output = render("github", report(*items))
    names = [command.name for command in runner(output)]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert output.endswith("; without an annotation: 2 errors, 2 warnings, 2 notes\n")


@pytest.mark.parametrize("length", [4_095, 4_096, 4_097, 100_000])
def test_a_message_keeps_the_limit_of_the_runner(
    report: Make, diagnostic: Make, runner: Make, length: int
) -> None:
    (command,) = runner(render("github", report(diagnostic("%" * length))))
    assert len(command.data) == min(length, 4_096)
    assert command.data.endswith("…") == (length > 4_096)
