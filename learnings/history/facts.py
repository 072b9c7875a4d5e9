"""What matters of the entries of a log for their history, read only where two texts differ."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from typing import NamedTuple

from ..change import content
from ..entry import Entry, Log, former_ids
from ..lazy import regex
from ..markdown import parse
from ..markdown.grammar import match
from ..markdown.source import common_end, common_start
from ..preset import Presets, recognise
from ..record import status
from ..settings import Settings
from ..verify import verified

# A line that may be the heading of an entry: hashes, and a digit of its ID or date behind them.
_OPENS = regex(r"^#{1,6}[^\n]*\d", re.MULTILINE)


class Facts(NamedTuple):
    """An entry in a file as it once was: `start` and `end` are its place in the text.

    `status` is the canonical word, empty where there is none; `digest` tells apart texts that
    differ in more than line ends, blanks at line ends and the rule below the entry. `logged` is
    the day on which the entry says that it was written, `former` are IDs that it had before.
    """

    id: str
    status: str
    title: str
    digest: int
    start: int
    end: int
    kind: str = ""
    logged: dt.date | None = None
    former: tuple[str, ...] = ()


class Reader:
    """Reads logs as they were, by the presets and settings that are in force now."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._presets: dict[str, Presets] = {}

    def log(self, path: str, text: str) -> Log:
        """The log that a text makes at a path, recognised."""
        found = parse(text.encode("utf-8", "surrogateescape"), path)
        near = self._settings.nearest(path)
        siblings = [posixpath.basename(path)]
        recognise(found, self.presets(path), near.preset_for(path) or None, siblings)
        return found

    def presets(self, path: str) -> Presets:
        """The presets that are in force for a path."""
        near = self._settings.nearest(path)
        if near.file not in self._presets:
            self._presets[near.file] = verified(near)
        return self._presets[near.file]

    def facts(self, path: str, text: str) -> list[Facts]:
        """The entries of a text."""
        return self._facts(self.log(path, text), 0)

    def differing(self, path: str, old: str, new: str) -> tuple[list[Facts], list[Facts]]:
        """The entries around what differs between two texts of a log, and all that do differ.

        Most commits add or edit one entry of many, and only what is near it is read.
        """
        head = common_start(old, new)
        tail = common_end(old, new, min(len(old), len(new)) - head)
        # What is in common is the same in both, and so are the headings that are found there.
        begin, end = _before(old, head), _behind(old, len(old) - tail)
        if _is_inside(old, begin):
            return self.facts(path, old), self.facts(path, new)
        sides = []
        for text in (old, new):
            log = self.log(path, text[begin : end + len(text) - len(old)])
            if not _stands_alone(log, begin > 0, end < len(old)):
                return self.facts(path, old), self.facts(path, new)
            sides.append(self._facts(log, begin))
        return sides[0], sides[1]

    def _facts(self, log: Log, offset: int) -> list[Facts]:
        presets = self.presets(log.path)
        return [_facts(log, entry, presets, offset) for entry in log.entries]


def _facts(log: Log, entry: Entry, presets: Presets, offset: int) -> Facts:
    start = log.starts[entry.start - 1] + offset
    end = log.starts[entry.end - 1] if entry.end <= log.line_count else len(log.text)
    found = status(entry, presets) or ""
    digest = hash(content(log, entry))
    day = entry.logged.day if entry.logged is not None else None
    former = tuple(name.upper() for name in former_ids(entry))
    return Facts(entry.id, found, entry.title, digest, start, end + offset, entry.kind, day, former)


def keeps_all(old: str, new: str) -> bool:
    """True if no heading of an entry that the old text has can be missing in the new one.

    Only what differs is looked at: a cheap no to most commits, which add or edit.
    """
    head = common_start(old, new)
    end = len(old) - common_end(old, new, min(len(old), len(new)) - head)
    begin = old.rfind("\n", 0, head) + 1
    stop = old.find("\n", end)
    return not _OPENS.search(old, begin, stop if stop >= 0 else len(old))


def _stands_alone(log: Log, cut_before: bool, cut_behind: bool) -> bool:
    """True if a stretch of a log reads as it does in the whole of it.

    It begins and ends with an entry, nothing in it is left open, and each of its entries is one
    by itself and not because of what stands around it.
    """
    if not cut_before and not cut_behind:
        return True
    if any(region.reason != "template" for region in log.regions):
        return False
    if any(entry.shape not in ("id", "wal") for entry in log.entries):
        return False
    if cut_before and not (log.entries and log.entries[0].start == 1):
        return False
    return not (log.opaque and log.opaque[-1][1] > log.line_count)


def _is_inside(text: str, offset: int) -> bool:
    """True if code, a comment or front matter may be open at an offset."""
    return (
        any(text.count(mark, 0, offset) % 2 for mark in ("```", "~~~"))
        or text.rfind("<!--", 0, offset) > text.rfind("-->", 0, offset)
        or text.startswith(("---", "\ufeff---"))
    )


def _before(text: str, offset: int) -> int:
    """Where the entry before the one at an offset begins; 0 if there is none."""
    found = 0
    for _ in range(2):
        found = _heading(text, found or offset, back=True)
        if not found:
            return 0
    return found


def _behind(text: str, offset: int) -> int:
    """Where the second entry behind an offset begins; the end of the text if there is none."""
    found = offset
    for _ in range(2):
        found = _heading(text, found, back=False)
        if not found:
            return len(text)
    return found


def _heading(text: str, offset: int, *, back: bool) -> int:
    """The offset of the nearest heading of an entry before or behind an offset; 0 for none."""
    at = offset
    while (at := text.rfind("\n#", 0, at) if back else text.find("\n#", at)) >= 0:
        end = text.find("\n", at + 1)
        end = end if end >= 0 else len(text)
        line = text[at + 1 : end].lstrip("#")
        found = match(line.strip()) if line[:1] == " " and (end < offset or not back) else None
        if found is not None and found.shape == "id":
            return at + 1
        at += 0 if back else 1
    return 0


def is_addition(old: str, new: str) -> bool:
    """True if the new text has all of the old one, and something put into one place of it."""
    head = common_start(old, new)
    return head + common_end(old, new, min(len(old), len(new)) - head) == len(old)
