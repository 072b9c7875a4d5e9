"""A first look at short texts: is there certainly nothing in them?

Where no gate opens, no detector is imported. Where some do, only the families of their detectors
are. What it finds is not told: who has to know looks with `scan`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from .. import resource
from .page import others
from .run import from_base64, from_percent, joined
from .sieve import folded

DATA = "glance.json"
# A longer text is looked through sooner by an engine, which has to be prepared.
LONGEST = 60_000


def is_clean(texts: Sequence[str], groups: Collection[str]) -> bool:
    """True if no detector of these groups of checks finds anything in any of the texts.

    False may mean no more than that it is not known. No organisation is thought of, nor which
    lines are code.
    """
    if sum(map(len, texts)) > LONGEST:
        return False
    known = resource.load(DATA)
    told = [known["groups"][group] for group in groups]
    opened: set[int] = set()
    for text in texts:
        if _opened(_runs(text), told):
            return False
        opened |= _opened([text, *(said for _, said in others(text))], told)
    return not opened or not _found(texts, groups, [known["families"][one] for one in opened])


def _runs(text: str) -> list[str]:
    """What tokens say that a line end breaks, or that are encoded."""
    runs = [*joined(text), *from_percent(text)]
    if max(map(len, text.split()), default=0) >= _BASE64:
        runs += from_base64(text)
    return ["\n".join(run.said.text for run in runs)] if runs else []


_BASE64 = 24


def _opened(texts: Iterable[str], told: Sequence[Mapping[str, Any]]) -> set[int]:
    """The families of which a gate may match in one of the texts."""
    text = folded("\n".join(texts))
    opened: set[int] = set()
    if not text:
        return opened
    opened.update(chain.from_iterable(group["open"] for group in told))
    for group in told:
        for word, families in group["words"].items():
            if word in text:
                opened.update(families)
    longest = max(map(len, text.split()), default=0)
    for words, pattern, run, families in chain.from_iterable(group["patterns"] for group in told):
        if run > longest or opened.issuperset(families):
            continue
        if words and not any(word in text for word in words):
            continue
        if re.search(pattern, text) is not None:
            opened.update(families)
    return opened


def _found(texts: Sequence[str], groups: Collection[str], families: Iterable[Sequence[str]]) -> bool:
    """True if a detector of the families finds something in one of the texts."""
    from .borrowed import DATA as GATES
    from .detector import NOBODY
    from .search import Search

    checks = set(_checks(groups))
    detectors = [
        detector
        for module, name in sorted(families)
        for detector in getattr(importlib.import_module(f".{module}", __package__), name)(NOBODY)
        if detector.check in checks
    ]
    search = Search(detectors, known=resource.load(GATES)["looked_for"])
    return any(search.findings(text) for text in texts)


def _checks(groups: Collection[str]) -> Iterator[str]:
    told = resource.load(DATA)["groups"]
    return chain.from_iterable(told[group]["checks"] for group in groups)
