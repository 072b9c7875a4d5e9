"""Numbers of bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lazy import regex
from ..detector import Detector
from ..finding import Hit, Piece
from ..spot import either, lead, loose, tail, words
from .checksums import mod_97, weighted

# How long the number of each country is (SWIFT's registry of IBANs).
_LENGTHS = dict(
    pair.split(":")
    for pair in sorted(
        words(
            "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BI:27 BR:29 BY:28 CH:21 CR:22 "
            "CY:28 CZ:24 DE:22 DJ:27 DK:18 DO:28 EE:20 EG:29 ES:24 FI:18 FK:18 FO:18 FR:27 GB:22 "
            "GE:22 GI:23 GL:18 GR:27 GT:28 HN:28 HR:21 HU:28 IE:22 IL:23 IQ:23 IS:26 IT:27 JO:30 "
            "KW:30 KZ:20 LB:28 LC:32 LI:21 LT:20 LU:20 LV:21 LY:25 MC:27 MD:24 ME:22 MK:19 MN:20 "
            "MR:27 MT:31 MU:30 NI:28 NL:18 NO:15 OM:23 PK:24 PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 "
            "RU:33 SA:24 SC:31 SD:18 SE:24 SI:19 SK:24 SM:27 SO:23 ST:25 SV:28 TL:23 TN:24 TR:26 "
            "UA:29 VA:22 VG:24 XK:20 YE:30"
        )
    )
)
_BEGIN = regex(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?=[ -]?[A-Z0-9]{4})")


def _end(text: str, start: int, length: int) -> int:
    """Where a number of so many characters ends; single spaces and dashes do not count."""
    at, left = start, length
    while left and at < len(text):
        if text[at].isascii() and text[at].isalnum():
            left -= 1
        elif text[at] not in " -" or text[at - 1] in " -":
            break
        at += 1
    return at if not left and not text[at : at + 1].isalnum() else 0


def _ibans(piece: Piece) -> Iterator[Hit]:
    text = piece.text
    for found in _BEGIN.finditer(text):
        length = int(_LENGTHS.get(found[0][:2], 0))
        end = _end(text, found.start(), length) if length else 0
        number = re.sub(r"[ -]", "", text[found.start() : end])
        is_upper = number == number.upper()
        if end and is_upper and mod_97(number[4:] + number[:4]) == 1:
            yield Hit(found.start(), end)


_ROUTING = (
    r"\b(?:routing|aba|rtn|transit)(?:[ _-]?(?:number|no|num|code|#)"
    r")?[^0-9A-Za-z\n]{0,8}(?:(?:is|was|of) )?"
    r"(?P<value>[0-9]{9})(?![\w-])"
)
_BANK = regex(
    r"\b(?:bank|routing|aba|checking|savings|sort.?code|ach|wire|iban|bic|swift)\b", re.IGNORECASE
)
_ACCOUNT = (
    r"\b(?:accounts?|acct|a/c|konto|kontonummer)(?:[ _-]?(?:number|no|num|nr|#)"
    r")?[^0-9A-Za-z\n]{0,8}"
    r"(?:(?:is|was) )?(?P<value>[0-9](?:[ -]?[0-9]){5,16})(?![\w-])"
)
_SORT = (
    r"\bsort[ _-]?code[^0-9A-Za-z\n]{0,8}(?:(?:is|was) )?(?P<value>[0-9]{2}(?P<gap>"
    r"[ -]?)[0-9]{2}(?P=gap)[0-9]{2})(?![\w-])"
)


def _is_routing(found: re.Match[str]) -> bool:
    number = found["value"]
    return weighted(number, (3, 7, 1) * 3) % 10 == 0 and len(set(number)) > 2


def _is_banked(found: re.Match[str]) -> bool:
    return bool(_BANK.search(lead(found, 80) + " " + tail(found, 60)))


_IBAN = Detector(
    name="iban",
    least="iban",
    check="bank-account",
    kind="iban",
    title="international number of a bank account",
    # Wider than an account: an engine takes long for all countries, and for a long tail.
    gates=(r"(^|[^a-z0-9])[a-z]{2}[0-9]{2}([ -]?[a-z0-9]){4}",),
    find=_ibans,
    source="ISO 13616, SWIFT IBAN registry",
    recipes=(
        "refund to DE89 {}3704 0044 0532 0130 00 WAS lost",
        "GB82{}WEST12345698765432.",
        "NL91-{}ABNA-0417-1643-00",
    ),
    decoys=("DE89 {}3704 0044 0532 0130 01", "AB12 3456 7890 1234", "DE89{}3704"),
)

_DOMESTIC = Detector(
    name="bank-account",
    check="bank-account",
    kind="iban",
    title="number of a bank, or of an account beside a word for a bank",
    gates=(
        r"(routing|aba|rtn|transit).{0,40}[0-9]{9}",
        r"(account|acct|a/c|konto).{0,40}[0-9]([ -]?[0-9]){5}",
        r"sort[ _-]?code.{0,20}[0-9]{2}",
    ),
    find=either(loose(_ROUTING, _is_routing), loose(_ACCOUNT, _is_banked), loose(_SORT)),
    source="ABA routing numbers, UK sort codes",
    recipes=(
        "routing 0210{}00021, account 483{d*6}",
        "bank account number: 77{d*7}",
        "sort code 20-{}4{d*1}-1{d*1}",
    ),
    decoys=("account 483{d*6} was closed", "routing table 102{}003004", "took 123456789 ms"),
)

BANKS = (_IBAN, _DOMESTIC)
