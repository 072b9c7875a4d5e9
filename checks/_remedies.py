"""What an entry that was done did about its problem: how it ended, by which rule, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnings.check import Context
from learnings.diagnostic import Related
from learnings.entry import Entry, Log
from learnings.record import target
from learnings.value import moment

from ._fields import shown

DONE = ("resolved", "promoted", "promoted_to_skill")
_RULE = "the rule did not help: say it where it is read, or let something enforce it"


def remedy(now: str) -> str:
    """What to do about it when it was not enough."""
    return "the resolution did not last: mend the cause" if now == "resolved" else _RULE


def told(entry: Entry, now: str, context: Context) -> str:
    """How an entry was done, with the name of the rule that was made of it."""
    if now == "resolved":
        return "was resolved"
    skill = entry.field("skill path")
    if now == "promoted_to_skill":
        return (
            f"was made the skill {shown(skill.raw)}" if skill and skill.raw else "was made a skill"
        )
    rule = target(entry, context.presets)
    return f"was promoted to {shown(rule)}" if rule else "was promoted"


def prevention(log: Log, entry: Entry) -> Iterator[Related]:
    """What was to prevent it, by the words of the entry."""
    section = entry.section("prevention") or entry.section("prevention measures")
    if section is not None:
        lines = log.lines(section.start, section.own_end)
        said = next((line for line in lines if line.strip()), "")
        if said:
            text = said.strip().lstrip("-*+ ")
            yield Related(log.path, section.span, f"the prevention: {shown(text)}")
            return
    notes = entry.field("notes")
    if notes is not None and notes.raw.strip():
        yield Related(log.path, notes.span, f"the resolution: {shown(notes.raw)}")


def day_of(entry: Entry, name: str) -> dt.date | None:
    """The day in a field; None without one."""
    field = entry.field(name)
    found = moment(field.raw) if field is not None else None
    return found.day if found is not None else None


def on(day: dt.date | None) -> str:
    """The end of a sentence about a day that may not be known."""
    return f" on {day}" if day is not None else ""


def since(entry: Entry, now: str) -> str:
    """From which day on an entry was done. On which one it was promoted it does not say."""
    end = day_of(entry, "resolved")
    return f", resolved{on(end)}" if now != "resolved" and end is not None else on(end)
