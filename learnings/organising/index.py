"""The index of a folder of logs: what its managed block should say.

The same logs give the same bytes. What a log says is shown and can do nothing: no pipe ends a
cell, no title is a link, HTML or a mention.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from ..entry import Entry, Log
from ..kind import Kind
from ..markdown import blocks
from ..markdown.structure import slug
from ..output.escape import clip, visible
from ..preset import Presets
from ..reading import interpret
from ..value import listing
from ..vocabulary import fold
from .index_block import END, Listed

_ACTS = re.compile(r"[\\`*\[\]<>|~&$]|(?<!\w)_|_(?!\w)")
_NO_KEY = frozenset(("", "none", "n a", "na", "tbd", "unknown"))
_TITLE = 90


class Row(NamedTuple):
    """An entry as the index lists it; `target` is the link, seen from the index."""

    id: str
    target: str
    title: str
    status: str
    priority: str
    day: str

    @property
    def key(self) -> str:
        """What tells it from others: its ID, or where it stands."""
        return self.id.upper() or self.target


@dataclass(slots=True)
class Contents:
    """What an index is made of: rows by log, recurring keys, archives with their sizes."""

    rows: dict[str, list[tuple[Row, Log, Entry]]] = field(default_factory=dict)
    keys: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    archives: dict[str, int] = field(default_factory=dict)


def contents(home: str, logs: Sequence[Log], presets_of: Callable[[Log], Presets]) -> Contents:
    """What the index of a folder should say of its logs, archives among them."""
    found = Contents()
    for log in logs:
        own = [entry for entry in log.entries if entry.shape != "wal"]
        path = posixpath.relpath(log.path, home)
        presets = presets_of(log)
        for entry in own:
            _note_keys(found, entry)
        if log.is_archive:
            found.archives[path] = len(own)
        elif own:
            places = _anchors(log)
            found.rows[path] = [
                (_row(log, entry, presets.kind(entry), path, places), log, entry) for entry in own
            ]
    return found


def veiled(found: Contents, mask_of: Callable[[Log], Callable[[str], str]]) -> Contents:
    """The same without the sensitive values that `mask_of` takes out of the texts of a log."""
    rows: dict[str, list[tuple[Row, Log, Entry]]] = {}
    keys = dict(found.keys)
    for path, items in found.rows.items():
        mask = mask_of(items[0][1])
        rows[mask(path)] = [(Row(*map(mask, row)), log, entry) for row, log, entry in items]
        keys = {
            mask(key): (mask(written), [mask(label) for label in labels])
            for key, (written, labels) in keys.items()
        }
    return Contents(rows, keys, found.archives)


def _note_keys(found: Contents, entry: Entry) -> None:
    for item in entry.every("pattern key"):
        for written in listing(item.raw):
            key = fold(written)
            if key not in _NO_KEY:
                names = found.keys.setdefault(key, (written, []))[1]
                if (label := entry.label) not in names:
                    names.append(label)


def _row(log: Log, entry: Entry, kind: Kind, path: str, places: Mapping[int, str]) -> Row:
    anchor = places.get(entry.span.line, "")
    target = quote(path, safe="/-._~", errors="surrogateescape") + (f"#{anchor}" if anchor else "")
    day = entry.logged.day.isoformat() if entry.logged else ""
    status, priority = (_word(entry, kind, name) for name in ("status", "priority"))
    return Row(entry.id, target, caption(log, entry, kind), status, priority, day)


def _word(entry: Entry, kind: Kind, name: str) -> str:
    item = entry.field(name)
    found = interpret(item, kind, kind.field(name)).value if item is not None else None
    return found if isinstance(found, str) else ""


def caption(log: Log, entry: Entry, kind: Kind) -> str:
    """One line that tells what an entry is about: its title, or else its first sentence."""
    if entry.title and kind.tail != "category":
        return entry.title
    for name in ("summary", "requested capability", "content", "title"):
        item = entry.field(name)
        if item is not None and item.raw:
            return item.raw
        section = entry.section(name)
        for line in log.lines(section.start, section.own_end) if section else ():
            if line.strip():
                return line.strip()
    return entry.title


def _anchors(log: Log) -> dict[int, str]:
    """The anchor of each heading by its line, as GitHub numbers those that are alike."""
    found: dict[int, str] = {}
    counts: dict[str, int] = {}
    for heading in blocks(log.text).headings:
        name = slug(heading.text)
        count = counts.get(name, -1) + 1
        counts[name] = count
        found[heading.line] = f"{name}-{count}" if count else name
    return found


def render(found: Contents, by: str = "log") -> str:
    """The managed block with `\\n`, markers included, without a final line end."""
    lines = [f"<!-- learnings index: begin, by {by}; written by `learnings index`, "
             "do not edit between the markers -->", ""]  # fmt: skip
    for title, rows in _groups(found, by):
        lines += [f"## {title}", "", "| ID | Title | Status | Priority | Logged |",
                  "| --- | --- | --- | --- | --- |"]  # fmt: skip
        lines += [_line(row) for row in rows]
        lines.append("")
    lines += _of_keys(found)
    if found.archives:
        lines += ["## Archives", ""]
        lines += [f"- [{escaped(path)}]({quote(path, errors='surrogateescape')}): {_amount(count)}"
                  for path, count in found.archives.items()]  # fmt: skip
        lines.append("")
    return "\n".join([*lines, END])


def _groups(found: Contents, by: str) -> Iterator[tuple[str, list[Row]]]:
    if by == "log":
        for path, items in found.rows.items():
            target = quote(path, safe="/-._~", errors="surrogateescape")
            yield f"[{escaped(path)}]({target})", [row for row, _, _ in items]
        return
    groups: dict[str, list[Row]] = {}
    for items in found.rows.values():
        for row, _, _ in items:
            groups.setdefault(row.status, []).append(row)
    order = ("pending", "in_progress", "resolved", "promoted", "promoted_to_skill", "wont_fix")
    ranked = {name: at for at, name in enumerate(order)}
    for status in sorted(groups, key=lambda name: (not name, ranked.get(name, len(order)), name)):
        yield escaped(status) or "No status", groups[status]


def _line(row: Row) -> str:
    label = escaped(row.id) or "…"
    cells = (clip(visible(row.title), _TITLE), row.status, row.priority, row.day)
    return f"| [{label}]({row.target}) | {' | '.join(escaped(cell) or '-' for cell in cells)} |"


def _of_keys(found: Contents) -> list[str]:
    if not found.keys:
        return []
    ranked = sorted(found.keys.items(), key=lambda item: (-len(item[1][1]), item[0]))
    rows = [
        f"| {escaped(written)} | {len(names)} | {', '.join(escaped(name) for name in names)} |"
        for _, (written, names) in ranked
    ]
    return ["## Pattern-Keys", "", "| Pattern-Key | Entries | |", "| --- | --- | --- |", *rows, ""]


def _amount(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def escaped(text: str) -> str:
    """Text of others as one line of Markdown that means nothing but its characters."""
    plain = _ACTS.sub(r"\\\g<0>", visible(text.strip()))
    plain = plain.replace("://", r":\//").replace("www.", r"www\.")
    # A comment parts the sign from the name, so that nobody is called.
    return plain.replace("@", "@<!-- -->")


class Drift(NamedTuple):
    """What an index shows wrongly: names that are gone, entries it lacks, other statuses."""

    gone: list[Listed]
    lacking: list[tuple[Row, Log, Entry]]
    other: list[tuple[Listed, Row, Log, Entry]]


def drift(shown: Sequence[Listed], found: Contents) -> Drift:
    """How the entries that an index shows differ from those that there are."""
    there = [item for items in found.rows.values() for item in items]
    known = {item[0].key: item for item in there}
    names = {item.key: item for item in shown}
    return Drift(
        [item for item in shown if item.key not in known],
        [item for item in there if item[0].key not in names],
        [(names[key], *item) for key, item in known.items()
         if key in names and names[key].status != item[0].status],
    )  # fmt: skip
