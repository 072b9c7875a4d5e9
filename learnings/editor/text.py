"""Text of others made fit to stand inside an entry: it can open nothing and close nothing."""

from __future__ import annotations

import re

from ..markdown.fields import KEYS, field_on
from ..vocabulary import is_header_field

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_MARKER = re.compile(r"(?:<{7}|>{7}|={7}|\|{7})(?:[ \t]|$)")
_OPENING = re.compile(r" {0,3}<(?=[!?/a-zA-Z])")
_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*+(?:\1[ \t]*+){2,}+$")


def contained(text: str, *, unkeyed: bool = False) -> str:
    """The text as lines that a log can hold, joined by `\\n`, without blank ends.

    Headings, rules and underlines, HTML and conflict markers outside of fences are escaped, and
    a fence that is open at the end is closed. With `unkeyed` no line of it is a field, nor a rule.
    """
    kept: list[str] = []
    fence = ""
    for line in _LINE_END.split(text.strip("\r\n")):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark["mark"].startswith(fence) and not mark["info"].strip():
                fence = ""
            kept.append(line)
        elif mark and "`" not in mark["info"]:
            fence = mark["mark"]
            kept.append(line)
        else:
            line = _escaped(line, kept)
            kept.append(_unkeyed(_unruled(line)) if unkeyed else line)
    if fence:
        kept.append(fence)
    return "\n".join(line.rstrip() if not line.strip() else line for line in kept).strip("\n")


def _escaped(line: str, before: list[str]) -> str:
    if _HEADING.match(line) or _MARKER.match(line) or _OPENING.match(line):
        at = len(line) - len(line.lstrip(" "))
        return f"{line[:at]}\\{line[at:]}"
    if _UNDERLINE.match(line) and (line.lstrip()[0] == "=" or (before and before[-1].strip())):
        at = len(line) - len(line.lstrip(" "))
        return f"{line[:at]}\\{line[at:]}"
    return line


def one_line(text: str) -> str:
    """The text as the value of a field: in one line that holds no other field."""
    return _unkeyed(" ".join(text.split()), "- **-**: ")


def _unruled(line: str) -> str:
    if not _RULE.match(line):
        return line
    at = len(line) - len(line.lstrip(" "))
    return f"{line[:at]}\\{line[at:]}"


def _unkeyed(line: str, before: str = "") -> str:
    """The line with a backslash before the colon, or the bar, that would make a key of it."""
    while True:
        found = field_on(before + line, 1, KEYS)[1 if before else 0 :]
        if not found:
            return line
        field = found[-1]
        if field.form == "table" and not is_header_field(field.name):
            return line
        key = field.key_column - 1 - len(before) + len(field.key)
        if field.form == "table":
            at = line.index("|")
            line = f"{line[:at]}\\{line[at:]}"
            continue
        at = next(index for index in range(key, len(line)) if line[index] in ":：")
        line = f"{line[:at]}\\:{line[at + 1 :]}"
