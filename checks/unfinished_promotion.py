"""A promotion was begun and never finished.

The rule stands in AGENTS.md and names the entry, or the skill is written, but the entry still waits
as if nothing had come of it. It is counted as open work, and somebody may promote it a second
time. Set the status and name the target.

Looked at are the files that agents read (AGENTS.md, CLAUDE.md, GEMINI.md, SOUL.md, TOOLS.md and
.github/copilot-instructions.md, in the folder of the log and above it), and every file to which
another entry was promoted. An ID that the entry had before names it too, unless another entry has
that now. Names in code blocks, HTML comments and open check boxes do not count.
A rule that does not name its entry is for `missing-promotion-target` to report, and a target
without the status for `status-conflict`.

A change that adds the rule alone touches no entry, and a hook says nothing of it: the next lint of
all logs does.

### Bad

    <!-- file: AGENTS.md -->
    - Restart the worker after a change of its configuration (LRN-20260305-001).
    <!-- file: .learnings/LEARNINGS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- file: AGENTS.md -->
    - Restart the worker after a change of its configuration (LRN-20260305-001).
    <!-- file: .learnings/LEARNINGS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: promoted
    **Area**: infra
    **Promoted**: AGENTS.md

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### When to ignore

A rule may name an entry that it did not come of, as an example or as open work.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from learnings.check import Context, NoTree, define
from learnings.diagnostic import Confidence, Problem, Related, Severity, Span
from learnings.entry import Entry, Field, Log
from learnings.lazy import regex
from learnings.reading import identifiers
from learnings.record import status, target
from learnings.vocabulary import fold

from . import _paths
from ._fields import in_conflict, shown
from ._names import names_of
from ._past import is_copy

_READ_BY_AGENTS = (
    "AGENTS.md",
    "CLAUDE.md",
    "GEMINI.md",
    "SOUL.md",
    "TOOLS.md",
    ".github/copilot-instructions.md",
)
_UNFINISHED = ("pending", "in_progress", "resolved")
_SAID = frozenset(("promoted", "promoted to"))
_CODE = regex(r"^[ \t]*(?:```|~~~)")
_COMMENT = regex(r"<!--.*?(?:-->|$)")
_OPEN_BOX = regex(r"^[ \t]*[-*+] \[ \]")
_KEPT = "unfinished-promotion"


@define(group="lifecycle", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if isinstance(context.tree, NoTree) or not _paths.is_inside(log) or log.is_archive:
        return
    for entry in log.entries:
        now, field = status(entry, context.presets), entry.field("status")
        if field is None or now is None or is_copy(entry) or in_conflict(log, entry):
            continue
        if now in _UNFINISHED and entry.id and not _is_said(entry):
            yield from _rule(entry, now, field, log, context)
        if now in (*_UNFINISHED, "promoted"):
            yield from _skill(entry, now, field, log, context)


def _is_said(entry: Entry) -> bool:
    """True if the entry says that it was promoted: that its status is another is said already."""
    field = entry.field("promoted")
    return field is not None and bool(field.text) and fold(field.key) in _SAID


def _rule(entry: Entry, now: str, field: Field, log: Log, context: Context) -> Iterator[Problem]:
    names = names_of(entry, context)
    for place in _places(log, context):
        named = _named(place, context)
        line = min((named[name] for name in names if name in named), default=None)
        if line is not None:
            message = f"{entry.label} is `{now}`, but {shown(place)} has a rule that names it"
            hint = f"finish it: `Status: promoted`, and `Promoted: {place}`"
            rule = Related(place, Span.at(line), "the rule")
            yield Problem(field.span, message, "promoted", hint, (rule,))
            return


def _skill(entry: Entry, now: str, field: Field, log: Log, context: Context) -> Iterator[Problem]:
    path = entry.field("skill path")
    place = _paths.skill(path.raw, log, context.tree) if path is not None else None
    if path is not None and place is not None:
        message = f"{entry.label} is `{now}`, but its skill is written: {shown(place)}"
        hint = "finish it: `Status: promoted_to_skill`"
        related = (Related(log.path, path.span, "the skill"),)
        yield Problem(field.span, message, "skill_path", hint, related)


def _places(log: Log, context: Context) -> Sequence[str]:
    """The files in which rules stand, as far as they concern a log."""
    known: dict[str, list[str]] = context.kept.setdefault(f"{_KEPT}/places", {})
    folder = posixpath.dirname(log.path)
    if folder not in known:
        names = [place for name in _READ_BY_AGENTS for place in _paths.candidates(name, log, True)]
        known[folder] = list(dict.fromkeys([*names, *_targets(context)]))
    return known[folder]


def _targets(context: Context) -> list[str]:
    """The files to which entries were promoted."""
    known: dict[str, list[str]] = context.kept
    key = f"{_KEPT}/targets"
    if key not in known:
        known[key] = []
        # A log, or an index of it, names every entry.
        folders = {posixpath.dirname(log.path) for log in context.logs}
        for log in context.logs:
            for entry in log.entries:
                if status(entry, context.presets) == "promoted" and _paths.is_inside(log):
                    text = target(entry, context.presets) or ""
                    for path, _ in _paths.documents(text, log, context.tree):
                        place = _paths.located(path, log, context.tree, upwards=True)
                        if place is not None and posixpath.dirname(place) not in folders:
                            known[key].append(place)
    return known[key]


def _named(place: str, context: Context) -> dict[str, int]:
    """The IDs that a file names outside of code, each with its first line."""
    known: dict[str, dict[str, int]] = context.kept.setdefault(f"{_KEPT}/named", {})
    if place not in known:
        found: dict[str, int] = {}
        known[place] = found
        is_code = False
        for number, line in enumerate((context.tree.text(place) or "").splitlines(), 1):
            if _CODE.match(line):
                is_code = not is_code
            elif not is_code and "-" in line and not _OPEN_BOX.match(line):
                for name, _ in identifiers(_COMMENT.sub("", line).upper()):
                    found.setdefault(name, number)
    return known[place]
