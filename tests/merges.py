"""Merges of generated histories by the git program, with our driver: is anything lost or mixed?

`python -m tests.merges --merges 2000` makes that many pairs of branches, has `git merge-tree` merge
each pair, and looks at the result with a reader of its own; then it tells stories (`--stories`):
branches that are merged again, rebased and merged back. Every entry carries a word that no other
has, and so does every change of one:

- lost: a word that a side has, which the other did not take away, and the result does not have;
- mixed: an entry of the result that has the words of two entries;
- twice: an ID that two entries of the result share, and of neither side.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from . import stories

LOGS = (".learnings/LEARNINGS.md", ".learnings/ERRORS.md", ".learnings/archive/LEARNINGS.md")
_WORD = re.compile(r"\b[be]\d+x\b")
_HEADING = re.compile(r"^## \[([A-Z]+-\d{8}-\w+)\]", re.MULTILINE)
_STATUSES = ("pending", "in_progress", "resolved", "wont_fix", "promoted")


@dataclass
class Item:
    """An entry as the generator knows it."""

    id: str
    born: str
    day: int
    status: str = "pending"
    words: list[str] = field(default_factory=list)
    owner: str = ""
    count: int = 1
    seen: int = 0
    tags: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    resolution: str = ""

    def copy(self) -> Item:
        return Item(self.id, self.born, self.day, self.status, list(self.words), self.owner,
                    self.count, self.seen, list(self.tags), list(self.see), self.resolution)  # fmt: skip

    def text(self) -> str:
        lines = [
            f"## [{self.id}] best_practice", "",
            f"**Logged**: 2026-03-{self.day:02d}T09:00:00Z", "**Priority**: medium",
            f"**Status**: {self.status}", "**Area**: infra",
            *([f"**Owner**: {self.owner}"] if self.owner else []), "",
            "### Summary", f"What {self.born} tells", "",
            "### Details", *(f"Seen with {word} and more.\n" for word in self.words),
            "### Metadata", "- Source: error",
            f"- Recurrence-Count: {self.count}",
            f"- Last-Seen: 2026-04-{self.seen + 1:02d}",
            *([f"- Tags: {', '.join(self.tags)}"] if self.tags else []),
            *([f"- See Also: {', '.join(self.see)}"] if self.see else []),
            *(["", "### Resolution", f"- **Notes**: {self.resolution}"] if self.resolution else []),
        ]  # fmt: skip
        return "\n".join(lines) + "\n"


class Form(NamedTuple):
    """How the logs of a history are written."""

    newest_first: bool
    newline: str
    bom: bool
    closed: bool
    rule: bool

    def data(self, items: Iterable[Item]) -> bytes:
        gap = "\n---\n\n" if self.rule else "\n"
        listed = list(items)
        if self.newest_first:
            listed.reverse()
        text = "# Learnings\n\nWhat was learnt.\n" + "".join(gap + item.text() for item in listed)
        text = text if self.closed else text.rstrip("\n")
        return (("\ufeff" if self.bom else "") + text.replace("\n", self.newline)).encode()


State = dict[str, list[Item]]


class History(NamedTuple):
    """A base and two branches."""

    form: Form
    versions: tuple[State, State, State]


class Maker:
    """Generates histories from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def word(self, kind: str = "e") -> str:
        self.number += 1
        return f"{kind}{self.number}x"

    def history(self) -> History:
        chance = self.random
        form = Form(chance.random() < 0.4, "\r\n" if chance.random() < 0.2 else "\n",
                    chance.random() < 0.1, chance.random() < 0.85, chance.random() < 0.6)  # fmt: skip
        base: State = {path: [] for path in LOGS}
        for path in LOGS[:2]:
            for _ in range(chance.randint(0, 6)):
                self.add(base, path, 1, 9)
        one, two = self.branch(base), self.branch(base)
        return History(form, (base, one, two))

    def branch(self, base: State) -> State:
        state = {path: [item.copy() for item in items] for path, items in base.items()}
        for _ in range(self.random.randint(1, 6)):
            path = self.random.choice(LOGS[:2])
            if self.random.random() < 0.45 or not state[path]:
                self.add(state, path, 10, 12)
            else:
                self.edit(state, path, self.random.choice(state[path]))
        return state

    def add(self, state: State, path: str, first: int, last: int) -> None:
        """A new entry with the next number of its day, as two branches would both take it."""
        day = max([self.random.randint(first, last), *(item.day for item in state[path])])
        stem = f"{'LRN' if path == LOGS[0] else 'ERR'}-202603{day:02d}-"
        used = [item.id for items in state.values() for item in items if item.id.startswith(stem)]
        name = f"{stem}{len(used) + 1:03d}"
        item = Item(name, self.word("b"), day)
        if self.random.random() < 0.3:
            item.see = [self.random.choice([name, *(other.id for other in state[path])])]
        state[path].append(item)

    def edit(self, state: State, path: str, item: Item) -> None:
        what = self.random.randrange(9)
        if what == 0:
            item.words.append(self.word())
        elif what == 1:
            item.words.insert(0, self.word())
        elif what == 2:
            item.status = self.random.choice(_STATUSES)
            if item.status in ("resolved", "wont_fix") and not item.resolution:
                item.resolution = self.word()
        elif what == 3:
            item.count += 1
            item.seen = self.random.randint(1, 27)
        elif what == 4:
            item.owner = self.word()
        elif what == 5:
            item.tags.append(self.word())
        elif what == 6:
            state[path].remove(item)
            state[LOGS[2]].append(item)
        elif what == 7:
            # The ID is taken for something else, which has nothing to do with it.
            state[path].remove(item)
            state[path].append(Item(item.id, self.word("b"), 12))
        else:
            item.see.append(self.random.choice(state[path]).id)


