"""Phone numbers: as the numbering plans have them, not as they look.

The plans are those of phonenumbers (the only module that knows it), which is imported when there
is something like a number: a log without one never waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...lazy import regex
from ..cells import html_below
from ..detector import BlockDetector, Detector, Organisation
from ..finding import Hit, Piece
from ..spot import Find
from ..table import Judges, below
from .dialled import WORDS as HEADINGS
from .dialled import is_dialled
from .differences import written

_WORDS = (
    "phone|tel|telephone|telefon|mobile|mobil|cell|cellphone|handy|call|called|calling|dial|dialed"
    "|fax|whatsapp|sms|text|texted|hotline|pager|landline|voicemail|ring|rang|reach|reached"
    "|contact|(my|his|her|their|your|callback|work|home|office|emergency)[ ]number"
    "|portable|cellulare|telefono|telefone|celular"
)
# A gate of their own: an engine takes long for one with both.
_OTHER_WORDS = "móvil|teléfono|téléphone|电话|手机|電話|携帯|전화|☎|📞|📱"
_ABROAD = regex(
    r"(?<![\w+.)])(?P<value>\+[0-9](?:[ .()/-]{0,2}[0-9]){6,14})(?![0-9A-Za-z_]|[.:-][0-9])",
    re.ASCII,
)
_LINK = regex(r"\b(?:wa\.me/|phone=)(?P<value>[1-9][0-9]{7,14})(?![0-9A-Za-z_])")
_NEAR = regex(
    rf"(?<![A-Za-z])(?:{_WORDS}|{_OTHER_WORDS})(?:s|\.|:|#)?"
    r"(?:[ _-]?(?:number|numbers|no|nr|nummer|num|"
    rf"(?:the|our|my|his|her|their)[ ][a-z]{{3,14}}[ ](?:on|at)|me|us|him|her|them|back"
    r"|customer|on|at|is|was|from|to|under|via|line|contact|work|home|office|the|his|their|my)\b|[^0-9A-Za-z+(\n]|\((?![0-9])){0,12}"
    r"(?P<value>\(?[0-9](?:[ .()/-]{0,2}[0-9]){6,14})(?![0-9A-Za-z_]|[.:-][0-9])",
    re.IGNORECASE,
)
# All that stands in a cell.
_ALONE = regex(
    r"[ \t\"'`*_]{0,8}(?P<value>\(?[0-9](?:[ .()/-]{0,2}[0-9]){6,14})"
    r"(?:[ ,]{1,2}(?:ext|x)[.: ]{0,2}[0-9]{1,6})?[ \t\"'`*_]{0,99}\Z",
    re.ASCII | re.IGNORECASE,
)
_DATED = re.compile(r"(?:19|20)[0-9]{2}([-./ ]?)(?:0[1-9]|1[0-2])\1[0-3][0-9](?![0-9])")
_JUDGES = Judges(is_dialled, is_dialled)
_LEAST = "heading"
_WIDEST = 200
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
    """True at the beginning of a line in a fence: a plus sign there may be of a difference.

    `_alone` knows, which sees the lines around it.
    """
    return piece.is_code and not piece.text[:start].strip()


def _alone(text: str) -> Iterator[Hit]:
    """The number that a line begins with, where the lines around it are of no difference."""
    for offset, line in written(text):
        found = _ABROAD.search(line)
        if found is not None and not line[: found.start()].strip() and _is_abroad(found["value"]):
            yield Hit(offset + found.start("value"), offset + found.end("value"))


def _is_abroad(number: str) -> bool:
    is_grouped = sum(not char.isdecimal() for char in number[1:]) > 1
    return _is_given(number, (None,), is_grouped)


def _finds(regions: tuple[str, ...]) -> Find:
    def find(piece: Piece) -> Iterator[Hit]:
        text = piece.text
        for found in _ABROAD.finditer(text):
            if _is_abroad(found["value"]) and not _is_added(piece, found.start()):
                yield Hit(*found.span("value"))
        for found in _LINK.finditer(text):
            if _is_given("+" + found["value"], (None,)):
                yield Hit(*found.span("value"))
        for found in _NEAR.finditer(text):
            if _is_dialled(found["value"], regions):
                yield Hit(*found.span("value"))

    return find


def _is_dialled(number: str, regions: tuple[str, ...]) -> bool:
    """Whether it is a number of one of the countries, with its code or without it."""
    full = "+" + number[2:] if number.startswith("00") else number
    return _is_national(number) and _is_given(full, regions)


def _below(regions: tuple[str, ...]) -> Callable[[str], Iterator[Hit]]:
    def find(text: str) -> Iterator[Hit]:
        for start, end, _ in (
            *below(text, _JUDGES, HEADINGS, _LEAST),
            *html_below(text, is_dialled),
        ):
            found = _ALONE.match(text[start:end]) if end - start <= _WIDEST else None
            if found is not None and _is_dialled(found["value"], regions):
                yield Hit(start + found.start("value"), start + found.end("value"))

    return find


def phones(organisation: Organisation) -> Iterator[Detector | BlockDetector]:
    """Numbers with a country, and those of the organisation's regions that a word announces."""
    regions = tuple(region.upper() for region in organisation.regions)
    yield BlockDetector(
        name="phone-number-below-its-heading",
        least=_LEAST,
        check="phone-number",
        kind="phone",
        title="phone number below a heading of a table",
        gates=(HEADINGS,),
        find=_below(regions),
        source="ITU-T E.164; the plans of libphonenumber",
        recipes=(
            "| name | phone |\n|---|---|\n| a | (415) {}736-2{d*3} |",
            "name,mobile\na,415-{}736-2{d*3}",
            "┃ name ┃ tel. ┃\n┡━━━━━━╇━━━━━━┩\n│ a    │ 415 {}736 2{d*3} │",
            "<tr><th>name</th><th>phone</th></tr>\n<tr><td>a</td><td>(415) {}736-2{d*3}</td></tr>",
        ),
        decoys=(
            "| name | phone |\n|---|---|\n| a | (415) 555-01{d*2} |",
            "| cell | rows |\n|---|---|\n| B2 | 415{}7362{d*3} |",
            "name,phone\na,2026-03-01",
        ),
    )
    yield Detector(
        name="phone-number",
        least="dialled",
        check="phone-number",
        kind="phone",
        title="phone number",
        gates=(
            r"\+[0-9]([ .()/-]{0,2}[0-9]){6}",
            r"(wa\.me/|phone=)[0-9]{8}",
            *(
                rf"(^|[^a-z])({words}).{{0,160}}[0-9]([ .()/-]{{0,2}}[0-9]){{6}}"
                for words in (_WORDS, _OTHER_WORDS)
            ),
        ),
        find=_finds(regions),
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
    yield BlockDetector(
        name="phone-number-on-its-own-line",
        check="phone-number",
        kind="phone",
        title="phone number at the beginning of a line in a code block that shows no difference",
        gates=(r"\+[0-9]([ .()/-]{0,2}[0-9]){6}",),
        find=_alone,
        source="ITU-T E.164; the plans of libphonenumber",
        recipes=("```\n+49 171 {}2345{d*3}\n```", "```text\nana\n+1 415 {}734 2{d*3}\n```"),
        decoys=(
            "```diff\n+49 171 {}2345{d*3}\n```",
            "```\n@@ -1 +1 @@\n+49 171 {}2345{d*3}\n```",
            "```\n-49 171 {}2345{d*3}\n+49 171 {}2345{d*3}\n```",
            "```\n+1 415 555 01{d*2}\n```",
        ),
    )
