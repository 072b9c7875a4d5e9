"""Kill and fail the writing commands at every system call: is any file ever torn?

Each command is run under strace once for every call it makes from its first look at the
repository on: that call kills the process, or fails with "no space left" or "input/output error".
After each, every file has to be wholly old or wholly new, with its mode, and the next run has to
succeed and to leave nothing behind. `python bench/crash.py` runs all of it and prints a line of
figures for each command.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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

    With `random_ids` the IDs that it makes up differ from run to run, and are not compared.
    """

    words: tuple[str, ...]
    files: dict[str, str] = _LOGS
    random_ids: bool = False


CASES = {
    "init": Case(("init", "--mode", "hybrid"), {".gitignore": "build/\n"}),
    "start": Case(("start", "LRN-20260301-001")),
    "resolve": Case(("resolve", "LRN-20260301-001", "--notes", "Mended.", *_WHEN)),
    "wont-fix": Case(
        ("wont-fix", "LRN-20260301-001", "--reason", "Rare.", "--risk", "Low.", *_WHEN)
    ),
    "reopen": Case(("reopen", "LRN-20260301-002", "--reason", "Again.", *_WHEN)),
    "link": Case(("link", "LRN-20260301-001", "ERR-20260301-001")),
}

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


class Injection(NamedTuple):
    """The n-th call of a name and what becomes of it."""

    call: str
    fault: str
    number: int


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

    def run(self, *tracer: str) -> subprocess.CompletedProcess[str]:
        """Run the command, under a tracer or without."""
        return subprocess.run(
            [*tracer, sys.executable, "-IBm", "learnings", *self.case.words],
            cwd=self.folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(self.folder)},
        )  # fmt: skip


def injections(tree: Tree) -> list[Injection]:
    """All that can happen to a command from its first look at the repository on."""
    with tempfile.NamedTemporaryFile("r", suffix=".trace") as trace:
        tree.set_up()
        done = tree.run("strace", "-f", "-e", f"trace={','.join(_CALLS)}", "-o", trace.name)
        if done.returncode != 0:
            raise RuntimeError(f"{tree.case.words}: {done.stdout}{done.stderr}")
        lines = trace.read().splitlines()
    return list(_after_first_look(lines, str(tree.folder)))


def _after_first_look(lines: list[str], folder: str) -> Iterator[Injection]:
    seen: dict[str, int] = {}
    looked = False
    for line in lines:
        found = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
        if not found or found[1] not in _CALLS:
            continue
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        looked = looked or folder in found[2]
        if looked:
            for fault in (KILL, *_FAULTS.get(name, ())):
                yield Injection(name, fault, seen[name])


def judge(tree: Tree, what: Injection, new: dict[str, bytes]) -> list[str]:
    """What is wrong after one injection and the run that follows it; empty if nothing is."""
    tree.set_up()
    old = tree.state()
    inject = f"inject={what.call}:{what.fault}:when={what.number}"
    done = tree.run(
        "strace", "-f", "--seccomp-bpf", "-qqq", "-e", f"trace={what.call}", "-e", inject,
        "-o", os.devnull,
    )  # fmt: skip
    wrong = []
    if "Traceback" in done.stderr or "a bug of ours" in done.stderr:
        wrong.append(f"a traceback: {done.stderr[-300:]}")
    if what.fault == KILL and done.returncode == 0:
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
    again = tree.run()
    # What is done already is refused, with the word for it.
    if again.returncode != 0 and "already" not in again.stderr:
        wrong.append(f"the next run fails: {again.stderr.strip()}")
    after = tree.state()
    if after != new:
        wrong.append(f"after the next run these differ: {sorted(set(after) ^ set(new)) or 'texts'}")
    return [f"{what.call} {what.fault} {what.number}: {text}" for text in wrong]


def outcome(tree: Tree) -> dict[str, bytes]:
    """The files after the command ran to its end."""
    tree.set_up()
    done = tree.run()
    if done.returncode != 0:
        raise RuntimeError(f"{tree.case.words}: {done.stdout}{done.stderr}")
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
            chosen = sample(injections(tree), args.most)
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
