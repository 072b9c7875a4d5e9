"""The status says one thing and the entry another.

An entry that tells its resolution or names the place it was promoted to, but is still pending,
is counted as open work by everything that reads the log. The other way round, a second status
further down leaves it to chance which of the two is believed.

A Resolution that is begun while the work is in progress is fine as long as it bears no date.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Resolution
    - **Resolved**: 2026-03-06T09:00:00Z
    - **Notes**: The worker now watches the file.

    ### Metadata
    - Source: error

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: resolved
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Resolution
    - **Resolved**: 2026-03-06T09:00:00Z
    - **Notes**: The worker now watches the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Field, Log, Section
from learnings.lazy import regex
from learnings.lifecycle import Reading, read
from learnings.record import status, target
from learnings.retirement import NOT_YET
from learnings.value import moment
from learnings.vocabulary import fold

from ._fields import in_conflict, shown

_PLACES = frozenset(("metadata", "resolution"))
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTHING = regex(r"[\W_]+")
_REFUSED = regex(
    r"\W*(?:(?:no|not|none|never|false|n/?a|tbd|pending|candidate|maybe|todo)(?!\w)|[否无未待])",
    re.IGNORECASE,
)
_PROMOTED = frozenset(("promoted", "promoted to"))
# More than enough to tell whether a section holds anything.
_ENOUGH = 4000


@define(group="lifecycle", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if in_conflict(log, entry) or entry.shape == "wal":
            continue
        yield from _two_statuses(entry, log, context)
        now = status(entry, context.presets)
        place = entry.field("status")
        if now is None or place is None:
            continue
        if context.kind(entry).lifecycle.is_open(now):
            yield from _resolution(entry, log, now, place)
        if now == "resolved" or context.kind(entry).lifecycle.is_open(now):
            yield from _promotion(entry, log, context, now, place)


def _two_statuses(entry: Entry, log: Log, context: Context) -> Iterator[Problem]:
    found = [item for item in entry.fields if item.name == "status"]
    for section in entry.sections:
        if section.name in _PLACES:
            found += [item for item in section.fields if item.name == "status"]
    first = _reading(entry, found[0], context).value if found else None
    for item in found[1:]:
        value = _reading(entry, item, context).value
        if first is not None and value is not None and value != first:
            message = f"the status is `{value}` here, but `{first}` on line {found[0].span.line}"
            places = (Related(log.path, found[0].span, f"`{first}` here"),)
            yield Problem(item.span, message, "status", "keep the one that is true", places)
            return


def _reading(entry: Entry, field: Field, context: Context) -> Reading:
    kind = context.kind(entry)
    return read(field.raw, kind.lifecycle.statuses, kind.synonyms.get("status", {}))


def _resolution(entry: Entry, log: Log, now: str, place: Field) -> Iterator[Problem]:
    """A date of resolution, or a Resolution with a text, on an entry that is open."""
    field, section = entry.field("resolved"), entry.section("resolution")
    hint = "set the status to `resolved`, or remove what is not true yet"
    if field is not None and moment(field.raw) is not None:
        message = f"{entry.label} has a date of resolution, but is `{now}`"
        related = (Related(log.path, field.span, "the date of resolution"),)
        yield Problem(place.span, message, "resolution", hint, related)
    elif section is not None and now == "pending" and _tells(section, log):
        message = f"{entry.label} has a Resolution, but is `{now}`"
        related = (Related(log.path, section.span, "the Resolution"),)
        yield Problem(place.span, message, "resolution", hint, related)


def _tells(section: Section, log: Log) -> bool:
    """True for a Resolution (not a mere *Solution*, which may be a proposal) that has a text."""
    if not fold(section.title).startswith("resol"):
        return False
    held = {item.span.line: item.raw for item in section.fields}
    lines = (held.get(number, log.line(number)) for number in range(section.start, section.end))
    text = _COMMENT.sub("", "\n".join(lines)[:_ENOUGH])
    plain = (_NOTHING.sub("", line).casefold() for line in text.splitlines())
    return any(line not in NOT_YET for line in plain)


def _promotion(
    entry: Entry, log: Log, context: Context, now: str, place: Field
) -> Iterator[Problem]:
    field = entry.field("promoted")
    text = target(entry, context.presets) if field is not None else None
    # A "promotion target" may be a plan; what was "promoted" is done.
    if field is None or not text or fold(field.key) not in _PROMOTED or _REFUSED.match(text):
        return
    message = f"{entry.label} was promoted to {shown(text)}, but is `{now}`"
    hint = "set the status to `promoted`, or remove the target"
    related = (Related(log.path, field.span, "the target"),)
    yield Problem(place.span, message, "promoted", hint, related)
