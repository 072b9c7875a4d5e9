"""repeated-field: a field twice in the header of an entry."""

from __future__ import annotations

import pytest

from .learning import learning, problems

SILENT = {
    "each field once": learning(),
    "several keys of a pattern": learning("Pattern-Key: a.b", "Pattern-Key: c.d"),
    "several references": learning(header="**See Also**: A\n**See Also**: B"),
    "several tags": learning(header="**Tags**: a\n**Tags**: b"),
    "several areas": learning(header="**Area**: infra\n**Area**: docs"),
    "several targets": learning(header="**Promoted**: AGENTS.md\n**Promoted**: CLAUDE.md"),
    "a status in the resolution": learning(resolution="- **Status**: resolved"),
    "a key of one's own": learning(header="**Note**: a\n**Note**: b"),
    "a field in prose": learning(text="- **Priority**: high\n- **Priority**: low"),
    "both sides of a merge": learning(
        header="<<<<<<< HEAD\n**Status**: resolved\n=======\n**Status**: promoted\n>>>>>>> topic"
    ),
    "a journal": "## 2026-03-05\n\n**Status**: a\n**Status**: b\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "repeated-field") == []


REPORTED = {
    "another value": "**Priority**: high",
    "the same value": "**Priority**: low",
    "an alias": "**优先级**: 高",
}


@pytest.mark.parametrize("line", REPORTED.values(), ids=REPORTED)
def test_reports_the_second_one_with(lint, line):
    key = line.split("**")[1]
    assert lint(learning(header=line), "repeated-field") == [
        f"LEARNINGS.md:6:3: warning[repeated-field] `{key}` is there twice:"
        " only the first one is read"
    ]


def test_names_the_first_one():
    (problem,) = problems("repeated-field", learning(header="**Priority**: high"))
    assert [place.span.line for place in problem.related] == [4]
