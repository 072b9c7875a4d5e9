"""`learnings merge-driver`: git's merge of a log, entry by entry."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ..disk import printable, read_regular, write_atomic
from ..errors import LearningsError
from ..output.escape import inert, visible
from ..output.stream import complain

if TYPE_CHECKING:
    from ..merging import Merged, Rules
    from ..settings import Settings

HELP = "Merge a log entry by entry: what git runs for a merge, rebase or stash."
DESCRIPTION = """\
Merge three versions of a log entry by entry and write the result over OURS: the driver that
`learnings init` and `learnings install git` enter in git's configuration. Entries of both sides
are kept; of two that took the same ID the incoming one gets a free one, and its references follow.
What two sides contradict each other in stands between conflict markers around that entry. Exit
code 0: merged; 1: there are markers, around an entry or, where the log cannot be read or takes
too long, around all that differs.
"""
_LIMIT = 1 << 30
_SIZE = 7


class _TooLong(Exception):
    """The time that a merge may take is up."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("base", metavar="BASE", help="the common ancestor (git's %%O)")
    parser.add_argument("ours", metavar="OURS", help="our version, which is replaced (%%A)")
    parser.add_argument("theirs", metavar="THEIRS", help="the incoming version (%%B)")
    parser.add_argument("path", metavar="PATH", nargs="?", default="", help="its path (%%P)")
    parser.add_argument(
        "--marker-size", metavar="N", default=str(_SIZE), help="how long markers are (%%L)"
    )
    parser.add_argument("--ours-label", metavar="NAME", default="", help="how ours is called (%%X)")
    parser.add_argument(
        "--theirs-label", metavar="NAME", default="", help="how theirs is called (%%Y)"
    )
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=float, default=120.0,
        help="leave one conflict around all that differs after that long (default: 120)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Merge; 0 if nothing is left to do, 1 if there are conflict markers."""
    from ..merging import with_markers
    from ..merging.markers import Labels

    base, ours, theirs = (
        read_regular(path, _LIMIT) for path in (args.base, args.ours, args.theirs)
    )
    if ours == theirs or theirs == base:
        return 0
    if ours == base:
        write_atomic(args.ours, theirs)
        return 0
    head, name = _heads()
    # Shorter ones would not be told from text, neither by us nor by what git runs after us.
    size = max(int(args.marker_size), _SIZE) if args.marker_size.isdigit() else _SIZE
    labels = Labels(_label(args.ours_label, head), _label(args.theirs_label, name), size)
    # Before anything can fail: whoever ends this run leaves both sides in the file.
    write_atomic(args.ours, with_markers(ours, theirs, labels))
    path = args.path or args.ours
    if _shows_base():
        labels = labels._replace(with_base=True)
        write_atomic(args.ours, with_markers(ours, theirs, labels, base))
    try:
        with _limited(args.timeout):
            merged = _merge(base, ours, theirs, path, labels)
            write_atomic(args.ours, merged.data)
    except _TooLong:
        return _left(path, f"took longer than {args.timeout:g} seconds")
    except LearningsError as error:
        return _left(path, str(error))
    except (Exception, RecursionError, MemoryError) as error:
        return _left(path, f"failed ({type(error).__name__}, which is a bug of ours)")
    _tell(path, merged)
    return 1 if merged.conflicts else 0


def _label(given: str, usual: str) -> str:
    """The label that git gives, on one line; an older git leaves the `%X` as it is."""
    line = " ".join(given.split())
    return usual if not line or line in ("%X", "%Y") else line


def _heads() -> tuple[str, str]:
    """How the sides are called where git gives no labels: a merge tells the branch that comes."""
    names = [text for key, text in os.environ.items() if key.startswith("GITHEAD_") and text]
    return ("HEAD", " ".join(names[0].split())) if len(names) == 1 else ("ours", "theirs")


def _shows_base() -> bool:
    """True if conflicts are to show the common ancestor too, as git is told for its own."""
    from ..git import find_repository

    with contextlib.suppress(LearningsError, OSError):
        repository = find_repository(os.getcwd())
        answer = repository.ask("config", "--get", "merge.conflictStyle") if repository else None
        return answer is not None and answer.code == 0 and b"diff3" in answer.out
    return False


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `_TooLong` inside when the time is up, where the system can tell."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not usable or seconds <= 0:
        yield
        return

    def stop(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _merge(base: bytes, ours: bytes, theirs: bytes, path: str, labels: object) -> Merged:
    from ..merging import merge
    from ..merging.markers import Labels

    assert isinstance(labels, Labels)
    rules = _rules()
    rules.labels = labels
    return merge(base, ours, theirs, path.replace(os.sep, "/"), rules)


def _rules() -> Rules:
    """What the settings say of the logs; those by default where they cannot be read."""
    import datetime as dt

    from ..engine import Engine
    from ..merging import Rules
    from ..settings import Settings, load
    from ..verify import verified

    try:
        settings = load(os.getcwd(), {})
        verified(settings)
    except LearningsError:
        settings = Settings()  # the configuration itself may be what is being merged
    engine = Engine(settings, today=dt.date.today())
    styles = settings.ids.get("style", "")
    return Rules(
        kind=lambda log, entry: engine.presets_of(engine.settings_of(log)).kind(entry),
        style=lambda log, entry: styles or ("sequence" if entry.preset == "compact" else "random"),
        taken=lambda: _taken(settings),
        recognise=lambda log: engine.recognise([log]),
    )


def _taken(settings: Settings) -> Collection[str]:
    """The IDs that the logs of the work tree and of the incoming commits hold or name.

    What a sparse checkout leaves out counts too: everybody who merges gets the same IDs.
    """
    from ..discover import accepts, discover, read
    from ..git import find_repository, not_checked_out
    from ..markdown.source import decode
    from ..reading import identifiers
    from ..snapshot import hidden_logs

    found: set[str] = set()
    with contextlib.suppress(LearningsError, OSError):
        for source in discover((), settings.root or os.getcwd(), settings):
            with contextlib.suppress(LearningsError, OSError):
                text = decode(read(source, settings.max_file_size))
                found.update(name.upper() for name, _ in identifiers(text))
    with contextlib.suppress(LearningsError, OSError):
        absent = [path for path in not_checked_out(settings.root) if accepts(path, settings)]
        for log in hidden_logs(absent, settings):
            found.update(name.upper() for name, _ in identifiers(log.text))
    with contextlib.suppress(LearningsError, OSError):
        repository = find_repository(os.getcwd())
        # git tells a driver of the commits that it merges in by such names alone.
        heads = [name[8:] for name in os.environ if name.startswith("GITHEAD_")]
        for head in heads if repository is not None else ():
            assert repository is not None
            for data in repository.read_rev(head, lambda path: accepts(path, settings)).values():
                found.update(name.upper() for name, _ in identifiers(decode(data)))
    return found


def _left(path: str, reason: str) -> int:
    complain(
        f"learnings: {inert(visible(printable(path)))}: "
        f"{inert(visible(reason))}: what differs stands in one conflict\n"
    )
    return 1


def _tell(path: str, merged: Merged) -> None:
    where = printable(path)
    for item in merged.renumbered:
        why = "both sides gave it another ID" if item.twice else "that ID was taken"
        line = f"learnings: {where}: the incoming {item.old} is {item.new} now: {why}"
        complain(f"{inert(visible(line))}\n")
    for name in merged.duplicates:
        line = f"learnings: {where}: several entries have the ID {name}: `learnings renumber` one"
        complain(f"{inert(visible(line))}\n")
    for name in merged.conflicts:
        line = f"learnings: {where}: {name or 'text between entries'} is in conflict"
        complain(f"{inert(visible(line))}\n")
    sys.stderr.flush()
