"""A first look at short texts: is there certainly nothing in them?

Where no gate opens, no detector is imported. Where some do, only the families of their detectors
are. What it finds is not told: who has to know looks with `scan`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Mapping, Sequence

from .. import resource
from .across import OF_TEXT
from .folding import LONG, folded, is_bounded, with_feeds
from .least import OF_LINE
from .repeated import repeated
from .signs import BASE64, PERCENT, QUOTED, chains, is_long, odd, of_base64

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DATA = "glance.json"
# A longer text is looked through sooner by an engine, which has to be prepared.
LONGEST = 60_000
_BASE64 = 24


def is_clean(texts: Sequence[tuple[str, Sequence[range] | None]], groups: Collection[str]) -> bool:
    """True if no detector of these groups of checks finds anything in any of the texts.

    With each text stand the lines of it that are looked at, counted from 1; None for all of them.
    What such lines repeat is looked at where it stands first as well: that may announce it.
    False may mean no more than that it is not known. No organisation is thought of, nor which
    lines are code.
    """
    texts = [
        (text, lines if lines is None else [*lines, *repeated(text, lines)])
        for text, lines in texts
    ]
    parts = [part for text, lines in texts for part in _parts(text, lines)]
    if sum(map(len, parts)) > LONGEST:
        return False
    told = resource.load(DATA)
    gates = _Gates([told["groups"][group] for group in groups])
    opened: set[int] = set()
    for text in parts:
        runs = _runs(text)
        if runs and gates.candidates("\n".join(runs)):
            return False
        said = _said(text) if odd(text) else []
        opened |= gates.opened("\n".join([text, *said]), told["detectors"])
    return not opened or not _found(texts, gates, told, sorted(opened))


def _parts(text: str, lines: Sequence[range] | None) -> list[str]:
    if lines is None:
        return [text]
    # Only a text with plain line ends is looked at in part.
    written = text.split("\n")
    return ["\n".join(written[some.start - 1 : some.stop - 1]) for some in lines]


def _runs(text: str) -> list[str]:
    """What tokens say that a line end breaks, or that are encoded."""
    is_broken = any(map(is_long, chains(text)))
    is_percent = ("%" in text and PERCENT.search(text)) or ("=" in text and QUOTED.search(text))
    is_base64 = max(map(len, text.split()), default=0) >= _BASE64 and any(
        of_base64(found[0]) for found in BASE64.finditer(text)
    )
    if not (is_broken or is_percent or is_base64):
        return []
    from .run import from_base64, from_percent, joined

    runs = (*joined(text), *from_percent(text), *(from_base64(text) if is_base64 else ()))
    return [one.said.text for one in runs]


def _said(text: str) -> list[str]:
    from .page import others

    return [line for _, line in others(text)]


class _Gates:
    """Which detectors may find something in which line, each by its number."""

    def __init__(self, told: Sequence[Mapping[str, Any]]) -> None:
        self._told = told
        self._numbers: Mapping[int, int] | None = None

    def only(self, numbers: Sequence[int]) -> None:
        """From now on know these detectors alone, by their places in a list."""
        self._numbers = {number: place for place, number in enumerate(numbers)}

    def opened(self, text: str, detectors: Sequence[tuple[str, int, str]]) -> set[int]:
        """The detectors that may find something in one of the lines, by all that is known."""
        found: set[int] = set()
        text = with_feeds(text)
        lines = text.split("\n")
        for line, numbers in self.candidates(text).items():
            for number in numbers - found:
                least = detectors[number][2]
                if least in OF_TEXT:
                    is_there = OF_TEXT[least](text)
                else:
                    is_there = not least or OF_LINE[least](lines[line])
                if is_there:
                    found.add(number)
        return found

    def candidates(self, text: str) -> dict[int, set[int]]:
        """The detectors by the number of the line from 0."""
        text = folded(text)
        lines = text.split("\n")
        runs = [max(map(len, line.split()), default=0) for line in lines]
        longest = max(runs)
        found: dict[int, set[int]] = {}
        for group in self._told:
            for one in group["open"]:
                self._add(found, range(len(lines)), (one,))
            for word, numbers in group["words"].items():
                if word in text:
                    self._add(found, _with(lines, (word,)), numbers)
            for words, pattern, run, numbers in group["patterns"]:
                if run <= longest and (not words or any(word in text for word in words)):
                    some = _with(lines, words) if words else range(len(lines))
                    some = [at for at in some if runs[at] >= run]
                    if some:
                        matches = _matches(pattern)
                        self._add(found, [at for at in some if matches(lines[at])], numbers)
        return found

    def passes(self, number: int, text: str) -> bool:
        """True: what a detector was asked about, it may find."""
        return True

    def _add(
        self, found: dict[int, set[int]], lines: Collection[int], numbers: Sequence[int]
    ) -> None:
        known = self._numbers
        if known is not None:
            numbers = [known[number] for number in numbers if number in known]
        if numbers:
            for line in lines:
                found.setdefault(line, set()).update(numbers)


def _with(lines: Sequence[str], words: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if any(word in line for word in words)]


def _matches(pattern: str) -> Callable[[str], bool]:
    """Whether a line matches; where that may take the square of its length, it is said to."""
    search = re.compile(pattern).search
    if is_bounded(pattern):
        return lambda line: search(line) is not None
    return lambda line: len(line) > LONG or search(line) is not None


def _found(
    texts: Sequence[tuple[str, Sequence[range] | None]],
    gates: _Gates,
    told: Mapping[str, Any],
    opened: Sequence[int],
) -> bool:
    """True if one of the detectors finds something in one of the texts."""
    from .detector import NOBODY
    from .search import Search

    names = [told["detectors"][number] for number in opened]
    known: dict[tuple[str, int], Any] = {}
    for place in dict.fromkeys(place for _, place, _ in names):
        module, name = told["families"][place]
        family = getattr(importlib.import_module(f".{module}", __package__), name)
        known |= {(one.name, place): one for one in family(NOBODY)}
    gates.only(opened)
    search = Search([known[name, place] for name, place, _ in names], screen=gates)
    return any(search.findings(text, lines=lines) for text, lines in texts)
