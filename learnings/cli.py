"""The command line: parses, dispatches, and maps exceptions to exit codes."""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any, NoReturn

from . import __version__
from .disk import printable
from .errors import (
    CheckFailed,
    ConfigurationError,
    LearningsError,
    RepositoryError,
    UsageError,
    redacted,
)
from .leaving import BROKEN_PIPE, leave
from .output.stream import complain
from .veil import veiled

# Each command with its line of help; the module of a command is imported when it is used.
COMMANDS = {
    "lint": "Judge logs: form, fields, IDs, references, lifecycle, age, recurrence, substance.",
    "list": "List the entries of the logs, with their fields raw and normalised.",
    "search": "Find the entries that hold some words, best first.",
    "show": "Show entries as they are written, with their place and the links to and from them.",
    "status": "Show where the logs stand: open, urgent and stale entries, and what comes back.",
    "review": "Show what waits, comes back, is worth a rule or was promised, and whose it is.",
    "changed": "List the entries that a branch adds, edits, moves, archives or loses.",
    "init": "Set up logs, ignore rules, settings and a hook; nothing that exists is overwritten.",
    "new": "Write a new entry, judged before it is written, or count one that came up again.",
    "similar": "List the entries that are like a text or another entry, the most alike first.",
    "start": "Say that work on entries has begun.",
    "resolve": "Say that entries are resolved, and how: status and Resolution together.",
    "wont-fix": "Say that entries will not be fixed, why, and which risk is accepted.",
    "snooze": "Let entries wait until a day, without being told that they wait too long.",
    "reopen": "Say that entries are open again; what resolved them before is kept.",
    "candidates": "List the entries that are worth promoting, with reasons, a target and a line.",
    "promote": "Promote entries: the lesson to its target, and the status of the entry, together.",
    "retire": "Take the rules of promoted entries out of their targets again, and say why.",
    "link": "Let entries name each other.",
    "index": "Write .learnings/INDEX.md: every entry with its title, status and date.",
    "archive": "Move finished entries into an archive; IDs, links and counts stay.",
    "assign-ids": "Give IDs to entries without one: a journal's dates become IDs.",
    "renumber": "Give an entry another ID everywhere; the former one still leads to it.",
    "convert": "Convert entries to another preset, or logs to one file per entry and back.",
    "redact": "Put placeholders in the place of secrets, internal addresses and personal data.",
    "history": "Show every change of an entry: when, by whom, in which commit, and what.",
    "log-stats": "Show how long entries stay in each status: median, quantiles and how many.",
    "scan": "Look for secrets, internal addresses and personal data in files, text or the history.",
    "explain": "Show the page of a check: what it finds, why, a bad and a good example.",
    "checks": "List all checks with their groups, severities and confidences.",
    "schema": "Print a JSON Schema: of a kind of entry, the configuration or the report.",
    "config": "Show the settings in force, and where each of them comes from.",
    "where": "Show which root, configuration and logs apply, and what was left out and why.",
    "commit-msg": "Say which IDs in a commit message name no entry, and what must not be in it.",
    "install": "Install hooks that judge what is committed and pushed, or workflows for GitHub.",
    "merge-driver": "Merge a log entry by entry: what git runs for a merge, rebase or stash.",
    "doctor": "Show whether hooks and merge driver are active in this clone, and what is missing.",
    "action": "Do what a step of the GitHub Action asks for; action.yml runs it.",
    "completion": "Print a completion script for bash, zsh or fish.",
}
_EPILOG = """\
exit codes: 0 clean; 1 findings at or above --fail-on; 2 usage or configuration; 3 environment or
repository; 4 a remote; 70 a bug of ours; 130 interrupted. `learnings COMMAND --help` tells about
a command.
"""
_INTERRUPTED = 130
_BUG = 70
# A run makes many objects and few cycles: to look for them as often as usual takes a tenth of it.
SELDOM = 1_000_000


