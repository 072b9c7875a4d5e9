"""Entries that broken Markdown has swallowed: found again, and named.

A fence that never closes, or closes on a line that also holds a heading, turns everything after
it into code. CommonMark is right to read it so; the author never meant it. An entry is taken
back only on evidence: its ID has a real date, fields stand under it, and the fences of the rest
of the file make no sense otherwise. A sample of an entry inside a proper fence stays a sample.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

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
_NAMED_OPENER = regex(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*[A-Za-z][^`\n]*$", re.MULTILINE)
_FIELD_LINE = regex(
    r"^(?:[-*+] )?\*\*\s*(?P<key>[^*:：\n]{1,30}?)\s*[:：]?\s*\*\*\s*[:：]?", re.MULTILINE
)
_CORE_KEY = regex(
    r"(?:status|logged|priority|state|date|severity|状态|优先级|日期|记录时间)$", re.IGNORECASE
)
_FENCE_LINE = regex(r"^ {0,3}(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.MULTILINE)
_SEPARATED = regex(r"\n---[ \t]*\n\s*\Z")
_SECTION = regex(r"\n[ \t]*\n(?=#{2,6} \S)")
_SAMPLES = frozenset({"markdown", "md", "mdx", "template"})


@dataclass(slots=True)
class Recovery:
    """Cuts short the fences and comments of one text; `regions` tells what it found."""

    text: str
    regions: list[Region] = field(default_factory=list)
    recovered: set[int] = field(default_factory=set)
    _candidates: list[re.Match[str]] | None = None
    _balanced: bool | None = None

    def cut(self, scanner: Scanner, start: int, stop: int, block: Opaque) -> int | None:
        """Where the block really ends, if it swallowed entries; None if it is what it seems."""
        if block.kind == "html" and block.closed:
            return None
        if block.kind == "html" and not self.text.startswith("<!--", start):
            return None
        inside = self._inside(start, stop)
        swallowed = [
            item for item in inside if self._was_swallowed(item, scanner, start, stop, block)
        ]
        if swallowed:
            first = swallowed[0]
            if first["glue"]:
                return first.start()
            self._tell(scanner, block, swallowed)
            return self._section_before(start, first.start())
        if not block.closed and block.end > len(scanner.starts):
            self.regions.append(Region(_reason(block), _first_line(scanner, block)))
        return None

    def _inside(self, start: int, stop: int) -> list[re.Match[str]]:
        candidates = self.candidates()
        low = bisect_left(candidates, start, key=lambda item: item.start())
        high = bisect_left(candidates, stop, key=lambda item: item.start())
        return candidates[low:high]

    def candidates(self) -> list[re.Match[str]]:
        """All lines that look like the heading of a real entry, wherever they are."""
        if self._candidates is None:
            found = _ENTRY_LINE.finditer(self.text)
            self._candidates = [item for item in found if _is_real(item["text"])]
        return self._candidates

    def _was_swallowed(
        self, item: re.Match[str], scanner: Scanner, start: int, stop: int, block: Opaque
    ) -> bool:
        if item["glue"] and block.kind == "fence":
            opener = self.text[start:stop].lstrip(" ")
            return opener.startswith(item["fence"][0])
        if not self._has_fields(item.end()):
            return False
        opener_end = self.text.find("\n", start)
        if item.start() == opener_end + 1 or block.info.split(" ")[0].lower() in _SAMPLES:
            # What begins a fence is a sample; what follows one in an open fence is not.
            return (
                not block.closed and item.start() != opener_end + 1 and not self._is_sample(start)
            )
        if not block.closed:
            return True
        if _NAMED_OPENER.search(self.text, item.end(), stop) or not self.balanced(scanner):
            return True
        return self._follows_an_entry(item, start) or self._is_whole(item, stop)

    def _follows_an_entry(self, item: re.Match[str], start: int) -> bool:
        """True if sections and a separator stand between the fence and the heading.

        They are the rest of the entry that left the fence open. What stands before the first
        sample of a fence is prose, or nothing.
        """
        candidates = self.candidates()
        first = candidates[bisect_left(candidates, start, key=_start)]
        separated = _SEPARATED.search(self.text, max(start, item.start() - 80), item.start())
        return (
            first is item
            and separated is not None
            and bool(_SECTION.search(self.text, start, item.start()))
        )

    def _is_whole(self, item: re.Match[str], stop: int) -> bool:
        """True if the fences from the heading on come in pairs, so that none of them is its own.

        A sample ends with the fence that holds it; an entry that was swallowed has fences of
        its own, opened and closed. The count goes up to the next entry behind the block.
        """
        after = bisect_left(self.candidates(), stop, key=_start)
        return self._fences(item.end(), after) % 2 == 0

    def _fences(self, start: int, index: int) -> int:
        """How many fence lines there are from an offset to a candidate."""
        candidates = self.candidates()
        end = candidates[index].start() if index < len(candidates) else len(self.text)
        return sum(1 for _ in _FENCE_LINE.finditer(self.text, start, end))

    def _is_sample(self, start: int) -> bool:
        """True if the first thing in the fence is the heading of an entry or a template."""
        line = self.text.find("\n", start) + 1
        end = self.text.find("\n", line)
        first = self.text[line : end if end >= 0 else len(self.text)]
        return first.startswith("#") and grammar.match(first.lstrip("#").strip()) is not None

    def _has_fields(self, at: int) -> bool:
        """Two bold fields, one of them a known one, right under the heading."""
        window = self.text[at : at + 1200]
        following = re.search(r"\n#{1,6} ", window)
        keys = [
            item["key"]
            for item in _FIELD_LINE.finditer(window[: following.start() if following else None])
        ]
        return len(keys) >= 2 and any(_CORE_KEY.match(key) for key in keys)

    def balanced(self, scanner: Scanner) -> bool:
        """True if a plain reading of the text leaves no fence open at its end."""
        if self._balanced is None:
            plain = Scanner(self.text, scanner.starts)
            blocks = plain.run().opaque
            self._balanced = all(block.closed for block in blocks if block.kind == "fence")
        return self._balanced

    def _section_before(self, start: int, stop: int) -> int:
        """The first section heading between the fence and the swallowed entry, else the entry."""
        first_line = self.text.find("\n", start)
        found = _SECTION.search(self.text, first_line, stop)
        return found.end() if found else stop

    def glued(self) -> dict[int, re.Match[str]]:
        """Headings that stand on the line of a closing fence, by the offset of the line."""
        return {item.start(): item for item in self.candidates() if item["glue"]}

    def tell_glued(self, scanner: Scanner, item: re.Match[str]) -> None:
        """Note a heading that was found behind a closing fence."""
        line = scanner.line_at(item.start())
        span = Span.at(line, 1, len(item["glue"].rstrip()))
        self.recovered.add(line)
        self.regions.append(Region("fence-glued", span, (_id(item["text"]),)))

    def _tell(self, scanner: Scanner, block: Opaque, swallowed: list[re.Match[str]]) -> None:
        self.recovered.update(scanner.line_at(item.start()) for item in swallowed)
        names = tuple(_id(item["text"]) for item in swallowed)
        self.regions.append(Region(_reason(block), _first_line(scanner, block), names))


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
