"""The inputs of the Action, as its step has them in the environment: `INPUT_FAIL_ON` and others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import UsageError
from ..lazy import regex

MODES = ("lint", "review", "promote")
_ID = regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


@dataclass(frozen=True)
class Inputs:
    """What is asked of the Action. `arguments` go to the command as they are, `pulls` is how
    many other pull requests are looked at."""

    mode: str
    base: str = ""
    scope: str = "changed"
    fail_on: str = ""
    sarif: str = ""
    pulls: int = 50
    groups: bool = False
    dry_run: bool = False
    ids: tuple[str, ...] = ()
    target: str = ""
    line: str = ""
    arguments: tuple[str, ...] = ()


def inputs(variables: Mapping[str, str]) -> Inputs:
    """Read them; what is left empty has its default. Raises `UsageError` with the input's name."""

    def given(name: str) -> str:
        return variables.get(f"INPUT_{name.replace('-', '_').upper()}", "").strip()

    return Inputs(
        mode=_one_of("mode", given("mode") or MODES[0], MODES),
        base=given("base"),
        scope=_one_of("scope", given("scope") or "changed", ("changed", "all")),
        fail_on=given("fail-on"),
        sarif=given("sarif"),
        pulls=_number("pull-requests", given("pull-requests") or "50"),
        groups=_flag("groups", given("groups")),
        dry_run=_flag("dry-run", given("dry-run")),
        ids=_ids(given("ids")),
        target=given("to"),
        line=given("line"),
        arguments=tuple(line.strip() for line in given("arguments").splitlines() if line.strip()),
    )


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"the input {name} is {value!r}: write one of {', '.join(known)}")
    return value


def _flag(name: str, value: str) -> bool:
    return _one_of(name, value.casefold() or "false", ("true", "false")) == "true"


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value[:6]) > 500:
        raise UsageError(f"the input {name} is {value!r}: write a number from 0 to 500")
    return int(value)


def _ids(value: str) -> tuple[str, ...]:
    """IDs of entries, with white space or commas between them."""
    found = tuple(value.replace(",", " ").split())
    for name in found:
        if not _ID.fullmatch(name):
            raise UsageError(f"the input ids holds {name!r}, which is no ID of an entry")
    return found
