"""From logs to diagnostics: recognise, validate, check, stamp, suppress, sort."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from . import registry, suppress
from .change import Changes
from .check import Check, Context, NoTree, Tree
from .diagnostic import Diagnostic, Problem
from .entry import Entry, Log
from .errors import CheckFailed, LearningsError
from .exposure import Exposure
from .parallel import spread
from .past import History, NoHistory
from .preset import Presets, recognise
from .privacy.finding import Finding
from .result import Result
from .schema import Violation, violations
from .settings import Settings
from .stamping import Stamps
from .verify import verified
from .watch import Watch
from .weighing import PAST, asked_of, problem_of, wants

__all__ = ["Engine", "Progress", "Result"]

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Engine:
    """Judges logs. Every log is judged by the settings that are nearest to it.

    `only` limits what is reported to those paths, `changes` to what a change touches; all logs
    are read all the same, since repository-wide checks need them. `beside` are texts beside the
    logs, of which only the checks of what must not be there are asked; a message among them is
    weighed by the preset that `spoken` gives.
    """

    settings: Settings
    today: dt.date
    tree: Tree = field(default_factory=NoTree)
    history: History = field(default_factory=NoHistory)
    changes: Changes | None = None
    only: Collection[str] | None = None
    progress: Progress | None = None
    beside: Sequence[Log] = ()
    spoken: Callable[[], str] = lambda: ""
    _presets: dict[str, Presets] = field(default_factory=dict)
    _violations: dict[int, list[Violation]] = field(default_factory=dict)
    _watch: Watch | None = None
    _contexts: dict[str, Context] = field(default_factory=dict)
    _logs: Sequence[Log] = ()
    _wanted: Sequence[Check] = ()
    _views: dict[str, Log] = field(default_factory=dict)
    _nearest: dict[str, Settings] = field(default_factory=dict)
    _ignored: dict[str, frozenset[str]] = field(default_factory=dict)

    def recognise(self, logs: Sequence[Log]) -> None:
        """Set the kind and the preset of every entry."""
        folders: dict[str, list[str]] = {}
        for log in logs:
            folder, name = posixpath.split(log.path)
            folders.setdefault(folder, []).append(name)
        telling: dict[tuple[str, str], Sequence[str]] = {}
        for log in logs:
            near = self.settings_of(log)
            presets = self.presets_of(near)
            key = (posixpath.dirname(log.path), near.file)
            if key not in telling:
                # Once per folder: only the names that a preset knows tell anything.
                known = {name.casefold(): name for name in sorted(folders[key[0]])}
                telling[key] = [known[name] for name in known if name in presets.files]
            recognise(log, presets, near.preset_for(log.path) or None, telling[key])

    def run(self, logs: Sequence[Log]) -> Result:
        """Judge the logs.

        Raises `CheckFailed` if a check raises, and `ConfigurationError` for settings, presets
        and schemas that cannot be used.
        """
        self._logs = logs
        self.recognise(logs)
        wanted = self._wanted = self._selected(logs)
        by_path = {log.path: log for log in (*self.beside, *logs)}
        found: list[Diagnostic] = []
        for check in (check for check in wanted if check.whole):
            found += self._stamps.all(check, self._run(check, logs, self.settings), by_path, "")
        single = [check for check in wanted if not check.whole]
        judged = [log for log in logs if self._is_judged(log)]
        concerned = judged + [log for log in logs if self._is_aside(log)]
        concerned += [log for log in self.beside if self._is_judged(log)]
        past = [check for check in single if check.group == PAST]

        def judge(log: Log) -> tuple[list[Diagnostic], list[Finding] | None]:
            self.context(self.settings_of(log)).memo.clear()
            asked = past if self._is_aside(log) else asked_of(log, single)
            items = [item for check in self._wanted_by(log.path, asked)
                     for item in self._judge(check, log, by_path)]  # fmt: skip
            return items, self.watch.known(log)

        parts = spread(concerned, attrgetter("size"), judge, done=self.progress)
        for log, (items, values) in zip(concerned, parts, strict=True):
            found += items
            # Where another process has judged it, this one does not know yet.
            self.watch.learn(log, values)
        ran = frozenset(check.name for check in wanted)
        return self._suppress(found, judged, by_path, ran)

    def alone(self, log: Log) -> Result:
        """What the checks that look at one log say of it; it has been recognised.

        Checks of the whole repository are not asked, so the other logs need not be there.
        """
        self._logs = [log]
        wanted = self._wanted = self._selected(self._logs)
        by_path = {log.path: log}
        single = asked_of(log, [check for check in wanted if not check.whole])
        found = [item for check in self._wanted_by(log.path, single)
                 for item in self._judge(check, log, by_path)]  # fmt: skip
        ran = frozenset(check.name for check in single)
        return self._suppress(found, self._logs, by_path, ran)

    def _selected(self, logs: Sequence[Log]) -> list[Check]:
        """The checks that the command line wants, and the settings of at least one log.

        What a configuration selects or ignores holds for the logs that it is nearest to, and
        is asked again for each of them.
        """
        given = self.settings.overrides
        wanted = registry.select(given.get("select", ()), given.get("ignore", ()))
        near = {id(found): found for found in map(self.settings_of, (*logs, *self.beside))}
        asked = list(near.values()) or [self.settings]
        return [check for check in wanted if any(wants(found, check) for found in asked)]

    def _judge(self, check: Check, log: Log, logs: dict[str, Log]) -> Iterable[Diagnostic]:
        problems = self._run(check, self._view(check, log), self.settings_of(log))
        return self._stamps.all(check, problems, logs, log.path)

    def _view(self, check: Check, log: Log) -> Log:
        """The log as a check sees it: where a change is judged, with what it touches alone.

        A hook on a long log would otherwise judge every entry of it to report on one. What is
        wrong with the text around the entries is still for the checks of structure to see, and
        what a merge left out of an entry shows in one that it did not touch.
        """
        if self.changes is None or check.group in ("structure", PAST):
            return log
        if log.path not in self._views:
            touched = [entry for entry in log.entries if self.changes.touches(log.path, entry)]
            self._views[log.path] = replace(log, entries=touched)
        return self._views[log.path]

    def settings_of(self, log: Log) -> Settings:
        """The settings that are nearest to a log."""
        return self._near(log.path)

    def _near(self, path: str) -> Settings:
        if path not in self._nearest:
            root = self.settings.root
            self._nearest[path] = self.settings.nearest(path) if root else self.settings
        return self._nearest[path]

    def presets_of(self, settings: Settings) -> Presets:
        """The presets as those settings define them."""
        key = settings.file
        if key not in self._presets:
            self._presets[key] = verified(settings)
        return self._presets[key]

    def context(self, settings: Settings) -> Context:
        """What checks may know under those settings."""
        if settings.file not in self._contexts:
            presets = self.presets_of(settings)
            self._contexts[settings.file] = Context(
                today=self.today,
                presets=presets,
                options=settings.checks,
                tree=self.tree,
                history=self.history,
                logs=self._logs,
                violations=self._violated,
                sensitive=self._sensitive,
                mask=self.watch.mask,
                stackable=settings.stackable,
                is_changed=self._is_changed,
            )
        return self._contexts[settings.file]

    def _violated(self, log: Log) -> Sequence[Violation]:
        if id(log) not in self._violations:
            self._violations[id(log)] = violations(log, self.presets_of(self.settings_of(log)))
        return self._violations[id(log)]

    @property
    def watch(self) -> Watch:
        """What finds and hides sensitive values in this run."""
        if self._watch is None:
            self._watch = Watch(self._near)
        return self._watch

    @property
    def _stamps(self) -> Stamps:
        return Stamps(
            self.changes, self.only, self.spoken, self.watch,
            self.settings_of, self.presets_of, self._wanted_by,
        )  # fmt: skip

    def _sensitive(self, log: Log) -> Sequence[Exposure]:
        if self.changes is None:
            return self.watch.exposures(log)
        return self.watch.exposures(self.context(self.settings_of(log)).whole(log), log.entries)

    def _is_changed(self, log: Log, entry: Entry) -> bool:
        return self.changes is not None and self.changes.touches(log.path, entry)

    def _is_judged(self, log: Log) -> bool:
        asked = self.only is None or log.path in self.only
        return asked and (self.changes is None or log.path in self.changes.files)

    def _is_aside(self, log: Log) -> bool:
        """True of a log that a merge left as it was, though another side has it otherwise."""
        return self.changes is not None and log.path in self.changes.aside

    def _wanted_by(self, path: str, checks: Iterable[Check]) -> Iterable[Check]:
        """The checks that the nearest settings of a log want as well."""
        near = self._near(path)
        if path not in self._ignored:
            self._ignored[path] = near.ignored_in(path)
        ignored = self._ignored[path]
        for check in checks:
            if wants(near, check) and not {check.name, check.group} & ignored:
                yield check

    def _ran_on(self, path: str) -> frozenset[str]:
        """The checks whose findings in a log nothing but a comment can have hidden."""
        near = self._near(path)
        return frozenset(
            check.name
            for check in self._wanted_by(path, self._wanted)
            if check.confidence.rank >= near.confidence.rank
            and near.severity_of(check.name) != "off"
        )

    def _run(self, check: Check, target: Log | Sequence[Log], settings: Settings) -> list[Problem]:
        context = self.context(settings)
        path = target.path if isinstance(target, Log) else "the repository"
        try:
            return [problem_of(item) for item in check.run(target, context)]
        except LearningsError:
            raise
        except (Exception, SystemExit) as error:
            raise CheckFailed(check.name, path) from error

    def _suppress(
        self,
        found: list[Diagnostic],
        judged: Sequence[Log],
        logs: dict[str, Log],
        ran: frozenset[str],
    ) -> Result:
        groups = registry.groups()
        paths = {log.path for log in judged}
        applied = suppress.apply(found, list(logs.values()), self.today, ran, groups, self._ran_on)
        kept = applied.kept
        for finding in applied.findings:
            check = registry.checks()[finding.check]
            log = logs[finding.path]
            if log.path in paths:
                diagnostic = self._stamps.one(check, finding.problem, log, logs)
                kept += [diagnostic] if diagnostic is not None else []
        kept.sort(key=lambda item: item.sort_key)
        return Result(kept, list(logs.values()), len(applied.suppressed), ran, self.watch)
