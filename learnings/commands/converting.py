"""What `learnings convert --to` tells of its work: a few lines, or a report in Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..organising.archive import unreadable
from ..organising.rewriting import Step
from ..organising.sources import linked_files
from ..workspace import Found, Workspace
from .choosing import entries_of, paths_of


@dataclass(slots=True)
class Told:
    """What became of the entries of a run: converted, left with a reason, as they should be.

    `broken` are the logs that nobody can read as they are, with the reason; `strange` are the
    entries that are not read as of the preset, for want of a setting.
    """

    name: str
    steps: list[Step] = field(default_factory=list)
    left: list[tuple[Found, str]] = field(default_factory=list)
    same: list[tuple[Found, list[str]]] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)
    strange: int = 0

    def summary(self) -> Iterator[str]:
        """A line for each entry that was converted or left."""
        for step in self.steps:
            yield f"{step.old or step.found.entry.label}: {step.new or step.path} in {step.path}"
        for found, reason in self.left:
            yield f"{found.log.path}:{found.entry.start}: {found.entry.label} is left: {reason}"
        kept = sum(bool(step.result.notes) for step in self.steps)
        if kept:
            yield f"{kept} of {len(self.steps)} need a look: --report FILE says what has no place"
        if not self.steps and not self.left and not self.broken:
            how = "is written as" if self.same else "is of"
            yield f"nothing to do: every entry {how} the preset {self.name}" + (
                " has it" if self.same else ""
            )
        asked = sum(bool(notes) for _, notes in self.same)
        if asked:
            yield f"{asked} of them have words to choose anew: --report FILE lists them"
        if self.strange:
            yield f'set preset = "{self.name}" in .learnings.toml, so that they are read as such'

    def report(self) -> Iterator[str]:
        """What became of each entry, as Markdown."""
        yield f"# Converted to {self.name}"
        yield ""
        yield f"{len(self.steps)} converted, {len(self.left)} left."
        for step in self.steps:
            yield ""
            yield f"## {step.old or step.found.entry.label}"
            yield ""
            yield f"- from {step.found.kind.preset}, {step.found.log.path}"
            yield f"- now {step.new or 'without an ID'}, {step.path}"
            yield from (f"- {note}" for note in step.result.notes)
        for found, reason in self.left:
            yield ""
            yield f"## {found.entry.label}"
            yield ""
            yield f"- left in {found.log.path}: {reason}"
        for found, notes in self.same:
            if notes:
                yield ""
                yield f"## {found.entry.label}"
                yield ""
                yield f"- stays as it is in {found.log.path}"
                yield from (f"- {note}" for note in notes)


def chosen(workspace: Workspace, names: list[str], told: Told) -> list[Found]:
    """The entries that are named, or all, with those in the files to which a named log links.

    Logs in which no entry can be read are told of.
    """
    only = paths_of(workspace, [name for name in names if os.path.lexists(name)]) or frozenset()
    for log in workspace.logs:
        if log.fault and (log.path in only or not names):
            told.broken[log.path] = unreadable(log)
    files = linked_files(workspace.logs, only)
    linked = [found for found in workspace.entries() if found.log.path in files]
    found = {(item.log.path, item.entry.start): item for item in linked}
    found |= {(item.log.path, item.entry.start): item for item in entries_of(workspace, names)}
    return [found[key] for key in sorted(found)]
