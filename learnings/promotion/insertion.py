"""What a target says besides: lines put under the right heading, all other bytes kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..disk import printable
from ..errors import RepositoryError, UsageError
from ..lazy import regex
from ..markdown import blocks
from .table import cells, is_row, place, suiting
from .target import Part, Target
from .template import Value, filled

_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s|\s*\|")
SOURCE = regex(r"\s*\([^()]*\)[\s.]*\Z")
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
    return ITEM.match(line) is not None


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
    text = "\n".join(filled_header(target, values)).rstrip("\n")
    told = "\n".join(target.header)
    for part in target.parts:
        made = filled(part.lines, values) or ([part.empty] if part.empty else [])
        if made and section(told, part) is not None:
            text = _insert(text, target, part, made, "\n").rstrip("\n")
        elif made:
            lines = [f"{'#' * part.level} {part.heading}", "", *_block(target, part, made)]
            text = "\n".join([*([text, ""] if text else []), *lines])
    return f"{text}\n"


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
    if not target.shared and is_retired(text, str(values["id"])):
        text = _headed(text, target, values, newline)
    for part in target.parts:
        made = filled(part.lines, values)
        under = section(text, part)
        if under is not None and not target.shared:
            there = {line.strip() for line in split(text)[slice(*under)]}
            made = [line for line in made if line not in there]
        if made:
            text = _insert(text, target, part, made, newline)
    return text


def _headed(text: str, target: Target, values: Mapping[str, Value], newline: str) -> str:
    """A text that says again below the last tombstone of an entry, at its top, where it is from."""
    told = next((n for n, line in enumerate(target.header) if "{id}" in line), None)
    tops = [under[0] for part in target.parts if (under := section(text, part)) is not None]
    lines = split(text)[: min(tops, default=0)]
    tombs = [n for n, line in enumerate(lines) if is_retired(line, str(values["id"]))]
    if told is None or not tombs:
        return text
    there = {line.strip() for line in lines}
    new = [line for line in filled_header(replace(target, header=target.header[told:]), values)
           if line and line not in there]  # fmt: skip
    return _spliced(
        split(text), tombs[-1] + 1, [one for line in new for one in ("", line)], newline
    )


def is_open(text: str) -> bool:
    """True where a code block or a comment is open at the end: what comes there is not seen."""
    lines = split(text)
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
    lines = split(text)
    span = managed(lines, target) if target.shared else None
    if span is not None:
        at, made = _place(lines, span, part, made)
        return _spliced(lines, at, made, newline)
    under = section(text, part)
    if under is None:
        gap = [] if not lines or not lines[-1].strip() else [""]
        block = [*gap, f"{'#' * part.level} {part.heading}", "", *_block(target, part, made)]
        return _spliced(lines, len(lines), block, newline)
    table = suiting(_uncoded(lines[: under[1]]), made[0], under[0])
    if table is not None and not target.shared:
        at = place(lines, range(table.first, table.end), made[0], part.rank)
        return _spliced(lines, at, made, newline)
    return _below(lines, under, target, part, made, newline)


def _below(
    lines: list[str],
    section: tuple[int, int],
    target: Target,
    part: Part,
    made: list[str],
    newline: str,
) -> str:
    """The text with lines at the end of a section, or in place of words that nothing is told."""
    start, at = section
    while at > start and not lines[at - 1].strip():
        at -= 1
    body = [line.rstrip("\r\n") for line in lines[start:at]]
    block = _block(target, part, made)
    if [line for line in body if line.strip()] == [part.empty]:
        first = next(number for number in range(start, at) if lines[number].strip())
        return _spliced([*lines[:first], *lines[at:]], first, block, newline)
    above = lines[at - 1] if at > start else "\n"
    is_list = is_item(above) and is_item(made[0]) and not cells(made[0])
    if target.shared or not is_list:
        block = ["", *block]
    if at == section[1] and at < len(lines):
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
    ours = _uncoded(lines[: span[1]])
    table = suiting(ours, made[0], span[0])
    if table is not None:
        return place(ours, range(table.first, table.end), made[0], part.rank), made
    rows = [number for number in range(*span) if is_row(ours[number])]
    if rows:  # somebody took the header away
        return place(ours, range(rows[0], rows[-1] + 1), made[0], part.rank), made
    return at, ["", *part.head, *made, *([""] if at == span[1] else [])]


def section(text: str, part: Part) -> tuple[int, int] | None:
    """The lines (from 0) of what stands under a heading itself, up to the next heading."""
    headings = blocks(text).headings
    wanted = part.heading.casefold()
    for number, heading in enumerate(headings):
        if heading.text.strip().casefold() == wanted:
            after = headings[number + 1].line - 1 if number + 1 < len(headings) else None
            start = heading.line + heading.setext
            return start, len(split(text)) if after is None else after
    return None


def _uncoded(lines: Sequence[str]) -> list[str]:
    """The lines, those of code blocks empty."""
    fences = [item for item in blocks("".join(lines)).opaque if item.kind == "fence"]
    coded = {n for item in fences for n in range(item.start - 1, item.end - 1)}
    return ["" if n in coded else line for n, line in enumerate(lines)]


def managed(lines: Sequence[str], target: Target) -> tuple[int, int] | None:
    """The lines (from 0) between the markers of a target; None without any.

    Raises `UsageError` where they are no pair.
    """
    lines = _uncoded(lines)
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


def split(text: str) -> list[str]:
    """The lines of a text with their ends, whatever these are."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _spliced(lines: Sequence[str], at: int, new: Sequence[str], newline: str) -> str:
    before = "".join(lines[:at])
    if before and not before.endswith(("\n", "\r")):
        before += newline
    return before + "".join(f"{line}{newline}" for line in new) + "".join(lines[at:])


def ends_with(line: str, id: str) -> bool:
    """True of an item of a list that ends with an entry in brackets, as rules do."""
    return names_last(line, id) and bool(ITEM.match(line))


def names_last(line: str, id: str) -> bool:
    """True of a line that ends with an entry in brackets."""
    bare = _COMMENT.sub("", line).rstrip(" \t\r\n.").casefold()
    return bare.endswith(f"({id.casefold()})")


def twin(text: str, rule: str) -> int:
    """The line (from 1) of a text that says a rule already, whatever entry it names; 0 if none."""
    wanted = _words(rule)
    seen = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(split(seen), 1):
        item = ITEM.sub("", line, count=1) if ITEM.match(line) else line
        if wanted and wanted in (_words(item), _words(SOURCE.sub("", item))):
            return number
    return 0


def _words(text: str) -> str:
    """The words of a rule, for a comparison."""
    return " ".join(regex(r"\w+").findall(text.casefold()))


def is_retired(text: str, id: str) -> bool:
    """True if a tombstone of an entry stands in a text."""
    return TOMBSTONE.format(id=id).casefold() + " " in text.casefold()
