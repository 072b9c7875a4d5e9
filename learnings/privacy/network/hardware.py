"""Hardware addresses of network cards."""

from __future__ import annotations

import itertools
import re

from ..detector import Detector
from ..spot import either, finder, lead

_SIX = r"""(?x) (?: (?<=[Mm][Aa][Cc][:=-]) | (?<![0-9A-Za-z]) (?<![0-9A-Fa-f]{2}[:-]) )
    (?P<value> [0-9A-Fa-f]{2} (?P<dash>[:-]) (?:[0-9A-Fa-f]{2}(?P=dash)){4} [0-9A-Fa-f]{2} )
    (?![0-9A-Za-z]|[:-][0-9A-Fa-f]{2}(?![0-9A-Za-z])) """
_DOTTED = r"""(?x) (?<![\w.-]) (?P<value> [0-9A-Fa-f]{4} \. [0-9A-Fa-f]{4} \. [0-9A-Fa-f]{4} )
    (?![\w-]|\.\w) """
_BARE = r"""(?x) (?<![A-Za-z]) (?i:mac (?:[ _-]?(?:addr(?:ess)?|id))?)
    [\s:="'`(*|]{1,6} (?:(?:is|was|of)[ ]["'`]?)? (?P<value> [0-9A-Fa-f]{12} ) (?![0-9A-Za-z-]) """
# The kernel's firewall logs both addresses and the type of the frame in one.
_FRAME = r"(?<![A-Za-z])MAC=(?P<value>[0-9a-f]{2}(?::[0-9a-f]{2}){13})(?![:\w])"

# Containers of Docker on any machine, groups of stations (RFC 7042), documentation (RFC 7042,
# 2.1.2), and what stands in examples.
_NOBODY = ("01005e", "3333", "00005e0053", "01005e9010", "0180c2", "0242ac11")
_SAMPLES = frozenset(
    ("001122334455", "112233445566", "0123456789ab", "aabbccddeeff", "deadbeefcafe", "123456789abc")
)


def _is_row(digits: str) -> bool:
    """True for numbers that go up by one step, as those of a ratio and of an example do."""
    pairs = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return len({after - before for before, after in itertools.pairwise(pairs)}) == 1


def _is_card(found: re.Match[str]) -> bool:
    digits = "".join(char for char in found["value"].lower() if char.isalnum())
    if len(set(digits)) < 3 or digits in _SAMPLES or digits.startswith(_NOBODY) or _is_row(digits):
        return False
    is_plain = ":" not in found["value"] and digits.isdecimal()
    # Switches write small letters; three groups in capitals are weights, codes, versions.
    is_plain = is_plain or ("." in found["value"] and not found["value"].islower())
    return not is_plain or "mac" in lead(found, 24).lower()


_ADDRESS = Detector(
    name="mac-address",
    least="hardware",
    check="hardware-address",
    kind="mac",
    title="MAC address of a network card",
    gates=(
        r"([0-9a-f]{2}:){5}[0-9a-f]{2}",
        r"([0-9a-f]{2}-){5}[0-9a-f]{2}",
        r"[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}",
        r"mac.{1,16}[0-9a-f]{12}",
    ),
    find=either(
        finder(_BARE, _is_card), finder(_SIX, _is_card), finder(_DOTTED, _is_card), finder(_FRAME)
    ),
    source="IEEE 802, RFC 7042",
    recipes=(
        "ether 3c:{}22:fb:{x*2}:1e:07 txqueuelen",
        "mac 3C-{}22-FB-{X*2}-1E-07",
        "arp 3c22.{}fb{x*2}.1e07 on Gi0/1",
        "[UFW BLOCK] IN=eth0 MAC=0c:{}42:a1:11:00:02:02:42:{x*2}:11:00:03:08:00 SRC=",
        "mac:3c:{}22:fb:90:1e:{x*2}",
        "MAC 3c{}22fb1a1e{x*2}",
    ),
    decoys=(
        "00:00:00:00:00:00 and ff:ff:ff:ff:ff:ff",
        "SHA256 3c:{}22:fb:90:1e:07:3c:22:fb:90:1e:{x*2}:11:22:33:44",
        "01-02-03-04-05-06",
        "aa:bb:cc:dd:ee:ff",
        "10:20:30:40:50:60 and 02:42:ac:11:00:02",
        "build 2026.1121.1{d*3}",
        "commit {x*12} and HMAC {x*12}",
        "0022  ; [*031D.0020.0002] # QUOTATION MARK",
    ),
)

HARDWARE = (_ADDRESS,)
