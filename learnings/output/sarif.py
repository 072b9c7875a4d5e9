"""SARIF 2.1.0, the OASIS standard, as GitHub's code scanning takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ..diagnostic import Confidence, Diagnostic, Severity, Span
from .escape import clip, document, visible
from .report import CheckInfo, Report

# GitHub's limits; it refuses the file, or drops what is over them.
RESULTS = 25_000
RULES = 25_000
LOCATIONS = 1_000
TAGS = 20
NAME = 255
DESCRIPTION = 1_024
MESSAGE = 4_096

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_PRIORITY = {"error": "error", "warning": "warning", "note": "recommendation"}


def render(report: Report) -> str:
    """The log of one run. Above the limit the least severe results are left out, and counted."""
    kept = _kept(report.diagnostics)
    rules = _rules(kept, report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    driver: dict[str, Any] = {"name": "learnings"}
    if report.version:
        driver["version"] = report.version
    run = {
        "tool": {"driver": {**driver, "rules": rules}},
        "invocations": [_invocation(len(report.diagnostics) - len(kept))],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, index) for item in kept],
    }
    return document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, depth=4)


def _kept(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The most severe that fit, in the order of the report."""
    order = sorted(range(len(diagnostics)), key=lambda number: -diagnostics[number].severity.rank)
    return [diagnostics[number] for number in sorted(order[:RESULTS])]


def _invocation(left_out: int) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    text = f"{left_out:,} of the least severe results are left out: a run holds {RESULTS:,}."
    notice = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _rules(kept: Sequence[Diagnostic], report: Report) -> list[dict[str, Any]]:
    """A rule per check, by name; where there are too many, those without a result go first."""
    used = {item.check: item for item in kept}
    others = sorted(set(report.checks) - set(used))[: max(0, RULES - len(used))]
    return [
        _rule(report.checks[name]) if name in report.checks else _bare_rule(used[name])
        for name in sorted([*used, *others])
    ]


def _rule(check: CheckInfo) -> dict[str, Any]:
    page = check.page.strip()
    title, _, rest = page.partition("\n")
    about = rest.strip().partition("\n\n")[0].replace("\n", " ")
    return {
        "id": visible(check.name),
        "name": _pascal(check.name),
        "shortDescription": {"text": clip(check.title or check.name, DESCRIPTION)},
        "fullDescription": {"text": clip(about or check.title or check.name, DESCRIPTION)},
        "help": {"text": page or check.name, "markdown": f"**{title}**\n{rest}".strip()},
        "defaultConfiguration": {"level": str(check.severity)},
        "properties": _properties(check.group, check.severity, check.confidence),
    }


def _bare_rule(item: Diagnostic) -> dict[str, Any]:
    return {
        "id": visible(item.check),
        "name": _pascal(item.check),
        "shortDescription": {"text": visible(item.check)},
        "defaultConfiguration": {"level": str(item.severity)},
        "properties": _properties(item.group, item.severity, item.confidence),
    }


def _properties(group: str, severity: Severity, confidence: Confidence) -> dict[str, Any]:
    return {
        "tags": [visible(group)][:TAGS],
        "precision": str(confidence),
        "problem.severity": _PRIORITY[severity],
    }


def _pascal(name: str) -> str:
    return clip("".join(word.capitalize() for word in re.split(r"[^A-Za-z0-9]+", name)), NAME)


def _result(item: Diagnostic, index: dict[str, int]) -> dict[str, Any]:
    problem = item.problem
    hint = f"\nHint: {visible(problem.hint)}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": visible(item.check),
        "ruleIndex": index[visible(item.check)],
        "level": str(item.severity),
        "message": {"text": _message(visible(problem.message) + hint)},
        "locations": [_location(item.path, item.span)],
        "partialFingerprints": {"learnings/v1": item.fingerprint},
        "properties": {"confidence": str(item.confidence)},
    }
    if item.commit:
        result["properties"]["commit"] = item.commit
    related = problem.related[: LOCATIONS - 1]
    if related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _message(visible(other.message))},
                **_location(other.path, other.span),
            }
            for number, other in enumerate(related, start=1)
        ]
    return result


def _message(text: str) -> str:
    """Plain text: in SARIF `[words](target)` would become a link, which no log may plant."""
    return clip(text.replace("](", "] ("), MESSAGE)


def _location(path: str, span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    """A file of the repository, or by its full address one that lies outside."""
    try:
        raw = path.removeprefix("./").encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = visible(path).encode()
    if raw.startswith(b"/"):
        return {"uri": f"file://{quote(raw)}"}
    return {"uri": quote(raw), "uriBaseId": "SRCROOT"}
