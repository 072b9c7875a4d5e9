"""Makers of addresses: private and documented ones, hosts, hardware."""

from __future__ import annotations

import random

from .maker import DIGITS, HEX, LOWER, Maker, run, words

_SERVICES, _REGIONS = words("services"), words("regions")


def _ipv4(dice: random.Random, given: str) -> str:
    """An address of a range: `10`, `172`, `192`, `100`, `169`, `doc` or `public`."""
    last = f"{dice.randint(1, 254)}.{dice.randint(2, 253)}"
    heads = {
        "10": f"10.{dice.randint(0, 255)}",
        "172": f"172.{dice.randint(16, 31)}",
        "192": "192.168",
        "100": f"100.{dice.randint(64, 127)}",
        "169": "169.254",
        "public": f"{dice.choice([23, 34, 52, 81, 93, 144, 185, 212])}.{dice.randint(12, 250)}",
    }
    if given == "doc":
        return f"{dice.choice(['192.0.2', '198.51.100', '203.0.113'])}.{dice.randint(1, 254)}"
    return f"{heads[given or dice.choice(['10', '10', '172', '192'])]}.{last}"


def _dashed(dice: random.Random, given: str) -> str:
    return _ipv4(dice, given).replace(".", "-")


def _ula(dice: random.Random, _: str) -> str:
    groups = [f"fd{run(dice, HEX, 2)}"] + [run(dice, HEX, 4) for _ in range(3)]
    return ":".join(groups) + f"::{run(dice, '123456789abc', 1)}{run(dice, HEX, 2)}"


def _link_local(dice: random.Random, _: str) -> str:
    return "fe80::" + ":".join(run(dice, "123456789abcdef", 4) for _ in range(4))


def _mac(dice: random.Random, given: str) -> str:
    """Six octets parted by the mark that is given, or three groups for a dot."""
    octets = [dice.choice(["00", "02", "3c", "52", "a4", "f0"])]
    octets += [run(dice, HEX, 2) for _ in range(5)]
    if given == ".":
        return ".".join(octets[i] + octets[i + 1] for i in (0, 2, 4))
    return (given or ":").join(octets)


def _service(dice: random.Random, _: str) -> str:
    return dice.choice(_SERVICES)


def _host(dice: random.Random, _: str) -> str:
    """A host that may be named: a subdomain of a domain that is kept for examples."""
    return f"{dice.choice(_SERVICES)}.example.{dice.choice(['com', 'org', 'net'])}"


def _pod(dice: random.Random, _: str) -> str:
    letters = (LOWER + DIGITS).translate(dict.fromkeys(b"aeiouy013"))
    return f"{dice.choice(_SERVICES)}-api-{run(dice, letters, 10)}-{run(dice, letters, 5)}"


def _region(dice: random.Random, _: str) -> str:
    return dice.choice(_REGIONS)


def _name(dice: random.Random, given: str) -> str:
    return run(dice, LOWER, int(given or 6))


MAKERS: dict[str, Maker] = {
    "ipv4": _ipv4,
    "dashed": _dashed,
    "ula": _ula,
    "link-local": _link_local,
    "mac": _mac,
    "service": _service,
    "host": _host,
    "pod": _pod,
    "region": _region,
    "letters": _name,
}
