"""The jobs that are measured: a hook on one staged entry, and a whole tree of logs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .measure import Command

ROOT = Path(__file__).resolve().parent.parent
BASE = "python -c pass"
HOOK, STAGED = "learnings-hook", "learnings lint --staged"
READ, LINT = "read the bytes", "learnings lint"
RUMDL, JSON_SCHEMA = "rumdl check", "check-jsonschema"
QUERIES = {
    "search": ("search", "connection pool"),
    "search, filtered": ("search", "runbook", "--status", "open", "--area", "monitoring"),
    "list, filtered": ("list", "--status", "open", "--priority", "critical"),
    "list": ("list",),
    "status": ("status",),
}
PATCHES, CHANGED = "git log -p -U0", "learnings lint --changed"
ADDED = """
## [LRN-20260301-ZZZ] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: low
**Status**: pending
**Area**: monitoring

### Summary
One more entry that is not like any other one

### Details
It was added last.

### Suggested Action
Count it.

### Metadata
- Source: monitoring
"""
READER = (
    "import sys\n"
    "for path in open(sys.argv[1]).read().split(chr(0)):\n"
    "    with open(path, 'rb') as file:\n"
    "        file.read()\n"
)


@dataclass(slots=True)
class Job:
    """Commands that do comparable work, a sentence for each that is left out, and facts."""

    commands: dict[str, Command]
    skipped: list[str]
    facts: dict[str, float]


def program(name: str) -> str | None:
    """The path of a program: beside the interpreter, else anywhere on PATH."""
    beside = os.path.dirname(sys.executable)
    return shutil.which(name, path=beside) or shutil.which(name)


def corpus(*arguments: str) -> None:
    """Write a corpus, in a process of its own: a large one leaves this one's memory small."""
    words = [sys.executable, "-m", "bench.corpus", *arguments]
    subprocess.run(words, cwd=ROOT, check=True)


def ours(*arguments: str) -> list[str]:
    """The words of a command of ours: the installed script, else the module."""
    script = program("learnings")
    return [*([script] if script else [sys.executable, "-m", "learnings"]), *arguments]


def staged(folder: Path, before: Callable[[Path], None], after: Callable[[Path], None]) -> Path:
    """A new repository with a log that one function wrote, and what the other made of it staged."""
    log = folder / ".learnings" / "LEARNINGS.md"
    log.parent.mkdir(parents=True)
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    subprocess.run([*git, "init", "-q", "."], cwd=folder, check=True)
    before(log)
    subprocess.run([*git, "add", "."], cwd=folder, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "log"], cwd=folder, check=True)
    after(log)
    subprocess.run([*git, "add", "."], cwd=folder, check=True)
    return log


def hook(folder: Path, entries: int) -> Job:
    """A repository with a log of `entries` entries, and one more staged."""

    def write(count: int, log: Path) -> None:
        corpus("file", "--entries", str(count), "--out", str(log))

    log = staged(folder, partial(write, entries), partial(write, entries + 1))
    here = str(folder)
    commands = {
        BASE: Command([sys.executable, "-c", "pass"], here),
        STAGED: Command(ours("lint", "--staged"), here),
    }
    skipped = []
    script = program("learnings-hook")
    if script:
        commands[HOOK] = Command([script], here)
    else:
        skipped.append("learnings-hook is not installed beside the interpreter: left out.")
    return Job(commands, skipped, {"entries": entries + 1, "bytes": log.stat().st_size})


def whole(folder: Path, entries: int, files: int) -> Job:
    """A tree of logs, and what else reads it."""
    here = str(folder / "tree")
    os.makedirs(os.path.join(here, ".git"))
    corpus("tree", "--entries", str(entries), "--files", str(files), "--out", here)
    paths = sorted(str(path.relative_to(here)) for path in Path(here).rglob(".learnings/*.md"))
    listing = folder / "paths"
    listing.write_text("\0".join(paths))
    facts = _export(here, folder, "\0".join(paths))
    commands = {
        BASE: Command([sys.executable, "-c", "pass"], here),
        READ: Command([sys.executable, "-c", READER, str(listing)], here),
        LINT: Command(ours("lint"), here),
    }
    skipped = []
    rumdl = program("rumdl")
    if rumdl:
        commands[RUMDL] = Command([rumdl, "check", "--no-cache", "--silent", *paths], here)
    else:
        skipped.append("rumdl is not installed (pip install rumdl): left out.")
    validator = program("check-jsonschema")
    if validator:
        schema, document = str(folder / "schema.json"), str(folder / "entries.json")
        words = [validator, "--schemafile", schema, document]
        commands[JSON_SCHEMA] = Command(words, here)
    else:
        skipped.append("check-jsonschema is not installed (pip install it): left out.")
    return Job(commands, skipped, facts)


def queries(folder: Path, entries: int, files: int) -> Job:
    """A tree of logs whose index is made, and the commands that ask it."""
    here = str(folder)
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    corpus("tree", "--entries", str(entries), "--files", str(files), "--out", here)
    begun = time.perf_counter()
    subprocess.run(ours("search", "pool"), cwd=folder, check=True, capture_output=True)
    cold = time.perf_counter() - begun
    commands = {BASE: Command([sys.executable, "-c", "pass"], here)}
    for name, words in QUERIES.items():
        commands[name] = Command(ours(*words), here)
    size = sum(path.stat().st_size for path in folder.rglob(".learnings/*.md"))
    index = (folder / ".git" / "learnings" / "search.sqlite").stat().st_size
    return Job(commands, [], {"entries": entries, "bytes": size, "cold": cold, "index": index})


def history(folder: Path, entries: int, files: int, commits: int) -> Job:
    """A repository whose logs grew commit by commit, with one more entry staged."""
    here = str(folder)
    words = ["--entries", str(entries), "--files", str(files), "--commits", str(commits)]
    command = [sys.executable, "-m", "bench.history", *words, "--out", here]
    subprocess.run(command, cwd=ROOT, check=True)
    log = folder / "services" / "service-0" / ".learnings" / "LEARNINGS.md"
    log.write_bytes(log.read_bytes() + ADDED.encode())
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    commands = {
        BASE: Command([sys.executable, "-c", "pass"], here),
        PATCHES: Command(["git", "log", "-p", "-U0", "--", "services"], here),
        "learnings log-stats": Command(ours("log-stats"), here),
        STAGED: Command(ours("lint", "--staged"), here),
        CHANGED: Command(ours("lint", f"--changed=main~{min(commits - 1, 10)}"), here),
    }
    size = sum(path.stat().st_size for path in folder.rglob(".learnings/*.md"))
    return Job(commands, [], {"entries": entries, "bytes": size, "commits": commits})


def _export(here: str, folder: Path, paths: str) -> dict[str, float]:
    words = [sys.executable, str(ROOT / "bench" / "export.py")]
    words += [str(folder / "entries.json"), str(folder / "schema.json")]
    done = subprocess.run(words, cwd=here, input=paths, capture_output=True, text=True, check=True)
    facts: dict[str, float] = json.loads(done.stdout)
    return facts
