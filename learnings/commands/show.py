"""`learnings show`: entries as they are written, where they stand, and who names whom."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..address import archived_at, at, entry_at
from ..discover import read
from ..disk import UnreadableError, printable
from ..editor.entries import text_of
from ..entry import Entry, Log, former_ids
from ..errors import UsageError
from ..output import stream
from ..output.escape import document, inert, visible
from ..relations import Mention, mentions, namers
from ..row import Row
from ..search.catalogue import Catalogue
from .list import row
from .progress import Bar

HELP = "Show entries as they are written, with their place and the links to and from them."
DESCRIPTION = """\
Show entries as they are written, with their place, the IDs that they name and the entries that
name them. `markdown` is the text alone, `--raw` its very bytes. Escape sequences and other
characters that act are shown, not sent, but with `--raw`.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("ids", nargs="+", metavar="ID", help="IDs of entries, or paths")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument(
        "--raw", action="store_true", help="the bytes of the entries and nothing else, unescaped"
    )
    parser.add_argument("--preset", metavar="PRESET", help="the preset of entries that show none")


class Wanted(NamedTuple):
    """An entry as it is asked for: by an ID, or by the log and the line where it begins."""

    id: str
    path: str = ""
    line: int = 0

    def means(self, log: Log, entry: Entry) -> bool:
        """True for an entry that is asked for."""
        if self.path:
            return (log.path, entry.start) == (self.path, self.line)
        return entry.id.upper() == self.id


@dataclass(slots=True)
class Shown:
    """An entry with what is known around it; `places` are those of the IDs that it names."""

    log: Log
    entry: Entry
    names: list[tuple[Mention, list[Row]]]
    named_by: list[Mention]


def run(args: argparse.Namespace) -> int:
    """Print the entries; 0. Raises `UsageError` for an ID that nobody has."""
    bar = Bar("reading")
    catalogue = Catalogue.open(preset=args.preset, progress=bar)
    by_id: dict[str, list[Row]] = {}
    for item in catalogue.rows():
        by_id.setdefault(item.id.upper(), []).append(item)
    wanted = dict.fromkeys(_wanted(catalogue, name, by_id) for name in args.ids)
    found = _look_up(catalogue, list(wanted), by_id, alone=args.raw or args.format == "markdown")
    bar.clear()
    if args.raw:
        stream.write_bytes(b"".join(_bytes(item) for item in found))
    elif args.format == "json":
        entries = [_json(catalogue, item) for item in found]
        stream.write(document({"version": 1, "entries": entries}, 4))
    else:
        tell = _markdown if args.format == "markdown" else _text
        sys.stdout.write("\n".join(tell(item) for item in found))
    return 0


def _renumbered(catalogue: Catalogue, name: str) -> str:
    """The ID that the entry has now which had that one before; empty where there is none."""
    for log in catalogue.logs(frozenset(_holding(catalogue, [name]))):
        for entry in log.entries:
            if name in former_ids(entry):
                return entry.id.upper()
    return ""


def _wanted(catalogue: Catalogue, word: str, by_id: Mapping[str, list[Row]]) -> Wanted:
    """What a word names; raises `UsageError` where there is no such entry."""
    name = word.strip().strip("[]").upper()
    if name and name in by_id:
        return Wanted(name)
    now = _renumbered(catalogue, name) if name else ""
    if now and now in by_id:
        return Wanted(now)
    root = catalogue.settings.root
    paths = sorted({row.path for rows in by_id.values() for row in rows})
    places = at(word, root, paths) or archived_at(word, root, paths)
    logs = catalogue.logs(frozenset(place.path for place in places)) if places else []
    found = entry_at(word, root, logs)
    if found is None:
        known = sorted(item[0].id for item in by_id.values() if item[0].id)
        raise UsageError(f"no entry has the ID {printable(name)}{near_id(name, known)}")
    log, entry = found
    return Wanted(entry.id.upper(), log.path, entry.start)


