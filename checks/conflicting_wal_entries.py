"""Two write-ahead entries contradict each other.

Two operations that are open on one resource at once undo each other's way back, and an operation
that was both committed and rolled back leaves nobody knowing what is true. Finish one operation
before the next one begins; keep the ending that the real state shows.

Resources are compared as they are written, apart from case and back-ticks. A remark behind one in
parentheses, such as its region, tells two apart only where both have one. An operation is the same
if its time and its words are.

### Bad

    <!-- path: memory/working-buffer.md -->
    # Working Buffer

    ## WAL Entry — 2026-03-10 14:32
    **Operation**: terraform apply, replaces the payments database
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: Restore the snapshot payments-2026-03-10
    **Status**: PENDING

    ## WAL Entry — 2026-03-10 15:10
    **Operation**: terraform destroy of the payments module
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: Restore the snapshot payments-2026-03-10
    **Status**: PENDING

### Good

    <!-- path: memory/working-buffer.md -->
    # Working Buffer

    ## WAL Entry — 2026-03-10 14:32
    **Operation**: terraform apply, replaces the payments database
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: Restore the snapshot payments-2026-03-10
    **Status**: ROLLED_BACK

    ## WAL Entry — 2026-03-10 15:10
    **Operation**: terraform destroy of the payments module
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: Restore the snapshot payments-2026-03-10
    **Status**: PENDING
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Field, Log
from learnings.lazy import regex
from learnings.record import status
from learnings.value import listing

from ._fields import shown
from ._wal import CLOSED, about, entries, pending

_REMARKS = regex(r"[(（][^()（）]*[)）]")
_REMARK = regex(r"(?P<name>[^()（）]*[^()（）\s])\s*[(（](?P<remark>[^()（）]*)[)）]")
_COMMAS = regex(r"[,;，；、]")
_NOTHING = frozenset(("", "none", "n/a", "na", "-", "all", "everything", "tbd", "unknown", "无"))


@define(group="lifecycle", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive or not log.entries:
        return
    # The other side of a contradiction may be an entry that a change did not touch.
    found = entries(context.whole(log))
    yield from _two_endings(found, log, context)
    yield from _one_resource(pending(found, context), log)


def _two_endings(found: Sequence[Entry], log: Log, context: Context) -> Iterator[Problem]:
    endings: dict[tuple[str, str], tuple[Entry, str]] = {}
    for entry in found:
        name, now, field = about(entry), status(entry, context.presets), entry.field("status")
        if name is None or field is None or now not in CLOSED:
            continue
        first, before = endings.setdefault(name, (entry, now))
        if before != now:
            message = f"the operation is `{now}` here, but `{before}` on line {first.span.line}"
            places = (Related(log.path, first.span, f"`{before}` here"),)
            yield Problem(field.span, message, "status", "keep the one that is true", places)


def _one_resource(found: Sequence[Entry], log: Log) -> Iterator[Problem]:
    taken: dict[str, dict[str, Entry]] = {}
    for entry in found:
        field = entry.field("affected resources")
        for item in _resources(field) if field is not None else ():
            whole = _plain(item)
            name, remark = _parted(whole)
            if field is None or name in _NOTHING:
                continue
            known = taken.setdefault(name, {})
            first = _before(known, remark, entry)
            known.setdefault(remark, entry)
            if first is not None:
                message = (
                    f"{shown(item)} is touched by two operations that are `PENDING`, here and in"
                    f" the entry on line {first.span.line}"
                )
                hint = "finish one of them first: verify the real state, then set its status"
                places = (Related(log.path, first.span, "the other operation"),)
                yield Problem(field.span, message, whole, hint, places)
                break


def _resources(field: Field) -> Iterator[str]:
    """The resources of a field; a comma inside parentheses parts none."""
    for line in field.text.split("\n"):
        whole = _REMARKS.sub(lambda found: _COMMAS.sub(" ", found[0]), line.strip().lstrip("-*+ "))
        yield from listing(whole)


def _plain(item: str) -> str:
    return " ".join(item.replace("`", " ").split()).strip(" *.").casefold()


def _parted(whole: str) -> tuple[str, str]:
    """A resource and the remark behind it, which may be empty."""
    found = _REMARK.fullmatch(whole)
    return (found["name"], " ".join(found["remark"].split())) if found else (whole, "")


def _before(known: Mapping[str, Entry], remark: str, entry: Entry) -> Entry | None:
    """The earlier entry that means the same resource: a remark that is missing fits any."""
    same = [first for other, first in known.items() if other == remark or not (other and remark)]
    return next((first for first in same if first is not entry), None)
