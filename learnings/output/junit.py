"""JUnit's XML, which most build servers show: a suite per file, a failed case per finding."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby

from ..diagnostic import Diagnostic, Severity
from .concise import sentence
from .escape import visible
from .report import Report
from .summary import summary


def render(report: Report) -> str:
    """The document; notes are cases that pass, and a clean run is one case that passes."""
    root = ET.Element("testsuites", name="learnings")
    for path, items in groupby(report.diagnostics, key=lambda item: item.path):
        _suite(root, path, list(items))
    if not report.diagnostics:  # several servers take a file without any case for a fault
        suite = ET.SubElement(root, "testsuite", name="learnings", tests="1", failures="0")
        ET.SubElement(suite, "testcase", classname="learnings", name=summary(report))
    failures = sum(_failed(item) for item in report.diagnostics)
    root.set("tests", str(len(report.diagnostics) or 1))
    root.set("failures", str(failures))
    ET.indent(root)
    # As a reference, so that no workflow runner takes it for a command.
    body = ET.tostring(root, encoding="unicode").replace("##[", "##&#91;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(root: ET.Element, path: str, items: list[Diagnostic]) -> None:
    failures = str(sum(_failed(item) for item in items))
    name = visible(path)
    suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(items)), failures=failures)
    for item in items:
        span = item.span
        case = ET.SubElement(
            suite,
            "testcase",
            classname=name,
            name=f"{visible(item.check)} at {span.line}:{span.column}",
            file=name,
            line=str(span.line),
        )
        _outcome(case, item)


def _outcome(case: ET.Element, item: Diagnostic) -> None:
    text = sentence(item)
    if item.problem.hint:
        text += f"\nhint: {visible(item.problem.hint)}"
    if _failed(item):
        about = {"type": str(item.severity), "message": visible(item.problem.message)}
        ET.SubElement(case, "failure", about).text = text
    else:
        ET.SubElement(case, "system-out").text = text


def _failed(item: Diagnostic) -> bool:
    return item.severity is not Severity.NOTE
