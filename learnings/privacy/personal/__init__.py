"""People, and what belongs to them: mail, phones, homes, cards, accounts, numbers of states."""

from __future__ import annotations

from collections.abc import Sequence

from ..detector import BlockDetector, Detector, Organisation
from .banks import BANKS
from .cards import CARDS
from .customers import customers
from .excerpt import EXCERPTS
from .homes import HOMES
from .mail import MAIL
from .national import national
from .people import people
from .phones import phones


def personal(organisation: Organisation) -> Sequence[Detector | BlockDetector]:
    """All detectors of this room, for an organisation.

    Raises ConfigurationError for a pattern of customers that cannot be used.
    """
    own = (*customers(organisation), *MAIL, *HOMES, *CARDS, *BANKS, *national(organisation))
    return (*own, *phones(organisation), *people(organisation), *EXCERPTS)
