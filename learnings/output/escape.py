"""Text of a log made harmless on its way out.

A title may hold an escape sequence, a right-to-left override, half a byte sequence or a
command for the machine that runs the job. Nothing of that may work where it is shown, and
all of it must be seen.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..lazy import regex

# Control characters, lone surrogates, line and paragraph separators, non-characters, and all
# that Unicode calls a format character or default-ignorable. Numerals' signs such as U+0600
# are format characters too, but one sees them.
_LAST_OF_PLANES = "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_UNSEEN = regex(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    f"\U0001d173-\U0001d17a\U000e0000-\U000e0fff{_LAST_OF_PLANES}]"
)
# After these the emoji selector changes a picture, after anything else it only hides.
_PICTURE = regex("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")
_SELECTOR = "\ufe0f"
_KEYCAP = "\u20e3"
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_COMMAND_START = regex(r"^(\s*)::")


def visible(text: str) -> str:
    """The text on one line, every character that is unseen or acts replaced by its number.

    Line ends and tabs become `\\n`, `\\r` and `\\t`, a byte that was not UTF-8 its `\\xNN`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(_shown, text)


def pieces(text: str) -> list[str]:
    """What `visible` makes of each character; tabs are left as they are."""
    shown = list(text)
    for found in _UNSEEN.finditer(text):
        if found[0] != "\t":
            shown[found.start()] = _shown(found)
    return shown


def inert(line: str) -> str:
    """A line that a workflow runner does not take for a command.

    It looks for `::` at the start, after any white space, and for `##[` anywhere.
    """
    return _COMMAND_START.sub(r"\1\\::", line).replace("##[", "##\\[")


def clip(text: str, limit: int) -> str:
    """The text, cut with an ellipsis to at most `limit` UTF-16 code units.

    That is how the services count whose limits are kept; `limit` is at least 1.
    """
    if len(text) <= limit and _units(text) <= limit:
        return text
    kept = text[: limit - 1]
    while _units(kept) > limit - 1:
        kept = kept[:-1]
    return kept + "…"


def document(value: Any, depth: int = 99) -> str:
    """JSON with a final newline, safe to print and to encode as UTF-8.

    Down to `depth` every item has a line of its own; what lies deeper stays on that line.
    Unseen characters are written as JSON escapes, so a reader gets them back unchanged; only
    lone surrogates, which no UTF-8 can carry, become text (`\\xNN`).
    """
    return _layout(value, depth, "\n") + "\n"


def ascii_document(value: Any) -> str:
    """JSON in ASCII alone, with a final newline: a reader gets each character back."""
    return _quiet(json.dumps(value, indent=2)) + "\n"


def _quiet(written: str) -> str:
    """JSON without `##[`, which a workflow runner takes for a command anywhere in a line."""
    return written.replace("##[", "#\\u0023[")


def _layout(value: Any, depth: int, start: str) -> str:
    if not value or not depth or not isinstance(value, dict | list):
        return _quiet(_UNSEEN.sub(_json_escape, json.dumps(value, ensure_ascii=False)))
    inner = start + "  "
    if isinstance(value, list):
        items = [_layout(item, depth - 1, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{start}]"
    items = [
        f"{_layout(key, 0, inner)}: {_layout(item, depth - 1, inner)}"
        for key, item in value.items()
    ]
    return f"{{{inner}{f',{inner}'.join(items)}{start}}}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _number(character: str) -> str:
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _shown(found: re.Match[str]) -> str:
    return found[0] if _is_emoji(found) else _number(found[0])


def _is_emoji(found: re.Match[str]) -> bool:
    if found[0] != _SELECTOR:
        return False
    before, after = found.start() - 1, found.end()
    if found.string.startswith(_KEYCAP, after):
        return True
    return before >= 0 and _PICTURE.match(found.string, before) is not None


def _json_escape(found: re.Match[str]) -> str:
    character = found[0]
    if _is_emoji(found):
        return character
    if "\ud800" <= character <= "\udfff":
        return "\\" + _number(character)
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"
