"""The closing words of the formats that people read."""

from __future__ import annotations

from collections import Counter

from .escape import visible
from .report import Report


def amount(number: int, word: str, plural: str = "") -> str:
    """A number with its noun: `1 file`, `2 entries`."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def summary(report: Report) -> str:
    """One line: what was found where, then what is not shown and how to see it."""
    found = [amount(number, str(kind)) for kind, number in report.counts().items() if number]
    parts = [f"{', '.join(found) or 'no problems'} in {_where(report)}"]
    if report.hidden:
        # Notes as a rule, but with `--show error` warnings too.
        it = "it" if report.hidden == 1 else "them"
        parts.append(f"{amount(report.hidden, 'finding')} hidden, show {it} with --show note")
    quiet = []
    if report.suppressed:
        quiet.append(f"{report.suppressed:,} suppressed")
    if report.baselined:
        quiet.append(f"{report.baselined:,} in the baseline")
    if quiet:
        parts.append(", ".join(quiet))
    safe, others = report.mendable
    if safe:
        parts.append(
            f"{safe:,} fixable with --fix"
            + (f", {others:,} more with --unsafe-fixes" if others else "")
        )
    elif others:
        parts.append(f"{others:,} fixable with --fix --unsafe-fixes")
    return "; ".join(parts)


def _where(report: Report) -> str:
    files = f"{amount(report.files, 'file')} ({amount(report.entries, 'entry', 'entries')})"
    if not report.messages:
        return files
    messages = amount(report.messages, "message")
    return f"{files} and {messages}" if report.files else messages


def statistics(report: Report) -> list[str]:
    """A line per check, the most frequent first: how often, the worst severity, its title."""
    found = Counter(item.check for item in report.diagnostics)
    worst = {
        item.check: item.severity
        for item in sorted(report.diagnostics, key=lambda item: item.severity.rank)
    }
    order = sorted(found, key=lambda name: (-found[name], name))
    digits = max((len(f"{number:,}") for number in found.values()), default=0)
    length = max((len(visible(name)) for name in order), default=0)
    lines = []
    for name in order:
        title = visible(report.checks[name].title) if name in report.checks else ""
        start = f"{found[name]:>{digits},}  {worst[name]:<7}  {visible(name):<{length}}"
        lines.append(f"{start}  {title}".rstrip())
    return lines
