"""Whatever a log says, no format lets it act: not on terminals, parsers or runners."""

from __future__ import annotations

import dataclasses
import json
import random
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnings.diagnostic import Fix, Related, Severity, Span
from learnings.output import FORMATS, render
from learnings.output.escape import clip, visible

Make = Callable[..., Any]

SMUGGLED = [
    "::error::x",
    "::add-mask::x",
    "::stop-commands::t",
    "::set-output name=a::b",
    "##[error]x",
    "##",
    "[group]",
    "::",
    ":",
    "%0A::error::x",
    "%",
    "\r::error::x",
    "\n::warning file=a::x",
    "\u2028::error::x",
    "\u3000::error::x",
    "\x85::error::x",
    " ::debug::x",
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\x9b31m",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x08",
    "\udc80",
    "\udcff",
    "]]>",
    "<!--",
    "&#27;",
    "</testcase>",
    '"}',
    "\\",
    "{0}",
    "[a](b)",
    "状态",
    "😀",
    "\ufffe",
    "\u0301",
    "\t",
]
# Any character that decoding with `surrogateescape` can give.
ANY = st.characters(exclude_categories=["Cs"]) | st.sampled_from("\udc80\udcbf\udcff")
HOSTILE = st.lists(st.sampled_from(SMUGGLED) | st.text(ANY, max_size=4), max_size=5).map("".join)
FEW = settings(max_examples=2500, deadline=None)
COUNT = st.integers(min_value=1, max_value=40)


@st.composite
def findings(draw: st.DrawFn, diagnostic: Make) -> Any:
    """A diagnostic whose every text is hostile."""
    line, column = draw(COUNT), draw(COUNT)
    end = (line, column + draw(COUNT)) if draw(st.booleans()) else (line + draw(COUNT), draw(COUNT))
    other = Related(draw(HOSTILE), Span.at(line, column), draw(HOSTILE))
    return diagnostic(
        draw(HOSTILE),
        path=draw(HOSTILE),
        at=(line, column, *end),
        check=draw(st.sampled_from(["missing-field", "a\x1b,b::##["])),
        severity=draw(st.sampled_from(list(Severity))),
        hint=draw(HOSTILE),
        related=draw(st.sampled_from([(), (other,)])),
        fix=Fix(draw(HOSTILE), ()),
        entry=draw(HOSTILE),
        subject=draw(HOSTILE),
    )


def _harmless(output: str) -> bool:
    acting = {"Cc", "Cs", "Zl", "Zp"}
    bidi = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return not any(
        (unicodedata.category(character) in acting and character != "\n") or character in bidi
        for character in output
    )


def _parse(name: str, output: str) -> None:
    if name in {"json", "sarif", "gitlab"}:
        json.loads(output)
    if name == "junit":
        ET.fromstring(output.encode())


@FEW
@given(data=st.data())
def test_output_can_be_written_parsed_and_shown(
    report: Make, diagnostic: Make, data: st.DataObject
) -> None:
    items = data.draw(st.lists(findings(diagnostic), max_size=2))
    shown = report(*items, source=data.draw(HOSTILE))
    for name in FORMATS:
        output = render(name, shown)
        output.encode("utf-8")
        assert _harmless(output), name
        _parse(name, output)


@FEW
@given(data=st.data())
def test_sarif_stays_valid(report: Make, diagnostic: Make, sarif: Any, data: st.DataObject) -> None:
    items = data.draw(st.lists(findings(diagnostic), max_size=2))
    log = json.loads(render("sarif", report(*items)))
    assert list(sarif.iter_errors(log)) == []
    for result in log["runs"][0]["results"]:
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%:-]*", address)


@pytest.fixture(scope="session")
def sarif() -> Any:
    """The validator of SARIF logs."""
    from pathlib import Path

    path = Path(__file__).parent.parent / "data" / "sarif-schema-2.1.0.json"
    return jsonschema.Draft4Validator(json.loads(path.read_text(encoding="utf-8")))


@FEW
@given(data=st.data())
def test_text_holds_no_command(
    report: Make, diagnostic: Make, runner: Make, data: st.DataObject
) -> None:
    items = data.draw(st.lists(findings(diagnostic), max_size=2))
    source = data.draw(HOSTILE)
    plain, colored = (report(*items, source=source, color=color) for color in (False, True))
    _inert(render("text", plain), runner)
    _inert(render("concise", plain), runner)
    text = render("text", colored)
    _inert(text, runner)
    _inert(re.sub("\x1b\\[[0-9;]*m", "", text), runner)


def _inert(output: str, runner: Make) -> None:
    assert runner(output) == []


@FEW
@given(data=st.data())
def test_github_gets_our_commands_exactly(
    report: Make, diagnostic: Make, runner: Make, data: st.DataObject
) -> None:
    items = data.draw(st.lists(findings(diagnostic), max_size=2))
    commands = runner(render("github", report(*items)))
    ordered = sorted(items, key=lambda item: -item.severity.rank)
    assert len(commands) == len(ordered)
    for command, item in zip(commands, ordered, strict=True):
        hint = f"\n{visible(item.problem.hint)}" if item.problem.hint else ""
        assert command.data == clip(visible(item.problem.message) + hint, 4_096)
        assert command.properties["file"] == visible(item.path)
        assert command.properties["line"] == str(item.span.line)
        assert command.properties["title"] == visible(item.check)
        assert ("col" in command.properties) == (item.span.line == item.span.end_line)


def test_the_stand_in_for_the_runner_finds_planted_commands(runner: Make) -> None:
    lines = ["::error::x", "\u3000 ::warning file=a%3Ab::x", "a ##[debug]x", "a\r::notice::x"]
    found = runner("\n".join([*lines, "a ::error::x", "::error", "# [a]"]))
    assert [command.name for command in found] == ["error", "warning", "debug", "notice"]
    assert found[1].properties == {"file": "a:b"}


def test_thousands_of_hostile_findings_hold_no_command(
    report: Make, diagnostic: Make, runner: Make
) -> None:
    dice = random.Random(20260301)

    def hostile() -> str:
        return "".join(dice.choices(SMUGGLED, k=dice.randrange(6)))

    items = [
        diagnostic(hostile(), path=hostile(), hint=hostile(), at=(1, column, 1, column + 1))
        for column in range(1, 11)
        for _ in range(500)
    ]
    shown = report(*items, source=None)
    shown = dataclasses.replace(shown, source=lambda path, line: hostile())
    for name in ("text", "concise"):
        output = render(name, shown)
        assert runner(output) == []
        assert _harmless(output)
    for start in range(0, len(items), 10):
        output = render("github", report(*items[start : start + 10]))
        assert [command.name for command in runner(output)] == ["warning"] * 10
