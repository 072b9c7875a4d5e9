"""Brings detectors to the lines in which they may find something, and their hits together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from ..lazy import regex
from .detector import BlockDetector, Detector
from .finding import Finding, Hit, Piece
from .folding import with_feeds
from .least import OF_LINE
from .merge import Found, merged
from .page import Page, line_starts, others
from .placeholder import is_in_brackets, is_placeholder, is_redacted
from .run import BASE64_GATE, Run, from_base64, from_percent, joined
from .screen import Candidates, Gates, Screen
from .shown import Shown
from .told import lines_of

_LINE_END = regex(r"\r\n?|\n")
# What these checks report is worth nothing where it stands for a value.
_SECRETS = frozenset(("secret", "credential-in-url"))


class Search:
    """Looks for sensitive values with some detectors, of which the earlier come first.

    `engine` as for a `Sieve`; where `is_screened` is False, each detector is given each line,
    which takes very long and finds the same. `known` as for a `Screen`, or a whole `screen`.
    """

    def __init__(
        self,
        detectors: Sequence[Detector | BlockDetector],
        engine: str = "",
        is_screened: bool = True,
        known: Mapping[str, dict[str, Any]] | None = None,
        screen: Gates | None = None,
    ) -> None:
        self._detectors = detectors
        self._ranks = {detector.name: rank for rank, detector in enumerate(detectors)}
        self._is_screened = is_screened
        # Behind the last detector there is what may have been encoded.
        self._encoded = len(detectors)
        gates = [*(detector.gates for detector in detectors), (BASE64_GATE,)]
        self._least = {
            rank: one.least for rank, one in enumerate(detectors) if one.least in OF_LINE
        }
        # Detectors that are given the whole text as soon as a line has what they need at least.
        self._whole = {
            rank
            for rank, one in enumerate(detectors)
            if isinstance(one, BlockDetector) and one.least
        }
        self._screen: Gates = screen or Screen(gates, known, engine)

    def findings(
        self,
        text: str,
        is_code: Callable[[int], bool] = lambda line: False,
        lines: Sequence[range] | None = None,
    ) -> list[Finding]:
        """What `scan` gives."""
        page = Page(text)
        parts = list(_parts(lines, len(page.starts) - 1))
        blocks: set[int] = set()
        near: dict[int, list[int]] = {}
        found: list[Found] = []
        for first, last in parts:
            part = page.part(first, last)
            candidates = self._candidates(part, near)
            found += self._in_lines(page, (first, last), candidates, is_code, blocks)
            runs = [(page.starts[first], run) for run in chain(joined(part), from_percent(part))]
            for line in candidates:
                if self._encoded in candidates[line] and first + line < last:
                    start = page.starts[first + line]
                    runs += (
                        (start, run)
                        for run in from_base64(page.part(first + line, first + line + 1))
                    )
            found += self._in_runs(runs)
        if parts == [(0, len(page.starts) - 1)]:
            for rank in blocks & near.keys():
                lines_of(text, self._detectors[rank].gates, near[rank])
        for one in chain.from_iterable(self._in_blocks(rank, text) for rank in blocks):
            if any(page.starts[a] < one.end and one.start < page.starts[b] for a, b in parts):
                found.append(one)
        return merged(found, self._detectors)

    # --- lines -----------------------------------------------------------------------------

    def _in_lines(
        self,
        page: Page,
        part: tuple[int, int],
        candidates: Candidates,
        is_code: Callable[[int], bool],
        blocks: set[int],
    ) -> Iterator[Found]:
        first, last = part
        for line, ranks in sorted(candidates.items()):
            if first + line < last:
                blocks |= ranks & self._whole
                rest = ranks - self._whole - {self._encoded}
                if rest:
                    yield from self._in_line(page, first + line, rest, is_code, blocks)

    def _in_line(
        self,
        text: Page,
        line: int,
        ranks: set[int],
        is_code: Callable[[int], bool],
        blocks: set[int],
    ) -> Iterator[Found]:
        for form, forms, said in text.forms(line):
            piece: Piece | None = None
            for rank in sorted(ranks):
                detector = self._detectors[rank]
                # What has at least what it needs is asked for no more.
                if rank not in self._least and not self._passes(rank, said.text):
                    continue
                if isinstance(detector, BlockDetector):
                    blocks.add(rank)
                elif forms & detector.forms:
                    piece = piece or text.piece(line, form, is_code(line + 1))
                    for hit in detector.find(piece):
                        yield from self._found(rank, hit, said.text, said, text.starts[line])

    def _candidates(self, part: str, near: dict[int, list[int]]) -> Candidates:
        """The detectors for each line of a part: by what is written in it, and what it shows.

        `near` is given the lines in which a gate may match of those that look at the whole text.
        """
        if not self._is_screened:
            everything = set(range(len(self._detectors) + 1))
            return dict.fromkeys(range(len(line_starts(part)) - 1), everything)
        candidates = self._screen.candidates(part)
        for line, ranks in candidates.items():
            for rank in ranks & self._whole:
                near.setdefault(rank, []).append(line)
        found = self._told(part, candidates)
        odd = list(others(part))
        shown = "\n".join(text for _, text in odd)
        said = self._told(shown, self._screen.candidates(shown)) if odd else {}
        for place, ranks in said.items():
            line = odd[place][0]
            found[line] = found.get(line, set()) | ranks
        return found

    def _told(self, part: str, candidates: Candidates) -> Candidates:
        """The detectors for each line that has what they need at least."""
        found: Candidates = {}
        known: dict[str, set[int]] = {}
        lines = with_feeds(part).split("\n")
        for number, ranks in candidates.items():
            line = lines[number]
            if line not in known:
                known[line] = self._left(line, ranks)
            if known[line]:
                found[number] = known[line]
        return found

    def _left(self, line: str, ranks: set[int]) -> set[int]:
        """The detectors that need nothing more than a line has."""
        wanted = {rank: self._least[rank] for rank in ranks & self._least.keys()}
        there = {name for name in set(wanted.values()) if OF_LINE[name](line)}
        return {rank for rank in ranks if rank not in wanted or wanted[rank] in there}

    def _passes(self, rank: int, text: str) -> bool:
        return not self._is_screened or self._screen.passes(rank, text)

    # --- runs and blocks ---------------------------------------------------------------------

    def _in_runs(self, runs: Iterable[tuple[int, Run]]) -> Iterator[Found]:
        """What is in runs, each with the offset of the part that it was found in."""
        pieces = [
            (offset, run, line) for offset, run in runs for line in _LINE_END.split(run.said.text)
        ]
        if not pieces:
            return
        everything = set(range(len(self._detectors) + 1))
        candidates = (
            self._screen.candidates("\n".join(text for _, _, text in pieces))
            if self._is_screened
            else dict.fromkeys(range(len(pieces)), everything)
        )
        for number, ranks in sorted(candidates.items()):
            offset, run, text = pieces[number]
            for rank in sorted(ranks - {self._encoded}):
                detector = self._detectors[rank]
                if run.form in _forms(detector) and self._passes(rank, text):
                    assert isinstance(detector, Detector)
                    for hit in detector.find(Piece(text, run.form)):
                        yield from self._found(rank, hit, text, run, offset + run.start)

    def _in_blocks(self, rank: int, text: str) -> Iterator[Found]:
        detector = self._detectors[rank]
        assert isinstance(detector, BlockDetector)
        for hit in detector.find(text):
            yield from self._found(rank, hit, text, Shown(text), 0)

    def _found(
        self, rank: int, hit: Hit, text: str, said: Shown | Run, offset: int
    ) -> Iterator[Found]:
        start, end = max(hit.start, 0), min(hit.end, len(text))
        if start >= end or is_redacted(text[start:end]):
            return
        rank = self._ranks.get(hit.detector, rank)
        if self._detectors[rank].check in _SECRETS and (
            is_placeholder(text[start:end]) or is_in_brackets(text, start, end)
        ):
            return
        if isinstance(said, Shown):
            start, end = said.span(start, end)
        elif said.form == "decoded":
            start, end = 0, said.end - said.start
        else:
            start, end = said.said.span(start, end)
        yield Found(start + offset, end + offset, rank)


def _forms(detector: Detector | BlockDetector) -> frozenset[str]:
    return detector.forms if isinstance(detector, Detector) else frozenset()


def _parts(lines: Sequence[range] | None, count: int) -> Iterator[tuple[int, int]]:
    """Runs of lines that are looked at, counted from 0, without the one after the last."""
    if lines is None:
        yield 0, count
        return
    begin = end = 0
    for some in sorted(lines, key=lambda one: one.start):
        first, last = max(some.start - 1, 0), min(some.stop - 1, count)
        if first > end:
            if begin < end:
                yield begin, end
            begin, end = first, max(first, last)
        else:
            end = max(end, last)
    if begin < end:
        yield begin, end
