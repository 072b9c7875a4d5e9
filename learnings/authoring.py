"""New entries: the kind that is meant, the log it belongs to, an ID, a place, a judgement.

Everything happens in a `Session`, that is under the lock and on logs as they are; nothing is
written before the session is committed.
"""

from __future__ import annotations

import datetime as dt
import os
import posixpath
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from .advice import options
from .allocation import allocate
from .change import compare
from .composition import missing
from .diagnostic import Diagnostic, Severity
from .draft import render
from .editor import EditError, Style, edited, insert_entry, style_of
from .editor.entries import text_of
from .engine import Engine
from .entry import Entry, Log
from .errors import RepositoryError, UsageError
from .kind import Kind
from .likeness import Alike, Finder
from .markdown import parse
from .planning import Plan, Request, plan
from .redacting import redact, refuse_left
from .similarity import ALIKE
from .value import moment
from .workspace import Session, Workspace, read_or_none


class Added(NamedTuple):
    """A new entry in its log, entries that are like it, and what the checks say of it.

    `redacted` are the kinds of sensitive values that were replaced in it.
    """

    log: Log
    entry: Entry
    kind: Kind
    alike: list[Alike]
    findings: list[Diagnostic]
    redacted: tuple[str, ...] = ()


def add(
    session: Session, request: Request, finder: Finder | None = None, known: Collection[str] = ()
) -> Added:
    """Put a new entry into the session, with an ID of its own.

    Entries whose keys are in `known` are not called alike. Raises what `plan` raises, and
    `UsageError` where the text in an editor is not one entry.
    """
    workspace = session.workspace
    planned = plan(workspace, request)
    added = _put(workspace, planned, request)
    if not request.preset and added.entry.preset != planned.preset.name and _is_first(added):
        # The neighbours of an empty log tell which dialect is spoken there.
        again = plan(workspace, request, added.entry.preset)
        if again.draft.kind.name == planned.draft.kind.name:
            planned, added = again, _put(workspace, again, request)
    if not request.text:
        _refuse_other_kind(planned, added)
    if added.entry.shape != "wal":
        found = alike(workspace, added, finder)
        added = added._replace(alike=[item for item in found if item.found.entry.key not in known])
    session.put(added.log)
    return added


def alike(workspace: Workspace, added: Added, finder: Finder | None = None) -> list[Alike]:
    """The entries that are like a new one, but for those that it names."""
    return (finder or Finder(workspace)).like(added.entry, added.log, least=ALIKE)


def trial(workspace: Workspace, request: Request) -> tuple[Plan, Added]:
    """The entry as it would be, judged and not written, by the kind that is asked for.

    What the workspace knows of the logs is not changed. Raises what `plan` raises.
    """
    planned = plan(workspace, request)
    return planned, _put(workspace, planned, request, is_trial=True)


def needed_besides(workspace: Workspace, request: Request, errors: Collection[str]) -> list[str]:
    """What a grave entry would need as well, where nobody has said yet how severe this one is."""
    kind = plan(workspace, request).draft.kind
    if "severity" not in errors or not kind.severities or request.text:
        return []
    worst = replace(request, given={**request.given, "severity": kind.severities[0]})
    findings = trial(workspace, worst)[1].findings
    told = [item.problem.subject for item in findings
            if item.group == "schema" and item.severity == Severity.ERROR]  # fmt: skip
    return [name for name in told if name not in errors]


def _is_first(added: Added) -> bool:
    """True if the log has no other entry that would show its dialect."""
    return not any(entry is not added.entry and entry.kind == added.entry.kind
                   for entry in added.log.entries)  # fmt: skip


def _refuse_other_kind(planned: Plan, added: Added) -> None:
    """An entry that lacks much may be taken for one of another dialect, and judged as such."""
    kind = planned.draft.kind
    if (added.entry.preset, added.entry.kind) == (planned.preset.name, kind.name):
        return
    lacking = options(missing(planned.draft), kind)
    raise UsageError(f"nothing was written: without more it would be read as an entry of the "
                     f"preset {added.entry.preset}, not {planned.preset.name}"
                     f"{f'; say {lacking}' if lacking else ''}")  # fmt: skip


def _put(workspace: Workspace, planned: Plan, request: Request, *, is_trial: bool = False) -> Added:
    kind = planned.draft.kind
    old = _old_log(workspace, planned)
    log = old if old is not None and old.text.strip() else _headed(planned)
    if any(region.reason == "conflict" for region in log.regions):
        raise UsageError(f"{log.path} has conflict markers: settle the merge first")
    if not kind.prefixes and kind.level == 1 and log.text.strip():
        raise UsageError(f"{log.path} exists: give the entry another title or --when")
    style = style_of(log, _style(kind))
    text = _text(workspace, planned, request, style)
    redacted: tuple[str, ...] = ()
    if request.redact:
        text, redacted = _without_values(workspace, planned, text)
    edits = insert_entry(log, text, _style(kind))
    result = edited(log, edits, added=1)
    at = edits[0].start + len(edits[0].text) - len(edits[0].text.lstrip("\r\n-*_ "))
    entry = _entry(result, at, text)
    others = [item for item in workspace.logs if item.path != result.path]
    beside = [item for item in others if posixpath.dirname(item.path) == _folder(result)]
    workspace.engine.recognise([*beside, result])
    if is_trial:
        entry.preset, entry.kind = planned.preset.name, kind.name
    actual = workspace.presets_of(result).kind(entry)
    return Added(result, entry, actual, [], _judged(workspace, result, log), redacted)


