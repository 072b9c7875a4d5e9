"""Addresses, hosts and accounts: what tells a stranger where things are."""

from __future__ import annotations

from collections.abc import Sequence

from ..detector import Detector, Organisation
from .clouds import clouds
from .hardware import hardware
from .hosts import hosts
from .ipv4 import ipv4
from .ipv6 import ipv6
from .nodes import nodes
from .vendors import vendors

_FAMILIES = (ipv4, ipv6, hosts, nodes, clouds, vendors, hardware)


def network(organisation: Organisation) -> Sequence[Detector]:
    """All detectors of this room, for an organisation."""
    return [detector for family in _FAMILIES for detector in family(organisation)]
