"""What import-linter cannot say: checks do not know each other, and a hook loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHECKS = sorted((ROOT / "checks").glob("*.py"))
# Of ours, what a commit of entries that are fine has no use for.
SELDOM = [
    "learnings.collect_commits", "learnings.commands.series", "learnings.history.steps",
    "learnings.organising.index", "learnings.workspace",
]  # fmt: skip
HEAVY = ["mistletoe", "jsonschema", "pygit2", "requests", "asyncio", "http", "unittest"]

LOG = """# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
The disk of the build machine fills up within a week.

### Details
The cache of the package manager is never emptied.

### Suggested Action
Empty it every night.

### Metadata
- Source: conversation

---
"""


def imported(file: Path) -> list[str]:
    """What a module imports: `.name` for its siblings."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            dots = "." * node.level
            names = [node.module] if node.module else [name.name for name in node.names]
            found += [f"{dots}{name}" for name in names]
    return found


@pytest.mark.parametrize("file", CHECKS, ids=lambda file: file.stem)
def test_a_check_knows_the_core_and_private_helpers_but_no_other_check(file):
    siblings = [name for name in imported(file) if name.startswith(".")]
    assert [name for name in siblings if not name.startswith("._")] == []
    assert [
        name for name in imported(file) if name.startswith(("checks", "learnings.checks"))
    ] == []


def test_a_commit_with_one_good_entry_loads_nothing_heavy(repository):
    repository.stage(".learnings/LEARNINGS.md", LOG)
    script = (
        "import sys; from learnings.cli import main; code = main(['lint', '--staged'])\n"
        f"print(code, [name for name in {HEAVY + SELDOM} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=repository.path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize("command", ["--version", "--help", "explain", "checks"])
def test_a_command_that_reads_no_log_loads_no_parser(command, tmp_path):
    words = [command, "duplicate-id"] if command == "explain" else [command]
    script = (
        f"import sys; from learnings.cli import main; main({words})\n"
        f"sys.stderr.write(str([name for name in {HEAVY} if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]"
