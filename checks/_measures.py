"""Values that an entry states and that operations has thresholds for, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Log
from learnings.lazy import regex

from ._efforts import ALERTS, MANUAL, PAST, minutes
from ._quantities import percent, said
from ._shares import CHANGE_FAILURE, FREE, FULL, TOIL

_SECTIONS = frozenset(
    {"summary", "details", "impact", "metrics", "root cause", "context", "symptoms"}
)
_LONGEST = 2_000
_MOST = 5_000
# Fewer changes than this make no rate.
_CHANGES = 10
_CLAUSE = regex(
    r"[;；。\n]|\.(?=\s|$)|[,，]\s(?!which\s(?:takes|took|needs|lasts)\b)|，|\b(?:but|while"
    r"|whereas)\b|但",
    re.IGNORECASE,
)
_SENTENCE = regex(r"[;；。\n]|\.(?=\s|$)")
_WISH = (
    r"limits?|thresholds?|targets?|goals?|budget|objectives?|alert (?:at|when|if|on|above)"
    r"|alerts? (?:at|above)|page (?:at|when)|when(?:ever)?|if|once|until|unless|before|should"
    r"|must|can|could|would"
    r"|never|not"
    r"|up to(?<!went up to)(?<!rose up to)(?<!grew up to)"
    r"(?<!gone up to)(?<!is up to)(?<!climbed up to)"
    r"|max(?:imum)?|from|was cut|reserve|set|so that|expected|forecast|projected"
    r"|by Q\d|warn(?:s|ing)?|wants?|wanted|aims?|plans? to|hopes?|kicks? in|scales? (?:out|up)"
    r"|according to"
    r"|simulat\w+|estimat\w+|as many as|(?:load|stress)[- ]test\w*|benchmark\w*|game ?day"
)
_EAST = "阈值|目标|上限|不得|应当|应该|如果|当.*时|不超过|预计"
_LIMIT = regex(
    rf"\b(?:{_WISH}|below|under|less than|at most|exceed(?:s|ing)?|free|available|idle|SL[OA]s?)\b"
    rf"|{_EAST}|低于|剩余|空闲|<|≤",
    re.IGNORECASE,
)
_LIMIT_OF_REST = regex(rf"\b(?:{_WISH}|above|more than|at least)\b|{_EAST}|>|≥", re.IGNORECASE)
# Shares of something else that stand beside the same words.
_OTHER = {
    "capacity-percent": regex(
        r"coverage|hit rate|throttl|module|reduc|saved|served|success|handled|grew by|growth|faster"
        r"|slower|accura|availab(?!le)|uptime|命中|覆盖|可用性",
        re.IGNORECASE,
    ),
    "toil-percent": regex(r"reduc|saved?|less|fewer|cut|eliminat|减少|节省", re.IGNORECASE),
}
_HIT = regex(r"\b(?:exceed(?:ed)|above the|beyond|over the)\b|超过了|超出", re.IGNORECASE)


class _Pattern(NamedTuple):
    name: str
    words: tuple[re.Pattern[str], ...]
    hint: re.Pattern[str]
    factor: Callable[[re.Match[str]], float]
    limit: re.Pattern[str] = _LIMIT


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


def _used(found: re.Match[str]) -> float:
    return 100 - _number(found)


def _rate(found: re.Match[str]) -> float:
    whole = found.groupdict().get("whole")
    if whole is None:
        return _number(found)
    return 100 * _number(found) / int(whole) if int(whole) >= _CHANGES else 0.0


def _minutes(found: re.Match[str]) -> float:
    return minutes(found["amount"])


def _alerts(found: re.Match[str]) -> float:
    return _number(found) / (7 if found["week"] else 1)


_PERCENT = regex(r"[%％]|per ?cent|pct", re.I)
_PATTERNS = (
    _Pattern("manual-minutes", MANUAL, regex("manual|hand|手|人工", re.I), _minutes),
    _Pattern(
        "alerts-per-day", ALERTS,
        regex("alert|page|notif|alarm|times|每天|每日|告警|报警|监控", re.I), _alerts,
    ),
    _Pattern(
        "change-failure-percent", CHANGE_FAILURE,
        regex("change|CFR|变更|deploy|release|rollout", re.I), _rate,
    ),
    _Pattern("toil-percent", TOIL, regex("toil", re.I), _number),
    _Pattern("capacity-percent", FULL, _PERCENT, _number),
    _Pattern("capacity-percent", FREE, _PERCENT, _used, _LIMIT_OF_REST),
)  # fmt: skip
_ANY = regex(
    r"[%％]|per ?cent|manual|\bhand|手|人工|每天|每日|alert|page|notif|alarm|times|deploy"
    r"|release|change"
    r"|rollout|次|条|告警|报警|toil|CFR",
    re.I,
)
# Only the length of a step may be spelt out.
_AMOUNT = regex(r"\d|manual|\bhand", re.I)
_SEVERAL = regex(
    r"\b(?:\d+|several|all|many|various|across|different|dozens of|(?:twen|thir|for|fif|six"
    r"|seven|eigh|nine)ty|two|three"
    r"|four|five|six|seven|eight|nine|ten|twelve)\s+(?:\w+\s+)?(?:monitors|services|teams|checks"
    r"|rules|clusters|hosts)\b"
    r"|in total|altogether|总共|合计", re.I
)  # fmt: skip


def measures(log: Log, entry: Entry) -> Iterator[Measure]:
    """The values of an entry, in its order; none that are a limit, a goal or past."""
    for start, end in _stretches(entry):
        for number in range(start, end):
            line = log.line(number)
            if len(line) > _LONGEST or not _ANY.search(line) or not _AMOUNT.search(line):
                continue
            if log.is_opaque(number):
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
            found = _found(clause, pattern)
            if found is not None and not (
                pattern.name == "manual-minutes" and PAST.search(_sentence(line, start, end))
            ):
                yield _measure(pattern, found, number, start)
        start = behind


def _found(clause: str, pattern: _Pattern) -> re.Match[str] | None:
    """The first value of a clause by one of the wordings of a pattern that is a fact."""
    if not pattern.hint.search(clause):
        return None
    for words in pattern.words:
        found = words.search(clause)
        if found is not None and _is_a_fact(clause, found, pattern):
            return found
    return None


def _sentence(line: str, start: int, end: int) -> str:
    """The sentence in which a clause of a line stands."""
    bounds = [0, *(found.end() for found in _SENTENCE.finditer(line, 0, start))]
    after = _SENTENCE.search(line, end)
    return line[bounds[-1] : after.start() if after is not None else len(line)]


def _measure(pattern: _Pattern, found: re.Match[str], number: int, start: int) -> Measure:
    what = "amount" if pattern.name == "manual-minutes" else "value"
    value, text = pattern.factor(found), found[what]
    if found.groupdict().get("whole") is not None:
        text = f"{percent(value)} ({text} of {found['whole']})"
    elif pattern.name.endswith("percent"):
        text += " % free" if pattern.factor is _used else " %"
    span = Span.at(number, start + found.start(what) + 1, len(found[what]))
    return Measure(pattern.name, value, text, span)


def _is_a_fact(clause: str, found: re.Match[str], pattern: _Pattern) -> bool:
    """False for a limit, a goal, a plan or a value of old times."""
    name = pattern.name
    if name == "alerts-per-day" and _SEVERAL.search(clause):
        return False
    if clause[found.end() : found.end() + 4].lstrip().startswith(("->", "→", "to ")):
        return False
    before = clause[: found.end()]
    if name in _OTHER and _OTHER[name].search(before):
        return False
    limited = pattern.limit.search(before)
    return limited is None or (_HIT.search(before) is not None and limited[0].lower() == "from")