def stream(histories: Iterable[History]) -> Iterator[bytes]:
    """All histories for `git fast-import`: the branches `base/N`, `ours/N` and `theirs/N`."""
    mark = 0
    for number, (form, versions) in enumerate(histories):
        for name, state in zip(("base", "ours", "theirs"), versions, strict=True):
            mark += 1
            yield f"commit refs/heads/{name}/{number}\nmark :{mark}\n".encode()
            yield b"committer Ada <ada@example.org> 1772355600 +0000\ndata 1\n.\n"
            if name != "base":
                yield f"from :{mark - (1 if name == 'ours' else 2)}\n".encode()
            for path, items in state.items():
                data = form.data(items)
                yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
            yield b"\n"


@dataclass
class Tally:
    """What came of the merges."""

    merges: int = 0
    files: int = 0
    entries: int = 0
    clean: int = 0
    conflicts: int = 0
    lost: int = 0
    mixed: int = 0
    twice: int = 0
    formless: int = 0
    examples: list[str] = field(default_factory=list)

    def fault(self, kind: str, number: int, path: str, what: object) -> None:
        setattr(self, kind, getattr(self, kind) + 1)
        self.examples.append(f"{kind}: merge {number}, {path}: {what}")


def judge(tally: Tally, number: int, history: History, path: str, merged: bytes) -> None:
    """Compare a merged file with what both sides held."""
    form, versions = history
    base, ours, theirs = (form.data(state[path]).decode() for state in versions)
    text = merged.decode()
    tally.files += 1
    words = [set(_WORD.findall(version)) for version in (base, ours, theirs)]
    wanted = (words[1] | words[2]) - (words[0] - words[1]) - (words[0] - words[2])
    lost = wanted - set(_WORD.findall(text))
    if lost:
        tally.fault("lost", number, path, sorted(lost))
    if (
        form.bom != text.startswith("\ufeff")
        or (form.newline == "\r\n") != ("\r\n" in text)
        or (form.newline == "\r\n" and "\n" in text.replace("\r\n", ""))
    ):
        tally.fault("formless", number, path, form)
    blocks = list(_blocks(text))
    tally.entries += len(blocks)
    for name, block in blocks:
        births = {word for word in _WORD.findall(block) if word.startswith("b")}
        if len(births) != 1:
            tally.fault("mixed", number, path, (name, sorted(births)))
    if "<<<<<<<" in text:
        return
    before = [Counter(name for name, _ in _blocks(version)) for version in (ours, theirs)]
    for name, count in Counter(name for name, _ in blocks).items():
        if count > max(before[0][name], before[1][name], 1):
            tally.fault("twice", number, path, name)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    found = list(_HEADING.finditer(text))
    for item, after in zip_longest(found, found[1:]):
        yield item[1], text[item.start() : after.start() if after is not None else len(text)]


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=folder, input=stdin, capture_output=True,
                          check=False)  # fmt: skip


