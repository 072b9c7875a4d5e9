"""Which rows of a timeline a duration may run from and to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from learnings.lazy import regex

from ._incident import Point, of
from ._row import is_follow_up

_OVER = regex(
    r"\b(?:restored|recover\w*|resolved|fixed|mitigated|all clear|back to normal|back up|healthy"
    r"|rolled back|rollback|revert(?:ed)?|stopped|subsid\w+|green|gone|cleared|over|ended"
    r"|(?:works?|working|answers?|succeeds?|drained|empty|normal|good|stable)\b"
    r"|wiederhergestellt|zurückgerollt|behoben|gelöst|entwarnung|läuft wieder|ende|beendet|grün"
    r"|restablecid[oa]|revertid[oa]|recuperad[oa]|resuelt[oa]|solucionad[oa]|normalizad[oa])\b"
    r"|恢复|已解决|回滚|修复|结束",
    re.IGNORECASE,
)
_BEGUN = regex(
    r"\b(?:alert\w*|alarm\w*|page[dr]?|pagerduty|detected|noticed|outage|impact|degrad\w+|crash\w*"
    r"|errors?|fail\w*|complain\w*|unavailable|unreachable|down|timeouts?|5\d\d|red"
    r"|(?:customers?|users?|support|clients?) (?:report|say|see|cannot|can't)\w*"
    r"|erste|meldung(?:en)?|melde[nt]|gemeldet|ausfall|störung|fehler|gestört"
    r"|alerta|caíd[ao]|caída|fallos?|reportan?|errores)\b|告警|报警|报错|故障|异常|反馈|发现",
    re.IGNORECASE,
)
# What somebody does about an incident neither begins nor ends it.
_WORK = regex(
    r"\b(?:root cause|cause (?:found|identified)|identif\w+|investigat\w*|diagnos\w*|found|ack\w*"
    r"|join\w*|escalat\w*|hand(?:ed|over)\w*|called|informed|notified|war ?room|restart\w*|fail-?over"
    r"|mitigat\w*|attempt\w*|decid\w*|ursache|untersuch\w*|informiert|eskaliert|causa|investiga\w*)\b"
    r"|定位|排查|响应|介入|原因",
    re.IGNORECASE,
)
_CAUSE = regex(
    r"\b(?:deploy\w*|release\w*|rollout|rolled out|merged?|config\w*|change\w*|appl(?:y|ied)"
    r"|upgrade\w*|migrat\w*|flag|maintenance|cron|batch|wartung\w*|despliegue|cambio)\b"
    r"|发布|上线|变更|部署|升级",
    re.IGNORECASE,
)


def beginnings(points: Sequence[Point]) -> list[Point]:
    """The points at which an incident may have begun; the most likely one first."""
    told = of(points, "started", "detected")
    if not points or not points[0].event:
        return told
    rest = [item for item in points if item.phase == "" and not _is_other(item.event, _OVER, _WORK)]
    begun = [item for item in rest if _BEGUN.search(item.event)]
    other = [item for item in rest if not _BEGUN.search(item.event)]
    other.sort(key=lambda item: _CAUSE.search(item.event) is not None)
    edge = [] if is_follow_up(points[0].event) else [points[0]]
    return [*told, *begun, *other, *edge]


def endings(points: Sequence[Point]) -> list[Point]:
    """The points at which an incident may have been over; the most likely one first."""
    ended = of(points, "ended")
    told = ended[-1:] + ended[:-1] + of(points, "mitigated")
    if not points or not points[0].event:
        return told
    others = [
        item for item in reversed(points) if item.phase == "" and not is_follow_up(item.event)
    ]
    over = [item for item in others if _OVER.search(item.event)]
    begun = [item for item in others if item not in over and not _BEGUN.search(item.event)]
    rest = [item for item in begun if not _WORK.search(item.event)]
    # Where no row says that it was over, any work on it may have ended it.
    last = [] if told or over else [*begun, *(item for item in others if item not in over)]
    return [*told, *over, *rest, *last]


def _is_other(event: str, *kinds: re.Pattern[str]) -> bool:
    return is_follow_up(event) or any(words.search(event) for words in kinds)
