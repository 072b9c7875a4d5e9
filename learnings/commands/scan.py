"""`learnings scan`: look for sensitive values in any files, in standard input, in the past."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from ..disclosure import Disclosure, Disclosures, of_commits, of_history
from ..errors import UsageError
from ..output import stream
from ..output.escape import inert, visible
from ..output.summary import amount
from ..privacy.finding import Finding
from ..settings import Settings, load
from ..snapshot import repository_of
from ..sweep import Sweep
from ..verify import verified
from . import reading, remarks, scope

HELP = "Look for secrets, internal addresses and personal data in files, text or the history."
DESCRIPTION = """\
Look for sensitive values: secrets, internal addresses and accounts, personal data. Without a PATH
in all logs and the files beside them; else in every text that is named, whatever it is, or in
standard input (`-`). `--history` looks at all that the branches and tags of this repository hold
of logs and of files beside them, and at every message; each value is told once, with the commit
that brought it. The value itself is never shown. Allowances and suppressions do not count here:
they are for `learnings lint`.

Exit code 0: nothing was found, and all could be read; 1: findings, or text that could not be
read; 2: usage or configuration; 3: environment or repository.
"""
_GROUPS = ("secrets", "network", "pii")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; - is standard input"
    )
    parser.add_argument(
        "--history", action="store_true", help="look at all commits of all branches and tags"
    )
    parser.add_argument(
        "--range", metavar="A..B",
        help="look at the commits that B has and A lacks, what later ones took out included",
    )  # fmt: skip
    parser.add_argument(
        "--select", action="append", metavar="NAME",
        help="look only for these: secrets, network, pii or the name of a check; with commas "
        "between them, or repeated",
    )  # fmt: skip
    parser.add_argument(
        "--confidence", choices=("low", "medium", "high"),
        help="leave out detectors that are less sure than that (default: medium)",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=("text", "json"), default="text",
        help="text (the default) is for people, json for programs",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Look, print, and give the exit code."""
    if args.history and args.range is not None:
        raise UsageError("--history looks at every range: leave out --range")
    if args.paths and (args.history or args.range is not None):
        raise UsageError("--history and --range find the files themselves: leave out the paths")
    given = {"confidence": args.confidence}
    settings = load(scope.start([path for path in args.paths if path != "-"]), given)
    verified(settings)
    sweep = Sweep(settings, reading.organisations(), _wanted(args, settings))
    result = _look(args, settings, sweep)
    if args.format == "json":
        from ..output import sightings

        stream.write(sightings.document(result, sweep))
    else:
        for line in _lines(result, sweep):
            sys.stdout.write(f"{inert(line)}\n")
    return 1 if result.found or result.unread else 0


def _look(args: argparse.Namespace, settings: Settings, sweep: Sweep) -> Disclosures:
    if args.range is not None:
        from ..git.series import between, reaching

        repository = repository_of(settings)
        # Asked first, since it refuses a range whose beginning a shallow clone does not have.
        if not between(repository, args.range):
            remarks.say([f"no commits in {args.range}: nothing was looked at"])
        return of_commits(repository, settings, sweep, reaching(repository, args.range))
    if args.history:
        repository = repository_of(settings)
        if repository.shallow:
            remarks.say(["the clone is shallow: what was before its first commits is not known"])
        return of_history(repository, settings, sweep)
    return reading.of_files(args.paths, settings, sweep)


def _wanted(args: argparse.Namespace, settings: Settings) -> Callable[[Finding], bool]:
    from .. import registry

    groups = {name: group for name, group in registry.groups().items() if group in _GROUPS}
    names = [name.strip() for part in args.select or () for name in part.split(",") if name.strip()]
    for name in names:
        if name not in groups and name not in groups.values():
            raise UsageError(
                f"{name!r} is nothing to look for: it is {', '.join(_GROUPS)} or the name of one "
                "of their checks, as `learnings checks` lists them"
            )
    least = settings.confidence.rank

    def wanted(finding: Finding) -> bool:
        if finding.confidence.rank < least:
            return False
        return not names or bool({finding.check, groups.get(finding.check, "")} & {*names})

    return wanted


def _lines(result: Disclosures, sweep: Sweep) -> Iterator[str]:
    for item in result.found:
        yield _line(item, sweep)
    for path, reason, commit in result.unread:
        yield f"{visible(sweep.shown(path))}: it {visible(reason)}{_in(commit)}"
    if result.binary:
        names = [sweep.shown(path) for path in sorted(set(result.binary))]
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        yield f"no text, searched where it is printed plainly: {visible(shown)}"
    yield _summary(result)


def _line(item: Disclosure, sweep: Sweep) -> str:
    found = item.sighting
    path = found.path if found.where == "name" else sweep.shown(found.path)
    place = f"{visible(path)}:{found.line}:{found.column}"
    what = f"{found.check}[{found.detector}]"
    where = " in the name of the file" if found.where == "name" else ""
    text = f"{place}: {what}{where}, {found.length}: write [REDACTED:{found.kind}]"
    if item.when is None:
        return text
    head = [f"{visible(sweep.shown(path))}:{line}" for path, line in item.in_head[:3]]
    rest = f" and {len(item.in_head) - 3} more places" if len(item.in_head) > 3 else ""
    still = f"; still in HEAD: {', '.join(head)}{rest}" if head else ""
    return f"{text} ({found.commit[:12]}, {item.when.date().isoformat()}{still})"


def _in(commit: str) -> str:
    return f" (commit {commit[:12]})" if commit else ""


def _summary(result: Disclosures) -> str:
    found = amount(len(result.found), "sensitive value") if result.found else "nothing found"
    what = amount(result.files, "file")
    if result.commits:
        what = f"{amount(result.files, 'version')} of files, {amount(result.commits, 'commit')}"
    rotate = ""
    if any(item.sighting.check in _ROTATED for item in result.found):
        rotate = "; rotate the secrets: they were written down"
    return f"{found} in {what}{rotate}"


_ROTATED = frozenset(("secret", "private-key", "credential-in-url"))
