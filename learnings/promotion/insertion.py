"""What a target says besides: lines put under the right heading, all other bytes kept."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..lazy import regex
from ..markdown import blocks
from .table import cells, is_row, place, suiting
from .target import Part, Target
from .template import Value, filled

_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s|\s*\|")
_COLUMNS = regex(r"(?<!\\)\|")
_SOURCE = regex(r"\s*\([^()]*\)[\s.]*\Z")
TOMBSTONE = "<!-- learnings: retired {id}"


def begin(target: Target) -> str:
    """The line above what is ours in a shared file."""
    return f"<!-- learnings: begin {target.name}, kept by `learnings promote` -->"


def end(target: Target) -> str:
    """The line below it."""
    return f"<!-- learnings: end {target.name} -->"


def seen(text: str) -> str:
    """A text without its comments."""
    return _COMMENT.sub(" ", text)


def is_item(line: str) -> bool:
    """True of an item of a list, or a row of a table."""
    return _ITEM.match(line) is not None


def names(text: str, id: str) -> bool:
    """True if a text names an entry where a reader sees it."""
    return re.search(rf"(?<![\w-]){re.escape(id)}(?!\w|-\w)", seen(text), re.IGNORECASE) is not None


def decoded(path: str, data: bytes) -> str:
    """The text of a target; raises `RepositoryError` where it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RepositoryError(
            f"{printable(path)} is not UTF-8: save it as UTF-8 first; nothing was written"
        ) from error


