"""The logs of a commit or an index: which of its files are logs, and what they hold."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from .discover import is_archive
from .entry import Log
from .errors import RepositoryError
from .git import Repository, find_repository, hidden
from .markdown import parse
from .settings import Settings


def repository_of(settings: Settings) -> Repository:
    """The repository of the settings; raises `RepositoryError` outside of any."""
    repository = find_repository(settings.root or os.getcwd())
    if repository is None:
        raise RepositoryError("this is no git repository: run `git init`, or name files instead")
    return repository


def log_of_bytes(path: str, data: bytes, settings: Settings) -> Log:
    """The log that a file's bytes are; one that is too large has a `fault` and no entries."""
    limit = settings.nearest(path).max_file_size
    if len(data) > limit:
        return Log(path, "", [], fault=f"is larger than {limit} bytes")
    log = parse(data, path)
    log.is_archive = is_archive(path)
    return log


def logs_of(
    contents: Mapping[str, bytes], files: Mapping[str, str], settings: Settings
) -> list[Log]:
    """The logs of a snapshot, by path; `files` maps paths to object IDs, `contents` those to bytes.

    What is not among the contents is left out.
    """
    return [
        log_of_bytes(path, contents[oid], settings)
        for path, oid in sorted(files.items())
        if oid in contents
    ]


def hidden_logs(absent: Sequence[str], settings: Settings) -> list[Log]:
    """The logs that a sparse checkout leaves out of the work tree, as the index has them.

    None of them where git cannot read them.
    """
    try:
        found = hidden(settings.root, absent)
    except RepositoryError:
        return []
    return [log_of_bytes(path, data, settings) for path, data in sorted(found.items())]
