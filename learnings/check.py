"""All that a check needs: `Context`, `Check` and `@define`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, overload

from .diagnostic import Confidence, Problem, Severity
from .entry import Entry, Log
from .past import History, NoHistory

if TYPE_CHECKING:
    from .exposure import Exposure
    from .preset import Kind, Presets
    from .schema import Violation

Found = TypeVar("Found")
# Of a log with more entries no more is kept, so that memory stays within bounds.
_MOST_KEPT = 20_000

GROUPS = (
    "structure",
    "schema",
    "identity",
    "references",
    "lifecycle",
    "ageing",
    "recurrence",
    "history",
    "substance",
    "secrets",
    "network",
    "pii",
    "suppression",
)


class Tree(Protocol):
    """The files of the repository, as far as a check may know them."""

    def exists(self, path: str) -> bool:
        """True if the repository-relative path is a file or a folder."""

    def text(self, path: str) -> str | None:
        """The text of a small file; None if it is missing, binary, linked or large."""


class NoTree:
    """A tree in which nothing exists."""

    def exists(self, path: str) -> bool:
        """Always False."""
        return False

    def text(self, path: str) -> str | None:
        """Always None."""
        return None


@dataclass(slots=True)
class Context:
    """What a check may know besides the log: the day, the options, presets, the other logs.

    `is_changed` is True of an entry that the judged change adds or edits.
    """

    today: dt.date
    presets: Presets
    options: Mapping[str, Any] = field(default_factory=dict)
    tree: Tree = field(default_factory=NoTree)
    history: History = field(default_factory=NoHistory)
    logs: Sequence[Log] = ()
    violations: Callable[[Log], Sequence[Violation]] = lambda log: ()
    sensitive: Callable[[Log], Sequence[Exposure]] = lambda log: ()
    mask: Callable[[Log], Callable[[str], str]] = lambda log: str
    stackable: bool = False
    is_changed: Callable[[Log, Entry], bool] = lambda log, entry: False
    # What a check keeps from one log to the next.
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    # What checks of one log keep for one another; the engine empties it before the next log.
    memo: dict[int, tuple[Entry, Any]] = field(default_factory=dict, repr=False, compare=False)
    _by_path: dict[str, Log] = field(default_factory=dict, repr=False, compare=False)

    def kind(self, entry: Entry) -> Kind:
        """The kind of an entry in its preset: fields, sections, lists, lifecycle."""
        return self.presets.kind(entry)

    def whole(self, log: Log) -> Log:
        """The log with all of its entries, where a check was given those of a change alone."""
        if not self._by_path:
            self._by_path.update((item.path, item) for item in self.logs)
        return self._by_path.get(log.path, log)

    def remember(self, entry: Entry, make: Callable[[Entry, Kind], Found]) -> Found:
        """What `make` gives for an entry and its kind, made once for all checks of its log."""
        known = self.memo.get(id(entry))
        if known is not None and known[0] is entry:
            found: Found = known[1]
            return found
        found = make(entry, self.kind(entry))
        if len(self.memo) < _MOST_KEPT:
            self.memo[id(entry)] = (entry, found)
        return found

    def violated(self, log: Log, check: str) -> Iterator[Problem]:
        """The violations of JSON Schemas in a log that are reported under a check's name."""
        return (item.problem for item in self.violations(log) if item.check == check)

    def exposed(self, log: Log, check: str) -> Iterator[Problem]:
        """The sensitive values in a log that are reported under a check's name."""
        return (item.problem for item in self.sensitive(log) if item.check == check)

    def option(self, check: str, name: str, default: Any) -> Any:
        """A check's own setting, `[tool.learnings.checks.NAME]`, or the default."""
        return self.options.get(check, {}).get(name, default)


LogFunction = Callable[[Log, Context], Iterator[Problem]]
TreeFunction = Callable[[Sequence[Log], Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check, stamped from its module: `page` is the module's docstring.

    `whole` marks a repository-wide check: it gets all logs at once, archives included.
    `unchanged` is its severity on entries that the judged change did not touch. `fix` and
    `unsafe_fix` say in a few words what its fixes do, empty where it has none.
    """

    name: str
    group: str
    severity: Severity
    confidence: Confidence
    page: str
    run: Callable[[Any, Context], Iterable[Problem]]
    whole: bool = False
    unchanged: Severity | None = None
    fix: str = ""
    unsafe_fix: str = ""

    @property
    def title(self) -> str:
        """The first line of its page."""
        return self.page.strip().splitlines()[0]


@overload
def define(
    *,
    group: str,
    severity: Severity,
    confidence: Confidence = ...,
    unchanged: Severity | None = ...,
    fix: str = ...,
    unsafe_fix: str = ...,
) -> Callable[[LogFunction], Check]: ...


@overload
def define(
    *,
    group: str,
    severity: Severity,
    confidence: Confidence = ...,
    unchanged: Severity | None = ...,
    fix: str = ...,
    unsafe_fix: str = ...,
    whole: bool,
) -> Callable[[TreeFunction], Check]: ...


def define(
    *,
    group: str,
    severity: Severity,
    confidence: Confidence = Confidence.HIGH,
    unchanged: Severity | None = None,
    whole: bool = False,
    fix: str = "",
    unsafe_fix: str = "",
) -> Callable[[Callable[..., Iterator[Problem]]], Check]:
    """Make a `Check` of a function: its name is its module's, its page the module's docstring.

    `unchanged` is the severity on entries that the judged change did not touch. `fix` and
    `unsafe_fix` are for the table of fixes: what those do that the check offers.
    """
    if group not in GROUPS:
        raise ValueError(f"unknown group {group!r}")

    def wrap(run: Callable[..., Iterator[Problem]]) -> Check:
        import sys

        module = run.__module__
        page = sys.modules[module].__doc__ or ""
        name = module.rpartition(".")[2].replace("_", "-")
        return Check(
            name, group, severity, confidence, page, run, whole, unchanged, fix, unsafe_fix
        )

    return wrap
