"""Values that a line before announces: below a heading of a table, or on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..cells import html_below
from ..detector import BlockDetector, Organisation
from ..finding import Hit
from ..table import Columns, Judges, columns, drawn
from ..told import lines_of
from .alone import alone
from .change import of_line
from .title import strength_of, sure_strength
from .words import GATES, Strength

# How a line ends that announces the next one.
_ANNOUNCES = regex(
    r"[\"'`*_)]{0,4}(?:\s\([^)]{0,40}\))?\s{0,3}(?:[:：=]|is|below|follows"
    r"|: ?[|>][-+\d]{0,2})[\"'`*_]{0,4}\s*\Z"
)
# A label in bold, alone on its line; and a key of YAML whose value is on the next lines.
_LABEL = regex(r"[ \t>]{0,8}(?:[-*+]\s)?(?:\*\*|__)[^*_|]{1,60}(?P<end>\*\*|__)\s*\Z")
# A heading, or a few words alone on their line; and a line that sets something.
_TITLE = regex(
    r"(?:(?P<head>#{1,6})\s{1,3}|(?=[A-Za-z]))"
    r"(?P<label>(?(head)[^|]{1,80}|[\w/-]{2,20}(?: [\w/-]{1,20}){0,3}))\Z"
)
_SET = regex(r"[\w.-]{1,60}[=:]")
_SCALAR = regex(r"[^|]{1,200}:\s{1,3}\|[-+\d]{0,2}\s*\Z")
_NAMED = regex(
    r"(?:[-*]\s)?\s{0,8}[\"']?(?:name|key|variable"
    r"|env)[\"']?\s*[:=]\s*[\"']?(?P<name>[\w.-]{3,60})[\"']?,?\s*\Z",
    re.IGNORECASE,
)
_VALUED = regex(
    r"\s{0,60}(?:[-*]\s)?\s{0,8}[\"']?(?:value|default|content|string_?value|data)[\"']?\s*[:=]\s*",
    re.IGNORECASE,
)
_LEAD = regex(r"[\s>*+-]*(?:\d+[.)]\s)?")
_SKIPPED = regex(r"\s*(?:>\s*)?(?:(?:```|~~~)\w*\s*)?\Z")
_DESCRIBED = regex(r"\s*[\"']?(?:description|type|sensitive|valueFrom)[\"']?\s*[:=]", re.IGNORECASE)
_LEAST = "announcement"
_GATES = (*GATES["password"], *GATES["secret"])
_JUDGES = Judges(strength_of, sure_strength)
_REACH = 3
# How many lines may follow each other below a word for several values.
_MOST = 40
_MANY = regex(r"(?i)(?:[^s\W]s|codes?)[\"'`*_:：)]{0,4}(?:\s\([^)]{0,40}\))?[\s\"'`*_:：]{0,4}\Z")
_WIDEST = 400


def announcements(_: Organisation) -> Sequence[BlockDetector]:
    """The detector of values that a line before announces."""
    return [
        BlockDetector(
            name="value-below-its-name",
            least=_LEAST,
            check="secret",
            kind="secret",
            title="Value below a word for a credential",
            gates=_GATES,
            find=_hits,
            recipes=(
                "| host | password |\n|---|---|\n| db-01 | {w*9}7x! |",
                "The API key is:\n\n```\n{w*38}7a\n```\n",
                '- name: DB_PASS{}WORD\n  value: "{w*12}7x"',
                "**Access token:**\n{x*32}",
                "**Password**\n\n`{w*9}7x!`",
                "password: |\n  {w*9}7x!",
                " user | password\n------+------\n root | {w*9}7x!\n(1 row)",
                "+------+------+\n| user | password |\n+------+------+\n| root | {w*9}7x! |",
                "┏━━━┳━━━━━━━━━━┓\n┃ u ┃ password ┃\n┡━━━╇━━━━━━━━━━┩\n│ a │ {w*9}7x! │",
                "<tr><th>user</th><th>password</th></tr>\n<tr><td>root</td><td>{w*9}7x!</td></tr>",
                "host,user,password\ndb-01,root,{w*9}7x!",
                "NAME   USER   PASSWORD\ndb-01  root   {w*9}7x!",
                "## Root password\n\n{w*9}7x!",
                "DB password\n{w*9}7x!",
            ),
            decoys=(
                "| host | token | age |\n|---|---|---|\n| db-01 | valid | 12 days |",
                "The password is:\n\nin the vault, as always.",
                '- name: DB_PASSWORD\n  value: "$(PASSWORD)"',
                "The token:\n\n- expires after 90 days",
                "host,user,password\ndb-01,root,changeme",
                "NAME   TOKEN   AGE\nweb-1  valid   12d",
                "│ user │ password │\n├──────┼──────────┤\n│ root │ expired  │",
                "<tr><th>user</th><th>token</th></tr>\n<tr><td>root</td><td>valid</td></tr>",
                "## Rotating the password\n\nSee INC-1234.",
                "# the root password\nPASSWORD_FILE=/run/secrets/db1",
            ),
            confidence=Confidence.MEDIUM,
        )
    ]


def _hits(text: str) -> Iterator[Hit]:
    told = lines_of(text, _GATES, _LEAST)
    lines = told.spans
    table: Columns[Strength] | None = None
    number = -1
    while (number := told.after(number, table is not None)) >= 0:
        start, end = lines[number]
        line = drawn(text[start:end].rstrip("\r\n"))
        is_scalar = "|" in line and _SCALAR.match(line) is not None
        cells = table.values(line) if table is not None and not is_scalar else None
        for begin, stop, strength in cells or ():
            yield from alone(line, begin, stop, start, strength)
        if cells is not None:
            continue
        below = lines[number + 1 : number + 1 + _REACH]
        table = (
            None if is_scalar else columns(line, text[slice(*below[0])] if below else "", _JUDGES)
        )
        if table is None and (is_scalar or "|" not in line):
            below = lines[number + 1 : number + 1 + _MOST] if "s" in line else below
            yield from _told(text, line.strip(), below)
    for begin, stop, strength in html_below(text, sure_strength):
        yield from alone(text[begin:stop], 0, stop - begin, begin, strength)


def _told(text: str, line: str, below: list[tuple[int, int]]) -> Iterator[Hit]:
    """The value in the lines below one that tells what it is."""
    if not 3 < len(line) <= _WIDEST:
        return
    strength = _announced(line)
    if strength is not None:
        is_many = _MANY.search(line[-60:]) is not None
        yield from _below(text, below, strength, is_many=is_many)
        return
    label = _TITLE.match(line)
    strength = sure_strength(label["label"]) if label else None
    if strength is not None:
        is_many = _MANY.search(line[-60:]) is not None
        yield from _below(text, below, strength, is_title=True, is_many=is_many)
        return
    named = _NAMED.match(line)
    strength = strength_of(named["name"]) if named else None
    if strength is not None:
        yield from _valued(text, below[:_REACH], strength)


def _announced(line: str) -> Strength | None:
    """What the line announces the next one to be."""
    ending = _ANNOUNCES.search(line[-60:])
    label = _LABEL.match(line) if ending is None else None
    if ending is None and label is None:
        return None
    at = len(line) - len(line[-60:]) + ending.start() if ending else 0
    at = label.start("end") if label else at
    return strength_of(line[max(0, at - 60) : at])


def _below(
    text: str,
    lines: Sequence[tuple[int, int]],
    strength: Strength,
    *,
    is_title: bool = False,
    is_many: bool = False,
) -> Iterator[Hit]:
    for number, (start, end) in enumerate(lines[:_REACH], 1):
        line = text[start:end].rstrip("\r\n")
        if len(line) > 2 * _WIDEST:
            return
        if _SKIPPED.match(line):
            continue
        begin = _led(line)
        if is_title and (_SET.match(line, begin) or not any(map(str.isdigit, line))):
            return
        hits = list(alone(line, begin, len(line), start, strength))
        if is_many:
            hits = hits or list(_several(line, begin, start, strength))
            hits += _after(text, lines[number:], hits, strength)
        yield from hits
        return


def _led(line: str) -> int:
    """Where a line begins behind the mark of a quotation or of a list."""
    lead = _LEAD.match(line)
    return lead.end() if lead else 0


def _several(line: str, begin: int, offset: int, strength: Strength) -> Iterator[Hit]:
    """The values of a line that consists of several alike."""
    first = line[begin:].split(maxsplit=1)[:1]
    places = of_line(line, begin, first[0].strip("\"'`*,;"), strength) if first else []
    yield from (Hit(offset + start, offset + stop) for start, stop in places if len(places) > 1)


def _after(
    text: str, lines: Sequence[tuple[int, int]], hits: list[Hit], strength: Strength
) -> Iterator[Hit]:
    """The values of the lines that follow one with values, up to the first line with none."""
    first = text[hits[0].start : hits[0].end] if hits else ""
    for start, end in lines if hits else ():
        line = text[start:end].rstrip("\r\n")
        places = of_line(line, _led(line), first, strength) if len(line) <= _WIDEST else []
        if not places and line.strip(" \t>"):
            return
        yield from (Hit(start + begin, start + stop) for begin, stop in places)


def _valued(text: str, lines: Sequence[tuple[int, int]], strength: Strength) -> Iterator[Hit]:
    for start, end in lines:
        line = text[start:end].rstrip("\r\n")
        mark = _VALUED.match(line)
        if mark:
            yield from alone(line, mark.end(), len(line), start, strength)
        if not _DESCRIBED.match(line):
            return
