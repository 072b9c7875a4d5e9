"""Keeps watch over sensitive values for a run: finds them once, and hides them in what is said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter
from types import MappingProxyType

from .diagnostic import Diagnostic, Fix, Problem
from .entry import Entry, Log
from .errors import ConfigurationError
from .exposure import NETWORK, PERSONAL, SECRETS, Exposure, exposures, findings, group_of, in_path
from .privacy.configured import salt
from .privacy.copies import copies, values, with_copies
from .privacy.detector import NOBODY, Organisation
from .privacy.finding import Finding
from .privacy.mask import Mask, blotted
from .privacy.redaction import PLAIN, Redactor
from .settings import Settings

_MENTION = "mention"
_OF_OWNERS = frozenset(("unowned-action", "overdue-action"))


@dataclass(slots=True)
class Watch:
    """What is sensitive in logs. `settings_of` gives the settings nearest to a path."""

    settings_of: Callable[[str], Settings]
    _organisations: dict[str, Organisation] = field(default_factory=dict)
    _exposed: dict[int, tuple[Log, object, list[Exposure]]] = field(default_factory=dict)
    _found: dict[int, tuple[Log, list[Finding]]] = field(default_factory=dict)
    _hidden: dict[int, tuple[Log, list[Finding], list[int]]] = field(default_factory=dict)
    _masks: dict[tuple[int, bool], tuple[Log, Mask]] = field(default_factory=dict)
    _paths: dict[str, Mask] = field(default_factory=dict)

    def organisation(self, path: str) -> Organisation:
        """The organisation as the settings nearest to a path describe it."""
        near = self.settings_of(path)
        if not near.privacy:
            return NOBODY
        if near.file not in self._organisations:
            self._organisations[near.file] = near.organisation()
        return self._organisations[near.file]

    def exposures(self, log: Log, entries: list[Entry] | None = None) -> list[Exposure]:
        """What the checks report of a log, or of some of its entries and what is around all."""
        known = self._exposed.get(id(log))
        key = None if entries is None else tuple(entry.start for entry in entries)
        if known is None or known[0] is not log or known[1] != key:
            self._exposed.clear()  # the checks of one log run one after the other
            safe = SECRETS | frozenset(self._asked(log.path))
            organisation = self.organisation(log.path)
            found = exposures(log, organisation, entries, self.redactor(log.path), safe)
            if entries is None:
                inside = [item.finding for item in found if not item.is_path]
                self._found[id(log)] = (log, inside)
            known = self._exposed[id(log)] = (log, key, found)
        return known[2]

    def redactor(self, path: str, *, strict: bool = False) -> Redactor:
        """What chooses placeholders by the settings nearest to a path.

        Raises `ConfigurationError` where pseudonyms are wanted and there is no salt, if `strict`;
        else there are numbers instead.
        """
        near = self.settings_of(path)
        try:
            found = salt(near.privacy, near.root)
        except ConfigurationError:
            if strict:
                raise
            return PLAIN
        return Redactor(found, frozenset(near.privacy.get("pseudonyms", ()))) if found else PLAIN

    def findings(self, log: Log) -> list[Finding]:
        """All sensitive values in the text of a log, but for those that are none here."""
        known = self._found.get(id(log))
        if known is None or known[0] is not log:
            known = self._found[id(log)] = (log, findings(log, self.organisation(log.path)))
        near = self.settings_of(log.path)
        return [item for item in known[1] if hides(near, item.check)]

    def known(self, log: Log) -> list[Finding] | None:
        """What was found in the text of a log, to be handed on; None if nobody looked at all."""
        found = self._found.get(id(log))
        return found[1] if found is not None and found[0] is log else None

    def learn(self, log: Log, found: list[Finding] | None) -> None:
        """Take over what another watch has found in a log, so that it is not looked for again."""
        if found is not None:
            self._found[id(log)] = (log, found)

    def mask(self, log: Log, *, mentions: bool = True) -> Mask:
        """Hides the values in a log, and those in its path; `mentions` with an @ as well."""
        key = (id(log), mentions)
        known = self._masks.get(key)
        if known is None or known[0] is not log:
            mask = Mask()
            found = self.findings(log)
            mask.learn(log.text, [item for item in found if mentions or item.detector != _MENTION])
            mask.learn(log.path, in_path(log.path, self.organisation(log.path)))
            known = self._masks[key] = (log, mask)
        return known[1]

    def teach(self, mask: Mask, log: Log, *, text: bool = True) -> None:
        """Let a mask know the values in the path of a log, and in its `text`; none is kept."""
        try:
            organisation = self.organisation(log.path)
            in_path("", organisation)  # what its patterns are made of may be refused as well
        except ConfigurationError:
            organisation = NOBODY  # that is told elsewhere, and must not hide a value less
        near = self.settings_of(log.path)
        mask.learn(log.path, in_path(log.path, organisation))
        if text:
            found = findings(log, organisation)
            # What has no path was said on the command line: addresses and names are meant there.
            wanted = [item for item in found if item.check in SECRETS or log.path]
            mask.learn(log.text, [item for item in wanted if hides(near, item.check)])

    def line(self, log: Log, number: int) -> str:
        """A line of a log, with a sign for each character of a value, in longer words too."""
        if not 1 <= number <= log.line_count:
            return ""
        start = log.starts[number - 1]
        end = start + len(log.line(number))
        found, ends = self._shown(log)
        # A log may have as many values as lines.
        some = found[bisect_right(ends, start) : bisect_left(found, end, key=attrgetter("start"))]
        return self.mask(log).blotted(blotted(log.text, some, start, end))

    def text(self, log: Log, old: Log | None = None) -> str:
        """A log's text, with a sign for each character of a value; of those of an `old` one too."""
        found, _ = self._shown(log)
        if old is not None:
            known = values(old.text, self.findings(old))
            found = sorted([*found, *copies(log.text, found, known)])
        text = self.mask(log).blotted(blotted(log.text, found))
        return text if old is None else self.mask(old).blotted(text)

    def _shown(self, log: Log) -> tuple[list[Finding], list[int]]:
        """What must not be shown: the values, and the secrets among them wherever they are.

        With them, in order, stands of each the last place that it and those before it reach.
        """
        known = self._hidden.get(id(log))
        if known is None or known[0] is not log:
            found = with_copies(log.text, self.findings(log))
            ends = list(accumulate((item.end for item in found), max))
            known = self._hidden[id(log)] = (log, found, ends)
        return known[1], known[2]

    def hidden(
        self, problem: Problem, log: Log, logs: Mapping[str, Log], check: str = ""
    ) -> Problem:
        """The problem without a value of the log, or of the logs of its other places.

        A check that asks who does something has to say whom it has read: mentions stay there.
        """
        others = {place.path: logs[place.path] for place in problem.related if place.path in logs}
        concerned = [log, *(other for other in others.values() if other is not log)]
        mentions = check not in _OF_OWNERS
        masks = [mask for other in concerned if (mask := self.mask(other, mentions=mentions))]
        return _through(problem, masks) if masks else problem

    def _asked(self, path: str) -> Iterator[str]:
        """The checks that the settings select by name: who asks for them wants them mended."""
        selected = set(self.settings_of(path).select)
        return (check for check in NETWORK | PERSONAL if selected & {check, group_of(check)})

    def source(
        self, logs: Mapping[str, Log], names: Mapping[str, str] = MappingProxyType({})
    ) -> Callable[[str, int], str]:
        """Gives lines of the logs without values; `names` leads to the path of each."""

        def line(name: str, number: int) -> str:
            log = logs.get(names.get(name, name))
            return self.line(log, number) if log is not None else ""

        return line

    def all_shown(
        self, items: Iterable[Diagnostic], logs: Mapping[str, Log]
    ) -> tuple[dict[str, str], list[Diagnostic]]:
        """Findings as they may leave, and the real path to each that they name."""
        names: dict[str, str] = {}
        found = []
        for item in items:
            found.append(self.shown(item, logs))
            names[found[-1].path] = item.path
        return names, found

    def shown(self, item: Diagnostic, logs: Mapping[str, Log]) -> Diagnostic:
        """A finding as it may leave: without values in paths and in the edits of its fix."""
        log = logs.get(item.path)
        mask = self.mask(log) if log is not None else self._path_mask(item.path)
        problem = item.problem
        places = tuple(
            place._replace(path=self._path_mask(place.path)(place.path))
            for place in problem.related
        )
        fix = problem.fix
        if fix is not None and mask:
            edits = tuple(edit._replace(text=mask(edit.text)) for edit in fix.edits)
            fix = fix._replace(edits=edits, path=mask(fix.path))
        path = mask(problem.path) if mask else problem.path
        problem = problem._replace(related=places, fix=fix, path=path)
        return item._replace(path=mask(item.path) if mask else item.path, problem=problem)

    def _path_mask(self, path: str) -> Mask:
        if path not in self._paths:
            mask = Mask()
            mask.learn(path, in_path(path, self.organisation(path)))
            self._paths[path] = mask
        return self._paths[path]


def hides(settings: Settings, check: str) -> bool:
    """True if what a check finds is to be hidden: secrets always, others unless they are none."""
    return check in SECRETS or settings.severity_of(check) != "off"


def _through(problem: Problem, masks: Iterable[Mask]) -> Problem:
    fix: Fix | None = problem.fix
    for mask in masks:
        related = tuple(place._replace(message=mask(place.message)) for place in problem.related)
        if fix is not None:
            fix = fix._replace(message=mask(fix.message))
        problem = problem._replace(
            message=mask(problem.message),
            subject=mask(problem.subject),
            hint=mask(problem.hint),
            gone=mask(problem.gone),
            related=related,
            fix=fix,
        )
    return problem
