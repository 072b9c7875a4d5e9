"""The items of the sections for actions, with their owners and deadlines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from learnings.diagnostic import Span
from learnings.entry import Entry, Log, Section
from learnings.kind import Kind
from learnings.lazy import regex
from learnings.vocabulary import fold

from ._action_rows import ITEM, Row, is_done, is_remark, rows, says_nothing
from ._owners import STRUCK, day_of, facts, is_name
from ._templates import is_line

SECTIONS = frozenset(("action items", "follow up actions"))
# Their templates ask for no owner: an item counts beside one that has an owner and a deadline.
_LOOSE = frozenset(("prevention", "prevention measures", "suggested action"))
_TASK = regex(
    r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?P<mark>[ xX])\][ \t]+(?P<text>.*\S)"
)
_BLOCK = regex(r"(?:[-*+]|\d{1,9}[.)])[ \t]|[#>|]|[-*_][ \t]*[-*_][ \t]*[-*_]")
_COMMENT = regex(r"<!--.*?-->")
_LONGEST = 2000


@dataclass(slots=True)
class Action:
    """An item of a list, or a row of a table.

    `text` is all of it, `title` its first line, `span` its place. `marked` is set where it says
    whether it is done: in a box, or in a column for it. What an item inside another does not say
    of its owner and its deadline the outer one may.
    """

    title: str
    span: Span
    done: bool
    marked: bool = True
    boxed: bool = True
    parent: Action | None = None
    lines: list[str] = field(default_factory=list)
    owned: bool = False
    dated: bool = False
    due: dt.date | None = None

    @property
    def subject(self) -> str:
        """What names the action in fingerprints."""
        return fold(self.title)[:80]

    def read(self, since: dt.date | None) -> None:
        """Look for an owner and a deadline; the outer item has been read."""
        found = facts(" ".join(self.lines)[:_LONGEST], since)
        above = self.parent
        self.owned = self.owned or found.owned or (above is not None and above.owned)
        self.dated = self.dated or found.dated or (above is not None and above.dated)
        self.due = self.due or found.due


def actions(log: Log, entry: Entry, kind: Kind, *, read: bool = True) -> Iterator[Action]:
    """The items of an entry's sections for actions, done ones included.

    Items without a box and rows of tables count where the kind of the entry has the section, so
    that its template asks for owners, and elsewhere beside an item that has one. Unless they are
    `read` nothing is known of owners and deadlines.
    """
    end = 0
    since = entry.logged.day if entry.logged is not None else None
    for section in entry.sections:
        if section.start < end or section.name not in SECTIONS | _LOOSE:
            continue
        end = section.end
        found = [item for item in _in_section(log, section, since) if _is_action(item)]
        is_asked = section.name in SECTIONS and kind.section(section.name) is not None
        if read or not is_asked:
            for action in found:
                action.read(since)
        if section.name in _LOOSE:
            is_model = any(item.owned and item.dated for item in found if item.parent is None)
            yield from found if is_model else ()
        elif is_asked or any(item.owned or item.dated for item in found):
            yield from found
        else:
            yield from (item for item in found if item.boxed)


def _in_section(log: Log, section: Section, since: dt.date | None) -> Iterable[Action]:
    found = [_of_row(row, since) for row in rows(log, section.start, section.end)]
    found += _items(log, section)
    return sorted(found, key=lambda action: action.span.line)


def _is_action(action: Action) -> bool:
    text = action.title
    if not any(char.isalnum() for char in STRUCK.sub("", text)) or is_line(text):
        return False
    return not says_nothing(text) and (action.boxed or not is_remark(text))


def _items(log: Log, section: Section) -> list[Action]:
    found: list[Action] = []
    around: list[tuple[int, Action]] = []
    gap = False
    for number in range(section.start, section.end):
        line = log.line(number)
        if log.is_opaque(number) or not line.strip():
            gap = True
            continue
        task, indent = _TASK.match(line), _width(line)
        item = task or ITEM.match(line)
        if item is not None:
            while around and around[-1][0] >= indent:
                around.pop()
        if item is not None and (task or not (around or _is_head(item["text"]))):
            action = _action(item, number, around[-1][1] if around else None, task is not None)
            around.append((indent, action))
            found.append(action)
        else:
            while around and indent <= around[-1][0] and (gap or _BLOCK.match(line.lstrip())):
                around.pop()
            if around and len(around[-1][1].lines) < 40:
                around[-1][1].lines.append(_plain(line))
        gap = False
    return found


def _is_head(text: str) -> bool:
    """True for an item that only stands above others: `Monitoring:`."""
    return text.rstrip(" *_").endswith((":", "：")) and len(text) < 60


def _action(item: re.Match[str], number: int, parent: Action | None, boxed: bool) -> Action:
    title = _plain(item["text"])
    span = Span.at(number, item.start("text") + 1, len(item["text"]))
    # A finished outer item has finished the inner ones.
    done = item["mark"] != " " if boxed else is_done(title)
    return Action(title, span, done, boxed, boxed, parent, [title])


def _of_row(row: Row, since: dt.date | None) -> Action:
    cells = row.cells
    action = Action(row.text, row.span, row.is_over or is_done(row.text), "status" in cells, False)
    action.owned = is_name(cells.get("owner", ""))
    when = day_of(cells.get("due", ""), since)
    action.dated, action.due = when
    # What has no column of its own may stand in the text.
    action.lines = [row.text]
    return action


def _plain(line: str) -> str:
    return (_COMMENT.sub("", line) if "<!--" in line else line).strip()


def _width(line: str) -> int:
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(4))
