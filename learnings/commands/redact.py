"""`learnings redact`: put placeholders in the place of sensitive values."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Sequence

from .. import registry
from ..beside import besides, homes_of
from ..collect import Collection, from_work_tree
from ..engine import Engine
from ..entry import Log
from ..errors import UsageError
from ..exposure import GROUPS, SECRETS, Exposure
from ..output.difference import difference
from ..output.escape import inert, visible
from ..privacy.copies import copies, values
from ..privacy.finding import Finding
from ..privacy.mask import Mask, blotted
from ..redacting import Redaction, redact
from ..settings import Settings, load
from ..verify import verified
from . import scope
from .arguments import names

HELP = "Put placeholders in the place of secrets, internal addresses and personal data."
DESCRIPTION = """\
Put [REDACTED:kind] in the place of every secret, internal address, account, customer or personal
datum in the logs and the text files beside them, or in what is named; [REDACTED:kind:2] where an
entry holds more of a kind: the same value has the same number. What a comment allows stays.
Nothing is staged. What was secret has to be rotated all the same: it was on disk.

Exit code 0: nothing is left; 1: something is left, or with --diff would be replaced.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders; else all")
    parser.add_argument(
        "--diff", action="store_true", help="show what would be replaced, and change nothing"
    )
    parser.add_argument(
        "--select",
        type=names,
        metavar="NAMES",
        help=f"the checks and groups whose findings to replace, else {', '.join(GROUPS)}",
    )


def run(args: argparse.Namespace) -> int:
    """Replace and say what was replaced; or, with --diff, only show it."""
    _refuse_others(args.select or ())
    given = {"select": args.select or list(GROUPS)}
    settings = load(scope.start(args.paths), given)
    verified(settings)
    root = settings.root or os.getcwd()
    if args.diff:
        done, named = _redacted(_collected(args.paths, settings), settings)
        return max(_show(done), _say(named))
    from ..workspace import writing

    with writing(root) as batch:
        done, named = _redacted(_collected(args.paths, settings), settings)
        for item in done:
            if item.log.text != item.old.text:
                path = os.path.normpath(os.path.join(root, item.log.path))
                batch.put(path, item.old.to_bytes(), item.log.to_bytes())
        batch.write()
    for item in done:
        if item.replaced:
            sys.stdout.write(f"{_name(item.log)}: {_told(item)}\n")
    return max(_close(done), _say(named))


def _refuse_others(names: Sequence[str]) -> None:
    """Raise `UsageError` for checks whose findings no placeholder can mend."""
    groups = registry.groups()
    for name in names:
        registry.refuse_unknown(name)
        if groups.get(name, name) not in GROUPS:
            raise UsageError(
                f"{name!r} is nothing to redact: it is {', '.join(GROUPS)} or the name of one of "
                "their checks, as `learnings checks` lists them"
            )


def _collected(paths: Sequence[str], settings: Settings) -> Collection:
    """The logs, and the files beside them that lint judges as well."""
    collection = from_work_tree(paths, settings)
    if collection.survey is not None:
        known = {log.path for log in collection.logs}
        found = besides(paths, homes_of(collection.survey, settings), settings)
        collection.beside = [log for log in found if log.path not in known]
        if collection.only is not None:
            collection.only |= {log.path for log in collection.beside}
    return collection


def _redacted(collection: Collection, settings: Settings) -> tuple[list[Redaction], list[Log]]:
    """The logs that hold something, after their redaction, and those whose names do."""
    day = dt.date.today()
    engine = Engine(settings, today=day, tree=collection.tree, only=collection.only)
    engine.recognise(collection.logs)
    logs = [
        log for log in collection.logs if collection.only is None or log.path in collection.only
    ]
    logs += collection.beside
    told = {id(log): _exposed(engine, log) for log in logs}
    first = {key: _inside(found) for key, found in told.items()}
    known: dict[str, Finding] = {}
    for log in logs:
        known |= values(log.text, first[id(log)])

    def look(log: Log) -> Sequence[Finding]:
        found = first[id(log)] if id(log) in first else _inside(_exposed(engine, log))
        if not known:
            return found
        # What is allowed here is found too, and stays.
        taken = sorted({*found, *engine.watch.findings(log)})
        return sorted([*found, *copies(log.text, taken, known)])

    done = []
    for log in logs:
        redactor = engine.watch.redactor(log.path, strict=True)
        result = redact(log, look, redactor)
        if result.replaced or result.left or result.reason:
            done.append(result)
    return done, [log for log in logs if any(item.is_path for item in told[id(log)])]


def _exposed(engine: Engine, log: Log) -> list[Exposure]:
    """What the checks report: what is allowed or off is none of it."""
    engine.recognise([log])
    told = engine.alone(log).diagnostics
    subjects = {(item.check, item.span) for item in told}
    return [
        item for item in engine.watch.exposures(log) if (item.check, item.problem.span) in subjects
    ]


def _inside(found: Sequence[Exposure]) -> Sequence[Finding]:
    return [item.finding for item in found if not item.is_path]


def _show(done: Sequence[Redaction]) -> int:
    for item in done:
        # Nobody has to see once more what is to go: each of its characters is shown as a `*`.
        mask = Mask()
        mask.learn(item.old.text, item.found)
        mask.learn(item.log.text, item.left)
        old = mask.blotted(blotted(item.old.text, item.found))
        new = mask.blotted(blotted(item.log.text, item.left))
        sys.stdout.write(difference(item.log.path, old, new))
    return 1 if done else 0


def _told(item: Redaction) -> str:
    counts = Counter(replaced.finding.kind for replaced in item.replaced)
    kinds = ", ".join(f"{kind} ({count})" if count > 1 else kind for kind, count in counts.items())
    return f"replaced {kinds}"


def _name(log: Log) -> str:
    return inert(visible(log.path))


def _say(named: Sequence[Log]) -> int:
    """Tell of names that hold a value: a file is not moved for it."""
    for log in named:
        sys.stderr.write(
            f"learnings: {_name(log)}: its name holds a value: give the file another name\n"
        )
    return 1 if named else 0


def _close(done: Sequence[Redaction]) -> int:
    if any(replaced.finding.check in SECRETS for item in done for replaced in item.replaced):
        sys.stderr.write("learnings: rotate what was secret: it was on disk, and may be in git\n")
    left = [item for item in done if item.left or item.reason]
    for item in left:
        lines = sorted({item.log.place(found.start)[0] for found in item.left})
        where = f", line {', '.join(map(str, lines[:8]))}" if lines else ""
        sys.stderr.write(f"learnings: {_name(item.log)}: not redacted{where}: {item.reason}\n")
    return 1 if left else 0