def near_id(name: str, known: list[str]) -> str:
    """A remark with the ID that may have been meant."""
    import difflib

    close = difflib.get_close_matches(name, known, 1, 0.8)
    return f"; did you mean {printable(close[0])}?" if close else ""


def _look_up(
    catalogue: Catalogue, wanted: list[Wanted], by_id: dict[str, list[Row]], *, alone: bool
) -> list[Shown]:
    paths = {item.path for item in wanted if item.path}
    paths |= {row.path for item in wanted if not item.path for row in by_id[item.id]}
    if not alone:
        paths |= _holding(catalogue, [item.id for item in wanted if item.id])
    logs = catalogue.logs(frozenset(paths))
    short = frozenset(by_id)
    result = []
    for wish in wanted:
        for log in logs:
            for entry in log.entries:
                if wish.means(log, entry):
                    named = [] if alone else [
                        (item, by_id.get(item.id.upper(), []))
                        for item in mentions(log, entry, short)
                    ]  # fmt: skip
                    result.append(
                        Shown(
                            log,
                            entry,
                            named,
                            [] if alone or not wish.id else list(namers(logs, wish.id)),
                        )
                    )
    return result


def _holding(catalogue: Catalogue, wanted: list[str]) -> set[str]:
    """The paths of the logs whose bytes hold one of the IDs: only they are read whole."""
    needles = [name.encode("utf-8", "surrogateescape") for name in wanted]
    found = set()
    for source in catalogue.asked:
        try:
            data = read(source, catalogue.settings.nearest(source.path).max_file_size)
        except UnreadableError:
            continue
        if any(needle in data or needle.lower() in data for needle in needles):
            found.add(source.path)
    return found


def _bytes(item: Shown) -> bytes:
    log, entry = item.log, item.entry
    return log.body(entry.start, entry.end).encode("utf-8", "surrogateescape")


def _markdown(item: Shown) -> str:
    return _safe(text_of(item.log, item.entry))


def _safe(text: str) -> str:
    # A tab only moves on; all else that is unseen is shown.
    lines = ("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))
    return "".join(f"{inert(line)}\n" for line in lines)


def _text(item: Shown) -> str:
    log, entry = item.log, item.entry
    about = [f"{entry.preset} {entry.kind}"]
    if log.is_archive:
        about.append("archived")
    head = f"{log.path}:{entry.span.line}  ({', '.join(about)})"
    lines = [inert(visible(head)), "", _safe(text_of(log, entry)).rstrip("\n")]
    links = []
    for mention, rows in item.names:
        places = ", ".join(_place(row) for row in rows) or "no entry has that ID"
        links.append(f"names {mention.id} in {mention.where}: {places}")
    for mention in item.named_by:
        archived = ", archived" if mention.log.is_archive else ""
        links.append(f"named by {mention.entry.label} in {mention.where}: "
                     f"{mention.log.path}:{mention.line}{archived}")  # fmt: skip
    if links:
        lines += ["", *(inert(visible(line)) for line in links)]
    return "".join(f"{line}\n" for line in lines)


def _place(row: Row) -> str:
    status = f", {row.status}" if row.status else ""
    return f"{row.path}:{row.line}{status}{', archived' if row.archive else ''}"


def _json(catalogue: Catalogue, item: Shown) -> dict[str, object]:
    presets = catalogue.engine.presets_of(catalogue.engine.settings_of(item.log))
    return {
        **row(item.entry, item.log, presets),
        "archived": item.log.is_archive,
        "markdown": text_of(item.log, item.entry),
        "names": [
            {"id": mention.id, "where": mention.where, "line": mention.line,
             "places": [{"path": row.path, "line": row.line, "status": row.status or None,
                         "archived": row.archive} for row in rows]}
            for mention, rows in item.names
        ],
        "named_by": [
            {"id": mention.entry.id or None, "where": mention.where, "path": mention.log.path,
             "line": mention.line, "archived": mention.log.is_archive}
            for mention in item.named_by
        ],
    }  # fmt: skip
