"""The command line: parses, dispatches, and maps exceptions to exit codes."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from . import __version__
from .errors import CheckFailed, LearningsError

# Each command with its line of help; the module of a command is imported when it is used.
COMMANDS = {
    "lint": "Judge logs: form, fields, IDs, references, lifecycle, age, recurrence.",
    "list": "List the entries of the logs, with their fields raw and normalised.",
    "explain": "Show the page of a check: what it finds, why, a bad and a good example.",
    "checks": "List all checks with their groups, severities and confidences.",
    "schema": "Print a JSON Schema: of a kind of entry, the configuration or the report.",
    "config": "Show the settings in force, and where each of them comes from.",
    "where": "Show which root, configuration and logs apply, and what was left out and why.",
    "install": "Install a hook that judges what is committed, or remove it.",
    "completion": "Print a completion script for bash, zsh or fish.",
}
_EPILOG = """\
exit codes: 0 clean; 1 findings at or above --fail-on; 2 usage or configuration; 3 environment or
repository; 70 a bug of ours; 130 interrupted. `learnings COMMAND --help` tells about a command.
"""
_INTERRUPTED = 130
_BUG = 70
_BROKEN_PIPE = 141


class _Parser(argparse.ArgumentParser):
    """Wrong usage ends with one sentence and exit code 2, as everything else of its kind does."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def _top() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<11} {about}" for name, about in COMMANDS.items())
    parser = _Parser(
        prog="learnings",
        usage="learnings COMMAND [OPTION]... [PATH]...",
        description=f"A linter for operational learnings in Markdown.\n\ncommands:\n{commands}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"learnings {__version__}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    return parser


def parser_of(command: str) -> argparse.ArgumentParser:
    """The parser of a command."""
    module = importlib.import_module(f".commands.{command}", __package__)
    parser = _Parser(
        prog=f"learnings {command}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.add_arguments(parser)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code and never raises but for a misuse of `argparse`."""
    words = list(sys.argv[1:] if argv is None else argv)
    _make_streams_safe()
    try:
        if not words or words[0] not in COMMANDS:
            _top().parse_args(words)
            return 2
        args = parser_of(words[0]).parse_args(words[1:])
        module = importlib.import_module(f".commands.{words[0]}", __package__)
        code: int = module.run(args)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except LearningsError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _BROKEN_PIPE
    except Exception as error:
        return _confess(error)


def _make_streams_safe() -> None:
    """No character may be one that the terminal's encoding cannot write."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse(error: LearningsError) -> int:
    sys.stderr.write(f"learnings: {error}\n")
    if isinstance(error, CheckFailed) and error.__cause__ is not None:
        _trace(error.__cause__)
    return error.exit_code


def _confess(error: BaseException) -> int:
    sys.stderr.write(f"learnings: a bug of ours, please report it: {type(error).__name__}\n")
    _trace(error)
    return _BUG


def _trace(error: BaseException) -> None:
    """Where it happened, without the values: an exception's text may quote the log."""
    import traceback

    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        name = "/".join(frame.filename.replace("\\", "/").rsplit("/", 3)[-3:])
        sys.stderr.write(f"  {name}:{frame.lineno} in {frame.name}\n")
    sys.stderr.write(f"  {type(error).__name__}\n")
