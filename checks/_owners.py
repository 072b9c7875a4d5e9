"""What an action says of itself: who does it and until when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from learnings.lazy import regex

from ._when import NOTHING, When, names_a_day, part, said

STRUCK = regex(r"~~[^~]*~~")
# A link is no group of an owner and a day.
_LINK = regex(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_GROUP = regex(r"[(（\[【]([^()（）\[\]【】]{1,80})[)）\]】]")
_AMERICAN = regex(r"([A-Za-z]{3}\.? \d{1,2}(?:st|nd|rd|th)?), (\d{4})")
_EDGE = " .。;；"
_SPLIT = regex(r"[,，、;；|·]|\s+[—–/-]+\s+")
_TRAIL = regex(r"\s(?:—|–|--?|\|)\s+([^—–|()（）]{1,60})$")
_ARROW = regex(r"\s(?:->|=>|→|⇒)\s+([^—–|()（）→⇒>]{1,60})$")
_NAME = regex(r"@?[^\W\d_][\w.'’-]*(?: (?:(?:&|\+|and|/) )?[\w.'’-]+){0,3}")
_MENTION = regex(r"(?<![\w.@/])@\w[\w-]*")
_KEYED = regex(
    r"(?:\b(?:owners?|assignees?|assigned|dri|responsible|lead|accountable)\b\**\s*[:：=]"
    r"|\b(?:assigned to|owned by)\b[ :]"
    r"|(?:负责人|责任人|責任人|经办人|执行人|跟进人)\**\s*[:：=是为]?)"
    r"[\s*]*(?P<who>[^\s,;，；)）*][^,;，；()（）]{0,40})",
    re.IGNORECASE,
)
_TOLD = regex(
    r"由\s*\S{1,16}?\s*(?:负责|跟进|处理|完成|执行)|^[\u4e00-\u9fff]{2,4}负责"
    r"|\b(?!(?:the|our|a|this|that|whole)\b)[\w-]+ team (?:to|will|should)\b"
    r"|^[^\W\d_][\w.-]{0,30}\s?[:：]\s",
    re.IGNORECASE,
)
# `ana to cap the pool`, `Ana and Ben will cap it`; not `Switch to the new pool`.
_DOES = regex(
    r"^(?:\*\*)?(?P<who>[^\W\d_][\w.-]{0,30})(?:(?: and | ?& |, "
    r"|/)[^\W\d_][\w.-]{0,30}){0,2}(?:\*\*)?"
    r" (?:to|will|should|is going to) [a-z`]"
)
_NOT_DOERS = """\
need try remember plan want have aim agree decide start begin continue switch move migrate upgrade
downgrade add write talk go return connect reach commit link point send forward redirect change
convert extend expose attach apply bind scale set wait learn get respond listen subscribe refer
stick pin map copy sync push publish promote announce notify escalate speak revert fall roll
failover route port pay due prior according how what where when why which who in up close open back
it this that these those there we they you i he she similar next ability option way time access
limit bring pass deploy assign raise report export import upload log introduce restrict adapt align
ensure make use look someone somebody anyone anybody everyone everybody nobody all team teams owner
assignee hand turn lead respect subject relate contribute adhere conform react reduce increase lower
be everything nothing something alerts alert tests test monitoring service system pool"""
_NO_DOER = frozenset(_NOT_DOERS.split())
# Remarks in brackets that are no name.
_REMARK = regex(
    r"(?:optional|wip|blocked|done|todo|stretch|nice to have|high|medium|low|critical|urgent|p[0-4]"
    r"|priority.*|see .*|if .*|e\.?g\.?.*|i\.?e\.?.*|was .*|after .*|and .*|or .*"
    r"|for .*|with .*|both .*"
    r"|in progress|pending|open|x|可选|必做|高|中|低|紧急)",
    re.IGNORECASE,
)


class Facts(NamedTuple):
    """What a text says of itself as an action."""

    owned: bool
    dated: bool
    due: dt.date | None


# Two checks ask for the same actions, one after the other.
@lru_cache(maxsize=16384)
def facts(raw: str, since: dt.date | None) -> Facts:
    """Whether an action has an owner and a deadline; a day without a year comes after `since`."""
    text = _LINK.sub(r"\1", STRUCK.sub(" ", raw)) if "~~" in raw or "](" in raw else raw
    prose = said(text, since)
    whens, owned = [prose], False
    found = [(*_parts(inner, since), is_at_edge) for inner, is_at_edge in _groups(text)]
    is_dated = prose.is_stated or any(stated for _, stated, _ in found)
    for names, stated, is_at_edge in found:
        whens += stated
        # With a deadline elsewhere a name in brackets may stand anywhere.
        owned = owned or bool(names and (is_dated or is_at_edge))
    days = [when.day for when in whens if when.day is not None]
    dated = is_dated or names_a_day(text)
    return Facts(owned or _is_owned(text), dated, max(days, default=None))


def is_name(text: str) -> bool:
    """True for the cell of a table that says who does something."""
    plain = text.strip(" *_`~.")
    return any(char.isalnum() for char in plain) and plain.casefold() not in NOTHING


def day_of(text: str, since: dt.date | None) -> When:
    """The deadline that the cell of a table states."""
    plain = text.strip(" *_`~")
    known = part(plain, since)
    return known if known is not None else When(is_name(plain), None)


def _groups(text: str) -> Iterator[tuple[str, bool]]:
    """What stands in brackets or at the end, and whether a name may stand there alone."""
    found = list(_GROUP.finditer(text))
    last = len(text.rstrip(_EDGE))
    edges = {found[0].start()} if found and found[0].start() == 0 else set()
    for item in reversed(found):
        if item.end() < last:
            break
        edges.add(item.start())
        last = len(text[: item.start()].rstrip(_EDGE))
    for item in found:
        yield item[1], item.start() in edges
    trail = _TRAIL.search(text[-80:])
    yield (trail[1] if trail is not None else ",".join(text.rsplit(",", 2)[1:])), False
    arrow = _ARROW.search(text[max(0, last - 80) : last])
    if arrow is not None:
        yield arrow[1], False


def _parts(inner: str, since: dt.date | None) -> tuple[list[str], list[When]]:
    """The names and the deadlines of a group such as `ana, 2026-03-10`."""
    names, whens = [], []
    for item in (piece.strip(" *_`") for piece in _SPLIT.split(_AMERICAN.sub(r"\1 \2", inner))):
        when = part(item, since)
        if when is not None:
            whens.append(when)
        elif (
            item.casefold() not in NOTHING and _NAME.fullmatch(item) and not _REMARK.fullmatch(item)
        ):
            names.append(item)
    return names, whens


def _is_owned(text: str) -> bool:
    if _MENTION.search(text) or _TOLD.search(text):
        return True
    doer = _DOES.match(text)
    if doer is not None and doer["who"].casefold() not in _NO_DOER:
        return True
    whos = (found["who"].strip(" *_`.?") for found in _KEYED.finditer(text))
    return any(who and who.casefold() not in NOTHING for who in whos)
