"""Values before the word that says what they are, in other languages: `X ist das Passwort`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...lazy import regex
from ..finding import Piece
from ..folding import lowered
from .words import WORDS, Strength, is_other, words

Place = tuple[int, int, bool]

# What may stand between a verb and the word: articles, owners, `neue`, `Root-`.
_BETWEEN = r"(?:\s{1,2}[\w'’-]{1,20}){0,3}\s{1,2}(?:[ld]['’])?[\w-]{0,20}"
_SPACELESS = r"[\w \u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3-]{0,14}"
_QUOTED = r"[\"'`*_“„«「]{0,3}\Z"
# Verbs, and what means `as`; those that are words of English as well come second.
_VERB = (
    r"ist|war|wäre|est|était|sera|es|era|é|foi|è|és|jest|było|je|byl[oa]?|bylo|je|är|var|er|blev"
    r"|oli|yra|ir|este|е|є|это|це|является|був|була|είναι|ήταν|là|adalah|është|yw(?:['’]r)?"
    r"|هي|هو|היא|הוא|[-—–]|als|como|comme|come|som|jako|kao|mint|как|як|като|ως|sebagai"
    r"|c['’](?:est|était)"
)
_ALSO = r"is|was|to|on|e|a|az|da|i|ca"
_AFTER_VERB = rf"[,;]?\s{{1,2}}(?:VERB){_BETWEEN}"
_IN_BRACKETS = r"\s?[(（](?:[\w'’-]{1,20}\s){0,3}[\w-]{0,20}"
_EAST = rf"\s?(?:是|为|為|作为|作為|就是|が|は|이|가|은|는|คือ)\s?{_SPACELESS}"
_LINK = regex(rf"(?:{_AFTER_VERB.replace('VERB', _VERB)}|{_IN_BRACKETS}|{_EAST}){_QUOTED}", 2)
_ANY_LINK = regex(
    rf"(?:{_AFTER_VERB.replace('VERB', f'{_VERB}|{_ALSO}')}|{_IN_BRACKETS}|{_EAST}){_QUOTED}", 2
)
# What every such line has: a verb, a bracket, or letters of another alphabet.
_HINT = regex(rf"[^\x00-\x7f]|\(|\s(?:{_VERB}|{_ALSO})\s", 2)
# Where the verb is an ending, or stands behind the word.
_NO_LINK = regex(rf"\s?を?\s{{0,2}}{_QUOTED}")
_VERB_BEHIND = regex(r"\s?(?:है|था|として|olarak)|(?<=d[ıi]r)")
_INTERNATIONAL = regex(
    r"p(?:ass(?:[ _-]?(?:word|wd|phrase|code))?|w|wd|sw)|psk|secret|signature|token|cred"
    r"|credential|conn|authorization|bearer|dsn|webhook|jwt|key|.{0,10}[ _-]key\Z",
    2,
)
# What follows such a word where it is no part of a longer name.
_END = regex(
    r"м?[\"'`*_”“»」]{0,3}\s?(?:[.,;:!?)\]|│。，；、！？）」]|\Z|です|だ|でした|입니다|이다"
    r"|(?<=\s)(?:für|von|vom|des|der|zu|auf|im|de|del|du|d['’]|pour|sur|do|da|di|della|del|per|till"
    r"|för|til|van|voor|op|dla|od|do|pro|k|za|na|от|для|к|за|на|в|для|до|από|για|của|untuk|und"
    r"|y|et|e|och|og|en|i|и|та|bis|seit|hasta|desde|depuis|до|с)\b)",
    2,
)
_WIDEST = 100


def foreign(
    piece: Piece, before: Callable[[str, int], Place | None]
) -> Iterator[tuple[Place, Strength]]:
    """Where the values may stand that such a word follows; `before` gives what ends at a place."""
    text = piece.text
    if _HINT.search(text) is None:
        return
    small = lowered(text)
    for family in WORDS:
        for start, end, strength in words(text, small, family):
            if strength not in (Strength.PASSWORD, Strength.SECRET):
                continue
            at = _linked(text, start, end)
            place = before(text, at) if at is not None else None
            if place is not None and not is_other(text, start, strength):
                yield place, strength


def _linked(text: str, start: int, end: int) -> int | None:
    """Where that begins which makes the word one for what stands before it."""
    behind = _VERB_BEHIND.match(text, end)
    first = max(0, start - _WIDEST)
    if behind is not None:
        found = _NO_LINK.search(text, first, start)
    elif _END.match(text, end) is None:
        return None
    else:
        is_known = _INTERNATIONAL.fullmatch(text, start, end) is not None
        found = (_LINK if is_known else _ANY_LINK).search(text, first, start)
    return found.start() if found is not None else None
