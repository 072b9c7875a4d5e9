"""Entries for the tables of the checks, and a way to ask one check what it finds in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from learnings import registry
from learnings.check import Context
from learnings.diagnostic import Problem
from learnings.entry import Entry
from learnings.markdown import parse
from learnings.past import NoHistory
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


def problems(
    name: str, text: str | Mapping[str, str], today: str = "2026-03-10", **given: Any
) -> list[Problem]:
    """What one check yields, hints and related places included; `given` goes to its context.

    A log below `archive/` is an archive.
    """
    texts = {".learnings/LEARNINGS.md": text} if isinstance(text, str) else text
    presets = Presets.load()
    logs = [parse(content.encode(), path) for path, content in texts.items()]
    for log in logs:
        log.is_archive = "/archive/" in log.path
        recognise(log, presets)
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
