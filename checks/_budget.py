"""What an incident says of its error budget: the share, the SLO, the window, the duration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from learnings.entry import Entry, Field, Log
from learnings.lazy import regex

from ._quantities import Stated, readings
from ._slo import targets, windows

_FIELDS = frozenset({"slo impact", "error budget consumed", "错误预算消耗", "budget consumed"})
_USERS = frozenset({"users affected", "affected users", "受影响用户", "影响用户"})
_LENGTHS = frozenset({"duration", "downtime", "total downtime", "outage duration"})
_LONGEST = 400
_SHARE = regex(
    r"(?P<sign>[<>≤≥~≈]|about |over |under |nearly |约)?\s*(?P<value>\d{1,6}(?:\.\d{1,4})?)\s?[%％]"
    r"(?=\s*(?:$|of\b|\(|,|;|\.|error|budget|month|week|quarter|spent|used|consumed|burn|gone|lost|的|错误预算|，|。|/))",
    re.IGNORECASE,
)
_OTHER = regex(
    r"remain|left|so far|total|cumulative|to date|already|combined|burn rate|increase"
    r"|剩余|累计|剩下",
    re.IGNORECASE,
)
# What was spent "this month" may be the sum of several incidents.
_SUM = regex(
    r"\b(?:this|the current) (?:month|week|quarter|year)\b(?!['’])|\bgone\b|本月|本季度|本周",
    re.IGNORECASE,
)
_GOAL = regex(
    r"(?P<value>\d{2}(?:\.\d{1,6})?)\s?[%％]\s*(?:availability\s+)?(?:objective|target|goal)\b"
    r"|\b(?:objective|target|goal)\s*(?:[:=(]|of|is)?\s*(?P<after>\d{2}(?:\.\d{1,6})?)\s?[%％]",
    re.IGNORECASE,
)
_TARGET = regex(r"SLO|SLA|availability|uptime|可用性", re.IGNORECASE)
_ALL = regex(
    r"(?:all|everyone|everybody|100\s?[%％])(?:\s+(?:of\s+)?(?:all\s+|our\s+)?(?:users|customers|traffic))?\W*"
    r"|every(?:\s+single)?\s+(?:user|customer)\W*|alle(?:\s+(?:nutzer|kunden))?\W*|todos(?:\s+los\s+usuarios)?\W*"
    r"|(?:全部|所有)(?:用户|客户)?\W*",
    re.IGNORECASE,
)
DAY = 86400.0


class Claim(NamedTuple):
    """The share of a budget that a field says was consumed."""

    field: Field
    share: float
    grain: float
    sign: str
    is_sum: bool = False


def _named(entry: Entry, names: frozenset[str]) -> Iterator[Field]:
    for item in (*entry.fields, *(field for part in entry.sections for field in part.fields)):
        if item.name in names:
            yield item


def consumed(entry: Entry) -> Claim | None:
    """The one share that is stated as consumed; a target that stands beside it is none."""
    item = next(_named(entry, _FIELDS), None)
    text = item.text[:_LONGEST] if item is not None else ""
    if item is None or _OTHER.search(text):
        return None
    shares = [
        found for found in _SHARE.finditer(text)
        if not _TARGET.search(text[max(0, found.start() - 16) : found.start("value")])
        and not _TARGET.match(text[found.end() :].lstrip())
    ]  # fmt: skip
    if len(shares) != 1 or shares[0]["sign"] in ("<", "≤", ">", "≥", "over ", "under "):
        return None
    fraction = shares[0]["value"].partition(".")[2]
    return Claim(
        item,
        float(shares[0]["value"]),
        10.0 ** -len(fraction),
        shares[0]["sign"] or "",
        bool(_SUM.search(text)),
    )


def objective(log: Log, entry: Entry, item: Field) -> float | None:
    """The one availability SLO of the entry, or else the goal that the field states."""
    found = list(targets(log, entry))
    goals = {float(goal["value"] or goal["after"]) for goal in _GOAL.finditer(item.text[:_LONGEST])}
    if not any(item.kind == "SLO" for item in found):
        return goals.pop() if len(goals) == 1 else None
    values = {item.value for item in found if item.kind == "SLO" and item.measure == "availability"}
    others = any(item.kind == "SLO" and item.measure != "availability" for item in found)
    return values.pop() if len(values) == 1 and not others and values != {100.0} else None


def window(item: Field, entry: Entry) -> tuple[int, int] | None:
    """The window of the budget, as the field or else the SLO beside it says."""
    found = windows(item.text)
    if not found:
        found = {days for other in _named(entry, frozenset({"slo", "slo target", "slo window"}))
                 for days in windows(other.text)}  # fmt: skip
    return found.pop() if len(found) == 1 and min(min(found)) > 0 else None


def length(entry: Entry) -> Stated | None:
    """The one duration that the entry states."""
    item = next(_named(entry, _LENGTHS), None)
    read = readings(item.raw) if item is not None else []
    found = read[0] if len(read) == 1 else None
    return found if found is not None and found.low > 0 and found.high < 400 * DAY else None


def is_total(entry: Entry) -> bool:
    """True if all users were affected, as far as the entry says."""
    item = next(_named(entry, _USERS), None)
    if item is None:
        return False
    return _ALL.fullmatch(item.raw[:_LONGEST].strip(" *`~")) is not None
