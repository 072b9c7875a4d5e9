"""Field lines: `**Key**: value` and the other ways in which people write a key and a value."""

from __future__ import annotations

import re
from sys import intern

from .. import vocabulary
from ..entry import Field
from ..lazy import regex
from .source import without_comments

_BOLD = re.compile(
    r"(?P<indent>[ \t]*)(?P<dash>(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
    r"(?P<mark>\*{1,3}|__|`)(?P<key>[^*`\n:：|]{1,60}?)[ \t]*+"
    r"(?:(?<!\\)(?P<inside>[:：])[ \t]*+)?(?P=mark)"
    r"[ \t]*(?P<outside>::?|：)?[ \t]*(?P<value>.*)$"
)
_LISTED = re.compile(
    r"(?P<indent>[ \t]*)(?P<dash>[-*+][ \t]+)(?P<key>[^\W\d_][^:：\n*`|\[\]()<>\"]{0,40}?)[ \t]*"
    r"(?:(?P<wide>：)|(?<!\\)::?(?=[ \t]|$))[ \t]*(?P<value>.*)$"
)
_BARE = regex(
    r"(?P<indent> {0,3})(?P<key>[^\W\d_][\w /-]{0,30}?)[ \t]*"
    r"(?:(?P<wide>：)|::?(?=[ \t]|$))[ \t]*(?P<value>.*)$"
)
_ROW = regex(
    r" {0,3}\|[ \t]*+(?P<key>[^|\n]*[^| \t\n])[ \t]*\|"
    r"[ \t]*+(?P<value>(?:(?:[^|\n\\]|\\\|?+)*(?:[^| \t\n\\]|\\\|?+))?)[ \t]*+\|?[ \t]*$"
)
# A bar behind a backslash is part of a cell (https://github.github.com/gfm/#example-200).
_BAR = regex(r"(?<!\\)\|")
# A colon behind a backslash is a colon and makes no key.
_NEXT_ON_LINE = regex(
    r"(?:[|,;·•/][ \t]*+|(?<![ \t])[ \t]++(?:[|,;·•/][ \t]*+)?)"
    r"(?=\*\*(?P<key>[^*\n:：|]{1,30}?)(?:[:：]\*\*|\*\*[ \t]*[:：]))"
)
# Emphasis put wrongly around a known key (`**Status: pending**`, `*Status**: x`), or an emoji
# before it.
_SLIPPED = regex(
    r"(?P<indent> {0,3})(?P<dash>[-*+][ \t]+)?(?:[^\w\s*_`|#>\[(~:-]{1,4}[ \t]*)?(?P<mark>\*{1,3})"
    r"(?P<key>[^*`\n:：|]{1,40}?)[ \t]*+\*{0,3}[ \t]*+(?<!\\)[:：][ \t]*+\*{0,3}[ \t]*+"
    r"(?P<value>(?:.*[^* \t])?)[* \t]*$"
)
_DELIMITER = regex(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_EMPHASIS = re.compile(r"[*_`]{1,3}[^*_`]")
_DRESS = "*_` \t"
# As the templates write it: `**Key**: value`, `- **Key**: value` and `- Key: value`, with nothing
# in the value that could be another field, a cell or a comment. Most fields are written so.
_PLAIN = re.compile(
    r"(- )?(?:\*\*([A-Za-z][A-Za-z -]{0,28}(?<=[A-Za-z]))\*\*:(?!:)"
    r"|(?<=- )([A-Za-z][A-Za-z -]{0,28}(?<=[A-Za-z])):(?=[ \t]|$))"
    r"[ \t]*([^*<|]*)$"
)
# What may begin a field in prose, with the newline before it.
_IN_PROSE = re.compile(r"\n[ \t]*[-+*_`\d][^\n:：]*[:：]")
# A longer line is data that somebody pasted, not a field.
_LONGEST = 20_000


# Where a line stands decides what counts as a field: in the header, keys of known fields in any
# form; in Metadata and Resolution any key in any form; in prose bold keys and list items.
HEADER, KEYS, PROSE = "header", "keys", "prose"


def may_hold_field(line: str) -> bool:
    """False for most lines of prose, at little cost."""
    return ":" in line or "：" in line or "|" in line


def first_field(text: str, style: str) -> int:
    """Where the first line begins that may hold a field; -1 where none does."""
    if style == PROSE:
        found = _IN_PROSE.search("\n" + text)
        return found.start() if found else -1
    return 0 if may_hold_field(text) else -1


def field_on(line: str, number: int, style: str) -> list[Field]:
    """The fields of one line, usually none or one; `style` is where the line stands."""
    if len(line) > _LONGEST:
        return []
    plain = _PLAIN.match(line)
    return _plain(plain, number, style) if plain else _dressed(line, number, style)


def _plain(found: re.Match[str], number: int, style: str) -> list[Field]:
    """The field of a line in the form of the templates."""
    dash, bold, listed, value = found.groups()
    key = intern(bold or listed)
    name = vocabulary.field_name(key)
    if listed and style == HEADER and not vocabulary.is_header_field(name):
        return []
    form = "list" if listed else "bold-list" if dash else "bold"
    at = found.start(2 if bold else 3) + 1
    return [Field(key, name, value.rstrip(" \t\\"), number, at, found.start(4) + 1, form)]


def _dressed(line: str, number: int, style: str) -> list[Field]:
    """The fields of a line in any other form."""
    lead = line.lstrip(" \t")[:1]
    if not lead:
        return []
    if lead in "*_`" or ((lead in "-+" or lead.isdigit()) and _EMPHASIS.search(line)):
        found = _BOLD.match(line)
        if found and (found["inside"] or found["outside"]) and _fits(found):
            return _split(found, line, number)
    if style != PROSE and (lead == "*" or lead > "\x7f"):
        found = _SLIPPED.match(line)
        if found and vocabulary.is_header_field(vocabulary.field_name(found["key"])):
            return [_field(found, line, number, "bold-list" if found["dash"] else "bold")]
    if lead in "-*+":
        found = _LISTED.match(line)
        return (
            [_field(found, line, number, "list")] if found and _admits(found, style, HEADER) else []
        )
    if lead == "|":
        return _row(line, number, style)
    found = _BARE.match(line) if style != PROSE else None
    return [_field(found, line, number, "bare")] if found and _admits(found, style, HEADER) else []


def _admits(found: re.Match[str], style: str, strict: str) -> bool:
    """Any key, but in the header only that of a known field."""
    return style != strict or vocabulary.is_header_field(vocabulary.field_name(found["key"]))


def _fits(found: re.Match[str]) -> bool:
    """An indented line without a dash is code, not a field."""
    return bool(found["dash"]) or len(found["indent"].expandtabs(4)) < 4


def _row(line: str, number: int, style: str) -> list[Field]:
    found = _ROW.match(line)
    if not found or style == PROSE or set(found["key"]) <= set("-: "):
        return []
    name = vocabulary.field_name(found["key"].strip(_DRESS))
    if name in {"field", "key"} or not (style == KEYS or vocabulary.is_header_field(name)):
        return []
    return [_field(found, line, number, "table")]


def is_delimiter(line: str) -> bool:
    """True for the second line of a table: the one above it names the columns."""
    return "-" in line and "|" in line and _DELIMITER.match(line) is not None


def wide_row(names: str, values: str, number: int) -> list[Field]:
    """The fields of a table that has a column for each: its first line and its only row."""
    keys = [cell.strip() for cell in names.strip().strip("|").split("|")]
    known = [vocabulary.is_header_field(vocabulary.field_name(key.strip(_DRESS))) for key in keys]
    if sum(known) < 2 or not all(known) or "|" not in values:
        return []
    fields = []
    at = values.find("|") + 1 if values.lstrip().startswith("|") else 0
    for key, cell in zip(keys, _BAR.split(values[at:].rstrip().removesuffix("|")), strict=False):
        value = cell.strip()
        start = at + (len(cell) - len(cell.lstrip())) + 1
        name = vocabulary.field_name(key.strip(_DRESS))
        fields.append(Field(key, name, value, number, start, start, "table"))
        at += len(cell) + 1
    return fields


def _split(found: re.Match[str], line: str, number: int) -> list[Field]:
    """The field, and those behind it on the same line (`**A**: x | **B**: y`)."""
    form = "bold-list" if found["dash"] else "bold"
    start = found.start("value")
    following = _NEXT_ON_LINE.search(line, start) if line.find("**", start) >= 0 else None
    if following and vocabulary.is_header_field(vocabulary.field_name(following["key"])):
        first = _field(found, line, number, form, following.start())
        rest = _BOLD.match(line, following.end())
        if rest:
            return [first, *_split(rest, line, number)]
    return [_field(found, line, number, form)]


def _field(
    found: re.Match[str], line: str, number: int, form: str, stop: int | None = None
) -> Field:
    start = found.start("value")
    value = line[start : found.end("value") if stop is None else stop]
    if "<!--" in value:
        value = without_comments(value, tight=True)
    value = value.rstrip(" \t\\")
    written = found["key"]
    key = intern(written.strip(_DRESS))
    dressed = written.index(key) if key is not written and key else 0
    return Field(
        key,
        vocabulary.field_name(key),
        value,
        number,
        found.start("key") + dressed + 1,
        start + 1,
        form,
    )
