"""The figures as a table for a terminal or for a page, and what was missed, without values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from .engine import Flag
from .figures import Answer
from .measure import Report
from .sample import Decoy
from .target import TARGETS

_LIMITS = {target.figure: target for target in TARGETS}
_CLASSES = ((re.compile(r"[A-Z]"), "A"), (re.compile(r"[a-z]"), "a"), (re.compile(r"[0-9]"), "9"))


def table(reports: Mapping[str, Report], *, markdown: bool = False) -> Iterator[str]:
    """A line per figure, a column per engine, with the target and how many samples there are.

    A figure of the first engine that misses its target is marked.
    """
    names = list(dict.fromkeys(name for report in reports.values() for name in report.figures))
    rows = [["figure", *reports, "target", "n"]]
    for name in names:
        limit = _LIMITS.get(name)
        values = [report.figures.get(name) for report in reports.values()]
        cells = ["-" if value is None else _number(value) for value in values]
        if limit and values[0] is not None and not limit.is_met(values[0]):
            cells[0] += " *"
        count = max(report.counts.get(name, 0) for report in reports.values())
        rows.append([name, *cells, str(limit or ""), f"{count:,}"])
    yield from _markdown(rows) if markdown else _plain(rows)


def _number(value: float) -> str:
    return f"{value:.3f}" if value == 0 or value >= 0.001 else f"{value:.5f}"


def _plain(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _markdown(rows: list[list[str]]) -> Iterator[str]:
    head, *rest = rows
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rest:
        yield f"| {' | '.join(cell.replace('*', chr(92) + '*') for cell in row)} |"


def masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with every letter and digit of its values replaced by its class."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], "⟦", _classes(text[start:end]), "⟧"]
        last = end
    return "".join([*parts, text[last:]])


def _classes(text: str) -> str:
    """Classes in place of characters, long runs of them shortened."""
    for pattern, letter in _CLASSES:
        text = pattern.sub("\0" + letter, text)
    text = text.replace("\0", "")
    return text if len(text) <= 90 else f"{text[:40]}…{len(text)}…{text[-40:]}"


def misses(report: Report) -> Iterator[str]:
    """What was not found and not covered, a line for each wording of a kind, and what was wrong."""
    for title, answers in (("missed", report.missed), ("in part", report.uncovered)):
        ordered = sorted(answers, key=lambda item: (item.sample.kind.key, item.sample.form))
        for _, group in groupby(ordered, lambda item: (item.sample.kind.key, item.sample.form)):
            yield _missed(title, list(group))
    seen: set[tuple[str, str]] = set()
    for decoy, flags in report.wrong:
        line = _wrong(decoy, flags)
        if (key := (decoy.kind, flags[0].detector)) not in seen:
            seen.add(key)
            yield line
    yield from (f"prose  {item}" for item in report.prose)


def _missed(title: str, answers: list[Answer]) -> str:
    first = answers[0].sample
    where = " ".join(sorted({item.sample.surrounding or item.sample.wrap for item in answers}))
    line = _around(first.text, first.spans)
    return f"{title}  {first.kind.key}  [{where}]  {masked(*line)}"


def _around(
    text: str, spans: tuple[tuple[int, int], ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The lines that hold the values, as one."""
    start = text.rfind("\n", 0, spans[0][0]) + 1
    end = text.find("\n", spans[-1][1])
    cut = text[start : end if end >= 0 else len(text)].replace("\n", "⏎")
    return cut, tuple((a - start, b - start) for a, b in spans)


def _wrong(decoy: Decoy, flags: tuple[Flag, ...]) -> str:
    flag = flags[0]
    line = _around(decoy.text, ((flag.start, flag.end),))
    near = "near miss" if decoy.is_near else "wrong"
    return f"{near}  {decoy.kind}  [{decoy.wrap}]  {flag.detector}  {masked(*line)}"