def repository(folder: Path, command: list[str]) -> None:
    """An empty repository in which the driver is active."""
    from learnings.git import driver, find_repository
    from learnings.scaffold import ATTRIBUTES

    git(folder, "init", "--quiet", "--initial-branch=main")
    found = find_repository(str(folder))
    assert found is not None
    driver.install(found, command)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("\n".join(ATTRIBUTES) + "\n")


def serve(folder: Path) -> None:
    """Let this process be the driver: git starts a shell that asks it, which is much faster.

    What is run is what the command runs; only the start of an interpreter is left out. The
    process stands where git merges. A copy of the repository has the same driver.
    """
    from learnings.commands import merge_driver

    asked, answered = folder / "asked", folder / "answered"
    os.mkfifo(asked)
    os.mkfifo(answered)
    git(folder, "config", "merge.learnings.driver",
        f"echo %O %A %B %P > {asked}; read code < {answered}; exit $code")  # fmt: skip
    parser = argparse.ArgumentParser()
    merge_driver.add_arguments(parser)

    # Both ends stay open: a request that meets no reader, or one about to be another program
    # (a fork of this process), would be lost.
    questions = open(os.open(asked, os.O_RDWR), encoding="utf-8")  # noqa: SIM115
    answers = os.open(answered, os.O_RDWR)

    def answer() -> None:
        while True:
            words = questions.readline().split()
            with contextlib.redirect_stderr(io.StringIO()):
                code = merge_driver.run(parser.parse_args(words))
            os.write(answers, f"{code}\n".encode())

    threading.Thread(target=answer, daemon=True).start()


def run(folder: Path, count: int, seed: int, command: list[str], *, served: bool) -> Tally:
    """Make histories, merge them, and judge what came of it."""
    repository(folder, command)
    if served:
        serve(folder)
    maker = Maker(seed)
    histories = [maker.history() for _ in range(count)]
    made = git(folder, "fast-import", "--quiet", stdin=b"".join(stream(histories)))
    assert made.returncode == 0, made.stderr.decode()
    tally = Tally()

    def merge(number: int) -> tuple[int, subprocess.CompletedProcess[bytes]]:
        return number, git(folder, "merge-tree", "--write-tree", "--no-messages",
                           f"ours/{number}", f"theirs/{number}")  # fmt: skip

    with ThreadPoolExecutor(1 if served else 2) as pool:
        for number, done in pool.map(merge, range(count)):
            assert done.returncode in (0, 1), done.stderr.decode()
            tree = done.stdout.decode().split("\n")[0].strip("\0")[:40]
            tally.merges += 1
            tally.clean += done.returncode == 0
            tally.conflicts += done.returncode
            for path in LOGS:
                blob = git(folder, "cat-file", "blob", f"{tree}:{path}")
                assert blob.returncode == 0, blob.stderr.decode()
                judge(tally, number, histories[number], path, blob.stdout)
    return tally


def tell(folder: Path, count: int, seed: int, command: list[str]) -> stories.Tally:
    """Tell stories in a repository whose driver is this process."""
    repository(folder, command)
    serve(folder)

    def run(*arguments: str) -> str | None:
        done = git(folder, *arguments)
        return done.stdout.decode() if done.returncode == 0 else None

    return stories.run(folder, count, seed, run)


def main() -> int:
    from learnings.commands.install import own_command

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--merges", type=int, default=2000)
    parser.add_argument("--stories", type=int, default=150)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--started", action="store_true",
                        help="start the program for each file, as git would")  # fmt: skip
    args = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        tally = run(Path(folder), args.merges, args.seed, own_command(), served=not args.started)
    print(f"{tally.merges} merges of {tally.files} files with {tally.entries} entries: "
          f"{tally.clean} clean, {tally.conflicts} with a conflict; {tally.lost} lost, "
          f"{tally.mixed} mixed, {tally.twice} IDs twice, {tally.formless} in another form; "
          f"seed {args.seed}, {time.monotonic() - begun:.0f} s")  # fmt: skip
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        told = tell(Path(folder), args.stories, args.seed, own_command())
    print(stories.report(told, args.seed, begun))
    examples = [*tally.examples[:20], *told.examples[:20]]
    for line in examples:
        print(line, file=sys.stderr)
    return 1 if examples else 0


if __name__ == "__main__":
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
    sys.exit(main())
