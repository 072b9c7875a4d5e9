"""A first look at short texts: is there certainly nothing in them?

Where no gate opens, no detector is imported. Where some do, only the families of their detectors
are. What it finds is not told: who has to know looks with `scan`.
"""

from __future__ import annotations

from .. import resource
from .across import OF_TEXT
from .afar import base64, is_percent, may_be_odd, may_go_on
from .counted import longest_run
from .folding import LONG, folded, is_bounded, spaced, with_feeds
from .least import OF_LINE
from .repeated import repeated
from .signs import chains, is_long, odd, of_base64

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from typing import Any

DATA = "glance.json"
# A longer text is looked through sooner by an engine, which has to be prepared.
LONGEST = 60_000
# What is no letter, figure, hyphen or underscore of ASCII parts the others.
_SOLID = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "_-\n")}


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
        if runs and gates.candidates(runs):
            return False
        said = _said(text) if may_be_odd(text) and odd(text) else []
        opened |= gates.opened("\n".join([text, *said]), told["detectors"])
    return not opened or not _found(parts, gates, told, sorted(opened))


def _parts(text: str, lines: Sequence[range] | None) -> list[str]:
    if lines is None:
        return [text]
    # Only a text with plain line ends is looked at in part.
    written = text.split("\n")
    return ["\n".join(written[some.start - 1 : some.stop - 1]) for some in lines]


def _runs(text: str) -> list[str]:
    """What tokens say that a line end breaks, or that are encoded."""
    is_broken = may_go_on(text) and any(map(is_long, chains(text)))
    is_base64 = any(map(of_base64, base64(text)))
    if not (is_broken or is_base64 or is_percent(text)):
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
        self._folded: list[str] = []

    def only(self, numbers: Sequence[int]) -> None:
        """From now on know these detectors alone, by their places in a list."""
        self._numbers = {number: place for place, number in enumerate(numbers)}

    def opened(self, text: str, detectors: Sequence[tuple[str, int, str]]) -> set[int]:
        """The detectors that may find something in one of the lines, by all that is known."""
        text = with_feeds(text)
        seen = _Seen(text)
        found: set[int] = set()
        for lines, numbers, pattern in self._told_in(spaced(folded(text))):
            by_least: dict[str, list[int]] = {}
            for number in numbers:
                if number not in found:
                    by_least.setdefault(detectors[number][2], []).append(number)
            left = {one: seen.having(one, lines) for one in by_least}
            matches = _matches(pattern) if pattern and any(left.values()) else None
            for least, some in left.items():
                if any(matches is None or matches(self._folded[at]) for at in some):
                    found.update(by_least[least])
        return found

    def candidates(self, lines: Sequence[str]) -> dict[int, frozenset[int]]:
        """The detectors by the number of the line from 0."""
        text = spaced(folded("\n".join(lines)))
        found: dict[int, frozenset[int]] = {}
        for places, numbers, pattern in self._told_in(text):
            if pattern:
                matches = _matches(pattern)
                places = [at for at in places if matches(self._folded[at])]
            known = self._numbers
            some = frozenset(
                numbers if known is None else (known[one] for one in numbers if one in known)
            )
            for line in places if some else ():
                found[line] = found.get(line, frozenset()) | some
        return found

    def _told_in(self, text: str) -> Iterator[tuple[Sequence[int], Sequence[int], str]]:
        """Lines, the detectors that may find something there, and what such a line matches."""
        lines = self._folded = text.split("\n")
        runs = list(map(longest_run, lines))
        longest = max(runs)
        solid = [
            max(map(len, line.split()), default=0) for line in text.translate(_SOLID).split("\n")
        ]
        for group in self._told:
            for one in group["open"]:
                yield range(len(lines)), (one,), ""
            for word, numbers in group["words"].items():
                if word in text:
                    yield _with(lines, (word,)), numbers, ""
            for words, pattern, run, least, numbers in group["patterns"]:
                if run <= longest and (not words or any(word in text for word in words)):
                    some = _with(lines, words) if words else range(len(lines))
                    some = [at for at in some if runs[at] >= run and solid[at] >= least]
                    if some:
                        yield some, numbers, pattern

    def passes(self, number: int, text: str) -> bool:
        """True: what a detector was asked about, it may find."""
        return True

    def is_worded(self, number: int) -> bool:
        """False: their gates matched."""
        return False

    def may_pass(self, number: int, small: str) -> bool:
        """True: no more than `passes` says."""
        return True


class _Seen:
    """Which lines of a text have at least what a detector finds something in."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._known: dict[tuple[str, int], bool] = {}

    def having(self, least: str, lines: Sequence[int]) -> Sequence[int]:
        """Those of the lines."""
        return [at for at in lines if self._has(least, at)] if least else lines

    def _has(self, least: str, line: int) -> bool:
        key = (least, -1 if least in OF_TEXT else line)
        if key not in self._known:
            of_text = OF_TEXT.get(least)
            self._known[key] = of_text(self._text) if of_text else OF_LINE[least](self._lines[line])
        return self._known[key]


def _with(lines: Sequence[str], words: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if any(word in line for word in words)]


def _matches(pattern: str) -> Callable[[str], bool]:
    """Whether a line matches; where that may take the square of its length, it is said to."""
    import re

    search = re.compile(pattern).search
    if is_bounded(pattern):
        return lambda line: search(line) is not None
    return lambda line: len(line) > LONG or search(line) is not None


def _found(
    parts: Sequence[str],
    gates: _Gates,
    told: Mapping[str, Any],
    opened: Sequence[int],
) -> bool:
    """True if one of the detectors finds something in one of the parts of texts."""
    import importlib

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
    return any(map(search.findings, parts))
