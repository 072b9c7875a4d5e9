"""Looks for sensitive values in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from .catalogue import catalogue
from .detector import NOBODY, BlockDetector, Detector, Organisation
from .finding import Finding, Hit, Piece


def scan(
    text: str,
    organisation: Organisation = NOBODY,
    is_code: Callable[[int], bool] = lambda line: False,
    lines: Sequence[range] | None = None,
) -> list[Finding]:
    """The sensitive values in a text, in order; no two of them overlap.

    `is_code` says of a line, counted from 1, whether it is inside of a fenced block. `lines`
    are the numbers of the lines that are looked at, where not all are: a value that lies partly
    in one of them is found. Nothing is raised, whatever the text holds.
    """
    found: list[Finding] = []
    detectors = catalogue(organisation).values()
    for detector in detectors:
        if isinstance(detector, BlockDetector):
            found += (_finding(detector, hit, 0) for hit in detector.find(text))
    start = 0
    for number, line in enumerate(re.split(r"(?<=\n)|(?<=\r)(?!\n)", text), 1):
        piece = Piece(line.rstrip("\r\n"), is_code=is_code(number))
        for detector in detectors:
            if lines is not None and not any(number in some for some in lines):
                break
            if isinstance(detector, Detector) and "raw" in detector.forms:
                found += (_finding(detector, hit, start) for hit in detector.find(piece))
        start += len(line)
    return list(_merged(found))


def _finding(detector: Detector | BlockDetector, hit: Hit, offset: int) -> Finding:
    return Finding(
        hit.start + offset,
        hit.end + offset,
        hit.detector or detector.name,
        detector.check,
        detector.kind,
        detector.confidence,
    )


def _merged(found: Sequence[Finding]) -> Iterator[Finding]:
    """The widest of those that overlap; of equal ones the first."""
    last = 0
    for finding in sorted(found, key=lambda item: (item.start, -item.end)):
        if finding.start >= last:
            yield finding
            last = finding.end
