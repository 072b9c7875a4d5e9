"""The rows of a timeline go back in time.

A row in the wrong place, or with a wrong time, tells the wrong cause. Times without a date may
cross midnight: 00:10 after 23:50 is the next day, and so is every step back of more than six hours.
Rows without a date are of the incident's day, so that a dated postmortem below them is later, and
what follows an end by a step back of more than an hour is of the next day. `T+5m` and `+5 min` are
read where no row has a clock. Rows without a time are passed over, and so are rows that say they
went on in parallel (`14:31 (in parallel) …`, `meanwhile`), and so is a timeline whose times are of
several zones or that is told backwards from end to end. Each table, and each list under a heading,
is a timeline of its own. What is reported are the fewest rows that have to move.

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Severity**: P3
    **Area**: incident_management

    ### Summary
    Checkout was down because the pool was empty.

    ### Timeline
    | Time (UTC) | Event |
    | --- | --- |
    | 14:02 | Issue detected |
    | 14:47 | Restored |
    | 14:40 | Mitigated |
    | 15:10 | All clear |

    ### Impact
    - **Duration**: 45 min

    ### Metadata
    - Trigger: alert

### Good

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Severity**: P3
    **Area**: incident_management

    ### Summary
    Checkout was down because the pool was empty.

    ### Timeline
    | Time (UTC) | Event |
    | --- | --- |
    | 23:50 | Issue detected |
    | 00:10 | Mitigated |
    | 00:35 | Restored |

    ### Impact
    - **Duration**: 45 min

    ### Metadata
    - Trigger: alert
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Log

from ._fields import in_conflict, shown
from ._incident import is_newest_first, logged
from ._row import Row
from ._timeline import minutes, misplaced, timelines
from ._words import is_beside

_HINT = "put the row where it belongs, or correct its time"


@define(group="substance", severity=Severity.NOTE)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if not in_conflict(log, entry):
            for rows in timelines(log, entry):
                told = [row for row in rows if not row.fault and not is_beside(row.event)]
                yield from _judge(told, logged(entry), log)


def _judge(rows: Sequence[Row], day: int | None, log: Log) -> Iterator[Problem]:
    found = minutes(rows, day) if len(rows) > 1 else None
    if found is None or is_newest_first(rows, found):
        return
    wrong = misplaced(found)
    behind = _behind(len(rows), set(wrong))
    before = -1
    following = iter((*wrong, len(rows)))
    stop = next(following)
    for at, row in enumerate(rows):
        if at != stop:
            before = at
            continue
        stop = next(following)
        later = before >= 0 and found[before] > found[at]
        other = rows[before] if later or behind[at] < 0 else rows[behind[at]]
        word = "stands behind" if later else "stands before"
        message = f"{shown(row.text)} {word} {shown(other.text)}"
        related = (Related(log.path, other.span, "this row"),)
        yield Problem(row.span, message, f"timeline {row.text}", _HINT, related)


def _behind(count: int, wrong: set[int]) -> list[int]:
    """For each row the next one that is in its place, -1 for none."""
    found, last = [-1] * count, -1
    for at in range(count - 1, -1, -1):
        found[at] = last
        last = last if at in wrong else at
    return found
