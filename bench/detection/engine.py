"""The engines that are compared: ours, detect-secrets as it is, and kingfisher."""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from learnings.diagnostic import Confidence
from learnings.privacy.detector import NOBODY, SECOND
from learnings.privacy.scan import scan

from .sample import TOLD
from .wrapping import code_lines

ROOT = Path(__file__).resolve().parents[2]


class Asked(NamedTuple):
    """A text, and whether the organisation has told what is its own."""

    text: str
    is_told: bool = False


class Flag(NamedTuple):
    """Where something was found, which check reports it, and which detector found it."""

    start: int
    end: int
    check: str
    detector: str


# Gives the flags of each text.
Engine = Callable[[Sequence[Asked]], list[list[Flag]]]


class Missing(Exception):
    """An engine that is not installed."""


def ours(asked: Sequence[Asked]) -> list[list[Flag]]:
    """What `learnings` finds."""
    return [_ours(item) for item in asked]


def both(asked: Sequence[Asked]) -> list[list[Flag]]:
    """What `learnings` finds with the second engine; raises `Missing` where it is not there."""
    if importlib.util.find_spec("kingfisher_sdk") is None:
        raise Missing("kingfisher-secret-scanner")
    return [_ours(item, SECOND) for item in asked]


def _ours(asked: Asked, second: str = "") -> list[Flag]:
    fenced = code_lines(asked.text)
    known = (TOLD if asked.is_told else NOBODY)._replace(engine=second)
    found = scan(asked.text, known, fenced.__contains__)
    # What is of low confidence is told to those alone who ask for it.
    return [
        Flag(item.start, item.end, item.check, item.detector)
        for item in found
        if item.confidence is not Confidence.LOW
    ]


def plain(asked: Sequence[Asked]) -> list[list[Flag]]:
    """What detect-secrets finds; raises `Missing` where it is not installed."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.detection.plain"],
        cwd=ROOT,
        input=json.dumps([item.text for item in asked]),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 3:
        raise Missing("detect-secrets")
    done.check_returncode()
    return [
        [Flag(a, b, "secret", name) for a, b, name in flags] for flags in json.loads(done.stdout)
    ]


def kingfisher(asked: Sequence[Asked]) -> list[list[Flag]]:
    """What kingfisher finds, in process and offline; raises `Missing` where it is not installed."""
    try:
        package = importlib.import_module("kingfisher_sdk")
    except ImportError as error:
        raise Missing("kingfisher-secret-scanner") from error
    scanner = package.Scanner()
    return [
        [flag for finding in scanner.scan(item.text) if (flag := _placed(item.text, finding))]
        for item in asked
    ]


def _placed(text: str, finding: object) -> Flag | None:
    """Its place in code points; what has none in the text, as it was decoded, gets no width."""
    if not getattr(finding, "visible", True):
        return None
    value = str(getattr(finding, "secret", ""))
    start = text.find(value)
    return Flag(start, start + len(value), "secret", str(getattr(finding, "rule_id", "")))


ENGINES: dict[str, Engine] = {
    "learnings": ours,
    "learnings+kingfisher": both,
    "detect-secrets": plain,
    "kingfisher": kingfisher,
}
