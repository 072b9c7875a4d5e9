"""Many writers at once: is an entry lost, is an ID given twice?

`python -m tests.writers` runs eight processes that make two hundred entries each, ten times
over, and prints a line of figures; the suite runs a sample. Workers are forked, so that Python
does not start anew for every entry.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from learnings.allocation import allocate
from learnings.editor import edited, insert_entry
from learnings.markdown import parse
from learnings.workspace import Session

LOG = ".learnings/LEARNINGS.md"
_DAY = dt.date(2026, 3, 1)
_ENTRY = """\
## [{id}] insight

**Logged**: 2026-03-01T09:00:00Z
**Priority**: low
**Status**: pending
**Area**: docs

### Summary
Entry {number} of writer {writer}.
"""

# Given the number of the writer and that of the entry: makes one entry in the working directory.
Writer = Callable[[int, int], None]


class Outcome(NamedTuple):
    """What is in the log after a round, and how long it took."""

    wanted: int
    found: int
    duplicates: int
    failed: int
    seconds: float

    @property
    def lost(self) -> int:
        """How many entries were written and are not there."""
        return self.wanted - self.found


def append(writer: int, number: int, style: str = "random") -> None:
    """One entry through the core, as every command does it."""
    with Session() as session:
        log = session.workspace.log(LOG)
        assert log is not None
        name = allocate("LRN", _DAY, session.workspace.ids(), style)
        text = _ENTRY.format(id=name, number=number, writer=writer)
        session.put(edited(log, insert_entry(log, text), added=1))
        session.commit()


def count(writer: int, number: int) -> None:
    """The same with an ID in sequence, which any race would give twice."""
    append(writer, number, "sequence")


WRITERS: dict[str, Writer] = {"random": append, "sequence": count}


def round_of(writer: Writer, processes: int, each: int, folder: Path) -> Outcome:
    """Let the processes write at once into an empty log."""
    (folder / ".git").mkdir(parents=True)
    log = folder / LOG
    log.parent.mkdir()
    log.write_text("# Learnings\n\n---\n")
    begun = time.monotonic()
    children = [_fork(writer, number, each, folder) for number in range(processes)]
    failed = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in children)
    entries = parse(log.read_bytes(), LOG).entries
    ids = [entry.id for entry in entries]
    whole = sum(entry.section("summary") is not None for entry in entries)
    return Outcome(
        processes * each, whole, len(ids) - len(set(ids)), failed, time.monotonic() - begun
    )


def _fork(writer: Writer, number: int, each: int, folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.chdir(folder)
        for index in range(each):
            writer(number, index)
        code = 0
    except Exception as error:  # noqa: BLE001
        with contextlib.suppress(OSError):
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def main() -> int:
    """Run the rounds; 1 if anything is lost or given twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writer", choices=WRITERS, default="random")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10)
    args = parser.parse_args()
    faults = 0
    for number in range(args.rounds):
        with tempfile.TemporaryDirectory() as folder:
            found = round_of(
                WRITERS[args.writer], args.processes, args.each, Path(folder).resolve() / "r"
            )
        print(f"round {number + 1}: {found.wanted} entries, {found.lost} lost, "
              f"{found.duplicates} duplicate IDs, {found.failed} writers failed, "
              f"{found.seconds:.1f} s", flush=True)  # fmt: skip
        faults += abs(found.lost) + found.duplicates + found.failed
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
