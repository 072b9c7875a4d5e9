"""The comments that mark entries as removed: whether each is true, and there once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .comment import MALFORMED, UNUSED, Comment, Finding, narrowed
from .diagnostic import Problem, Related
from .entry import Entry, Log, former_ids


class Marks:
    """The comments that mark entries as removed: each has to be true, and once is enough."""

    def __init__(self, logs: Sequence[Log]) -> None:
        self.logs = logs
        self._held: dict[str, tuple[Log, Entry]] = {}
        self._told: dict[str, tuple[Log, Comment]] = {}

    def judge(self, log: Log, comment: Comment) -> Iterator[Finding]:
        """What is wrong with one of them."""
        about = ",".join(comment.names)
        for message, hint in comment.faults:
            yield Finding(
                MALFORMED, log.path, Problem(comment.span, message, about, hint, path=log.path)
            )
        if comment.faults:
            return
        if not self._held:
            self._hold()
        idle = {name: said for name in comment.names if (said := self._idle(name, log, comment))}
        if idle:
            hint = "remove the comment" if len(idle) == len(comment.names) else "remove the ID"
            message, place = next(iter(idle.values()))
            problem = Problem(
                comment.span, message, ",".join(idle), hint, (place,),
                narrowed(log, comment, list(idle)), log.path,
            )  # fmt: skip
            yield Finding(UNUSED, log.path, problem)

    def _idle(self, name: str, log: Log, comment: Comment) -> tuple[str, Related] | None:
        """Why an ID need not be marked, and the place that shows it; None if it has to be."""
        if name in self._held:
            where, entry = self._held[name]
            now = f", as {entry.label}" if entry.id.upper() != name else ""
            place = Related(where.path, entry.span, entry.label)
            return f"{name} is marked as removed, but is still here{now}", place
        first, other = self._told.setdefault(name, (log, comment))
        if other is comment:
            return None
        return (
            f"{name} is marked as removed a second time",
            Related(first.path, other.span, "the first time"),
        )

    def _hold(self) -> None:
        for log in self.logs:
            for entry in log.entries:
                if entry.id:
                    self._held[entry.id.upper()] = (log, entry)
                    for name in former_ids(entry):
                        self._held.setdefault(name, (log, entry))
