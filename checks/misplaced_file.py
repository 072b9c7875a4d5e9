"""A file of the knowledge base is not in the folder of its category.

The knowledge base is filed by category, and issues by service below that. A file in another
folder is not found by who looks where it belongs.

### Bad

    <!-- path: docs/ops-knowledge/performance/ops-learning-2026-03-05-14-30-00-issue-full.md -->
    # Operational Learning Entry

    ## Learning Entry

    ### Issue Summary
    - **Date**: 2026-03-05T14:30:00Z
    - **Category**: issue
    - **Title**: Full pool
    - **Severity**: HIGH
    - **Duration**: 45 minutes
    - **Impact**: Writes failed

    ### Context
    - **Symptoms**: Connection timeouts
    - **Environment**: production
    - **Related Services**: db

    ### Root Cause Analysis
    - **Primary Cause**: A pool of ten connections

    ### Resolution Steps
    1. Made the pool larger

    ### Prevention Measures
    - **Load test**: with twice the usual load

    ### Learning Points
    - Sizes of pools want a test

    ### Follow-up Actions
    - [ ] Watch the pool (ana, 2026-03-20)

### Good

    <!-- path: docs/ops-knowledge/issues/db/ops-learning-2026-03-05-14-30-00-issue-full-pool.md -->
    # Operational Learning Entry

    ## Learning Entry

    ### Issue Summary
    - **Date**: 2026-03-05T14:30:00Z
    - **Category**: issue
    - **Title**: Full pool
    - **Severity**: HIGH
    - **Duration**: 45 minutes
    - **Impact**: Writes failed

    ### Context
    - **Symptoms**: Connection timeouts
    - **Environment**: production
    - **Related Services**: db

    ### Root Cause Analysis
    - **Primary Cause**: A pool of ten connections

    ### Resolution Steps
    1. Made the pool larger

    ### Prevention Measures
    - **Load test**: with twice the usual load

    ### Learning Points
    - Sizes of pools want a test

    ### Follow-up Actions
    - [ ] Watch the pool (ana, 2026-03-20)
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.lifecycle import word
from learnings.value import listing

from ._fields import shown


@define(group="identity", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    # Where an archive keeps what has moved there is its own affair.
    for entry in () if log.is_archive else log.entries:
        preset = context.presets.preset(entry.preset or context.presets.default)
        folder = _below(log.path, preset.layout.get("root", ""))
        if entry.shape != "file" or folder is None:
            continue
        field = entry.field("category")
        category = word(field.raw) if field is not None else ""
        homes = preset.layout.get("folders", {}).get(category, ())
        if field is not None and homes and not any(_is_in(folder, home) for home in homes):
            where = f"in {folder}/" if folder else "in no folder"
            yield Problem(
                field.span,
                f"the category is `{category}`, but the file lies {where}",
                "category",
                f"move it to {homes[0]}/ below {preset.layout['root']}",
            )
        else:
            yield from _service(entry, folder, preset.layout.get("services", ()))


def _below(path: str, root: str) -> str | None:
    """The folder of the file, seen from the root of the knowledge base; None outside of it.

    An archive is filed as the base itself is.
    """
    folder = f"/{posixpath.dirname(path)}/"
    at = folder.find(f"/{root}/") if root else -1
    if at < 0:
        return None
    parts = folder[at + len(root) + 2 :].strip("/").split("/")
    return "/".join(part for part in parts if part not in ("archive", "archived"))


def _is_in(folder: str, home: str) -> bool:
    return folder == home or folder.startswith(f"{home}/")


def _service(entry: Entry, folder: str, shelves: Sequence[str]) -> Iterator[Problem]:
    """Where the folder below is that of a service, the entry has to be about it."""
    shelf, _, rest = folder.partition("/")
    name = rest.partition("/")[0]
    field = entry.field("related services") or entry.field("service")
    services = {word(item) for item in listing(field.raw)} if field is not None else set()
    if shelf in shelves and name and services and field and word(name) not in services:
        yield Problem(
            field.span,
            f"the file lies in the folder of {shown(name)}, which is not among its services",
            "service",
            "move the file, or name the service",
        )
