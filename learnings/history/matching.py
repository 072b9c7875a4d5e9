"""Which entry of a log before a change is which one after it: by ID, else by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ..change import content
from ..entry import former_ids
from ..past import Version
from ..sameness import is_same, likeness

# An entry whose ID changed is known by its lines: so many of them have to be the same.
_ALIKE = 0.6
# Lines that so many entries share (`**Status**: pending`) tell none of them from another.
_COMMON = 3
_TELLING = 26

Pair = tuple[Version, Version]


def pairs(old: Sequence[Version], new: Sequence[Version]) -> list[Pair]:
    """The entries before and after a change that are the same, each old and new one once at most.

    Entries go together by ID, by text, by a former ID, by heading, and last by most of their
    lines: an entry that got another ID is still that entry. Of an ID that an entry had before
    and another one has now, the text tells which of the two is meant.
    """
    matching = _Matching(old, new)
    matching.by_lone_id()
    matching.by(lambda item: content(item.log, item.entry))
    matching.by_told_id()
    matching.by(lambda item: (item.log.path, item.entry.key))
    matching.by(lambda item: item.entry.key)
    matching.by_former_id()
    matching.by(body)
    matching.by_lines()
    return matching.found


def body(version: Version) -> str:
    """The text of an entry below its heading; empty where that is all there is."""
    return content(version.log, version.entry).partition("\n")[2].strip()


class _Matching:
    """The entries that have no partner yet, and the pairs that were found."""

    def __init__(self, old: Sequence[Version], new: Sequence[Version]) -> None:
        self.old = dict(enumerate(old))
        self.new = dict(enumerate(new))
        self.found: list[Pair] = []

    def by_lone_id(self) -> None:
        """Pair what has an ID that no other entry of its side has, or ever had."""
        if not self.old or not self.new:
            return
        former = {name for side in (self.old, self.new) for item in side.values()
                  for name in former_ids(item.entry)}  # fmt: skip
        old, new = _lone_ids(self.old), _lone_ids(self.new)
        for name in old.keys() & new.keys() - former:
            self._pair(old[name], new[name])

    def by(self, key: Callable[[Version], object]) -> None:
        """Pair what has the same key, in the order of the logs."""
        if not self.old or not self.new:
            return
        waiting: dict[object, list[int]] = defaultdict(list)
        for number, item in self.old.items():
            if name := key(item):
                waiting[name].append(number)
        for number, item in list(self.new.items()):
            if found := waiting.get(key(item)):
                self._pair(found.pop(0), number)

    def by_told_id(self) -> None:
        """Pair by the IDs that an entry has and had what tells of one thing.

        Where both an entry that has an ID and one that had it may be meant, it is the one that
        shares more words.
        """
        named: dict[str, list[int]] = defaultdict(list)
        for number, item in self.new.items():
            for name in _names(item):
                named[name].append(number)
        ranked = []
        for number, item in self.old.items():
            partners = dict.fromkeys(it for name in _names(item) for it in named.get(name, ()))
            if len(partners) > 1 or any(self.new[it].entry.id != item.entry.id for it in partners):
                ranked += [
                    (-likeness(item, self.new[partner]), number, partner)
                    for partner in partners
                    if is_same(item, self.new[partner])
                ]
        for _, number, partner in sorted(ranked):
            if number in self.old and partner in self.new:
                self._pair(number, partner)

    def by_former_id(self) -> None:
        """Pair an entry with the one that says it had its ID."""
        known = {
            name: number for number, item in self.new.items() for name in former_ids(item.entry)
        }
        for number, item in list(self.old.items()):
            partner = known.get(item.entry.id.upper())
            if partner is not None and partner in self.new:
                self._pair(number, partner)

    def by_lines(self) -> None:
        """Pair what shares most of the lines that few other entries have."""
        if not self.old or not self.new:
            return
        of_new = {number: _lines(item) for number, item in self.new.items()}
        holders: dict[str, list[int]] = defaultdict(list)
        for number, lines in of_new.items():
            for line in lines:
                holders[line].append(number)
        ranked = []
        for number, item in self.old.items():
            lines = _lines(item)
            shared: dict[int, int] = defaultdict(int)
            for line in lines:
                if len(found := holders.get(line, ())) <= _COMMON:
                    for partner in found:
                        shared[partner] += 1
            for partner, count in shared.items():
                share = count / max(len(lines), len(of_new[partner]), 1)
                if share >= _ALIKE:
                    ranked.append((-share, number, partner))
        for _, number, partner in sorted(ranked):
            if number in self.old and partner in self.new:
                self._pair(number, partner)

    def _pair(self, old: int, new: int) -> None:
        self.found.append((self.old.pop(old), self.new.pop(new)))


def _names(item: Version) -> list[str]:
    """What an entry is called, and what it was called before."""
    id_ = item.entry.id.upper()
    return [id_, *former_ids(item.entry)] if id_ else former_ids(item.entry)


def _lone_ids(items: dict[int, Version]) -> dict[str, int]:
    seen: dict[str, list[int]] = defaultdict(list)
    for number, item in items.items():
        if item.entry.id:
            seen[item.entry.id.upper()].append(number)
    return {name: numbers[0] for name, numbers in seen.items() if len(numbers) == 1}


def _lines(version: Version) -> frozenset[str]:
    """The lines of an entry below its heading that say something: a status alone does not."""
    lines = (line.strip() for line in body(version).split("\n"))
    return frozenset(line for line in lines if len(line) >= _TELLING)
