"""Which checks are wanted, what they may yield, and how bad it is."""

from __future__ import annotations

from collections.abc import Sequence

from .check import Check
from .diagnostic import Problem, Severity
from .entry import Log
from .preset import Presets
from .registry import names_of
from .settings import Settings

# The checks of this group compare with the past, and speak of nothing but the judged change.
PAST = "history"
# Texts beside the logs that lie in no folder.
TOLD = frozenset(("message", "tag"))
SENSITIVE = frozenset(("secrets", "network", "pii"))


def wants(settings: Settings, check: Check) -> bool:
    """True if a configuration selects a check and does not ignore it."""
    names = {check.name, check.group}
    return names.isdisjoint(settings.ignore) and (
        not settings.select or not names_of(check).isdisjoint(settings.select)
    )


def asked_of(log: Log, checks: Sequence[Check]) -> Sequence[Check]:
    """The checks that have to do with a log, or with a text beside the logs."""
    return [check for check in checks if is_of_texts(check)] if log.beside else checks


def is_of_texts(check: Check) -> bool:
    """True for checks of what must not be in any text, and of what cannot be read."""
    return check.group in SENSITIVE or check.name == "unreadable-text"


def severity_of(
    check: Check,
    problem: Problem,
    preset: str,
    near: Settings,
    presets: Presets,
    changed: bool,
) -> Severity | None:
    """How bad a problem is: by the settings, else the preset, else the check; None if it is off.

    The `preset` is that of the entry; empty stands for the default one. `changed` is
    False for entries that the judged change did not touch.
    """
    said = near.severity_of(check.name, problem.subject)
    if said is None:
        said = presets.severity(preset, check.name, problem.subject, changed)
    if said is None:
        said = check.unchanged if check.unchanged and not changed else check.severity
    return None if said == "off" else Severity(said)


def problem_of(item: object) -> Problem:
    """What a check yielded; raises `TypeError` where that is no problem."""
    if not isinstance(item, Problem):
        raise TypeError(f"a check yields problems, not {type(item).__name__}")
    return item
