"""An ID that is not of the form PREFIX-YYYYMMDD-NNN.

Links, searches and the next free number go by the ID. One with an empty suffix, without a date
or with a day that the calendar does not have cannot be told from others or sorted, and small
letters are found by no search for `LRN-`. The length and the characters of the suffix are free,
but `XXX` is the template's and no number.

Options, in `[tool.learnings.checks.malformed-id]`:

- `suffix`: a regular expression that the whole suffix has to match, such as `"[0-9]{3}"`.

### Bad

    ## [LRN-20260305-] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity
from learnings.entry import Identifier, Log
from learnings.errors import ConfigurationError
from learnings.lazy import regex
from learnings.preset import Kind

from ._number import Numbers, mentions

_PLACEHOLDER = regex(r"X{2,}|N{2,}|0+[XN]+|\?+|<.*>?", re.IGNORECASE)


@define(
    group="identity",
    severity=Severity.ERROR,
    fix="next free number for an empty suffix, capitals in the prefix; if no log refers to the ID",
    unsafe_fix="the same, if one does",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    pattern = _pattern(context)
    found: list[tuple[Identifier, str, str]] = []
    for entry in log.entries:
        known = entry.identifier
        fault = _fault(known, context.kind(entry), pattern) if known else None
        if known is not None and fault is not None:
            found.append((known, *fault))
    if not found:
        return
    empty = any(_is_empty(known) for known, _, _ in found)
    numbers = _numbers(log, context) if empty else Numbers(())
    said = mentions(context.logs or (log,))
    for known, message, hint in found:
        new = _mended(known, numbers)
        fix = _fix(log, known, new, safe=said[known.text.upper()] < 2) if new else None
        yield Problem(known.span, message, known.text, hint, fix=fix)


def _numbers(log: Log, context: Context) -> Numbers:
    """The numbers of all logs, counted once for all of them."""
    if not context.logs:
        return Numbers((log,))
    if "numbers" not in context.kept:
        context.kept["numbers"] = Numbers(context.logs)
    found: Numbers = context.kept["numbers"]
    return found.apart()


def _pattern(context: Context) -> re.Pattern[str] | None:
    text = context.option("malformed-id", "suffix", "")
    try:
        return re.compile(str(text)) if text else None
    except re.error as error:
        raise ConfigurationError(f"checks.malformed-id.suffix is no pattern: {error}") from None


def _fault(
    known: Identifier, kind: Kind, pattern: re.Pattern[str] | None
) -> tuple[str, str] | None:
    """What is wrong with the ID, and what to do; None if nothing is."""
    text = known.text
    if not known.prefix:
        # Whatever front matter names so; a kind without IDs of its own may call them anything.
        form = f"{kind.prefixes[0]}-YYYYMMDD-NNN" if kind.prefixes else ""
        return (f"{text} is not an ID", f"write it as {form}") if form else None
    if known.date_text and known.date is None:
        return f"{text}: the calendar has no day {known.date_text}", "write the day it was logged"
    if _is_empty(known):
        return f"{text} has nothing behind the date", "give it a number, such as 001"
    if known.date_text and _PLACEHOLDER.fullmatch(known.suffix):
        return f"{text} has the placeholder of a template for a number", "write the next number"
    if not known.prefix.isupper():
        return f"{text} has small letters in its prefix", f"write {known.prefix.upper()}"
    # An own prefix may do with a number; those of the preset come with a date.
    if not known.date_text and known.prefix in kind.prefixes:
        return f"{text} has no date", f"write it as {known.prefix}-YYYYMMDD-NNN"
    if pattern is not None and not pattern.fullmatch(known.suffix):
        return f"{text}: the suffix does not match {pattern.pattern}", "give it another suffix"
    return None


def _is_empty(known: Identifier) -> bool:
    return bool(known.date_text) and not known.suffix and known.text.endswith("-")


def _mended(known: Identifier, numbers: Numbers) -> str:
    """The ID as it should be, where that is only a matter of form; else an empty string."""
    if known.date is None:
        return ""
    if _is_empty(known):
        return numbers.take(known.prefix, known.date)
    upper = known.prefix.upper() + known.text[len(known.prefix) :]
    return upper if upper != known.text else ""


def _fix(log: Log, known: Identifier, new: str, *, safe: bool) -> Fix | None:
    start = log.offset(known.span.line, known.span.column)
    end = start + len(known.text)
    if log.text[start:end] != known.text:
        return None
    return Fix(f"write {new}", (Edit(start, end, new),), safe=safe)
