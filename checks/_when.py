"""Deadlines as people write them: `due: 2026-03-01`, `by Friday`, `end of Q2`, `下周五前`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
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
    r"(?:(?:本|这|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]?|(?:本|下|这)?个?月[底末初中]?"
    r"|月底|年底|年末"
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
    rf"|eod|eow|eom|eoq|eoy|today|tonight|tomorrow|{_WEEKDAY}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}(?!\d))?|\d{1,2}-\d{1,2}-\d{4}"
    rf"|(?:within|in)\s+(?:an?|one|two|three|four|six|\d{{1,3}})\s+(?:hour|{_SPAN[:-2]})s?"
    rf"|\d{{1,3}}\s?(?:hours?|d|w|{_SPAN[:-2]}s?)|sprint\s?\d+|release\s?v?\d[\w.]*"
    rf"|v\d+\.\d[\w.]*|{_CHINESE}|{_MONTH})"
)
_KEY = (
    r"(?:due(?:\s+(?:date|by|on))?|dead\s?line|by|until|till|before|no later than|eta"
    r"|target(?:\s+date)?|review by|截止(?:日期|时间)?|截至|期限|到期日?|完成时间|最迟)"
)
_AFTER = r"\**\s*[:：=]?\s*\**\s*(?:the\s+)?(?:on\s+)?"
# The whole of a part may be a deadline: `2026-03-01`, `by Friday`, `due: 1 March`, `本周五前`.
_LEAD = regex(rf"(?:{_KEY}{_AFTER})?(?:on\s+)?", re.IGNORECASE)
# In a sentence a deadline needs a word that says so; `by` alone begins many other things.
_SAID = regex(rf"(?<![A-Za-z]){_KEY}{_AFTER}", re.IGNORECASE)
_TIME = regex(rf"{_WHEN}(?:前|之前|以前)?(?:完成)?", re.IGNORECASE)
_BEFORE = regex(rf"({_DATE}|{_CHINESE})\s*(?:之前|以前|前)")
_ICON = regex(r"[📅⏳🗓]\ufe0f?\s*(\d{4}-\d{2}-\d{2})")
_MOVED = regex(r"\s*(?:->|=>|→|⇒)\s*")
# "until" and "before" may as well speak of what was.
_VAGUE = regex(r"until|till|before|截至", re.IGNORECASE)
# The large expression is compiled only for a text that has one of these, or a digit.
_HINT = regex(
    r"\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|eo[dwmqy]"
    r"|end|start|middle|beginning|next|this|mid|early|late|today|tonight|tomorrow|within|in)\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:janu|febru|march|april|june|july|august|septem|octo|novem|decem)"
    r"|[\u4e00-\u9fff]",
    re.IGNORECASE,
)
_FIELD = regex(
    r"(?:\b(?:due(?:\s+date)?|deadline|eta)|截止(?:日期|时间)?|期限"
    r"|完成时间)\**\s*[:：=]\**\s*(?P<value>[^\s,;，；)）][^,;，；()（）]{0,40})",
    re.IGNORECASE,
)
_IN = regex(
    r"\b(?:within|in)\s+(?:an?|one|two|three|four|six|\d{1,3})\s+(?:hour|day|week|month)s?\b", re.I
)
_ISO = regex(_DATE)
_SPELT = regex(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{4}))?(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = regex(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<sign>[./-])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4}"
    r"|\d{2})(?![\d])"
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


def part(text: str, since: dt.date | None = None) -> When | None:
    """The deadline that a short text consists of; None if it is something else.

    A day without a year is the first one of that name after `since`.
    """
    steps = [step for step in _MOVED.split(text.strip(" *_`")) if step]
    if not steps or not all(_is_time(step) for step in steps):
        return None
    return When(True, _day(steps[-1], since))


def _is_time(text: str) -> bool:
    if _ISO.fullmatch(text):
        return True
    lead = _LEAD.match(text)
    at = lead.end() if lead is not None else 0
    return _HINT.search(text, at) is not None and _TIME.fullmatch(text, at) is not None


def said(text: str, since: dt.date | None = None) -> When:
    """The deadline of which a sentence speaks; for `since` see `part`."""
    days: list[dt.date] = []
    is_stated = False
    for key, when in _times(text):
        is_stated = True
        day = None if _VAGUE.match(key) else _day(when, since)
        days += [day] if day is not None else []
    for found in _FIELD.finditer(text):
        value = found["value"].strip(" *_`.")
        is_stated = is_stated or value.casefold() not in NOTHING
    return When(is_stated or _IN.search(text) is not None, max(days, default=None))


def _times(text: str) -> Iterator[tuple[str, str]]:
    """The words that speak of a deadline, and the deadline behind or before each."""
    for key in _SAID.finditer(text):
        if _HINT.search(text, key.end(), key.end() + 16):
            found = _TIME.match(text, key.end())
            if found is not None and _ends(text, found.end()):
                yield key[0], found[0]
    if "前" in text:
        yield from (("前", found[1]) for found in _BEFORE.finditer(text))
    yield from (("", found[1]) for found in _ICON.finditer(text))


def _ends(text: str, at: int) -> bool:
    """True if no word goes on there; Chinese has no blanks between words."""
    return not (text[at : at + 1].isalnum() and text[at - 1].isascii())


def names_a_day(text: str) -> bool:
    """True if any day at all is written somewhere in a text."""
    return _ISO.search(text) is not None


def _day(text: str, since: dt.date | None) -> dt.date | None:
    if _ISO.search(text):
        found = moment(text)
        return found.day if found is not None else None
    numbers = _NUMBERS.search(text)
    if numbers is not None:
        return _of_numbers(numbers)
    spelt = _SPELT.search(text)
    if spelt is None:
        return None
    month = _ORDER.index((spelt["month"] or spelt["month2"])[:3].casefold()) // 4 + 1
    day = int(spelt["day"] or spelt["day2"])
    if spelt["year"] is not None:
        return real_date(int(spelt["year"]), month, day)
    if since is None:
        return None
    known = real_date(since.year, month, day)
    return known if known is None or known >= since else real_date(since.year + 1, month, day)


def _of_numbers(found: re.Match[str]) -> dt.date | None:
    """`01.11.2026` begins with the day; of `03/04/2026` the later reading holds."""
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    year += 2000 if year < 100 else 0
    ways = [(other, one)] if found["sign"] == "." else [(other, one), (one, other)]
    days = [day for month, first in ways if (day := real_date(year, month, first)) is not None]
    return max(days, default=None)
