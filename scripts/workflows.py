"""The workflows that docs/workflows.md shows: those that are written, with the token of an app too,
and callers of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.workflow.files import NAMES, Values, rendered

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OWN = f"OWNER/learnings@{COMMIT}"
APP = "actions/create-github-app-token@29824e69f54612133e76f7eaac726eef6c875baf # v2.2.1"
WRITING = ("review", "promote")
_RIGHTS = r"    permissions:\n(?:      .*\n)+"
SERVER = Values(f"platform/learnings@{COMMIT}", runner="[self-hosted, linux]")


def blocks() -> Iterator[tuple[str, str]]:
    """What stands between the markers of the page, by their names."""
    for name in NAMES:
        yield name, _fenced(written(name))
    for name in WRITING:
        yield f"app-{name}", _fenced(with_app(name))
    for name in NAMES:
        yield f"call-{name}", _fenced(caller(name))
    yield "server", _fenced(written("lint", SERVER))


def written(name: str, values: Values | None = None) -> str:
    """The workflow as `install github` writes it, without the two lines that it knows it by."""
    return rendered(name, values or Values(OWN)).split("\n", 2)[2]


def with_app(name: str) -> str:
    """The workflow that writes with the token of a GitHub App, and has no right to write itself."""
    text = written(name, Values(OWN, bot="my-app[bot]"))
    rights = _part(text, _RIGHTS)
    own = "    permissions:\n      contents: read # the logs and their history\n"
    asked = [line.partition(" #")[0].strip() for line in rights.splitlines()[1:]]
    given = "".join(f"          permission-{one}\n" for one in asked if one.endswith("write"))
    step = (
        "      - name: Take a token of the app\n        id: app\n"
        f"        uses: {APP}\n        with:\n"
        "          app-id: ${{ vars.LEARNINGS_APP_ID }}\n"
        "          private-key: ${{ secrets.LEARNINGS_APP_KEY }}\n" + given
    )
    last = f"      - name: {name.capitalize()}\n"
    mode = f"          mode: {name}\n"
    more = f"{mode}          token: ${{{{ steps.app.outputs.token }}}}\n"
    return text.replace(rights, own).replace(last, step + last).replace(mode, more)


def caller(name: str) -> str:
    """The workflow of a team that starts as that one does, and calls ours to do the same."""
    head, _, job = written(name).partition("jobs:\n")
    title = _part(job, r"    name: .*\n")
    condition = _part(job, r"    # .*\n    if: >-\n(?:      .*\n)+")
    rights = _part(job, _RIGHTS)
    inputs = re.sub(r"(?m)^ {10}", " " * 6, job.partition("          mode: ")[2].partition("\n")[2])
    given = f"    with:\n{inputs}" if inputs else ""
    uses = f"    uses: OWNER/learnings/.github/workflows/{name}.yml@{COMMIT}\n"
    return f"{head}jobs:\n  {name}:\n{title}{condition}{rights}{uses}{given}"


def _part(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    return found[0] if found else ""


def _fenced(text: str) -> str:
    return f"\n```yaml\n{text}```\n\n"
