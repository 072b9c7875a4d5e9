"""Lines that begin with a plus sign: those of a difference, and those that are written so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lazy import regex

_FENCE = regex(r"[ \t>]{0,12}(?:[-*+] )?(?:`{3,}|~{3,})[ \t]{0,9}(?P<info>[^\s`]{0,40})")
_NAMED = regex(r"(?i)\W{0,3}(?:language-)?(?:diff|patch|udiff)\b")
_SIGN = regex(r"[ \t]*(?:[+-]|@@)")
# No line of code begins so: a long number with its country.
_NUMBER = regex(r"[ \t]*\+[0-9](?:[ .()/-]{0,2}[0-9]){6,14}(?![\w=:])")


def written(text: str) -> Iterator[tuple[int, str]]:
    """The lines with a plus sign in front, and their offsets, where no other is of a difference.

    Lines up to the next fence count as one text, whether they are inside of one or not.
    """
    offset, is_changed = 0, False
    found: list[tuple[int, str]] = []
    for line in re.split(r"(?<=\n)", text):
        fence = _FENCE.match(line)
        if fence is not None:
            if not is_changed:
                yield from found
            found, is_changed = [], _NAMED.match(fence["info"]) is not None
        elif not is_changed and _SIGN.match(line):
            found.append((offset, line))
            is_changed = _NUMBER.match(line) is None
        offset += len(line)
    if not is_changed:
        yield from found
