"""What a check says (`Problem`) and what the engine makes of it (`Diagnostic`)."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Severity(enum.StrEnum):
    """How bad a finding is; the words are SARIF's levels."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error, so that severities can be compared."""
        return ("note", "warning", "error").index(self.value)


class Confidence(enum.StrEnum):
    """How sure a check is; findings of low confidence are hidden unless asked for."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 2 for high, so that confidences can be compared."""
        return ("low", "medium", "high").index(self.value)


class Span(NamedTuple):
    """A place in a file: lines and columns count from 1, columns in code points.

    `end_column` is the column after the last character, as in SARIF 2.1.0, section 3.30.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, line: int, column: int = 1, length: int = 0) -> Span:
        """The span of `length` characters on one line."""
        return tuple.__new__(cls, (line, column, line, column + length))


class Related(NamedTuple):
    """A second place that explains a problem, maybe in another file."""

    path: str
    span: Span
    message: str


class Edit(NamedTuple):
    """Replace the characters from offset `start` up to `end` of `Log.text`."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that mend a problem; a safe fix keeps the meaning of the entry.

    `path` is the log to edit where that is another than the one with the problem.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True
    path: str = ""


class Problem(NamedTuple):
    """What a check yields: where, what, and about what (`subject`: a field, an ID).

    `path` is given by repository-wide checks only; the engine knows it otherwise. `gone` is the
    ID of the entry that it is about where no log holds that any more: it then stands on the
    first line of `path`, which need not be there itself. `facts` are what the message says in
    words, by name, for those who count with it: days are ISO 8601. `confidence` is given where the
    check is not equally sure of all that it finds. `new` says that the judged change made it,
    though it may have left every entry as it was: a merge brings two together.
    """

    span: Span
    message: str
    subject: str = ""
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    path: str = ""
    gone: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()
    confidence: Confidence | None = None
    new: bool = False


class Diagnostic(NamedTuple):
    """A problem stamped by the engine with check, weight, place and entry.

    `commit` is the object ID of the commit that it is in, where several were judged.
    """

    path: str
    check: str
    group: str
    severity: Severity
    confidence: Confidence
    problem: Problem
    entry: str = ""
    anchor: str = ""
    commit: str = ""

    @property
    def span(self) -> Span:
        """Where it is."""
        return self.problem.span

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits over check, entry (or file) and subject.

        No line number and no message: a log that grows or a text that is
        reworded leaves a baseline as it is.
        """
        import hashlib

        about = self.entry or self.anchor or self.path
        text = "\x00".join((self.check, about, self.problem.subject))
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """By file, place and name: the order of every output."""
        return (self.path, self.span, self.check, self.problem.subject)
