"""The closing line of `lint` says how many findings `--fix` can mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from learnings.cli import main
from learnings.output.summary import summary

TABLE = {
    "no fix is not spoken of": ((0, 0), ""),
    "one safe fix": ((1, 0), "; 1 fixable with --fix"),
    "safe fixes and others": ((3, 2), "; 3 fixable with --fix, 2 more with --unsafe-fixes"),
    "others alone": ((0, 2), "; 2 fixable with --fix --unsafe-fixes"),
    "thousands": ((1200, 0), "; 1,200 fixable with --fix"),
}


@pytest.mark.parametrize(("mendable", "end"), TABLE.values(), ids=TABLE)
def test_the_closing_line_ends(
    report: Callable[..., Any], mendable: tuple[int, int], end: str
) -> None:
    made = report()
    with_fixes = replace(made, mendable=mendable)
    assert summary(with_fixes) == summary(made) + end


LOG = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: High
**Status**: pending
**Area**: infra

### Summary
Restart the worker
"""


def test_what_is_counted_is_what_a_fix_mends(repository, monkeypatch, capsys) -> None:
    monkeypatch.chdir(repository.path)
    repository.write(".learnings/LEARNINGS.md", LOG)
    words = ["lint", "--today", "2026-03-02", "--select", "noncanonical-value"]
    main(words)
    assert capsys.readouterr().out.rstrip().endswith("; 1 fixable with --fix")
    main([*words, "--format", "json"])
    assert set(json.loads(capsys.readouterr().out)) == {"version", "diagnostics", "summary"}
    main([*words, "--format", "concise"])
    assert "fixable with" not in capsys.readouterr().out
    main([*words, "--fix"])
    capsys.readouterr()
    main(words)
    assert "fixable" not in capsys.readouterr().out
