"""A log without its sensitive values: replaced, read again, and looked through once more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .entry import Entry, Log
from .errors import RepositoryError
from .exposure import replacements
from .markdown.again import parse_again
from .privacy.finding import Finding
from .privacy.redaction import PLAIN, Redactor, Replacement, redacted

# What stood apart may be a value once its neighbour is gone: looked for as often as this.
_ROUNDS = 4

_BY_HAND = {"excerpt": "it is no text", "link": "it is what a link says"}

Look = Callable[[Log], Collection[Finding]]


@dataclass(slots=True)
class Redaction:
    """A log after its redaction, what was replaced, and the findings that are left.

    `found` are the findings in the `old` log at the beginning. `reason` says why some are left.
    """

    old: Log
    log: Log
    found: list[Finding] = field(default_factory=list)
    replaced: list[Replacement] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    reason: str = ""


def redact(log: Log, look: Look, redactor: Redactor = PLAIN) -> Redaction:
    """Put placeholders in the place of what `look` finds in a log.

    Every entry keeps its fields and sections, and all other text stays byte for byte. A log that
    was not read whole is left alone.
    """
    found = list(look(log))
    result = Redaction(log, log, found, left=found)
    if log.fault and log.fault != "nul":
        result.reason = f"it was not read whole ({log.fault})"
        return result
    if log.beside not in ("", "file"):
        result.reason = _BY_HAND.get(log.beside, "it is no file") if found else ""
        return result
    rounds: list[list[Replacement]] = []
    while result.left and len(rounds) < _ROUNDS and (made := _step(result, redactor)):
        rounds.append(made)
        result.left = _with_kept(list(look(result.log)), result.left)
    if len(rounds) > 1:
        _at_once(result, rounds, look, redactor)
    if result.left and not result.reason:
        result.reason = "a placeholder would change how the entry is read"
    return result


def redacted_text(
    text: str, findings: Iterable[Finding], redactor: Redactor = PLAIN
) -> tuple[str, list[Replacement]]:
    """A text that is no log without its sensitive values, and what replaced them."""
    made = redactor.replacements(text, findings)
    return redacted(text, made), made


def shape(log: Log, without: Collection[int] = ()) -> list[tuple[str, ...]]:
    """What a redaction keeps of each entry: how it is read, its fields and its sections.

    Fields on the lines `without` are left out.
    """
    return [_shape(entry, without) for entry in log.entries]


def refuse_left(result: Redaction) -> None:
    """Raise `RepositoryError` where something is left, with the lines and never a value."""
    if result.left:
        lines = sorted({result.log.place(item.start)[0] for item in result.left})
        where = ", ".join(map(str, lines[:8]))
        raise RepositoryError(f"{result.log.path}: not redacted (line {where}): {result.reason}")


def _step(result: Redaction, redactor: Redactor) -> list[Replacement]:
    """Replace what is left, all at once or what of it holds alone; gives what was replaced.

    Afterwards what is left is what did not hold, where it stands now: what made it known, such as
    the word before another copy of it, may be beside a placeholder now.
    """
    log = result.log
    made = replacements(log, result.left, redactor)
    new, kept = _changed(log, made), []
    if new is None:
        kept = [item.finding for item in made if _changed(log, [item]) is None]
        made = [item for item in made if item.finding not in kept]
        new = _changed(log, made) if made else None
    if new is None:
        return []
    result.log = new
    result.replaced += made
    result.left = [_moved(item, made) for item in kept]
    return made


def _at_once(
    result: Redaction, rounds: Sequence[list[Replacement]], look: Look, redactor: Redactor
) -> None:
    """Replace what several rounds found as if the first had found it, so that it counts as one.

    Where that leaves something, it stays as it is.
    """
    found: list[Finding] = []
    for made in reversed(rounds):
        found = [_moved_back(item, made) for item in found]
        found += [item.finding for item in made]
    result.found = sorted({*result.found, *found})
    made = replacements(result.old, found, redactor)
    new = None if result.left else _changed(result.old, made)
    if new is not None and not look(new):
        result.log, result.replaced = new, made


def _moved(item: Finding, made: Iterable[Replacement]) -> Finding:
    edits = [other.edit for other in made if other.edit.end <= item.start]
    by = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    return item._replace(start=item.start + by, end=item.end + by)


def _moved_back(item: Finding, made: Iterable[Replacement]) -> Finding:
    """A finding where it stood before something was replaced; what lay in it is in it again."""
    start, end, by = item.start, item.end, 0
    for edit in sorted(other.edit for other in made):
        first, last = edit.start + by, edit.start + by + len(edit.text)
        by += len(edit.text) - (edit.end - edit.start)
        if last <= item.start:
            start = item.start - by
        elif first < item.start:
            start = edit.start
        if last <= item.end:
            end = item.end - by
        elif first < item.end:
            end = edit.end
    return item._replace(start=start, end=end)


def _with_kept(found: list[Finding], kept: Iterable[Finding]) -> list[Finding]:
    """What is found now, and what could not be replaced and is not found any more."""
    lost = [
        item
        for item in kept
        if not any(other.start < item.end and item.start < other.end for other in found)
    ]
    return sorted([*found, *lost])


def _changed(log: Log, made: list[Replacement]) -> Log | None:
    """The log with the replacements; None if an entry would be read otherwise."""
    new = parse_again(log, redacted(log.text, made))
    new.is_archive = log.is_archive
    return new if shape(new) == shape(log, frozenset(_within(log, made))) else None


def _within(log: Log, made: Iterable[Replacement]) -> Iterator[int]:
    """The lines of blocks that go whole: what looks like a field in a key is none."""
    for item in made:
        first, last = (log.place(at)[0] for at in (item.edit.start, item.edit.end))
        if first < last:
            yield from range(first, last + 1)


def _shape(entry: Entry, without: Collection[int]) -> tuple[str, ...]:
    names = [entry.shape, *(item.name for item in entry.fields if item.line not in without)]
    for section in entry.sections:
        fields = (item for item in section.fields if item.line not in without)
        names += ["#" * section.level, section.name, *(item.name for item in fields)]
    return tuple(names)
