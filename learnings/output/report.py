"""What every format is made from: the findings, their counts, and where to read a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..diagnostic import Confidence, Diagnostic, Severity


class CheckInfo(Protocol):
    """What a format tells about a check; `learnings.check.Check` is one."""

    @property
    def name(self) -> str:
        """The name in diagnostics: `missing-field`."""

    @property
    def group(self) -> str:
        """The group it is selected by: `schema`."""

    @property
    def title(self) -> str:
        """The first line of its page."""

    @property
    def page(self) -> str:
        """Its documentation, Markdown, the title included."""

    @property
    def severity(self) -> Severity:
        """Its severity where nothing else is set."""

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""


Source = Callable[[str, int], str]


def no_source(_path: str, _line: int) -> str:
    """The source of a report whose files cannot be read: every line is empty."""
    return ""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run, ready to be shown.

    `diagnostics` are sorted and hold only what is to be shown; what was suppressed, is in the
    baseline or was hidden (by `--show`) is a number. `source` gives a line of a file (from 1,
    without its line end), and `series` the same for each commit of which there are findings.
    `messages` counts those of commits and tags in which something was found. `mendable` counts
    the findings with a safe fix, and those with another one. `width` is that of the terminal in
    columns, 0 if there is none; `link` the address that files lie below.
    """

    diagnostics: Sequence[Diagnostic]
    files: int = 0
    entries: int = 0
    messages: int = 0
    suppressed: int = 0
    baselined: int = 0
    hidden: int = 0
    mendable: tuple[int, int] = (0, 0)
    checks: Mapping[str, CheckInfo] = field(default_factory=dict)
    source: Source = no_source
    series: Mapping[str, Source] = field(default_factory=dict)
    version: str = ""
    color: bool = False
    width: int = 0
    statistics: bool = False
    link: str = ""

    def line(self, item: Diagnostic) -> str:
        """The first line of the place of a finding."""
        return self.series.get(item.commit, self.source)(item.path, item.span.line)

    def counts(self) -> dict[Severity, int]:
        """How many diagnostics there are of each severity, errors first, zeros included."""
        found = Counter(item.severity for item in self.diagnostics)
        return {severity: found[severity] for severity in reversed(Severity)}


def worst_first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics, the most severe first; otherwise in the same order."""
    return sorted(diagnostics, key=lambda item: -item.severity.rank)


def numbered(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, int]]:
    """Each diagnostic and how many before it have the same fingerprint (0 for the first)."""
    seen: Counter[str] = Counter()
    for item in diagnostics:
        yield item, seen[item.fingerprint]
        seen[item.fingerprint] += 1
