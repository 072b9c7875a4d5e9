"""`learnings where`: which root, configuration and logs apply, and why others do not."""

from __future__ import annotations

import argparse
import os
import sys

from ..discover import Survey, survey
from ..entry import Log
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..privacy.seen import see
from ..settings import Settings, load
from ..verify import verified

HELP = "Show which root, configuration and logs apply, and what was left out and why."
DESCRIPTION = """\
Show what `learnings lint` would read: the root of the repository, the configuration and the
logs. Files that look like logs and are not read are listed with the reason.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: the repository)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text (the default) for people, json for programs",
    )


def run(args: argparse.Namespace) -> int:
    """Print the places; 0."""
    settings = load(os.getcwd())
    verified(settings)
    found = survey(args.paths, settings.root, settings)
    for source in found.sources:
        see(Log(source.path, "", []))  # their names alone are shown, and must not tell much
    if args.format == "json":
        stream.write(_json(settings, found))
    else:
        sys.stdout.write(_text(settings, found))
    return 0


def _configurations(settings: Settings, found: Survey) -> list[str]:
    near = {settings.nearest(source.absolute).file for source in found.sources}
    return sorted(file for file in {*near, settings.file} if file)


def _text(settings: Settings, found: Survey) -> str:
    files = _configurations(settings, found)
    lines = [f"root: {settings.root}"]
    lines.append(f"configuration: {', '.join(files) if files else 'none, all at its default'}")
    lines.append(f"logs: {len(found.sources)}")
    lines += [
        f"  {source.path}{'  (archive)' if source.archive else ''}" for source in found.sources
    ]
    if found.left_out:
        lines.append(f"left out: {len(found.left_out)}")
        lines += [f"  {path}  ({reason})" for path, reason in found.left_out]
    return "".join(f"{inert(visible(line))}\n" for line in lines)


def _json(settings: Settings, found: Survey) -> str:
    content = {
        "version": 1,
        "root": settings.root,
        "configurations": _configurations(settings, found),
        "logs": [{"path": source.path, "archive": source.archive} for source in found.sources],
        "left_out": [{"path": path, "reason": reason} for path, reason in found.left_out],
    }
    return ascii_document(content)
