"""One part of a log is written in another manner than the rest of it.

A log may be written in any manner: with rules between entries or without, with colons inside the
bold keys or behind them. Where most of a file agrees, the few places that do not cost whoever
searches or edits it. Told of are line ends of two kinds, no line end at the end, a rule that is
missing between two entries, colons, IDs without brackets, and headings of another level.
Templates differ, so that no file is measured by another.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority:** medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

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

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity
from learnings.entry import Entry, Field, Identifier, Log
from learnings.lazy import regex
from learnings.vocabulary import is_header_field

from ._line_ends import line_ends

_RULE = regex(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_AFTER_KEY = regex(r"\s*(?:(?P<mark>\*\*|__)\s*[:：]|[:：]\s*(?P<inner>\*\*|__))[ \t]*")


@define(
    group="structure",
    severity=Severity.NOTE,
    fix="writes it as most of the file does",
    unsafe_fix="writes the usual level of heading",
)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    if not log.entries:
        return
    yield from line_ends(log)
    if log.regions:
        return  # Where the structure is in doubt, so is what belongs to which entry.
    marked = [
        (entry, entry.identifier)
        for entry in log.entries
        if entry.identifier is not None and entry.shape == "id"
    ]
    yield from _separators(log, [entry for entry, _ in marked])
    yield from _colons(log)
    yield from _brackets(log, [known for _, known in marked])
    yield from _levels(log, [entry for entry, _ in marked])


def _separators(log: Log, entries: Sequence[Entry]) -> Iterator[Problem]:
    """An entry without a rule behind it, where most have one; the last needs none."""
    if len({entry.level for entry in entries}) != 1:
        return
    last = [_last_line(log, entry) for entry in entries[:-1]]
    rules = Counter(log.line(number).strip() for number in last if _RULE.match(log.line(number)))
    if rules.total() * 2 <= len(last) or rules.total() < 2:
        return
    rule = rules.most_common(1)[0][0]
    for entry, number in zip(entries, last, strict=False):
        if not _RULE.match(log.line(number)):
            at = log.offset(number, len(log.line(number)) + 1)
            behind = log.newline if log.line(number + 1).strip() else ""
            edit = Edit(at, at, f"{log.newline * 2}{rule}{behind}")
            message = f"there is no `{rule}` behind {entry.label}, as behind most entries"
            fix = Fix(f"put `{rule}` behind it", (edit,))
            yield Problem(entry.span, message, "separator", f"add `{rule}`", fix=fix)


def _last_line(log: Log, entry: Entry) -> int:
    number = min(entry.end - 1, log.line_count)
    while number > entry.start and not log.line(number).strip():
        number -= 1
    return number


def _colons(log: Log) -> Iterator[Problem]:
    """Keys in bold whose colon stands elsewhere than in most fields of the file."""
    forms = (":**" in log.text or ":__" in log.text, "**:" in log.text or "__:" in log.text)
    if "：" not in log.text and not all(forms):
        return
    from learnings.editor import style_of

    manner = style_of(log).colon
    if manner == "wide":
        return
    for entry in log.entries:
        edits: list[Edit] = []
        first: Field | None = None
        for item in entry.fields:
            edit = _colon(log, item, manner)
            if edit is not None:
                edits.append(edit)
                first = first or item
        if first is not None:
            where = "inside" if manner == "inside" else "behind"
            message = f"the colon of `{first.key}` is not {where} the bold, as in most fields"
            fix = Fix(f"put the colon {where} the bold", tuple(edits))
            hint = f"put it {where} the bold"
            yield Problem(first.key_span, message, "colon", hint, fix=fix)


def _colon(log: Log, item: Field, manner: str) -> Edit | None:
    if item.form not in ("bold", "bold-list") or not is_header_field(item.name):
        return None
    start = log.offset(item.line, item.key_column) + len(item.key)
    end = log.offset(item.line, item.column)
    between = log.text[start:end]
    found = _AFTER_KEY.fullmatch(between)
    if found is None or ("：" in between and not item.key.isascii()):
        return None
    mark = found["mark"] or found["inner"]
    right = f":{mark}" if manner == "inside" else f"{mark}:"
    if between.strip() == right:
        return None
    blank = between[len(between.rstrip()) :] or (" " if item.raw else "")
    return Edit(start, end, right + blank)


def _brackets(log: Log, known: Sequence[Identifier]) -> Iterator[Problem]:
    bare = [item for item in known if not item.bracketed]
    if not bare or len(bare) * 2 >= len(known):
        return
    for item in bare:
        start = log.offset(item.span.line, item.span.column)
        if log.text[start : start + len(item.text)] == item.text:
            edits = (Edit(start, start + len(item.text), f"[{item.text}]"),)
            fix = Fix(f"write [{item.text}]", edits)
            message = f"{item.text} has no brackets, as most IDs here have"
            yield Problem(item.span, message, "brackets", f"write [{item.text}]", fix=fix)


def _levels(log: Log, entries: Sequence[Entry]) -> Iterator[Problem]:
    levels = Counter(entry.level for entry in entries)
    usual, count = levels.most_common(1)[0] if levels else (0, 0)
    if count * 2 <= len(entries) or len(levels) == 1:
        return
    for entry in entries:
        if entry.level == usual:
            continue
        line, marks = log.line(entry.span.line), "#" * entry.level
        at = log.offset(entry.span.line, 1) + len(line) - len(line.lstrip(" "))
        deeper = all(section.level > usual for section in entry.sections)
        written = log.text.startswith(f"{marks} ", at)
        # A level may tell of an order that only the author knows.
        edit = Edit(at, at + entry.level, "#" * usual)
        fix = Fix(f"write {'#' * usual}", (edit,), safe=False) if deeper and written else None
        message = f"the heading of {entry.label} is of level {entry.level}, most are of {usual}"
        yield Problem(entry.span, message, "heading_level", f"write {'#' * usual}", fix=fix)
