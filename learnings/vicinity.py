"""What is judged beside the logs: other files in their folders, and the messages of commits.

Of a change only what it adds counts: the lines of a file that none of its sides had. A name
counts where the file is touched.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from . import registry
from .beside import besides, homes_of, is_beside, is_link_beside, log_beside, text_beside
from .change import Changes, new_lines
from .collect import Collection
from .diagnostic import Diagnostic
from .discover import accepts, survey
from .entry import Log
from .git import Change, Repository
from .git.fork import fork_point
from .git.introduced import Message, messages, tag, tags_at
from .git.series import Commit, commit, reaching
from .markdown.source import decode
from .message import without_signers
from .settings import Settings
from .snapshot import repository_of
from .weighing import SENSITIVE, is_of_texts

# The names that git gives to the files in which people write these.
MESSAGE, TAG = "COMMIT_EDITMSG", "TAG_EDITMSG"

Texts = tuple[list[Log], dict[str, frozenset[int]]]


def is_wanted(settings: Settings) -> bool:
    """True unless the command line leaves out every check of texts beside the logs."""
    given = settings.overrides
    chosen = registry.select(given.get("select", ()), given.get("ignore", ()))
    return any(is_of_texts(check) for check in chosen)


def gather(args: argparse.Namespace, settings: Settings, collection: Collection) -> list[Log]:
    """The texts beside the logs that were collected for `learnings lint`.

    What a change adds to them is noted in the changes of the collection, and what of them was
    asked for by name in its `only`.
    """
    if not is_wanted(settings):
        return []
    changes = collection.changes
    if changes is None:
        logs = _whole(args, settings, collection)
        if collection.only is not None:
            collection.only |= {log.path for log in logs}
        return logs
    touched = any(is_link_beside(path, settings) for path in changes.files)
    if args.changed is None and not touched:  # but of the work tree git does not list all
        return []
    logs, lines = _changed(args, settings)
    changes.files |= {log.path for log in logs}
    changes.lines |= lines
    return logs


def _whole(args: argparse.Namespace, settings: Settings, collection: Collection) -> list[Log]:
    if collection.survey is not None:
        return besides(args.paths, homes_of(collection.survey, settings), settings)
    if not args.rev:
        return []
    repository = repository_of(settings)
    (files,) = repository.list_revs(
        [repository.resolve(args.rev)], lambda path: is_beside(path, settings)
    )
    contents = repository.read_many(files.values())
    return [log_beside(path, contents[oid], settings) for path, oid in sorted(files.items())]


def _changed(args: argparse.Namespace, settings: Settings) -> Texts:
    repository = repository_of(settings)
    if args.changed is not None:
        return _of_work_tree(repository, fork_point(repository, args.changed or None), settings)
    if args.staged:
        sides = [repository.staged_paths()]
        sides += [repository.staged_paths(head) for head in repository.merge_heads()]
    elif args.since:
        base = repository.merge_base(args.since, args.rev) or args.since
        sides = [repository.changed_between(base, args.rev)]
    else:
        sides = [*commit(repository, args.rev or "HEAD").changes]
    wanted = {oid for side in sides for change in side for oid in _oids(change, settings)}
    contents = repository.read_many(sorted(wanted))
    return _of_sides(sides, settings, contents, lambda change: _from(contents, change, settings))


def _of_work_tree(repository: Repository, fork: str | None, settings: Settings) -> Texts:
    """What the work tree has otherwise than a commit; what git does not track is all new."""
    touched = repository.changed_since(fork) if fork else []
    found = besides((), homes_of(survey((), settings.root, settings), settings), settings)
    disk = {log.path: log for log in found}
    indexed = set(repository.index_files())
    known = {change.path for change in touched} | indexed
    loose = repository.untracked([path for path in disk if path not in known])
    loose |= set() if fork else indexed & set(disk)
    touched += [Change(path, "A", path, "", "") for path in sorted(loose)]
    old = [_old(change, settings) for change in touched if _is_judged(change, settings)]
    contents = repository.read_many(filter(None, old))
    return _of_sides([touched], settings, contents, lambda change: disk.get(change.path))


def _oids(change: Change, settings: Settings) -> list[str]:
    if not _is_judged(change, settings):
        return []
    return [oid for oid in (_old(change, settings), change.new, change.link) if oid]


def _is_judged(change: Change, settings: Settings) -> bool:
    """True of a file beside the logs, and of a link in the place of one or of a log."""
    if change.link:
        return is_link_beside(change.path, settings)
    return is_beside(change.path, settings)


def _old(change: Change, settings: Settings) -> str:
    """What the file held before where it was judged already; what comes from elsewhere is new."""
    path = change.old_path or change.path
    return change.old if is_beside(path, settings) or accepts(path, settings) else ""


def _from(contents: Mapping[str, bytes], change: Change, settings: Settings) -> Log | None:
    if change.link:
        return text_beside(change.path, contents[change.link], "link")
    return log_beside(change.path, contents[change.new], settings) if change.new else None


def _of_sides(
    sides: Sequence[Sequence[Change]],
    settings: Settings,
    contents: Mapping[str, bytes],
    read: Callable[[Change], Log | None],
) -> Texts:
    """The files that differ from every side, and the lines in each that none of them had."""
    maps = [
        {change.path: change for change in side if _is_judged(change, settings)} for side in sides
    ]
    logs: list[Log] = []
    lines: dict[str, frozenset[int]] = {}
    for path in sorted(set.intersection(*map(set, maps)) if maps else ()):
        log = read(maps[0][path])
        if log is None:
            continue
        logs.append(log)
        olds = [contents.get(_old(side[path], settings)) for side in maps]
        new = [new_lines(log, None if old is None else decode(old)) for old in olds]
        lines[path] = frozenset.intersection(*new)
    return logs, lines


def of_commits(
    commits: Sequence[Commit], settings: Settings, repository: Repository
) -> Iterator[Texts]:
    """For each of the commits the files beside the logs that it touches, and what it adds."""
    wanted = {
        oid for item in commits for side in item.changes for change in side
        for oid in _oids(change, settings)
    }  # fmt: skip
    contents = repository.read_many(sorted(wanted))
    for item in commits:
        yield _of_sides(
            item.changes, settings, contents, lambda change: _from(contents, change, settings)
        )


def add(collection: Collection, texts: Texts, message: Log | None) -> None:
    """Put the texts of a commit, and its message, beside its logs."""
    logs, lines = texts
    if collection.changes is None:
        collection.changes = Changes()
    collection.beside = [*logs, *([message] if message is not None else [])]
    collection.changes.files |= {log.path for log in collection.beside}
    collection.changes.lines |= lines


def told(repository: Repository, ranges: Iterable[str], *, within: bool = False) -> dict[str, Log]:
    """The messages of the commits in the ranges by object ID, and of tags that ranges end with.

    Those of tags that point at a commit `within` a range come last, if they are wanted.
    """
    found: dict[str, Log] = {}
    for text in ranges:
        words = reaching(repository, text)
        for item in messages(repository, words) if words else ():
            found[item.oid] = message(item.text)
        name = text.partition("..")[2].removeprefix(".")
        tagged = tag(repository, name) if name else None
        if tagged is not None:
            found[tagged.oid] = _of_tag(tagged)
    for tagged in tags_at(repository, frozenset(found)) if within and found else ():
        found[tagged.oid] = _of_tag(tagged)
    return found


def message(text: str, path: str = MESSAGE, what: str = "message") -> Log:
    """The message of a commit as a text to judge, or that of a `tag`."""
    data = without_signers(text).encode("utf-8", "surrogateescape")
    return text_beside(path, data, what)


def _of_tag(item: Message) -> Log:
    return message(item.text, TAG, "tag")


@dataclass(slots=True)
class Once:
    """Lets a sensitive value through once, where several commits have it in one place."""

    _seen: set[tuple[str, ...]] = field(default_factory=set, repr=False)

    def new(self, found: Iterable[Diagnostic], logs: Mapping[str, Log]) -> Iterator[Diagnostic]:
        """The diagnostics of a commit without the values that were let through before."""
        count: Counter[tuple[str, ...]] = Counter()
        for item in found:
            if item.group not in SENSITIVE:
                yield item
                continue
            about = (item.path, item.anchor, item.check, _value(item, logs.get(item.path)))
            count[about] += 1
            key = (*about, str(count[about]))
            if key not in self._seen:
                self._seen.add(key)
                yield item


def _value(item: Diagnostic, log: Log | None) -> str:
    """The text at the place of a finding; it goes nowhere."""
    if log is None or not log.text:
        return ""
    span = item.span
    end = log.offset(span.end_line, span.end_column)
    return log.text[log.offset(span.line, span.column) : end]
