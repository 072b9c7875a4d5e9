"""What stands between entries: taking some out and putting one back leaves it as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from ..diagnostic import Edit
from ..disk import printable
from ..editor import EditError, Style, edited, remove_entry, style_of
from ..editor.sections import body_end, refuse_open
from ..entry import Entry, Log
from ..markdown.entries import RULE

# The last years of a long log tell how it is written.
_MOST = 200
# What the header of an archive says where its log is so: one entry alone would not tell.
NEWEST_FIRST = "Newest first."


def taken_out(log: Log, entries: Sequence[Entry]) -> list[Edit]:
    """Take entries out; the last ones of a log go with what parts them from those before.

    So the log ends as it ended, and each entry that stays is followed by what followed it.
    """
    gone = {id(entry) for entry in entries}
    tail = _tail(log, gone)
    edits = [edit for entry in log.entries[: len(log.entries) - len(tail)] if id(entry) in gone
             for edit in remove_entry(log, entry)]  # fmt: skip
    if not tail:
        return edits
    start, end = _said_before(log, tail[0]), _end_of(log, tail[-1])
    if len(tail) == len(log.entries):
        return [Edit(start, len(log.text), log.newline if end < len(log.text) else "")]
    return [*edits, Edit(start, end, "")]


def _tail(log: Log, gone: Collection[int]) -> list[Entry]:
    """The entries at the end of a log that go, where nothing else stands among or behind them."""
    found: list[Entry] = []
    after = log.line_count + 1
    for entry in reversed(log.entries):
        if id(entry) not in gone or entry.end < after:
            break
        found.insert(0, entry)
        after = entry.start
    if not found or _said_before(log, found[0]) <= 0:
        return []
    return found


def _said_before(log: Log, entry: Entry) -> int:
    """Where what stands before an entry ends: the entry there, or the header; -1 for neither."""
    at = next(number for number, item in enumerate(log.entries) if item is entry)
    if at and log.entries[at - 1].end == entry.start:
        return _end_of(log, log.entries[at - 1])
    last = entry.start - 1
    while last and not log.line(last).strip(" \t\ufeff"):
        last -= 1
    return log.offset(last, len(log.line(last)) + 1) if last and not at else -1


def _end_of(log: Log, entry: Entry) -> int:
    last = body_end(log, entry.start, entry.end)
    return log.offset(last, len(log.line(last)) + 1)


def put_back(source: Log, own: Entry, target: Log, piece: str) -> Log:
    """A log with the text of an archived entry in it again, at its place by date.

    What parts it from the next one is as elsewhere in the log, or else in the archive, which is
    the `source`. Raises `EditError` where the log cannot take it.
    """
    if any(item.shape == "file" for item in target.entries):
        raise EditError(f"{printable(target.path)} holds one entry as a whole: it takes no other")
    known = manner(source, Style(rule=""))
    newline = target.newline
    gap = _usual(target) or _usual(source) or (f"\n\n{known.rule}\n\n" if known.rule else "\n\n")
    gap = gap.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)
    at = _place(target.entries, own, newest_first=manner(target, known).newest_first)
    if at < len(target.entries):
        start = target.starts[target.entries[at].start - 1]
        start += target.text.startswith("\ufeff") and start == 0
        return edited(target, [Edit(start, start, f"{piece}{gap}")], added=1)
    return edited(target, [_at_the_end(source, target, piece, gap)], added=1)


def manner(log: Log, default: Style) -> Style:
    """The style of a log; where too few entries show which end is the newest, its header may."""
    end = log.entries[0].start if log.entries else log.line_count + 1
    said = any(NEWEST_FIRST.casefold() in log.line(number).casefold() for number in range(1, end))
    return style_of(log, default._replace(newest_first=True) if said else default)


def _at_the_end(source: Log, target: Log, piece: str, gap: str) -> Edit:
    """Behind the last entry, or the header, and before what the log ends with."""
    newline = target.newline
    if target.entries:
        last = target.entries[-1]
        line = body_end(target, last.start, last.end)
        refuse_open(target, line, last.end)
        at = target.offset(line, len(target.line(line)) + 1)
        return Edit(at, at, f"{gap}{piece}")
    line = target.line_count
    while line and not target.line(line).strip(" \t\ufeff"):
        line -= 1
    if not line:
        return Edit(len(target.text), len(target.text), f"{piece}{newline}")
    refuse_open(target, line, target.line_count + 1)
    at = target.offset(line, len(target.line(line)) + 1)
    rule = closing_rule(source)
    end = f"{newline}{newline}{rule}" if rule else ""
    return Edit(at, at, f"{newline}{newline}{piece}{end}")


def closing_rule(log: Log) -> str:
    """The rule behind the last entry of a log; empty where there is none."""
    if not log.entries:
        return ""
    last = log.entries[-1]
    behind = log.text[_end_of(log, last) :].strip()
    return behind if RULE.match(behind) else ""


def _usual(log: Log) -> str:
    """What most often stands between two entries of a log; empty where there are fewer."""
    found = Counter(
        log.text[_end_of(log, one) : log.starts[other.start - 1]]
        for one, other in pairwise(log.entries[-_MOST:])
        if one.end == other.start
    )
    return found.most_common(1)[0][0] if found else ""


def _place(entries: Sequence[Entry], own: Entry, *, newest_first: bool) -> int:
    """Before which entry another one belongs, from the end on where the newest stand."""
    at = 0 if newest_first else len(entries)
    if newest_first:
        while at < len(entries) and _is_later(entries[at], own):
            at += 1
        return at
    while at and _is_later(entries[at - 1], own):
        at -= 1
    return at


def _is_later(entry: Entry, own: Entry) -> bool:
    """True if an entry is surely the later one: by its time, its day, or else its number."""
    one, other = entry.logged, own.logged
    if one is None or other is None:
        return False
    if other.before(one) or one.before(other):
        return other.before(one)
    if one.instant != other.instant or entry.identifier is None or own.identifier is None:
        return False
    first, second = entry.identifier, own.identifier
    numbered = first.suffix.isdecimal() and second.suffix.isdecimal()
    return numbered and first.prefix == second.prefix and int(first.suffix) > int(second.suffix)
