"""Reports to render, and a stand-in for the runner that reads a job's log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from learnings.diagnostic import Confidence, Diagnostic, Fix, Problem, Related, Severity, Span
from learnings.output import Report

# What .NET trims at the start of a line.
_BLANK = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True)
class Command:
    """What the runner would carry out."""

    name: str
    properties: dict[str, str]
    data: str


@dataclass(frozen=True)
class Info:
    """A check, as a report knows it."""

    name: str
    group: str = "schema"
    title: str = "A field is missing."
    page: str = "A field is missing.\n\nAn entry without it cannot be sorted.\n\n### Bad\n    x\n"
    severity: Severity = Severity.WARNING
    confidence: Confidence = Confidence.HIGH


def _unescape(text: str, *, is_property: bool) -> str:
    if is_property:
        text = text.replace("%3A", ":").replace("%2C", ",")
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _new_form(line: str) -> Command | None:
    line = line.lstrip(_BLANK)
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, listed = line[2:end].partition(" ")
    pairs = [item.partition("=") for item in listed.strip(_BLANK).split(",") if item]
    properties = {key: _unescape(value, is_property=True) for key, mark, value in pairs if mark}
    return Command(name, properties, _unescape(line[end + 2 :], is_property=False))


def _old_form(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return Command(line[start + 3 : end].partition(" ")[0], {}, line[end + 1 :])


def _read(output: str) -> list[Command]:
    lines = output.replace("\r", "\n").split("\n")
    found = [_new_form(line) or _old_form(line) for line in lines]
    return [command for command in found if command is not None]


@pytest.fixture(scope="session")
def runner() -> Callable[[str], list[Command]]:
    """Gives the commands in an output, by the rules of the runner; any name counts as one."""
    return _read


@pytest.fixture(scope="session")
def info() -> type[Info]:
    """Makes a check for `Report.checks`."""
    return Info


def _diagnostic(
    message: str = "`Status` is missing",
    *,
    path: str = ".learnings/LEARNINGS.md",
    at: tuple[int, int, int, int] = (3, 1, 3, 5),
    check: str = "missing-field",
    severity: Severity = Severity.WARNING,
    hint: str = "",
    related: tuple[Related, ...] = (),
    fix: Fix | None = None,
    subject: str = "status",
    entry: str = "LRN-20260301-001",
) -> Diagnostic:
    problem = Problem(Span(*at), message, subject, hint, related, fix)
    return Diagnostic(path, check, "schema", severity, Confidence.HIGH, problem, entry)


@pytest.fixture(scope="session")
def diagnostic() -> Callable[..., Diagnostic]:
    """Makes a diagnostic; every part has a default."""
    return _diagnostic


def _report(*diagnostics: Diagnostic, source: str | None = None, **more: object) -> Report:
    values: dict[str, object] = {"files": 4, "entries": 120}
    if source is not None:
        values["source"] = lambda path, line: source
    return Report(diagnostics, **(values | more))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """Makes a report on 4 files; `source` is what every line of them says."""
    return _report
