"""Deadlines as people write them: `due: 2026-03-01`, `by Friday`, `end of Q2`, `下周五前`."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from learnings.lazy import regex
from learnings.value import moment, real_date

_ORDER = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_DATE = r"\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日?)"
_TIMED = rf"(?:{_WEEKDAY},?\s+)?{_DATE}(?:[T ]\d{{1,2}}:\d{{2}}[\w:+.-]{{0,14}})?"
_NAMED = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}})"
)
_SPAN = r"(?:day|week|month|quarter|sprint|iteration|release|year|shift|milestone|half)s?"
_CHINESE = (
    r"(?:(?:本|这|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]?|(?:本|下|这)?个?月[底末初中]?|月底|年底|年末"
    r"|(?:本|下)?季度[末底]?|今天|明天|后天|今日|明日|\d{1,2}月\d{1,2}[日号]|\d{1,2}月[底末初]?"
    r"|\d{1,3}\s*(?:个)?(?:天|日|周|星期|个?月|小时)(?:之?内)?)"
)
# What says when, with nothing around it.
_WHEN = (
    rf"(?:{_TIMED}|\d{{4}}-\d{{2}}(?![\d-])|\d{{4}}[- ]?(?:q[1-4]|w\d{{1,2}})"
    rf"|(?:q[1-4]|h[12])(?:[ /-]?\d{{2,4}})?"
    rf"|(?:w|kw|cw|week)\s?\d{{1,2}}|{_NAMED}"
    rf"|(?:(?:the\s+)?(?:end|start|middle|beginning)\s+of|next|this|mid|early|late)"
    r"[\s-]+(?:the\s+|next\s+|this\s+)?"
    rf"(?:{_SPAN}|{_WEEKDAY}|{_MONTH}|q[1-4]|h[12])"
    rf"|eod|eow|eom|eoq|eoy|today|tonight|tomorrow|{_WEEKDAY}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}}\.\d{{1,2}}\."
    rf"|(?:within|in)\s+(?:an?|one|two|three|four|six|\d{{1,3}})\s+(?:hour|{_SPAN[:-2]})s?"
    rf"|\d{{1,3}}\s?(?:hours?|d|w|{_SPAN[:-2]}s?)|sprint\s?\d+|release\s?v?\d[\w.]*|v\d+\.\d[\w.]*|{_CHINESE}|{_MONTH})"
)
_KEY = (
    r"(?:due(?:\s+(?:date|by|on))?|deadline|dead\s?line|by|until|till|before"
    r"|no later than|eta|target(?:\s+date)?"
    r"|review by|截止(?:日期|时间)?|截至|期限|到期(?:日)?|完成时间|最迟)"
)
# The whole of a part: `2026-03-01`, `by Friday`, `due: 1 March`, `本周五前`.
_PART = regex(
    rf"(?:{_KEY}\s*[:：=]?\s*)?(?:on\s+)?{_WHEN}(?:前|之前|以前)?(?:完成)?", re.IGNORECASE
)
_MOVED = regex(r"\s*(?:->|=>|→|⇒)\s*")
# In a sentence a deadline needs a word that says so; `by` alone begins many other things.
_SAID = regex(
    rf"(?:\b(?:{_KEY})|(?<=[^a-z])(?:截止|截至|期限|最迟)\S{{0,2}})\**\s*[:：=]?\s*\**\s*(?P<when>(?:the\s+)?(?:on\s+)?{_WHEN})(?![A-Za-z0-9])"
    rf"|(?P<zh>{_DATE}|{_CHINESE})\s*(?:之前|以前|前)"
    r"|[📅⏳🗓]️?\s*(?P<icon>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_VAGUE = regex(r"until|till|before|截至", re.IGNORECASE)
_FIELD = regex(
    r"(?:\b(?:due(?:\s+date)?|deadline|eta)|截止(?:日期|时间)?|期限|完成时间)\**\s*[:：=]\**\s*(?P<value>[^\s,;，；)）][^,;，；()（）]{0,40})",
    re.IGNORECASE,
)
_IN = regex(
    r"\b(?:within|in)\s+(?:an?|one|two|three|four|six|\d{1,3})\s+(?:hour|day|week|month)s?\b", re.I
)
_ISO = regex(_DATE)
_SPELT = regex(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?),?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
NOTHING = frozenset(
    """\
tbd
tba
tbc
todo
?
??
???
-
–
—
none
n/a
na
no
nobody
no one
no owner
no deadline
unknown
unassigned
unowned
someone
somebody
anyone
anybody
everyone
everybody
all
all of us
us
we
team
owner
owners
deadline
due
due date
date
name
asap
soon
later
whenever
someday
open
ongoing
待定
无
暂无
未定
未分配
尽快
大家
所有人
负责人
截止日期""".splitlines()
)


class When(NamedTuple):
    """Whether a deadline is stated, and its day where the calendar alone tells it."""

    is_stated: bool
    day: dt.date | None


def part(text: str) -> When | None:
    """The deadline that a short text consists of; None if it is something else."""
    steps = [step for step in _MOVED.split(text.strip(" *_`")) if step]
    if not steps or not all(_PART.fullmatch(step) for step in steps):
        return None
    return When(True, _day(steps[-1]))


def said(text: str) -> When:
    """The deadline of which a sentence speaks."""
    days: list[dt.date] = []
    is_stated = False
    for found in _SAID.finditer(text):
        is_stated = True
        # "until" and "before" may as well speak of what was.
        told = not _VAGUE.match(found[0])
        day = _day(found["when"] or found["zh"] or found["icon"]) if told else None
        days += [day] if day is not None else []
    for found in _FIELD.finditer(text):
        value = found["value"].strip(" *_`.")
        is_stated = is_stated or value.casefold() not in NOTHING
    return When(is_stated or _IN.search(text) is not None, max(days, default=None))


def names_a_day(text: str) -> bool:
    """True if any day at all is written somewhere in a text."""
    return _ISO.search(text) is not None


def _day(text: str) -> dt.date | None:
    if _ISO.search(text):
        found = moment(text)
        return found.day if found is not None else None
    spelt = _SPELT.search(text)
    if spelt is None:
        return None
    month = (spelt["month"] or spelt["month2"])[:3].casefold()
    return real_date(
        int(spelt["year"]), _ORDER.index(month) // 4 + 1, int(spelt["day"] or spelt["day2"])
    )
