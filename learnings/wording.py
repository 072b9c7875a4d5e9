"""Failures of a schema in a person's words: which check, where, what, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .diagnostic import Problem, Span
from .entry import Entry, Log
from .kind import Kind
from .lifecycle import word
from .record import Path, Places

_LONGEST = 40
_MOST_WORDS = 12
_NOT = ("un", "not_", "non_", "no_", "never_", "to_be_", "partially_", "partly_", "half_")
_ACRONYMS = {"mttr": "MTTR", "mttd": "MTTD", "slo": "SLO", "dora": "DORA", "id": "ID"}


class Failure(NamedTuple):
    """One broken keyword: where in the document, which keyword, in which sub-schema.

    `detail` is the keyword's value; for `required` and `additionalProperties` it is the name
    that is missing or unknown. `notes` are the `x-` annotations of that sub-schema and of those
    around it, the inner one first; `known` are the names that an unknown property could have had.
    """

    path: Path
    keyword: str
    detail: Any
    instance: Any
    notes: Mapping[str, Any]
    known: tuple[str, ...] = ()


class Violation(NamedTuple):
    """A violation of a schema, under the name of the check that reports it."""

    check: str
    problem: Problem


class Case(NamedTuple):
    """An entry under judgement: what its failures are worded with."""

    entry: Entry
    log: Log
    kind: Kind
    places: Places

    def violation(self, failure: Failure) -> Violation:
        """Word one failure."""
        notes = failure.notes
        missing = failure.keyword == "required" or "x-subject" in notes
        check = notes.get("x-check") or _check(failure)
        subject = notes.get("x-subject") or _subject(failure)
        message = (
            self._missing(failure, check, subject) if missing else self._wrong(failure, subject)
        )
        hint = self._lacking(failure, subject) if missing else self._hint(failure)
        return Violation(check, Problem(self._span(failure, missing), message, subject, hint))

    def _missing(self, failure: Failure, check: str, subject: str) -> str:
        because = failure.notes.get("x-because", "")
        title = self.title(subject)
        if check == "missing-section":
            return f"the section {title} is missing" + (f": {because}" if because else "")
        if self._empty(failure):
            return f"`{title}` is empty" + (f": {because}" if because else "")
        if check == "missing-field":
            return f"`{title}` is missing" + (f": {because}" if because else "")
        there = "the" if failure.keyword == "pattern" else "there is no"
        rest = f"{there} {title}" + (" does not" if there == "the" else "")
        return f"{because}, and {rest}" if because else f"`{title}` is missing"

    def _wrong(self, failure: Failure, subject: str) -> str:
        notes, title = failure.notes, self.title(subject)
        if _is_text(failure.path):
            return self._wrong_text(failure, title)
        said = f"`{title}` is `{self.written(failure)}`"
        words = _words(failure)
        if words:
            return f"{said}: use {listed(words)}"
        if "x-expects" in notes:
            return f"{said}: expected {notes['x-expects']}"
        return f"{said}, but {describe(failure)}"

    def _wrong_text(self, failure: Failure, title: str) -> str:
        words = failure.notes.get("x-words")
        if words:
            return f"the section {title} begins with none of its words: use {listed(words)}"
        because = failure.notes.get("x-because")
        if failure.keyword == "minLength":
            return f"the section {title} is empty" + (f": {because}" if because else "")
        if because:
            return f"{because}, and the section {title} does not"
        return f"the section {title} is not in the form that is asked for"

    def _hint(self, failure: Failure) -> str:
        words = _words(failure)
        if words and isinstance(failure.instance, str):
            near = nearest(failure.instance, words)
            if near:
                return f"did you mean `{near}`?"
        found: str = failure.notes.get("x-hint", "")
        return found

    def _lacking(self, failure: Failure, subject: str) -> str:
        """What to do about what is missing: a section that is there need not be added."""
        if failure.keyword == "pattern" and _is_text(failure.path):
            return f"add it to the section {self.title(subject)}"
        found: str = failure.notes.get("x-hint", "")
        return found

    def _span(self, failure: Failure, missing: bool) -> Span:
        path = failure.path
        empty = self._empty(failure)
        if missing and empty is not None:
            return empty
        while path:
            found = self.places.get(path)
            if found is not None:
                return found
            path = path[:-1]
        return self.entry.span

    def _empty(self, failure: Failure) -> Span | None:
        """The place of a missing value whose key is there."""
        if failure.keyword != "required":
            return None
        return self.places.get((*failure.path, str(failure.detail)))

    def written(self, failure: Failure) -> str:
        """The value as it stands in the log, shortened."""
        span = self._span(failure, False)
        line = self.log.line(span.line)
        text = line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""
        return shortened(text or str(failure.instance))

    def title(self, subject: str) -> str:
        """What the template calls a field or a section."""
        section, _, field = subject.replace("_", " ").rpartition(".")
        spec = self.kind.section(section) if section else None
        found = (spec.field(field) if spec else None) if section else self.kind.field(field)
        if found is None and not section:
            own = self.kind.section(field)
            return own.title if own is not None else capitalised(field)
        return found.title if found is not None else capitalised(field)


def _check(failure: Failure) -> str:
    if failure.keyword == "required":
        return "missing-section" if failure.path == ("sections",) else "missing-field"
    return "unknown-value" if failure.keyword in ("enum", "const") else "malformed-value"


def _subject(failure: Failure) -> str:
    names = [str(part) for part in failure.path if isinstance(part, str)]
    if failure.keyword == "required":
        names.append(str(failure.detail))
    if names[:1] == ["sections"] and len(names) > 1:
        names = names[1:]
    if len(names) > 1 and names[-1] == "text":
        names.pop()
    return ".".join(names)


def _is_text(path: Sequence[str | int]) -> bool:
    return len(path) == 3 and path[0] == "sections" and path[2] == "text"


def _words(failure: Failure) -> list[str]:
    if failure.keyword == "enum":
        return [item for item in failure.detail if isinstance(item, str)]
    return [failure.detail] if failure.keyword == "const" else []


def describe(failure: Failure) -> str:
    """What is wrong, in words that fit any document; the place is said by the caller."""
    keyword, detail = failure.keyword, failure.detail
    if keyword == "required":
        return f"`{detail}` is missing"
    if keyword == "additionalProperties":
        import difflib

        near = difflib.get_close_matches(str(detail), failure.known, 1, 0.7)
        return f"unknown key `{detail}`" + (f"; did you mean `{near[0]}`?" if near else "")
    if keyword == "type":
        names = [detail] if isinstance(detail, str) else detail
        return f"must be {' or '.join(_ARTICLES.get(name, str(name)) for name in names)}"
    if keyword in ("enum", "const"):
        words = detail if keyword == "enum" else [detail]
        return f"must be {' or '.join(f'`{item}`' for item in words)}"
    return _SAID[keyword].format(detail) if keyword in _SAID else "is not valid here"


_ARTICLES = {
    "object": "a table",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
    "null": "null",
}
_SAID = {
    "pattern": "must match `{}`",
    "minLength": "must have at least {} characters",
    "maxLength": "must have at most {} characters",
    "minItems": "must have at least {} items",
    "maxItems": "must have at most {} items",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
}


def listed(words: Sequence[str]) -> str:
    """`low, medium or high`; a long list is cut."""
    shown = list(words[:_MOST_WORDS])
    if len(words) > _MOST_WORDS:
        return f"{', '.join(shown)} … ({len(words)} words)"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def nearest(text: str, words: Sequence[str], cutoff: float = 0.6) -> str:
    """The word that a text was probably meant to be, or an empty string.

    What says the opposite of a word is as near as a slip, and means something else.
    """
    import difflib

    forms = {word(item): item for item in words}
    key = word(text)
    if key.startswith(_NOT) and not any(form.startswith(_NOT) for form in forms):
        return ""
    found = difflib.get_close_matches(word(text), list(forms), 1, cutoff)
    return forms[found[0]] if found else ""


def shortened(text: str) -> str:
    """A value short enough for a message, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def capitalised(name: str) -> str:
    """A folded name as a title: `root cause` is `Root Cause`."""
    return " ".join(_ACRONYMS.get(part, part.capitalize()) for part in name.split())
