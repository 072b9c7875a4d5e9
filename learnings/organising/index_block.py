"""The managed block of an index that is written: where it stands, and what it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..entry import Log
from ..errors import UsageError

NAME = "INDEX.md"
GROUPINGS = ("log", "status")
_BEGIN = re.compile(
    r"^<!-- learnings index: begin(?:, by (?P<by>\w+))?[^\n]*-->[ \t]*$", re.MULTILINE
)
END = "<!-- learnings index: end -->"
_END_LINE = re.compile(rf"^{END}[ \t]*$", re.MULTILINE)
_ROW = re.compile(r"^\| \[(?P<id>(?:[^\]\\]|\\.)*)\]\((?P<target>[^)\s]*)\) \|(?P<rest>.*)\|$")
_PIPE = re.compile(r"(?<!\\)\|")


class Listed(NamedTuple):
    """An entry as an index shows it: the ID or the link, the status, and the line of its row.

    `target` is the link, seen from the index.
    """

    key: str
    status: str
    line: int
    target: str = ""


def homes(logs: Sequence[Log]) -> dict[str, list[Log]]:
    """The folders that have an index, each with its logs; stacked skills share the one above."""
    found: dict[str, list[Log]] = {}
    for log in sorted(logs, key=lambda log: log.path):
        home = _home(log.path)
        if home is not None:
            found.setdefault(home, []).append(log)
    return found


def _home(path: str) -> str | None:
    parts = path.split("/")[:-1]
    if ".learnings" in parts:
        return "/".join(parts[: parts.index(".learnings") + 1])
    for at, pair in enumerate(pairwise(parts)):
        if pair == ("docs", "ops-knowledge"):
            return "/".join(parts[: at + 2])
    return None


def block_of(text: str) -> tuple[int, int, str] | None:
    """Where the managed block of an index starts and ends, and its grouping; None without one.

    Raises `UsageError` where the markers do not make one block.
    """
    unified = text.replace("\r\n", " \n").replace("\r", "\n")
    begun, ended = list(_BEGIN.finditer(unified)), list(_END_LINE.finditer(unified))
    if not begun and not ended:
        return None
    if len(begun) != 1 or len(ended) != 1 or ended[0].start() < begun[0].end():
        raise UsageError(
            "the markers of its block do not match: keep one line with "
            "`learnings index: begin` and one with `learnings index: end` behind it"
        )
    by = begun[0]["by"] or ""
    return begun[0].start(), ended[0].start() + len(END), by if by in GROUPINGS else "log"


def laid_into(text: str | None, block: str) -> str:
    """An index with its block made anew; what a person wrote around it stays."""
    if text is None:
        return f"# Index\n\n{block}\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    own = block.replace("\n", newline)
    place = block_of(text)
    if place is not None:
        return text[: place[0]] + own + text[place[1] :]
    gap = newline if text.endswith("\n") or not text else newline * 2
    return f"{text}{gap if text else ''}{own}{newline}"


def listed(text: str) -> list[Listed] | None:
    """The entries that an index shows; None if it has no block of ours."""
    try:
        place = block_of(text)
    except UsageError:
        return None
    if place is None:
        return None
    first = text.count("\n", 0, place[0]) + 1
    found = []
    for number, line in enumerate(text[place[0] : place[1]].split("\n"), first):
        row = _ROW.match(line.rstrip())
        if row is not None:
            cells = [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in _PIPE.split(row["rest"])]
            name = re.sub(r"\\(.)", r"\1", row["id"])
            status = cells[1] if len(cells) > 1 and cells[1] != "-" else ""
            key = name.upper() if name != "…" else row["target"]
            found.append(Listed(key, status, number, row["target"]))
    return found
