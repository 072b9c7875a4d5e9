"""What the words of a row of a timeline tell: a beginning, an end, work, or what came later."""

from __future__ import annotations

import re

from learnings.lazy import regex

_LONGEST = 160
NEXT_DAY = regex(
    r"(?:next|following) (?:day|morning|week|month|business day)|\+1 ?d|(?:days?|weeks?) later"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:montag|dienstag|mittwoch|donnerstag|freitag)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b"
    r"|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|am (?:nächsten|folgenden) tag|tags darauf|día siguiente|al otro día"
    r"|次日|翌日|第二天|隔天|周[一二三四五六日]|\d月\d{1,2}日",
    re.IGNORECASE,
)
# What is done when the incident is over, often on another day.
_FOLLOW_UP = regex(
    r"\b(?:post-?mortem|retro(?:spective)?|follow(?:ed|ing)?[- ]?up|debrief|(?:incident|blameless) "
    r"review|review(?:ed)?\b.{0,20}\b(?:held|meeting|with|booked|scheduled)|review$"
    r"|(?:report|summary|rca|statement|apology|email) (?:was )?(?:sent|published|written|mailed)"
    r"|lessons learned|action items?|(?:ticket|issue)s? (?:was |were )?(?:filed|opened|created)"
    r"|(?:filed|opened|created) (?:an? )?(?:tickets?|issues?)"
    r"|nachbesprechung|nachbereitung|bericht|reuni[oó]n|revisi[oó]n posterior)\b"
    r"|复盘|事后|总结报告",
    re.IGNORECASE,
)
OVER = regex(
    r"\b(?:restored|recover\w*|resolved|fixed|mitigated|all clear|back to normal|back up|healthy"
    r"|rolled back|rollback|revert(?:ed)?|stopped|subsid\w+|green|gone|cleared|over|ended"
    r"|(?:works?|working|answers?|succeeds?|drained|empty|normal|good|stable|ok|okay)\b"
    r"|wiederhergestellt|zurückgerollt|behoben|gelöst|entwarnung|läuft wieder|ende|beendet|grün"
    r"|restablecid[oa]|revertid[oa]|recuperad[oa]|resuelt[oa]|solucionad[oa]|normalizad[oa])\b"
    r"|恢复|已解决|回滚|修复|结束",
    re.IGNORECASE,
)
BEGUN = regex(
    r"\b(?:alert\w*|alarm\w*|page[dr]?|pagerduty|detected|noticed|outage|impact|degrad\w+|crash\w*"
    r"|errors?|fail\w*|complain\w*|unavailable|unreachable|down|timeouts?|5\d\d|red"
    r"|(?:customers?|users?|support|clients?) (?:report|say|see|cannot|can't)\w*"
    r"|erste|meldung(?:en)?|melde[nt]|gemeldet|ausfall|störung|fehler|gestört"
    r"|alerta|caíd[ao]|caída|fallos?|reportan?|errores)\b|告警|报警|报错|故障|异常|反馈|发现",
    re.IGNORECASE,
)
# What somebody does about an incident neither begins nor ends it.
WORK = regex(
    r"\b(?:root cause|cause (?:found|identified)|identif\w+|investigat\w*|diagnos\w*|found|ack\w*"
    r"|join\w*|escalat\w*|hand(?:ed|over)\w*|called|informed|notified|war ?room|restart\w*"
    r"|fail-?over|mitigat\w*|attempt\w*|decid\w*|ursache|untersuch\w*|informiert|eskaliert|causa"
    r"|investiga\w*)\b"
    r"|定位|排查|响应|介入|原因",
    re.IGNORECASE,
)
CAUSE = regex(
    r"\b(?:deploy\w*|release\w*|rollout|rolled out|merged?|config\w*|change\w*|appl(?:y|ied)"
    r"|upgrade\w*|migrat\w*|flag|maintenance|cron|batch|wartung\w*|despliegue|cambio)\b"
    r"|发布|上线|变更|部署|升级",
    re.IGNORECASE,
)


# What went on beside the rest: it stands where it was told, not where it was.
_BESIDE = regex(
    r"\bin parallel\b|\bmeanwhile\b|\bat the same time\b|\bconcurrently\b|\bsimultaneously\b"
    r"|^\W*parallel\s*[:,–—-]|[(（\[]\s*parallel\b[^)）\]]*[)）\]]|\bparallel\W*$"
    r"|\b(?:gleichzeitig|zeitgleich|währenddessen|parallel dazu|en paralelo|mientras tanto)\b"
    r"|同时|並行|并行|与此同时",
    re.IGNORECASE,
)


def is_beside(event: str) -> bool:
    """True if a row says that it went on in parallel to others."""
    return _BESIDE.search(event[:_LONGEST]) is not None


def is_follow_up(event: str) -> bool:
    """True for a postmortem, a report and their like, which are no part of the incident."""
    return _FOLLOW_UP.search(event[:_LONGEST]) is not None


def is_over(event: str) -> bool:
    """True if a row says that an incident, or a part of it, was over."""
    return OVER.search(event[:_LONGEST]) is not None
