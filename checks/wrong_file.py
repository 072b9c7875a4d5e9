"""An entry stands in the file of another kind.

Each kind of entry has its file, and who looks for errors opens the log of the errors. An entry
in another one is missed there. Prefixes of one's own, files of other names and archives may hold
anything.

### Bad

    <!-- path: .learnings/ERRORS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- path: .learnings/LEARNINGS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.preset import Preset


@define(group="identity", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive:
        return
    name = posixpath.basename(log.path)
    usual = context.presets.preset(context.presets.default)
    for entry in log.entries:
        preset = context.presets.preset(entry.preset or usual.name)
        home = _home(entry, preset)
        if not home or name.casefold() in {file.casefold() for file in home}:
            continue
        if _is_home_of_another(name, preset, usual, context):
            assert entry.identifier is not None
            kind = context.kind(entry).title.lower()
            yield Problem(
                entry.identifier.span,
                f"{entry.id} is {_a(kind)}, and {name} is the file of another kind",
                entry.id,
                f"move it to {home[0]}",
            )


def _is_home_of_another(name: str, preset: Preset, usual: Preset, context: Context) -> bool:
    """True for the name of a file that some preset keeps a kind of its entries in."""
    known = preset.of_file(name) is not None or usual.of_file(name) is not None
    return known or name.casefold() in context.presets.files


def _home(entry: Entry, preset: Preset) -> list[str]:
    """The files for entries of that kind, if its prefix says what it is."""
    if entry.identifier is None or preset.of_prefix(entry.identifier.prefix.upper()) is None:
        return []
    return [file for file, spec in preset.files.items() if spec.kind == entry.kind]


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"
