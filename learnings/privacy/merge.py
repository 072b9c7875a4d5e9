"""Makes one finding of all that was found in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..diagnostic import Confidence
from .detector import SECOND, BlockDetector, Detector
from .finding import Finding

_SUREST = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)
_SECRETS = frozenset(("secret", "private-key", "credential-in-url"))


class Found(NamedTuple):
    """Where the detector of a rank found something, as offsets in a text."""

    start: int
    end: int
    rank: int


def merged(found: Iterable[Found], detectors: Sequence[Detector | BlockDetector]) -> list[Finding]:
    """One finding for those that overlap: what the widest says, of equally wide ones the first.

    What is of low confidence is hidden as a rule, so that it says nothing where another does; and
    the finding is as sure as the surest with the same check.

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
    widest = min(
        _ours(near, detectors) or near,
        key=lambda one: (
            detectors[one.rank].confidence is Confidence.LOW,
            one.start - one.end,
            one.rank,
        ),
    )
    detector = detectors[widest.rank]
    same = {detectors[one.rank].confidence for one in near
            if detectors[one.rank].check == detector.check}  # fmt: skip
    return Finding(
        near[0].start,
        max(one.end for one in near),
        detector.name,
        detector.check,
        detector.kind,
        next(one for one in _SUREST if one in same),
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
