"""Which detectors may find something in which line.

All gates of all detectors are looked for in one pass. What that pass leaves is a small part of
the lines; there each gate that may match is asked for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Protocol

from ..lazy import regex
from . import sieve

Candidates = dict[int, frozenset[int]]
# After so many lines a gate is worth a second pattern.
_MANY = 64


class Gates(Protocol):
    """Knows which detectors may find something; see `Screen`."""

    def candidates(self, lines: Sequence[str]) -> Candidates: ...

    def passes(self, number: int, text: str) -> bool: ...

    def is_worded(self, number: int) -> bool: ...

    def may_pass(self, number: int, small: str) -> bool: ...


def looked_for(one: str) -> dict[str, Any]:
    """What a text is searched for before a gate is asked.

    That is one of `words`, or one of `patterns` in small letters, each with the number of
    characters without a space that it needs, with the words of which it needs one, if it does, and
    with the number of figures.
    Raises `re.error` for what is no pattern.
    """
    from . import gate, rare, wide

    words = gate.words(one)
    if words is not None:
        return {"words": list(words)}
    found: set[str] = set()
    patterns: dict[str, tuple[int, list[str], int]] = {}
    for parts in gate.choices(one):
        needed = gate.words_of(parts)
        if needed and all(map(rare.is_rare, needed)):
            found.update(needed)
        else:
            source = wide.widened_parts(parts)
            figures = gate.figures_of(gate.parsed(source))
            patterns[source] = (gate.run_of(parts), sorted(needed or ()), figures)
    return {
        "words": sorted(found),
        "patterns": [[source, *needs] for source, needs in patterns.items()],
    }


class Screen:
    """Knows the gates of detectors by their place in a list.

    A gate that is no pattern, or that cannot be widened, lets every line pass. `known` says of
    gates what to look for (see `looked_for`), so that this has not to be found out; `engine` as
    for a `Sieve`.
    """

    def __init__(
        self,
        gates: Sequence[Sequence[str]],
        known: Mapping[str, dict[str, Any]] | None = None,
        engine: str = "",
    ) -> None:
        self._gates = gates
        self._known = known or {}
        self._engine = engine
        self._open: set[int] = set()
        # Detectors that are told by words which their gates need.
        self._worded: set[int] = set()
        self._wanted: dict[str, set[int]] = {}
        self._patterns: dict[sieve.Pattern, set[int]] = {}
        # What was asked about one line: many detectors have the same gate.
        self._line, self._said, self._folded = "", "", ""
        self._asked: dict[str, bool] = {}
        for number, some in enumerate(gates):
            for one in some:
                self._add(number, one)
        self._ranks = lru_cache(maxsize=4096)(self._ranks_of)

    def _add(self, number: int, one: str) -> None:
        try:
            wanted = self._known[one] if one in self._known else looked_for(one)
        except (re.error, OverflowError, RecursionError):
            self._open.add(number)
            self._worded.discard(number)
            return
        for source, run, words, figures in wanted.get("patterns", ()):
            one_of = sieve.Pattern(source, run, tuple(words), figures)
            self._patterns.setdefault(one_of, set()).add(number)
        for word in wanted.get("words", ()):
            self._wanted.setdefault(word, set()).add(number)
            self._worded.add(number)

    @cached_property
    def _sieve(self) -> sieve.Sieve:
        return sieve.Sieve(list(self._wanted), list(self._patterns), self._engine)

    def _ranks_of(self, hits: frozenset[int]) -> frozenset[int]:
        return frozenset(self._open).union(*(self._meant[hit] for hit in hits))

    @cached_property
    def _meant(self) -> list[set[int]]:
        return [*self._wanted.values(), *self._patterns.values()]

    def candidates(self, lines: Sequence[str]) -> Candidates:
        """The detectors that may find something in some lines, by the number of the line from 0.

        Lines in which none may are left out. None has a line end.
        """
        small = sieve.folded("\n".join(lines))
        hits = self._sieve.find(sieve.spaced(small)) if lines else {}
        found = {number: self._ranks(frozenset(some)) for number, some in hits.items()}
        for number in range(len(lines)) if self._open else ():
            found.setdefault(number, self._ranks(frozenset()))
        return found

    def passes(self, number: int, text: str) -> bool:
        """True if a gate of the detector matches the text, or if it has one that is no pattern.

        In a very long line the parts of a gate are looked for one after the other.
        """
        if number in self._open:
            return True
        if len(text) > sieve.LONG:
            parts = chain.from_iterable(map(_parts, self._gates[number]))
            return any(_in_order(some, text + " ") for some in parts)
        if text is not self._line:
            self._line, self._asked = text, {}
            self._said, self._folded = text + " ", f" {sieve.folded(text)} "
        return any(map(self._matches, self._gates[number]))

    def is_worded(self, number: int) -> bool:
        """True for a detector that is told by words which its gates need: they may not match."""
        return number in self._worded

    def may_pass(self, number: int, small: str) -> bool:
        """True if a gate of the detector may match a line or what it shows.

        The line is `folded` and `spaced`.
        """
        if len(small) > sieve.LONG:
            return True
        wider = map(_wider, self._gates[number])
        return any(one is None or one.search(small) for one in wider)

    def _matches(self, one: str) -> bool:
        known = self._asked.get(one)
        if known is None:
            known = self._asked[one] = _gate(one).matches(self._said, self._folded)
        return known


class _Gate:
    """A gate that is asked about one line after the other.

    Without regard to case it is slow. So a wider pattern is asked in small letters, where there
    are so many lines that it pays to make one. What is not in ASCII may be anything in that, so
    that a gate with such signs is asked as well.
    """

    __slots__ = ("_gate", "_times", "_wider")

    def __init__(self, one: str) -> None:
        self._gate = _compiled(one)
        self._wider: re.Pattern[str] | None = None
        self._times = 0

    def matches(self, text: str, folded: str) -> bool:
        """True if the gate matches a line, which is `folded` as well."""
        self._times += 1
        if self._times == _MANY:
            self._wider = _wider(self._gate.pattern)
        if self._wider is not None:
            is_there = self._wider.search(folded) is not None
            if self._gate.pattern.isascii() or not is_there:
                return is_there
        return self._gate.search(text) is not None


@lru_cache(maxsize=4096)
def _wider(one: str) -> re.Pattern[str] | None:
    from . import wide

    try:
        return re.compile(wide.widened(one))
    except (re.error, OverflowError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def _gate(one: str) -> _Gate:
    return _Gate(one)


@lru_cache(maxsize=4096)
def _compiled(one: str) -> re.Pattern[str]:
    return re.compile(one, re.IGNORECASE)


def _in_order(parts: Sequence[str], text: str) -> bool:
    """True if each of the patterns begins where the one before it does, or behind that."""
    place = 0
    for part in parts:
        found = _compiled(part).search(text, place)
        if found is None:
            return False
        place = found.start()
    return True


@lru_cache(maxsize=4096)
def _parts(one: str) -> tuple[tuple[str, ...], ...]:
    """Of each pattern that a gate is a choice of, what stands before and after any length.

    As a whole it would be looked for from each place where its first part is. One that cannot
    be parted has no parts, and is in every line.
    """
    choices = tuple(
        tuple(filter(None, _PARTED.split(_REPEATED.sub(_once, choice)))) for choice in _choices(one)
    )
    if all(map(_is_whole, chain.from_iterable(choices))):
        return choices
    return ((),) if _REPEATED.search(one) else ((one,),)


def _once(found: re.Match[str]) -> str:
    """What is repeated as often as it has to be, and a mark behind it."""
    times = found["least"] or ("1" if found["times"] == "+" else "0")
    return f"{found['atom']}{{{times}}}\0" if times != "0" else "\0"


def _choices(one: str) -> Iterator[str]:
    """The patterns that a pattern is a choice of; itself if it is none."""
    start = depth = 0
    for sign in _SIGN.finditer(one):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "|" and not depth:
            yield one[start : sign.start()]
            start = sign.end()
    yield one[start:]


def _is_whole(part: str) -> bool:
    """True for a pattern by itself."""
    try:
        _compiled(part)
    except re.error:
        return False
    return True


_CLASS = r"(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\.)"
_REPEATED = regex(
    rf"(?<!\\)(?P<atom>\(\?:{_CLASS}\)|{_CLASS})"
    r"(?P<times>[+*]|\{(?P<least>\d{1,4}),\})(?![?+])"
)
_PARTED = regex("\0")
_SIGN = regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
