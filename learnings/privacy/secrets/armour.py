"""The armour of a private key, as Markdown or a word processor writes it, or what is left of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...lazy import regex
from ..finding import Hit
from ..shown import CHANGE, Shown, changed, said_by

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_LONG = {"\u2013": "--", "\u2014": "---", "\u2015": "---"}
_SPACES = "\xa0\u2000-\u200a\u202f\u3000"
_FLAT = regex(rf"{CHANGE}|[{_DASHES}{_SPACES}]")
# A line of a key: what quotes, tables and lists put before it, then base64 or a header line.
LINE = regex(
    r"[ \t>|*`'\"+#/-]{0,20}(?P<key>[A-Za-z0-9+/=]{2,}(?:<br ?/?>|\\[nr]|[ \t\"'|`,;\\+]){0,8}"
    r"|(?:Proc-Type|DEK-Info|Comment|Version|Hash|Charset|MessageID|Subject|Encryption|x-"
    r"|Public-Lines"
    r"|Private-Lines|Key-Derivation|Argon2)[A-Za-z0-9-]{0,20}:[^\r\n]{0,120})?"
    r"[ \t>|`]{0,8}(?=[\r\n]|\Z)"
)
WORD = regex(r"[A-Z]?[a-z]{2,}|[A-Z]{2,12}|[A-Za-z]?[a-z]+(?:/[a-z]+)+")
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_BODY = regex(r"(?![0-9a-f]{40,64}(?![A-Za-z0-9+/]))[A-Za-z0-9+/]{40}")
_PLACEHOLDER = regex(r"\[REDACTED:[a-z-]{1,20}(?::[a-z0-9]{1,16})?\]")
_OF_KEY = regex(r"\[REDACTED:private-key(?::[a-z0-9]{1,16})?\] ?-{0,5}")
_GAP = r"(?:[nr]\\{1,4}|\\{1,4}|>/? ?rb<|[\s\"'`|,+])"
# Read from the end: a last piece, and before it longer ones.
_BACKWARDS = regex(rf"{_GAP}{{0,8}}+[A-Za-z0-9+/=]++(?:{_GAP}{{1,8}}+[A-Za-z0-9+/=]{{16,}}+)*+")
_CLOSING = " \t\"'|`,;\\+"
_LONGEST = 40_000
_MOST_LINES = 1_000
_SHORT, _LEAST = 16, 40


def flat(text: str) -> Shown:
    """A text in which typographic dashes and spaces are plain ones, and escapes are undone."""
    if _FLAT.search(text) is None:
        return Shown(text)
    return Shown(*changed(text, _FLAT, _plain))


def _plain(written: str) -> str:
    said = said_by(written) or (written if len(written) == 1 else "")
    if not said:
        return ""
    if said in _DASHES:
        return _LONG.get(said, "-")
    return " " if said.isspace() else said if said.isprintable() else ""


def around_placeholders(text: str, hit: Hit) -> Iterator[Hit]:
    """The hit, or where placeholders took the place of a part of the key, what is left of it."""
    start, is_whole = hit.start, True
    for found in (*_PLACEHOLDER.finditer(text, hit.start, hit.end), None):
        end = found.start() if found else hit.end
        is_whole = is_whole and found is None
        if is_whole:
            yield hit
        elif body := _BODY.search(text, start, end):
            yield Hit(start if start == hit.start else body.start(), end)
        start = found.end() if found else end


def behind_placeholders(text: str, end_of: Callable[[int], int]) -> Iterator[Hit]:
    """What stands of a key behind a placeholder that has taken the place of its first line."""
    for found in _OF_KEY.finditer(text):
        end = end_of(found.end())
        following = _PLACEHOLDER.search(text, found.end(), end)
        end = following.start() if following else end
        if body := _BODY.search(text, found.end(), end):
            yield Hit(body.start(), end)


def before(text: str, end: int, least: int) -> int:
    """Where the key begins whose last line is at `end`; `end` itself if none is there."""
    line = _line_start(text, end)
    head = text[max(line, least, end - _LONGEST) : end]
    found = _BACKWARDS.match(head[::-1])
    start = end - len(found[0].rstrip(_CLOSING + "\n\r")) if found else end
    if not _BODY.search(text, start, end):
        start = max(_upwards(text, line, least), least)
    return start if start < end and _BODY.search(text, start, end) else end


def _upwards(text: str, line: int, least: int) -> int:
    """The beginning of the lines of a key above a line."""
    start = below = line
    for count in range(_MOST_LINES):
        if below <= least:
            break
        stop = below - (2 if text[below - 2 : below] == "\r\n" else 1)
        below = max(_line_start(text, stop), least)
        found = LINE.fullmatch(text, below, stop)
        key = (found["key"] or "") if found else ""
        if key and WORD.fullmatch(key.rstrip()):
            break
        if found and (not key or len(key) >= _SHORT or start == line or ":" in key):
            start = found.start("key") if key else start
        elif _ends_in_key(text[below:stop]):
            start = below
        elif found or count:
            break
    return start


def _ends_in_key(line: str) -> bool:
    line = line.rstrip(_CLOSING)
    return len(line) - len(line.rstrip(_BASE64)) >= _LEAST


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
