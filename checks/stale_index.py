"""The index of a folder of logs does not show what the logs say.

`learnings index` writes `INDEX.md`, and whoever reads it relies on it. It is stale once it lists
an ID that is gone (or archived), lacks an entry, or shows another status. An index without the
markers of that command is somebody's own, and is let be.

### Bad

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

    <!-- file: .learnings/INDEX.md -->
    <!-- learnings index: begin, by log -->

    | ID | Title | Status | Priority | Logged |
    | --- | --- | --- | --- | --- |
    | [LRN-20260304-001](LEARNINGS.md) | Gone | pending | low | 2026-03-04 |

    <!-- learnings index: end -->

### Good

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

    <!-- file: .learnings/INDEX.md -->
    <!-- learnings index: begin, by log -->

    | ID | Title | Status | Priority | Logged |
    | --- | --- | --- | --- | --- |
    | [LRN-20260305-001](LEARNINGS.md) | Restart | pending | medium | 2026-03-05 |

    <!-- learnings index: end -->
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity, Span
from learnings.entry import Entry, Log
from learnings.organising import index_block

from ._fields import shown

_HINT = "run `learnings index`"
_NAMED = 3


@define(group="references", severity=Severity.WARNING, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    for home, own in index_block.homes(logs).items():
        path = f"{home}/{index_block.NAME}"
        text = context.tree.text(path)
        listed = index_block.listed(text) if text is not None else None
        if listed is None:
            continue
        from learnings.organising import index  # few folders have one

        found = index.contents(home, own, lambda _: context.presets)
        differing = index.drift(listed, found)
        if any(differing):
            # An index shows no sensitive values: those are not looked for where all is well.
            found = index.veiled(found, context.mask)
            differing = index.drift(listed, found)
        yield from _gone(differing.gone, own, home, path)
        for row, log, entry in differing.lacking:
            yield _problem(log, entry, f"{path} lacks {shown(row.id or entry.label)}")
        for item, row, log, entry in differing.other:
            message = f"{path} shows {_status(item.status)}, the entry {_status(row.status)}"
            yield _problem(log, entry, message, Related(path, Span.at(item.line, 1, 1), "here"))


def _gone(
    gone: Sequence[index_block.Listed], own: Sequence[Log], home: str, path: str
) -> Iterator[Problem]:
    """One finding for all of a log that are in the same place now, at the top of that log."""
    live = {log.path: log for log in own if not log.is_archive}
    groups: dict[tuple[str, str], list[index_block.Listed]] = {}
    for item in gone if live else ():
        target = posixpath.normpath(posixpath.join(home, unquote(item.target.partition("#")[0])))
        place = target if target in live else next(iter(live))
        groups.setdefault((place, _whereabouts(item, own)), []).append(item)
    for (place, where), items in groups.items():
        names = ", ".join(shown(item.key) for item in items[:_NAMED])
        more = f" and {len(items) - _NAMED} more" if len(items) > _NAMED else ""
        message = f"{path}:{items[0].line} lists {names}{more}, {where}"
        related = (Related(path, Span.at(items[0].line, 1, 1), "listed here"),)
        yield Problem(Span.at(1, 1, 1), message, "gone", _HINT, related, path=place)


def _whereabouts(item: index_block.Listed, own: Sequence[Log]) -> str:
    for log in own:
        if log.is_archive and any(entry.id.upper() == item.key for entry in log.entries):
            return f"archived in {log.path}"
    return "which no log here holds"


def _problem(log: Log, entry: Entry, message: str, *related: Related) -> Problem:
    return Problem(entry.span, message, "index", _HINT, related, path=log.path)


def _status(status: str) -> str:
    return shown(status) if status else "no status"
