"""Addresses, hosts and accounts: what tells a stranger where things are."""

from __future__ import annotations

from collections.abc import Sequence

from ..detector import Detector, Organisation
from .clouds import CLOUDS
from .hardware import HARDWARE
from .hosts import hosts
from .ipv4 import ipv4
from .ipv6 import ipv6
from .nodes import NODES
from .vendors import VENDORS


def network(organisation: Organisation) -> Sequence[Detector]:
    """All detectors of this room, for an organisation."""
    addresses = (*ipv4(organisation), *ipv6(organisation))
    return (*addresses, *hosts(organisation), *NODES, *CLOUDS, *VENDORS, *HARDWARE)
