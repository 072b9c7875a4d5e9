"""One log, or one file for each of its entries: from one to the other and back, losslessly.

Where an entry stood, a line stays that links to its file. So the log keeps its header, its
order and everything between the entries, and the way back puts each text where it was.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from ..editor import insert_entry, style_of
from ..entry import Log
from ..errors import UsageError
from ..markdown import parse
from .archive import body
from .links import Exists, moved

_LINK = re.compile(
    r"(?:^|(?<=[\r\ufeff]))- \[(?P<id>[^\]\n]+)\]\((?P<target>[^()\s]+)\) <!-- learnings entry -->"
    r"(?P<end>[ \t]*(?:\r?\n|\r|\Z))",
    re.MULTILINE,
)
_MARK = "<!-- learnings entry -->"


class Split(NamedTuple):
    """A log that links to its entries, and their files by path."""

    text: str
    files: dict[str, str]
    left: list[str]


def folder_of(path: str) -> str:
    """The folder beside a log that takes the files of its entries: `learnings` of LEARNINGS.md."""
    home, name = posixpath.split(path)
    return posixpath.join(home, posixpath.splitext(name)[0].lower())


def split(log: Log, exists: Exists) -> Split:
    """The log with a link in the place of each entry that has an ID, and a file for each.

    Raises `UsageError` where two entries share an ID or an ID makes no file name.
    """
    folder = folder_of(log.path)
    files: dict[str, str] = {}
    parts: list[str] = []
    left = []
    at = 0
    seen: set[str] = set()
    for entry in log.entries:
        if not entry.id or entry.shape != "id" or entry.recovered:
            left.append(entry.label)
            continue
        if entry.id.upper() in seen or not re.fullmatch(r"[\w-]+", entry.id):
            raise UsageError(f"{log.path}:{entry.start}: {entry.id} makes no file name of its own: "
                             "give the entry another ID first")  # fmt: skip
        seen.add(entry.id.upper())
        text = body(log, entry)
        start = log.text.index(text, log.starts[entry.start - 1])
        path = f"{folder}/{entry.id}.md"
        piece = moved(text, log.path, path, exists)
        newline = log.newline if start + len(text) < len(log.text) else ""
        files[path] = piece.text + newline
        target = quote(f"{posixpath.basename(folder)}/{entry.id}.md")
        parts += [log.text[at:start], f"- [{entry.id}]({target}) {_MARK}"]
        at = start + len(text)
    return Split("".join([*parts, log.text[at:]]), files, left)


def is_split(text: str) -> bool:
    """True for a log that links to files of its entries."""
    return _LINK.search(text) is not None


def join(log: Log, files: Mapping[str, Log], exists: Exists) -> tuple[str, list[str]]:
    """The log with each entry in its place again, and the files that went into it.

    `files` are the logs in its folder, by path. Those that the log has no link to go where the
    newest entry goes. Raises `UsageError` where a link leads to no such file.
    """
    used: list[str] = []
    home = posixpath.dirname(log.path)

    def text_of(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(home, unquote(found["target"])))
        file = files.get(path)
        if file is None:
            line = log.text.count("\n", 0, found.start()) + 1
            raise UsageError(f"{log.path}:{line}: there is no entry at {path}: "
                             "correct the link, or remove the line")  # fmt: skip
        used.append(path)
        text = moved(file.text, path, log.path, exists).text
        return text.removesuffix("\n").removesuffix("\r") + found["end"]

    text = _LINK.sub(text_of, log.text)
    result = parse(text.encode("utf-8", "surrogateescape"), log.path)
    for path in sorted(files):
        if path not in used and files[path].entries:
            style = style_of(result)
            for entry in files[path].entries:
                own = moved(body(files[path], entry), path, log.path, exists).text
                unified = own.replace("\r\n", "\n")
                for edit in insert_entry(result, unified, style):
                    text = result.text[: edit.start] + edit.text + result.text[edit.end :]
                result = parse(text.encode("utf-8", "surrogateescape"), log.path)
            used.append(path)
    return result.text, used
