"""wrong-file: an entry among those of another kind."""

from __future__ import annotations

import pytest

from .learning import learning

NAME = "wrong-file"
ERROR = learning(id="ERR-20260305-001")
OPS = learning(id="OPS-20260305-001", header="**Severity**: P3")

SILENT = {
    "a learning among the learnings": (learning(), ".learnings/LEARNINGS.md"),
    "an error among the errors, in small letters": (ERROR, ".learnings/errors.md"),
    "a file of another name": (ERROR, ".learnings/2026-03.md"),
    "a prefix of one's own": (learning(id="KI-20260305-001"), ".learnings/ERRORS.md"),
    "a learning of operations": (learning(), ".learnings/operations/LEARNINGS.md"),
    "an incident at home": (OPS, ".learnings/OPERATIONS_ISSUES.md"),
    "an entry without an ID": (
        learning().replace("[LRN-20260305-001] insight", "The build fails"),
        ".learnings/ERRORS.md",
    ),
    "a journal": ("## 2026-03-05\n\nThe runner hung.\n", ".learnings/ERRORS.md"),
}


@pytest.mark.parametrize(("text", "path"), SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text, path):
    assert lint(text, NAME, path=path) == []


REPORTED = {
    "a learning among the errors": (
        learning(),
        ".learnings/ERRORS.md",
        "LRN-20260305-001 is a learning, and ERRORS.md is the file of another kind",
    ),
    "an error among the learnings": (
        ERROR,
        ".learnings/LEARNINGS.md",
        "ERR-20260305-001 is an error, and LEARNINGS.md is the file of another kind",
    ),
    "an incident among the errors": (
        OPS,
        ".learnings/ERRORS.md",
        "OPS-20260305-001 is an operations issue, and ERRORS.md is the file of another kind",
    ),
    "a learning among the incidents": (
        learning(),
        ".learnings/operations_issues.md",
        "LRN-20260305-001 is a learning, and operations_issues.md is the file of another kind",
    ),
    "a learning among the bugs": (
        learning(),
        ".learnings/BUG_PATTERNS.md",
        "LRN-20260305-001 is a learning, and BUG_PATTERNS.md is the file of another kind",
    ),
    "a compact error among the wishes": (
        "### ERR-20260305-001\n"
        "**Status**: pending\n**Context**: a\n**Content**: b\n**Action**: c\n",
        ".learnings/FEATURE_REQUESTS.md",
        "ERR-20260305-001 is an error, and FEATURE_REQUESTS.md is the file of another kind",
    ),
}


@pytest.mark.parametrize(("text", "path", "message"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, path, message):
    (line,) = lint(text, NAME, path=path)
    assert line.partition("] ")[2] == message
