"""Brings detectors to the lines in which they may find something, and their hits together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any

from ..lazy import regex
from .detector import BlockDetector, Detector
from .finding import Finding, Hit, Piece
from .merge import Found, merged
from .page import Page
from .placeholder import is_in_brackets, is_placeholder, is_redacted
from .run import Run, from_base64, from_percent, joined
from .screen import Gates, Screen
from .shown import Shown
from .signs import BASE64_GATE
from .told import lines_of
from .triage import Told, Triage

_LINE_END = regex(r"\r\n?|\n")
# So many lines above some, and below them, are asked which detectors of whole texts may find
# something: a table may be long.
_ABOVE, _BELOW = 400, 60
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
        self._screen: Gates = screen or Screen(gates, known, engine)
        self._triage = Triage(detectors, self._screen)

    def findings(
        self,
        text: str,
        is_code: Callable[[int], bool] = lambda line: False,
        lines: Sequence[range] | None = None,
    ) -> list[Finding]:
        """What `scan` gives."""
        page = Page(text)
        parts = list(_parts(lines, len(page.lines)))
        found: list[Found] = []
        asked: set[frozenset[int]] = set()
        for first, last in parts:
            near = told = self._told(page.lines[first:last])
            found += self._in_lines(page, (first, last), told, is_code)
            found += self._in_runs(self._runs(page, (first, last), told))
            if (first, last) == (0, len(page.lines)):
                self._tell(text, told)
            else:
                # What announces a value in one of these lines may stand above them.
                near = self._told(page.lines[max(first - _ABOVE, 0) : last + _BELOW])
            asked.update(one.of_text for _, one in near)
        for rank in set(chain.from_iterable(asked)):
            for one in self._in_blocks(rank, text):
                if any(page.starts[a] < one.end and one.start < page.starts[b] for a, b in parts):
                    found.append(one)
        return merged(found, self._detectors)

    def _told(self, lines: Sequence[str]) -> list[tuple[int, Told]]:
        """What is told of some lines, by their numbers."""
        if self._is_screened:
            return self._triage.lines(lines)
        ranks = frozenset(range(len(self._detectors) + 1))
        everything = self._triage.told(ranks, goes_on=True, is_joined=True)
        return [(number, everything) for number in range(len(lines))]

    # --- lines -----------------------------------------------------------------------------

    def _in_lines(
        self,
        page: Page,
        part: tuple[int, int],
        told: Sequence[tuple[int, Told]],
        is_code: Callable[[int], bool],
    ) -> Iterator[Found]:
        for line, one in told:
            if one.of_line:
                yield from self._in_line(page, part[0] + line, one.of_line, is_code)

    def _in_line(
        self, text: Page, line: int, ranks: Set[int], is_code: Callable[[int], bool]
    ) -> Iterator[Found]:
        for form, forms, said in text.forms(line):
            piece: Piece | None = None
            for rank in sorted(ranks):
                detector = self._detectors[rank]
                # What has at least what it needs is asked for no more.
                if rank not in self._triage.least and not self._passes(rank, said.text):
                    continue
                if isinstance(detector, Detector) and forms & detector.forms:
                    piece = piece or text.piece(line, form, is_code(line + 1))
                    for hit in detector.find(piece):
                        yield from self._found(rank, hit, said.text, said, text.starts[line])

    def _passes(self, rank: int, text: str) -> bool:
        return not self._is_screened or self._screen.passes(rank, text)

    # --- runs and blocks ---------------------------------------------------------------------

    def _runs(
        self, page: Page, place: tuple[int, int], told: Sequence[tuple[int, Told]]
    ) -> Iterator[tuple[int, Run]]:
        """The runs in a part, each with the offset of what it was found in."""
        part = page.part(*place)
        first, offset = place[0], page.starts[place[0]]
        broken = [
            line
            for line, one in told
            if one.is_joined or (one.goes_on and page.stops(first + line - 1))
        ]
        parts = ((start - offset, end - offset) for start, end in page.around(broken, place))
        for run in chain(joined(part, parts), from_percent(part)):
            yield offset, run
        for line, one in told:
            if one.is_encoded:
                for run in from_base64(page.part(first + line, first + line + 1)):
                    yield page.starts[first + line], run

    def _in_runs(self, runs: Iterable[tuple[int, Run]]) -> Iterator[Found]:
        """What is in runs, each with the offset of the part that it was found in."""
        pieces = [
            (offset, run, line) for offset, run in runs for line in _LINE_END.split(run.said.text)
        ]
        if not pieces:
            return
        everything = frozenset(range(len(self._detectors) + 1))
        candidates = (
            self._screen.candidates([text for _, _, text in pieces])
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

    def _tell(self, text: str, told: Sequence[tuple[int, Told]]) -> None:
        """Tell the detectors of a whole text which of its lines they have to look at."""
        lines: dict[int, list[int]] = {rank: [] for rank in self._triage.whole}
        for line, one in told:
            if one.of_text:
                for rank in one.of_text & lines.keys():
                    lines[rank].append(line)
        for rank, some in lines.items():
            detector = self._detectors[rank]
            lines_of(text, detector.gates, detector.least, some)

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
