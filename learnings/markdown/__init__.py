"""Markdown to `Log`: lossless, tolerant, and exact about places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..diagnostic import Span
from ..entry import Log, Region
from ..lazy import regex
from ..privacy.seen import see
from .blocks import Outline, Scanner
from .conflicts import conflicts
from .entries import Assembler
from .irregular import irregular, unread
from .recovery import Recovery
from .source import decode, fault_of, line_starts, newline_of, unify

__all__ = ["Outline", "blocks", "parse", "plain"]

_BROKEN = regex("[\udc80-\udcff]+")
# A region for each broken byte of a binary file would tell nobody more.
_MOST_REGIONS = 20
# Above this many characters no full parser is asked for help: the scanner's rules decide alone.
_LARGE = 32 << 20


def parse(data: bytes, path: str = "") -> Log:
    """Read a log. Any bytes will do: `parse(data).to_bytes() == data`; nothing is raised."""
    log = plain(data, path)
    unified = unify(log.text)
    if log.fault in ("utf-16", "utf-32"):
        return log
    recovery = Recovery(unified)
    scanner = _scanner(unified, log.starts, recovery)
    outline = scanner.run(_after_front_matter(unified) if "---" in unified[:8] else 0)
    log.opaque = [(block.start, block.end, block.kind) for block in outline.opaque]
    headings = sorted(
        [*outline.headings, *irregular(log, unified, recovery)], key=lambda item: item.line
    )
    unread(log, unified)
    _note_conflicts(log, unified)
    Assembler(log, headings, recovery.recovered, recovery.regions).run()
    _mark_sides(log)
    log.regions.sort(key=lambda region: region.span)
    return log


def plain(data: bytes, path: str = "") -> Log:
    """The text alone: its lines, and what of it is not UTF-8. No Markdown is read."""
    text = decode(data)
    log = Log(path=path, text=text, starts=line_starts(unify(text)), newline=newline_of(text))
    log.fault = fault_of(data)
    _note_broken_bytes(log)
    see(log)
    return log


def blocks(text: str, *, help: bool = True) -> Outline:
    """The block structure of a text by CommonMark alone, nothing recovered.

    Without `help` the scanner decides what it would otherwise leave to the full parser.
    """
    unified = unify(text)
    parser = _full_parser if help else None
    return Scanner(unified, line_starts(unified), parser=parser).run()


def _scanner(text: str, starts: Sequence[int], recovery: Recovery) -> Scanner:
    parser = _full_parser if len(text) < _LARGE else None
    return Scanner(
        text, starts, parser=parser, cut=recovery.cut,
        glued=recovery.glued(), on_glued=recovery.tell_glued,
    )  # fmt: skip


def _full_parser(chunk: str, first: int) -> Outline | None:
    from .commonmark import outline

    return outline(chunk, first)


def _after_front_matter(unified: str) -> int:
    """The offset behind YAML front matter, which is no Markdown; 0 where there is none."""
    from .front_matter import front_matter

    lines = unified[:65536].split("\n")
    return sum(len(line) + 1 for line in lines[: front_matter(lines).taken])


def _note_broken_bytes(log: Log) -> None:
    if _is_encodable(log.text):
        return
    for count, item in enumerate(_BROKEN.finditer(log.text)):
        if count == _MOST_REGIONS:
            break
        line, column = log.place(item.start())
        log.regions.append(Region("undecodable", Span.at(line, column, item.end() - item.start())))


def _is_encodable(text: str) -> bool:
    """True for nearly every log, and faster to tell than where a broken byte is."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _note_conflicts(log: Log, unified: str) -> None:
    """Conflict markers; a whole conflict inside one fence is a sample of one."""
    fences = [block for block in log.opaque if block[2] == "fence"]
    begun = 0
    for offset, char in conflicts(unified):
        line, _ = log.place(offset)
        if char == "<":
            begun = line
        if _in_one_fence(fences, begun or line, line):
            continue
        log.regions.append(Region("conflict", Span.at(line, 1, len(log.line(line))), (char,)))


def _in_one_fence(fences: list[tuple[int, int, str]], first: int, last: int) -> bool:
    index = bisect_left(fences, first, key=lambda fence: fence[0]) - 1
    return index >= 0 and last < fences[index][1]


def _mark_sides(log: Log) -> None:
    """Say of each entry inside a conflict on which side it stands."""
    side = ""
    marks = [
        (region.span.line, region.names[0]) for region in log.regions if region.reason == "conflict"
    ]
    if not marks:
        return
    marks.sort()
    waiting = iter([*marks, (log.line_count + 1, "")])
    line, char = next(waiting)
    for entry in log.entries:
        while line <= entry.start:
            side = {"<": "ours", "|": "base", "=": "theirs", ">": ""}[char]
            line, char = next(waiting)
        entry.side = side
