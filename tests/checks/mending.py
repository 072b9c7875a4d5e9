"""Applies the fixes that one check offers."""

from __future__ import annotations

from learnings.diagnostic import Problem

from .learning import problems

USUAL = ".learnings/LEARNINGS.md"


def mended(name: str, text: str, path: str = USUAL, *, safe: bool = True) -> str:
    """The text after the fixes of a check; `safe` leaves the unsafe ones out."""
    return applied(problems(name, {path: text}), text, safe=safe)


def applied(found: list[Problem], text: str, *, safe: bool = True) -> str:
    """The text after the fixes of some problems."""
    fixes = [problem.fix for problem in found if problem.fix and (problem.fix.safe or not safe)]
    edits = [edit for fix in fixes for edit in fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
