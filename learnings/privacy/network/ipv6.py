"""IPv6 addresses of local networks, and public ones where they are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from ipaddress import AddressValueError, IPv6Address

from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..spot import Find, either, loose
from .ranges import is_private_6, is_public_6

# A run that may be an address; 45 characters are the longest, a zone comes on top.
_RUN = regex(
    r"(?<![0-9A-Za-z_.])(?<![0-9A-Fa-f]:)(?<!::)"
    r"(?P<value>[0-9A-Fa-f:][0-9A-Fa-f:.]{3,50})(?P<zone>%[A-Za-z0-9_.-]{1,15})?(?![0-9A-Za-z_])",
    re.ASCII,
)
_LOOPS = frozenset(("%lo", "%lo0"))


def _cut(run: str) -> str:
    """The run without the punctuation of the sentence."""
    run = run.rstrip(".")
    return run[:-1] if run.endswith(":") and not run.endswith("::") else run


def _parsed(run: str) -> IPv6Address | None:
    if run.count(":") < 2:
        return None
    try:
        return IPv6Address(run)
    except AddressValueError:
        return None


def _finds(is_wanted: Callable[[IPv6Address], bool]) -> Find:
    def find(piece: Piece) -> Iterator[Hit]:
        for found in _RUN.finditer(piece.text):
            run, zone = _cut(found["value"]), found["zone"] or ""
            address = _parsed(run)
            if address is not None and is_wanted(address) and zone not in _LOOPS:
                start = found.start()
                yield Hit(start, start + len(run) + (len(zone) if run == found["value"] else 0))

    return find


# As a name to be looked up, backwards: one digit a label.
_BACKWARDS = r"(?<![\w.-])(?P<value>(?:[0-9a-f]\.){2,30}(?:[cd]\.f|[89ab]\.e\.f))(?=\.ip6\.arpa)"

_LOCAL = Detector(
    name="private-ipv6",
    check="private-address",
    kind="ip",
    title="IPv6 address that is unique local, link-local or a mapped private IPv4 address",
    gates=(
        r"f[cd][0-9a-f]{2}:[0-9a-f:]",
        r"fe[89ab][0-9a-f]:[0-9a-f:]",
        r"ffff:[0-9a-f]",
        r"f\.ip6\.arpa",
    ),
    find=either(_finds(is_private_6), loose(_BACKWARDS)),
    source="RFC 4193, RFC 4291, RFC 4007",
    recipes=(
        "listening on [fd{}{x*2}:4a:1::17]:443",
        "via fe{}80::{x*2}1:2ff:fe33:4455%eth0 dev eth0",
        "::ffff:10.{}0.3.{d*1} connected",
        "inet6 addr:fd{}12:3456:789a:1::{x*3}/64",
        "PTR 1.0.{}0.0.{d*1}.c.b.a.d.f.ip6.arpa",
    ),
    decoys=(
        "::1 and ::, fe80::/10, fc00::/7, fd00::/8",
        "2001:db8::{x*3}",
        "::ffff:127.0.0.1",
        "std::fd::close, fd:{}12:34:56:78:9a",
        "fe80::1%lo0",
        "the zones d.f.ip6.arpa and 8.b.d.0.1.0.0.2.ip6.arpa",
    ),
)

_ROUTED = Detector(
    name="public-ipv6",
    check="public-address",
    kind="ip",
    title="public IPv6 address",
    gates=(r"[23][0-9a-f]{3}:[0-9a-f:]",),
    find=_finds(is_public_6),
    source="RFC 4291, RFC 3849, RFC 9637",
    recipes=("resolved to 2a{}01:4f8:{x*2}1:5::2",),
    decoys=("2001:db8::1", "2001:4860:4860::8888"),
)


def ipv6(organisation: Organisation) -> Iterator[Detector]:
    """Local IPv6 addresses, and public ones for an organisation that wants to know."""
    yield _LOCAL
    if organisation.public_addresses:
        yield _ROUTED
