"""Entries for the tables of the checks, and a way to ask one check what it finds in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from learnings import registry
from learnings.change import Changes, compare, content
from learnings.check import Context
from learnings.diagnostic import Problem
from learnings.entry import Entry, Log, former_ids
from learnings.markdown import parse
from learnings.past import NoHistory, Version
from learnings.preset import Presets, recognise
from learnings.schema import violations


def learning(
    *metadata: str,
    id: str = "LRN-20260305-001",
    logged: str = "2026-03-05T09:00:00Z",
    status: str = "pending",
    header: str = "",
    text: str = "It reads the file once.",
    resolution: str = "",
) -> str:
    """An entry of the agent dialect. `header` are further lines below the status.

    Without `header` the status stands on line 5, `text` on line 8, and the first line of
    `metadata` on line 11, or two lines below the last line of `resolution`.
    """
    lines = [f"## [{id}] insight", "", f"**Logged**: {logged}", "**Priority**: low"]
    lines += [f"**Status**: {status}"] if status else []
    lines += header.splitlines()
    lines += ["", "### Summary", text, ""]
    lines += ["### Resolution", *resolution.splitlines(), ""] if resolution else []
    lines += ["### Metadata", *(f"- {line}" for line in metadata or ("Source: error",))]
    return "\n".join(lines) + "\n"


class Tree:
    """Files by path, as a check sees them."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def exists(self, path: str) -> bool:
        return path in self.files or any(name.startswith(f"{path}/") for name in self.files)

    def text(self, path: str) -> str | None:
        return self.files.get(path)


class Since(NoHistory):
    """A history that knows the day of a status, by ID."""

    def __init__(self, days: Mapping[str, str]) -> None:
        self.days = days

    def status_since(self, entry: Entry, status: str) -> dt.date | None:
        return dt.date.fromisoformat(self.days[entry.id]) if entry.id in self.days else None


Texts = str | Mapping[str, str]
LOG = ".learnings/LEARNINGS.md"
PRESETS = Presets.load()


def read(text: Texts, path: str = LOG, *, now: bool = True) -> list[Log]:
    """The logs among texts by path, or the one log; one below `archive/` is one.

    Those of the past are not recognised: nobody knows what kind their entries had then.
    """
    texts = {path: text} if isinstance(text, str) else text
    logs = [parse(each.encode(), name) for name, each in texts.items()]
    for log in logs:
        log.is_archive = "/archive/" in log.path
        if now:
            recognise(log, PRESETS)
    return logs


class Past(NoHistory):
    """A history made of texts: what stood in the logs `before`, in each parent of a merge.

    `steps` are the states in between with the address of who made each, `branches` the logs of
    other branches by name, `base` what stood where the sides of a merge parted, `once` what stood in a log long ago, `author` who makes the change,
    `touched` the files that it changes besides logs. Entries are known by ID, or else by text.
    """

    def __init__(
        self,
        now: Texts,
        *before: Texts,
        steps: Sequence[tuple[Texts, str]] = (),
        branches: Mapping[str, Texts] | None = None,
        once: Texts = "",
        base: Texts = "",
        author: str = "",
        touched: Sequence[str] = (),
        path: str = LOG,
    ) -> None:
        self.now = read(now, path)
        self.sides = [read(text, path, now=False) for text in before]
        self.steps = [(read(text, path, now=False), who) for text, who in steps]
        self.branches = {
            name: read(text, path, now=False) for name, text in (branches or {}).items()
        }
        self.once = read(once, path, now=False)
        self.base = read(base, path, now=False)
        self.who = author
        texts = {log.path: log.text for log in self.now}
        old = [{log.path: log.text for log in side} for side in self.sides]
        paths = {*texts, *(name for side in old for name in side)}
        self.touched = {name for name in paths if any(s.get(name) != texts.get(name) for s in old)}
        self.touched.update(touched)

    def changes(self, logs: Sequence[Log]) -> Changes:
        """What the change touches in the logs that are judged."""
        return compare(logs, [log for side in self.sides for log in side], self.touched)

    def before(self, entry: Entry) -> Sequence[Version]:
        found = (_find(side, entry, self.now) for side in self.sides)
        return [item for item in found if item is not None]

    def parted(self, entry: Entry) -> Sequence[Version]:
        found = _find(self.base, entry, self.now) if len(self.sides) > 1 else None
        return [found] if found is not None else []

    def versions(self, entry: Entry) -> Sequence[Version]:
        found = ((_find(logs, entry, self.now), who) for logs, who in self.steps)
        return [item._replace(author=who) for item, who in found if item is not None]

    def author(self, entry: Entry) -> str:
        return self.who

    def lost(self) -> Sequence[Version]:
        kept = {id(item.entry) for log in self.now for entry in log.entries
                for item in self.before(entry)}  # fmt: skip
        return [
            Version(log, entry)
            for side in self.sides
            for log in side
            for entry in log.entries
            if id(entry) not in kept
        ]

    def earlier(self, id: str) -> Version | None:
        return next(iter(_named(self.once, id)), None)

    def elsewhere(self, id: str) -> Sequence[Version]:
        return [item._replace(where=name)
                for name, logs in self.branches.items() for item in _named(logs, id)]  # fmt: skip

    def touches(self, path: str) -> bool:
        return path in self.touched


def _named(logs: Sequence[Log], id: str) -> list[Version]:
    return [Version(log, entry) for log in logs for entry in log.entries
            if entry.id.upper() == id.upper()]  # fmt: skip


def _find(logs: Sequence[Log], entry: Entry, now: Sequence[Log]) -> Version | None:
    """The same entry in other logs: by ID, by a former ID, by what is below its heading."""
    for name in (entry.key, *former_ids(entry)):
        for log in logs:
            for other in log.entries:
                if name and other.key == name:
                    return Version(log, other)
    mine = next(_below(log, entry) for log in now for each in log.entries if _is(each, entry))
    taken = {each.key for log in now for each in log.entries}
    for log in logs:
        for other in log.entries:
            if other.key not in taken and mine and _below(log, other) == mine:
                return Version(log, other)
    return None


def _is(one: Entry, other: Entry) -> bool:
    return one.key == other.key and one.start == other.start


def _below(log: Log, entry: Entry) -> str:
    return content(log, entry).partition("\n")[2].strip()


def change(name: str, now: Texts, *before: Texts, **past: Any) -> list[Problem]:
    """What one check yields about a change; `past` is what `Past` takes, and `tree`, `options`."""
    given = {key: past.pop(key) for key in ("tree", "options", "today") if key in past}
    history = Past(now, *before, **past)
    logs = read(now, past.get("path", LOG))
    changes = history.changes(logs)
    return problems(
        name, logs, history=history, is_changed=lambda log, entry: changes.touches(log.path, entry),
        **given,
    )  # fmt: skip


def problems(
    name: str, text: Texts | list[Log], today: str = "2026-03-10", **given: Any
) -> list[Problem]:
    """What one check yields, hints and related places included; `given` goes to its context."""
    presets = PRESETS
    logs = text if isinstance(text, list) else read(text)
    context = Context(
        today=dt.date.fromisoformat(today),
        presets=presets,
        logs=logs,
        violations=lambda log: violations(log, presets),
        **given,
    )
    check = registry.checks()[name]
    if check.whole:
        return list(check.run(logs, context))
    return [problem for log in logs for problem in check.run(log, context)]
