"""Files that entries name: which texts are paths, and where in the tree they may lie."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from learnings.check import Context, Tree
from learnings.diagnostic import Span
from learnings.entry import Entry, Log
from learnings.lazy import regex

from ._names import names_of

_NOT_LOCAL = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[~$%<{]|\\")
_GLOB = regex(r"[*?{}<>|$]|\[[^\]]*\]|\.\.\.|…")
_LINE = regex(
    r"(?::\d+(?:[-:,]\d+)*|#L?\d+(?:-L?\d+)?|(?<!\s)\s*+\((?:lines?|L)[^()]*\))$", re.IGNORECASE
)
_TOKEN = regex(r"[\w.~/\\$<{*-][\w.@~/\\$<>{}*+-]*")
_LINK = regex(r"\[[^\[\]]*\]\((?P<to>[^()]*)\)")
_DOCUMENT = regex(r"\.(?:md|mdc|mdx|markdown|txt|rst|adoc)$|^\.[a-z]+rules$", re.IGNORECASE)
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NAMED = regex(r"\.[A-Za-z]\w{0,9}$")


def is_inside(log: Log) -> bool:
    """True if the log lies in the tree, so that paths in it can be followed."""
    return not log.path.startswith(("/", "../")) and ":" not in log.path[:2]


def is_local(text: str) -> bool:
    """True for a relative path without wildcards; no URL, no place on somebody's machine."""
    return bool(text) and not _NOT_LOCAL.match(text) and not _GLOB.search(text)


def without_line(text: str) -> str:
    """A path without the line that it may name: `src/app.py:42`."""
    return _LINE.sub("", text)


def candidates(path: str, log: Log, upwards: bool = False) -> list[str]:
    """Where in the tree a path may lie, seen from the log's folder and from the root.

    With `upwards` it is also looked for in every folder between the two. What would leave
    the tree is left out; the list is empty if everything does.
    """
    folder = posixpath.dirname(log.path)
    if path.startswith("/"):
        path, folders = path.lstrip("/"), [""]
    else:
        folders = [folder, ""] if not upwards else [*_upwards(folder)]
    if log.is_archive and folder:
        folders.insert(1, posixpath.dirname(folder))  # where it lay before it was archived
    found = []
    for base in folders:
        plain = posixpath.normpath(posixpath.join(base, path))
        if plain != ".." and not plain.startswith("../") and plain not in found:
            found.append(plain)
    return found


def located(path: str, log: Log, tree: Tree, upwards: bool = False) -> str | None:
    """The path in the tree; None if there is none."""
    return next((item for item in candidates(path, log, upwards) if tree.exists(item)), None)


def documents(text: str, log: Log, tree: Tree) -> Iterator[tuple[str, int]]:
    """The files that a text names (`AGENTS.md, docs/run.md`), each once, with its offset.

    A word is a file if it ends like a document, or if it has a folder that exists. What a link
    to a file is called is no other file.
    """
    found = list(_documents(text, log, tree))
    offsets = {offset for _, offset in found}
    called = [
        range(link.start(), link.start("to"))
        for link in _LINK.finditer(text)
        if any(offset in range(*link.span("to")) for offset in offsets)
    ]
    seen = set()
    for word, offset in found:
        place = located(word, log, tree, upwards=True) or posixpath.normpath(word)
        if place not in seen and not any(offset in words for words in called):
            seen.add(place)
            yield word, offset


def _documents(text: str, log: Log, tree: Tree) -> Iterator[tuple[str, int]]:
    named = list(_spaced(text, log, tree))
    yield from named
    inside = [range(start, start + len(path)) for path, start in named]
    for item in _TOKEN.finditer(text):
        word = item[0].rstrip(".-")
        if word.startswith("/") or not is_local(word):
            continue
        if any(item.start() in places for places in inside):
            continue
        if _DOCUMENT.search(word) or ("/" in word and is_path(word, log, tree)):
            yield word, item.start()


def _spaced(text: str, log: Log, tree: Tree) -> Iterator[tuple[str, int]]:
    """The files with spaces in their names that stand between commas and are there."""
    at = 0
    for part in text.split(","):
        path = part.strip(" \t`")
        is_file = " " in path and is_local(path) and _DOCUMENT.search(path)
        if is_file and located(path, log, tree, upwards=True) is not None:
            yield path, at + part.index(path)
        at += len(part) + 1


def is_path(word: str, log: Log, tree: Tree) -> bool:
    """True for a word that ends like a file, or that lies in a folder which exists."""
    if _NAMED.search(word) or word.endswith("/"):
        return True
    top = word.removeprefix("./").partition("/")[0]
    return "/" in word and located(top, log, tree, upwards=True) is not None


def skill(raw: str, log: Log, tree: Tree) -> str | None:
    """The SKILL.md that a `Skill-Path` names; None if there is none."""
    path = raw.strip(" \t`*\"'[]").removesuffix("/")
    if not is_local(path) or path.startswith("/") or " " in path:
        return None
    for place in candidates(path, log, upwards=True):
        if place.lower().endswith(".md") and tree.exists(place):
            return place
        for name in ("SKILL.md", "skill.md"):
            if tree.exists(f"{place}/{name}"):
                return f"{place}/{name}"
    return None


def lacks(place: str, entry: Entry, context: Context) -> bool:
    """True of a file that can be read and does not name the entry, comments apart."""
    there = context.tree.text(place)
    names = names_of(entry, context)
    if there is None or not names:
        return False
    name = rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?!\w|-\w)"
    return re.search(name, _COMMENT.sub(" ", there), re.IGNORECASE) is None


def span_of(path: str, offset: int, text: str, entry: Entry, log: Log) -> Span:
    """Where a path of a promotion target stands: in the field, or in the note of the status."""
    field = entry.field("promoted")
    if field is None or not field.text:
        field = entry.field("status")
    if field is None:
        return entry.span
    for number in range(field.span.line, field.span.line + text.count("\n", 0, offset) + 2):
        start = field.span.column - 1 if number == field.span.line else 0
        column = log.line(number).find(path, start)
        if column >= 0:
            return Span.at(number, column + 1, len(path))
    return field.span


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""
