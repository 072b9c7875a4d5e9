"""The workflows that docs/workflows.md shows: those that are written, and callers of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.workflow.files import NAMES, Values, rendered

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OWN = f"OWNER/learnings@{COMMIT}"
SERVER = Values(f"platform/learnings@{COMMIT}", runner="[self-hosted, linux]")


def blocks() -> Iterator[tuple[str, str]]:
    """What stands between the markers of the page, by their names."""
    for name in NAMES:
        yield name, _fenced(written(name))
    for name in NAMES:
        yield f"call-{name}", _fenced(caller(name))
    yield "server", _fenced(written("lint", SERVER))


def written(name: str, values: Values | None = None) -> str:
    """The workflow as `install github` writes it, without the two lines that it knows it by."""
    return rendered(name, values or Values(OWN)).split("\n", 2)[2]


def caller(name: str) -> str:
    """The workflow of a team that starts as that one does, and calls ours to do the same."""
    head, _, job = written(name).partition("jobs:\n")
    title = _part(job, r"    name: .*\n")
    condition = _part(job, r"    # .*\n    if: >-\n(?:      .*\n)+")
    rights = _part(job, r"    permissions:\n(?:      .*\n)+")
    inputs = re.sub(r"(?m)^ {10}", " " * 6, job.partition("          mode: ")[2].partition("\n")[2])
    given = f"    with:\n{inputs}" if inputs else ""
    uses = f"    uses: OWNER/learnings/.github/workflows/{name}.yml@{COMMIT}\n"
    return f"{head}jobs:\n  {name}:\n{title}{condition}{rights}{uses}{given}"


def _part(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    return found[0] if found else ""


def _fenced(text: str) -> str:
    return f"\n```yaml\n{text}```\n\n"
