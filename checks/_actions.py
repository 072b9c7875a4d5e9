"""The items of task lists in the sections for actions, with their owners and deadlines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Log, Section
from learnings.lazy import regex
from learnings.vocabulary import fold

from ._templates import is_line
from ._when import NOTHING, When, names_a_day, part, said

SECTIONS = frozenset(("action items", "follow up actions"))
_TASK = regex(
    r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?P<mark>[ xX])\][ \t]+(?P<text>.*\S)"
)
_BLOCK = regex(r"(?:[-*+]|\d{1,9}[.)])[ \t]|[#>|]|[-*_][ \t]*[-*_][ \t]*[-*_]")
_COMMENT = regex(r"<!--.*?-->")
_STRUCK = regex(r"~~[^~]*~~")
# A link is no group of an owner and a day.
_LINK = regex(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_GROUP = regex(r"[(（\[【]([^()（）\[\]【】]{1,80})[)）\]】]")
_AMERICAN = regex(r"([A-Za-z]{3}\.? \d{1,2}(?:st|nd|rd|th)?), (\d{4})")
_EDGE = " .。;；"
_SPLIT = regex(r"[,，、;；|·]|\s+[—–/-]+\s+")
_TRAIL = regex(r"\s(?:—|–|--?|\|)\s+([^—–|()（）]{1,60})$")
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
    r"由\s*\S{1,16}?\s*(?:负责|跟进|处理|完成|执行)|\bteam (?:to|will|should)\b"
    r"|^[A-Z]{2,6} (?:to|will|should)\b|^[A-Z][a-z]+ will\b|^[^\W\d_][\w.-]{0,30}\s?[:：]\s"
)
# Remarks in brackets that are no name.
_REMARK = regex(
    r"(?:optional|wip|blocked|done|todo|stretch|nice to have|high|medium|low|critical|urgent|p[0-4]"
    r"|priority.*|see .*|if .*|e\.?g\.?.*|i\.?e\.?.*|was .*|after .*|and .*|or .*"
    r"|for .*|with .*|both .*"
    r"|in progress|pending|open|x|可选|必做|高|中|低|紧急)",
    re.IGNORECASE,
)
_LONGEST = 2000


@dataclass(slots=True)
class Action:
    """An item of a task list. `text` is all of it, `title` its first line, `span` its place.

    What an item inside another does not say of its owner and its deadline the outer one may.
    """

    title: str
    span: Span
    done: bool
    parent: Action | None = None
    lines: list[str] = field(default_factory=list)
    owned: bool = False
    dated: bool = False
    due: dt.date | None = None

    @property
    def subject(self) -> str:
        """What names the action in fingerprints."""
        return fold(self.title)[:80]

    def read(self) -> None:
        """Look for an owner and a deadline; the outer item has been read."""
        found = _facts(" ".join(self.lines)[:_LONGEST])
        above = self.parent
        self.owned = found.owned or (above is not None and above.owned)
        self.dated = found.dated or (above is not None and above.dated)
        self.due = found.due


class _Facts(NamedTuple):
    """What a text says of itself as an action."""

    owned: bool
    dated: bool
    due: dt.date | None


def actions(log: Log, entry: Entry, *, read: bool = True) -> Iterator[Action]:
    """The items of the task lists of an entry's sections for actions, done ones included.

    Unless they are `read` nothing is known of owners and deadlines.
    """
    end = 0
    for section in entry.sections:
        if section.name in SECTIONS and section.start >= end:
            end = section.end
            yield from _in_section(log, section, read)


def _in_section(log: Log, section: Section, read: bool) -> Iterator[Action]:
    found: list[Action] = []
    around: list[tuple[int, Action]] = []
    gap = False
    for number in range(section.start, section.end):
        line = log.line(number)
        if log.is_opaque(number) or not line.strip():
            gap = True
            continue
        item = _TASK.match(line)
        indent = _width(line)
        if item is not None:
            while around and around[-1][0] >= indent:
                around.pop()
            action = _action(item, number, around[-1][1] if around else None)
            around.append((indent, action))
            found.append(action)
        else:
            while around and indent <= around[-1][0] and (gap or _BLOCK.match(line.lstrip())):
                around.pop()
            if around and len(around[-1][1].lines) < 40:
                around[-1][1].lines.append(_plain(line))
        gap = False
    for action in found:
        if read:
            action.read()
        if any(char.isalnum() for char in _STRUCK.sub("", action.title)) and not is_line(
            action.title
        ):
            yield action


def _action(item: re.Match[str], number: int, parent: Action | None) -> Action:
    title = _plain(item["text"])
    span = Span.at(number, item.start("text") + 1, len(item["text"]))
    # A finished outer item has finished the inner ones.
    done = item["mark"] != " "
    return Action(title, span, done, parent, [title])


def _plain(line: str) -> str:
    return (_COMMENT.sub("", line) if "<!--" in line else line).strip()


def _width(line: str) -> int:
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(4))


# Two checks ask for the same actions, one after the other.
@lru_cache(maxsize=16384)
def _facts(raw: str) -> _Facts:
    text = _LINK.sub(r"\1", _STRUCK.sub(" ", raw)) if "~~" in raw or "](" in raw else raw
    prose = said(text)
    whens, owned = [prose], False
    for inner, is_at_edge in _groups(text):
        names, stated = _parts(inner)
        whens += stated
        # With a deadline elsewhere a name in brackets may stand anywhere.
        owned = owned or bool(names and (stated or is_at_edge or prose.is_stated))
    days = [when.day for when in whens if when.day is not None]
    dated = any(when.is_stated for when in whens) or names_a_day(text)
    return _Facts(owned or _is_owned(text), dated, max(days, default=None))


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


def _parts(inner: str) -> tuple[list[str], list[When]]:
    """The names and the deadlines of a group such as `ana, 2026-03-10`."""
    names, whens = [], []
    for item in (piece.strip(" *_`") for piece in _SPLIT.split(_AMERICAN.sub(r"\1 \2", inner))):
        when = part(item)
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
    whos = (found["who"].strip(" *_`.?") for found in _KEYED.finditer(text))
    return any(who and who.casefold() not in NOTHING for who in whos)
