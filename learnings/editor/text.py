"""Text of others made fit to stand inside an entry: it can open nothing and close nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..markdown import parse
from ..markdown.fields import KEYS, PROSE, field_on, is_delimiter, wide_row
from ..vocabulary import is_header_field

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_MARKER = re.compile(r"(?:<{7,}|>{7,}|={7,}|\|{7,})(?:[ \t]|$)")
_OPENING = re.compile(r" {0,3}<(?=[!?/a-zA-Z])")
_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*+(?:\1[ \t]*+){2,}+$")
_ID = r"[A-Z][A-Z0-9_]+-(?:\d{8}|\d{4}-\d{2}-\d{2})-"
# What is no heading to Markdown and is read as one here all the same.
_UNSPACED = re.compile(rf"#{{1,6}}[\u00a0\u2000-\u200b\u3000]*[\[【]?{_ID}")
_GLUED = re.compile(rf"(?<=[^\s#`>|(\[\\])(?=#{{2,6}} [\[【]?{_ID})")
_BOLD = re.compile(rf"\*\*(?=[\[【]?{_ID}[^*\n]*\*\*[ \t]*$)")
_NESTED = re.compile(
    r"[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,4}[.)](?=[ \t]))[ \t]*)++"
    rf"(?=#{{1,6}}[ \t]+(?:\*\*|__|`)?\\?[\[【]?{_ID})"
)
_NESTED_FENCE = re.compile(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]+)*(?=`{3}|~{3})")
_PROBE = "## [LRN-20260101-001] x\n\n### Details\n\n"


def contained(
    text: str,
    *,
    unkeyed: bool = False,
    taken: Callable[[str], bool] | None = None,
    style: str = PROSE,
) -> str:
    """The text as lines that a log can hold, joined by `\\n`, without blank ends.

    Headings, underlines, HTML and conflict markers outside of fences are escaped, and a fence
    that is open at the end is closed; one that does not hold what is in it is escaped. With
    `unkeyed` no line of it is a field, nor a rule; with `taken` none is a rule, nor a field of
    which `taken` says so of its folded name, as fields are read at a place of that `style`.
    """
    if unkeyed:
        taken, style = _any, KEYS
    kept = _contained(text, taken, style)
    if ("```" in kept or "~~~" in kept) and not _holds(kept):
        kept = _contained(text, taken, style, fences=False)
    return kept


def _any(_: str) -> bool:
    return True


def _holds(text: str) -> bool:
    """True if nothing in the text is read as an entry or a section, or is left open."""
    log = parse(f"{_PROBE}{text}\n".encode("utf-8", "surrogateescape"), "x.md")
    inside = any(region.reason.endswith("-unclosed") for region in log.regions)
    return not inside and len(log.entries) == 1 and len(log.entries[0].sections) == 1


def _contained(
    text: str, taken: Callable[[str], bool] | None, style: str, *, fences: bool = True
) -> str:
    kept: list[str] = []
    fence = ""
    lines = _LINE_END.split(text.strip("\r\n"))
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark["mark"].startswith(fence) and not mark["info"].strip():
                fence = ""
            kept.append(line)
        elif fences and mark and "`" not in mark["info"]:
            fence = mark["mark"]
            kept.append(line)
        else:
            if not fences and (opening := _NESTED_FENCE.match(line)):
                line = f"{line[: opening.end()]}\\{line[opening.end() :]}"
            line = _escaped(line, kept)
            if taken is not None:
                below = lines[number + 1 : number + 3]
                line = _unkeyed(_unruled(line), taken=taken, style=style)
                line = _unnamed(line, below) if style != PROSE else line
            kept.append(line)
    if fence:
        kept.append(fence)
    return "\n".join(line.rstrip() if not line.strip() else line for line in kept).strip("\n")


def _unnamed(line: str, below: list[str]) -> str:
    """A line that names the columns of a table of fields, so that it names none."""
    if len(below) < 2 or "|" not in line or not is_delimiter(below[0]):
        return line
    if not wide_row(line, below[1], 1):
        return line
    at = line.index("|")
    return f"{line[:at]}\\{line[at:]}"


def _escaped(line: str, before: list[str]) -> str:
    if glued := _GLUED.search(line):
        line = f"{line[: glued.end()]}\\{line[glued.end() :]}"
    if bold := _BOLD.match(line):
        mark = "**" if line[bold.end()] in "[【" else "\\*\\*"
        line = f"{mark}{chr(92) if mark == '**' else ''}{line[bold.end() :]}"
    if nested := _NESTED.match(line):
        line = f"{line[: nested.end()]}\\{line[nested.end() :]}"
    if _HEADING.match(line) or any(mark.match(line) for mark in (_MARKER, _OPENING, _UNSPACED)):
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


def _unkeyed(
    line: str, before: str = "", taken: Callable[[str], bool] = _any, style: str = KEYS
) -> str:
    """The line with a backslash before the colon, or the bar, that would make a key of it."""
    while True:
        found = field_on(before + line, 1, style)[1 if before else 0 :]
        field = next((item for item in reversed(found) if taken(item.name)), None)
        if field is None:
            return line
        if field.form == "table" and not is_header_field(field.name):
            return line
        key = field.key_column - 1 - len(before) + len(field.key)
        if field.form == "table":
            at = line.index("|")
            line = f"{line[:at]}\\{line[at:]}"
            continue
        at = next(index for index in range(key, len(line)) if line[index] in ":：")
        line = f"{line[:at]}\\:{line[at + 1 :]}"
