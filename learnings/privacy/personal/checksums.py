"""Check digits of numbers: each function judges a text of digits."""

from __future__ import annotations

from collections.abc import Sequence

_VERHOEFF = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_TURNS = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def luhn(digits: str) -> bool:
    """ISO/IEC 7812: each second digit from the right counts double."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(doubled)) % 10 == 0


def weighted(digits: str, weights: Sequence[int]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def verhoeff(digits: str) -> bool:
    """Verhoeff's scheme, of the dihedral group of order ten."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF[check][int(_TURNS[place % 8][int(digit)])])
    return check == 0


def mod_97(text: str) -> int:
    """ISO/IEC 7064 of letters and digits: A counts 10, Z 35."""
    return int("".join(str(int(char, 36)) for char in text)) % 97


def mod_11_10(digits: str) -> bool:
    """ISO/IEC 7064, MOD 11,10, with the check digit at the end."""
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return (11 - product) % 10 == int(digits[-1])


def is_day(year: int, month: int, day: int) -> bool:
    """True if a year has such a day; 29 February is let through in each."""
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year >= 0 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]
