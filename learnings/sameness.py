"""Whether two versions are of one entry: by what it is about, when it was written, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .entry import Entry, Log, Section
from .past import Version
from .similarity import keys_of
from .terms import Terms, terms
from .value import Moment, moment

# Two versions of an entry share most of what the shorter of them says.
_ALIKE = 0.6
# Where nothing of the summary stayed, the details have to say so much to tell an entry.
_TELLING = 6
_LONGEST = 20_000
_NAMES = ("summary", "requested capability", "what happened", "operation")
_NAME_FIELDS = ("summary", "content", "context", "operation", "title")
_ASIDE = ("metadata", "resolution")
_MOST_LOGS = 16
_lines_of: dict[int, tuple[Log, frozenset[str]]] = {}


def is_same(one: Version, other: Version) -> bool:
    """True if both are versions of one entry.

    The same summary (or title) with the same date is, whatever else was edited. Another summary
    with another date is not. In between the details decide, without the lines that other entries
    have as well: a template tells no entry from another.
    """
    if text(one) == text(other):
        return True
    first, second = _name(one), _name(other)
    is_dated = _is_of_one_time(one.entry, other.entry)
    share = _share(first.whole, second.whole)
    if share >= _ALIKE and is_dated is not False:
        return True
    if share < _ALIKE and is_dated is False:
        return False
    if is_dated and keys_of(one.entry) & keys_of(other.entry):
        return True
    return _details_agree(one, other, share, first, second)


def likeness(one: Version, other: Version) -> float:
    """How much of what they tell two entries share, from 0 to 1; fields do not count."""
    first, second = (_name(item).whole | _details(item, frozenset()) for item in (one, other))
    return len(first & second) / max(len(first | second), 1)


def is_told_apart(one: Version, other: Version) -> bool:
    """True of two entries that were born apart: nothing of what they are about is the same.

    Two entries of one template may share each line but those.
    """
    first, second = _name(one).whole, _name(other).whole
    apart = bool(first and second) and not _share(first, second)
    return text(one) != text(other) and (apart or not is_same(one, other))


def is_overwritten(old: Version, new: Version) -> bool:
    """True if another entry stands where one stood that said something."""
    return len(_name(old).whole | _details(old, frozenset())) >= 3 and not is_same(old, new)


def text(version: Version) -> str:
    """The words of an entry, whatever parts them."""
    entry = version.entry
    return " ".join(version.log.body(entry.start, entry.end)[: 5 * _LONGEST].split()).rstrip("- ")


def _details_agree(one: Version, other: Version, share: float, a: Terms, b: Terms) -> bool:
    common = _common(one.log) | _common(other.log)
    first, second = _details(one, common), _details(other, common)
    if share >= _ALIKE:  # of another date: a series differs in its numbers
        is_series = bool(a.marks and b.marks) and not a.marks & b.marks
        return not is_series and (not first or not second or _share(first, second) >= _ALIKE)
    if share > 0:
        return _share(first, second) >= _ALIKE
    most = max(len(first), len(second))
    return most >= _TELLING and len(first & second) >= _ALIKE * most


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _name(version: Version) -> Terms:
    """The terms of what an entry is about."""
    log, entry = version.log, version.entry
    parts = [entry.title] if len(entry.title.replace("_", " ").split()) > 2 else []
    parts += [item.text for name in _NAME_FIELDS for item in entry.every(name)]
    parts += [log.body(part.start, part.own_end) for part in _naming(entry)]
    return terms("\n".join(parts)[:_LONGEST])


def _naming(entry: Entry) -> Iterator[Section]:
    found = [part for part in entry.sections if part.name in _NAMES]
    is_named = any(entry.field(name) for name in _NAME_FIELDS)
    yield from found or ([] if is_named else entry.sections[:1])


def _details(version: Version, common: frozenset[str]) -> frozenset[str]:
    """The terms of the rest of what an entry tells, without the lines in common with others."""
    lines = [line for line in _told(version.log, version.entry) if line not in common]
    return terms("\n".join(lines)[:_LONGEST]).whole


def _told(log: Log, entry: Entry) -> Iterator[str]:
    for part in entry.sections:
        if part.name not in (*_NAMES, *_ASIDE):
            yield from _sentences(log.body(part.start, part.own_end))
    if not entry.sections:
        yield from _sentences(log.body(entry.start + 1, entry.end))


def _sentences(body: str) -> Iterator[str]:
    for line in body.split("\n"):
        plain = line.strip()
        if plain and not plain.startswith(("#", "---", "**", "```")):
            yield plain


def _common(log: Log) -> frozenset[str]:
    """The lines that several entries of a log have."""
    known = _lines_of.get(id(log))
    if known is None or known[0] is not log:
        if len(_lines_of) >= _MOST_LOGS:
            _lines_of.clear()
        counts = Counter(line for entry in log.entries for line in set(_told(log, entry)))
        known = log, frozenset(line for line, count in counts.items() if count > 1)
        _lines_of[id(log)] = known
    return known[1]


def _is_of_one_time(one: Entry, other: Entry) -> bool | None:
    """True if both were written down at one time; None if one of them does not say."""
    first, second = _written(one), _written(other)
    if first is None or second is None:
        return None
    if first.instant is not None and second.instant is not None:
        return first.instant == second.instant
    return first.day == second.day


def _written(entry: Entry) -> Moment | None:
    field = entry.field("logged") or entry.field("date")
    return moment(field.raw) if field is not None else None
