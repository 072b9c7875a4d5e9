"""Where a secret stands once more without the word that told what it is.

`The password: X. Then I typed X.` has it twice, and who takes out the first alone has taken out
nothing. Only what is long and mixed enough to be no ordinary word is looked for.
"""

from __future__ import annotations

import html
import json
from binascii import b2a_base64
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from ..diagnostic import Confidence
from ..lazy import regex
from .finding import Finding
from .secrets.worth import classes, is_worded

_CHECKS = frozenset(("secret", "credential-in-url"))
# So many characters of so many classes (small, capital, digit, other) are no word, nor a version.
_SHORT, _LONG = 8, 16
_FEW, _MANY = 2, 3
_TOKEN = regex(r"(?<![^\W_])(?=(?P<begin>\S{8}))")


def with_copies(
    text: str, found: Sequence[Finding], start: int = 0, end: int | None = None
) -> list[Finding]:
    """The findings of a stretch of a text, in order, and the copies in it of those it has.

    A copy is a whole token: with one more letter or digit on either side it is another word.
    """
    return sorted([*found, *copies(text, found, values(text, found), start, end)])


def copies(
    text: str,
    found: Sequence[Finding],
    known: Mapping[str, Finding],
    start: int = 0,
    end: int | None = None,
) -> Iterator[Finding]:
    """Where the `known` values stand in a stretch of a text, but for what was `found` in order."""
    if not known:
        return
    begins: dict[str, list[str]] = {}
    for value in known:
        begins.setdefault(value[:_SHORT], []).append(value)
    firsts = [item.start for item in found]
    stop, last = len(text) if end is None else end, start
    for match in _TOKEN.finditer(text, start, stop):
        at = match.start()
        for value in begins.get(match["begin"], ()) if at >= last else ():
            after = at + len(value)
            if after > stop or not text.startswith(value, at) or text[after : after + 1].isalnum():
                continue
            index = bisect_left(firsts, after) - 1
            if index < 0 or found[index].end <= at:
                yield known[value]._replace(start=at, end=after)
                last = after
                break


def values(text: str, found: Iterable[Finding]) -> dict[str, Finding]:
    """The secrets to look for, the longest first, as they stand and as other formats write them."""
    known: dict[str, Finding] = {}
    for item in found:
        value = text[item.start : item.end]
        if item.check in _CHECKS and item.confidence is not Confidence.LOW and is_made(value):
            for form in _forms(value):
                known.setdefault(form, item)
    return dict(sorted(known.items(), key=lambda pair: -len(pair[0])))


def is_made(value: str) -> bool:
    """True of a value that no sentence holds by chance."""
    if len(value) < _SHORT or any(sign.isspace() for sign in value):
        return False
    mixed = classes(value)
    if mixed >= _MANY and not value.islower():
        return True
    # A version or the name of a machine is small letters, digits and points too.
    least = _SHORT if mixed >= _MANY else _LONG
    return mixed >= _FEW and len(value) >= least and not is_worded(value)


def encoded(data: bytes) -> Iterator[str]:
    """What is said, maybe with a line end, as base64 (with and without padding) and in digits."""
    for said in (data, data + b"\n"):
        written = b2a_base64(said, newline=False).decode("ascii")
        yield from dict.fromkeys((written, written.rstrip("=")))
    yield data.hex()


def _forms(value: str) -> Iterator[str]:
    yield value
    data = value.encode("utf-8", "surrogateescape")
    yield from encoded(data)
    if not value.isalnum():
        yield from (json.dumps(value)[1:-1], html.escape(value), quote(data), quote(data, safe=""))
