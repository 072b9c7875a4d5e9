"""Makes a temporary git repository with a small log and shows what `learnings lint` says of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

LOG = """\
# Learnings

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
- See Also: LRN-20260229-007

---

## [LRN-20260301-001] knowledge_gap

**Logged**: 2026-03-04T16:20:00Z
**Priority**: urgent
**Status**: resolved
**Area**: backend

### Summary
A retry without a limit took the queue down.

### Details
Every worker retried every second, for ever.

### Suggested Action
At most five tries, each after a longer wait.

---
"""


def main() -> int:
    """Run the demonstration; gives 0 if the linter ran, whatever it found."""
    with tempfile.TemporaryDirectory(prefix="learnings-demo-") as folder:
        log = Path(folder, ".learnings", "LEARNINGS.md")
        log.parent.mkdir()
        log.write_text(LOG, encoding="utf-8")
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
        print("A new repository with one log of two entries:\n")
        codes = [
            _learnings(folder, "lint", "--today", "2026-03-20"),
            _learnings(folder, "list"),
        ]
    return 0 if codes[0] in {0, 1} and codes[1] == 0 else 1


def _learnings(folder: str, *words: str) -> int:
    print(f"$ learnings {' '.join(words)}", flush=True)
    script = Path(sys.executable).with_name("learnings")
    code = subprocess.run([os.fspath(script), *words], cwd=folder, check=False).returncode
    print(flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
