"""People, and what belongs to them: mail, phones, homes, cards, accounts, numbers of states."""

from __future__ import annotations

from collections.abc import Sequence

from ..detector import BlockDetector, Detector, Organisation
from .banks import banks
from .cards import cards
from .customers import customers
from .excerpt import excerpts
from .homes import homes
from .mail import mail
from .national import national
from .people import people
from .phones import phones

_FAMILIES = (customers, mail, homes, cards, banks, national, phones, people, excerpts)


def personal(organisation: Organisation) -> Sequence[Detector | BlockDetector]:
    """All detectors of this room, for an organisation."""
    return [detector for family in _FAMILIES for detector in family(organisation)]
