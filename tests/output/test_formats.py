"""The formats for programs that are neither SARIF nor GitHub's: `json`, `gitlab`, `junit`."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from learnings.diagnostic import Fix, Severity
from learnings.errors import UsageError
from learnings.output import FORMATS, render

Make = Callable[..., Any]
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "report.schema.json").read_text(encoding="utf-8")
)


def test_json_is_exactly_what_is_promised(report: Make, diagnostic: Make) -> None:
    item = diagnostic(fix=Fix("write it", ()), hint="add it")
    shown = report(item, diagnostic(entry="", severity=Severity.ERROR), suppressed=2, baselined=7)
    value = json.loads(render("json", shown))
    assert value["diagnostics"][0] == {
        "path": ".learnings/LEARNINGS.md",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 5,
        "check": "missing-field",
        "group": "schema",
        "severity": "warning",
        "confidence": "high",
        "message": "`Status` is missing",
        "hint": "add it",
        "entry": "LRN-20260301-001",
        "fingerprint": item.fingerprint,
        "fixable": True,
    }
    assert (value["diagnostics"][1]["hint"], value["diagnostics"][1]["entry"]) == (None, None)
    assert {key: value[key] for key in value if key != "diagnostics"} == {
        "version": 1,
        "summary": {
            "files": 4,
            "entries": 120,
            "errors": 1,
            "warnings": 1,
            "notes": 0,
            "suppressed": 2,
            "baselined": 7,
        },
    }
    jsonschema.Draft202012Validator(SCHEMA).validate(value)


def test_the_schema_of_the_report_is_sound_and_its_examples_are_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["examples"]
    for example in SCHEMA["examples"]:
        jsonschema.Draft202012Validator(SCHEMA).validate(example)


@pytest.mark.parametrize("name", ["path", "line", "hint", "fingerprint", "fixable"])
def test_the_schema_of_the_report_misses_every_key(
    report: Make, diagnostic: Make, name: str
) -> None:
    value = json.loads(render("json", report(diagnostic())))
    del value["diagnostics"][0][name]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(value)


def test_json_keeps_a_strange_path_exact(report: Make, diagnostic: Make) -> None:
    output = render("json", report(diagnostic(path="a\u202e\x1b\n.md")))
    assert json.loads(output)["diagnostics"][0]["path"] == "a\u202e\x1b\n.md"
    assert "\u202e" not in output


def test_gitlab_gets_one_issue_per_finding(report: Make, diagnostic: Make) -> None:
    items = [diagnostic(severity=kind, hint="add it", path="./a.md") for kind in Severity]
    issues = json.loads(render("gitlab", report(*items)))
    assert [issue["severity"] for issue in issues] == ["info", "minor", "major"]
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert issues[0] == {
        "description": "`Status` is missing (add it)",
        "check_name": "missing-field",
        "fingerprint": items[0].fingerprint,
        "severity": "info",
        "location": {"path": "a.md", "lines": {"begin": 3, "end": 3}},
    }
    assert json.loads(render("gitlab", report())) == []


def test_junit_has_a_suite_per_file_and_notes_pass(report: Make, diagnostic: Make) -> None:
    items = [
        diagnostic("a <b> & \x1b", path="a.md", hint="do x"),
        diagnostic(path="a.md", severity=Severity.NOTE),
        diagnostic(path="b.md", severity=Severity.ERROR),
    ]
    root = ET.fromstring(render("junit", report(*items)))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    suites = [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root]
    assert suites == [("a.md", "2", "1"), ("b.md", "1", "1")]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "a <b> & \\x1b"
    assert failure.text == "a.md:3:1: warning[missing-field] a <b> & \\x1b\nhint: do x"


def test_junit_of_a_clean_run_is_one_case_that_passes(report: Make) -> None:
    root = ET.fromstring(render("junit", report()))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert [case.get("name") for case in root.iter("testcase")] == [
        "no problems in 4 files (120 entries)"
    ]


def test_an_unknown_format_is_refused_with_the_list(report: Make) -> None:
    with pytest.raises(UsageError, match="use one of text, concise, json"):
        render("yaml", report())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(report: Make, diagnostic: Make, name: str) -> None:
    shown = report(diagnostic(), diagnostic(severity=Severity.ERROR), source="x")
    assert render(name, shown) == render(name, shown)


def test_only_the_module_of_the_format_is_loaded() -> None:
    code = (
        "import sys; from learnings.output import Report, render; render('concise', Report(()));"
        "print([n for n in ('sarif', 'junit', 'github') if f'learnings.output.{n}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
