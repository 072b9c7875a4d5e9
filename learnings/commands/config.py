"""`learnings config`: the settings in force, and where each of them comes from."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from ..configuration import toml
from ..disk import printable
from ..errors import UsageError
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..settings import Settings, load, options
from ..verify import verified

HELP = "Show the settings in force, and where each of them comes from."
DESCRIPTION = """\
Show every setting with its value in the form of .learnings.toml, and where the value comes
from: the default, an option, or a file. A configuration is looked for in the folder of PATH
and above it, up to the root of the repository; the nearest one holds, alone.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "path", nargs="?", default=".", metavar="PATH", help="a folder or log (default: here)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text (the default) is TOML, json for programs",
    )


def run(args: argparse.Namespace) -> int:
    """Print the settings; 0."""
    if not os.path.lexists(args.path):
        raise UsageError(f"there is no {printable(args.path)}")
    settings = load(args.path)
    verified(settings)
    if args.format == "json":
        stream.write(_json(settings))
    else:
        sys.stdout.write(_text(settings))
    return 0


def values(settings: Settings) -> dict[str, Any]:
    """The settings by their names in the configuration, as plain JSON values."""
    return {option.name: _plain(getattr(settings, option.attribute)) for option in options()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    # Dates can stand in the options of somebody else's check.
    return value if isinstance(value, (bool, int, float)) else str(value)


def _text(settings: Settings) -> str:
    found = values(settings)
    lines = [f"# {settings.file or 'no configuration: everything is at its default'}"]
    lines += [
        f"{name} = {toml(value)}  # {settings.sources[name]}" for name, value in found.items()
    ]
    return "".join(f"{inert(visible(line))}\n" for line in lines)


def _json(settings: Settings) -> str:
    content = {
        "version": 1,
        "root": settings.root,
        "file": settings.file or None,
        "settings": {
            name: {"value": value, "source": settings.sources[name]}
            for name, value in values(settings).items()
        },
    }
    return ascii_document(content)
