"""The blocks of a Markdown text that matter to a log: headings, fences, HTML blocks.

A line scanner after CommonMark 0.31. Only lines that can open such a block are looked at; the
rest is skipped by one regular expression. What a line scanner cannot know for sure (HTML other
than comments, setext headings, headings and fences that may belong to a list item) is left to
`commonmark`, chunk by chunk.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..lazy import regex
from .conflicts import conflicts
from .html import html_end

_INTERESTING = re.compile(
    r"^(?:(?P<indent> {0,3})(?:(?P<hashes>#{1,6})(?=[ \t]|$)|(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
    r"|(?P<html><[A-Za-z/!?])|(?P<under>=+|-+)[ \t]*$)"
    # A fence that only a list item can hold: on the line of the bullet, or indented as code.
    r"|(?P<nested>[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)++(?:`{3}|~{3})|[ \t]{2,}(?:`{3}|~{3})))",
    re.MULTILINE,
)
_CLOSING_HASHES = regex(r"(?:^|[ \t])#+[ \t]*$")
_LIST_ITEM = regex(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_NOT_TEXT = re.compile(r"[ \t]*$| {0,3}(?:#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3}|>|<!--)")
_FLUSH_HEADING = regex(r"^#{1,6}(?=[ \t]|$)", re.MULTILINE)
# How much of one file may be handed to the full parser (characters): it costs forty times as much.
BUDGET = 1 << 20


class Heading(NamedTuple):
    """A heading at the top level. `column` is where its text begins.

    `setext` is the number of lines that stand above the underline; 0 for a line with `#`.
    """

    line: int
    level: int
    text: str
    column: int
    setext: int = 0


class Opaque(NamedTuple):
    """A fence or an HTML block: lines `start` up to, not including, `end`."""

    start: int
    end: int
    kind: str
    closed: bool = True
    info: str = ""


@dataclass(slots=True)
class Outline:
    """The blocks of a text, in order."""

    headings: list[Heading] = field(default_factory=list)
    opaque: list[Opaque] = field(default_factory=list)


# Given a chunk of text and its first line: the outline of it, or None if the parser gave up.
Parser = Callable[[str, int], "Outline | None"]
# Given the span of a fence or comment that swallowed something: where it really ends, or None.
Cut = Callable[["Scanner", int, int, Opaque], "int | None"]


@dataclass(slots=True)
class Scanner:
    """One pass over a unified text; `outline` holds what it found."""

    text: str
    starts: Sequence[int]
    parser: Parser | None = None
    cut: Cut | None = None
    glued: dict[int, re.Match[str]] = field(default_factory=dict)
    on_glued: Callable[[Scanner, re.Match[str]], None] | None = None
    outline: Outline = field(default_factory=Outline)
    ambiguous: int = 0
    _budget: int = BUDGET
    _absent: dict[str, int] = field(default_factory=dict)
    _closers: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    _markers: frozenset[int] = frozenset()

    def run(self, at: int = 0) -> Outline:
        """Scan from offset `at` to the end."""
        self._markers = frozenset(start for start, _ in conflicts(self.text))
        safe = at
        while True:
            found = _INTERESTING.search(self.text, at)
            if found is None:
                return self.outline
            if found["hashes"] and not found["indent"]:
                safe, at = found.start(), self._heading(found)
                continue
            if found["under"] and not self._underlines(found):
                at = found.end()
                continue
            if self.parser is not None and self._is_ambiguous(found):
                self.ambiguous += 1
                end = self._resolve(safe, found.end())
                if end is not None:
                    at = safe = end
                    continue
            at = self._take(found)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the offset."""
        return bisect_right(self.starts, offset)

    def start_of(self, line: int) -> int:
        """The offset of a line; the end of the text for the line after the last."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def line_text(self, line: int) -> str:
        """A line without its newline."""
        return self.text[self.start_of(line) : self.start_of(line + 1)].removesuffix("\n")

    def _is_ambiguous(self, found: re.Match[str]) -> bool:
        if found["nested"]:
            return True
        if found["hashes"] or found["fence"]:
            return bool(found["indent"]) and found.start() not in self.glued
        if found["html"]:
            return bool(found["indent"]) or not self.text.startswith("<!--", found.start())
        return True

    def _underlines(self, found: re.Match[str]) -> bool:
        """True if the line of dashes or equals signs may make a heading of the line above."""
        start = found.start()
        if start in self._markers or self.text[max(start - 2, 0) : start] == "\n\n":
            return False
        line = self.line_at(start)
        if line == 1:
            return False
        above = self.line_text(line - 1)
        return not _NOT_TEXT.match(above) or bool(_LIST_ITEM.match(above) and found["indent"])

    def _take(self, found: re.Match[str]) -> int:
        if found["hashes"]:
            return self._heading(found)
        if found["fence"]:
            glued = self.glued.get(found.start())
            return self._glued_heading(glued) if glued else self._fence(found)
        if found["html"]:
            return self._html(found)
        if found["under"] and not _LIST_ITEM.match(self._above(found)):
            self._setext(found)
        return found.end()

    def _above(self, found: re.Match[str]) -> str:
        return self.line_text(self.line_at(found.start()) - 1)

    def _heading(self, found: re.Match[str]) -> int:
        end = self.text.find("\n", found.end())
        end = len(self.text) if end < 0 else end
        raw = self.text[found.end() : end]
        text = (_CLOSING_HASHES.sub("", raw) if "#" in raw else raw).strip(" \t")
        indent = len(raw) - len(raw.lstrip(" \t"))
        column = found.end() + indent - found.start() + 1
        self.outline.headings.append(
            Heading(self.line_at(found.start()), len(found["hashes"]), text, column)
        )
        return end

    def _glued_heading(self, item: re.Match[str]) -> int:
        text = item["text"].rstrip()
        column = item.start("text") - item.start() + 1
        line = self.line_at(item.start())
        self.outline.headings.append(Heading(line, len(item["hashes"]), text, column))
        if self.on_glued is not None:
            self.on_glued(self, item)
        return item.end()

    def _setext(self, found: re.Match[str]) -> None:
        line = self.line_at(found.start())
        above = self.line_text(line - 1)
        column = len(above) - len(above.lstrip()) + 1
        level = 1 if found["under"][0] == "=" else 2
        self.outline.headings.append(Heading(line - 1, level, above.strip(), column, 1))

    def _fence(self, found: re.Match[str]) -> int:
        char, width = found["fence"][0], len(found["fence"])
        end = self.text.find("\n", found.end())
        end = len(self.text) if end < 0 else end
        closer, after = self.closer(char, width, end)
        line = self.line_at(found.start())
        info = self.text[found.end() : end].strip()
        last = (
            self.line_at(max(after - 1, 0)) + 1 if after <= len(self.text) else len(self.starts) + 1
        )
        return self._close(Opaque(line, last, "fence", closer >= 0, info), found.start(), after)

    def closer(self, char: str, width: int, at: int) -> tuple[int, int]:
        """Where the first closing fence after `at` begins (-1: nowhere), and what follows it."""
        known = self._closers.get((char, width))
        if known is not None and (known[0] < 0 or known[0] > at):
            return known
        pattern = re.compile(rf"^ {{0,3}}{re.escape(char)}{{{width},}}[ \t]*$", re.MULTILINE)
        found = pattern.search(self.text, min(at + 1, len(self.text)))
        if found is None or found.start() <= at:
            known = (-1, len(self.text) + 1)
        else:
            known = (found.start(), min(found.end() + 1, len(self.text) + 1))
        self._closers[char, width] = known
        return known

    def _find(self, token: str, at: int) -> int:
        """Like `str.find`, but what is not there is looked for only once."""
        if at >= self._absent.get(token, len(self.text) + 1):
            return -1
        found = self.text.find(token, at)
        if found < 0:
            self._absent[token] = at
        return found

    def _html(self, found: re.Match[str]) -> int:
        start = found.start() + len(found["indent"])
        end, closed = html_end(self.text, start, self._find)
        if end < 0:
            return found.end()
        line = self.line_at(found.start())
        last = self.line_at(max(min(end, len(self.text)) - 1, 0)) + 1
        return self._close(Opaque(line, last, "html", closed), found.start(), end)

    def _close(self, block: Opaque, start: int, after: int) -> int:
        """Note the block, cut short where it swallowed entries; where to go on."""
        if self.cut is not None:
            cut = self.cut(self, start, min(after, len(self.text)), block)
            if cut is not None:
                line = self.line_at(cut)
                self.outline.opaque.append(Opaque(block.start, line, block.kind, False, block.info))
                return cut
        self.outline.opaque.append(block)
        return after

    def _resolve(self, safe: int, reached: int) -> int | None:
        """Let the full parser decide from the last safe heading to the next one; where to go on."""
        first = self.line_at(safe)
        end = reached
        while self._budget > 0 and self.parser is not None:
            end = self._next_heading(end)
            chunk = self.text[self.start_of(first) : end]
            self._budget -= len(chunk)
            part = self.parser(chunk, first)
            if part is None:
                return None
            last = part.opaque[-1] if part.opaque else None
            open_end = (
                last is not None and not last.closed and last.end >= self.line_at(end - 1) + 1
            )
            if end >= len(self.text) or not open_end:
                self._adopt(part, first)
                return self._after(part, end)
            end += max(end - safe, 1)
        return None

    def _next_heading(self, at: int) -> int:
        found = _FLUSH_HEADING.search(self.text, min(at, len(self.text)))
        return found.start() if found else len(self.text)

    def _adopt(self, part: Outline, first: int) -> None:
        while self.outline.headings and self.outline.headings[-1].line >= first:
            self.outline.headings.pop()
        while self.outline.opaque and self.outline.opaque[-1].start >= first:
            self.outline.opaque.pop()
        self.outline.headings += part.headings
        self.outline.opaque += part.opaque

    def _after(self, part: Outline, end: int) -> int:
        """Go on after the chunk, or before it where one of its blocks swallowed entries."""
        if self.cut is not None:
            for index, block in enumerate(part.opaque):
                start, stop = self.start_of(block.start), self.start_of(block.end)
                cut = self.cut(self, start, stop, block)
                if cut is not None:
                    line = self.line_at(cut)
                    del self.outline.opaque[len(self.outline.opaque) - len(part.opaque) + index :]
                    kept = bisect_left(self.outline.headings, line, key=lambda item: item.line)
                    del self.outline.headings[kept:]
                    self.outline.opaque.append(
                        Opaque(block.start, line, block.kind, False, block.info)
                    )
                    return cut
        return end if end < len(self.text) else len(self.text) + 1
