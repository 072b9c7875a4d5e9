"""Links, paths and anchors in entries that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.check import Context, NoTree, Tree
from learnings.diagnostic import Problem, Span
from learnings.entry import Log
from learnings.lazy import regex
from learnings.vocabulary import json_name

from . import _paths
from ._fields import shown
from ._values import named, stretches

Anchors = dict[str, frozenset[str] | None]
Fault = tuple[str, str]

_LOCAL = regex(r"[ \t]*(?![ \t]|<?[A-Za-z][A-Za-z0-9+.-]+:)")
_FILES = ("related files", "see also")
_MARKDOWN = (".md", ".markdown")
_SPOT = regex(r"(?:l\d+|:~:)", re.IGNORECASE)
_LOOKS_LIKE_PATH = regex(r"[\w./@+-]*\w/?$")
# In `See Also` most are IDs; the name of a host is no folder.
_NAMES_FILE = regex(r"^(?!\w[\w-]*\.[\w.-]*/).*(?:/.*\.[A-Za-z]\w{0,9}|\.md)$", re.IGNORECASE)
_BULLET = regex(r"^[ \t]*[-*+][ \t]+")
_ITEM = regex(r"[^,，、;；]+")
_QUOTED = regex(r"`([^`\n]+)`")
_DRESS = " \t`*\"'"
_EMPTY = frozenset(("", "none", "n/a", "na", "-", "tbd"))


def broken_links(log: Log, context: Context, seen: Anchors) -> Iterator[Problem]:
    """The links of entries whose file or heading does not exist."""
    done: set[int] = set()
    for offset in _promising(log.text):
        entry = log.entry_at(log.place(offset)[0])
        if entry is None or entry.start in done:
            continue
        # The parser of links is loaded where there is one that may lead nowhere.
        from learnings.markdown.structure import links

        done.add(entry.start)
        for link in links(log.body(entry.start, entry.end)):
            number = entry.start + link.line - 1
            if log.is_opaque(number):
                continue
            message, hint = _fault(link.target, log, context, seen) or ("", "")
            if message:
                span = Span.at(number, link.column, len(link.raw))
                yield Problem(span, message, link.target, hint, path=log.path)


def _promising(text: str) -> Iterator[int]:
    """Where the target of a link or a definition may begin that is not elsewhere."""
    for mark in ("](", "]:"):
        at = text.find(mark)
        while at >= 0:
            if _LOCAL.match(text, at + 2):
                yield at
            at = text.find(mark, at + 2)


def missing_files(log: Log, tree: Tree) -> Iterator[Problem]:
    """The relative paths of `Related Files` and `See Also` that are not in the tree."""
    for item in (field for entry in log.entries for field in named(entry, _FILES)):
        for number, start, stop in stretches(log, item):
            for found in _ITEM.finditer(log.line(number)[start:stop]):
                path = _paths.without_line(_BULLET.sub("", found[0]).strip(_DRESS))
                listed = item.name != "see also" or _NAMES_FILE.search(path)
                if not listed or not _is_missing(path, log, tree):
                    continue
                column = start + found.start() + found[0].index(path) + 1
                span = Span.at(number, column, len(path))
                message = f"{shown(path)} is not in the repository"
                hint = "name the file as it is called now, or remove it"
                yield Problem(span, message, json_name(item.name), hint, path=log.path)


def missing_documents(log: Log, tree: Tree) -> Iterator[Problem]:
    """The documents in back-ticks under Documentation Updates that are not in the tree."""
    for entry in log.entries:
        section = entry.section("documentation updates")
        if section is None:
            continue
        for number in range(section.start, section.end):
            quoted = () if log.is_opaque(number) else _QUOTED.finditer(log.line(number))
            for item in quoted:
                path = item[1].strip()
                if "/" in path and _is_missing(path, log, tree):
                    span = Span.at(number, item.start(1) + 1, len(item[1]))
                    message = f"{shown(path)} is not in the repository"
                    hint = "write the document, or correct its path"
                    yield Problem(span, message, path, hint, path=log.path)


def _is_missing(path: str, log: Log, tree: Tree) -> bool:
    """True for what is surely a relative path inside the tree, if nothing is there."""
    if path.casefold() in _EMPTY or path.startswith("/") or not _paths.is_inside(log):
        return False
    if not _paths.is_local(path) or not _LOOKS_LIKE_PATH.match(path):
        return False
    if not _paths.is_path(path, log, tree):
        return False
    places = _paths.candidates(path, log, upwards=True)
    return bool(places) and not any(tree.exists(place) for place in places)


def _fault(target: str, log: Log, context: Context, seen: Anchors) -> Fault | None:
    """What is wrong with the target of a link; None if it is fine or not ours to judge."""
    path, _, anchor = target.partition("#")
    path = _unquoted(path.partition("?")[0])
    if not path:
        return _anchor_fault(anchor, log.path, log.text, seen) if anchor else None
    if isinstance(context.tree, NoTree) or not _paths.is_inside(log) or not _paths.is_local(path):
        return None
    if not ("/" in path or "." in path):
        return None
    if path.startswith("/") and not context.tree.exists(path.lstrip("/").partition("/")[0]):
        return None  # a place on a machine or on a site
    if not _paths.candidates(path, log):
        return f"the link {shown(target)} leads out of the repository", "link to what is inside"
    place = _paths.located(path, log, context.tree)
    if place is None:
        return f"the link {shown(target)} leads to no file", "correct the link, or remove it"
    if anchor and place.lower().endswith(_MARKDOWN):
        return _anchor_fault(anchor, place, context.tree.text(place), seen)
    return None


def _anchor_fault(anchor: str, path: str, text: str | None, seen: Anchors) -> Fault | None:
    wanted = _unquoted(anchor).casefold().removeprefix("user-content-")
    if wanted == "top" or _SPOT.match(wanted):
        return None
    if path not in seen:
        from learnings.markdown.structure import anchors

        seen[path] = None if text is None else anchors(text)
    known = seen[path]
    if known is None or wanted in known:
        return None
    import difflib

    longer = sorted(name for name in known if name.startswith(f"{wanted}-"))
    near = longer[:1] or difflib.get_close_matches(wanted, known, 1)
    hint = f"did you mean {shown('#' + near[0])}?" if near else "correct the link, or remove it"
    return f"no heading of {shown(path)} has the anchor {shown('#' + anchor)}", hint


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)
