"""Questions on a terminal: what a new entry lacks, and what to do about one that is like it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from ..advice import choices
from ..authoring import Added, trial
from ..composition import missing
from ..diagnostic import Diagnostic, Severity
from ..errors import UsageError
from ..kind import Kind
from ..legible import decoded
from ..output.escape import inert, visible
from ..planning import Plan, Request
from ..vocabulary import field_name, json_name, section_name
from ..workspace import Workspace


class Aborted(Exception):
    """The person ended the input: nothing is to be written."""


def on_terminal() -> bool:
    """True if somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def interview(
    workspace: Workspace, request: Request, look: Callable[[Workspace, Added], bool]
) -> bool:
    """Ask for what the entry lacks, and again for what cannot be; False if `look` ends it.

    After each answer the entry is judged as it would be, so that what an answer makes necessary
    is asked for too. `look` is shown the entry once, as soon as it says something. What is
    answered goes into the request. Raises `Aborted` at the end of the input.
    """
    asked: set[str] = set()
    last, shown = "", False
    while True:
        planned, added = trial(workspace, request)
        wrong = [item for item in reversed(added.findings) if item.severity == Severity.ERROR]
        errors = {_question(planned.draft.kind, item.problem.subject): item for item in wrong}
        if last in errors and last in request.given:
            # It was said and cannot be: the judgement is the reason, and it is asked again.
            say(_reason(errors[last]))
            del request.given[last]
            asked.discard(last)
            last = ""
            continue
        if not shown and not planned.is_blank:
            shown = True
            if not look(workspace, added):
                return False
        name = _next(planned, errors, asked)
        if not name:
            return True
        if not asked:
            say("Enter leaves a thing out that may be missing; Ctrl-D writes nothing.")
        asked.add(name)
        answer = _answer(planned.draft.kind, name, errors.get(name))
        if answer:
            request.given[name], last = answer, name


def _next(plan: Plan, errors: dict[str, Diagnostic], asked: set[str]) -> str:
    """What is asked for next: what the template requires, then what the entry itself does."""
    kind = plan.draft.kind
    lacking = [_question(kind, name) for name in missing(plan.draft)]
    lacking += [name for name, item in errors.items()
                if item.check in ("missing-field", "missing-section")]  # fmt: skip
    return next((name for name in lacking if name not in asked), "")


def _question(kind: Kind, name: str) -> str:
    """What is asked for a thing: a section of fields by the first that has words to choose from."""
    spec = kind.section(section_name(name))
    if spec is None or spec.name == kind.header_section:
        return name
    field = next((item for item in spec.fields if item.values), None)
    return f"{json_name(spec.name)}.{json_name(field.name)}" if field is not None else name


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


def wants_editor() -> bool:
    """True if the person wants to mend in the editor what was refused."""
    while True:
        try:
            answer = _read("mend it in your editor (e), or stop here (s)? ").casefold()
        except Aborted:
            return False
        if answer in ("e", "edit"):
            return True
        if answer in ("", "s", "stop"):
            return False


def say(text: str) -> None:
    """Print a line that may quote a log."""
    sys.stdout.write(f"{inert(visible(text))}\n")


def _answer(kind: Kind, name: str, required: Diagnostic | None) -> str:
    values, closed = _values(kind, name)
    offered = f" ({', '.join(values)}{'' if closed else ', …'})" if values else ""
    while True:
        answer = _read(f"{name.replace('_', ' ').replace('.', ': ')}{offered}: ")
        if not answer and required is not None:
            say(_reason(required))
        elif closed and answer and answer.casefold() not in (item.casefold() for item in values):
            say(f"{answer} is none of them")
        else:
            known = (item for item in values if item.casefold() == answer.casefold())
            return next(known, answer)


def _reason(item: Diagnostic) -> str:
    hint = f" ({item.problem.hint})" if item.problem.hint else ""
    return f"{item.problem.message}{hint}"


def _values(kind: Kind, name: str) -> tuple[Sequence[str], bool]:
    """The words that a field may have, and whether others are refused."""
    if name == "category" and kind.categories:
        return kind.categories, kind.categories_closed
    if name == "area":
        return kind.areas, kind.areas_closed
    if name in ("priority", "severity"):
        return choices(kind, name), bool(choices(kind, name))
    section, _, inner = name.rpartition(".")
    home = kind.section(section_name(section)) if section else None
    if home is not None:
        field = home.field(field_name(inner))
        return (field.values, field.closed) if field is not None else ((), False)
    spec = kind.field(field_name(name)) or kind.section(section_name(name))
    return (spec.values, spec.closed) if spec is not None else ((), False)


def _read(question: str) -> str:
    """An answer; what is no UTF-8 is asked for again."""
    while True:
        try:
            sys.stdout.write(inert(visible(question)))
            sys.stdout.flush()
            line = sys.stdin.buffer.readline()
        except KeyboardInterrupt:
            raise Aborted from None
        if not line:
            raise Aborted
        try:
            return decoded(line, "the answer").strip()
        except UsageError as error:
            say(str(error))
