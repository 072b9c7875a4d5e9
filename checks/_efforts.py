"""How people state what work by hand takes, and how often a monitor alerts."""

from __future__ import annotations

import re

from learnings.lazy import regex

from ._quantities import AMOUNT, seconds
from ._shares import NUMBER

_FEW = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_WORDS = "|".join(sorted(_FEW, key=len, reverse=True))
_SPELT = (
    r"(?:half an hour|half a day|(?:an?|one)\s+(?:full\s+|whole\s+)?(?:hour|day"
    r"|week)(?:\s+and\s+a\s+half)?"
    rf"|(?:{_WORDS})\s+(?:minutes?|hours?|days?)(?:\s+and\s+a\s+half)?)(?![\w-])"
)
_LENGTH = rf"(?P<amount>{AMOUNT}|{_SPELT})"
_UNITS = regex(r"(minute|hour|day|week)")

# Not the manual that says something, nor a look at something that needs a person.
_MANUAL = (
    r"(?<![\w-])(?:manual(?![\w-])(?!\s+(?:says?|said|states?|is|was|describes?|gives?|claims?"
    r"|tells?|reads?|suggests?"
    r"|mentions?|has|recommends?|promises|page|pages|section|chapter|of|for|entry)\b)"
    r"(?!\s+(?:[\w-]+\s+)?(?:review|analysis|investigation|postmortem|inspection|debugging"
    r"|search)\b)(?=\s+\w)"
    r"|manually(?!\s+(?:review|analy[sz]|investigat|debug|search|look|read)\w*)"
    r"|(?:done\s+)?by hand|hand-?run)"
)
_TAKES = (
    r"(?:takes?|took|taken|taking|needs?|needed|lasts?|lasted|requires?|required|costs?|eats?|ate)"
)
_EAST = (
    r"(?:手动|人工|手工)(?:步骤|审批|操作|切换|执行|处理|发布|部署|回滚|重启|轮换|恢复|确认|扩容)"
)
MANUAL = (
    regex(rf"{_MANUAL}[^.;。；\n\d]{{0,60}}?\b{_TAKES}\b[^\d.;。；\n]{{0,16}}?{_LENGTH}", re.I),
    regex(
        r"(?<![\w-])(?:manual|hand-?run)(?:\s+[\w/-]+){1,4}?\s*(?:[:：(]|\sof)"
        rf"\s*(?:about |~)?{_LENGTH}", re.I,
    ),
    regex(rf"(?<![\w.,-]){_LENGTH}\s+(?:of\s+)?(?:{_MANUAL})", re.I),
    regex(
        rf"\b(?:takes|took|taken|needs|needed|spent|spend|spends)\s+(?:[a-z]+\s+){{0,3}}?{_LENGTH}"
        r"(?:\s+[\w-]+){0,7}?\s+(?:by hand|manually)\b", re.I,
    ),
    regex(
        rf"{_EAST}[^\d.;。；\n]{{0,30}}?(?:[:：(（]|需要|耗时|花费|用时|花了|要"
        rf"|用了)[^\d.;。；\n]{{0,6}}?{_LENGTH}", re.I
    ),
)  # fmt: skip
# What is no longer done so, or never was: it asks for nothing.
PAST = regex(
    r"\b(?:used to|replac\w+|no longer|instead of|previously|formerly|in the past|sav(?:es?|ed"
    r"|ing)|eliminat\w+"
    r"|(?:before|until|since)\s+(?:the |we |it was |its )?automat\w+|automated away|(?:was|is"
    r"|were|been|now|got)"
    r" (?:now |since |fully )?automated|not any ?more|according to|(?:docs?|documentation|manual"
    r"|runbook|wiki|guide|readme"
    r"|vendor|handbook|book)\s+(?:says?|said|states?|claims?|tells?|gives?|suggests?|mentions?"
    r"|promises))\b"
    r"|取代|代替|替代|不再|以前|过去|已自动化|节省|根据",
    re.IGNORECASE,
)

_SOURCE = (
    r"(?:monitors?|alerts?|alarms?|checks?|probes?|pagers?|rules?|alertmanager|detector|sensor)"
)
_FIRED = r"(?:fired|paged|went off|triggered|alerted|rang|flapped|notified|woke|buzzed|beeped)"
_ALERTS = r"(?:alerts?|pages|notifications|alarms)"
_COUNT = rf"(?<![\d.,])(?P<value>{NUMBER})\+?"
# One day at most, or one week.
_PERIOD = (
    r"(?:(?P<week>(?:(?:last|this|that|in a|in one|within a|per|a|each|every)\s+|/\s*)week\b)"
    r"|(?:(?:within|in|over|during)\s+(?:the last\s+|only\s+|just\s+)?(?:24\s?h(?:ours|rs)?"
    r"|\d{1,2}\s?min(?:utes)?"
    r"|(?:2[0-4]|1?\d)\s?h(?:ours|rs)?|an hour|one hour|(?:a|one|that"
    r"|the same)(?:\s+single)?\s+(?:day|night|shift|evening)))\b"
    r"|(?:a|per|each|every|that|in a)\s+(?:single\s+)?(?:day|night|shift)\b|/\s*day\b"
    r"|yesterday\b|today\b|overnight\b"
    r"|last night\b|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)
_DAILY = (
    rf"(?:alerts?(?:/| per | a )day|daily alerts|每天"
    rf"|每日)[^\d.;。；\n]{{0,12}}?(?P<value>{NUMBER})"
    r"(?!\d|\s?[%％])(?P<week>(?!))?(?:\s*(?:条|个|次)?(?:告警|报警)|(?<=\d)(?![\d%％A-Za-z]))"
)
ALERTS = (
    regex(
        rf"{_COUNT}\s+(?:(?!of\b|times\b)[a-z-]+\s+){{0,2}}?{_ALERTS}\s*(?:\s(?:came in"
        rf"|arrived)\s)?{_PERIOD}", re.I
    ),
    regex(
        rf"\b{_SOURCE}\b[^.;。；\n\d]{{0,40}}?\b{_FIRED}"
        rf"[^.;。；\n\d]{{0,20}}?{_COUNT}\s+times\s+{_PERIOD}", re.I
    ),
    regex(_DAILY, re.I),
    regex(
        rf"(?:告警|报警|监控)[^\d.;。；\n]{{0,8}}?(?:一天|单日|24\s?小时|昨天"
        rf"|今天)[^\d.;。；\n]{{0,8}}?{_COUNT}\s*(?:次|条)"
        r"(?P<week>(?!))?", re.I,
    ),
)  # fmt: skip


def minutes(text: str) -> float:
    """The minutes of a length as it is written: `1 h 30 min`, `an hour and a half`."""
    lowered = " ".join(text.casefold().split())
    if any(char.isdigit() for char in lowered):
        return (seconds(lowered) or 0.0) / 60
    first = lowered.split()[0]
    count = 0.5 if first == "half" else float(_FEW.get(first, 1))
    count += 0.5 if lowered.endswith("and a half") else 0.0
    unit = _UNITS.search(lowered)
    return count * (seconds(f"1 {unit[1]}") or 0.0) / 60 if unit is not None else 0.0
