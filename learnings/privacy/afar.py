"""Whether a text may say something else than is written, told without a pattern.

As in `least`, an answer may say yes too often, never no where `signs` finds something: it spares
compiling the patterns there.
"""

from __future__ import annotations

import itertools

from .folding import with_feeds
from .signs import OF_TOKEN

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKERS = frozenset(("*", "+", "-", "//", "///", "//!", ";", ";;", "--", "%"))
_MARKERS |= {"#" * depth for depth in range(1, 7)}
_HEX = frozenset("0123456789ABCDEFabcdef")
# As mail writes what a token may hold.
_QUOTED = frozenset(("5f", "3d", "2b", "2d", "2e", "2f"))
_BESIDE = " \t+.&|bfru\\"
_SHORTEST = 3
_BASE64 = 24
_OF_BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")


def may_be_odd(text: str) -> bool:
    """True if something in a text may show another word than is written."""
    if not text.isascii() or any(mark in text for mark in ("\\", "&", "<")):
        return True
    if not all(map(str.isprintable, text.replace("\t", " ").replace("\r", "\n").split("\n"))):
        return True
    if any(mark in text for mark in ("[.", "(.", "[dot", "(dot")):
        return True
    parts = text.split("**")
    return any(
        first[-1:].isalnum() and second.lstrip("*")[:1].isalnum()
        for first, second in itertools.pairwise(parts)
    )


def may_go_on(text: str) -> bool:
    """True if a token may be broken by the end of a line, or stand in several literals."""
    return _may_break(text) or _may_join(text)


def is_percent(text: str) -> bool:
    """True if a sign of a token may be written by its number, as addresses or mail do."""
    return any(_HEX.issuperset(code) for code in _after(text, "%")) or any(
        code.lower() in _QUOTED for code in _after(text, "=")
    )


def base64(text: str) -> Iterator[str]:
    """The runs in a text that may be base64."""
    for run in text.split():
        if len(run) >= _BASE64:
            parts = "".join(sign if sign in _OF_BASE64 else " " for sign in run).split()
            yield from (part for part in parts if len(part) >= _BASE64)


def _after(text: str, mark: str) -> Iterator[str]:
    """The two characters behind each such mark."""
    return (part[:2] for part in text.split(mark)[1:] if len(part) > 1)


def _may_break(text: str) -> bool:
    if "<br" in text.lower():
        return True
    lines = with_feeds(text).split("\n")
    return any(
        _goes_on(second) and stops(first) for first, second in itertools.pairwise(lines) if second
    )


def stops(line: str) -> bool:
    """True if what ends a line may be a part of a token."""
    line = line.rstrip(" \t").removesuffix("\\")
    return _is_made(line[len(line.rstrip(OF_TOKEN)) :])


def _goes_on(line: str) -> bool:
    """True if what begins a line, behind its marks, a time and a level, may be one."""
    for word in line.lstrip(" \t>|").split()[:4]:
        if word in _MARKERS:
            continue
        if _is_made(word[: len(word) - len(word.lstrip(OF_TOKEN))]):
            return True
        if word[0] not in "[0123456789" and not word.strip("[]:").isupper():
            return False
    return False


def _is_made(piece: str) -> bool:
    """False for what is a mere word."""
    bare = piece.rstrip(".:")
    is_word = bare.isalpha() and bare[1:].islower()
    return (not is_word and len(piece) >= _SHORTEST) and (
        any(sign in "0123456789_" for sign in piece)
        or any(map(str.isupper, piece[1:]))
        or "://" in piece
        or "-" in piece[2:9]
    )


def _may_join(text: str) -> bool:
    parts = with_feeds(text).replace('"', "`").replace("'", "`").split("`")
    return any(
        first[-1:] and first[-1] in OF_TOKEN and last[:1] and last[0] in OF_TOKEN and _joins(middle)
        for first, middle, last in zip(parts, parts[1:], parts[2:], strict=False)
    )


def _joins(between: str) -> bool:
    """True for what may stand between two literals that a program puts together."""
    head, feed, rest = between.partition("\n")
    if head.strip(_BESIDE):
        return False
    rest = rest.lstrip(" \t>|*+-#/!;%\n")
    return not feed or not rest.strip(_BESIDE) or rest[0] in "[0123456789"
