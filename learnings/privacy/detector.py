"""What a detector is: a name, what it may be near, and a function that finds its values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..diagnostic import Confidence
from .finding import Hit, Piece

FORMS = frozenset(("raw", "shown", "joined", "decoded"))
# What the one engine of secrets that may be asked beside ours is called, here and in settings.
SECOND = "kingfisher"
_PROSE = frozenset(("raw", "shown"))


class Detector(NamedTuple):
    """Finds one kind of sensitive value.

    `gates` are regular expressions without look-around, back-reference, flag or a repeat over
    1,000, judged without regard to case: a line that none of them matches holds no value of this
    detector. They may match too much, never too little. `find` gives the hits in a piece, in
    time in proportion to its length. `recipes` make values to be found, and `decoys` some that
    are not: texts in which `{set*n}` stands for n characters of a set (see `recipe`), so that
    no scanner takes this project's own files for leaks. `source` says where the shape is
    documented. `least` names the condition (see `least`) of a line in which there is something.
    """

    name: str
    check: str
    kind: str
    title: str
    gates: tuple[str, ...]
    find: Callable[[Piece], Iterator[Hit]]
    source: str = ""
    recipes: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    forms: frozenset[str] = _PROSE
    least: str = ""


class BlockDetector(NamedTuple):
    """Finds values of several lines, such as a private key: `find` is given the whole text.

    It is asked where one of `gates` (as those of a `Detector`) matches a line of the text.
    """

    name: str
    check: str
    kind: str
    title: str
    gates: tuple[str, ...]
    find: Callable[[str], Iterator[Hit]]
    source: str = ""
    recipes: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    least: str = ""


class CustomPattern(NamedTuple):
    """An organisation's own pattern of IDs of customers, with examples that are run.

    `check` is `customer-datum` unless the configuration names another.
    """

    name: str
    pattern: str
    examples: tuple[str, ...] = ()
    check: str = "customer-datum"


class Organisation(NamedTuple):
    """What only the organisation knows: its host names, people, IDs of customers, countries.

    `hosts` are suffixes of internal host names, `regions` two-letter codes of the countries
    whose phone numbers are known without the code of the country, `locales` those whose national
    IDs are looked for, `roster` names of people and `customers` the IDs of customers.
    `public_addresses` looks for public IP addresses as well. `engine` is the name
    of a second engine of secrets.
    """

    hosts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("US",)
    locales: tuple[str, ...] = ("US",)
    roster: tuple[str, ...] = ()
    customers: tuple[CustomPattern, ...] = ()
    public_addresses: bool = False
    engine: str = ""


NOBODY = Organisation()

# A family gives its detectors, made for an organisation.
Family = Callable[[Organisation], Sequence[Detector | BlockDetector]]
Catalogue = Mapping[str, Detector | BlockDetector]
