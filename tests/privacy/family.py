"""A small family of detectors, so that the search is tried with little."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from learnings.privacy.detector import BlockDetector, Detector
from learnings.privacy.finding import Hit, Piece
from learnings.privacy.recipe import cook

EVERYWHERE = frozenset(("raw", "shown", "joined", "decoded"))


def of_line(name: str, pattern: str, gate: str, kind: str = "token", **more: object) -> Detector:
    compiled = re.compile(pattern)

    def find(piece: Piece) -> Iterator[Hit]:
        return (Hit(*found.span()) for found in compiled.finditer(piece.text))

    check = {"ip": "private-address"}.get(kind, "secret")
    more.setdefault("forms", EVERYWHERE)
    return Detector(name, check, kind, name, (gate,), find, **more)  # type: ignore[arg-type]


def _keys(text: str) -> Iterator[Hit]:
    return (Hit(*found.span()) for found in re.finditer(r"(?s)BEGIN TOP KEY.*?END TOP KEY", text))


HUB = of_line("hub-token", r"(?<!\w)gh[po]_[A-Za-z0-9]{36}(?!\w)", "gh[po]_[A-Za-z0-9]{36}")
CLOUD = of_line("cloud-key", r"(?<!\w)AKIA[A-Z2-7]{16}(?!\w)", "AKIA[A-Z2-7]{16}")
ADDRESS = of_line(
    "address", r"(?<![\d.])10(?:\.\d{1,3}){3}(?![\d.])", r"10(?:\.\d{1,3}){3}", "ip",
    forms=frozenset(("raw", "shown")),
)  # fmt: skip
BLOCK = BlockDetector("top-key", "private-key", "private-key", "A key", ("BEGIN TOP KEY",), _keys)
FAMILY = (HUB, CLOUD, ADDRESS, BLOCK)


def hub(seed: int = 0) -> str:
    return cook("gh{}p_{w*36}", random.Random(seed))


def cloud(seed: int = 0) -> str:
    return cook("AK{}IA{2*16}", random.Random(seed))