def _without_values(workspace: Workspace, planned: Plan, text: str) -> tuple[str, tuple[str, ...]]:
    """The text of an entry with placeholders for what is sensitive, and which kinds there were."""
    watch = workspace.engine.watch
    draft = parse(text.encode("utf-8", "surrogateescape"), planned.path)
    done = redact(draft, watch.findings, watch.redactor(planned.path))
    refuse_left(done)
    return done.log.text, tuple(dict.fromkeys(item.finding.kind for item in done.replaced))


def _folder(log: Log) -> str:
    return posixpath.dirname(log.path)


def _old_log(workspace: Workspace, planned: Plan) -> Log | None:
    log = workspace.log(planned.path)
    if log is not None and log.fault:
        raise RepositoryError(f"{log.path} {log.refusal}: it is not written")
    if log is not None:
        return log
    path = workspace.absolute(planned.path)
    if not planned.draft.kind.level == 1 and not os.path.isdir(os.path.dirname(path)):
        raise UsageError(f"there is no folder `{posixpath.dirname(planned.path)}`: "
                         "run `learnings init`, or make it first")  # fmt: skip
    data = read_or_none(path)
    if data is None:
        return None
    found = parse(data, planned.path)
    workspace.replace(found)
    return found


def _headed(planned: Plan) -> Log:
    """A log that holds its header alone."""
    spec = planned.preset.of_file(posixpath.basename(planned.path))
    files = planned.preset.files.values()
    header = next((row.header for row in files if row.kind == planned.draft.kind.name), "")
    if spec is None and planned.draft.kind.level == 1:
        header = ""
    return parse(header.encode(), planned.path)


def _style(kind: Kind) -> Style:
    """What a log without entries looks like: only the long template parts entries by rules."""
    return Style(rule="---" if kind.bracketed and kind.level == 2 else "")


def _text(workspace: Workspace, planned: Plan, request: Request, style: Style) -> str:
    """The entry as it will stand in the log, with an ID that nobody has."""
    kind = planned.draft.kind
    if request.text:
        told = pruned(request.text, planned.path)
        return _with_free_id(workspace, planned, told, request.when)
    planned.draft.id = free_id(workspace, kind, request.when)
    return render(planned.draft, style, skeleton=False)


def free_id(workspace: Workspace, kind: Kind, when: str) -> str:
    """An ID that nobody has, in the style of the settings; empty where a kind has none."""
    if not kind.prefixes:
        return ""
    usual = "sequence" if kind.preset == "compact" else "random"
    style = workspace.settings.ids.get("style", usual)
    found = moment(when)
    day = found.day if found is not None else dt.datetime.now(dt.timezone.utc).date()
    return allocate(kind.prefixes[0], day, workspace.ids(), style)


def _with_free_id(workspace: Workspace, planned: Plan, text: str, when: str) -> str:
    log = only_entry(text, planned.path)
    identifier = log.entries[0].identifier
    if identifier is None or identifier.text.upper() not in workspace.ids():
        return text
    start = log.offset(identifier.span.line, identifier.span.column)
    new = free_id(workspace, planned.draft.kind, when)
    return log.text[:start] + new + log.text[start + len(identifier.text) :]


def pruned(text: str, path: str) -> str:
    """The text of one entry without the fields and sections that were left empty."""
    log = only_entry(text, path)
    entry = log.entries[0]
    gone: set[int] = set()
    for section in entry.sections:
        if not any(log.line(line).strip() for line in range(section.start, section.end)):
            gone.update(range(section.span.line, section.end))
    for field in [*entry.fields, *(item for part in entry.sections for item in part.fields)]:
        if not field.text.strip() and log.line(field.line).rstrip().endswith((":", "*")):
            gone.add(field.line)
    kept = [log.line(line) for line in range(1, log.line_count + 1) if line not in gone]
    return "\n".join(kept).strip("\n")


def only_entry(text: str, path: str) -> Log:
    """The text as a log; raises `UsageError` unless it is one entry and nothing else."""
    log = parse(text.encode("utf-8", "surrogateescape"), path)
    found = len(log.entries)
    if found != 1 or log.body(1, log.entries[0].start).strip():
        what = "no entry" if not found else f"{found} entries" if found > 1 else "more than one"
        raise UsageError(f"what was written is {what}: keep the heading as it was, and one of it")
    return log


def _entry(log: Log, at: int, text: str) -> Entry:
    """The entry that begins at an offset; raises `EditError` unless it reads as it was meant."""
    entry = log.entry_at(log.place(min(at, len(log.text)))[0])
    if entry is not None:
        wanted = [line.rstrip() for line in text.splitlines() if line.strip()]
        there = [line.rstrip() for line in text_of(log, entry).splitlines() if line.strip()]
        if there == wanted:
            return entry
    raise EditError(f"{log.path} does not take the entry where it should stand: "
                    "run `learnings lint` on it and mend its structure first")  # fmt: skip


def _judged(workspace: Workspace, log: Log, old: Log) -> list[Diagnostic]:
    """What the checks that look at one log say of what is new in it."""
    engine = Engine(workspace.settings, workspace.engine.today, workspace.engine.tree)
    engine.changes = compare([log], [old], {log.path})
    # That something old waits is no news to who writes it down.
    return [item for item in engine.alone(log).diagnostics if item.group != "ageing"]
