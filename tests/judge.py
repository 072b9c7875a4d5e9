"""Judges logs in memory, as `learnings lint` does with files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from learnings.discover import accepts, is_archive
from learnings.engine import Engine, Result
from learnings.markdown import parse
from learnings.settings import defaults

TODAY = dt.date(2026, 3, 5)
FOLDER = ".learnings/"


class Files:
    """A tree of files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def exists(self, path: str) -> bool:
        folder = path.rstrip("/") + "/"
        return path in self.files or any(name.startswith(folder) for name in self.files)

    def text(self, path: str) -> str | None:
        data = self.files.get(path)
        return None if data is None else data.decode("utf-8", "surrogateescape")


def judge(files: Mapping[str, bytes], today: dt.date = TODAY) -> Result:
    """What the default settings say of the logs among the files."""
    settings = defaults()
    logs = []
    for path in sorted(files):
        if accepts(path, settings):
            log = parse(files[path], path)
            log.is_archive = is_archive(path)
            logs.append(log)
    return Engine(settings=settings, today=today, tree=Files(files)).run(logs)
