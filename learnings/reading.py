"""How the value of a field is read: each type of the vocabulary, never with a guess.

A value that cannot be read as its type stays the string that it is, so that the schema finds
it; a word that stands for nothing (`n/a`, `unknown`) in a measured field is no value at all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from . import value as values
from .entry import Field
from .kind import FieldSpec, Kind
from .lazy import regex
from .lifecycle import Reading, read, word
from .vocabulary import type_of

_NOTHING = frozenset(
    ("", "-", "–", "—", "n/a", "na", "none", "unknown", "tbd", "?", "无", "暂无", "未知", "null")
)
_MEASURED = frozenset(("moment", "instant", "day", "integer", "duration", "percentage"))
_ID = regex(
    r"(?<![\w-])[A-Z][A-Z_]{1,23}(?:-[A-Z][A-Z_]*){0,2}-(?:\d{8}|\d{4}-\d{2}-\d{2})(?:-[A-Za-z0-9_]+){0,4}"
)
_NUMBERED_ID = regex(r"[A-Z][A-Z_]{1,23}-\d{1,6}")
_INTEGER = regex(r"\+?(\d{1,9})\+?")
_EDGES = " \t`*\"'"
_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
# A longer text is a sentence, not a word.
_LONGEST_WORD = 40
_MOST_WORDS = 4


def interpret(field: Field, kind: Kind, spec: FieldSpec | None) -> Reading:
    """A field's value, read as the type that its kind or the vocabulary gives it.

    `value` is None where there is nothing to read or where the words mean nothing to us.
    """
    name = (spec.type if spec is not None else "") or type_of(field.name)
    raw = field.raw
    if name == "text":
        return Reading(raw, (field.text if field.more else raw).strip() or None, "", True)
    if name in _WORDS:
        return _word(name, field, kind, spec)
    if name in _LISTS:
        return Reading(raw, _LISTS[name](field.text), "", True)
    if name in _PLAIN:
        plain = (raw or _first_line(field.more)).strip(_EDGES)
        if name in _MEASURED and plain.casefold() in _NOTHING:
            return Reading(raw, None)
        return _PLAIN[name](plain)
    return Reading(raw, field.text.strip() or None, "", True)


def is_list(field: Field, spec: FieldSpec | None) -> bool:
    """True if the field holds several values, so that repeated keys add up."""
    return ((spec.type if spec is not None else "") or type_of(field.name)) in _LISTS


def says_nothing(text: str, field: Field, spec: FieldSpec | None) -> bool:
    """True for an empty value, and for `n/a` and its like in a measured field or a list."""
    name = (spec.type if spec is not None else "") or type_of(field.name)
    plain = text.strip(_EDGES).casefold()
    return not plain or (plain in _NOTHING and (name in _MEASURED or name in _LISTS))


def written_items(field: Field) -> tuple[str, ...]:
    """The items of a list as they are written on the line of its key."""
    if field.more:
        return ()
    if type_of(field.name) == "ids":
        return tuple(dict.fromkeys(name for name, _ in identifiers(field.raw)))
    return values.listing(field.raw)


def identifiers(text: str) -> list[tuple[str, int]]:
    """The entry IDs in a text, each with its offset."""
    return [(found[0], found.start()) for found in _ID.finditer(text)]


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].lstrip("-*+ \t")


def _word(name: str, field: Field, kind: Kind, spec: FieldSpec | None) -> Reading:
    raw = field.raw or _first_line(field.more)
    known = _known(name, field.name, kind, spec)
    if not known:
        return _free_word(raw)
    found = read(raw, known, kind.synonyms.get(field.name if name == "word" else name, {}))
    return found if found.value is not None or name != "word" else _free_word(raw)


def _known(name: str, field: str, kind: Kind, spec: FieldSpec | None) -> tuple[str, ...]:
    """The words that a field may hold, as far as its kind names them."""
    if name == "status":
        return kind.lifecycle.statuses
    if name == "priority":
        return kind.priorities
    if name == "severity":
        return kind.severities
    if field == "category":
        return kind.categories
    return spec.values if spec is not None else ()


@functools.lru_cache(maxsize=4096)
def _free_word(raw: str) -> Reading:
    plain = raw.strip(_EDGES)
    if len(plain) > _LONGEST_WORD or len(plain.split()) > _MOST_WORDS:
        return Reading(raw, plain, "", True)
    found = word(plain)
    return Reading(raw, found or plain or None, "", found == raw)


@functools.lru_cache(maxsize=8192)
def _moment(raw: str) -> Reading:
    found = values.moment(raw)
    if found is None:
        return Reading(raw, None)
    text = found.isoformat()
    return Reading(raw, text, "", text == raw)


@functools.lru_cache(maxsize=8192)
def _day(raw: str) -> Reading:
    found = values.moment(raw)
    if found is None:
        return Reading(raw, None)
    text = found.day.isoformat()
    return Reading(raw, text, "", text == raw)


def _integer(raw: str) -> Reading:
    found = _INTEGER.fullmatch(raw)
    return Reading(raw, int(found[1]) if found else None, "", raw.isdigit())


def _duration(raw: str) -> Reading:
    found = values.duration(raw)
    return Reading(raw, values.iso_duration(found) if found is not None else None)


def _percentage(raw: str) -> Reading:
    return Reading(raw, values.percentage(raw))


def _boolean(raw: str) -> Reading:
    return Reading(raw, _YES.get(raw.casefold()))


def _lines(text: str) -> tuple[str, ...]:
    if "\n" not in text:
        return values.listing(text)
    lines = (line.strip().lstrip("-*+ \t") for line in text.split("\n"))
    return tuple(item for line in lines for item in values.listing(line))


def _items(text: str) -> object | None:
    found = [item for item in _lines(text) if item.casefold() not in _NOTHING]
    return found or None


def _words(text: str) -> object | None:
    # What is no word (an emoji) stays as it is, so that each item keeps its place.
    found = [word(item.strip(_EDGES)) or item for item in _lines(text)]
    return found or None


def _ids(text: str) -> object | None:
    found = [name for name, _ in identifiers(text)]
    if not found:
        found = [item for item in values.listing(text) if _NUMBERED_ID.fullmatch(item)]
    if found:
        return list(dict.fromkeys(found))
    return None if text.strip(_EDGES).casefold() in _NOTHING else text.strip()


_WORDS = frozenset(("status", "priority", "severity", "word"))
_LISTS: dict[str, Callable[[str], object | None]] = {"list": _items, "words": _words, "ids": _ids}
_PLAIN: dict[str, Callable[[str], Reading]] = {
    "moment": _moment,
    "instant": _moment,
    "day": _day,
    "integer": _integer,
    "duration": _duration,
    "percentage": _percentage,
    "boolean": _boolean,
}
