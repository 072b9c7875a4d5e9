"""`learnings action`: what the GitHub Action runs, with its inputs from the environment."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ..cli import main
from ..errors import LearningsError, UsageError
from ..github.event import event
from ..output.markdown import code as code_span
from ..workflow import outputs
from ..workflow.inputs import MODES, Inputs, inputs
from . import judging_event

_WRITTEN = ("created", "updated", "reopened")

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
    modes = {"lint": judging_event.run, "review": _review, "promote": _promote}
    code = 70
    with outputs.heard() as said:
        try:
            asked = inputs(os.environ)
            code = modes[args.mode or asked.mode](asked)
        except LearningsError as error:
            code = error.exit_code
            outputs.error(str(error))
            raise
        finally:
            outputs.give(os.environ, {"exit-code": code})
    if code > 1 and said():
        outputs.error(said())
    return code


def _review(asked: Inputs) -> int:
    """Keep the issues of the review."""
    flags = [*(["--groups"] if asked.groups else []), *_flags(asked)]
    code, found, _ = _document(["review", "--github", "--format=json", *flags, *asked.arguments])
    rows = found.get("issues", [])
    if code == 0:
        _tell("review", [(row["title"], _said(row["did"], found), row["url"] or "")
                         for row in rows] + _remarks(rows))  # fmt: skip
        first = rows[0] if rows else {}
        outputs.give(os.environ, {
            "issue": first.get("url") or "",
            "issues": sum(row["number"] is not None for row in rows),
            "changed": _changed((row["did"] in _WRITTEN for row in rows), found),
        })  # fmt: skip
    return code


def _promote(asked: Inputs) -> int:
    """Open a pull request for each entry that is named, or carry out what is ticked."""
    if not asked.ids:
        if event(os.environ).name != "issues":
            raise UsageError("the input ids names no entry to promote")
        return _act(asked)
    words = [f"--{name}={value}" for name, value in (("to", asked.target), ("line", asked.line))
             if value]  # fmt: skip
    code, found, said = _document(
        ["promote", "--pr", "--format=json", *words, *_flags(asked), *asked.arguments, "--",
         *asked.ids]
    )  # fmt: skip
    rows = found.get("promoted", [])
    _give_pulls(
        [(row["id"], _said(row["pull_did"] or "there already", found), row["pull"] or "")
         for row in rows],
        _changed((row["branch_did"] in ("pushed", "replaced") for row in rows), found),
        [(row["id"], remark, "") for row in rows for remark in row["remarks"]]
        + (_left(asked.ids, len(rows), said) if code else []) + _token(found),
    )  # fmt: skip
    return code


def _left(ids: Iterable[str], done: int, said: str) -> list[tuple[str, str, str]]:
    """What is to be said of those that a fault kept from being promoted: the first, the others."""
    failed, *others = [*dict.fromkeys(ids)][done:] or [""]
    rows = [(failed, f"not promoted: {said}", ""), *((name, "not reached", "") for name in others)]
    return rows if failed else []


def _act(asked: Inputs) -> int:
    """Carry out what is ticked in the issues of the review."""
    words = [*(["--groups"] if asked.groups else []), *_flags(asked), *asked.arguments]
    code, found, _ = _document(["review", "--github", "--act", "--format=json", *words])
    if found:
        rows = found["acted"]
        _give_pulls(
            [(_tick(row), ": ".join(filter(None, (_said(row["did"], found), row["why"]))),
              row["url"]) for row in rows],
            _changed((row["did"] in _WRITTEN for row in rows), found),
            _remarks(found["issues"]) + _token(found),
        )  # fmt: skip
        if code == UsageError.exit_code:
            _annotate(rows, found["issues"])
    return code


def _tick(row: dict[str, Any]) -> str:
    """A tick by its issue, its verb where it is one, and its entry."""
    return " ".join(filter(None, (f"#{row['issue']}", row["verb"], row["id"])))


def _annotate(rows: list[dict[str, Any]], issues: list[dict[str, Any]]) -> None:
    """An error for each reason why ticks were refused; else for what took some out of an issue."""
    ticks: dict[str, list[str]] = {}
    for row in rows:
        if row["did"] == "refused":
            ticks.setdefault(row["why"], []).append(_tick(row))
    said = [f"{', '.join(those)}: refused: {why}" for why, those in ticks.items()]
    for line in said or [f"{title}: {remark}" for title, remark, _ in _remarks(issues)]:
        outputs.error(line)


def _remarks(issues: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """What is to be said of issues besides, such as ticks that were taken out."""
    return [(row["title"], remark, "") for row in issues for remark in row["remarks"]]


def _token(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Which token it was, and whether checks start; nothing where no request was looked at."""
    return [("token", found["token"], "")] if found.get("token") else []


def _said(did: str, found: dict[str, Any]) -> str:
    """What became of something, or would."""
    return f"would be {did}" if found.get("dry_run") and did in _WRITTEN else did


def _changed(written: Iterable[bool], found: dict[str, Any]) -> int:
    """How many were written."""
    return 0 if found.get("dry_run") else sum(written)


def _flags(asked: Inputs) -> list[str]:
    return ["--dry-run"] if asked.dry_run else []


def _give_pulls(
    rows: list[tuple[str, str, str]], changed: int, besides: Sequence[tuple[str, str, str]] = ()
) -> None:
    """Say what became of entries, and give the pull requests that there are for them."""
    _tell("promote", [*rows, *besides])
    urls = list(dict.fromkeys(url for _, _, url in rows if url))
    outputs.give(os.environ, {
        "pull-request": urls[0] if urls else "", "pull-requests": len(urls), "changed": changed,
    })  # fmt: skip


def _document(words: list[str]) -> tuple[int, dict[str, Any], str]:
    """The exit code of a command, the JSON that it prints, empty where none, and what went wrong.

    That is the last line that it writes to standard error.
    """
    printed, console = io.BytesIO(), sys.stdout
    # Kept in a name: without one it would be closed, and what was printed with it.
    caught = sys.stdout = io.TextIOWrapper(printed, encoding="utf-8", write_through=True)
    try:
        with outputs.heard() as said:
            code = main(words)
    finally:
        caught.flush()
        sys.stdout = console
    return code, json.loads(printed.getvalue() or b"{}"), said()


def _tell(mode: str, rows: list[tuple[str, str, str]]) -> None:
    """Say in the log and in the summary what was done."""
    lines = [f"{what}: {did} {url}".rstrip() for what, did, url in rows]
    for line in lines or ["nothing to do"]:
        outputs.say(line)
    listed = "".join(f"- {code_span(line)}\n" for line in lines)
    outputs.summarise(os.environ, f"### learnings {mode}\n\n{listed or 'Nothing to do.'}\n")
