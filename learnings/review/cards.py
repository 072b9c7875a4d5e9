"""The parts of the page of a review that are told a card at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from ..lazy import regex
from ..output.escape import visible
from ..output.summary import amount
from . import wording
from .model import Candidate, Item, Recurrence, Returned, Review
from .strip import strip

_HOT = ("critical", "P1")
_TICKED = regex("`([^`]+)`")
_MOST_IDS = 12


def shown(text: str) -> str:
    """Text that nobody but the reader takes for anything."""
    return escape(visible(text))


def prose(text: str) -> str:
    """Text with what stands in back-ticks as code."""
    return _TICKED.sub(r"<code>\1</code>", shown(text))


def _ids(names: Sequence[str]) -> str:
    return ", ".join(f'<span class="date">{shown(name)}</span>' for name in names)


def _cards(items: Sequence[Any], lines: Callable[[Any], Iterator[str]]) -> Iterator[str]:
    yield '<ul class="cards">'
    for item in items:
        yield "<li>"
        yield from lines(item)
        yield "</li>"
    yield "</ul>"


def _head(item: Item, aside: str = "") -> Iterator[str]:
    """ID and caption of an entry; to the right what is to be seen at once."""
    right = "".join([*_tags(item), aside])
    end = f'<span class="right">{right}</span>' if right else ""
    yield f'<div class="top"><span class="id">{shown(name(item))}</span>{end}</div>'
    if item.caption and item.caption != item.id:
        yield f"<p>{shown(item.caption)}</p>"


def _tags(item: Item) -> list[str]:
    tags = []
    for word in (item.severity, item.priority):
        if word:
            hot = " hot" if word in _HOT else ""
            tags.append(f'<span class="tag{hot}">{shown(word)}</span> ')
    return tags


def _foot(item: Item) -> Iterator[str]:
    parts = [f"<code>{shown(item.path)}:{item.line}</code>"]
    parts += [shown(wording.owners(item.owners))] if item.owners else []
    yield f'<p class="soft small">{" · ".join(parts)}</p>'


def name(item: Item) -> str:
    """What an entry is called: its ID, or its place."""
    return item.id or f"{item.path}:{item.line}"


def _points(points: Sequence[str], last: str = "") -> Iterator[str]:
    """Sentences as a list; `last` is HTML already."""
    if points or last:
        listed = "".join(f"<li>{prose(point)}</li>" for point in points)
        listed += f"<li>{last}</li>" if last else ""
        yield f'<ul class="points">{listed}</ul>'


def returned(review: Review) -> Iterator[str]:
    """What came back, a card each."""

    def lines(one: Returned) -> Iterator[str]:
        yield from _head(one.item)
        yield f'<p class="small">{prose(one.message)}; <em>{prose(one.hint)}</em></p>'
        yield from _foot(one.item)

    return _cards(review.returned, lines)


def recurrences(review: Review) -> Iterator[str]:
    """What keeps coming up, a card each."""

    def lines(one: Recurrence) -> Iterator[str]:
        days = amount(len(one.items), "time") if len(one.items) > 1 else amount(one.stated, "time")
        yield (f'<div class="top"><span class="id">{shown(one.name)}</span>'
               f'<span class="right tag">{days}</span></div>')  # fmt: skip
        yield f"<p>{shown(one.items[0].caption)}</p>"
        yield from strip(one, review)
        rest = len(one.items) - _MOST_IDS
        names = _ids([name(item) for item in one.items[:_MOST_IDS]])
        more = f" and {rest:,} more" if rest > 0 else ""
        rate = wording.rate(one)
        points = [wording.span(one), *one.why, *([rate] if rate else [])]
        yield from _points(points, names + more)
        if one.owners:
            yield f'<p class="soft small">{shown(wording.owners(one.owners))}</p>'

    return _cards(review.recurrences, lines)


def candidates(review: Review) -> Iterator[str]:
    """What is worth a rule, a card each."""

    def lines(one: Candidate) -> Iterator[str]:
        yield from _head(one.item)
        yield f'<span class="target">→ {shown(one.target)}</span>'
        yield f'<span class="soft small"> {shown(one.because)}</span>'
        yield from _points(one.reasons)
        yield from _foot(one.item)

    return _cards(review.candidates, lines)


def conflicted(review: Review) -> Iterator[str]:
    """The logs with an unfinished merge."""

    def line(path: str) -> Iterator[str]:
        yield f"<code>{shown(path)}</code>"

    return _cards(review.conflicted, line)
