"""When the entries of a group happened, as a line of dots with the window behind it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from .model import Recurrence, Review

_WIDTH, _EDGE = 860.0, 8.0
_MOST_DOTS = 500


def strip(one: Recurrence, review: Review) -> Iterator[str]:
    """The picture; none where fewer than two days are known."""
    days = sorted(item.logged for item in one.items if item.logged is not None)
    days = [day for day in days if day <= review.today]
    if len(days) < 2:
        return
    first = min(days[0], review.since)
    length = max((review.today - first).days, 1)

    def at(day: dt.date) -> float:
        return _EDGE + (day - first).days / length * (_WIDTH - 2 * _EDGE)

    since = at(review.since)
    about = f"{len(days)} entries from {days[0]} to {days[-1]}"
    yield (f'<svg viewBox="0 0 {_WIDTH:.0f} 24" preserveAspectRatio="none" role="img" '
           f'aria-label="{about}">')  # fmt: skip
    yield (f'<rect class="window" x="{since - _EDGE:.1f}" y="0" '
           f'width="{_WIDTH - since + _EDGE:.1f}" height="24"/>')  # fmt: skip
    yield f'<path class="axis" d="M0 12H{_WIDTH:.0f}"/>'
    counts = Counter(days[-_MOST_DOTS:])
    for day in sorted(counts):
        kind = "dot" + " new" * (day >= review.since) + " many" * (counts[day] > 1)
        # A line without length: its round ends keep their size however wide the page is.
        yield f'<path class="{kind}" d="M{at(day):.1f} 12h0"/>'
    yield "</svg>"
    yield f'<div class="ends"><span>{first}</span><span>{review.today}</span></div>'
