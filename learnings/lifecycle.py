"""Statuses: which there are, which moves are legal, and which words stand for them.

Pure: a lifecycle is made of a preset's data, and the words are read without guessing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .lazy import regex

_GAPS = re.compile(r"[\s_\-]+")
_DRESS = regex(r"^[\W_]+")
_TOKEN = regex(r"[^\W_]+(?:['’_\-][^\W_]+)*['’]?")
_AMBIGUOUS = regex(r"^\s*(?:[|/→⇒]|->|=>|or\b|to\b)\s*[`*]*(\w+)")
_NOTE_EDGES = " \t\r\n*`_:：-–—,，;；.。|"
_STRUCK = regex(r"~~[^~]*~~")
_BRACKETED = regex(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")


class Reading(NamedTuple):
    """A value as written and as understood, side by side.

    `value` is None where the value means nothing to us, `note` what follows the word, and
    `canonical` is True if the value is written just as it would be by the template.
    """

    raw: str
    value: object | None
    note: str = ""
    canonical: bool = False


class Lifecycle(NamedTuple):
    """The statuses of a preset or of one kind, and the moves between them."""

    statuses: tuple[str, ...] = ()
    initial: tuple[str, ...] = ()
    final: tuple[str, ...] = ()
    moves: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def allows(self, old: str, new: str) -> bool:
        """True if the move is legal; staying is, and so is anything from an unknown status."""
        return old == new or old not in self.moves or new in self.moves[old]

    def is_final(self, status: str) -> bool:
        """True if nothing is left to do."""
        return status in self.final

    def is_open(self, status: str) -> bool:
        """True if somebody still has to act; an unknown status is neither open nor final."""
        return status in self.statuses and status not in self.final


def lifecycle(data: Mapping[str, object]) -> Lifecycle:
    """A lifecycle from its data: `initial`, `moves`, `final`, maybe `statuses`."""
    moves = {str(old): _words(new) for old, new in _mapping(data.get("moves")).items()}
    initial, final = _words(data.get("initial")), _words(data.get("final"))
    named = [*initial, *moves, *(new for row in moves.values() for new in row), *final]
    statuses = _words(data.get("statuses")) or tuple(dict.fromkeys(named))
    return Lifecycle(statuses, initial, final, moves)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()


def word(text: str) -> str:
    """A word in its comparable form: lower case, `_` for blanks and hyphens, no apostrophes."""
    return _GAPS.sub("_", text.casefold().replace("'", "").replace("’", "")).strip("_")


def read(raw: str, known: Collection[str], synonyms: Mapping[str, str]) -> Reading:
    """Read one of the `known` words, or a synonym of one, at the start of a value.

    Emoji and emphasis around it are dress, what follows it is the note, and what is struck out
    does not count. A value that offers a choice (`pending | resolved`) or moves on
    (`pending -> resolved`) is not understood.
    """
    plain = raw.strip()
    if plain in known:
        return Reading(raw, plain, "", True)
    table = {word(name): name for name in known}
    text = _DRESS.sub("", _STRUCK.sub(" ", plain) if "~~" in plain else plain)
    ends: list[int] = []
    position = 0
    while len(ends) < 3:
        found = _TOKEN.match(text, position)
        if found is None:
            break
        ends.append(found.end())
        position = found.end()
        while position < len(text) and text[position] in " \t":
            position += 1
        if position == found.end():
            break
    for end in reversed(ends):
        key = word(text[:end])
        value = table.get(key) or synonyms.get(key)
        if value is not None:
            return _with_note(raw, value, text[end:], table, synonyms)
    return Reading(raw, None)


def _with_note(
    raw: str, value: str, rest: str, table: Mapping[str, str], synonyms: Mapping[str, str]
) -> Reading:
    choice = _AMBIGUOUS.match(rest)
    if choice is not None:
        other = word(choice[1])
        if other in table or other in synonyms:
            return Reading(raw, None)
    note = rest.strip(_NOTE_EDGES)
    remark = _BRACKETED.fullmatch(note)
    if remark is not None:
        note = remark[1].strip()
    return Reading(raw, value, note if any(char.isalnum() for char in note) else "")
