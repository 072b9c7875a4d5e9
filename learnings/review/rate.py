"""Did it come more often of late, or does a constant rate explain it?

A single count of a window says little: what happens once a week happens four times a month. So
the events of the window are held against all events since the logs began.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from ..output.summary import amount
from .model import Rate

# Below so many events, or where the window is more than half of the time, nothing can be told.
LEAST = 4
# A chance below this speaks against a constant rate.
LEVEL = 0.05


def rate(days: Sequence[dt.date], began: dt.date | None, since: dt.date, today: dt.date) -> Rate:
    """The events on those days, with the logs begun on `began`; later days do not count."""
    window = (today - since).days + 1
    counted = [day for day in days if day <= today]
    inside = sum(day >= since for day in counted)
    began = min([began, *counted]) if began is not None else min(counted, default=None)
    span = (today - began).days + 1 if began is not None else 0
    if len(counted) < LEAST or span < 2 * window:
        return Rate(len(counted), inside, window, span, began, None, "unknown")
    chance = at_least(inside, len(counted), window / span)
    verdict = "more" if chance < LEVEL else "constant"
    return Rate(len(counted), inside, window, span, began, chance, verdict)


def at_least(hits: int, tries: int, share: float) -> float:
    """The binomial probability of `hits` or more in so many tries, each with that chance."""
    if hits <= 0:
        return 1.0
    terms = (_term(number, tries, share) for number in range(hits, tries + 1))
    return min(1.0, math.fsum(terms))


def _term(hits: int, tries: int, share: float) -> float:
    ways = math.lgamma(tries + 1) - math.lgamma(hits + 1) - math.lgamma(tries - hits + 1)
    return math.exp(ways + hits * math.log(share) + (tries - hits) * math.log1p(-share))


def rounded(chance: float) -> str:
    """A chance with one significant digit, so that it does not change from day to day."""
    if chance < 0.001:
        return "< 0.001"
    digits = max(1, -math.floor(math.log10(chance)))
    text = f"{chance:.{digits}f}"
    return f"≈ {text}" if float(text) < 1 else "≈ 1"


def sentence(found: Rate) -> str:
    """What the numbers say, with n, the window and the measure."""
    within = f"{found.inside} of {found.events} in the last {amount(found.window, 'day')}"
    if found.chance is None or found.since is None:
        if found.events < LEAST:
            return f"{within}: too few to tell a change of the rate (n = {found.events})"
        return f"{within}: the logs do not reach back far enough to tell a change of the rate"
    measure = f"exact binomial test, n = {found.events} since {found.since}"
    if found.verdict == "constant":
        return (f"{within}: a constant rate explains it "
                f"(P(so many or more) {rounded(found.chance)}; {measure})")  # fmt: skip
    return (f"{within}: more often than a constant rate explains "
            f"(P(so many or more) {rounded(found.chance)}; {measure})")  # fmt: skip
