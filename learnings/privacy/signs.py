"""Signs in a text that it says something else than is written, or in another way."""

from __future__ import annotations

from ..lazy import regex

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

_ASCII = 256  # `re.ASCII`, without importing it
INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
PUNCTUATION = r"!-/:-@\[-`{-~"
WIDE_ONES = "：＝，。、；！？（）【】《》「」“”„‘’‚"
# Forms of the letters and figures of ASCII: full-width, and those of mathematics.
ALIKE = "\uff01-\uff5e\U0001d400-\U0001d7ff"
# Where a line is so changed that a word may be in what it shows and not in what is written. Each
# change begins with one sign of a set, which is found at once; the rest is asked afterwards.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_LETTER = "[A-Za-z0-9]"
_CHANGES = {
    "\\": rf"(?<=\\)(?:[{PUNCTUATION}]|(?:u00|x)[2-7][0-9A-Fa-f])",
    "&": "(?<=&)[#A-Za-z]",
    "[": rf"(?<={_LETTER}\[)(?:\.|dot)[\])]{_LETTER}",
    "(": rf"(?<={_LETTER}\()(?:\.|dot)[\])]{_LETTER}",
    "*": rf"(?<={_LETTER}\*)\*\*?{_LETTER}",
    "<": rf"(?<={_LETTER}<)[/!a-z]",
}
_OF_SIGN = {sign: regex(rf"[\{sign}]{change}") for sign, change in _CHANGES.items()}
_ANY = "|".join(_CHANGES.values())
_ODD_IN_ASCII = regex(rf"[\\&\[(*<{_CONTROL}](?:{_ANY}|(?<=[{_CONTROL}]))")
_SEEN = INVISIBLE + WIDE_ONES + ALIKE
_ODD = regex(rf"[\\&\[(*<{_SEEN}](?:{_ANY}|(?<=[{_SEEN}]))")

# --- runs ---
CHARACTER = r"[\w+/=.~:-]"
# A word at the beginning of a line continues a sentence, not a token.
IS_MADE = r"(?:[A-Za-z_+/=.~-]*[\d_]|[A-Za-z]*[a-z][A-Z]|[A-Z]{4}|[a-z0-9]{2,8}-)"
MADE = regex(IS_MADE, _ASCII)
# What a line begins with before its text: marks of quotations, tables, lists and comments, and the
# time and the level of a log.
MARKS = (
    r"[ \t>|]*+(?:(?:[*+-]|#{1,6}|//[/!]?|;{1,2}|--|%)[ \t]++)?"
    r"(?:\[?\d{4}-\d\d-\d\d(?:[T ][\d:.,+Z]{5,30})?\]?[ \t]++(?:\[?[A-Z]{4,8}\]?:?[ \t]++)?)?"
)
# It begins with the line end, which is found at once; what stands before it is asked afterwards.
NEXT = regex(
    rf"[\n\r<](?:(?:(?<=\r)\n?|(?<=\n)){MARKS}|(?<=<)[Bb][Rr][ \t]*+/?>[ \t]*+)"
    rf"(?={IS_MADE})(?P<piece>{CHARACTER}{{3,}}+)",
    _ASCII,
)
# Between two literals that a program puts together, with a sign or none, on two lines or on one.
_PLUS = r"(?:(?:\+|\.{1,2}|&|\|\|)[ \t]{0,8})"
_FEED = rf"(?:\\?[ \t]{{0,8}}(?:\r\n|\r|\n){MARKS})"
_BESIDE = rf"(?:{_PLUS}{_FEED}?|{_FEED}{_PLUS}?|(?=[bfru]{{0,2}}[\"'`]{IS_MADE}))"
JOINT = rf"[\"'`](?<=[\w+/=.~:-][\"'`])[ \t]{{0,8}}{_BESIDE}[bfru]{{0,2}}[\"'`]"
LITERAL = regex(rf"{JOINT}(?P<piece>{CHARACTER}++)", _ASCII)
SHORTEST = 20
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
OF_TOKEN = LETTERS + "+/=.~:-"
_LONGEST_PIECE = 512
# The same in small letters, and what only chance can have made.
BASE64_GATE = r"[a-z0-9+/_-]{24,}"
BASE64 = regex(r"[A-Za-z0-9+/_-]{24,}+={0,2}+")
_LONGEST = 1 << 20
_BLANKS = str.maketrans("", "", "\t\n\r")
_HEX = frozenset("0123456789ABCDEFabcdef")
_LEAST_HEX = 40
# As mail writes the signs that a token may hold.
QUOTED = regex(r"=(?:5[Ff]|3[Dd]|2[BbDdEeFf])[\w.~=+-]*+", _ASCII)
PERCENT = regex(r"%[0-9A-Fa-f]{2}[\w.~%+-]*+", _ASCII)


