"""Text in columns, as wide as a terminal shows it."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence

from .escape import inert, visible


def width_of(text: str) -> int:
    """How many columns a terminal needs for a text that was made visible."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width; a longer one stays."""
    return text + " " * (width - width_of(text))


def fitted(line: str, width: int) -> str:
    """The line, cut with an ellipsis where it is wider; a `width` of 0 cuts nothing."""
    if not width or width_of(line) <= width:
        return line
    kept, used = [], 0
    for char in line:
        used += _columns(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def table(
    rows: Sequence[Sequence[str]], least: Sequence[int] = (), width: int = 0, gap: str = "  "
) -> str:
    """Rows in columns, each at least as wide as `least` says; the last is not padded.

    Every cell is made harmless. A `width` cuts the lines; 0 leaves them as long as they are.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    count = max(map(len, cells), default=0)
    widths = [least[at] if at < len(least) else 0 for at in range(count)]
    for row in cells:
        widths = [max(wide, width_of(cell)) for wide, cell in zip(widths, row, strict=False)]
    lines = []
    for row in cells:
        shown = [padded(cell, wide) for cell, wide in zip(row[:-1], widths, strict=False)]
        lines.append(inert(fitted(gap.join([*shown, *row[-1:]]).rstrip(), width)))
    return "".join(f"{line}\n" for line in lines)


def terminal_width() -> int:
    """How wide the terminal is; 0 where the output goes elsewhere."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0


def is_colored(choice: str) -> bool:
    """True if colours are wanted: `auto` is on a terminal, unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    # https://no-color.org: present and not empty, whatever its value.
    quiet = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not quiet
