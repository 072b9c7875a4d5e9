"""Actions without a box: plain items of lists, and rows of tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Log
from learnings.lazy import regex

ITEM = regex(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?!\[[ xX]\])(?P<text>.*\S)")
# Where nothing is to be done: `N/A`, `None needed`, `No action items.`
_NOTHING = regex(
    r"(?:n/?a|none(?: (?:needed|required|so far|yet|identified|planned))?|not (?:applicable"
    r"|needed|required)"
    r"|(?:there (?:are|is) )?no (?:(?:further|open|new|more|follow[- ]up"
    r"|immediate) )?(?:actions?|follow[- ]?ups?|items?)"
    r"(?: (?:items?|needed|required|identified|planned|necessary))*|nothing(?: (?:to do|needed"
    r"|else|further|more))?"
    r"|[-–—]|无|暂无|没有|不需要|无需.{0,8})(?:\s*[(（:：,，;—–-].*)?[.!。]?",
    re.IGNORECASE,
)
# What stands in a list of actions and is none.
_REMARK = regex(
    r"(?:see|cf\.?|tracked (?:in|at|by|as|under|with)|follow(?:ed)? up in|参见|详见|见)\s.*"
    r"|\**(?:tickets?|issues?|links?|refs?|references?|tracking|tracked|note|nb|context"
    r"|background|details|owners?|assignee"
    r"|due(?: date)?|deadline|priority|status|备注|负责人|截止(?:日期)?)\**\s*[:：#].*"
    r"|<?https?://\S+>?|\[[^\]]*\]\(\S+\)[.]?|`?[A-Z]{2,10}-\d+(?:-\w+)?`?[.]?",
    re.IGNORECASE,
)
# It was done: a tick, the word for it, or a verb of the past in front.
_DONE = regex(
    r"(?:✅|✔|☑|🟢|\[?(?:done|completed?|finished|closed|已完成|完成)\]?\b\s*(?:[:：—–-]|$)"
    r"|~~.*~~\W*$)"
    r"|(?!(?:need|embed|feed|seed|speed|shed|proceed|exceed|shred|bed|red|shared|distributed"
    r"|automated|centrali[sz]ed"
    r"|dedicated|scheduled|weekly)\b)[A-Za-z]{3,}ed\b(?!-)|(?:wrote|built|set up a|made|cut"
    r"|put)\b(?= (?:an?|the)\b)"
    r"(?<!cut)(?<!put)"
    r"|.*[(（—–-]\s*(?:done|completed|fixed|merged|shipped|closed|已完成)\b[^()]{0,30}[)）]?$",
    re.IGNORECASE,
)
_RULE = regex(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*")
_CELLS = regex(r"(?<!\\)\|")
_COLUMNS: Mapping[str, re.Pattern[str]] = {
    "owner": regex(
        r"owners?|assignees?|assigned(?: to)?|who|responsible|dri|lead|person|team|负责人|责任人"
        r"|谁",
        re.I,
    ),
    "due": regex(
        r"due(?: date| by| on)?|deadline|(?:by )?when|target(?: date)?|eta|date|by|until"
        r"|截止(?:日期|时间)?|期限|时间",
        re.I,
    ),
    "status": regex(r"status|state|done\??|completed?\??|progress|状态|进度|完成", re.I),
    "action": regex(
        r"actions?(?: items?)?|tasks?|what|to-?dos?|items?|description|follow[- ]?ups?|measure"
        r"|行动项?|措施|事项|任务|内容",
        re.I,
    ),
}
_OVER = regex(
    r"done|closed|completed?|finished|resolved|fixed|shipped|merged|deployed|cancel\w*|dropped"
    r"|rejected|won.?t ?(?:fix|do)"
    r"|yes|y|x|\[x\]|100 ?%|[✅✔☑🟢].*|已?完成|已?关闭|取消",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """A row of a table: the action and its place, the cells of the columns that are known.

    `cells` holds the texts of `owner`, `due` and `status`; a table without such a column has no
    such name.
    """

    text: str
    span: Span
    cells: Mapping[str, str]
    whole: str

    @property
    def is_over(self) -> bool:
        """True if the status of the row says so."""
        return bool(_OVER.fullmatch(self.cells.get("status", "").strip(" *_`")))


def says_nothing(text: str) -> bool:
    """True for what stands in place of an action where there is none."""
    return _NOTHING.fullmatch(text.strip(" *_`")) is not None


def is_remark(text: str) -> bool:
    """True for an item that points elsewhere or tells of another one."""
    return _REMARK.fullmatch(text.strip()) is not None


def is_done(text: str) -> bool:
    """True for an item without a box that says that it was done."""
    return _DONE.match(text.strip(" *_`")) is not None


def rows(log: Log, start: int, end: int) -> Iterator[Row]:
    """The rows of the tables between two lines; `end` is exclusive."""
    columns: list[str] = []
    for number in range(start, end):
        line = log.line(number)
        if "|" not in line or log.is_opaque(number):
            columns = []
        elif not columns:
            if number + 1 < end and _RULE.fullmatch(log.line(number + 1)):
                columns = _columns(line)
        elif not _RULE.fullmatch(line):
            row = _row(line, number, columns)
            if row is not None:
                yield row


def _split(line: str) -> list[tuple[int, str]]:
    """The cells of a row, each with the offset at which its text begins."""
    bounds = [0, *(found.end() for found in _CELLS.finditer(line)), len(line) + 1]
    found = []
    for start, end in itertools.pairwise(bounds):
        cell = line[start : end - 1]
        found.append((start + len(cell) - len(cell.lstrip()), cell.strip()))
    return found[1:] if line.lstrip().startswith("|") else found


def _columns(line: str) -> list[str]:
    """The names of the columns by what they hold; the first unknown one holds the action."""
    found = []
    for _, cell in _split(line):
        plain = cell.strip(" *_`:：")
        names = (name for name, words in _COLUMNS.items() if words.fullmatch(plain))
        name = next(names, "")
        found.append("" if name in found else name)
    if "action" not in found:
        long = [at for at, name in enumerate(found) if not name and _split(line)[at][1]
                not in ("#", "ID", "No", "No.", "Id", "id")]  # fmt: skip
        if long:
            found[long[0]] = "action"
    return found if "action" in found else []


def _row(line: str, number: int, columns: list[str]) -> Row | None:
    cells = _split(line)
    at = columns.index("action")
    if at >= len(cells) or not cells[at][1]:
        return None
    known = {
        name: cells[place][1] if place < len(cells) else ""
        for place, name in enumerate(columns)
        if name in ("owner", "due", "status")
    }
    column, text = cells[at]
    return Row(text, Span.at(number, column + 1, len(text)), known, " ; ".join(c for _, c in cells))
