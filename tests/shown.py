"""A few detectors of sensitive values for tests of what is done with findings."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from learnings.privacy.detector import BlockDetector, Detector, Organisation
from learnings.privacy.finding import Hit, Piece
from learnings.privacy.recipe import cook

RECIPES = {
    "key": "AK{}IA{2*16}",
    "token": "gh{}p_{w*36}",
    "password": "Pa{}55-{w*12}!q",
    "ip": "10.{}144.118.219",
    "host": "billing-db-01.prod.c{}orp",
    "email": "kim.roe@w{}idgets-and-more.com",
    "user": "kimberlyroe",
}


def value(kind: str, seed: int = 0) -> str:
    """A value that one of the detectors finds."""
    return cook(RECIPES[kind], random.Random(f"{kind}{seed}"))


def block(seed: int = 0, mark: str = "") -> str:
    """A private key, each of its lines after a mark."""
    recipe = "-----BEGIN{} PRIVATE KEY-----\n{b*64}\n{b*40}\n-----END{} PRIVATE KEY-----"
    return cook(recipe, random.Random(seed)).replace("\n", f"\n{mark}")


def _lines(pattern: str, group: int = 0) -> object:
    expression = re.compile(pattern)

    def find(piece: Piece) -> Iterator[Hit]:
        for found in expression.finditer(piece.text):
            yield Hit(*found.span(group))

    return find


def _blocks(text: str) -> Iterator[Hit]:
    pattern = r"-----BEGIN PRIVATE KEY-----[^`|]*?-----END PRIVATE KEY-----"
    for found in re.finditer(pattern, text):
        yield Hit(*found.span())


def _detector(name: str, check: str, kind: str, pattern: str, group: int = 0) -> Detector:
    find = _lines(pattern, group)
    return Detector(name, check, kind, name, (pattern.replace("(?:", "("),), find)  # type: ignore[arg-type]


def family(organisation: Organisation) -> list[Detector | BlockDetector]:
    """The detectors, as a family of the catalogue."""
    return [
        BlockDetector("pem-key", "private-key", "private-key", "a key", ("BEGIN",), _blocks),
        _detector("aws-access-key", "secret", "key", r"AKIA[A-Z2-7]{16}"),
        _detector("github-token", "secret", "token", r"ghp_[A-Za-z0-9]{36}"),
        _detector("password", "secret", "password", r"[Pp]assword(?:\*\*)?[:=] *(\S+)", 1),
        _detector("url-password", "credential-in-url", "password", r"://\w+:([^@\s\[]+)@", 1),
        _detector("private-ipv4", "private-address", "ip", r"10\.\d+\.\d+\.\d+"),
        _detector("internal-name", "internal-host", "host", r"[a-z0-9.-]+\.corp"),
        _detector("email", "email-address", "email", r"[a-z.]+@[a-z-]+\.com"),
        _detector("home", "home-directory", "user", r"/home/([a-z]+)", 1),
    ]
