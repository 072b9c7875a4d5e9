"""Lengths of time in words, put into digits: `half an hour`, `anderthalb Stunden`, `半小时`."""

from __future__ import annotations

import re

from learnings.lazy import regex

_NUMBERS = {
    word: str(number)
    for number, words in {
        1: "a an one ein eine einer eines un una uno 一",
        2: "two zwei dos 两 二",
        3: "three drei tres 三",
        4: "four vier cuatro 四",
        5: "five fünf cinco 五",
        6: "six sechs seis 六",
        7: "seven sieben siete 七",
        8: "eight acht ocho 八",
        9: "nine neun nueve 九",
        10: "ten zehn diez 十",
        12: "twelve zwölf doce",
        15: "fifteen fünfzehn quince",
        20: "twenty zwanzig veinte 二十",
        30: "thirty dreißig treinta 三十",
        40: "forty vierzig cuarenta 四十",
        45: "forty-five fünfundvierzig",
        50: "fifty fünfzig cincuenta 五十",
        60: "sixty sechzig sesenta 六十",
        90: "ninety neunzig noventa 九十",
    }.items()
    for word in words.split()
}
_SECONDS, _MINUTES = (
    r"(?:seconds?|sekunden?|segundos?|秒)",
    r"(?:min(?:ute)?s?|minuten?|minutos?|分钟)",
)
_HOURS, _DAYS = r"(?:hours?|stunden?|std|horas?|(?:个|個)?小时)", r"(?:days?|tage?n?|d[ií]as?|天)"
_UNITS = ((_SECONDS, "s"), (_MINUTES, "min"), (_HOURS, "h"), (_DAYS, "d"))
_UNIT = rf"(?:{_SECONDS}|{_MINUTES}|{_HOURS}|{_DAYS})(?![a-zäöüß])"
# Fixed phrases first; what is said so is not meant to the minute.
_PHRASES = tuple(
    (regex(words, re.IGNORECASE), value)
    for words, value in (
        (
            r"\b(?:(?:an|one|1) hour and a half|one and a half hours?|1 1/2 hours?"
            r"|anderthalb stunden|eineinhalb stunden|(?:una )?hora y media)\b|一个?半小时",
            "~90 min",
        ),
        (r"\bthree[- ]quarters? of an hour\b|\bdreiviertelstunde\b|三刻钟", "~45 min"),
        (
            r"\b(?:a )?quarter(?: of an)?[- ]hour\b|\b(?:eine )?viertelstunde\b"
            r"|\b(?:un )?cuarto de hora\b|一刻钟",
            "~15 min",
        ),
        (
            r"\b(?:a )?half(?: an| a)?[- ]hour\b|\b(?:eine )?halbe stunde\b|\bmedia hora\b"
            r"|½ ?h(?:our)?\b|半个?小时|半個?小時",
            "~30 min",
        ),
        (r"\bhalf a day\b|\b(?:einen )?halben tag\b|\bmedio d[ií]a\b|半天", "~12 h"),
    )
)
_SPELT = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COUNTED = regex(
    rf"(?:(?<![\w-])|(?<=[一-鿿]))(?P<number>{_SPELT})[ -]?(?P<unit>{_UNIT})", re.IGNORECASE
)
_FOREIGN = regex(rf"(?<=\d)(?P<gap>[ ]?)(?P<unit>{_UNIT})", re.IGNORECASE)
_HINT = regex(
    r"hour|minute|second|stunde|hora|minut|segundo|小时|小時|分钟|钟|tag|d[ií]a|day|天|std|½", re.I
)


def digits(text: str) -> str:
    """The same text with lengths of time in digits and units that are read anywhere."""
    if _HINT.search(text) is None:
        return text
    for words, value in _PHRASES:
        text = words.sub(value, text)
    text = _COUNTED.sub(lambda found: _NUMBERS[found["number"].lower()] + _short(found), text)
    return _FOREIGN.sub(_short, text)


def _short(found: re.Match[str]) -> str:
    word = found["unit"]
    return next(f" {unit}" for words, unit in _UNITS if re.fullmatch(words, word, re.IGNORECASE))