def newline_of(text: str) -> str:
    """The line end that a text has."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def created(target: Target, values: Mapping[str, Value]) -> str:
    """A new file of a target, with what an entry says."""
    lines = filled_header(target, values)
    for part in target.parts:
        made = filled(part.lines, values) or ([part.empty] if part.empty else [])
        if not made:
            continue
        if lines and lines[-1]:
            lines.append("")
        lines += [f"{'#' * part.level} {part.heading}", "", *_block(target, part, made)]
    return "\n".join(lines).rstrip("\n") + "\n"


def filled_header(target: Target, values: Mapping[str, Value]) -> list[str]:
    """The lines at the top of a new file; what is not told leaves no gap."""
    kept: list[str] = []
    for line in target.header:
        made = filled([line], values) if line else [""]
        kept += [item for item in made if item or (kept and kept[-1])]
    return kept


def inserted(text: str, target: Target, values: Mapping[str, Value]) -> str:
    """A file of a target with what an entry says; everything else stays as it is.

    Raises `UsageError` where the markers of ours are no pair.
    """
    newline = newline_of(text)
    for part in target.parts:
        if made := filled(part.lines, values):
            text = _insert(text, target, part, made, newline)
    return text


def is_open(text: str) -> bool:
    """True where a code block or a comment is open at the end: what comes there is not seen."""
    lines = _split(text)
    return any(
        item.kind == "fence" or lines[item.start - 1].lstrip().startswith("<!--")
        for item in blocks(text).opaque
        if not item.closed
    )


def _block(target: Target, part: Part, lines: Sequence[str]) -> list[str]:
    if not target.shared:
        return [*part.head, *lines]
    gap = [""] if part.head else []
    return [begin(target), *gap, *part.head, *lines, *gap, end(target)]


def _insert(text: str, target: Target, part: Part, made: list[str], newline: str) -> str:
    lines = _split(text)
    span = managed(lines, target) if target.shared else None
    if span is not None:
        at, made = _place(lines, span, part, made)
        return _spliced(lines, at, made, newline)
    place = _section(text, part)
    if place is None:
        gap = [] if not lines or not lines[-1].strip() else [""]
        block = [*gap, f"{'#' * part.level} {part.heading}", "", *_block(target, part, made)]
        return _spliced(lines, len(lines), block, newline)
    at = place[1]
    while at > place[0] and not lines[at - 1].strip():
        at -= 1
    body = [line.rstrip("\r\n") for line in lines[place[0] : at]]
    if [line for line in body if line.strip()] == [part.empty]:
        # What stood there because there was nothing to say.
        first = next(number for number in range(place[0], at) if lines[number].strip())
        return _spliced([*lines[:first], *lines[at:]], first, _block(target, part, made), newline)
    block = _block(target, part, made)
    above = lines[at - 1] if at > place[0] else "\n"
    if not (not target.shared and _ITEM.match(above) and _ITEM.match(made[0])):
        block = ["", *block]
    elif part.head:
        block = made
    if at == place[1] and at < len(lines):
        block = [*block, ""]
    return _spliced(lines, at, block, newline)


def _place(
    lines: Sequence[str], span: tuple[int, int], part: Part, made: list[str]
) -> tuple[int, list[str]]:
    """Where lines go among those of ours, and what they become: rows go into their table."""
    at = span[1]
    while at > span[0] and not lines[at - 1].strip():
        at -= 1
    if not cells(made[0]):
        return at, made
    ours = lines[: span[1]]
    table = suiting(ours, made[0], span[0])
    if table is not None:
        return place(ours, range(table.first, table.end), made[0], part.rank), made
    rows = [number for number in range(*span) if is_row(lines[number])]
    if rows:  # somebody took the header away
        return place(ours, range(rows[0], rows[-1] + 1), made[0], part.rank), made
    return at, ["", *part.head, *made, *([""] if at == span[1] else [])]


def _section(text: str, part: Part) -> tuple[int, int] | None:
    """The lines (from 0) of what stands under a heading itself, up to the next heading."""
    headings = blocks(text).headings
    wanted = part.heading.casefold()
    for number, heading in enumerate(headings):
        if heading.text.strip().casefold() == wanted:
            after = headings[number + 1].line - 1 if number + 1 < len(headings) else None
            start = heading.line + heading.setext
            return start, len(_split(text)) if after is None else after
    return None


def managed(lines: Sequence[str], target: Target) -> tuple[int, int] | None:
    """The lines (from 0) between the markers of a target; None without any.

    Raises `UsageError` where they are no pair.
    """
    fences = [item for item in blocks("".join(lines)).opaque if item.kind == "fence"]
    coded = {n for item in fences for n in range(item.start - 1, item.end - 1)}
    lines = ["" if n in coded else line for n, line in enumerate(lines)]
    start = [
        n
        for n, line in enumerate(lines)
        if line.startswith(f"<!-- learnings: begin {target.name},")
    ]
    stop = [n for n, line in enumerate(lines) if line.rstrip("\r\n") == end(target)]
    if not start and not stop:
        return None
    if len(start) != 1 or len(stop) != 1 or stop[0] < start[0]:
        raise UsageError(
            f"{target.title}: its markers do not match: keep one line with "
            f"`learnings: begin {target.name}` and one with `learnings: end {target.name}` below it"
        )
    return start[0] + 1, stop[0]


def _split(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _spliced(lines: Sequence[str], at: int, new: Sequence[str], newline: str) -> str:
    before = "".join(lines[:at])
    if before and not before.endswith(("\n", "\r")):
        before += newline
    return before + "".join(f"{line}{newline}" for line in new) + "".join(lines[at:])


def removed(text: str, target: Target, id: str, note: str) -> str:
    """A file without the lines that name an entry, with a tombstone in place of the first.

    Of a file that people share only lines between the markers go. Raises `UsageError` where
    there is none.
    """
    newline = newline_of(text)
    lines = _split(text)
    span = managed(lines, target) if target.shared else (0, len(lines))
    if span is None:
        raise UsageError(f"{target.title} has no lines of ours that name {id}: remove it by hand")
    stays = [not _is_of(line, id) for line in lines]
    first = next((n for n in range(*span) if not stays[n]), None)
    if first is None:
        raise UsageError(f"{target.title} has no line that names {id}: nothing to retire")
    # A comment would end a table: there it stands below all rows.
    at = span[1] if lines[first].lstrip().startswith("|") else first
    tombstone = f"{TOMBSTONE.format(id=id)} {note} -->{newline}"
    inside = [(n, line) for n, line in enumerate(lines) if stays[n] or not span[0] <= n < span[1]]
    before = [line for n, line in inside if n < at]
    return "".join([*before, tombstone, *(line for n, line in inside if n >= at)])


def _is_of(line: str, id: str) -> bool:
    """True of a line that a promotion of the entry wrote: an item, a row, where it comes from."""
    return names(line, id) and bool(_ITEM.match(line) or line.startswith(f"From {id}, logged "))


def rule_of(text: str, target: Target, id: str) -> str:
    """The rule that an item or a row of an entry says; empty where a target has no line for it."""
    told = next((one for part in target.parts for one in part.lines if "{line}" in one), "")
    line = next((line for line in _split(text) if _is_of(line, id)), "")
    if not told or not (item := _ITEM.match(line)):
        return ""
    if line.lstrip().startswith("|"):
        at = next((n for n, one in enumerate(_COLUMNS.split(told)) if "{line}" in one), 0)
        cells = _COLUMNS.split(line)
        cell = cells[at] if at < len(cells) else ""
        return html.unescape(cell.replace("\\|", "|")).strip()
    bare = _COMMENT.sub("", line[item.end() :]).strip()
    return html.unescape(_SOURCE.sub("", bare.removeprefix("[ ] "))).strip()


def ends_with(line: str, id: str) -> bool:
    """True of an item of a list that ends with an entry in brackets, as rules do."""
    bare = _COMMENT.sub("", line).rstrip(" \t\r\n.").casefold()
    return bare.endswith(f"({id.casefold()})") and bool(_ITEM.match(line))


def twin(text: str, rule: str) -> int:
    """The line (from 1) of a text that says a rule already, whatever entry it names; 0 if none."""
    wanted = _words(rule)
    seen = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(_split(seen), 1):
        item = _ITEM.sub("", line, count=1) if _ITEM.match(line) else line
        if wanted and wanted in (_words(item), _words(_SOURCE.sub("", item))):
            return number
    return 0


def _words(text: str) -> str:
    """The words of a rule, for a comparison."""
    return " ".join(regex(r"\w+").findall(text.casefold()))


def is_retired(text: str, id: str) -> bool:
    """True if a tombstone of an entry stands in a text."""
    return TOMBSTONE.format(id=id).casefold() + " " in text.casefold()
