"""What `--set` says, held against a target: names that it uses, and that a person may say."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import UsageError
from ..lazy import regex
from ..shape import near
from .target import Target

_NAME = regex(r"\{([a-z_]+)\}")
# Names of templates that follow from others.
_FROM = {
    "service_name": ("service",), "severity_note": ("severity",), "summary_quoted": ("summary",),
    "topic_title": ("topic",), "payback": ("effort", "saves"), "name": ("slug",),
}  # fmt: skip
# What the entry, the day and other options say.
_FIXED = ("id", "line", "date", "year", "log", "number", "review", "line_quoted", "id_quoted")


def refuse_unused(given: Mapping[str, str], target: Target) -> None:
    """Raise `UsageError` for a value that would make no difference to the target."""
    if "line" in given:
        raise UsageError("--set line: the line of the lesson is said with --line")
    known = _settable(target)
    for name in given:
        if name not in known:
            raise UsageError(f"--set {name}: {target.title} does not use that{near(name, known)}")


def _settable(target: Target) -> list[str]:
    lines = [target.path, *target.header, *(line for part in target.parts for line in part.lines)]
    named = {name for line in lines for name in _NAME.findall(line)} | set(target.needs)
    named |= {name for whole in named for name in _FROM.get(whole, ())}
    return sorted(named - set(_FIXED) - set(_FROM))
