"""What the Action does in the mode lint: find out what the event changes, and judge that."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile

from ..cli import main
from ..errors import RemoteError, UsageError
from ..git import find_repository
from ..git.remote import Remote
from ..github.client import Client
from ..github.environment import Environment, environment
from ..github.event import Event, event
from ..workflow import outputs
from ..workflow.beginning import beginning, pulls
from ..workflow.inputs import Inputs
from ..workflow.named import named


def run(asked: Inputs) -> int:
    """Judge what the event changes: annotations, the summary, a SARIF file, counts."""
    folder = os.environ.get("RUNNER_TEMP") or tempfile.gettempdir()
    sarif = asked.sarif or os.path.join(folder, "learnings.sarif")
    report, summary = (os.path.join(folder, f"learnings.{end}") for end in ("json", "md"))
    for path in (report, summary):  # of an earlier step
        with contextlib.suppress(OSError):
            os.unlink(path)
    _make_room(sarif)
    # Written in this order: what the step gives back needs the first two alone.
    files = {"json": report, "markdown": summary, "sarif": sarif}
    words = [word for name, path in files.items() for word in ("--also", f"{name}={path}")]
    code = main([
        "lint", "--format=github", *words, *_scope(asked),
        *([f"--fail-on={asked.fail_on}"] if asked.fail_on else ()), *asked.arguments,
    ])  # fmt: skip
    if not (os.path.isfile(report) and os.path.isfile(summary)):
        return code
    with open(report, encoding="utf-8") as file:
        counts = json.load(file)["summary"]
    findings = counts["errors"] + counts["warnings"] + counts["notes"]
    written = {"sarif": sarif} if code in (0, 1) else {}
    outputs.give(os.environ, {**counts, "findings": findings, **written, "report": report})
    with open(summary, encoding="utf-8") as file:
        outputs.summarise(os.environ, file.read())
    return code


def _make_room(path: str) -> None:
    """Make the folder of a file where it is missing, inside the workspace and nowhere else."""
    top = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.getcwd())
    folder = os.path.realpath(os.path.dirname(path))
    if folder.startswith(os.path.join(top, "")):
        with contextlib.suppress(OSError):  # who writes the file says why it cannot be
            os.makedirs(folder, exist_ok=True)


def _scope(asked: Inputs) -> list[str]:
    """The options that say what is judged; everything where nothing tells of a change."""
    found = _prepared(asked)
    if not found:
        return []
    return [f"--changed={found}", *(["--scope=all"] if asked.scope == "all" else ())]


def _prepared(asked: Inputs) -> str:
    """The commit to compare with, fetched, and the other pull requests beside it."""
    told = event(os.environ)
    if told.name == "pull_request_target" and not asked.base:
        raise UsageError(
            "pull_request_target checks out the base, which shows no change, and has rights that "
            "linting does not need: let it start on pull_request"
        )
    repository = find_repository(os.getcwd())
    if repository is None:
        raise UsageError("this is no git repository: let actions/checkout run before this step")
    there = environment(os.environ)
    url = f"{there.server}/{there.repository}.git"
    remote = Remote(repository, url, there.token_for(url))
    if told.number and asked.pulls:
        _fetch_pulls(asked, told, there, remote, shallow=repository.shallow)
    if asked.base:
        return named(repository, remote, asked.base)
    return beginning(repository, remote, told, os.environ.get("GITHUB_REF", ""))


def _fetch_pulls(
    asked: Inputs, told: Event, there: Environment, remote: Remote, *, shallow: bool
) -> None:
    """Fetch the other open pull requests, where IDs may be taken; a notice where that fails."""
    try:
        numbers = _open_pulls(there.client(), told.number)
        missing = pulls(remote, numbers[: asked.pulls], shallow)
    except (RemoteError, UsageError) as error:
        outputs.notice(f"other pull requests were not looked at: {error}")
        return
    if missing:
        listed = ", ".join(f"#{number}" for number in missing)
        outputs.notice(
            f"pull requests whose commits GitHub does not give were not looked at: {listed}"
        )
    if len(numbers) > asked.pulls:
        outputs.notice(
            f"of {len(numbers)} other pull requests the {asked.pulls} that changed last were "
            "looked at (input pull-requests)"
        )


def _open_pulls(client: Client, own: int) -> list[int]:
    query = {"state": "open", "sort": "updated", "direction": "desc"}
    found = (item.get("number") for item in client.pages("pulls", query))
    return [number for number in found if isinstance(number, int) and number != own]
