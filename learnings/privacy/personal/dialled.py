"""Which headings of a table say that the cells below are phone numbers."""

from __future__ import annotations

from ...lazy import regex

WORDS = (
    "phone|tel|telephone|telefon|mobile|mobil|cell|cellphone|handy|fax|whatsapp|hotline|pager"
    "|landline|(?:callback|contact|emergency) number|rufnummer|handynummer|telefonnummer"
    "|móvil|teléfono|téléphone|portable|cellulare|telefono|telefone|celular|telemóvel"
    "|telefoon|telefoonnummer|puhelin|numer telefonu|telefonszám|số điện thoại|τηλέφωνο|телефон"
    "|电话|手机|電話|携帯|电话号码|手机号|電話番号|전화|전화번호|☎|📞|📱"
)
_HEADING = regex(
    r"(?:[\w.'-]{1,20}[ _-]){0,3}?"
    rf"(?:{WORDS})(?:s|\.|:|#)?(?:[ _-](?:number|numbers|no|nr|nummer|num|#))?[.:]?"
    r"(?: ?\([^()]{0,30}\))?\Z",
    2,
)


def is_dialled(heading: str) -> bool | None:
    """True of a heading of phone numbers, None of any other."""
    return True if _HEADING.match(heading.strip(" \t\"'`*_")) else None
