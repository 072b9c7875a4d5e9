"""Which files are logs: what is named on the command line, or what the tree holds."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import NamedTuple

from .configuration import FILES
from .disk import UnreadableError, is_inside, kind_of, printable, read_regular, relative
from .errors import UsageError
from .settings import Settings

_MARKDOWN = (".md", ".markdown")
_NOT_LOGS = ("readme.*", "skill.md", "*template*", "index.md")
_SKIPPED = frozenset(
    ("node_modules", "venv", "__pycache__", "vendor", "dist", "build", "site-packages")
)
_HIDDEN_KEPT = frozenset(
    (".learnings", ".claude", ".openclaw", ".codex", ".cursor", ".github", ".agents")
)


class Source(NamedTuple):
    """A file to read. `path` is what outputs show: seen from the root, with forward slashes."""

    path: str
    absolute: str
    explicit: bool
    archive: bool


@dataclass(slots=True)
class Survey:
    """The logs, and the files and folders that were left out, each with the reason.

    `unread` are those of them that no rule leaves out: they look like logs and cannot be read,
    or are links. `homes` are the folders of logs that were gone into, as absolute paths.
    """

    sources: list[Source] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)

    def leave_out(self, path: str, reason: str, *, by_rule: bool = True) -> None:
        """Note what is not read, and whether a rule says so."""
        self.left_out.append((path, reason))
        if not by_rule:
            self.unread.append((path, reason))


def discover(paths: Sequence[str], root: str, settings: Settings) -> list[Source]:
    """The logs among the paths, or in the whole tree below the root; sorted, each once.

    Raises `UsageError` for a path that is missing or cannot be read.
    """
    return survey(paths, root, settings).sources


def survey(paths: Sequence[str], root: str, settings: Settings) -> Survey:
    """Like `discover`, and says what was left out and why."""
    top = os.path.realpath(root)
    found = Survey()
    if not paths:
        _walk(top, top, settings, found, everything=False)
    for path in paths:
        _add_named(path, top, settings, found)
    # What is named goes before what is found below a folder.
    ranked = sorted(found.sources, key=lambda source: source.explicit)
    unique = {source.absolute: source for source in ranked}
    found.sources = sorted(unique.values(), key=lambda source: source.path)
    found.left_out = sorted(set(found.left_out))
    found.unread = sorted(set(found.unread))
    return found


def accepts(path: str, settings: Settings) -> bool:
    """True if a path of an index or a revision is a log, by the rules of the walk.

    `path` is seen from the root; nothing on disk but the configuration is looked at.
    """
    here = settings.nearest(path)
    parts = folded(path.split("/"))
    if any(
        part in _SKIPPED or (part.startswith(".") and part not in _HIDDEN_KEPT)
        for part in parts[:-1]
    ):
        return False
    if any(here.is_excluded("/".join(parts[:end])) for end in range(1, len(parts) + 1)):
        return False
    if here.is_log(path) is not None:
        return True
    name = parts[-1].lower()
    if not name.endswith(_MARKDOWN) or not _is_log(parts) or _is_vendored(parts, 0):
        return False
    return not any(fnmatchcase(name, pattern) for pattern in _NOT_LOGS)


def read(source: Source, limit: int) -> bytes:
    """The bytes of a source; raises `UnreadableError` if it is no regular file or too large."""
    return read_regular(source.absolute, limit)


def folded(parts: Sequence[str]) -> list[str]:
    """The parts of a path, the folder of logs as it is called.

    Where case does not count, `.Learnings` is the same folder.
    """
    return [".learnings" if part.lower() == ".learnings" else part for part in parts]


def is_archive(path: str) -> bool:
    """True if the path has an `archive` folder or a name with that word."""
    *folders, name = path.lower().split("/")
    return "archive" in name or any(part in {"archive", "archived"} for part in folders)


def _source(absolute: str, top: str, *, explicit: bool, shown: str = "") -> Source:
    path = relative(absolute, top) if is_inside(absolute, top) else shown or absolute
    return Source(path, absolute, explicit, is_archive(path))


def _add_named(path: str, top: str, settings: Settings, found: Survey) -> None:
    if not path:
        raise UsageError("a path is empty: name a file or a folder, or `.` for this one")
    absolute = _named(path, top)
    mode = os.lstat(absolute).st_mode
    if stat.S_ISREG(mode):
        found.sources.append(_source(absolute, top, explicit=True, shown=path))
    elif stat.S_ISDIR(mode):
        before = len(found.sources)
        here = settings.nearest(absolute, folder=True)
        _walk(absolute, top, here, found, everything=False)
        if len(found.sources) == before:
            _walk(absolute, top, here, found, everything=True)
    else:
        kind = "folder" if os.path.isdir(absolute) else "file"
        advice = f"; name the {kind} that it leads to" if stat.S_ISLNK(mode) else ""
        raise UsageError(f"{printable(path)} {kind_of(mode)}: it is not read{advice}")


def _named(path: str, top: str) -> str:
    # The folders of the path may be links (a temporary folder often is); the file may not.
    written = os.path.abspath(path)
    folder, name = os.path.split(written)
    try:
        absolute = os.path.join(os.path.realpath(folder, strict=True), name)
        os.lstat(absolute)
    except (OSError, ValueError) as error:
        reason = "there is no" if isinstance(error, FileNotFoundError) else "cannot look at"
        raise UsageError(f"{reason} {printable(path)}") from error
    if is_inside(written, top) and not is_inside(absolute, top):
        raise UsageError(f"{printable(path)} leads out of the repository through a link")
    return absolute if name else os.path.realpath(written)


def _walk(base: str, top: str, settings: Settings, found: Survey, *, everything: bool) -> None:
    # The settings go down with the walk: a folder with a configuration of its own brings its own.
    folders = [(base, settings)]
    while folders:
        folder, inherited = folders.pop()
        entries = _listing(folder, top, found, explicit=folder == base)
        own = any(entry.name in FILES for entry in entries)
        here = inherited.nearest(folder, folder=True) if own else inherited
        for entry in entries:
            path = relative(entry.path, top)
            if entry.is_dir(follow_symlinks=False):
                reason = _folder_reason(entry, path, here)
                if not reason:
                    folders.append((entry.path, here))
                    found.homes += [entry.path] if _is_home(path) else []
                elif reason != "-":
                    found.leave_out(path + "/", reason)
            elif _is_home(path):
                _leave_home(entry, path, here, found)
            else:
                reason = _file_reason(entry, path, base, top, here, everything=everything)
                if not reason:
                    found.sources.append(_source(entry.path, top, explicit=False))
                elif reason != "-":
                    by_rule = entry.is_file(follow_symlinks=False) or here.is_excluded(path)
                    found.leave_out(path, reason, by_rule=bool(by_rule))


def _is_home(path: str) -> bool:
    """True for the place of a folder of logs."""
    return f"/{'/'.join(folded(path.split('/')))}".endswith(("/.learnings", "/docs/ops-knowledge"))


def _leave_home(entry: os.DirEntry[str], path: str, settings: Settings, found: Survey) -> None:
    """Note what stands in the place of a folder of logs and is none: a link, as a rule."""
    pattern = settings.is_excluded(path)
    if pattern is not None:
        found.leave_out(path + "/", f"excluded by {pattern}")
    elif entry.is_symlink():
        found.leave_out(path + "/", "is a link, which is not followed", by_rule=False)
    else:
        found.leave_out(path, "is no folder", by_rule=False)


def _listing(folder: str, top: str, found: Survey, *, explicit: bool) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        words = f"cannot be read ({error.strerror})"
        if explicit:
            raise UsageError(f"{printable(folder)} {words}") from error
        found.leave_out(relative(folder, top) + "/", words, by_rule=False)
        return []


def _folder_reason(entry: os.DirEntry[str], path: str, settings: Settings) -> str:
    # "-" is left out in silence: nobody expects a log there.
    [name] = folded([entry.name])
    if name in _SKIPPED or (name.startswith(".") and name not in _HIDDEN_KEPT):
        return "-"
    pattern = settings.is_excluded(path)
    if pattern is not None:
        return f"excluded by {pattern}"
    if os.path.lexists(os.path.join(entry.path, ".git")):
        return "another repository"
    return ""


def _file_reason(
    entry: os.DirEntry[str],
    path: str,
    base: str,
    top: str,
    settings: Settings,
    *,
    everything: bool,
) -> str:
    # Outside the repository the whole path decides, so that `~/.learnings` is one too.
    parts = folded(entry.path.split(os.sep) if os.path.isabs(path) else path.split("/"))
    configured = settings.is_log(path) is not None
    markdown = entry.name.lower().endswith(_MARKDOWN)
    if not configured and not (markdown and (everything or _is_log(parts))):
        return "-"
    pattern = settings.is_excluded(path)
    if pattern is not None:
        return f"excluded by {pattern}"
    if not entry.is_file(follow_symlinks=False):
        return _other_kind(entry)
    if configured:
        return ""
    if any(fnmatchcase(entry.name.lower(), name) for name in _NOT_LOGS):
        return "not a log by its name"
    depth = len(base.split(os.sep)) if os.path.isabs(path) else _depth(base, top)
    return "part of a skill" if _is_vendored(parts, depth) else ""


def _other_kind(entry: os.DirEntry[str]) -> str:
    try:
        return kind_of(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return "has just been removed"


def _depth(base: str, top: str) -> int:
    return 0 if base == top else len(relative(base, top).split("/"))


def _is_log(parts: Sequence[str]) -> bool:
    folders = parts[:-1]
    if ".learnings" in folders or ("docs", "ops-knowledge") in pairwise(folders):
        return True
    return tuple(parts[-2:]) == ("memory", "working-buffer.md")


def _is_vendored(parts: Sequence[str], depth: int) -> bool:
    """True for the files of a skill that lies in the tree, unless the walk began inside it."""
    for index in range(depth, len(parts)):
        if parts[index] == ".learnings" and index >= 2 and parts[index - 2] == "skills":
            return True
        if parts[index] == "skills" and index >= 1 and parts[index - 1] == ".claude":
            return True
    return False


__all__ = [
    "Source",
    "Survey",
    "UnreadableError",
    "accepts",
    "discover",
    "folded",
    "is_archive",
    "read",
    "survey",
]
