"""Detectors of the numbers by which states know people, for the countries that are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..detector import Detector, Organisation
from ..spot import Find, finder, lead
from .identities import IDENTITIES, Identity

_FRONT, _BACK = r"(?<![\w.+/-])(?<![0-9] )", r"(?![\w]|[.-][0-9]|/[0-9]| [0-9])"
# Their gates ask for hyphens.
_DASHED = frozenset(("us-ssn", "us-itin"))


def _find(identity: Identity) -> Find:
    word = re.compile(rf"(?<![a-z])(?:{identity.words})(?![a-z])", re.IGNORECASE)

    def fits(found: re.Match[str]) -> bool:
        value = found["value"]
        # A sign is part of some numbers: it says the century.
        number = value if identity.name == "fi-hetu" else re.sub(r"[^0-9A-Z]", "", value)
        is_told = identity.is_sure or bool(word.search(lead(found, 48)))
        return is_told and identity.fits(number)

    return finder(f"{_FRONT}(?P<value>{identity.pattern}){_BACK}", fits)


def _gate(identity: Identity) -> str:
    shape = identity.pattern.replace("(?:", "(").replace(r"\d", "[0-9]")
    return shape if identity.is_sure else f"({identity.words}).{{0,48}}{shape}".replace("(?:", "(")


def _countries(locales: tuple[str, ...]) -> frozenset[str]:
    """The countries of locales, which may be written as DE, de or de-DE."""
    return frozenset(re.split("[-_.]", locale)[-1].upper() for locale in locales)


def national(organisation: Organisation) -> Iterator[Detector]:
    """The numbers of the organisation's countries."""
    wanted = _countries(organisation.locales)
    for identity in IDENTITIES:
        if identity.country in wanted:
            yield Detector(
                name=identity.name,
                least="dashed" if identity.name in _DASHED else "",
                check="national-id",
                kind="id",
                title=identity.title,
                gates=(_gate(identity),),
                find=_find(identity),
                source=identity.source,
                recipes=(identity.recipe,),
                decoys=("LRN-20260301-001 at 12:30:00", "request {d*6} of {d*4}"),
            )
