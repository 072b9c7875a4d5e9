"""Entries that broken Markdown has swallowed: found again, and named.

A fence that never closes, or closes on a line that also holds a heading, turns everything after
it into code. CommonMark is right to read it so; the author never meant it. An entry is taken
back only on evidence: its ID has a real date, fields stand under it, and the fences of the rest
of the file make no sense otherwise. A sample of an entry inside a proper fence stays a sample.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from .. import vocabulary
from ..diagnostic import Span
from ..entry import Region
from ..lazy import regex
from ..value import moment
from . import grammar
from .blocks import Opaque, Scanner

_ENTRY_LINE = regex(
    r"^(?P<glue> {0,3}(?P<fence>`{3,}|~{3,})[ \t]*)?"
    r"(?P<hashes>#{1,6})[ \t]+(?P<text>[^\n]*-\d[^\n]*)$",
    re.MULTILINE,
)
_GLUE = re.compile(r"\n {0,3}(?:`{3,}|~{3,})[ \t]*#")
_FIELD_LINE = regex(
    r"^(?:[-*+] )?\*\*\s*+(?P<key>[^*:：\n]{1,30}?)\s*+(?:[:：]\s*+)?\*\*(?!\\)\s*+[:：]?",
    re.MULTILINE,
)
_CORE_KEY = regex(
    r"(?:status|logged|priority|state|date|severity|状态|优先级|日期|记录时间)$", re.IGNORECASE
)
_FENCE_LINE = regex(r"^ {0,3}(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.MULTILINE)
_SECTION = regex(r"\n[ \t]*\n(?=#{2,6} \S)")
# HTML that runs on until its own end, however far that is (CommonMark 0.31, section 4.6).
_OPEN_ENDED = ("<!", "<?", "<pre", "<script", "<style", "<textarea")
# How many of the entries behind one open fence are named.
_MOST_NAMES = 20
_SAMPLES = frozenset({"markdown", "md", "mdx", "template"})


@dataclass(slots=True)
class Recovery:
    """Cuts short the fences and comments of one text; `regions` tells what it found."""

    text: str
    regions: list[Region] = field(default_factory=list)
    recovered: set[int] = field(default_factory=set)
    _candidates: list[re.Match[str]] | None = None
    _evidence: dict[int, bool] = field(default_factory=dict)
    _fences: dict[Callable[[re.Match[str]], bool], list[int]] = field(default_factory=dict)

    def cut(self, scanner: Scanner, start: int, stop: int, block: Opaque) -> int | None:
        """Where the block really ends, if it swallowed entries; None if it is what it seems."""
        if block.kind == "html":
            stop = self._html_reach(start, stop, block)
            if stop < 0:
                return None
        low = bisect_left(self.candidates(), start, key=_start)
        high = bisect_left(self.candidates(), stop, key=_start)
        for index in range(low, high):
            item = self.candidates()[index]
            if self._was_swallowed(item, start, stop, block, index == low):
                if item["glue"]:
                    return item.start()
                self._tell(
                    scanner, start, stop, block, range(index, min(high, index + _MOST_NAMES))
                )
                return self._section_before(start, item.start())
        if block.closed or block.end <= len(scanner.starts):
            return None
        self.regions.append(Region(_reason(block), _first_line(scanner, block)))
        return self._own_section(start, stop, block)

    def _html_reach(self, start: int, stop: int, block: Opaque) -> int:
        """How far an HTML block may have swallowed entries; -1 if it is properly closed.

        Comments do not nest: where another one begins inside, the first was left open and the
        end of the second closed it. One that begins with text on its line is no commented-out
        entry.
        """
        opening = self.text[start : start + 16].lstrip(" ").lower()
        if not block.closed:
            return stop if opening.startswith(_OPEN_ENDED) else -1
        if not opening.startswith("<!--"):
            return -1
        end = self.text.find("\n", start)
        if not self.text[start + 4 : max(end, start + 4)].strip(" -<!"):
            return -1
        return self.text.find("<!--", max(end, start + 4), stop)

    def candidates(self) -> list[re.Match[str]]:
        """All lines that look like the heading of a real entry, wherever they are."""
        if self._candidates is None:
            found = _ENTRY_LINE.finditer(self.text)
            self._candidates = [item for item in found if _is_real(item["text"])]
        return self._candidates

    def _was_swallowed(
        self, item: re.Match[str], start: int, stop: int, block: Opaque, is_first: bool
    ) -> bool:
        if item["glue"] and block.kind == "fence":
            return self.text[start : start + 4].lstrip(" ").startswith(item["fence"][0])
        if not self.has_fields(item.end()):
            return False
        opener_end = self.text.find("\n", start)
        if block.kind == "html":
            return not block.closed or item.start() != opener_end + 1
        if item.start() == opener_end + 1 or block.info.split(" ")[0].lower() in _SAMPLES:
            # What begins a fence is a sample; what follows one in an open fence is not.
            return (
                not block.closed and item.start() != opener_end + 1 and not self._is_sample(start)
            )
        if not block.closed or self._count(_named, item.end(), stop):
            return True
        return (is_first and self._follows_an_entry(item, start)) or self._is_whole(item, stop)

    def _follows_an_entry(self, item: re.Match[str], start: int) -> bool:
        """True if known sections stand between the fence and the first heading in it.

        They are the rest of the entry that left the fence open. What stands before the first
        sample of a fence is prose, or nothing.
        """
        return self._known_section(start, item.start()) is not None

    def _is_whole(self, item: re.Match[str], stop: int) -> bool:
        """True if the fences from the heading on come in pairs, so that none of them is its own.

        A sample ends with the fence that holds it; an entry that was swallowed has fences of
        its own, opened and closed. The count goes up to the next entry behind the block.
        """
        after = bisect_left(self.candidates(), stop, key=_start)
        end = self.candidates()[after].start() if after < len(self.candidates()) else len(self.text)
        return self._count(_any_fence, item.end(), end) % 2 == 0

    def _count(self, kind: Callable[[re.Match[str]], bool], start: int, stop: int) -> int:
        """How many fence lines of a kind there are between two offsets."""
        if kind not in self._fences:
            found = _FENCE_LINE.finditer(self.text)
            self._fences[kind] = [item.start() for item in found if kind(item)]
        lines = self._fences[kind]
        return bisect_left(lines, stop) - bisect_left(lines, start)

    def _own_section(self, start: int, stop: int, block: Opaque) -> int | None:
        """The first known section behind an open fence: it is the entry's, and no code."""
        if block.kind != "fence" or block.info.split(" ")[0].lower() in _SAMPLES:
            return None
        return None if self._is_sample(start) else self._known_section(start, stop)

    def _known_section(self, start: int, stop: int) -> int | None:
        begin = self.text.find("\n", start)
        if begin < 0:  # the fence is the last line: nothing is behind it
            return None
        for found in islice(_SECTION.finditer(self.text, begin, stop), 50):
            title = self.text[found.end() : self.text.find("\n", found.end())].lstrip("#").strip()
            if vocabulary.is_section(vocabulary.section_name(title)):
                return found.end()
        return None

    def _is_sample(self, start: int) -> bool:
        """True if the first thing in the fence is the heading of an entry or a template."""
        line = self.text.find("\n", start) + 1
        end = self.text.find("\n", line)
        first = self.text[line : end if end >= 0 else len(self.text)]
        return first.startswith("#") and grammar.match(first.lstrip("#").strip()) is not None

    def has_fields(self, at: int) -> bool:
        """Two bold fields, one of them a known one, right under the heading."""
        if at not in self._evidence:
            window = self.text[at : at + 1200]
            following = re.search(r"\n#{1,6} ", window)
            end = following.start() if following else len(window)
            keys = [item["key"] for item in _FIELD_LINE.finditer(window, 0, end)]
            self._evidence[at] = len(keys) >= 2 and any(_CORE_KEY.match(key) for key in keys)
        return self._evidence[at]

    def _section_before(self, start: int, stop: int) -> int:
        """The first section heading between the fence and the swallowed entry, else the entry."""
        first_line = self.text.find("\n", start)
        found = _SECTION.search(self.text, first_line, stop)
        return found.end() if found else stop

    def glued(self) -> dict[int, re.Match[str]]:
        """Headings that stand on the line of a closing fence, by the offset of the line."""
        if not _GLUE.search("\n" + self.text if self.text[:1] in " `~" else self.text):
            return {}
        return {item.start(): item for item in self.candidates() if item["glue"]}

    def tell_glued(self, scanner: Scanner, item: re.Match[str]) -> None:
        """Note a heading that was found behind a closing fence."""
        line = scanner.line_at(item.start())
        span = Span.at(line, 1, len(item["glue"].rstrip()))
        self.recovered.add(line)
        self.regions.append(Region("fence-glued", span, (_id(item["text"]),)))

    def _tell(self, scanner: Scanner, start: int, stop: int, block: Opaque, indexes: range) -> None:
        names = []
        for index in indexes:
            item = self.candidates()[index]
            if self._was_swallowed(item, start, stop, block, index == indexes[0]):
                self.recovered.add(scanner.line_at(item.start()))
                names.append(_id(item["text"]))
        self.regions.append(Region(_reason(block), _first_line(scanner, block), tuple(names)))


def _any_fence(item: re.Match[str]) -> bool:
    return bool(item[0])


def _named(item: re.Match[str]) -> bool:
    """True for a fence line that can only open one: it names a language."""
    return item[0].strip(" `~")[:1].isalpha()


def _start(item: re.Match[str]) -> int:
    return item.start()


def _id(text: str) -> str:
    found = grammar.match(text.strip())
    return found.id if found else text.strip()


def _is_real(text: str) -> bool:
    found = grammar.match(text.strip())
    return found is not None and found.shape == "id" and moment(found.date) is not None


def _reason(block: Opaque) -> str:
    return "fence-unclosed" if block.kind == "fence" else "comment-unclosed"


def _first_line(scanner: Scanner, block: Opaque) -> Span:
    text = scanner.line_text(block.start)
    indent = len(text) - len(text.lstrip())
    return Span.at(block.start, indent + 1, len(text.strip()))
