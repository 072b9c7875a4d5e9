"""Failures of a schema in a person's words: which check, where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .diagnostic import Problem, Span
from .entry import Entry, Log
from .kind import Kind
from .lifecycle import word
from .phrase import UNKNOWN, Failure, describe, listed, meant, shortened, spelt
from .record import Places

_NOT = ("un", "not_", "non_", "no_", "never_", "to_be_", "partially_", "partly_", "half_")
_COUNTED = {
    "minLength": "character",
    "maxLength": "character",
    "minProperties": "key",
    "maxProperties": "key",
}
_ACRONYMS = {"mttr": "MTTR", "mttd": "MTTD", "slo": "SLO", "dora": "DORA", "id": "ID"}


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
        if failure.keyword in UNKNOWN and failure.path[-1:] == (failure.detail,):
            return self._unknown(failure, subject)
        if _is_text(failure.path):
            return self._wrong_text(failure, title)
        if is_whole(failure):
            return self._wrong_whole(failure)
        said = f"`{self.places.key(failure.path) or title}` is `{self.written(failure)}`"
        words = _words(failure)
        if words:
            return f"{said}: use {listed(words)}"
        if "x-expects" in notes:
            return f"{said}: expected {notes['x-expects']}"
        return f"{said}, but {describe(failure)}" + _reason(failure)

    def _unknown(self, failure: Failure, subject: str) -> str:
        """A name that the schema does not know."""
        title = self.title(subject)
        if failure.path[:-1] == ("sections",):
            return f"the schema knows no section {title}"
        if failure.path not in self.places:
            return f"the schema knows no `{failure.detail}` of {_called(failure.path[:-1], self)}"
        inside = f" in {_called(failure.path[:-1], self)}" if len(failure.path) > 1 else ""
        return f"the schema knows no field `{title}`{inside}"

    def _wrong_whole(self, failure: Failure) -> str:
        """What is wrong with an entry or a section as a whole: no value of it alone."""
        path = failure.path[:-1] if failure.keyword == "propertyNames" else failure.path
        what = _called(path, self)
        if "x-expects" in failure.notes:
            return f"{what} is not as it should be: expected {failure.notes['x-expects']}"
        if failure.keyword == "not" and failure.detail == {} and not path:
            return "the schema allows no such entry" + _reason(failure)

        def name(key: str) -> str:
            return self.title(".".join((*map(str, path[1:]), key)))

        said = _counted(failure) or describe(failure, name)
        if path == ("sections",):
            said = said.replace(" keys", " sections").replace(" key", " section")
        return f"{what} {said}{_reason(failure)}"

    def _wrong_text(self, failure: Failure, title: str) -> str:
        words = failure.notes.get("x-words")
        if words:
            return f"the section {title} begins with none of its words: use {listed(words)}"
        because = failure.notes.get("x-because")
        if failure.keyword == "minLength" and not failure.instance:
            return f"the section {title} is empty{_reason(failure)}"
        counted = _counted(failure)
        if counted:
            return f"the section {title} {counted}{_reason(failure)}"
        if because:
            return f"{because}, and the section {title} does not"
        if "x-expects" in failure.notes:
            expected = failure.notes["x-expects"]
            return f"the section {title} is not as it should be: expected {expected}"
        if "x-hint" in failure.notes:
            return f"the section {title} is not in the form that is asked for"
        return f"the section {title} {describe(failure)}"

    def _hint(self, failure: Failure) -> str:
        words = _words(failure)
        if words and isinstance(failure.instance, str):
            near = nearest(failure.instance, words)
            if near:
                return f"did you mean `{near}`?"
        if failure.keyword in UNKNOWN and (near := meant(failure)):
            return f"did you mean `{capitalised(near.replace('_', ' '))}`?"
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


def is_whole(failure: Failure) -> bool:
    """True if it is about an entry or a section, and not about one value or a missing one."""
    path = failure.path
    if failure.keyword in ("required", *UNKNOWN):
        return False
    return failure.keyword == "propertyNames" or not path or _is_section(path)


def _is_section(path: Sequence[str | int]) -> bool:
    return path[0] == "sections" and len(path) < 3


def about(failure: Failure, problem: Problem) -> str:
    """What a violation is told apart by from others of its entry and check."""
    return f"{problem.subject} {problem.message}" if is_whole(failure) else problem.subject


def _called(path: Sequence[str | int], case: Case) -> str:
    if len(path) == 2 and path[0] == "sections":
        return f"the section {case.title(str(path[1]))}"
    return "the entry"


def _counted(failure: Failure) -> str:
    """`has 3 keys, but must have at least 9`; empty for a keyword that counts nothing."""
    what = _COUNTED.get(failure.keyword)
    if what is None:
        return ""
    many, few = len(failure.instance), "most" if failure.keyword.startswith("max") else "least"
    noun = what if many == 1 else f"{what}s"
    return f"has {many} {noun}, but must have at {few} {failure.detail}"


def _reason(failure: Failure) -> str:
    because = failure.notes.get("x-because", "")
    return f": {because}" if because else ""


def _words(failure: Failure) -> list[str]:
    if failure.keyword == "enum":
        return [spelt(item) for item in failure.detail]
    return [spelt(failure.detail)] if failure.keyword == "const" else []


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


def capitalised(name: str) -> str:
    """A folded name as a title: `root cause` is `Root Cause`."""
    return " ".join(_ACRONYMS.get(part, part.capitalize()) for part in name.split())
