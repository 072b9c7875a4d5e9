"""What can be set of single checks and targets: the shapes of their options, and the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .shape import Choice, Either, Flag, Items, Shape, Table, Text, Whole

_STATUS = Text('a status, maybe with a priority: "pending:critical"', "^[^:]+(:[^:]+)?$")
_DAYS = Whole(0)
# A day that is so far away is none that a person means, and the calendar has an end.
CENTURY = 36_500
_ADDRESS = Text('an e-mail address or a pattern such as "*@example.org"')
_SEVERITY = Text('a severity such as "P1"', "^[A-Z][A-Za-z0-9_-]*$")
_PRIORITIES = Items(Choice(("critical", "high", "medium", "low")))

# Checks of others have options that only they know; ours are checked to the letter.
CHECK_OPTIONS: Mapping[str, Mapping[str, Shape]] = {
    "budget-mismatch": {"percent": Whole(0), "points": Whole(0)},
    "duration-mismatch": {"minutes": Whole(0), "percent": Whole(0)},
    "illegal-transition": {"reopen": Either(Choice(("anyone", "nobody")), Items(_ADDRESS))},
    "lost-entry": {"final": Flag()},
    "malformed-id": {"suffix": Text("a regular expression, or empty for none", least=0)},
    "near-duplicate-entry": {"percent": Whole(1)},
    "open-wal-entry": {"days": _DAYS},
    "raw-log-excerpt": {"lines": Whole(2)},
    "recurring-pattern": {"count": Whole(2), "days": Whole(1), "distinct-tasks": Whole(1)},
    "severity-priority-mismatch": {"allowed": Table(rest=_PRIORITIES, key=_SEVERITY)},
    "stale-entry": {"days": Table(rest=_DAYS, key=_STATUS)},
    "threshold-breach-unrouted": {
        "alerts-per-day": Whole(1),
        "capacity-percent": Whole(1),
        "change-failure-percent": Whole(1),
        "manual-minutes": Whole(1),
        "mttr-hours": Table(rest=Whole(1), key=_SEVERITY),
        "toil-percent": Whole(1),
    },
    "unowned-action": {"needs": Items(Choice(("owner", "deadline")))},
}
CHECK_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "budget-mismatch": {"percent": 10, "points": 1},
    "duration-mismatch": {"minutes": 5, "percent": 10},
    "illegal-transition": {"reopen": "anyone"},
    "lost-entry": {"final": True},
    "open-wal-entry": {"days": 1},
    "raw-log-excerpt": {"lines": 20},
    "recurring-pattern": {"count": 3, "days": 30, "distinct-tasks": 1},
    "severity-priority-mismatch": {
        "allowed": {
            "P1": ("critical", "high"),
            "P2": ("critical", "high", "medium"),
            "P3": ("high", "medium", "low"),
            "P4": ("medium", "low"),
        }
    },
    "stale-entry": {"days": {"pending": 7, "in_progress": 14}},
    "threshold-breach-unrouted": {
        "alerts-per-day": 50,
        "capacity-percent": 85,
        "change-failure-percent": 15,
        "manual-minutes": 30,
        "mttr-hours": {"P1": 4},
        "toil-percent": 50,
    },
    "unowned-action": {"needs": ("owner", "deadline")},
}
# What begins like a name in braces has to be one.
_FILLED = r"^(?:[^{]|\{[a-z_]+\}|\{(?![A-Za-z_]))*$"
# In the field Promoted a comma ends the name of a file.
_PATH = r"^(?:[^{,`\r\n]|\{[a-z_]+\}|\{(?![A-Za-z_]))*$"
_ONE_LINE = r"^[^\r\n]*[^\s][^\r\n]*$"
TARGET = Table(
    known={
        "budget": Whole(0),
        "header": Text(
            "the first lines of a new file; names in braces are whole: {title}", _FILLED, least=0
        ),
        "instruction": Flag(),
        "limit": Whole(0),
        "path": Text(
            'the path of a file without a comma or backtick; it may name values: "docs/{area}.md"',
            _PATH,
        ),
        "review-days": Whole(0, CENTURY),
        "section": Text("a heading of one line", _ONE_LINE),
        "shared": Flag(),
        "template": Text('a line such as "- {line} ({id})", its names in whole braces', _FILLED),
        "title": Text("what the target is called, on one line", _ONE_LINE),
    }
)
