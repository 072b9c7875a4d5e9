"""`learnings convert`: entries of one preset as entries of another, or one file for each."""

from __future__ import annotations

import argparse
import os
import posixpath
import sys
from collections.abc import Collection
from typing import Any

from ..disk import printable
from ..editor import EditError
from ..entry import Log
from ..errors import UsageError
from ..filing import home_of
from ..kind import Preset
from ..markdown import parse
from ..organising.archive import added, body, new_log, unreadable
from ..organising.links import moved
from ..organising.rewriting import (
    Step,
    converted,
    is_written,
    new_id,
    place,
    renamed,
    rewritten,
    same_id,
    written_before,
)
from ..organising.sources import (
    as_written,
    is_compact,
    obstacle,
    refuse_files,
    refuse_target,
    target_kind,
)
from ..output.escape import inert, visible
from ..workspace import Found, Session, read_or_none, reread
from . import layouts
from .converting import Told, chosen
from .moving import diff

HELP = "Convert entries to another preset, or logs to one file per entry and back."
DESCRIPTION = """\
Convert entries to another preset (--to), or logs to one file for each entry and back (--layout).
What both presets have a place for moves there; what has none is kept as it is written, in a
section of its own, and the report says so. An ID whose prefix the preset does not have becomes
another, in every log that names it. Nothing is lost; a second run does nothing. Exit code 0: done,
or nothing to do; 1: a log was left that has to be mended first; 2: refused, nothing was written.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "names", nargs="*", metavar="PATH|ID", help="logs, folders, entries (default: all)"
    )
    parser.add_argument("--to", metavar="PRESET", help="the preset, such as compact")
    parser.add_argument(
        "--layout",
        choices=("log", "files"),
        help="files: a file for each entry, to which the log links; log: all in the log again",
    )
    parser.add_argument(
        "--report", metavar="FILE", help="write what became of each entry to a file; - to print it"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )


def run(args: argparse.Namespace) -> int:
    """Convert; 0, or 1 where a log was left since nobody can read it as it is."""
    if (args.to is None) == (args.layout is None):
        raise UsageError("say what to convert to: --to PRESET, or --layout log or files")
    with Session() as session:
        told = _done(args, session)
        lines = list(told.report())
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
        else:
            _spare_the_logs(args.report, session)
            session.commit()
    if args.report == "-" or not args.dry_run:
        said = lines if args.report == "-" else list(told.summary())
        sys.stdout.write("".join(f"{inert(visible(line))}\n" for line in said))
    if args.report not in (None, "-") and not args.dry_run:
        _write(args.report, lines)
    for path, reason in told.broken.items():
        why = inert(visible(f"{path}{reason}"))
        sys.stderr.write(f"learnings: {why}; its entries are left as they are\n")
    return 1 if told.broken else 0


def _done(args: argparse.Namespace, session: Session) -> layouts.Layouts | Told:
    if args.layout:
        work = layouts.Layouts(session)
        work.run(args.names, args.layout)
        return work
    conversions = _Conversions(session, args.to)
    conversions.run(args.names)
    return conversions.told


def _spare_the_logs(path: str | None, session: Session) -> None:
    real = os.path.realpath(path) if path not in (None, "-") and path else ""
    for log in session.workspace.logs:
        if real == os.path.realpath(session.workspace.absolute(log.path)):
            raise UsageError(f"--report {printable(real)} is one of the logs: name another file")


def _write(path: str, lines: list[str]) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"{visible(line)}\n" for line in lines))
    except OSError as error:
        raise UsageError(f"cannot write {printable(path)}: {error.strerror}") from error


class _Conversions:
    """The conversions of a run, put into its session."""

    def __init__(self, session: Session, preset: str) -> None:
        self.session = session
        self.name = preset
        self.claimed: set[str] = set()
        self.told = Told(preset)

    def run(self, names: list[str]) -> None:
        """Convert the entries that are named, or all."""
        workspace = self.session.workspace
        taken = workspace.ids()
        for found in chosen(workspace, names, self.told):
            presets = workspace.presets_of(found.log)
            preset = presets.preset(self.name)
            refuse_target(preset)
            found = as_written(found, preset, presets)
            if found.kind.preset == preset.name:
                continue
            if preset.name == "compact" and is_compact(found.entry):
                self.told.same.append((found, []))
                continue
            refuse_files(found, workspace.logs)
            broken = unreadable(found.log)
            if broken:
                self.told.broken[found.log.path] = broken
                self.told.left.append((found, "its log has to be mended first"))
                continue
            reason = obstacle(found, preset)
            if reason:
                self.told.left.append((found, reason))
                continue
            self._convert(found, preset, taken)
        self._apply()

    def _convert(self, found: Found, preset: Preset, taken: set[str]) -> None:
        workspace = self.session.workspace
        kind = target_kind(found, preset)
        if kind is None:
            return
        usual = "sequence" if preset.name == "compact" else "random"
        name = same_id(found.entry, kind)
        own = found.entry.id
        if name == own or not any(is_written(log, own, name) for log in workspace.logs):
            style = workspace.settings.ids.get("style", usual)
            name = new_id(found.entry, kind, taken, style)
        try:
            result = converted(found, kind, name)
        except EditError as error:
            self.told.left.append((found, str(error)))
            return
        again = ""
        if not own:
            again = written_before(workspace.logs, name, result.text, self.claimed)
        if again:
            # A run was killed when this was written, and its source was not yet taken away.
            self.claimed.add(again)
            result.text, name = result.text.replace(name, again, 1), again
        taken.add(name.upper())
        path = self._free(place(found, preset, kind, result, workspace.settings))
        path = path or home_of(workspace, preset, kind, posixpath.dirname(found.log.path))
        if posixpath.dirname(path) != posixpath.dirname(found.log.path):
            piece = moved(result.text, found.log.path, path, workspace.engine.tree.exists)
            result.text = piece.text
            result.notes += [f"adjust the link {target} by hand" for target in piece.left]
        if path == found.log.path and name == own and result.text == _text(found):
            self.told.same.append((found, result.notes))
            return
        self.told.steps.append(Step(found, kind, own, name, path, result))

    def _free(self, path: str) -> str:
        """The path of a file of its own that no other entry of the run takes."""
        used = {step.path for step in self.told.steps if step.kind.header_section}
        stem, number = path.removesuffix(".md"), 2
        while path in used:
            path, number = f"{stem}-{number}.md", number + 1
        return path

    def _apply(self) -> None:
        by_log: dict[str, list[Step]] = {}
        for step in self.told.steps:
            by_log.setdefault(step.found.log.path, []).append(step)
        sources = {path: steps[0].found.log for path, steps in by_log.items()}
        # What goes elsewhere is written there before it is taken away.
        for path in dict.fromkeys(step.path for step in self.told.steps):
            log = self.session.workspace.log(path)
            steps = [step for step in self.told.steps if step.path == path != step.found.log.path]
            new = [
                step for step in steps if step.new not in self.claimed and not _is_there(log, step)
            ]
            if new:
                self._add(path, new)
        self._rename(by_log, own=False)
        for path, steps in by_log.items():
            current = self.session.workspace.log(path)
            if steps[0].found.entry.shape == "file":
                self.session.put_file(path, sources[path].to_bytes(), None)
                self.session.workspace.drop(path)
            elif current is not None and current is sources[path]:
                self.session.put(rewritten(sources[path], steps))
            elif current is not None:
                self.session.put(rewritten(current, _again(steps, current)))
        self._rename(by_log, own=True)

    def _add(self, path: str, steps: list[Step]) -> None:
        workspace, first = self.session.workspace, steps[0]
        texts = [step.result.text for step in steps]
        if first.kind.header_section:
            newline = first.found.log.newline
            new = _made(path, texts[0].replace("\n", newline) + newline)
            old = read_or_none(workspace.absolute(path))
            if old is None:
                self.session.put(new)
            elif old != new.to_bytes():
                raise UsageError(f"{path} is there already: nothing was converted")
            return
        target = workspace.log(path)
        if target is None:
            if read_or_none(workspace.absolute(path)) is not None:
                raise UsageError(f"{path} is there and is not read as a log: see `learnings where`")
            preset = workspace.presets_of(first.found.log).preset(self.name)
            header = preset.files[posixpath.basename(path)].header
            target = new_log(path, first.found.log, header, archive=False)
        newline = target.newline
        texts = [text.replace("\n", newline) for text in texts]
        self.session.put(added(target, target, texts))

    def _rename(self, sources: Collection[str], *, own: bool) -> None:
        """Write the new IDs wherever a log names an entry; the sources of the run come last."""
        names = {
            step.old: step.new
            for step in self.told.steps
            if step.old and step.new != step.old and step.new
        }
        workspace = self.session.workspace
        for log in list(workspace.logs):
            text = renamed(log.text, names) if (log.path in sources) == own else log.text
            if text != log.text:
                self.session.put(reread(log, text.encode("utf-8", "surrogateescape")))
        if own:
            self._count_strange()

    def _count_strange(self) -> None:
        """Count the entries that are not read as of the preset, for want of a setting."""
        workspace = self.session.workspace
        for step in self.told.steps:
            log_ = workspace.log(step.path)
            for entry in log_.entries if log_ is not None else ():
                if entry.id == step.new and entry.preset != self.name:
                    self.told.strange += 1
        self.told.strange += len(self.told.same)


def _text(found: Found) -> str:
    return body(found.log, found.entry).replace("\r\n", "\n").replace("\r", "\n")


def _is_there(log: Log | None, step: Step) -> bool:
    return is_written(log, step.old, step.new, step.result.text)


def _made(path: str, text: str) -> Log:
    return parse(text.encode("utf-8", "surrogateescape"), path)


def _again(steps: list[Step], log: Log) -> list[Step]:
    """The steps with the entries of a log that has grown meanwhile."""
    known: dict[str, Any] = {entry.id: entry for entry in log.entries}
    return [
        step._replace(found=step.found._replace(log=log, entry=known[step.old])) for step in steps
    ]
