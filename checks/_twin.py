"""Whether an entry may tell already what it seems to lack: misspelt, unread, or in other words.

What a fix would fill in is right only where nothing in the entry says otherwise. In doubt it
does: a field that stays missing is reported, one that contradicts its entry is believed.
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.entry import Entry, Field, Log
from learnings.kind import Kind
from learnings.lazy import regex
from learnings.lifecycle import read
from learnings.value import moment
from learnings.vocabulary import field_name, fold, is_header_field, section_name, type_of

from ._slip import slips

# Other words for a field, or for what it would have to agree with.
_ALIKE = {
    "status": frozenset((
        "state", "stage", "progress", "outcome", "resolution", "resolved", "closed", "done",
        "fixed", "promoted", "superseded", "discarded", "rejected",
    )),
    "logged": frozenset((
        "date", "day", "time", "when", "created", "noted", "written", "updated", "recorded",
        "since",
    )),
}  # fmt: skip
_MARKS = regex(r"[^\w]+")
_DAY = regex(r"\d{1,4}\s*[-/.年月]\s*\d{1,2}(?!\d)")
_DONE = regex(r"\[[xX]\]|[✅✔☑❌🚫]|~~")
_LONGEST = 60
_SHORTEST = 4


def has_twin(log: Log, entry: Entry, kind: Kind, name: str) -> bool:
    """True if the entry may hold the field of that name, though it is not read as such."""
    if any(_is_name(key, name) for key in _keys(log, entry)):
        return True
    if any(_tells(item, kind, name) for item in entry.fields):
        return True
    heading = log.line(entry.start).replace(entry.id, "", 1) if entry.id else entry.title
    if name == "logged":
        return _DAY.search(heading) is not None
    return name == "status" and (
        entry.section("resolution") is not None
        or _DONE.search(heading) is not None
        or any(_is_final(word, kind) for word in heading.split())
        or any(_status(text.strip(" \t*_-+>|`"), kind) for text in _header_lines(log, entry))
    )


def has_twin_section(log: Log, entry: Entry, name: str) -> bool:
    """True if the entry may hold the section of that name: misspelt, as a field, in bold."""
    titles = [fold(item.title) for item in entry.sections]
    if any(_near(title, name) for title in titles) or entry.field(name) is not None:
        return True
    bold = (log.line(number).strip(" \t*_:：#") for number in range(entry.start + 1, entry.end))
    return any(len(text) <= _LONGEST and section_name(text) == name for text in bold)


def _keys(log: Log, entry: Entry) -> Iterator[str]:
    """What may be the name of a field: keys, titles, and how other lines of the header begin."""
    for item in entry.fields:
        yield item.key
    for section in entry.sections:
        yield section.title
        yield from (item.key for item in section.fields)
    for text in _header_lines(log, entry):
        words = _MARKS.sub(" ", text).split()
        yield " ".join(words[:1])
        yield " ".join(words[:2])


def _header_lines(log: Log, entry: Entry) -> Iterator[str]:
    """The lines above the first section that are no fields."""
    first = min((item.span.line for item in entry.sections), default=entry.end)
    held = {item.line for item in entry.fields}
    for number in range(entry.start + 1, first):
        text = log.line(number).strip()
        if text and number not in held:
            yield text


def _is_name(key: str, name: str) -> bool:
    if field_name(key) == name or section_name(key) == name:
        return True
    words = fold(key).split()
    return any(word in _ALIKE.get(name, ()) or _near(word, name) for word in words)


def _near(word: str, name: str) -> bool:
    return len(word) >= _SHORTEST and slips(word, name, 2) <= 2


def _tells(item: Field, kind: Kind, name: str) -> bool:
    """True for a field that nobody knows, with a value that the missing one could have."""
    if kind.field(item.name) is not None or is_header_field(item.name):
        return False
    if name == "logged":
        known = type_of(item.name) != "text"
        return not known and (moment(item.raw) is not None or _DAY.search(item.raw) is not None)
    return name == "status" and bool(_status(item.raw, kind))


def _status(text: str, kind: Kind) -> str:
    """The status that a short text stands for; empty if it stands for none."""
    known = kind.synonyms.get("status", {})
    found = read(text, kind.lifecycle.statuses, known) if len(text) <= _LONGEST else None
    return str(found.value or "") if found is not None else ""


def _is_final(word: str, kind: Kind) -> bool:
    return kind.lifecycle.is_final(_status(word, kind))
