"""What the parts of a review are called, and what is said of what is in them.

Plain sentences with the words of entries in them: each format makes them harmless its own way.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from ..output.summary import amount
from .model import Item, Kind, Overdue, Recurrence, Review, Rule, Stale, Total
from .rate import sentence

TITLES = {
    "returned": "Came back",
    "recurrences": "Keeps coming up",
    "candidates": "Worth a rule",
    "stale": "Waits too long",
    "overdue": "Overdue actions",
    "rules": "Rules to look at again",
    "noted": "Noted, not logged",
    "conflicted": "Unfinished merges",
}
ABOUT = {
    "returned": "Was resolved or promoted, and happened again: what was done did not help.",
    "recurrences": "One problem, several entries: write one rule for all of it, or mend the cause.",
    "candidates": "Lessons that more people should read. The reasons are signals, and you decide.",
    "stale": "Nobody has touched these since the day that is named.",
    "overdue": "Promised, with a day that has passed.",
    "rules": "Promoted a while ago. Do they still hold, and did they help?",
    "noted": "Failures that a hook wrote down and nobody has made an entry of.",
    "conflicted": "These logs hold both sides of a merge: what is said of them may be wrong.",
}
NOTHING = "Nothing waits: no entry is stale, none came back, and no action is overdue."
METHOD = (
    "Counts are of entries in the logs, archives included. A rate is judged by a one-sided exact "
    "binomial test of the window against all days since the logs began; it is not corrected "
    "for the number of groups."
)


def window(review: Review) -> str:
    """The time in which things are counted."""
    return f"{review.since} to {review.today} ({amount(review.window, 'day')})"


def filters(review: Review) -> str:
    """What was asked for; empty for everything."""
    return "; ".join(f"{name} {', '.join(words)}" for name, words in review.wanted.items())


def urgency(item: Item) -> str:
    """Severity and priority, as far as it has them."""
    return " ".join(word for word in (item.severity, item.priority) if word)


def owners(names: Sequence[str]) -> str:
    """Who looks after it."""
    return ", ".join(names)


def since(one: Stale) -> str:
    """From when on it waits, without the days, which change by themselves."""
    if one.event:
        return f"{one.item.status}, {one.event} {one.since}"
    return f"{one.item.status} since {one.since}"


def waits(one: Stale) -> str:
    """How long it waits, and how long it may."""
    return f"{amount(one.days, 'day')}, of {one.limit}"


def span(one: Recurrence) -> str:
    """First and last day, and how often in the window and before."""
    counted = len(one.items) if len(one.items) > 1 else one.stated
    when = f"{one.first} to {one.last}" if one.first != one.last else str(one.first or "no dates")
    parts = [amount(counted, "time"), when]
    if len(one.items) > 1:
        parts.append(f"{one.inside} in the window, {one.outside} before")
    if one.undated:
        parts.append(f"{one.undated} without a date")
    parts.append(f"{one.open} open")
    return ", ".join(parts)


def rate(one: Recurrence) -> str:
    """What a constant rate says to it; empty where there is nothing to count."""
    return sentence(one.rate) if one.rate is not None else ""


def due(one: Overdue | Rule) -> str:
    """When it was due."""
    return f"due {one.due}"


def rule(one: Rule) -> str:
    """Why a rule is due."""
    since = f"since {one.since}, " if one.since is not None else ""
    again = f"; {', '.join(one.returned)} came back in spite of it" if one.returned else ""
    return f"{since}due {one.due}: {one.because}{again}"


def noted(kind: Kind) -> str:
    """How often a line was noted, and when."""
    when = ""
    if kind.first:
        when = f", {kind.first[:10]}"
        if kind.last[:10] != kind.first[:10]:
            when += f" to {kind.last[:10]}"
    return f"{amount(kind.times, 'time')}{when}"


def grouped(review: Review) -> list[tuple[str, str]]:
    """How many entries wait, by status, priority and owner: `("status", "pending 3")`."""
    found = []
    counters: dict[str, Counter[str]] = {"status": Counter(), "priority": Counter(),
                                         "owner": Counter()}  # fmt: skip
    for one in review.stale:
        counters["status"][one.item.status or "none"] += 1
        counters["priority"][one.item.priority or "none"] += 1
        for name in one.item.owners or ("nobody",):
            counters["owner"][name] += 1
    for name, counts in counters.items():
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if ordered:
            found.append((name, ", ".join(f"{word} {count}" for word, count in ordered)))
    return found


def sums(totals: Sequence[Total]) -> Total:
    """All logs together."""
    columns = zip(*(one[2:] for one in totals), strict=True)
    entries, open_, pending, final, new = (sum(column) for column in columns)
    return Total("all", False, entries, open_, pending, final, new)


def weekday(day: dt.date) -> str:
    """A day as a heading has it: `21 November 2026`."""
    months = ("January", "February", "March", "April", "May", "June", "July", "August",
              "September", "October", "November", "December")  # fmt: skip
    return f"{day.day} {months[day.month - 1]} {day.year}"
