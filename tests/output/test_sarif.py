"""SARIF: valid by the schema of OASIS, and within GitHub's limits."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from learnings.diagnostic import Related, Severity, Span
from learnings.output import render, sarif

Make = Callable[..., Any]
DATA = Path(__file__).parent.parent / "data"
VALIDATOR = jsonschema.Draft4Validator(
    json.loads((DATA / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
)


@pytest.fixture
def log(report: Make, diagnostic: Make, info: Make) -> dict[str, Any]:
    """A log with all that we ever write."""
    other = Related("ä/b c.md", Span.at(7), "first used here")
    items = [
        diagnostic("see [this](1)", hint="do x", related=(other,)),
        diagnostic(check="plug-in", severity=Severity.ERROR, path="/elsewhere/x.md"),
    ]
    shown = report(*items, version="1.2.3", checks={"missing-field": info("missing-field")})
    return _parse(shown)


def _parse(report: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render("sarif", report))
    return value


def test_the_log_is_valid(log: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(log)) == []


def test_a_log_without_findings_is_valid(report: Make) -> None:
    log = _parse(report())
    assert list(VALIDATOR.iter_errors(log)) == []
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["tool"]["driver"] == {"name": "learnings", "rules": []}


RUN = ("runs", 0)
RESULT = (*RUN, "results", 0)
REGION = (*RESULT, "locations", 0, "physicalLocation", "region")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(("version",), "2.0.0", id="another version"),
        pytest.param((*RUN, "tool"), {}, id="no driver"),
        pytest.param((*RUN, "columnKind"), "bytes", id="an unknown kind of column"),
        pytest.param((*RUN, "invocations", 0), {}, id="an invocation without its outcome"),
        pytest.param((*RUN, "surprise"), 1, id="an unknown key"),
        pytest.param((*RESULT, "level"), "fatal", id="an unknown level"),
        pytest.param((*RESULT, "message"), {}, id="no message"),
        pytest.param((*RESULT, "ruleIndex"), -2, id="an impossible rule"),
        pytest.param((*RESULT, "partialFingerprints"), {"a": 1}, id="a fingerprint not of text"),
        pytest.param((*REGION, "startLine"), 0, id="line 0"),
        pytest.param((*REGION, "startColumn"), 0, id="column 0"),
        pytest.param((*RUN, "tool", "driver", "rules", 0), {}, id="a rule without its name"),
    ],
)
def test_the_schema_finds_planted_faults(
    log: dict[str, Any], place: tuple[Any, ...], value: object
) -> None:
    broken = copy.deepcopy(log)
    inner: Any = broken
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert not VALIDATOR.is_valid(broken)


def test_a_result_says_what_where_and_how_sure(log: dict[str, Any]) -> None:
    result = log["runs"][0]["results"][0]
    assert result["message"]["text"] == "see [this] (1)\nHint: do x"
    assert result["level"] == "warning"
    assert result["properties"] == {"confidence": "high"}
    assert list(result["partialFingerprints"]) == ["learnings/v1"]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "%C3%A4/b%20c.md",
        "uriBaseId": "SRCROOT",
    }
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_a_rule_carries_its_page(log: dict[str, Any]) -> None:
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["version"] == "1.2.3"
    assert "informationUri" not in driver
    rule, plugin = driver["rules"]
    assert rule["id"] == "missing-field"
    assert rule["name"] == "MissingField"
    assert rule["shortDescription"]["text"] == "A field is missing."
    assert rule["fullDescription"]["text"] == "An entry without it cannot be sorted."
    assert rule["help"]["markdown"].startswith("**A field is missing.**\n")
    assert rule["properties"]["tags"] == ["schema"]
    assert plugin["id"] == "plug-in"
    assert [item["ruleIndex"] for item in log["runs"][0]["results"]] == [0, 1]


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        pytest.param("a/b.md", {"uri": "a/b.md", "uriBaseId": "SRCROOT"}, id="plain"),
        pytest.param("./a.md", {"uri": "a.md", "uriBaseId": "SRCROOT"}, id="from here"),
        pytest.param("a:b%?#.md", {"uri": "a%3Ab%25%3F%23.md", "uriBaseId": "SRCROOT"}, id="signs"),
        pytest.param("\udcff.md", {"uri": "%FF.md", "uriBaseId": "SRCROOT"}, id="not UTF-8"),
        pytest.param("/x y.md", {"uri": "file:///x%20y.md"}, id="outside the repository"),
    ],
)
def test_a_path_becomes_an_address(
    report: Make, diagnostic: Make, path: str, artifact: dict[str, str]
) -> None:
    result = _parse(report(diagnostic(path=path)))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@pytest.mark.parametrize("number", [0, 2, 3, 4])
def test_the_least_severe_results_above_the_limit_are_left_out_and_counted(
    report: Make, diagnostic: Make, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 3)
    items = [diagnostic(severity=Severity.NOTE) for _ in range(number)]
    items += [diagnostic(severity=Severity.ERROR)] if number else []
    run = _parse(report(*items))["runs"][0]
    left_out = max(0, len(items) - 3)
    assert len(run["results"]) == len(items) - left_out
    assert [item["level"] for item in run["results"]][-1:] == (["error"] if number else [])
    notices = run["invocations"][0].get("toolExecutionNotifications", [])
    assert [notice["message"]["text"].split()[0] for notice in notices] == (
        [str(left_out)] if left_out else []
    )


def test_the_real_limits_hold_for_a_real_flood(report: Make, diagnostic: Make) -> None:
    items = [diagnostic(severity=Severity.NOTE)] * 25_000
    items += [diagnostic(severity=Severity.ERROR, check="late")]
    run = _parse(report(*items))["runs"][0]
    assert len(run["results"]) == 25_000
    assert run["results"][-1]["ruleId"] == "late"


def test_rules_without_a_result_go_first(
    report: Make, diagnostic: Make, info: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "RULES", 2)
    checks = {name: info(name) for name in ("a", "b", "z")}
    run = _parse(report(diagnostic(check="z"), checks=checks))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["a", "z"]
    assert run["results"][0]["ruleIndex"] == 1


def test_places_and_texts_keep_their_limits(report: Make, diagnostic: Make, info: Make) -> None:
    others = tuple(Related("a.md", Span.at(line), "x") for line in range(1, 1_500))
    page = "Title.\n\n" + "word " * 1_000
    check = info("missing-field", page=page, title="T" * 2_000)
    shown = report(diagnostic("m" * 9_000, related=others), checks={"missing-field": check})
    run = _parse(shown)["runs"][0]
    (result,) = run["results"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert len(result["locations"]) + len(result["relatedLocations"]) == 1_000
    assert len(result["message"]["text"]) == 4_096
    assert len(rule["shortDescription"]["text"]) == 1_024
    assert len(rule["fullDescription"]["text"]) == 1_024
