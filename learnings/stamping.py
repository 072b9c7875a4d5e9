"""Problems made diagnostics: the file, the entry, the severity, and what is not told at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from .change import Changes
from .check import Check
from .diagnostic import Diagnostic, Problem
from .entry import Log
from .preset import Presets
from .settings import Settings
from .watch import Watch
from .weighing import PAST, TOLD, severity_of


@dataclass(slots=True)
class Stamps:
    """The scope and the settings of a run, as `Engine` has them; `wanted_by` gives, of checks,
    those that the settings nearest to a path want.
    """

    changes: Changes | None
    only: Collection[str] | None
    spoken: Callable[[], str]
    watch: Watch
    settings_of: Callable[[Log], Settings]
    presets_of: Callable[[Settings], Presets]
    wanted_by: Callable[[str, Iterable[Check]], Iterable[Check]]

    def all(
        self, check: Check, problems: Iterable[Problem], logs: dict[str, Log], path: str
    ) -> Iterable[Diagnostic]:
        """The diagnostics of what a check found in the log at a path, or in those it names."""
        for problem in problems:
            log = logs.get(problem.path or path)
            if log is None and problem.gone:
                log = Log(problem.path, "", [])  # it went with its last entry
            diagnostic = self.one(check, problem, log, logs) if log is not None else None
            if diagnostic is not None:
                yield diagnostic

    def one(
        self, check: Check, problem: Problem, log: Log, logs: dict[str, Log]
    ) -> Diagnostic | None:
        """The diagnostic of a problem; None where settings or scope say that it is none."""
        if self.only is not None and log.path not in self.only:
            return None
        entry = log.entry_at(problem.span.line) if not problem.gone else None
        # What is gone was in the judged change, or the check would not know of it.
        changed = (
            bool(problem.gone)
            or problem.new
            or (self.changes is not None and self.changes.touches(log.path, entry, problem.span))
        )
        judged = self.changes is None or changed or check.group == PAST
        if not judged and not self._relates(problem, logs):
            return None
        near = self.settings_of(log)
        if not any(self.wanted_by(log.path, (check,))):
            return None
        preset = entry.preset if entry else self.spoken() if log.beside in TOLD else ""
        severity = severity_of(check, problem, preset, near, self.presets_of(near), changed)
        confidence = problem.confidence or check.confidence
        if severity is None or confidence.rank < near.confidence.rank:
            return None
        # Who asked for another check has this one tell, and mends nothing of it.
        is_asked = not near.select or {check.name, check.group} & set(near.select)
        if not is_asked and problem.fix is not None:
            problem = problem._replace(fix=None)
        mask = self.watch.mask(log)
        gone = mask(problem.gone)
        return Diagnostic(
            path=log.path,
            check=check.name,
            group=check.group,
            severity=severity,
            confidence=confidence,
            problem=self.watch.hidden(problem, log, logs, check.name),
            entry=mask(entry.id) if entry else gone,
            anchor=mask(entry.key) if entry else gone.upper(),
        )

    def _relates(self, problem: Problem, logs: dict[str, Log]) -> bool:
        """True if one of the other places of a problem lies in what the change touches."""
        for place in problem.related:
            log = logs.get(place.path)
            entry = log.entry_at(place.span.line) if log else None
            if entry is not None and self.changes and self.changes.touches(place.path, entry):
                return True
        return False
