"""Which addresses are whose: lists of our own.

The standard library takes documentation ranges for private ones, and the shared space of RFC 6598
for public.
"""

from __future__ import annotations

import functools
from ipaddress import IPv4Address, IPv6Address

# RFC 1918, RFC 6598 (shared by carriers, clouds and overlay networks), RFC 3927 (link-local).
_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16")
# Public only in name: this network, loopback, protocol assignments, documentation (RFC 5737),
# 6to4 relays, benchmarks (RFC 2544), group addresses (documentation: RFC 6676), reserved.
_SPECIAL = (
    *("0.0.0.0/8", "127.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24"),
    *("203.0.113.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"),
)
# The same everywhere: the metadata, name, time and task services of clouds.
_EVERYWHERE = frozenset(
    (
        *("169.254.169.254", "169.254.169.253", "169.254.169.123", "169.254.170.2"),
        *("169.254.170.23", "169.254.20.10", "100.100.100.200", "100.100.100.100"),
    )
)
# Resolvers that anybody may use, and quads that stand for any address.
_KNOWN = frozenset(
    (
        *("1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "149.112.112.112"),
        *("208.67.222.222", "208.67.220.220", "94.140.14.14", "94.140.15.15"),
        *("1.2.3.4", "4.3.2.1", "5.6.7.8", "4.4.4.4", "11.22.33.44", "12.34.56.78"),
    )
)


def _bounds(block: str) -> tuple[int, int]:
    base, length = block.split("/")
    first = int(IPv4Address(base))
    return first, first + (1 << (32 - int(length))) - 1


@functools.cache
def _blocks(blocks: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(_bounds(block) for block in blocks)


def _among(value: int, blocks: tuple[str, ...]) -> bool:
    return any(first <= value <= last for first, last in _blocks(blocks))


def quad(parts: tuple[str, ...]) -> str:
    """The four parts as an address; empty if they are none. Zeros in front are no decimals."""
    fine = all(int(part) < 256 and (part == "0" or part[0] != "0") for part in parts)
    return ".".join(parts) if fine and len(parts) == 4 else ""


def is_private(address: str) -> bool:
    """True for an IPv4 address inside of a network that is not routed."""
    return _among(int(IPv4Address(address)), _PRIVATE) and address not in _EVERYWHERE


def is_edge(address: str) -> bool:
    """True for the first or last address of a private block: such name the block."""
    return int(IPv4Address(address)) in {edge for pair in _blocks(_PRIVATE) for edge in pair}


def is_block(address: str, length: int) -> bool:
    """True if the address with that prefix length is a private block as a whole."""
    return f"{address}/{length}" in _PRIVATE


def is_public(address: str) -> bool:
    """True for an IPv4 address somebody has been given."""
    value = int(IPv4Address(address))
    return not _among(value, _PRIVATE + _SPECIAL) and address not in _KNOWN


def is_private_6(address: IPv6Address) -> bool:
    """True for a unique local, link-local or mapped private IPv6 address, and not its block."""
    mapped = address.ipv4_mapped
    if mapped is not None:
        return is_private(str(mapped))
    top, rest = int(address) >> 112, int(address) & ((1 << 112) - 1)
    return (0xFC00 <= top < 0xFE00 or 0xFE80 <= top < 0xFEC0) and rest != 0


def is_public_6(address: IPv6Address) -> bool:
    """True for an IPv6 address somebody has been given; RFC 3849 and RFC 9637 are documents."""
    text = address.exploded
    documents = text.startswith(("2001:0db8:", "3fff:0"))
    known = text.startswith(("2001:4860:4860:", "2606:4700:4700:", "2620:00fe:", "2001:0000:"))
    return 0x2000 <= int(address) >> 112 < 0x4000 and not documents and not known
