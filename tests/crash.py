"""Kill and fail the writing commands at every system call: is any file ever torn?

Each command is run under strace once for every call it makes. That call kills the process, or
fails as on a full or a broken disk. After each, every file has to be wholly old or wholly new,
with its mode, and the next run has to succeed and to leave nothing behind.

`python -m tests.crash` runs all of it and prints a line of figures for each command; the suite
runs a sample.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from learnings.cli import main as main_of_learnings

HEADER = "# Learnings\n\n---\n\n"
_ENTRY = """\
## [{id}] insight

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: {status}
**Area**: docs

### Summary
A disk filled up.

### Details
Nobody had looked at it for a month.

### Suggested Action
Look at it.

### Metadata
- Source: error

---

"""
_LOGS = {
    ".learnings/LEARNINGS.md": HEADER
    + _ENTRY.format(id="LRN-20260301-001", status="pending")
    + _ENTRY.format(id="LRN-20260301-002", status="resolved"),
    ".learnings/ERRORS.md": HEADER + _ENTRY.format(id="ERR-20260301-001", status="pending"),
}
_WHEN = ("--when", "2026-03-02T09:00:00Z")
_ASIDE = ".learnings-write-"
_MODE = 0o640
_ID = re.compile(rb"\b([A-Z]+-\d{8}-)[BCDFGHJKLMNPQRSTVWXZ][A-Z0-9]{2,}\b")


class Case(NamedTuple):
    """A command that writes, and the files that it finds.

    With `random_ids` the IDs that it makes up differ from run to run, and are not compared. What
    `adds` does so again when it is run again, so that only its own state is looked at.
    """

    words: tuple[str, ...]
    files: dict[str, str] = _LOGS
    random_ids: bool = False
    adds: bool = False


CASES = {
    "init, all new": Case(("init", "--preset", "operations"), {}),
    "init, another mode": Case(
        ("init", "--mode", "ignore", "--no-hook"), {**_LOGS, ".gitignore": "build/\n"}
    ),
    "reopen, without a word": Case(("reopen", "LRN-20260301-002", *_WHEN)),
    "link, one way": Case(("link", "--one-way", "LRN-20260301-001", "ERR-20260301-001")),
    "init": Case(("init", "--mode", "hybrid"), {".gitignore": "build/\n"}),
    "start": Case(("start", "LRN-20260301-001")),
    "resolve": Case(("resolve", "LRN-20260301-001", "--notes", "Mended.", *_WHEN)),
    "wont-fix": Case(
        ("wont-fix", "LRN-20260301-001", "--reason", "Rare.", "--risk", "Low.", *_WHEN)
    ),
    "reopen": Case(("reopen", "LRN-20260301-002", "--reason", "Again.", *_WHEN)),
    "several": Case(
        ("resolve", "LRN-20260301-001", "ERR-20260301-001", "--notes", "Mended.", *_WHEN)
    ),
    "lint --fix": Case(
        ("lint", "--fix", "--today", "2026-03-03", "--fail-on", "never"),
        {name: text.replace("pending", "done") for name, text in _LOGS.items()},
    ),
    "link": Case(("link", "LRN-20260301-001", "ERR-20260301-001")),
    "new": Case(
        ("new", "LRN", "Rotate the certificates", "--category", "insight", "--area", "infra",
         "--details", "They ended at night.", "--action", "Renew.", "--force", *_WHEN),
        random_ids=True,
        adds=True,
    ),
    "archive": Case(("archive", "LRN-20260301-002")),
    "index": Case(("index",)),
    "assign-ids": Case(
        ("assign-ids",),
        {".learnings/LEARNINGS.md": HEADER + "## 2026-03-01 — a disk\n\nIt filled up.\n"},
        random_ids=True,
    ),
    "convert": Case(("convert", "--to", "compact", ".learnings/LEARNINGS.md")),
}  # fmt: skip

KILL = "signal=KILL"
_CALLS = (
    "openat", "read", "write", "fsync", "rename", "chmod", "mkdir", "unlink", "flock", "lseek",
    "newfstatat", "getdents64", "close",
)  # fmt: skip
_FAULTS = {
    "write": ("error=ENOSPC", "error=EIO"),
    "fsync": ("error=EIO", "error=ENOSPC"),
    "rename": ("error=EIO", "error=ENOSPC", "error=EACCES"),
    "openat": ("error=EIO", "error=ENOSPC"),
    "mkdir": ("error=ENOSPC",),
    "chmod": ("error=EIO",),
    "flock": ("error=EIO",),
    "read": ("error=EIO",),
    "unlink": ("error=EIO",),
}


# What every command that writes does, so that there is something to strike.
WANTED = {("rename", KILL), ("fsync", "error=EIO")}


class Injection(NamedTuple):
    """The n-th call of a name and what becomes of it."""

    call: str
    fault: str
    number: int


class Done(NamedTuple):
    """How a command ended (negative: by that signal), and what it said."""

    code: int
    said: str


class Tree:
    """A repository in a folder of its own."""

    def __init__(self, folder: Path, case: Case) -> None:
        self.folder = folder
        self.case = case

    def set_up(self) -> None:
        """Everything as the command finds it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / ".git").mkdir(parents=True)
        for name, text in self.case.files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
            path.chmod(_MODE)

    def state(self) -> dict[str, bytes]:
        """The files with their content; of IDs made up at random only the shape."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): self._seen(path.read_bytes()) for path in files}

    def _seen(self, data: bytes) -> bytes:
        return _ID.sub(rb"\1XXX", data) if self.case.random_ids else data

    def run(self, *tracer: str) -> Done:
        """Run the command in a child of this process, under a tracer or without.

        The child waits until the tracer has it, so that what is counted begins with the command,
        and Python does not start anew each time.
        """
        gate, opener = os.pipe()
        with tempfile.TemporaryFile("w+") as told:
            child = os.fork()
            if child == 0:
                self._become(gate, told.fileno())
            os.close(gate)
            with _traced(child, tracer):
                with contextlib.suppress(BrokenPipeError):
                    os.write(opener, b"g")
                os.close(opener)
                _, status = os.waitpid(child, 0)
            told.seek(0)
            return Done(os.waitstatus_to_exitcode(status), told.read())

    def _become(self, gate: int, told: int) -> NoReturn:
        code = 70
        try:
            os.chdir(self.folder)
            os.environ["HOME"] = str(self.folder)
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(told, 1)
            os.dup2(told, 2)
            sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            os.read(gate, 1)
            code = main_of_learnings(self.case.words)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


@contextlib.contextmanager
def _traced(child: int, tracer: tuple[str, ...]) -> Iterator[None]:
    """Hold a process under strace, from before it goes on until it has ended."""
    if not tracer:
        yield
        return
    words = [tracer[0], "-qqq", "-p", str(child), *tracer[1:]]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        while _tracer_of(child) == "0":
            if process.poll() is not None:
                # The call that killed it may be the one in which it waited.
                said = process.stderr.read() if process.stderr else ""
                if said:
                    os.kill(child, signal.SIGKILL)
                    raise RuntimeError(f"strace: {said}")
                break
            time.sleep(0.002)
        yield


def _tracer_of(child: int) -> str:
    status = Path(f"/proc/{child}/status").read_text()
    return status.partition("TracerPid:")[2].split()[0]


def injections(tree: Tree) -> list[Injection]:
    """All that can happen to a command, call by call.

    What is imported when it is needed is imported before, so that the calls are the command's.
    """
    import_all(tree.case)
    with tempfile.NamedTemporaryFile("r", suffix=".trace") as trace:
        tree.set_up()
        done = tree.run("strace", "-e", f"trace={','.join(_CALLS)}", "-o", trace.name)
        if done.code != 0:
            raise RuntimeError(f"{tree.case.words}: {done.said}")
        lines = trace.read().splitlines()
    return list(_possible(lines))


def _possible(lines: list[str]) -> Iterator[Injection]:
    seen: dict[str, int] = {}
    for line in lines:
        found = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
        if not found or found[1] not in _CALLS:
            continue
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        for fault in (KILL, *_FAULTS.get(name, ())):
            yield Injection(name, fault, seen[name])


def import_all(case: Case) -> None:
    """Load what a command loads, in a run that writes nothing of ours."""
    with tempfile.TemporaryDirectory() as folder:
        here = os.getcwd()
        with (
            open(os.devnull, "w") as silence,
            contextlib.redirect_stdout(silence),
            contextlib.redirect_stderr(silence),
        ):
            tree = Tree(Path(folder).resolve(), case)
            tree.set_up()
            os.chdir(folder)
            main_of_learnings(tree.case.words)
        os.chdir(here)


def judge(tree: Tree, what: Injection, new: dict[str, bytes]) -> list[str]:
    """What is wrong after one injection and the run that follows it; empty if nothing is."""
    tree.set_up()
    old = tree.state()
    inject = f"inject={what.call}:{what.fault}:when={what.number}"
    done = tree.run("strace", "-e", f"trace={what.call}", "-e", inject, "-o", os.devnull)
    wrong = []
    if "Traceback" in done.said or "a bug of ours" in done.said:
        wrong.append(f"a traceback: {done.said[-300:]}")
    # A run may make a call less than the one that was counted; it has to be a whole one then.
    if what.fault == KILL and done.code != -signal.SIGKILL and tree.state() != new:
        wrong.append("it was not killed")
    for name, data in tree.state().items():
        if _ASIDE in name:
            continue
        if data not in (old.get(name), new.get(name)):
            wrong.append(f"{name} is torn: {len(data)} bytes")
        mode = stat.S_IMODE((tree.folder / name).stat().st_mode)
        if name in old and mode != _MODE:
            wrong.append(f"{name} has the mode {mode:o}")
    wrong += [f"{name} is gone" for name in old if not (tree.folder / name).is_file()]
    if tree.case.adds:
        return [f"{what.call} {what.fault} {what.number}: {text}" for text in wrong]
    again = tree.run()
    # What is done already is refused, with the word for it.
    if again.code != 0 and "already" not in again.said:
        wrong.append(f"the next run fails: {again.said.strip()}")
    after = tree.state()
    if after != new:
        wrong.append(f"after the next run these differ: {sorted(set(after) ^ set(new)) or 'texts'}")
    return [f"{what.call} {what.fault} {what.number}: {text}" for text in wrong]


def outcome(tree: Tree) -> dict[str, bytes]:
    """The files after the command ran to its end."""
    tree.set_up()
    done = tree.run()
    if done.code != 0:
        raise RuntimeError(f"{tree.case.words}: {done.said}")
    return tree.state()


def sample(found: list[Injection], most: int, seed: int = 1) -> list[Injection]:
    """A part of them: every call and fault first, then at random."""
    if most >= len(found):
        return found
    chosen = {(item.call, item.fault): item for item in found}
    writing = [item for item in found if item.call in ("write", "fsync", "rename")]
    rest = [item for item in found if item not in set(chosen.values())]
    random.Random(seed).shuffle(rest)
    return [*chosen.values(), *writing, *rest][:most]


def main() -> int:
    """Run the loop; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commands", nargs="*", default=list(CASES), help="default: all")
    parser.add_argument("--most", type=int, default=1 << 30, help="injections for each command")
    args = parser.parse_args()
    total = faults = 0
    for name in args.commands:
        with tempfile.TemporaryDirectory() as folder:
            tree = Tree(Path(folder).resolve() / "repository", CASES[name])
            found = injections(tree)
            if missed := WANTED - {(item.call, item.fault) for item in found}:
                raise RuntimeError(f"{name}: nothing to strike: {sorted(missed)}")
            chosen = sample(found, args.most)
            new = outcome(tree)
            wrong = [line for item in chosen for line in judge(tree, item, new)]
        print(
            f"{name}: {len(chosen)} injections, {len(wrong)} faults", *wrong, sep="\n  ", flush=True
        )
        total += len(chosen)
        faults += len(wrong)
    print(f"all: {total} injections, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
