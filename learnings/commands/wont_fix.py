"""`learnings wont-fix`: say that entries will not be fixed, why, and which risk is accepted."""

from __future__ import annotations

import argparse

from ..diagnostic import Edit
from ..errors import UsageError
from ..transition import move, word_of
from ..workspace import Found
from . import moving

HELP = "Say that entries will not be fixed, why, and which risk is accepted."
DESCRIPTION = """\
Set the status of entries to `wont_fix` (`discarded` in the preset compact) and write the reason
and the risk that is accepted into the Resolution. Both have to be told. Exit code 0: done;
2: refused.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    moving.add_arguments(parser)
    parser.add_argument("--reason", metavar="TEXT", required=True, help="why it is left as it is")
    parser.add_argument("--risk", metavar="TEXT", required=True, help="what may happen then")


def run(args: argparse.Namespace) -> int:
    """Move the entries; 0."""
    if not args.reason.strip() or not args.risk.strip():
        raise UsageError("--reason and --risk have to say something")
    told = {
        "resolved": moving.when(args),
        "notes": f"Reason: {_sentence(args.reason)} Risk: {_sentence(args.risk)}",
    }

    def operation(found: Found) -> list[Edit]:
        status = word_of(found.kind, "wont_fix")
        return move(found.log, found.entry, found.kind, status, told)

    return moving.run(args, operation, "wont_fix")


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain[-1] in ".!?。！？" else f"{plain}."
