"""The door to kingfisher: a second engine of secrets, where the settings ask for one.

It is asked in this process about what a text says and about what its Markdown shows. Its means to
validate a value and to revoke it, which would send it away, are never used. Comments that tell it
to ignore a line are not heard: what is allowed is decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ..lazy import regex
from .detector import SECOND, BlockDetector, Organisation
from .finding import Hit
from .page import line_starts
from .shown import shown

if TYPE_CHECKING:
    from kingfisher_sdk import Scanner

EXTRA = "second-engine"
_SOURCE = "https://github.com/mongodb/kingfisher"
_ANYTHING = r"[^ ]"
_KEY, _CLOUD = f"{SECOND}-private-key", f"{SECOND}-aws-azure-google-key"
_OF_CLOUD = regex(r"(?:^|[./_-])(?:aws|amazon|azure|gcp|google|gcs)", re.IGNORECASE)


def second(organisation: Organisation) -> Sequence[BlockDetector]:
    """The detectors of the second engine; none where the organisation names none."""
    if organisation.engine != SECOND:
        return []
    return [
        BlockDetector(SECOND, "secret", "secret", "A secret", (_ANYTHING,), hits, _SOURCE),
        # The first one finds what these two report: neither a private key nor a key of a cloud
        # can be allowed.
        BlockDetector(_KEY, "private-key", "private-key", "A private key", (), _none, _SOURCE),
        BlockDetector(_CLOUD, "secret", "key", "A key of a cloud", (), _none, _SOURCE),
    ]


def is_there() -> bool:
    """True if kingfisher can be imported."""
    try:
        _scanner_class()
    except ImportError:
        return False
    return True


def hits(text: str) -> Iterator[Hit]:
    """Where the values are that kingfisher finds in a text, written or shown.

    Raises `ImportError` if kingfisher is not installed.
    """
    yield from _asked(text)
    begins = line_starts(text)
    lines = [text[begin:end].rstrip("\r\n") for begin, end in pairwise(begins)]
    seen = [shown(line) for line in lines]
    if all(one.text == line for one, line in zip(seen, lines, strict=True)):
        return
    places = [0, *accumulate(len(one.text) + 1 for one in seen)]
    for start, end, detector in _asked("\n".join(one.text for one in seen)):
        first, last = (bisect_right(places, place) - 1 for place in (start, end - 1))
        begin, _ = seen[first].span(start - places[first], start - places[first] + 1)
        _, stop = seen[last].span(end - 1 - places[last], end - places[last])
        yield Hit(begins[first] + begin, begins[last] + stop, detector)


def _asked(text: str) -> Iterator[Hit]:
    # With a NUL it would be guessed to be in another encoding; half a pair cannot be encoded.
    data = text.replace("\0", " ").encode("utf-8", "replace")
    places = None
    for found in _scanner().scan(data):
        if not found.visible:
            continue
        start, end = found.location["start_offset"], found.location["end_offset"]
        if len(data) != len(text):
            places = places or [0, *accumulate(map(_width, text))]
            start, end = bisect_right(places, start) - 1, bisect_right(places, end - 1)
        yield Hit(start, end, _detector(found.rule_id))


def _width(letter: str) -> int:
    return len(letter.encode("utf-8", "replace"))


def _detector(rule: str) -> str:
    if "private" in rule.lower() and "key" in rule.lower():
        return _KEY
    return _CLOUD if _OF_CLOUD.search(rule) else SECOND


def _none(_: str) -> Iterator[Hit]:
    return iter(())


def _scanner_class() -> type[Scanner]:
    from kingfisher_sdk import Scanner

    return Scanner


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    """The scanner, whose rules take seconds to be made: it keeps them in the person's cache."""
    from kingfisher_sdk import DetectionPolicy

    policy = DetectionPolicy(
        inline_ignores=False, markup_context=False, base64_max_input_bytes=None
    )
    return _scanner_class()(policy=policy)
