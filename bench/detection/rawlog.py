"""Raw log lines in the style of common programs, with a private address in some of them."""

from __future__ import annotations

from collections.abc import Iterator

from .collection import SEED
from .kinds import data
from .kitchen import cooked, seeded
from .sample import Decoy, Kind, Sample
from .wrapping import unmarked

_ADDRESS = frozenset(("private-address", "internal-host"))


def quiet_lines(count: int) -> Iterator[Decoy]:
    """That many lines with nothing private in them."""
    for program, line in _lines("quiet", count):
        yield Decoy(program, unmarked(line)[0], "log")


def address_lines(count: int) -> Iterator[Sample]:
    """That many lines with one private IPv4 address each."""
    for program, marked in _lines("address", count):
        text, spans = unmarked(marked)
        kind = Kind(program, "log", "network", _ADDRESS)
        yield Sample(kind, text, spans, "log", "", program)


def _lines(section: str, count: int) -> Iterator[tuple[str, str]]:
    forms = [(name, form) for name, rows in data("logs")[section].items() for form in rows]
    for number in range(count):
        name, form = forms[number % len(forms)]
        yield name, cooked(form, seeded(SEED, section, number))
