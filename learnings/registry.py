"""Finds the checks: the built-in ones by name, those of other packages by their entry points."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Mapping

from .check import GROUPS, Check
from .errors import ConfigurationError, LearningsError, UsageError
from .extension import ENTRY_POINTS, offers_checks

# The only place that names the package of the checks: core never imports one statically.
_PACKAGE = "learnings.checks"

# Who looks for secrets is told of text that cannot be read, and so not be looked through.
BESIDE: Mapping[str, frozenset[str]] = {"unreadable-text": frozenset(("secrets", "secret"))}

# Names that are no longer used, and what replaced them: nobody's configuration breaks in silence.
RETIRED: Mapping[str, str] = {}


class NotInstalled(LearningsError):
    """The checks are not where the package was imported from (exit code 3)."""

    exit_code = 3


@functools.cache
def built_in_names() -> tuple[str, ...]:
    """The names of the built-in checks, in alphabetical order."""
    try:
        package = importlib.import_module(_PACKAGE)
    except ModuleNotFoundError as error:
        raise NotInstalled("learnings is not installed here: run `pip install -e .`") from error
    return tuple(package.CHECKS)


@functools.cache
def checks() -> Mapping[str, Check]:
    """All checks by name, built-in first, then those of other packages.

    Raises `ConfigurationError` if a package takes a name that is in use or offers no check.
    """
    found = {name: _built_in(name) for name in built_in_names()}
    for name, package, check in _third_party():
        if name in found or name in GROUPS:
            raise ConfigurationError(f"{package} offers a check {name}, but that name is in use")
        found[name] = check
    return found


def _built_in(name: str) -> Check:
    module = importlib.import_module(f"{_PACKAGE}.{name.replace('-', '_')}")
    check = module.check
    assert isinstance(check, Check), name
    return check


def _third_party() -> Iterable[tuple[str, str, Check]]:
    if not offers_checks():
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        package = point.dist.name if point.dist else point.value
        try:
            check = point.load()
        except (Exception, SystemExit) as error:
            # A module that ends the process would make a hook pass without a word.
            raise ConfigurationError(
                f"{package}: the check {point.name} cannot be loaded: {error!r}"
            ) from error
        if not isinstance(check, Check):
            raise ConfigurationError(
                f"{package}: {point.value} is no check; make it one with learnings.check.define"
            )
        yield point.name, package, _renamed(check, point.name)


def _renamed(check: Check, name: str) -> Check:
    from dataclasses import replace

    return check if check.name == name else replace(check, name=name)


def groups() -> dict[str, str]:
    """The group of every check, by name."""
    return {name: check.group for name, check in checks().items()}


def select(selected: Iterable[str], ignored: Iterable[str]) -> list[Check]:
    """The checks that are to run; no selection means all, and some come with others (`BESIDE`).

    Raises `UsageError` for a name that is neither a check nor a group, with a suggestion.
    """
    wanted, unwanted = set(selected), set(ignored)
    for name in sorted(wanted | unwanted):
        refuse_unknown(name)
    return [
        check
        for name, check in checks().items()
        if (not wanted or names_of(check) & wanted) and not {name, check.group} & unwanted
    ]


def names_of(check: Check) -> frozenset[str]:
    """What a check is selected by: its name, its group, and the checks that it comes with."""
    return frozenset((check.name, check.group)) | BESIDE.get(check.name, frozenset())


def refuse_unknown(name: str) -> None:
    """Raise `UsageError` unless the name is that of a check or a group."""
    known = {*checks(), *GROUPS}
    if name in known:
        return
    if name in RETIRED:
        raise UsageError(f"the check {name} is now called {RETIRED[name]}")
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 1)
    advice = f"did you mean {near[0]}?" if near else "`learnings checks` lists them"
    raise UsageError(f"there is no check or group {name!r}: {advice}")
