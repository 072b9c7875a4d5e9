"""The files beside the logs: whatever else lies in their folders, and may tell what it should not.

Evidence, notes, references, JSON: no entries are read from them, but a key that was pasted into
one is out as soon as it is pushed.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .discover import Survey, accepts, folded
from .disk import UnreadableError, is_inside, read_regular, relative
from .entry import Log
from .markdown import parse, plain
from .pattern import first_match
from .settings import Settings

_PROSE = (".md", ".markdown", ".mdx", ".txt", ".text", ".rst", ".adoc", ".asciidoc", ".org")
STDIN = "<stdin>"
_SKIPPED = frozenset((".git", "node_modules", "venv", "__pycache__", "vendor", "site-packages"))
# How files begin in which text is packed, compressed or not there at all.
_BINARY = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"%PDF-",
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c", b"\0\0\1\0", b"wOFF", b"wOF2", b"OggS", b"ID3", b"fLaC",
    b"SQLite format 3\0", b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe",
)  # fmt: skip

_OF_FILES = ("file", "excerpt")
_PRINTED = re.compile(rb"[\t -~]{16,}")


def is_beside(path: str, settings: Settings) -> bool:
    """True if a path of an index or a revision lies in a folder of logs and is none.

    Such a folder is `.learnings`, `docs/ops-knowledge`, and what a pattern of `logs` names
    before its last slash. `exclude` counts; nothing on disk but the configuration is looked at.
    """
    if not _may_be(path):
        return False
    here = settings.nearest(path)
    parts = path.split("/")
    if not (_in_home(parts[:-1]) or _in_configured(posixpath.dirname(path), here)):
        return False
    return here.is_excluded(path) is None and not accepts(path, settings)


def is_link_beside(path: str, settings: Settings) -> bool:
    """The same of a symbolic link, which is no log, whatever its name is."""
    return is_beside(path, settings) or accepts(path, settings)


def _may_be(path: str) -> bool:
    """False for most files of a repository, which have nothing to do with logs."""
    folders = posixpath.dirname(path).split("/")
    return folders != [""] and _SKIPPED.isdisjoint(folders)


def _in_home(folders: Sequence[str]) -> bool:
    return ".learnings" in folded(folders) or ("docs", "ops-knowledge") in pairwise(folders)


def _in_configured(folder: str, settings: Settings) -> bool:
    named = [posixpath.dirname(pattern.strip("/")) for pattern in settings.logs]
    patterns = [f"/{name}" for name in named if name.strip("*/")]
    return bool(patterns) and first_match(patterns, settings.local(folder)) is not None


def pathspecs(settings: Settings) -> list[str]:
    """Where git has to look for files beside the logs."""
    named = [posixpath.dirname(pattern.strip("/")) for pattern in settings.logs]
    return [
        ":(glob,icase)**/.learnings/**",
        ":(glob)**/docs/ops-knowledge/**",
        *(f":(glob){name}/**" for name in named if name.strip("*/")),
    ]


def is_binary(data: bytes) -> bool:
    """True for pictures, archives and the like: hardly any text in them could be read.

    What can be read as text is text, however it begins.
    """
    if not (data.startswith(_BINARY) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return b"\0" in data


def printable(data: bytes) -> bytes:
    """What is printed plainly in a file that is no text, each run on the line where it stands.

    Compressed data has hardly any run that is as long as the shortest secret.
    """
    said, at = bytearray(), 0
    for found in _PRINTED.finditer(data):
        said += b"\n" * data.count(b"\n", at, found.start()) or b" "
        said += found[0]
        at = found.end()
    return bytes(said)


def is_prose(path: str) -> bool:
    """True by the name of Markdown and other text: what is not fenced there is for people.

    So is what has no name, as standard input.
    """
    return path == STDIN or path.lower().endswith(_PROSE)


def log_beside(path: str, data: bytes, settings: Settings) -> Log:
    """The text of a file beside the logs, as a log without entries.

    One that is longer than `max-file-size` has a `fault` and is not read; of one that is no text
    there is what is `printable` in it.
    """
    limit = settings.nearest(path).max_file_size
    if len(data) > limit:
        return Log(path, "", [], fault=f"is larger than the limit of {limit} bytes", beside="file")
    if is_binary(data):
        return text_beside(path, printable(data), "excerpt")
    return text_beside(path, data, "file")


def text_beside(path: str, data: bytes, what: str) -> Log:
    """A text as a log without entries; `what` it is, as `Log.beside` says."""
    log = plain(data, path)
    log.beside = what
    if what in _OF_FILES and not log.fault.startswith("utf"):
        if is_prose(path):
            log.opaque = parse(data, path).opaque
        else:
            # No prose: what looks like a mention of a person is a decorator or a package there.
            log.opaque = [(1, log.line_count + 1, "fence")]
    return log


def homes_of(found: Survey, settings: Settings) -> set[str]:
    """The folders of logs that a walk over the work tree came upon, as absolute paths."""
    named = [
        os.path.dirname(source.absolute)
        for source in found.sources
        if settings.logs and settings.nearest(source.path).is_log(source.path) is not None
    ]
    return {os.path.realpath(folder) for folder in (*found.homes, *named)}


def files_beside(
    paths: Sequence[str], homes: Iterable[str], settings: Settings
) -> list[tuple[str, str]]:
    """The files beside the logs of the work tree, seen from the root and as absolute paths.

    `homes` are the folders of logs. Where `paths` are named, only what lies in one of them.
    """
    named = [os.path.realpath(path) for path in paths]
    folders = {*homes, *(path for path in named if os.path.isdir(path))}
    return [
        (relative(absolute, settings.root), absolute)
        for absolute in sorted(set(_walked(folders, settings)))
        if not named or any(is_inside(absolute, path) for path in named)
    ]


def besides(paths: Sequence[str], homes: Iterable[str], settings: Settings) -> list[Log]:
    """What `files_beside` gives, read."""
    return [
        read_beside(path, absolute, settings)
        for path, absolute in files_beside(paths, homes, settings)
    ]


def _walked(folders: Iterable[str], settings: Settings) -> Iterator[str]:
    for top in folders:
        for folder, inner, names in os.walk(top):
            inner[:] = [name for name in inner if _is_open(os.path.join(folder, name))]
            links = [name for name in inner if os.path.islink(os.path.join(folder, name))]
            for name in (*names, *links):
                absolute = os.path.join(folder, name)
                if is_inside(absolute, settings.root) and _is_judged(absolute, settings):
                    yield absolute


def _is_judged(absolute: str, settings: Settings) -> bool:
    path = relative(absolute, settings.root)
    return is_link_beside(path, settings) if os.path.islink(absolute) else is_beside(path, settings)


def _is_open(folder: str) -> bool:
    """False for what is not gone into: other repositories, and packages of others."""
    name = os.path.basename(folder)
    return name not in _SKIPPED and not os.path.lexists(os.path.join(folder, ".git"))


def read_beside(path: str, absolute: str, settings: Settings) -> Log:
    """The text of a file on disk, or where a link leads; what cannot be read has a `fault`."""
    limit = settings.nearest(path).max_file_size
    try:
        if os.path.islink(absolute):
            return text_beside(path, target_of(absolute), "link")
        data = read_regular(absolute, limit)
    except UnreadableError as error:
        return Log(path, "", [], fault=error.reason, beside="file")
    return log_beside(path, data, settings)


def target_of(absolute: str) -> bytes:
    """What a symbolic link says, as git keeps it; nothing is looked for there.

    Raises `UnreadableError` where it cannot be asked.
    """
    try:
        return os.fsencode(os.readlink(absolute))
    except OSError as error:
        raise UnreadableError(absolute, f"cannot be read ({error.strerror})") from error
