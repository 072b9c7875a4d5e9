"""Phone numbers: as the numbering plans have them, not as they look.

The plans are those of phonenumbers (the only module that knows it), which is imported when there
is something like a number: a log without one never waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..spot import Find

_WORDS = (
    "phone|tel|telephone|telefon|mobile|mobil|cell|cellphone|handy|call|called|calling|dial|dialed"
    "|fax|whatsapp|sms|text|texted|hotline|pager|landline|voicemail|ring|rang|reach|reached"
    "|contact|(my|his|her|their|your|callback|work|home|office|emergency)[ ]number"
    "|móvil|teléfono|téléphone|portable|cellulare|telefono|telefone|celular|电话|手机|電話|携帯|전화"
    "|☎|📞|📱"
)
_ABROAD = regex(
    r"(?<![\w+.)])(?P<value>\+[0-9](?:[ .()/-]{0,2}[0-9]){6,14})(?![0-9A-Za-z_]|[.:-][0-9])",
    re.ASCII,
)
_LINK = regex(r"\b(?:wa\.me/|phone=)(?P<value>[1-9][0-9]{7,14})(?![0-9A-Za-z_])")
_NEAR = regex(
    rf"(?<![A-Za-z])(?:{_WORDS})(?:s|\.|:|#)?(?:[ _-]?(?:number|numbers|no|nr|nummer|num|"
    rf"(?:the|our|my|his|her|their)[ ][a-z]{{3,14}}[ ](?:on|at)|me|us|him|her|them|back"
    r"|customer|on|at|is|was|from|to|under|via|line|contact|work|home|office|the|his|their|my)\b|[^0-9A-Za-z+(\n]|\((?![0-9])){0,12}"
    r"(?P<value>\(?[0-9](?:[ .()/-]{0,2}[0-9]){6,14})(?![0-9A-Za-z_]|[.:-][0-9])",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:19|20)[0-9]{2}([-./ ]?)(?:0[1-9]|1[0-2])\1[0-3][0-9](?![0-9])")
# Numbers that the plans keep for stories: North America, and Ofcom's for drama.
_STORIES = regex(
    r"1\d{3}555(?:01\d\d|1212)|1234567\d+|442079460\d{3}|447700900\d{3}|441632960\d{3}|441134960\d{3}"
)


def _given(number: str, region: str | None, is_sure: bool) -> str:
    """The number with its country in front, where the plan has it; else nothing.

    Where it is sure that it is a phone number, its length is enough: plans change.
    """
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    is_possible = is_sure and reason == phonenumbers.ValidationResult.IS_POSSIBLE
    if not is_possible and not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)[1:]


def _is_given(number: str, regions: tuple[str | None, ...], is_sure: bool = False) -> bool:
    if len(set(re.sub(r"\D", "", number))) < 3:
        return False
    found = [full for region in regions if (full := _given(number, region, is_sure))]
    return bool(found) and not any(_STORIES.fullmatch(full) for full in found)


def _is_national(number: str) -> bool:
    """Long enough to be dialled, or with the zero of a trunk; dates and versions are neither."""
    digits = re.sub(r"\D", "", number)
    return not _DATED.match(number) and (len(digits) > 8 or digits[0] == "0")


def _is_added(piece: Piece, start: int) -> bool:
    """True at the beginning of a line in a fence: a plus sign there is of a difference."""
    return piece.is_code and not piece.text[:start].strip()


def _finds(regions: tuple[str, ...]) -> Find:
    def find(piece: Piece) -> Iterator[Hit]:
        text = piece.text
        for found in _ABROAD.finditer(text):
            number = found["value"]
            is_grouped = sum(not char.isdecimal() for char in number[1:]) > 1
            if _is_given(number, (None,), is_grouped) and not _is_added(piece, found.start()):
                yield Hit(*found.span("value"))
        for found in _LINK.finditer(text):
            if _is_given("+" + found["value"], (None,)):
                yield Hit(*found.span("value"))
        for found in _NEAR.finditer(text):
            number = found["value"]
            full = "+" + number[2:] if number.startswith("00") else number
            if _is_national(number) and _is_given(full, regions):
                yield Hit(*found.span("value"))

    return find


def phones(organisation: Organisation) -> Iterator[Detector]:
    """Numbers with a country, and beside a word those of the organisation's regions."""
    yield Detector(
        name="phone-number",
        check="phone-number",
        kind="phone",
        title="phone number",
        gates=(
            r"\+[0-9]([ .()/-]{0,2}[0-9]){6}",
            r"(wa\.me/|phone=)[0-9]{8}",
            rf"({_WORDS}).{{0,160}}[0-9]([ .()/-]{{0,2}}[0-9]){{6}}",
        ),
        find=_finds(tuple(region.upper() for region in organisation.regions)),
        source="ITU-T E.164; the plans of libphonenumber",
        recipes=(
            "reach us at +1 415 {}736 2{d*3}",
            "tel:+49{}3020648{d*3}",
            "+44 20 {}7183 8{d*3} did not answer",
            "phone: (415) {}736-2{d*3}",
            "call 212-{}736-3{d*3}",
            "call the office on (212) {}736-3{d*3}",
            "https://wa.me/1415{}7362{d*3}",
        ),
        decoys=(
            "call +1 415 555 01{d*2}",
            "LRN-20260301-001 and 20260301 12:30:00",
            "offset +0100, +20260301120000",
            "request 415{}7362{d*3} took long",
            "text 10.20.30.40 and call 2026-03-01",
        ),
    )
