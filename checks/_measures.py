"""Values that an entry states and that operations has thresholds for, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Log
from learnings.lazy import regex

from ._quantities import AMOUNT, said, seconds

_SECTIONS = frozenset(
    {"summary", "details", "impact", "metrics", "root cause", "context", "symptoms"}
)
_LONGEST = 2_000
_MOST = 5_000
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?"
_SHARE = rf"(?P<value>{_NUMBER})\s?[%％]"
# What stands between a name and its value, at most; no digit, so that the value is the next one.
_GAP = r"[^\d.;。；\n]{0,40}?"
_CLAUSE = regex(r"[;；。\n]|\.(?=\s|$)|[,，]\s|，|\b(?:but|while|whereas)\b|但", re.IGNORECASE)
_LIMIT = regex(
    r"\b(?:limits?|thresholds?|targets?|goals?|budget|alert (?:at|when|if|on|above)"
    r"|alerts? (?:at|above)"
    r"|page (?:at|when)|when(?:ever)?|if|once|until|unless|before|should|must|can|could|would"
    r"|never|not|below|under|less than|at most"
    r"|(?<!went )(?<!rose )(?<!grew )(?<!gone )(?<!is )up to"
    r"|exceed(?:s|ing)?|max(?:imum)?|from|was cut"
    r"|reserve|set|so that|expected|forecast|projected|by Q\d|warn(?:s|ing)?|free|available)\b"
    r"|阈值|目标|上限|不得|低于|应当|应该|如果|当.*时|不超过|剩余|空闲|<|≤",
    re.IGNORECASE,
)
# Shares of something else that stand beside the same words.
_OTHER = {
    "capacity-percent": regex(
        r"coverage|hit rate|throttl|module|reduc|saved|served|success|handled|grew by|growth|faster"
        r"|slower|命中|覆盖",
        re.IGNORECASE,
    ),
    "toil-percent": regex(r"reduc|saved?|less|fewer|cut|eliminat|减少|节省", re.IGNORECASE),
}
_HIT = regex(r"\b(?:exceed(?:ed)|above the|beyond|over the)\b|超过了|超出", re.IGNORECASE)


class _Pattern(NamedTuple):
    name: str
    words: re.Pattern[str]
    hint: re.Pattern[str]
    factor: Callable[[re.Match[str]], float]


class Measure(NamedTuple):
    """A value with the name of its threshold, as written and in the unit of the threshold."""

    name: str
    value: float
    text: str
    span: Span

    def limit(self, value: float) -> str:
        """A threshold in the unit of this measure, for a message."""
        if self.name == "manual-minutes":
            return said(60 * value)
        return f"{value} %" if self.name.endswith("percent") else f"{value} alerts a day"


def _number(found: re.Match[str]) -> float:
    return float(found["value"].replace(",", ""))


def _minutes(found: re.Match[str]) -> float:
    return (seconds(found["amount"]) or 0.0) / 60


def _alerts(found: re.Match[str]) -> float:
    return _number(found) / (7 if found["week"] else 1)


_MANUAL = (
    r"(?:manual(?:ly)?|by hand|hand-?run)\b[^.;\d\n]{0,20}?\b(?:step|task|approval|process"
    r"|procedure|check|work|intervention|rollout|deploy(?:ment)?|sign-?off|restart|renewal|release)s?\b"
)
_STEP_AFTER = (
    rf"(?:{_MANUAL}|手动步骤|人工步骤|手工步骤|人工审批|手动操作|人工操作)[^\d.;。；\n]{{0,40}}?"
    r"(?:takes?|took|taking|needs?|lasts?|lasted|requires?|required|costs?|of|:|：|\(|需要|耗时|花费|用时)"
    rf"[^\d.;。；\n]{{0,16}}?(?P<amount>{AMOUNT})"
)
_STEP_BEFORE = rf"(?P<amount>{AMOUNT})\s+(?:of\s+)?{_MANUAL}"
_PER_DAY = (
    rf"(?<![\d.,])(?P<value>{_NUMBER})\+?\s+(?:[a-z-]+\s+){{0,2}}?(?:alerts?|pages|notifications)"
    r"\s*(?:(?:a|per|each|every|/)\s*|/)(?:day|(?P<week>week))\b"
)
_DAILY = (
    rf"(?:alerts?(?:/| per | a )day|daily alerts|每天|每日)[^\d.;。；\n]{{0,12}}?"
    rf"(?P<value>{_NUMBER})"
    r"(?!\d|\s?[%％])(?P<week>(?!))?(?:\s*(?:条|个|次)?(?:告警|报警)|(?<=\d)(?![\d%％A-Za-z]))"
)
_RESOURCE = (
    r"(?:disks?|volumes?|storage|memory|heap|cpu|quota|capacity|(?:connection |thread )?pool"
    r"|cluster|utili[sz]ation|file ?system|磁盘|内存|容量|使用率|利用率|连接池|存储)"
)
_FULL = (
    rf"(?<![A-Za-z]){_RESOURCE}(?![A-Za-z])(?:\s+(?:usage|use|space))?"
    r"[^\d.;。；\n]{0,30}?"
    r"(?:at|reached|reaches|hit|hits|to|is|was|were|stood at|grew to|climbed to|exceeded|of"
    r"|[:：=]|达到|达|为|到|超过)"
    rf"\s*(?:about |over |nearly |~|约)?{_SHARE}"
)
_FULL_BEFORE = (
    rf"(?<![\d.]){_SHARE}\s*(?:(?:full|used|utili[sz]ed"
    r"|of (?:the )?(?:disk|capacity|quota|memory|pool))"
    r"(?![A-Za-z])|已用|占用)"
)
_PATTERNS = (
    _Pattern(
        "manual-minutes", regex(_STEP_AFTER, re.I), regex("manual|hand|手|人工", re.I), _minutes
    ),
    _Pattern("manual-minutes", regex(_STEP_BEFORE, re.I), regex("manual|hand", re.I), _minutes),
    _Pattern("alerts-per-day", regex(_PER_DAY, re.I), regex("alert|page|notif", re.I), _alerts),
    _Pattern("alerts-per-day", regex(_DAILY, re.I), regex("alert|告警|报警", re.I), _alerts),
    _Pattern(
        "change-failure-percent",
        regex(rf"(?:change[- ]fail(?:ure)?[- ]rate|\bCFR\b|变更失败率){_GAP}{_SHARE}", re.I),
        regex("change|CFR|变更", re.I),
        _number,
    ),
    _Pattern(
        "toil-percent",
        regex(rf"toil{_GAP}{_SHARE}(?=\s*(?:of\b|$|on-?call))", re.I),
        regex("toil", re.I),
        _number,
    ),
    _Pattern(
        "toil-percent",
        regex(rf"{_SHARE}\s+of\s+(?:its|their|the|our|all)?\s*(?:on-?call\s+)?(?:time|hours|work|shifts?)"
              r"\b[^.;。；\n]{0,30}?\btoil\b", re.I),
        regex("toil", re.I),
        _number,
    ),
    _Pattern("capacity-percent", regex(_FULL, re.I), regex("[%％]"), _number),
    _Pattern("capacity-percent", regex(_FULL_BEFORE, re.I), regex("[%％]"), _number),
)  # fmt: skip
_ANY = regex(
    r"\d.*(?:[%％]|manual|hand|alert|pages|notif)|(?:manual|hand|手|人工|alert|每天|每日).*\d", re.I
)
_SEVERAL = regex(
    r"\b(?:\d+|several|all|many|various|across|different)\s+(?:\w+\s+)?(?:monitors|services|teams)\b"
    r"|in total|altogether|总共|合计", re.I
)  # fmt: skip


def measures(log: Log, entry: Entry) -> Iterator[Measure]:
    """The values of an entry, in its order; none that are a limit, a goal or past."""
    for start, end in _stretches(entry):
        for number in range(start, end):
            line = log.line(number)
            if len(line) > _LONGEST or not _ANY.search(line) or log.is_opaque(number):
                continue
            yield from _line(line, number)


def _stretches(entry: Entry) -> Iterator[tuple[int, int]]:
    first = min((part.span.line for part in entry.sections), default=entry.end)
    yield entry.start, min(first, entry.start + _MOST)
    for section in entry.sections:
        if section.name in _SECTIONS:
            yield section.start, section.own_end


def _line(line: str, number: int) -> Iterator[Measure]:
    start = 0
    bounds = [(found.start(), found.end()) for found in _CLAUSE.finditer(line)]
    for end, behind in [*bounds, (len(line), len(line))]:
        clause = line[start:end]
        for pattern in _PATTERNS:
            found = pattern.words.search(clause) if pattern.hint.search(clause) else None
            if found is not None and _is_a_fact(clause, found, pattern.name):
                what = "amount" if pattern.name == "manual-minutes" else "value"
                place = found.start(what)
                text = found[what] + (" %" if pattern.name.endswith("percent") else "")
                span = Span.at(number, start + place + 1, len(found[what]))
                yield Measure(pattern.name, pattern.factor(found), text, span)
        start = behind


def _is_a_fact(clause: str, found: re.Match[str], name: str) -> bool:
    """False for a limit, a goal, a plan or a value of old times."""
    if name == "alerts-per-day" and _SEVERAL.search(clause):
        return False
    if clause[found.end() : found.end() + 4].lstrip().startswith(("->", "→", "to ")):
        return False
    before = clause[: found.end()]
    if name in _OTHER and _OTHER[name].search(before):
        return False
    limited = _LIMIT.search(before)
    return limited is None or (_HIT.search(before) is not None and limited[0].lower() == "from")
