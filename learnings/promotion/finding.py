"""Where the rule of a promoted entry stands now, and what becomes of a file that loses it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..errors import LearningsError, UsageError
from . import mark, trace
from .budget import is_full
from .insertion import decoded, is_retired, names
from .plan import Files
from .removal import removed, rule_of
from .target import Target, fits

# Documents in which a rule may stand that somebody moved.
_DOCUMENTS = (".md", ".mdc", ".markdown", ".txt", ".rst", ".adoc")


@dataclass(frozen=True)
class Taken:
    """A file out of which a rule goes: what it is, what it becomes, and the words of the rule."""

    target: Target
    path: str
    old: bytes
    new: bytes
    rule: str


@dataclass(frozen=True)
class Search:
    """Looks for the rule of an entry in a state of the files.

    `note` is what a tombstone says, `short` what it says in a file that has no room for more.
    `skip` are files that are no place for a moved rule: logs, and the other files of the entry.
    `rule` is the line that the entry would become, `summary` what a document says of it at its top.
    """

    files: Files
    known: Mapping[str, Target]
    id: str
    note: str
    short: str
    skip: Collection[str] = ()
    rule: str = ""
    summary: str = ""

    def taken(self, target: Target, path: str) -> list[Taken]:
        """What becomes of the file, or of those into which its rule was moved; none if it is gone.

        Raises `UsageError` where the rule is to be taken out by hand.
        """
        old = self.files.read(path)
        text = decoded(path, old) if old is not None else ""
        if old is not None and self._is_named(target, text):
            return [self._out(target, path, old, text)]
        if self._is_retired(target, text):
            return []
        if target.once or target.format == "yaml":
            self._refuse_whole(target, path)
            return []
        found = [] if target.format == "mark" else list(self._moved(target, path))
        if not found:
            self._refuse_elsewhere(target, path, is_there=old is not None)
        return found

    def tombs(self, target: Target) -> Iterator[str]:
        """The files of a target in which a rule of the entry was."""
        for path in sorted(self.files.paths()):
            if _is_of(target, path):
                data = self.files.read(path)
                if data is not None and is_retired(data.decode("utf-8", "replace"), self.id):
                    yield path

    def _is_named(self, target: Target, text: str) -> bool:
        return (mark.names if target.format == "mark" else names)(text, self.id)

    def _is_retired(self, target: Target, text: str) -> bool:
        return (mark.is_retired if target.format == "mark" else is_retired)(text, self.id)

    def _out(
        self, target: Target, path: str, old: bytes, text: str, by: Target | None = None
    ) -> Taken:
        """The file without the rule; it stands between the markers of the target `by`."""
        if target.format == "mark":
            new, rule = mark.unmarked(path, text, target, self.id, self.note)
            return Taken(target, path, old, new.encode(), rule)
        if target.format != "markdown" or target.once:
            raise self._whole(path)
        new = removed(text, by or target, self.id, self.note, self.summary)
        if is_full(target, path, new.encode(), self.files):
            new = removed(text, by or target, self.id, self.short, self.summary)
        return Taken(target, path, old, new.encode(), rule_of(text, by or target, self.id))

    def _moved(self, target: Target, path: str) -> Iterator[Taken]:
        """The other files of targets that hold the rule, between whosever markers."""
        here = {other.path for other in self.known.values() if "{" not in other.path}
        for name in sorted({*self.files.paths(), *filter(None, here)} - {path, *self.skip}):
            other = next((one for one in self.known.values() if _is_of(one, name)), None)
            text = self._text(name) if other is not None else ""
            if (
                other is None
                or other.format != "markdown"
                or other.once
                or not names(text, self.id)
            ):
                continue
            for by in [one for one in (target, other) if one.shared or not other.shared]:
                with suppress(UsageError):
                    yield self._out(other, name, text.encode(), text, by)
                    break

    def _whole(self, path: str) -> UsageError:
        return UsageError(f"{path} holds nothing but {self.id}: end or remove it by hand")

    def _refuse_whole(self, target: Target, path: str) -> None:
        """Raise `UsageError` where the document that the entry became has another name now."""
        ends = (".yaml", ".yml") if target.format == "yaml" else _DOCUMENTS
        for name in sorted(set(self.files.paths()) - {path, *self.skip}):
            if name.lower().endswith(ends) and trace.is_whole(self._text(name), target, self.id):
                raise self._whole(name)

    def _refuse_elsewhere(self, target: Target, path: str, *, is_there: bool) -> None:
        """Raise `UsageError` where another file still says the rule of this one."""
        ends: Sequence[str] = _DOCUMENTS
        if target.format == "mark":
            ends = (posixpath.splitext(path)[1] or posixpath.basename(path),)
        why = "does not name it" if is_there else "is not there"
        for name in sorted(set(self.files.paths()) - {path, *self.skip}):
            if name.lower().endswith(tuple(ends)) and self._holds(target, self._text(name)):
                raise UsageError(
                    f"{self.id} is promoted to {path}, which {why}, but {name} holds its rule: "
                    f"put {name} in the place of {path} in its field Promoted first"
                )

    def _holds(self, target: Target, text: str) -> bool:
        if target.format == "mark":
            return bool(mark.comments(text, target, self.id))
        return trace.stands(text, target, list(self.known.values()), self.id, self.rule)

    def _text(self, path: str) -> str:
        """The text of a file; empty for what is none, or behind a link."""
        try:
            data = self.files.read(path)
            return decoded(path, data) if data is not None else ""
        except (LearningsError, OSError):
            return ""


def _is_of(target: Target, path: str) -> bool:
    """True for a file that the target may have made."""
    own = target.nested and posixpath.basename(path) == posixpath.basename(target.path)
    return path == target.path or own or ("{" in target.path and fits(path, target.path))
