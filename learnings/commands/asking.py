"""Questions on a terminal: what a new entry lacks, and what to do about one that is like it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..composition import missing
from ..draft import Draft
from ..kind import Kind
from ..output.escape import inert, visible
from ..vocabulary import field_name, section_name


class Aborted(Exception):
    """The person ended the input: nothing is to be written."""


def on_terminal() -> bool:
    """True if somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def fill(draft: Draft) -> dict[str, str]:
    """What a person says of the things that the draft lacks.

    An empty answer leaves a thing out. Raises `Aborted` at the end of the input.
    """
    lacking = missing(draft)
    if lacking:
        say("Enter leaves a thing out; Ctrl-D writes nothing.")
    found = {}
    for name in lacking:
        answer = _answer(draft.kind, name)
        if answer:
            found[name] = answer
    return found


def choose(lines: Sequence[str], ids: Sequence[str]) -> tuple[str, str]:
    """What to do when entries are alike: `new`, or `update` with an ID.

    Raises `Aborted` if the person wants neither.
    """
    say("This is known already, it seems:")
    for line in lines:
        say(f"  {line}")
    first = ids[0] if ids else ""
    update = f"update {first} (u), " if first else ""
    while True:
        answer = _read(f"write it all the same (n), {update}or abort (a)? ").casefold()
        if answer in ("n", "new"):
            return "new", ""
        if first and answer in ("u", "update"):
            return "update", first
        named = next((name for name in ids if name.casefold() == answer.split(" ")[-1]), "")
        if named:
            return "update", named
        if answer in ("a", "abort"):
            raise Aborted


def say(text: str) -> None:
    """Print a line that may quote a log."""
    sys.stdout.write(f"{inert(visible(text))}\n")


def _answer(kind: Kind, name: str) -> str:
    values, closed = _values(kind, name)
    offered = f" ({', '.join(values)}{'' if closed else ', …'})" if values else ""
    while True:
        answer = _read(f"{name.replace('_', ' ')}{offered}: ")
        if not answer or not closed or answer.casefold() in (value.casefold() for value in values):
            return answer
        say(f"{answer} is none of them")


def _values(kind: Kind, name: str) -> tuple[Sequence[str], bool]:
    """The words that a field may have, and whether others are refused."""
    if name == "category" and kind.categories:
        return kind.categories, kind.categories_closed
    if name == "area":
        return kind.areas, kind.areas_closed
    if name == "priority":
        return kind.priorities, bool(kind.priorities)
    if name == "severity":
        return kind.severities, bool(kind.severities)
    spec = kind.field(field_name(name)) or kind.section(section_name(name))
    return (spec.values, spec.closed) if spec is not None else ((), False)


def _read(question: str) -> str:
    sys.stdout.write(inert(visible(question)))
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        raise Aborted from None
    if not line:
        raise Aborted
    return line.strip()
