"""Puts a line with a marked value into Markdown, in the ways in which logs hold one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

OPEN, CLOSE = "⟦", "⟧"
_MARK = re.compile(f"[{OPEN}{CLOSE}]")
# A line that names the value of the next one, which says nothing of it.
_NAMED = re.compile(rf"(?m)^\s*- (name: \S+)\n\s*(?=value: {OPEN})")
# A sentence that a line end breaks right before the value.
_BROKEN = re.compile(rf"(?<=[a-z])\n[ >]*(?=`?{OPEN}[^{CLOSE}\n]*{CLOSE}`?,? [a-z])")
_VALUE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def _sentence(text: str) -> str:
    before, after = "We looked at it again during the review.", "Nothing else stood out."
    return f"### Details\n\n{before}\n{text}\n\n{after}\n"


def _fence(text: str) -> str:
    return f"### Details\n\nWhat the terminal showed:\n\n```text\n{text}\n```\n"


def _table(text: str) -> str:
    cell = text.replace("|", "\\|")
    return f"| when | what | who |\n| --- | --- | --- |\n| 09:40 | {cell} | on call |\n"


def _inline(text: str) -> str:
    ticks = "``" if "`" in text else "`"
    return f"- **Context**: seen as {ticks}{text}{ticks} that morning\n"


WRAPS: Mapping[str, Callable[[str], str]] = {
    "sentence": _sentence,
    "fence": _fence,
    "table": _table,
    "inline": _inline,
}
_ONE_LINE = ("table", "inline")

# What surrounds a bare value; the rows of the table of surroundings are the first words.
SURROUNDINGS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "space": ("open", lambda value: value),
    "back-tick": ("open", lambda value: f"`{value}`"),
    "quote": ("open", lambda value: f'"{value}"'),
    "parenthesis": ("after", lambda value: f"({value})"),
    "comma": ("after", lambda value: f"{value},"),
    "full stop": ("after", lambda value: f"{value}."),
    "bold": ("after", lambda value: f"**{value}**"),
    "colon": ("after", lambda value: f"{value}:"),
    "bracket": ("after", lambda value: f"[{value}]"),
    "tag": ("after", lambda value: f"{value}<br>"),
    "element": ("after", lambda value: f"<code>{value}</code>"),
    "escaped": ("escaped", lambda value: value.replace("_", "\\_")),
    "emphasis": ("emphasis", lambda value: f"_{value}_"),
    "angle": ("angle or strike", lambda value: f"<{value}>"),
    "strike": ("angle or strike", lambda value: f"~~{value}~~"),
    "call": ("call", lambda value: value),
}
# What only looks like a call earlier on the line.
CALL = "result: load(settings) then "


def surrounded(line: str, name: str) -> str:
    """The line with its marked value in a surrounding; the marks stay around the value."""
    dress = SURROUNDINGS[name][1]
    dressed = _VALUE.sub(lambda found: _kept(found[1], dress), line)
    return CALL + dressed if name == "call" else dressed


def _kept(value: str, dress: Callable[[str], str]) -> str:
    dressed = dress(value)
    shown = value if value in dressed else dressed
    return dressed.replace(shown, f"{OPEN}{shown}{CLOSE}", 1)


def wrapped(text: str, wrap: str) -> str:
    """The text as a sentence, a fenced block, a cell or inline code.

    Of several lines the last two hold only those of a value, with the name that stands above it; a
    value of several lines becomes one with the line ends written out.
    """
    if wrap in _ONE_LINE and "\n" in text:
        text = _VALUE.sub(lambda found: found[0].replace("\n", "\\n"), text)
        text = _BROKEN.sub(" ", _NAMED.sub(r"\1, ", text))
        lines = [line for line in text.split("\n") if OPEN in line]
        text = "; ".join(line.strip() for line in lines) if lines else text.replace("\n", " ")
    return WRAPS[wrap](text)


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the spans that they marked."""
    places = [found.start() - n for n, found in enumerate(_MARK.finditer(text))]
    return _MARK.sub("", text), tuple(zip(places[::2], places[1::2], strict=True))


def code_lines(text: str) -> frozenset[int]:
    """The lines, counted from 1, that are inside of a fenced block."""
    inside, lines = False, set()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            inside = not inside
        elif inside:
            lines.add(number)
    return frozenset(lines)
