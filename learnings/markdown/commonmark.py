"""mistletoe, our full CommonMark parser: the only module that imports it.

It decides what the line scanner calls ambiguous, reads the structure inside sections (tables,
task lists, links), and is the oracle of the scanner in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ..lazy import regex
from .blocks import Heading, Opaque, Outline
from .html import html_end

_FENCE = regex(r"(?P<fence>`{3,}|~{3,})(?P<info>.*)$")


@contextmanager
def block_parser() -> Iterator[Any]:
    """mistletoe's block parser with HTML blocks; its token list and root are process-wide state."""
    import mistletoe.block_token as tokens
    from mistletoe import token

    state: Any = token
    before, root = tokens._token_types, state._root_node
    tokens._token_types = [tokens.HtmlBlock, *(getattr(tokens, name) for name in tokens.__all__)]
    state._root_node = _Root()
    parse_setext = tokens.Paragraph.parse_setext
    try:
        yield tokens
    finally:
        tokens._token_types, state._root_node = before, root
        tokens.Paragraph.parse_setext = parse_setext


class _Root:
    """Where mistletoe keeps link reference definitions while it reads blocks."""

    def __init__(self) -> None:
        self.footnotes: dict[str, Any] = {}


def outline(chunk: str, first: int) -> Outline | None:
    """The headings and opaque blocks of a chunk whose first line has the number `first`.

    None where mistletoe fails on it (it knows no limits of depth), so that the scanner's own
    rules decide.
    """
    from mistletoe import block_tokenizer

    lines = [line + "\n" for line in chunk.removesuffix("\n").split("\n")]
    with block_parser() as tokens:
        try:
            buffer = block_tokenizer.tokenize_block(lines, tokens._token_types, start_line=1)
            reader = _Reader(tokens, lines, first)
            for kind, result, number in buffer:
                reader.take(kind, result, number, top=True)
        except (RecursionError, IndexError, ValueError, AttributeError, TypeError, StopIteration):
            return None
    return reader.outline


@dataclass(slots=True)
class _Reader:
    tokens: Any
    lines: list[str]
    first: int
    outline: Outline = field(default_factory=Outline)

    def take(self, kind: Any, result: Any, number: int, top: bool) -> None:
        name = kind.__name__
        if name == "CodeFence":
            self._fence(result, number, top)
        elif name == "HtmlBlock":
            self._html(result, number, top)
        elif name == "List":
            for item in result:
                for below, content, line in item[0]:
                    self.take(below, content, line, top=False)
        elif top and name == "Heading":
            self._heading(number)
        elif top and type(result).__name__ == "SetextHeading":
            self._setext(result, number)

    def _heading(self, number: int) -> None:
        line = self.lines[number - 1].rstrip("\n")
        stripped = line.lstrip(" ")
        level = len(stripped) - len(stripped.lstrip("#"))
        raw = stripped[level:]
        text = re.sub(r"(?:^|[ \t])#+[ \t]*$", "", raw).strip(" \t")
        column = len(line) - len(raw.lstrip(" \t")) + 1
        self.outline.headings.append(Heading(self.first + number - 1, level, text, column))

    def _setext(self, result: Any, number: int) -> None:
        above = self.lines[number - 1].rstrip("\n")
        column = len(above) - len(above.lstrip()) + 1
        size = 1
        while not re.match(r" {0,3}(?:=+|-+) *$", self.lines[number - 1 + size].rstrip("\n")):
            size += 1
        text = " ".join(line.strip() for line in self.lines[number - 1 : number - 1 + size])
        line = self.first + number - 1
        self.outline.headings.append(Heading(line, result.level, text, column, size))

    def _fence(self, result: Any, number: int, top: bool) -> None:
        end = number + len(result[0]) + 1
        opening = _FENCE.search(self.lines[number - 1].rstrip("\n"))
        fence = opening["fence"] if opening else "```"
        closing = self.lines[end - 1].strip("> \t\n") if end <= len(self.lines) else ""
        closed = closing.startswith(fence)
        if closed and closing.strip(fence[0]):
            # mistletoe 1.6 takes "```sh" for a closing fence; CommonMark, section 4.5, does not.
            raise ValueError("a fence closed by an opening one")
        end = min(end + (closed or top), len(self.lines) + 1)
        info = opening["info"].strip() if opening and top else ""
        self.outline.opaque.append(
            Opaque(self.first + number - 1, self.first + end - 1, "fence", closed or not top, info)
        )

    def _html(self, result: list[str], number: int, top: bool) -> None:
        end = number + len(result)
        text = "".join(result)
        at_end = end > len(self.lines)
        closed = not (top and at_end) or html_end(text, len(text) - len(text.lstrip(" ")))[1]
        if top and at_end and not text.lstrip().startswith(("<!", "<?")):
            closed = False  # it ends at a blank line, and there was none yet
        self.outline.opaque.append(
            Opaque(self.first + number - 1, self.first + end - 1, "html", closed)
        )
