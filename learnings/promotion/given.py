"""What `--set` says, held against a target and a file: names it uses, values that count."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import UsageError
from ..lazy import regex
from ..shape import near
from .target import Target
from .template import Value, filled

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


def refuse_other(
    given: Mapping[str, str], target: Target, path: str, text: str, values: Mapping[str, Value]
) -> None:
    """Raise `UsageError` for a value that a definition which is there holds otherwise."""
    there = {line.split(" #")[0].strip() for line in text.splitlines()}
    for name in given if target.format == "yaml" else ():
        names = {name, *(whole for whole, parts in _FROM.items() if name in parts)}
        lines = [line for line in target.header if names.intersection(_NAME.findall(line))]
        if any(line.strip() not in there for line in filled(lines, values)):
            raise UsageError(
                f"{path} is there already, and its {name} is not that of --set {name}="
                f"{given[name]}: change it in the file"
            )


def _settable(target: Target) -> list[str]:
    lines = [target.path, *target.header, *(line for part in target.parts for line in part.lines)]
    named = {name for line in lines for name in _NAME.findall(line)} | set(target.needs)
    named |= {name for whole in named for name in _FROM.get(whole, ())}
    return sorted(named - set(_FIXED) - set(_FROM))
