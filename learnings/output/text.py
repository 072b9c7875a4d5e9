"""For people: each finding with its line of source, a mark under the place, and the remedy."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostic import Diagnostic, Fix, Severity
from .concise import label, message, place
from .escape import inert, visible
from .report import Report
from .snippet import snippet
from .summary import statistics, summary

_WIDTH = 100
_NARROWEST = 40
_BOLD, _BLUE, _GREEN = "1", "34", "32"
_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def render(report: Report) -> str:
    """The findings (or, on demand, how many of each check), then one line of summary."""
    lines: list[str] = []
    if report.statistics:
        lines += statistics(report)
    else:
        for item in report.diagnostics:
            lines += [*_finding(item, report), ""]
    if report.statistics and lines:
        lines.append("")
    lines.append(_closing(report))
    return "".join(f"{inert(line)}\n" for line in lines)


def _finding(item: Diagnostic, report: Report) -> Iterator[str]:
    # The place is made inert by itself, for a colour before it would hide it from a look at
    # the line but not from everything that reads logs.
    where = inert(place(item.path, item.span.line, item.span.column))
    what = _paint(label(item), _SEVERITY[item.severity], report.color)
    yield f"{_paint(where, _BOLD, report.color)}: {what} {message(item)}"
    gutter = " " * len(str(item.span.line))
    yield from _source(item, report, gutter)
    for name, text in _remarks(item):
        yield f"{gutter} {_paint('=', _BLUE, report.color)} {name}: {visible(text)}"


def _source(item: Diagnostic, report: Report, gutter: str) -> Iterator[str]:
    span = item.span
    line = report.line(item)
    if not line or line.isspace():
        return
    stop = span.end_column - 1 if span.end_line == span.line else len(line)
    room = max(_NARROWEST, (report.width or _WIDTH) - len(gutter) - 3)
    text, offset, length = snippet(line, span.column - 1, stop, room)
    bar = _paint("|", _BLUE, report.color)
    yield f"{_paint(str(span.line), _BLUE, report.color)} {bar} {text}"
    mark = _paint("^" * length, _SEVERITY[item.severity], report.color)
    yield f"{gutter} {bar} {' ' * offset}{mark}"


def _remarks(item: Diagnostic) -> Iterator[tuple[str, str]]:
    span, problem = item.span, item.problem
    if (span.end_line, span.end_column) > (span.line + 1, 1):
        yield "until", f"line {span.end_line}"
    if item.commit:
        yield "commit", item.commit[:12]
    if problem.hint:
        yield "hint", problem.hint
    for other in problem.related:
        yield place(other.path, other.span.line, other.span.column), other.message
    if problem.fix is not None:
        yield _fixable(problem.fix), problem.fix.message


def _fixable(fix: Fix) -> str:
    return "fixable" if fix.safe else "fixable, but look at the result"


def _closing(report: Report) -> str:
    counts = report.counts()
    worst = next((kind for kind, number in counts.items() if number), None)
    return _paint(summary(report), _SEVERITY[worst] if worst else _GREEN, report.color)


def _paint(text: str, style: str, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color else text
