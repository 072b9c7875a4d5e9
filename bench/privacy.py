"""The job of finding secrets: what the programs take for the same logs, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from .leaks import ENGINES
from .measure import Command, Sample, Series, once
from .scenario import BASE, ROOT, Job, corpus, program

SCAN = "scan of one entry"
SECRETLINT = "secretlint"
PRESET = "@secretlint/secretlint-rule-preset-recommend"
ONE = "import sys; from learnings.privacy.scan import scan; scan(open(sys.argv[1]).read())"


def entry(folder: Path) -> Job:
    """One clean entry, scanned in a process of its own."""
    folder.mkdir(parents=True)
    log = folder / "entry.md"
    corpus("file", "--entries", "1", "--out", str(log))
    here = str(folder)
    commands = {
        BASE: Command([sys.executable, "-c", "pass"], here),
        SCAN: Command([sys.executable, "-c", ONE, str(log)], here, (0,)),
    }
    skipped = []
    hook = program("detect-secrets-hook")
    if hook:
        commands["detect-secrets-hook"] = Command([hook, "-n", str(log)], here)
    linter = _secretlint(folder, log)
    if linter:
        commands[SECRETLINT] = Command([linter, str(log)], here)
    else:
        skipped.append(f"secretlint with {PRESET} is not installed (npm): left out.")
    return Job(commands, skipped, {"bytes": log.stat().st_size, "entries": 1})


def throughput(
    folder: Path, entries: int, files: int, rounds: int
) -> tuple[Series, Job, dict[str, int]]:
    """What each program that is installed takes for a tree of logs, without its start.

    The last is the number of findings of each.
    """
    folder.mkdir(parents=True)
    corpus("tree", "--entries", str(entries), "--files", str(files), "--out", str(folder))
    paths = sorted(map(str, folder.rglob(".learnings/*.md")))
    series, found, skipped = Series(), {}, []
    linter = _secretlint(folder, Path(paths[0]))
    if linter:
        found[SECRETLINT] = _told(linter, folder, paths)
    for turn in range(rounds):
        if linter:
            series.samples.setdefault(SECRETLINT, []).append(_linted(linter, folder, paths))
        names = list(ENGINES)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            words = [sys.executable, "-m", "bench.leaks", name, *paths]
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                skipped += [f"{name} is not installed: left out."] if not turn else []
                continue
            told = json.loads(done.stdout)
            series.samples.setdefault(name, []).append(Sample(told["wall"], told["cpu"], 0.0))
            found[name] = told["found"]
    size = sum(Path(path).stat().st_size for path in paths)
    names = [name for name in (*ENGINES, SECRETLINT) if name in series.samples]
    here = {name: Command([], str(folder)) for name in names}
    return series, Job(here, skipped, {"bytes": size, "entries": entries}), found


def _secretlint(folder: Path, log: Path) -> str | None:
    """The program, set up in a folder; None if it cannot judge a log there."""
    (folder / ".secretlintrc.json").write_text(json.dumps({"rules": [{"id": PRESET}]}))
    linter = program(SECRETLINT)
    return linter if linter and _runs([linter, str(log)], str(folder)) else None


def _linted(linter: str, folder: Path, paths: list[str]) -> Sample:
    """What all files take less one without anything."""
    blank = folder / "blank.md"
    blank.write_text("Nothing.\n")
    start, whole = (once(Command([linter, *some], str(folder))) for some in ([str(blank)], paths))
    return Sample(whole.wall - start.wall, whole.cpu - start.cpu, 0.0)


def _told(linter: str, folder: Path, paths: list[str]) -> int:
    """How much it finds."""
    # It ends before all that it prints has gone through a pipe.
    kept = folder / "found.json"
    words = [linter, "--format", "json", "--output", str(kept), *paths]
    subprocess.run(words, cwd=folder, capture_output=True, check=False)
    return sum(len(one["messages"]) for one in json.loads(kept.read_text() or "[]"))


def _runs(words: list[str], folder: str) -> bool:
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    return done.returncode in {0, 1}
