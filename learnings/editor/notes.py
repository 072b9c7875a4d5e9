"""Values of several lines: how they are written below their key, and where they end."""

from __future__ import annotations

import re

from ..entry import Field, Log
from ..markdown.fields import PROSE, field_on, may_hold_field
from .style import Style
from .text import contained, one_line

# What opens a block of its own cannot stand behind a key.
_BLOCK = re.compile(r" {0,3}(?:`{3}|~{3}|>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|\|)")
# What a paragraph does not go on with, though it is not indented.
_OTHER = re.compile(r"[-+*>|#]|\d{1,9}[.)](?:[ \t]|$)|`{3}|~{3}|<|\*\*|__")


def told(style: Style, title: str, text: str, *, bold: bool = True) -> str:
    """A field of a section with all lines of a text: the further ones belong to its list item.

    Nothing in the text can open or close a thing outside of it, or be read as another field.
    """
    lines = value_lines(text, style.section_dash)
    head = style.field(title, lines[0], header=False, bold=bold)
    return "\n".join([head, *lines[1:]])


def value_lines(text: str, dash: str) -> list[str]:
    """The lines of a value behind a key; those after the first are indented as the item is."""
    if not re.search(r"[\r\n]", text.strip()):
        return [one_line(text)]
    first = contained(text).split("\n")[0]
    lines = contained(text, unkeyed=True).split("\n")
    if _BLOCK.match(first):
        first = ""
    else:
        lines = lines[1:]
    indent = " " * len(dash.expandtabs(4))
    return [one_line(first), *(f"{indent}{line}".rstrip() for line in lines)]


def last_line(log: Log, field: Field, end: int, *, fields: bool = True) -> int:
    """The last line, before line `end`, of the list item that a field opens.

    With `fields` other fields below it are of it too; without, they end it.
    """
    last = field.line + (field.more.count("\n") + 1 if field.more else 0)
    if field.form not in ("list", "bold-list"):
        return last
    line = log.line(field.line)
    inside = len(line) - len(line.lstrip(" \t")) + 1
    parted = False
    for number in range(last + 1, end):
        line = log.line(number)
        if not line.strip():
            parted = True
            continue
        indent = len(line) - len(line.lstrip(" \t"))
        if indent < inside and (parted or _OTHER.match(line.lstrip(" \t"))):
            break
        if not fields and may_hold_field(line) and field_on(line, number, PROSE):
            break
        last, parted = number, False
    return last
