"""Our section of a body that people write in too: what is outside of it stays.

It lies between two comments that nobody sees. The first carries what the section was about
when it was written, so that a new run can tell whether there is anything new.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import RemoteError, UsageError

LIMIT = 65_536  # what GitHub takes as a body
MOST_ITEMS = 1_000
LEAST = 500
_MARKER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}", re.ASCII)
_COMMENT = re.compile(r"<!--(?=\s*learnings:(?:begin|end)\b)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TICK = re.compile(r"^(\s*[-*+] \[)[xX](?=\])")
# Of how many of its last lines a section carries hashes, and how long a line has to be for that.
LAST, LONG = 20, 8


@dataclass(frozen=True)
class Section:
    """A body in three parts, and the hashes that its section carries."""

    before: str
    text: str
    after: str
    known: frozenset[str]
    title: str


def digest(text: str) -> str:
    """A short hash, by which a run knows what an earlier one wrote."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def digests(items: Iterable[str]) -> frozenset[str]:
    """The hashes of the items; of all as one where they are too many for a body."""
    listed = sorted(set(items))
    if len(listed) > MOST_ITEMS:
        return frozenset({digest("\n".join(listed))})
    return frozenset(map(digest, listed))


def marked(marker: str) -> str:
    """The marker itself; raises `UsageError` where it could not be found again."""
    if not _MARKER.fullmatch(marker) or "--" in marker:
        raise UsageError(f"no marker of an issue: {marker[:40]!r}")
    return marker


def markers(body: str, prefix: str) -> list[str]:
    """The markers of the sections of a body that begin with `prefix` and a slash."""
    name = rf"{re.escape(prefix)}/[A-Za-z0-9._:/-]+"
    begins = re.compile(rf"^<!-- learnings:begin ({name})(?= )[^\n]*-->[ \t\r]*$", re.MULTILINE)
    found = dict.fromkeys(begins.findall(body))
    return [marker for marker in found if find(body, marker)]


def find(body: str, marker: str) -> Section | None:
    """The section of that marker; where its end was deleted, it ends with the last line that is
    known to be ours, and what follows is a person's."""
    text = body.replace("\r\n", "\n")
    begin = re.compile(
        rf"^<!-- learnings:begin {re.escape(marker)}(?: known=([0-9a-f,]*))?"
        r"(?: title=([0-9a-f]*))?(?: last=([0-9a-f,]*))? -->[ \t]*(?:\n|\Z)",
        re.MULTILINE,
    )
    found = begin.search(text)
    if not found:
        return None
    end = re.compile(rf"^<!-- learnings:end {re.escape(marker)} -->[ \t]*$", re.MULTILINE)
    last = end.search(text, found.end())
    inner, after = _open(text[found.end() :], found[3] or "") if last is None else (
        text[found.end() : last.start()].removesuffix("\n"),
        text[last.end() :],
    )  # fmt: skip
    known = frozenset(filter(None, (found[1] or "").split(",")))
    return Section(text[: found.start()], inner, after, known, found[2] or "")


def _open(text: str, last: str) -> tuple[str, str]:
    """What is ours of the text behind a beginning without an end, and the rest."""
    known = frozenset(last.split(","))
    lines = text.split("\n")
    ours = [at for at, line in enumerate(lines, 1) if _print(line) in known]
    end = ours[-1] if ours else 0
    return "\n".join(lines[:end]), "\n" + "\n".join(lines[end:])


def _lasts(text: str) -> str:
    """The hashes of the last lines of a section, whatever is ticked in them."""
    found = [made for line in text.split("\n") if (made := _print(line))]
    return ",".join(dict.fromkeys(found[-LAST:]))


def _print(line: str) -> str:
    """A short hash of a line; empty for one that anybody might write."""
    plain = _TICK.sub(r"\1 ", line).rstrip()
    return digest(plain)[:6] if len(plain) >= LONG else ""


def compose(marker: str, section: Section) -> str:
    """The whole body, at most `LIMIT` long; what is cut of the section is counted in it.

    Text of people is not cut: raises `RemoteError` where it leaves no room for the section.
    """
    known = ",".join(sorted(section.known))
    begin = f"<!-- learnings:begin {marker} known={known} title={section.title} last="
    end = f"\n<!-- learnings:end {marker} -->"
    around = f"{section.before}{begin}{'0' * (7 * LAST)} -->\n{end}{section.after}"
    room = LIMIT - length(around)
    if room < LEAST:
        raise RemoteError(f"what people wrote around our section ({marker}) leaves no room for it: "
                          f"GitHub takes {LIMIT} characters in all")  # fmt: skip
    inner = fit(inert(section.text), room)
    return f"{section.before}{begin}{_lasts(inner)} -->\n{inner}{end}{section.after}"


def inert(text: str) -> str:
    """The text without comments that look like ours, and without white space at its ends."""
    return _COMMENT.sub("&lt;!--", text.replace("\r\n", "\n")).strip()


def length(text: str) -> int:
    """How long GitHub may find the text: UTF-16 code units, the most that it may count."""
    return len(text) + sum(char > "\uffff" for char in text)


def fit(text: str, room: int) -> str:
    """The text in at most `room`, cut at the end of a line, with the number of lines cut."""
    if length(text) <= room:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    left = room
    for line in lines:
        left -= length(line) + 1
        if left < 0:
            break
        kept.append(line)
    opened = _opened(kept)
    size = sum(length(line) + 1 for line in kept)
    while kept and size + len(_end(opened[-1], len(lines) - len(kept))) > room:
        size -= length(kept.pop()) + 1
        opened.pop()
    return "\n".join([*kept, _end(opened[-1], len(lines) - len(kept))])


def _end(opened: tuple[str, int], cut: int) -> str:
    """What closes all that the lines before a cut open, and says how many lines are cut."""
    fence, details = opened
    closing = (f"{fence}\n" if fence else "") + "</details>\n" * max(details, 0)
    return f"{closing}\n_{cut} more lines are left out: GitHub takes no longer text._"


def _opened(lines: list[str]) -> list[tuple[str, int]]:
    """The fence and the number of details that are open before each line, and after the last."""
    fence, details = "", 0
    found = [(fence, details)]
    for line in lines:
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            fence = ""
        details += line.count("<details") - line.count("</details>")
        found.append((fence, details))
    return found
