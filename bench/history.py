"""A repository with a history: entries come in, and their statuses move on, commit by commit.

    python -m bench.history --entries 100000 --files 200 --commits 1000 --out FOLDER --truth FILE

The same arguments make the same commits. `--truth` writes one JSON line per move of a status:
the ID, the old and the new status, and the number of the commit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from .corpus import ONE_FILE, entry
from .phrase import Rand
from .writer import Writer

_FIRST = dt.datetime(2024, 1, 1, 9, tzinfo=dt.timezone.utc)
# So many entries of another file move on in a commit.
_MOVES = 5


class Repository:
    """The state of the logs while the commits are made."""

    def __init__(self, seed: int, entries: int, files: int, commits: int) -> None:
        self.seed, self.files, self.commits = seed, files, commits
        self.shares = [entries * number // commits for number in range(commits + 1)]
        self.texts: list[list[str]] = [[ONE_FILE] for _ in range(files)]
        self.waiting: list[list[tuple[int, int]]] = [[] for _ in range(files)]
        self.truth: list[dict[str, object]] = []

    def run(self) -> Iterator[tuple[int, set[int]]]:
        """The number of each commit and the files that it changes."""
        for commit in range(self.commits):
            file = commit % self.files
            for number in range(self.shares[commit], self.shares[commit + 1]):
                self._add(file, number)
            yield commit, {file, *self._move(commit)}

    def _add(self, file: int, number: int) -> None:
        self.waiting[file].append((len(self.texts[file]), number))
        self.texts[file].append(Writer(self.seed, number).draft().text())

    def _move(self, commit: int) -> set[int]:
        source = Rand(self.seed, "moves", commit)
        file = source.number(0, self.files - 1)
        if file == commit % self.files:
            return set()  # what a commit adds it does not move as well
        for _ in range(min(_MOVES, len(self.waiting[file]))):
            place, number = self.waiting[file].pop(0)
            after = entry(self.seed, number)
            if after.status != "pending":
                self.texts[file][place] = after.text()
                self.truth.append({"id": after.id, "old": "pending", "new": after.status,
                                   "commit": commit})  # fmt: skip
        return {file}

    def text(self, file: int) -> bytes:
        """A log as it is now."""
        return "".join(self.texts[file]).encode()


def write(out: Path, seed: int, entries: int, files: int, commits: int) -> list[dict[str, object]]:
    """Make the repository; the moves of statuses in it."""
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(out)], check=True)
    state = Repository(seed, entries, files, commits)
    command = ["git", "-C", str(out), "-c", "core.compression=1", "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as program:
        assert program.stdin is not None
        for commit, changed in state.run():
            _commit(program.stdin, commit, {path(file): state.text(file) for file in changed})
        program.stdin.close()
    if program.returncode:
        raise RuntimeError("git fast-import failed")
    subprocess.run(["git", "-C", str(out), "reset", "-q", "--hard"], check=True)
    return state.truth


def path(file: int) -> str:
    """Where the log of a service lies."""
    return f"services/service-{file}/.learnings/LEARNINGS.md"


def _commit(stream: IO[bytes], number: int, texts: dict[str, bytes]) -> None:
    when = int((_FIRST + dt.timedelta(hours=8 * number)).timestamp())
    message = f"Note what was learnt, part {number}".encode()
    stream.write(b"commit refs/heads/main\n")
    stream.write(f"committer Ana <ana@example.org> {when} +0000\n".encode())
    stream.write(b"data %d\n%b\n" % (len(message), message))
    for name, text in sorted(texts.items()):
        stream.write(b"M 100644 inline %b\ndata %d\n" % (name.encode(), len(text)))
        stream.write(text + b"\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a repository and the truth about it."""
    parser = argparse.ArgumentParser(prog="python -m bench.history")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--commits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    parser.add_argument("--truth")
    given = parser.parse_args(arguments)
    truth = write(Path(given.out), given.seed, given.entries, given.files, given.commits)
    if given.truth:
        Path(given.truth).write_text("".join(json.dumps(line) + "\n" for line in truth))


if __name__ == "__main__":
    main()
