"""All detectors, made for an organisation."""

from __future__ import annotations

import functools

from .borrowed import borrowed
from .detector import NOBODY, BlockDetector, Catalogue, Detector, Family, Organisation
from .network import network
from .personal import personal
from .second import second
from .secrets.ahead import ahead
from .secrets.announce import announcements
from .secrets.assign import assignments
from .secrets.block import blocks
from .secrets.command import commands
from .secrets.header import headers
from .secrets.line import lines
from .secrets.nested import nested
from .secrets.random_run import random_runs
from .secrets.shape import shapes
from .secrets.url import addresses
from .secrets.vault import vaults
from .secrets.vendor import vendors
from .secrets.worded import worded
from .secrets.wrapped import wrapped

# In this order: where two find the same value, the earlier says what it is.
FAMILIES: tuple[Family, ...] = (
    blocks,
    vaults,
    shapes,
    addresses,
    headers,
    commands,
    lines,
    assignments,
    announcements,
    nested,
    wrapped,
    worded,
    ahead,
    vendors,
    random_runs,
    borrowed,
    network,
    personal,
    second,
)


@functools.lru_cache(maxsize=8)
def catalogue(organisation: Organisation = NOBODY) -> Catalogue:
    """The detectors by name, the most special ones first."""
    found: dict[str, Detector | BlockDetector] = {}
    for family in FAMILIES:
        for detector in family(organisation):
            found.setdefault(detector.name, detector)
    return found
