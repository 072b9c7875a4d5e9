"""Makes one finding of all that was found in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .detector import SECOND, BlockDetector, Detector
from .finding import Finding

_SECRETS = frozenset(("secret", "private-key", "credential-in-url"))


class Found(NamedTuple):
    """Where the detector of a rank found something, as offsets in a text."""

    start: int
    end: int
    rank: int


def merged(found: Iterable[Found], detectors: Sequence[Detector | BlockDetector]) -> list[Finding]:
    """One finding for those that overlap: what the widest says, of equally wide ones the first.

    It reaches from where the first of them begins to where the last one ends, so that no part of
    a value is left. What the second engine says counts where no secret of ours is in that place.
    """
    findings: list[Finding] = []
    near: list[Found] = []
    end = 0
    for one in sorted(found):
        if near and one.start >= end:
            findings.append(_finding(near, detectors))
            near = []
        end = max(end, one.end) if near else one.end
        near.append(one)
    return [*findings, _finding(near, detectors)] if near else findings


def _finding(near: Sequence[Found], detectors: Sequence[Detector | BlockDetector]) -> Finding:
    widest = min(_ours(near, detectors) or near, key=lambda one: (one.start - one.end, one.rank))
    detector = detectors[widest.rank]
    return Finding(
        near[0].start,
        max(one.end for one in near),
        detector.name,
        detector.check,
        detector.kind,
        detector.confidence,
    )


def _ours(near: Sequence[Found], detectors: Sequence[Detector | BlockDetector]) -> list[Found]:
    """The secrets of our own, where the second engine has found something beside them."""
    said = [detectors[one.rank] for one in near]
    if not any(one.name.startswith(SECOND) for one in said):
        return []
    return [
        one
        for one, detector in zip(near, said, strict=True)
        if detector.check in _SECRETS and not detector.name.startswith(SECOND)
    ]
