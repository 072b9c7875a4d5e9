"""Four entries that wait, the first two worth a rule, and how people tick boxes of theirs."""

from __future__ import annotations

from .world import LOG

A, B, C, D = (f"LRN-20260301-00{number}" for number in (1, 2, 3, 4))
BRANCH = "learnings/review-1"
HEAD, _, ENTRY = LOG.partition("---\n\n")
ENTRIES = "".join(ENTRY.replace(A, name).replace("A disk", f"Disk {name[-1]}").replace(
    "Empty the cache every night.", f"Empty cache {name[-1]} every night.") for name in (A, B, C, D))  # fmt: skip
FOUR = f"{HEAD}---\n\n{ENTRIES}"


COUNTED = FOUR.replace("- Source: error", "- Source: error\n- Recurrence-Count: 3", 2)


def tick(world, *boxes: str, by: str = "ada", at: int = 0) -> None:
    """A person, by default one with the right to do so, ticks boxes in an issue."""
    issue = world.fake.issues()[at]
    for box in boxes:
        open_ = next(line for line in issue.body.splitlines() if f" {box} " in line)
        issue.body = issue.body.replace(open_, open_.replace("[ ]", "[x]", 1))
    issue.editor = by
