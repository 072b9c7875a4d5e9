"""The Markdown inside an entry: links, task lists, tables and the anchors of headings.

A cheap look decides whether there is anything to find; only then the full parser reads the
text, so that nothing inside code, comments and escapes counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ..lazy import regex
from . import blocks, commonmark
from .source import unify, without_comments

_LINK = regex(r"\]\(|\]\[|^ {0,3}\[[^\]\n]+\]:|<[A-Za-z][A-Za-z0-9+.-]{1,31}:", re.MULTILINE)
_TASK = regex(r"(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]")
_TABLE = regex(r"^[ \t>]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\||$)", re.MULTILINE)
_BOX = regex(r"\[(?P<mark>[ xX])\][ \t]+(?P<text>\S.*)", re.DOTALL)
_PIPE = regex(r"(?<!\\)\|")
_TITLED = regex(r"!?\[(?P<text>[^\]]{0,400})\](?:\([^)]*\)|\[[^\]]*\])")
_EMPHASIS = regex(r"(?<!\w)_++|(?<!_)_++(?!\w)")
_TAG = regex(r"</?[A-Za-z][^<>\n]*>")
_NAMED = regex(r"<[A-Za-z][^<>\n]*?\s(?:id|name)\s*=\s*[\"']?(?P<name>[^\s\"'<>]+)", re.IGNORECASE)
# The full parser takes time that grows with the square of one paragraph's brackets.
_LONGEST = 200_000
_LONGEST_LEAF = 20_000
_MOST_BRACKETS = 500
_FAILURES = (RecursionError, IndexError, ValueError, AttributeError, TypeError, StopIteration)


class Link(NamedTuple):
    """A link or an image. `line` and `column` count from 1 and are where `raw` begins.

    `raw` is the target as written, or, where the target stands in a reference definition, the
    label that names it; `target` is free of escapes.
    """

    target: str
    text: str
    line: int
    column: int
    raw: str = ""


class Task(NamedTuple):
    """An item of a task list."""

    text: str
    done: bool
    line: int


class Table(NamedTuple):
    """A table; cells are Markdown as written, rows as long as they are."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


class _Leaf(NamedTuple):
    """Text that holds no further block: `kind` is the parser's name of it."""

    kind: str
    text: str
    line: int
    item: bool = False


def links(text: str) -> list[Link]:
    """The links and images of a text, in order; none inside code and comments."""
    if not _LINK.search(text):
        return []
    text = _without_comments(unify(text))
    lines = text.split("\n")
    found: list[Link] = []
    with _parsed(text) as (leaves, tokens):
        for row in (row for leaf in leaves for row in _rows(leaf)):
            found += _links_of(row, lines, tokens)
    return found


def tasks(text: str) -> list[Task]:
    """The items of task lists, nested ones included; `text` is the item's first paragraph."""
    if not _TASK.search(text):
        return []
    found = []
    with _parsed(unify(text)) as (leaves, _):
        for leaf in leaves:
            box = _BOX.match(leaf.text) if leaf.item and leaf.kind == "Paragraph" else None
            if box is not None:
                found.append(Task(" ".join(box["text"].split()), box["mark"] != " ", leaf.line))
    return found


def tables(text: str) -> list[Table]:
    """The tables of a text."""
    if "|" not in text or not _TABLE.search(text):
        return []
    found = []
    with _parsed(unify(text)) as (leaves, _):
        for leaf in leaves:
            if leaf.kind == "Table":
                header, _, *rows = (_cells(line) for line in leaf.text.split("\n"))
                found.append(Table(header, tuple(rows), leaf.line))
    return found


def anchors(text: str) -> frozenset[str]:
    """The anchors of a Markdown text: GitHub's of its headings, and named ones."""
    found: dict[str, int] = {}
    for heading in blocks(text).headings:
        name = slug(heading.text)
        count = found.get(name, -1) + 1
        found[name] = count
        if count:
            found.setdefault(f"{name}-{count}", 0)
    return frozenset([*found, *(item["name"].casefold() for item in _NAMED.finditer(text))])


