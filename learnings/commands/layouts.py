"""One log to a file for each of its entries, and back: what `learnings convert --layout` does."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ..entry import Log
from ..errors import UsageError
from ..markdown import parse
from ..markdown.structure import anchors
from ..organising.archive import unreadable
from ..organising.layout import folder_of, is_split, join, split
from ..organising.links import followed
from ..workspace import Session, read_or_none, reread
from .choosing import paths_of


class Layouts:
    """The changes of layout of a run, put into its session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.done: list[str] = []
        self.left: list[str] = []
        # A log that cannot be read is refused here, since its layout is one as a whole.
        self.broken: dict[str, str] = {}

    def run(self, names: list[str], layout: str) -> None:
        """Change the logs that are named, or all."""
        workspace = self.session.workspace
        only = paths_of(workspace, names)
        for log in list(workspace.logs):
            wanted = only is None or log.path in only
            if not wanted or log.is_archive or workspace.log(log.path) is None:
                continue
            if log.fault:
                _refuse(log)
            whole = not any(entry.shape in ("file", "wal") for entry in log.entries)
            if layout == "files" and log.entries and whole and not self._is_file(log):
                self._split(log)
            elif layout == "log" and is_split(log.text):
                self._join(log)

    def _is_file(self, log: Log) -> bool:
        """True for the file of an entry, to which a log links."""
        folder = posixpath.dirname(log.path)
        return any(folder_of(other.path) == folder for other in self.session.workspace.logs)

    def _split(self, log: Log) -> None:
        _refuse(log)
        self.session.refuse_unreadable(log)
        workspace = self.session.workspace
        made = split(log, workspace.engine.tree.exists)
        self.left += [f"{log.path}: {name} has no ID and stays" for name in made.left]
        gone: dict[tuple[str, str], str] = {}
        files = {path: _log(path, text) for path, text in made.files.items()}
        for path, file in files.items():
            gone.update({(log.path, anchor): path for anchor in anchors(file.text)})
        for path, file in files.items():
            new = _followed(file, gone)
            old = read_or_none(workspace.absolute(path))
            if old is not None and old != new.to_bytes():
                raise UsageError(f"{path} is there already, with another text: nothing was written")
            self.session.put_file(path, old, new.to_bytes())
            workspace.replace(new)
            self.done.append(f"{path}")
        self.session.put(reread(log, made.text.encode("utf-8", "surrogateescape")))
        self._follow(gone)

    def _join(self, log: Log) -> None:
        _refuse(log)
        workspace = self.session.workspace
        folder = folder_of(log.path)
        files = {
            item.path: item for item in workspace.logs if posixpath.dirname(item.path) == folder
        }
        for file in files.values():
            _refuse(file)
        text, used = join(log, files, workspace.engine.tree.exists)
        new = reread(log, text.encode("utf-8", "surrogateescape"))
        gone = {(path, anchor): log.path for path in used for anchor in anchors(files[path].text)}
        self.session.put(_followed(new, gone))
        for path in used:
            self.session.put_file(path, files[path].to_bytes(), None)
            workspace.drop(path)
            self.done.append(f"{path} in {log.path}")
        self._follow(gone)

    def _follow(self, gone: dict[tuple[str, str], str]) -> None:
        for log in list(self.session.workspace.logs):
            new = _followed(log, gone) if "](" in log.text and not log.fault else log
            if new is not log:
                self.session.put(new)

    def summary(self) -> Iterator[str]:
        """A line for each file that was made or taken in."""
        yield from self.done or ["nothing to do"]
        yield from self.left

    def report(self) -> Iterator[str]:
        """The same, as Markdown."""
        yield "# Layout"
        yield ""
        yield from (f"- {line}" for line in self.summary())


def _refuse(log: Log) -> None:
    if log.fault or any(region.reason == "conflict" for region in log.regions):
        raise UsageError(f"{log.path}{unreadable(log)}; nothing was written")


def _log(path: str, text: str) -> Log:
    return parse(text.encode("utf-8", "surrogateescape"), path)


def _followed(log: Log, gone: dict[tuple[str, str], str]) -> Log:
    text = log.text
    for edit in sorted(followed(log, gone), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return reread(log, text.encode("utf-8", "surrogateescape")) if text != log.text else log
