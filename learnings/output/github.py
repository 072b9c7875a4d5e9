"""Annotations on GitHub: workflow commands, escaped, within the limits of a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..diagnostic import Diagnostic, Severity
from .escape import clip, inert, visible
from .report import Report, worst_first
from .summary import amount, summary

# Of each kind in a step; GitHub drops the others without a word.
ANNOTATIONS = 10
# Characters in a message; the runner cuts the rest.
MESSAGE = 4_096

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """A command per annotation, the most severe first, then one plain line: all in numbers."""
    shown, rest = _capped(report.diagnostics)
    lines = [_command(item) for item in shown]
    left_out = [amount(rest[kind], str(kind)) for kind in reversed(Severity) if rest[kind]]
    closing = summary(report)
    if left_out:
        closing += f"; without an annotation: {', '.join(left_out)}"
    return "".join(f"{line}\n" for line in [*lines, inert(closing)])


def _capped(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], Counter[Severity]]:
    """What is shown, and how many of each severity are not."""
    shown = []
    seen: Counter[Severity] = Counter()
    for item in worst_first(diagnostics):
        seen[item.severity] += 1
        if seen[item.severity] <= ANNOTATIONS:
            shown.append(item)
    return shown, seen - Counter(item.severity for item in shown)


def _command(item: Diagnostic) -> str:
    span = item.span
    properties = {"file": visible(item.path), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # elsewhere the runner would drop the columns
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = visible(item.check)
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMAND[item.severity]} {listed}::{_data(_message(item))}"


def _message(item: Diagnostic) -> str:
    text = visible(item.problem.message)
    if item.problem.hint:
        text += f"\n{visible(item.problem.hint)}"
    if item.commit:
        text += f"\nin commit {item.commit[:12]}"
    return clip(text, MESSAGE)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
