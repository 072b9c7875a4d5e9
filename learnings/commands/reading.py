"""What `learnings scan` reads: the logs and what is beside them, what is named, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence

from .. import beside
from ..beside import STDIN
from ..disclosure import Disclosure, Disclosures
from ..discover import survey
from ..disk import UnreadableError, kind_of, printable, read_regular, relative
from ..errors import UsageError
from ..privacy.detector import NOBODY, Organisation
from ..settings import Settings
from ..sweep import Sweep, Text, Unread

_SKIPPED = frozenset((".git", "node_modules", "__pycache__"))


def organisations() -> Callable[[Settings], Organisation]:
    """Gives the organisation that settings describe, made once for each configuration."""
    known: dict[str, Organisation] = {}

    def organisation(settings: Settings) -> Organisation:
        if not settings.privacy:
            return NOBODY
        if settings.file not in known:
            known[settings.file] = settings.organisation()
        return known[settings.file]

    return organisation


def of_files(paths: Sequence[str], settings: Settings, sweep: Sweep) -> Disclosures:
    """What is in the files that are named, or in all logs and the files beside them.

    Raises `UsageError` for a path that is missing or no file.
    """
    result = Disclosures()
    files = list(_named(paths, settings)) if paths else _logs(settings)
    texts = list(_read(files, settings, result))
    if "-" in paths:
        texts.append(Text(STDIN, _standard_input(settings, result)))
    for text, look in zip(texts, sweep.look_at(texts), strict=True):
        result.found += [Disclosure(item, None, ()) for item in look.sightings]
        result.unread += [Unread(text.path, look.reason)] if look.reason else []
        result.binary += [text.path] if look.is_binary else []
    result.files = len(texts)
    names = sweep.names(path for path, _ in files)
    result.found += [Disclosure(item, None, ()) for item in names]
    return result


def _logs(settings: Settings) -> list[tuple[str, str]]:
    """All logs of the work tree and the files beside them: as they are shown, and absolute."""
    found = survey((), settings.root, settings)
    files = [(source.path, source.absolute) for source in found.sources]
    files += beside.files_beside((), beside.homes_of(found, settings), settings)
    return sorted(files)


def _named(paths: Sequence[str], settings: Settings) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path == "-":
            continue
        absolute = os.path.abspath(path)
        if not path or not os.path.lexists(absolute):
            raise UsageError(f"there is no {printable(path) if path else 'path without a name'}")
        fault = kind_of(os.lstat(absolute).st_mode)
        if os.path.isdir(absolute) and not os.path.islink(absolute):
            yield from _below(absolute, settings)
        elif fault:
            raise UsageError(f"{printable(path)} {fault}: it is not read")
        else:
            yield relative(os.path.realpath(absolute), settings.root), absolute


def _below(top: str, settings: Settings) -> Iterator[tuple[str, str]]:
    for folder, inner, names in os.walk(top):
        inner[:] = sorted(name for name in inner if name not in _SKIPPED)
        links = [name for name in inner if os.path.islink(os.path.join(folder, name))]
        for name in sorted((*names, *links)):
            absolute = os.path.join(folder, name)
            path = relative(os.path.realpath(folder), settings.root)
            path = os.path.normpath(os.path.join(path, name)).replace(os.sep, "/")
            if settings.nearest(path).is_excluded(path) is not None:
                continue
            yield path, absolute


def _read(
    files: Sequence[tuple[str, str]], settings: Settings, result: Disclosures
) -> Iterator[Text]:
    for path, absolute in dict(files).items():
        try:
            if os.path.islink(absolute):
                yield Text(path, beside.target_of(absolute))
                continue
            yield Text(path, read_regular(absolute, settings.nearest(path).max_file_size))
        except UnreadableError as error:
            result.unread.append(Unread(path, error.reason))


def _standard_input(settings: Settings, result: Disclosures) -> bytes:
    limit = settings.max_file_size
    stream = getattr(sys.stdin, "buffer", None)
    data: bytes = stream.read(limit + 1) if stream is not None else sys.stdin.read().encode()
    if len(data) > limit:
        result.unread.append(Unread(STDIN, f"has more than the limit of {limit} bytes"))
    return data[:limit]
