"""Text of others made fit to stand inside an entry: it can open nothing and close nothing."""

from __future__ import annotations

import re

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_MARKER = re.compile(r"(?:<{7}|>{7}|={7}|\|{7})(?:[ \t]|$)")
_OPENING = re.compile(r" {0,3}<(?=[!?/a-zA-Z])")
_LINE_END = re.compile(r"\r\n|\r|\n")


def contained(text: str) -> str:
    """The text as lines that a log can hold, joined by `\\n`, without blank ends.

    Headings, rules and underlines, HTML and conflict markers outside of fences are escaped, and
    a fence that is open at the end is closed.
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
            kept.append(_escaped(line, kept))
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
