"""`learnings action`: what the GitHub Action runs, with its inputs from the environment."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from typing import Any

from ..cli import main
from ..errors import LearningsError, UsageError
from ..output.markdown import code as code_span
from ..workflow import outputs
from ..workflow.inputs import MODES, Inputs, inputs
from . import judging_event

HELP = "Do what a step of the GitHub Action asks for; action.yml runs it."
DESCRIPTION = """\
Run lint, review or promote inside a workflow of GitHub. The inputs of the Action are read from the
environment (INPUT_BASE, INPUT_FAIL_ON …), as docs/actions.md lists them, and so is what GitHub says
of the event. The change of a pull request is found at any depth of the checkout. Exit codes are
those of the command that is run.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "mode", nargs="?", choices=MODES, help="what to do (default: what INPUT_MODE says, or lint)"
    )


def run(args: argparse.Namespace) -> int:
    """Run the mode that is asked for; its exit code, which is an output as well."""
    asked = inputs(os.environ)
    modes = {"lint": judging_event.run, "review": _review, "promote": _promote}
    code = 70
    try:
        code = modes[args.mode or asked.mode](asked)
    except LearningsError as error:
        code = error.exit_code
        raise
    finally:
        outputs.give(os.environ, {"exit-code": code})
    return code


def _review(asked: Inputs) -> int:
    """Keep the issues of the review."""
    flags = [f"--{name}" for name, wanted in (("groups", asked.groups), ("dry-run", asked.dry_run))
             if wanted]  # fmt: skip
    code, found = _document(["review", "--github", "--format=json", *flags, *asked.arguments])
    rows = found.get("issues", [])
    if code == 0:
        _tell("review", [(row["title"], row["did"], row["url"]) for row in rows])
        first = rows[0] if rows else {}
        done = [row["did"] for row in rows]
        outputs.give(os.environ, {
            "issue": first.get("url") or "",
            "issues": sum(row["number"] is not None for row in rows),
            "changed": done.count("created") + done.count("updated"),
        })  # fmt: skip
    return code


def _promote(asked: Inputs) -> int:
    """Open a pull request for each entry that is named."""
    if not asked.ids:
        raise UsageError("the input ids names no entry to promote")
    words = [f"--{name}={value}" for name, value in (("to", asked.target), ("line", asked.line))
             if value]  # fmt: skip
    if asked.dry_run:
        words.append("--dry-run")
    code, found = _document(
        ["promote", "--pr", "--format=json", *words, *asked.arguments, "--", *asked.ids]
    )
    rows = found.get("promoted", [])
    if code == 0:
        _tell("promote", [(row["id"], row["pull_did"] or "there already", row["pull"] or "")
                          for row in rows])  # fmt: skip
        urls = [row["pull"] for row in rows if row["pull"]]
        outputs.give(os.environ, {
            "pull-request": urls[0] if urls else "", "pull-requests": len(urls),
            "changed": sum(row["branch_did"] in ("pushed", "replaced") for row in rows),
        })  # fmt: skip
    return code


def _document(words: list[str]) -> tuple[int, dict[str, Any]]:
    """The exit code of a command and the JSON that it prints."""
    printed, console = io.BytesIO(), sys.stdout
    # Kept in a name: without one it would be closed, and what was printed with it.
    caught = sys.stdout = io.TextIOWrapper(printed, encoding="utf-8", write_through=True)
    try:
        code = main(words)
    finally:
        caught.flush()
        sys.stdout = console
    document = json.loads(printed.getvalue() or b"{}") if code == 0 else {}
    return code, document


def _tell(mode: str, rows: list[tuple[str, str, str]]) -> None:
    """Say in the log and in the summary what was done."""
    lines = [f"{what}: {did} {url}".strip() for what, did, url in rows]
    for line in lines or ["nothing to do"]:
        outputs.say(line)
    listed = "".join(f"- {code_span(line)}\n" for line in lines)
    outputs.summarise(os.environ, f"### learnings {mode}\n\n{listed or 'Nothing to do.'}\n")
