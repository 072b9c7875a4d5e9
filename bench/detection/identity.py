"""Makers of what belongs to people and accounts, with the check digits that such numbers have."""

from __future__ import annotations

import random
import string

from .maker import DIGITS, UPPER, Maker, run, words

_FIRST, _LAST = words("first"), words("last")
_DOMAINS = ("northwind-freight.com", "lumenbank.co.uk", "kestrel-air.de", "mapleclinic.ca")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Issuer, how many digits in all, how they are grouped.
_CARDS = (("4", 16), ("51", 16), ("55", 16), ("2223", 16), ("37", 15), ("6011", 16))
_IBANS = {"DE": 18, "NL": -10, "FR": 23, "ES": 20, "GB": -14, "AT": 16}
# Codes of areas in the United States that are in use.
_AREAS = ("212", "312", "415", "206", "617", "303", "404", "512")


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return str(-total % 10)


def _card(dice: random.Random, given: str) -> str:
    """A card number, in groups parted by the mark that is given."""
    head, size = dice.choice(_CARDS)
    body = head + run(dice, DIGITS, size - len(head) - 1)
    number = body + _luhn(body)
    cuts = (4, 10, 15) if size == 15 else (4, 8, 12, 16)
    starts = (0, *cuts[:-1])
    return given.join(number[a:b] for a, b in zip(starts, cuts, strict=True))


def _iban(dice: random.Random, given: str) -> str:
    """An account number with its check digits, in groups of four where a mark is given."""
    country = dice.choice(list(_IBANS))
    size = _IBANS[country]
    body = run(dice, UPPER, 4) + run(dice, DIGITS, -size) if size < 0 else run(dice, DIGITS, size)
    digits = "".join(str(string.printable.index(c.lower())) for c in f"{body}{country}00")
    whole = f"{country}{98 - int(digits) % 97:02d}{body}"
    return given.join(whole[i : i + 4] for i in range(0, len(whole), 4))


def _ssn(dice: random.Random, given: str) -> str:
    area = dice.choice([dice.randint(1, 665), dice.randint(667, 899)])
    return given.join((f"{area:03d}", f"{dice.randint(1, 99):02d}", f"{dice.randint(1, 9999):04d}"))


def _itin(dice: random.Random, _: str) -> str:
    return f"9{run(dice, DIGITS, 2)}-{dice.randint(70, 88)}-{dice.randint(1000, 9999)}"


def _phone(dice: random.Random, given: str) -> str:
    """A number of the United States; `+` with its country, else in one of the national forms."""
    area = dice.choice(_AREAS)
    line = f"{dice.randint(2, 9)}{dice.randint(20, 54):02d}-{dice.randint(1000, 9999)}"
    if given == "+":
        plain = f"+1{area}{line.replace('-', '')}"
        return dice.choice([plain, f"+1 {area}-{line}", f"+49 30 {dice.randint(2000000, 8999999)}"])
    return dice.choice([f"({area}) {line}", f"{area}-{line}", f"{area}.{line.replace('-', '.')}"])


def _first(dice: random.Random, _: str) -> str:
    return dice.choice(_FIRST)


def _last(dice: random.Random, _: str) -> str:
    return dice.choice(_LAST)


def _user(dice: random.Random, _: str) -> str:
    return (dice.choice(_FIRST)[0] + dice.choice(_LAST)).lower()


def _email(dice: random.Random, _: str) -> str:
    name = f"{dice.choice(_FIRST)}{dice.choice('._')}{dice.choice(_LAST)}".lower()
    return f"{name}{dice.choice(['', '', '+oncall', '2'])}@{dice.choice(_DOMAINS)}"


def _account(dice: random.Random, _: str) -> str:
    """Twelve digits that are none of the numbers that documentation uses."""
    return dice.choice("35679") + run(dice, DIGITS, 7) + f"{dice.randint(1203, 9876)}"


def _date(dice: random.Random, given: str) -> str:
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    if given == "log":
        return f"{_MONTHS[month - 1]} {day:2d}"
    return f"20{dice.randint(24, 26)}-{month:02d}-{day:02d}".replace("-", given or "-")


def _time(dice: random.Random, _: str) -> str:
    return f"{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:{dice.randint(0, 59):02d}"


MAKERS: dict[str, Maker] = {
    "card": _card,
    "iban": _iban,
    "ssn": _ssn,
    "itin": _itin,
    "phone": _phone,
    "first": _first,
    "last": _last,
    "user": _user,
    "email": _email,
    "account": _account,
    "date": _date,
    "time": _time,
}
