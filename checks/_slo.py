"""What an entry says of its SLO and its SLA: the value that stands beside the word, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Log
from learnings.lazy import regex

from ._owner import owner_of
from ._quantities import seconds
from ._timeline import cells

_LONGEST = 2_000
_WORD = regex(
    r"(?<![A-Za-z])(?:SL(?P<short>[OA])s?"
    r"|[Ss]ervice[- ][Ll]evel[- ](?:(?P<long>[OoAa])(?:bjectives?|greements?)))(?![A-Za-z])"
)
_HINT = regex(r"SL[OA]|[Ll]evel[- ][OoAa]")
# Between the word and its value, and behind it, nothing may stand but this.
_LINK = (
    r"(?:[\s:：=≥>*`_|(（)）\"]|为|是|目标|承诺|要求|可用性|只有|仅|定为|设为"
    r"|(?:target|objective|goal|availability|uptime"
    r"|monthly|promises?|commits? to|guarantees?|requires?|of|is|at least|at|for"
    r"|was set to|set to|says?|states?|sits|stands|lies|asks for|only|just"
    r"|(?:that |which )?we (?:sold|sell|sign(?:ed)?|promised?|agreed(?: on| to)?|alert on"
    r"|publish(?:ed)?)"
    r"|(?:that |which )?(?:was )?(?:sold|signed)|in the contract|(?:to|with) (?:our )?customers"
    r"|liegt|bei|verspricht|beträgt|garantiert|ist|von|es|de|del|promete|garantiza)(?![A-Za-zäöü]))"
)
_AFTER = regex(rf"{_LINK}{{0,12}}(?P<value>\d{{2,3}}(?:[.,]\d{{1,6}})?)\s?[%％]", re.IGNORECASE)
_BEFORE = regex(
    r"(?P<value>\d{2,3}(?:[.,]\d{1,6})?)\s?[%％](?:\s|的|可用性"
    r"|(?:availability|uptime|as|of|in|the|our|an?|monthly)(?![A-Za-z])){0,6}$",
    re.IGNORECASE,
)
_NO_TARGET = regex(
    r"(?:from|old|former|previous|proposed?|new|planned|would|should|could|if|instead of|than)\s+"
    r"(?:an?\s+|the\s+|our\s+)?(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
_NOT_IT = regex(
    r"\s*(?:of\s+(?:all\s+)?(?:the\s+)?(?:requests|calls|queries|responses)|→|->|=>|to\s+\d"
    r"|(?:this|last|so far|right now|today|year to date|currently)\b"
    r"|(?:report|dashboard|window|period|credits?|review|burn)\b|\(?(?:actual|measured|achieved|observed|met|breach)|的请求|请求)",
    re.IGNORECASE,
)
_SCOPE = regex(
    r"[\s)）*`]*(?:(?:availability|uptime)\s+)?(?:covers?|applies to|for)\s+"
    r"(?!\d|(?:a|the|each|every)\s+(?:month|week|quarter|year))(?P<scope>[^.;；。,，)）]{1,40})",
    re.IGNORECASE,
)
_FOR = regex(
    r"\s+(?:for|of)\s+(?:the\s+|our\s+)?(?P<scope>[A-Za-z][\w-]*(?:\s[a-z][\w-]*)?)"
    r"(?=\s+(?:is|was|sits|says|at)\b|\s?[:=])",
    re.IGNORECASE,
)
_PERCENTILE = regex(
    r"(?<![A-Za-z0-9])p(?P<p>\d{2}(?:\.\d{1,3})?)(?!\d)"
    r"|(?P<of>\d{2}(?:\.\d{1,3})?)\s?[%％]\s*(?:of\s+(?:all\s+)?(?:the\s+)?)?(?:requests|calls|queries|的?请求)",
    re.IGNORECASE,
)
_BELOW = regex(
    r"(?:[<≤]=?|\b(?:below|under|within|less than|at most)\b|低于|小于|不超过)\s*"
    r"(?P<amount>\d{1,9}(?:\.\d{1,6})?\s?(?:ms|milliseconds?|s|secs?|seconds?|毫秒|秒))(?![A-Za-z])",
    re.IGNORECASE,
)
_ERRORS = regex(
    r"(?:error rate|failure rate|错误率|失败率)\s*(?:[:：<≤=]|below|under|of|is|低于|小于|\s){1,4}"
    r"(?P<value>\d{1,3}(?:\.\d{1,6})?)\s?[%％]",
    re.IGNORECASE,
)
_CLAUSE = regex(r"[;；。\n]|\.(?=\s|$)|,\s|，|\b(?:but|while|whereas|and)\b|但|而", re.IGNORECASE)
_WINDOW = regex(
    r"(?P<n>\d{1,3})[\s-]?(?:days?|d)(?![A-Za-z])|(?P<days>\d{1,3})\s?天"
    r"|(?P<name>month(?:ly)?|week(?:ly)?|quarter(?:ly)?|year(?:ly)?|annual|每?月度?|每?周度?|季度|年度)",
    re.IGNORECASE,
)
_NAMED = {"mo": (28, 31), "we": (7, 7), "qu": (90, 92), "ye": (365, 366), "an": (365, 366)}
_CHINESE = {"月": (28, 31), "周": (7, 7), "季": (90, 92), "年": (365, 366)}


class Target(NamedTuple):
    """A target as stated: `SLO` or `SLA`, what it measures, the value, and its place.

    `measure` is `availability`, `error rate` or `latency` with its percentile; values are
    percentages, or seconds for a latency. `scope` is what it holds for, where that is said,
    `owner` the word that says so in front: `checkout` in "the checkout SLO".
    """

    kind: str
    measure: str
    value: float
    text: str
    span: Span
    scope: str = ""
    owner: str = ""

    def is_looser_than(self, other: Target) -> bool:
        """True if it asks for less; of the same measure."""
        if self.measure == "availability":
            return self.value < other.value
        return self.value > other.value


def speaks_of_both(text: str) -> bool:
    """True if an SLO and an SLA may be in a text at all."""
    return ("SLO" in text or "bjective" in text) and ("SLA" in text or "greement" in text)


def targets(log: Log, entry: Entry) -> Iterator[Target]:
    """The targets that an entry states, in its order; none inside code."""
    columns: tuple[str, ...] = ()
    for number in range(entry.start, entry.end):
        line = log.line(number)
        is_row = line.lstrip().startswith("|")
        columns = columns if is_row else ()
        if not is_row and _HINT.search(line) is None:
            continue
        if len(line) > _LONGEST or log.is_opaque(number):
            continue
        if is_row:
            columns = columns or _columns(line)
            if columns:
                yield from _cells(line, number, columns)
                continue
        yield from _clauses(line, number)


def _columns(header: str) -> tuple[str, ...]:
    """Which of the columns of a table are the SLO and the SLA; empty unless both are there."""
    words = [_WORD.search(text) for _, text in cells(header)]
    kinds = tuple(f"SL{_letter(word)}" if word is not None else "" for word in words)
    return kinds if "SLO" in kinds and "SLA" in kinds else ()


def _cells(line: str, number: int, columns: tuple[str, ...]) -> Iterator[Target]:
    for kind, (start, text) in zip(columns, cells(line), strict=False):
        if kind:
            yield from _values(kind, f"{kind} {text}", number, start - len(kind) - 1)


def _clauses(line: str, number: int) -> Iterator[Target]:
    """Clause by clause: a value belongs to the word that stands in the same one."""
    start = 0
    ends = [(found.start(), found.end()) for found in _CLAUSE.finditer(line)]
    for end, behind in [*ends, (len(line), len(line))]:
        text = line[start:end]
        words = {_letter(word) for word in _WORD.finditer(text)}
        if len(words) == 1:
            yield from _values(f"SL{words.pop()}", text, number, start)
        elif words:
            yield from _availabilities(text, number, start)
        start = behind


def _values(kind: str, text: str, number: int, offset: int) -> Iterator[Target]:
    latency, errors = _BELOW.search(text), _ERRORS.search(text)
    if latency is not None:
        named = _PERCENTILE.search(text)
        which = (named["p"] or named["of"]).rstrip("0").rstrip(".") if named else ""
        measure = f"latency p{which or named[0]}" if named is not None else "latency"
        length = seconds(latency["amount"].replace("毫秒", "ms"))
        if length is not None:
            span = _span(number, offset, latency.start("amount"), latency["amount"])
            yield Target(kind, measure, length, latency["amount"], span)
    elif errors is not None:
        shown = f"{errors['value']} %"
        span = _span(number, offset, errors.start("value"), errors["value"])
        yield Target(kind, "error rate", float(errors["value"]), shown, span)
    else:
        yield from _availabilities(text, number, offset)


def _availabilities(text: str, number: int, offset: int) -> Iterator[Target]:
    taken: set[int] = set()
    for word in _WORD.finditer(text):
        whose = _FOR.match(text, word.end())
        found = _AFTER.match(text, whose.end() if whose is not None else word.end())
        if found is None:
            found = _BEFORE.search(text, max(0, word.start() - 60), word.start())
        if found is None or found.start("value") in taken:
            continue
        begin = min(word.start(), found.start("value"))
        value = float(found["value"].replace(",", "."))
        behind = _NOT_IT.match(text, found.end() if begin == word.start() else word.end())
        before = _NO_TARGET.search(text, max(0, begin - 40), begin)
        if 50 < value <= 100 and behind is None and before is None:
            taken.add(found.start("value"))
            span = _span(number, offset, found.start("value"), found["value"])
            scope = _SCOPE.match(text, max(found.end(), word.end()))
            scope = whose or scope
            about = " ".join(scope["scope"].casefold().split()) if scope is not None else ""
            owner = owner_of(text, begin)
            shown = f"{found['value']} %"
            yield Target(f"SL{_letter(word)}", "availability", value, shown, span, about, owner)


def _letter(word: re.Match[str]) -> str:
    """O for an objective, A for an agreement."""
    return (word["short"] or word["long"]).upper()


def _span(number: int, offset: int, start: int, text: str) -> Span:
    return Span.at(number, max(offset + start, 0) + 1, len(text))


def windows(text: str) -> set[tuple[int, int]]:
    """The windows that a text names, each as its least and greatest number of days."""
    found = set()
    for item in _WINDOW.finditer(text[:_LONGEST]):
        number = item["n"] or item["days"]
        if number:
            found.add((int(number), int(number)))
        else:
            name = item["name"].casefold().removeprefix("每")
            found.add(_NAMED.get(name[:2]) or _CHINESE[name[0]])
    return found