def odd(text: str) -> bool:
    """True if a text shows another word than is written."""
    return (_ODD_IN_ASCII if text.isascii() else _ODD).search(text) is not None


def odd_places(text: str) -> Iterator[int]:
    """Where a text shows another word than is written, in no order, and perhaps not each place.

    In each line with one there is one.
    """
    patterns = [_ODD]
    if text.isascii():
        written = text.encode()
        has_control = len(written.translate(None, _CONTROLS)) < len(written)
        some = [pattern for sign, pattern in _OF_SIGN.items() if sign in text]
        patterns = [_ODD_IN_ASCII] if has_control else some
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield found.start()


def is_long(pieces: Sequence[tuple[int, int]]) -> bool:
    """True for pieces that are long enough for a token, taken together."""
    return sum(end - start for start, end in pieces) >= SHORTEST


def chains(text: str, start: int = 0, end: int | None = None) -> Iterator[list[tuple[int, int]]]:
    """The pieces that follow each other: over lines, none a mere word, and in literals.

    With places in the text, only what is between them.
    """
    end = len(text) if end is None else end
    yield from _chained(text, NEXT.finditer(text, start, end), " \t")
    yield from _chained(text, LITERAL.finditer(text, start, end))


def _chained(
    text: str, pieces: Iterable[re.Match[str]], passed: str = ""
) -> Iterator[list[tuple[int, int]]]:
    chain: list[tuple[int, int]] = []
    for found in pieces:
        start, end = before(text, found.start(), OF_TOKEN, passed)
        piece = found.span("piece")
        if chain and end == chain[-1][1]:
            chain.append(piece)
            continue
        if len(chain) > 1:
            yield chain
        is_made = end > start
        if passed and is_made:
            is_word = not MADE.match(text, start, end) and "://" not in text[start:end]
            is_made = end - start >= 3 and not is_word
        chain = [(start, end), piece] if is_made else []
    if len(chain) > 1:
        yield chain


def before(text: str, end: int, characters: str, passed: str = "") -> tuple[int, int]:
    """The run of characters that stands before a place, and before what is passed over."""
    begin = max(end - _LONGEST_PIECE, 0)
    part = text[begin:end].rstrip(passed) if passed else text[begin:end]
    if passed and part.endswith("\\") and len(part) == end - begin:
        # A backslash at the very end of a line breaks it, and says nothing.
        part = part[:-1]
    return begin + len(part.rstrip(characters)), begin + len(part)


def of_base64(written: str) -> str:
    """What base64, or hexadecimal digits, say if that is a text of one byte a character."""
    if len(written) > _LONGEST or written.isdigit():
        return ""
    if len(written) % 2 == 0 and len(written) >= _LEAST_HEX and _HEX.issuperset(written):
        return _text(bytes.fromhex(written))
    if written.islower():
        return ""
    from binascii import Error, a2b_base64

    body = written.rstrip("=").replace("-", "+").replace("_", "/")
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    try:
        data = a2b_base64(body + "=" * (-len(body) % 4))
    except Error:
        return ""
    return _text(data)


def _text(data: bytes) -> str:
    """What bytes of ASCII say, if all of them may stand in a text."""
    said = data.decode("latin-1")
    plain = said.translate(_BLANKS)
    return said if plain.isascii() and (not plain or plain.isprintable()) else ""
