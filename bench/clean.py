"""Clean entries of many kinds, and the hooks for sensitive values where one of them is staged."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from .measure import Command
from .scenario import BASE, ROOT, program, staged

HOOKS = ("learnings-secrets", "learnings-pii")
# What is in an entry below its heading: summary, details, suggested action.
ENTRIES = {
    "plain": (
        "Deploys failed while the queue was full",
        "The queue was full because one consumer had stopped. Nobody saw that it had.",
        "Alert when a consumer stops.",
    ),
    "a list": (
        "The restore took longer than we had said",
        "- the copy was read over the network\n- the index was built again\n- nobody had practised",
        "Practise it once in each quarter.",
    ),
    "times": (
        "Reads were slow for an hour",
        "Between 09:12 and 10:05 on 2026-03-01 reads took 1,200 ms, and 40 ms before.",
        "Move the report to 03:00, when nobody reads.",
    ),
    "commits": (
        "The release went back twice",
        "Commit 4f1c2d9 broke the migration, and its revert 90ab41e did not bring the column back.",
        "Try the way back on a copy as well.",
    ),
    "versions": (
        "The client refused the new answer",
        "Version 2.14.1 of the client expects a list; from 3.0.0-rc.2 on it takes an object.",
        "Pin the client at ~=3.0 in all three services.",
    ),
    "code": (
        "The probe passed while the worker hung",
        "```python\nfor job in queue:\n    if job.age > LIMIT:\n        raise Stale(job.name)\n```",
        "Let the probe ask for the age of the oldest job.",
    ),
    "commands": (
        "A node was drained too soon",
        "```sh\nkubectl drain node-7 --ignore-daemonsets\nkubectl get pods | grep Pending\n```",
        "Wait for `kubectl rollout status` first.",
    ),
    "a table": (
        "Two zones took all of the load",
        "| zone | share | errors |\n|---|---:|---:|\n| a | 61 % | 14 |\n| b | 39 % | 3 |",
        "Weigh the zones by what they have left.",
    ),
    "a word for a key": (
        "Sorting by the wrong key hid the newest rows",
        "The key of the index was the name, so that the newest rows stood anywhere.",
        "Sort by time, and use the name as the second key.",
    ),
    "a word for a token": (
        "Jobs stopped when their token had expired",
        "The token is given out for an hour, and the longest job takes two.",
        "Ask for a new token before each step.",
    ),
    "a word for a password": (
        "The password was rotated and nobody was told",
        "Two jobs still had the old password. They were in the vault, and read it at their start.",
        "Restart what reads a password once.",
    ),
    "paths and links": (
        "The runbook named a file that had moved",
        "It is in `docs/runbooks/queue.md` now; see [the index](../docs/index.md#queues).",
        "Let a check follow the links of all runbooks.",
    ),
    "a log": (
        "The disk was full of core dumps",
        "```text\n2026-03-01T09:12:44Z WARN disk usage at 91 %\n"
        "2026-03-01T09:31:02Z ERROR write failed: no space left on device\n```",
        "Keep three of them, and count the others.",
    ),
}


def jobs(folder: Path) -> Iterator[tuple[str, dict[str, Command]]]:
    """For each entry a repository in which it is staged, in a log of the nine after it, and hooks.

    None where the hook is not installed beside the interpreter.
    """
    script = program("learnings-hook")
    names = list(ENTRIES)
    for number, name in enumerate(names if script else []):
        here = folder / str(number)
        some = [names[(number + step) % len(names)] for step in range(1, 10)]
        staged(here, partial(_write, some), partial(_write, [*some, name]))
        hooks = {hook: Command([str(script), *_arguments(hook)], str(here)) for hook in HOOKS}
        yield name, {BASE: Command([sys.executable, "-c", "pass"], str(here)), **hooks}


def _write(names: list[str], log: Path) -> None:
    entries = [_entry(name, number) for number, name in enumerate(names, 1)]
    log.write_text("# Learnings\n" + "".join(entries))


def _entry(name: str, number: int) -> str:
    summary, details, action = ENTRIES[name]
    return (
        f"\n## [LRN-20260301-{number:03}] best_practice\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        f"**Priority**: low\n**Status**: pending\n**Area**: infra\n\n### Summary\n{summary}\n\n"
        f"### Details\n{details}\n\n### Suggested Action\n{action}\n"
    )


def _arguments(hook: str) -> list[str]:
    """What a hook is given after its program."""
    told = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    one = next(one for one in told if one["id"] == hook)
    return [*one["entry"].split()[1:], *one.get("args", [])]
