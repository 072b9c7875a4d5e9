"""How a log is written: line ends, colons, dashes, levels, separators, which end is the newest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ..entry import Entry, Field, Log
from ..markdown.entries import RULE

_Value = TypeVar("_Value")

# Later entries tell more about how a log is written now than its first years do, and a long log
# need not be read whole for it.
_MOST = 200
# Fixes ask for the styles of some hundred logs thousands of times, now of this and now of that,
# and a log that was read does not change.
_KEPT = 512
_known: dict[int, tuple[Log, list[Entry], Style]] = {}


class Style(NamedTuple):
    """The manner of a file, so that what is written anew looks like what is there.

    `colon` is `outside` (`**Key**: v`), `inside` (`**Key:** v`) or `wide` (`**Key**：v`); `rule`
    is the line that parts two entries, empty where there is none; `dash` opens the fields of the
    header, `section_dash` and `section_bold` shape those in sections. `level` and `bracketed`
    are None where no entry shows them.
    """

    newline: str = "\n"
    colon: str = "outside"
    dash: str = ""
    rule: str = "---"
    newest_first: bool = False
    level: int | None = None
    bracketed: bool | None = None
    section_dash: str = "- "
    section_bold: bool = False
    gap: bool = True

    def field(self, key: str, value: str, *, header: bool = True, bold: bool = True) -> str:
        """A field as a line without its end."""
        dash = self.dash if header else self.section_dash
        if not bold:
            return f"{dash}{key}: {value}".rstrip()
        shapes = {"inside": "**{}:** {}", "wide": "**{}**：{}", "outside": "**{}**: {}"}
        return dash + shapes[self.colon].format(key, value).rstrip()


def style_of(log: Log, default: Style | None = None, entry: Entry | None = None) -> Style:
    """The style of a log, or of one entry of it; `default` is what speaks where it is silent."""
    if default is None and entry is None:
        found = _known.get(id(log))
        if found is None or found[0] is not log or found[1] is not log.entries:
            if len(_known) >= _KEPT:
                _known.clear()
            found = _known[id(log)] = (log, log.entries, _measured(log, Style(), None))
        return found[2]
    return _measured(log, default or Style(), entry)


def _measured(log: Log, base: Style, entry: Entry | None) -> Style:
    entries = [entry] if entry is not None else log.entries[-_MOST:]
    header = [field for item in entries for field in item.fields if _is_bold(field)]
    within = [
        field
        for item in entries
        for section in item.sections
        for field in section.fields
        if field.form != "table"
    ]
    listed = [field for item in entries for field in item.fields if field.form == "list"]
    marked = [item for item in entries if item.identifier is not None]
    return Style(
        newline=log.newline,
        colon=_most((_colon(log, field) for field in [*header, *within]), base.colon),
        dash=_most((_dash(log, field) for field in header or listed), base.dash),
        rule=_rule(log, entries, base.rule),
        newest_first=entry is None and _newest_first(log.entries, base.newest_first),
        level=_most((item.level for item in marked if item.level), base.level),
        bracketed=_most((bool(item.identifier and item.identifier.bracketed) for item in marked),
                        base.bracketed),
        section_dash=_most((_dash(log, field) for field in within), base.section_dash),
        section_bold=_most((_is_bold(field) for field in within), base.section_bold),
        gap=_most((not log.line(section.start).strip() for item in entries
                   for section in item.sections if section.start < section.end), base.gap),
    )  # fmt: skip


def _most(values: Iterable[_Value], default: _Value) -> _Value:
    """The commonest value; the default where there is none."""
    found = Counter(values).most_common(1)
    return found[0][0] if found else default


def _is_bold(field: Field) -> bool:
    return field.form in ("bold", "bold-list")


def _colon(log: Log, field: Field) -> str:
    line = log.line(field.line)
    between = line[field.key_column - 1 + len(field.key) : field.column - 1]
    if "：" in between:
        return "wide"
    return "inside" if re.match(r"\s*:\s*[*_]", between) else "outside"


def _dash(log: Log, field: Field) -> str:
    found = re.match(r"[ \t]*([-*+][ \t]+)", log.line(field.line))
    return found[1] if found else ""


def _rule(log: Log, entries: list[Entry], default: str) -> str:
    """The rule at the end of most entries; the last one need not have one."""
    found = [_last_line(log, item) for item in entries]
    if len(found) < 2:
        return found[0] if found and RULE.match(found[0]) else default
    common, count = Counter(line if RULE.match(line) else "" for line in found[:-1]).most_common(1)[
        0
    ]
    return common if count * 2 >= len(found) - 1 else ""


def _last_line(log: Log, entry: Entry) -> str:
    for number in range(entry.end - 1, entry.start, -1):
        line = log.line(number).strip()
        if line:
            return line
    return ""


def _newest_first(entries: list[Entry], default: bool) -> bool:
    """True if more neighbours go back in time than forward; the default where none tells."""
    days = [item.logged.day for item in entries if item.logged is not None]
    steps = Counter(second > first for first, second in pairwise(days) if first != second)
    return steps[False] > steps[True] if steps else default