class _Parser(argparse.ArgumentParser):
    """Wrong usage ends with one sentence and exit code 2, as everything else of its kind does."""

    def format_help(self) -> str:
        # As late as that: argparse makes a formatter for every argument, and that one would
        # load several modules to ask how wide the terminal is.
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        from .output.escape import inert, visible

        text = inert(visible(redacted(f"{message}{self._advice(message)}")))
        self.exit(2, f"{self.prog}: {text}; see `{self.prog} --help`\n")

    def _advice(self, message: str) -> str:
        """What was meant, if an option is misspelt or a path was taken for one."""
        about, _, rest = message.partition(": ")
        if about != "unrecognized arguments" or not rest:
            return ""
        import difflib

        word = rest.split()[0]
        close = difflib.get_close_matches(word.partition("=")[0], self._option_string_actions, 1)
        if close:
            return f" (did you mean {close[0]}?)"
        return f" (if it is a path, write ./{word})" if os.path.lexists(word) else ""

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse keeps quiet about an output that cannot be written.
        if file is sys.stdout:
            file.write(message)
        else:
            complain(message)


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=80)


def _top() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<12} {about}" for name, about in COMMANDS.items())
    parser = _Parser(
        prog="learnings",
        usage="learnings COMMAND [OPTION]... [PATH]...",
        description=f"A linter for operational learnings in Markdown.\n\ncommands:\n{commands}",
        epilog=_EPILOG,
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"learnings {__version__}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    return parser


def _module(command: str) -> ModuleType:
    return importlib.import_module(f".commands.{command.replace('-', '_')}", __package__)


def parser_of(command: str) -> argparse.ArgumentParser:
    """The parser of a command."""
    module = _module(command)
    parser = _Parser(prog=f"learnings {command}", formatter_class=_formatter)
    module.add_arguments(parser)
    return parser


def console() -> NoReturn:
    """Run the command line as a program."""
    leave(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code and never raises but for a misuse of `argparse`."""
    gc.set_threshold(SELDOM)
    words = list(sys.argv[1:] if argv is None else argv)
    _make_streams_safe()
    # `lint` takes values out of its findings itself, so that a hook looks through no whole log.
    with veiled(words, texts=words[:1] != ["lint"]):
        return _main(words)


def _main(words: list[str]) -> int:
    try:
        code = _dispatch(words)
        sys.stdout.flush()
        return code
    except LearningsError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; Python would complain again when it closes the stream.
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        return _refuse(_refused(error))
    except Exception as error:
        return _confess(error)


def _dispatch(words: list[str]) -> int:
    try:
        if not words or words[0] not in COMMANDS:
            _refuse_path(words)
            _top().parse_args(words)
            return 2
        module, parser = _module(words[0]), parser_of(words[0])
        # Where a text is given in words, options may stand among them.
        mixed = getattr(module, "INTERMIXED", False)
        args = (parser.parse_intermixed_args if mixed else parser.parse_args)(words[1:])
        code: int = module.run(args)
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2


def _refuse_path(words: list[str]) -> None:
    """Raise `UsageError` where the command was forgotten and a path stands in its place."""
    if words and os.path.lexists(words[0]):
        path = printable(words[0])
        raise UsageError(f"{path} is no command: to judge it, run `learnings lint {path}`")


def _refused(error: OSError) -> RepositoryError:
    """What the system would not let us do, in a sentence."""
    reason = error.strerror or type(error).__name__
    try:
        os.getcwd()
    except OSError:
        return RepositoryError("the working directory is gone: change to one that exists")
    if error.filename is not None:
        return RepositoryError(f"{os.fsdecode(error.filename)}: {reason}")
    _drop_output()
    return RepositoryError(f"cannot write to standard output: {reason}")


def _drop_output() -> None:
    """Whatever is still to be written goes nowhere, when Python closes the stream too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _make_streams_safe() -> None:
    """No character may be one that the encoding cannot write; a closed stream takes all."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse(error: LearningsError) -> int:
    from .output.escape import inert, visible

    # Several faults of a configuration stand on lines of their own; nothing else has any.
    lines = str(error).split("\n") if isinstance(error, ConfigurationError) else [str(error)]
    text = "\n".join(inert(visible(line)) for line in lines)
    complain(f"learnings: {text}\n")
    if isinstance(error, CheckFailed) and error.__cause__ is not None:
        _trace(error.__cause__)
    return error.exit_code


def _confess(error: BaseException) -> int:
    complain(f"learnings: a bug of ours, please report it: {type(error).__name__}\n")
    _trace(error)
    return _BUG


def _trace(error: BaseException) -> None:
    """Where it happened, without the values: an exception's text may quote the log."""
    import traceback

    from .output.escape import inert, visible

    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        name = "/".join(frame.filename.replace("\\", "/").rsplit("/", 3)[-3:])
        place = inert(visible(f"{name}:{frame.lineno} in {frame.name}"))
        complain(f"  {place}\n")
    complain(f"  {type(error).__name__}\n")
