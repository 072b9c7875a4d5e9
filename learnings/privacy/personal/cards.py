"""Numbers of payment cards."""

from __future__ import annotations

import re

from ...lazy import regex
from ..detector import Detector
from ..spot import either, finder, lead, tail
from .checksums import luhn

_GROUPED = (
    r"(?<![\w.+/-])(?<![0-9][ -])(?P<value>[2-6][0-9]{3}(?P<gap>[ .-])(?:[0-9]{4}(?P=gap)"
    r"[0-9]{4}(?P=gap)[0-9]{4}"
    r"(?:(?P=gap)[0-9]{3})?|[0-9]{6}(?P=gap)[0-9]{4,5}))(?![\w]|[.-][0-9]|[ ][0-9]{4}\b)"
)
_SOLID = r"(?<![\w.+/-])(?P<value>[2-6][0-9]{12,18})(?![\w]|[.-][0-9])"
_WORDS = (
    r"cards?|visa|mastercard|amex|american express|discover|diners|jcb|unionpay|maestro|mir|rupay"
    r"|pan|credit|debit|cc|ccn|cvv|cvc|kreditkarte|carte|tarjeta|cartão|银行卡|信用卡|カード"
)
# Names of variables count as well: `cardNumber`, `creditCard`.
_WORD = regex(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:{_WORDS})(?![a-z])")
_TEST = regex(r"\b(?:test|tests|testing|sandbox|dummy|sample|stripe|adyen|braintree|fake)\b", re.I)
# Numbers that vendors document for tests begin so; those of Stripe belong to nobody.
_NOBODY = ("400000", "424242", "411111")
_DOCUMENTED = (
    *("401288", "555555", "520082", "510510", "222300", "222242", "378282", "371449", "378734"),
    *("601111", "601100", "305693", "385200", "362272", "353011", "356600", "620000", "400005"),
)


def _issuer_fits(digits: str) -> bool:
    """True if an issuer gives out numbers that begin so and are so long."""
    head, size = int(digits[:4]), len(digits)
    if digits[0] == "4":
        return size in {13, 16, 19}
    if 5100 <= head < 5600 or 2221 <= head <= 2720 or 2200 <= head <= 2204:
        return size == 16
    if head // 100 in {34, 37}:
        return size == 15
    if 3000 <= head <= 3059 or head // 100 in {36, 38, 39}:
        return size in {14, 16}
    if 3528 <= head <= 3589:
        return size == 16
    if head == 6011 or 6440 <= head < 6600 or head // 100 in {60, 62, 81}:
        return 16 <= size <= 19
    return head // 100 in {50, 56, 57, 58, 61, 63, 67, 69} and 13 <= size <= 19


def _is_number(found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found["value"])
    if len(set(digits)) < 4 or not _issuer_fits(digits) or not luhn(digits):
        return False
    if digits.startswith(_NOBODY):
        return False
    return not (digits.startswith(_DOCUMENTED) and _TEST.search(found.string[-400:]))


def _is_told(found: re.Match[str]) -> bool:
    around = lead(found, 64) + " " + tail(found, 24)
    return bool(_WORD.search(around)) and _is_number(found)


_CARD = Detector(
    name="payment-card",
    least="carded",
    check="payment-card",
    kind="card",
    title="number of a payment card",
    gates=(
        r"[2-6][0-9]{3}[ .-][0-9]{4}[ .-][0-9]{4}[ .-][0-9]{4}",
        r"[2-6][0-9]{3}[ .-][0-9]{6}[ .-][0-9]{4}",
        r"[2-6][0-9]{12}",
    ),
    find=either(finder(_GROUPED, _is_number), finder(_SOLID, _is_told)),
    source="ISO/IEC 7812-1 and the ranges of issuers",
    recipes=(
        "paid with 4539 {}1488 0343 6467",
        "card 4539{}148803436467",
        "charged 5425-{}2334-3010-9903 twice",
        "amex 3714 {}496353 98431",
        "paid with 4539.{}1488.0343.6467.",
    ),
    decoys=(
        "card 4539 {}1488 0343 6468",
        "test card 4242 {}4242 4242 4242, 4000{}002500003155",
        "page 4539{}148803436467",
        "at 20260301120000123 and 1111 2222 3333 4444",
    ),
)

CARDS = (_CARD,)
