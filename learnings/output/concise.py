"""One line per finding, for editors and for pipes: `path:line:col: severity[check] message`."""

from __future__ import annotations

from ..diagnostic import Diagnostic
from .escape import clip, inert, visible
from .report import Report
from .summary import statistics

_LONGEST = 2_000


def render(report: Report) -> str:
    """The lines; nothing at all where nothing was found."""
    if report.statistics:
        lines = statistics(report)
    else:
        lines = [sentence(item) for item in report.diagnostics]
    return "".join(f"{inert(line)}\n" for line in lines)


def sentence(item: Diagnostic) -> str:
    """The whole finding on one line."""
    where = place(item.path, item.span.line, item.span.column)
    commit = f" (commit {item.commit[:12]})" if item.commit else ""
    return f"{where}: {label(item)} {message(item)}{commit}"


def place(path: str, line: int, column: int) -> str:
    """`path:line:column`, as terminals and editors make it clickable."""
    return f"{visible(path)}:{line}:{column}"


def label(item: Diagnostic) -> str:
    """`severity[check]`."""
    return f"{item.severity}[{visible(item.check)}]"


def message(item: Diagnostic) -> str:
    """The message on one line, cut where no person reads on."""
    return clip(visible(item.problem.message), _LONGEST)
