"""What a change touches: entries that are new or edited, by their text and not by their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .diagnostic import Span
from .entry import Entry, Log
from .lazy import regex
from .markdown.entries import RULE

_BLANKS = regex(r"(?<![ \t])[ \t]*+(?:\r\n|\r|\n)")


@dataclass(slots=True)
class Changes:
    """The files that a change touches, and the first lines of the entries that it adds or edits.

    `aside` are files that a merge left as its first side has them, and that another side has
    otherwise: what it dropped of that side was there. `lines` are the lines that are new in
    files beside the logs.
    """

    files: set[str] = field(default_factory=set)
    entries: set[tuple[str, int]] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    lines: dict[str, frozenset[int]] = field(default_factory=dict)

    @property
    def concerned(self) -> set[str]:
        """The files of which a check may have something to say."""
        return self.files | self.aside

    def touches(self, path: str, entry: Entry | None, span: Span | None = None) -> bool:
        """True for an entry that is new or edited; outside entries, for a file that differs.

        Where the `lines` of the file are known, one of those of the span has to be new. A span
        without a character is about the whole file.
        """
        if entry is None:
            new = self.lines.get(path)
            if new is not None and span is not None and span[:2] != (span[2], span[3]):
                return not new.isdisjoint(range(span.line, span.end_line + 1))
            return path in self.files
        return (path, entry.start) in self.entries


def content(log: Log, entry: Entry) -> str:
    """The text of an entry without what moves with the file: line ends, trailing blanks, `---`."""
    return _without_end(log.body(entry.start, entry.end))


def _without_end(text: str) -> str:
    """The text with line feeds, and without the blank lines and rules at its end."""
    lines = _BLANKS.sub("\n", text).split("\n")
    while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).rstrip()


def appended(new: str, old: str) -> int | None:
    """Where the new text goes on after all of the old one; None if it is no mere addition."""
    kept = old.rstrip()
    return len(kept) if new.startswith(kept) and new[len(kept) : len(kept) + 1] in "\r\n" else None


def compare(
    new: Sequence[Log],
    old: Iterable[Log],
    files: Iterable[str],
    additions: Mapping[str, int] | None = None,
) -> Changes:
    """What differs between the logs before and after; an entry that only moved does not.

    `files` are the paths that the change touches: only their entries are looked at. `additions`
    gives, for logs at whose end something was added, the offset where that begins: their old
    text need not be among `old`.
    """
    known = Counter(content(log, entry) for log in old for entry in log.entries)
    changes = Changes(files=set(files))
    for log in new:
        if log.path not in changes.files:
            continue
        kept = (additions or {}).get(log.path, 0)
        for entry in log.entries:
            if kept and not reaches(log, entry, kept):
                continue
            text = content(log, entry)
            if known[text] > 0:
                known[text] -= 1
            else:
                changes.entries.add((log.path, entry.start))
    return changes


def new_lines(new: Log, old: str | None) -> frozenset[int]:
    """The numbers of the lines of a text that another text does not have; all if there is none."""
    known = set(_BLANKS.sub("\n", old).split("\n")) if old is not None else set()
    numbers = range(1, new.line_count + 1)
    return frozenset(number for number in numbers if new.line(number).rstrip(" \t") not in known)


def reaches(log: Log, entry: Entry, offset: int) -> bool:
    """True if an entry has text of its own behind an offset in the log."""
    end = log.starts[entry.end - 1] if entry.end <= log.line_count else len(log.text)
    if end <= offset:
        return False
    begin = log.starts[entry.start - 1]
    return begin >= offset or bool(_without_end(log.text[offset:end]))