def slug(heading: str) -> str:
    """A heading as GitHub's anchor: lower case, no punctuation, hyphens for blanks."""
    plain = _TAG.sub("", _TITLED.sub(r"\g<text>", without_comments(heading)))
    plain = _EMPHASIS.sub("", plain).strip().lower()
    return "".join("-" if char == " " else char for char in plain if _is_kept(char))


def _is_kept(char: str) -> bool:
    return char in " -_" or unicodedata.category(char) in _KEPT


_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))


def _without_comments(text: str) -> str:
    """The text with blanks for comments, so that every place stays."""
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]])


@contextmanager
def _parsed(text: str) -> Iterator[tuple[list[_Leaf], Any]]:
    """The leaves of a text, and the parser, whose failures end the block and nothing else."""
    with commonmark.block_parser() as tokens:
        try:
            yield (_tokenized(text, tokens) if len(text) <= _LONGEST else []), tokens
        except _FAILURES:
            return
        finally:
            tokens.span_token.InlineCode.find("")  # the parser keeps what was not fetched


def _tokenized(text: str, tokens: Any) -> list[_Leaf]:
    tokens.Paragraph.parse_setext = False  # what looks like one is text above a separator here
    lines = [line + "\n" for line in text.removesuffix("\n").split("\n")]
    try:
        return list(
            _leaves(tokens.tokenizer.tokenize_block(lines, tokens._token_types, start_line=1))
        )
    except _FAILURES:
        return []


def _leaves(buffer: Any, item: bool = False) -> Iterator[_Leaf]:
    for kind, result, number in buffer:
        name = kind.__name__
        if name == "List":
            for row in result:
                for index, child in enumerate(row[0]):
                    yield from _leaves([child], item=index == 0)
        elif name == "Quote":
            yield from _leaves(result)
        elif name == "Paragraph" and isinstance(result, list):
            yield _Leaf(name, "".join(line.lstrip() for line in result).strip(), number, item)
        elif name == "Heading":
            yield _Leaf(name, result[1], number)
        elif name == "Table":
            yield _Leaf(name, "".join(result[0]).rstrip("\n"), number)


def _rows(leaf: _Leaf) -> Iterator[_Leaf]:
    """The lines of a table one by one: no link spans two of them."""
    if leaf.kind != "Table":
        yield leaf
        return
    for count, line in enumerate(leaf.text.split("\n")):
        yield _Leaf(leaf.kind, line, leaf.line + count)


def _cells(line: str) -> tuple[str, ...]:
    row = line.strip().removeprefix("|")
    cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(row)]
    return tuple(cells[:-1] if cells[-1] == "" and len(cells) > 1 else cells)


def _links_of(leaf: _Leaf, lines: list[str], tokens: Any) -> Iterator[Link]:
    text = leaf.text
    brackets = text.count("[") + text.count("<")
    if not brackets or brackets > _MOST_BRACKETS or len(text) > _LONGEST_LEAF:
        return
    span = tokens.span_token
    matches = span.core_tokens.find_core_tokens(text, tokens.token._root_node)
    code = [(match.start(), match.end()) for match in span.InlineCode.find(text)]
    found = []
    for match in matches:
        if match.type in ("Link", "Image"):
            part = 2 if match.start(2) >= 0 else 1  # else the target is in a definition
            found.append((match.start(part), match.end(part), match.group(2), match.group(1)))
    found += [
        (auto.start(1), auto.end(1), auto[1], auto[1])
        for auto in span.AutoLink.pattern.finditer(text)
        if not any(start < auto.end() and auto.start() < end for start, end in code)
    ]
    for start, end, target, label in sorted(found):
        line, column = _place(leaf, lines, start)
        plain = span.EscapeSequence.strip(target.strip())
        yield Link(plain, label, line, column, text[start:end])


def _place(leaf: _Leaf, lines: list[str], offset: int) -> tuple[int, int]:
    """Line and column in the whole text of an offset in a leaf, whose lines lost their indents."""
    above = leaf.text.count("\n", 0, offset)
    start = leaf.text.rfind("\n", 0, offset) + 1
    end = leaf.text.find("\n", offset)
    own = (leaf.text[start:] if end < 0 else leaf.text[start:end]).rstrip()
    number = leaf.line + above
    whole = lines[number - 1] if number <= len(lines) else ""
    return number, max(whole.rfind(own), 0) + offset - start + 1
