"""Targets: where a lesson may go, as data; ours, and those that a team declares."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .. import resource
from ..disk import printable
from ..errors import ConfigurationError, UsageError
from ..lazy import regex
from ..settings import Settings
from ..shape import near
from .table import cells, suiting

_NAME = regex(r"\{([a-z_]+)\}")
# What ends the name of a file in the field Promoted, or says that its rule is gone.
UNNAMED = (",", "`", "(retired ")
_TITLES = {"id": "Entry", "line": "What"}


@dataclass(frozen=True)
class Part:
    """A heading of a target and what is written below it for one entry.

    A line of `lines` that names a list is written once for each of its items. `head` stands once
    above all of them, `empty` where there is nothing to write into a new file. `rank` is the
    column of a table, from 1, by whose number its rows are sorted; 0 for none.
    """

    heading: str
    level: int = 2
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    empty: str = ""
    rank: int = 0


@dataclass(frozen=True)
class Target:
    """A place to which entries are promoted.

    `format` is `markdown`, `yaml` (one file for one entry) or `mark` (a comment in a file that is
    there). A `shared` file belongs to people: what is ours stands between markers. What is an
    `instruction` is obeyed by agents, so that its lines are judged and untrusted text stays out.
    With `nested` the file may lie in any folder; `once` lets a file hold one entry.
    """

    name: str
    title: str
    description: str = ""
    path: str = ""
    aliases: tuple[str, ...] = ()
    format: str = "markdown"
    header: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    needs: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    suits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: int = 50
    limit: int = 0
    budget: int = 0
    review_days: int = 0
    shared: bool = False
    instruction: bool = False
    nested: bool = False
    once: bool = False


def targets(settings: Settings) -> dict[str, Target]:
    """All targets by name; one of the configuration takes the place of ours of that name.

    Raises `ConfigurationError` for one of the configuration that has no path, or whose lines name
    no entry.
    """
    found = {name: made(resource.load(f"targets/{name}.json")) for name in _names()}
    with where(settings):
        for name, table in settings.promotion.get("targets", {}).items():
            found[name] = _own(name, table, found.get(name))
            _refuse(name, found[name])
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


@contextlib.contextmanager
def where(settings: Settings) -> Iterator[None]:
    """Whatever is wrong with the configuration in here is told with its file and line."""
    try:
        yield
    except ConfigurationError as error:
        place = settings.place(*error.keys) if error.keys else ""
        raise ConfigurationError(f"{place}: {error}" if place else str(error)) from error


def _refuse(name: str, target: Target) -> None:
    keys = ("promotion", "targets", name)
    if not target.path and target.format != "mark":
        raise ConfigurationError(f"{'.'.join(keys)} has no path: say which file it is", keys)
    lines = [line for part in target.parts for line in part.lines]
    if target.format == "markdown" and not any("{id}" in line for line in lines):
        raise ConfigurationError(
            f"{'.'.join(keys)}.template does not name the entry, so that a second run could not "
            'know it again: add {id} to it, as in "- {line} ({id})"', (*keys, "template"),
        )  # fmt: skip


def made(table: Mapping[str, Any]) -> Target:
    """The target that a document describes."""
    given = {key: _frozen(value) for key, value in table.items() if key != "parts"}
    parts = tuple(
        Part(**{key: _frozen(value) for key, value in part.items()})
        for part in table.get("parts", ())
    )
    return Target(**given, parts=parts)


def chosen(word: str, known: Mapping[str, Target]) -> tuple[Target, str]:
    """The target that a word names, and the path if the word is one.

    Raises `UsageError` for a word that names none.
    """
    name = " ".join(word.casefold().replace("_", "-").rstrip("/").split())
    for target in known.values():
        if name in (target.name, *target.aliases, target.title.casefold()):
            return target, ""
    plain = posixpath.normpath(word) if word.strip() else word
    for target in known.values():
        if plain == target.path:
            return target, plain
        own = posixpath.basename(target.path) == posixpath.basename(plain)
        if target.path and own and target.nested:
            return target, plain
        if "{" in target.path and fits(plain, target.path):
            return target, plain
    if "/" in plain or "." in plain:
        enforced = known.get("enforced")
        if enforced is not None and not plain.lower().endswith((".md", ".markdown")):
            return enforced, plain
    raise UsageError(
        f"--to {printable(word)}: no target is called that{near(name, known)}; a file of your own "
        "becomes one in the setting `promotion`"
    )


def fits(path: str, template: str) -> bool:
    """True for a file beside those that a template makes, of the same kind."""
    folder, _, name = template.rpartition("/")
    return posixpath.dirname(path) == folder and path.endswith(posixpath.splitext(name)[1])


def _names() -> tuple[str, ...]:
    return resource.names(".json", "targets")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _own(name: str, table: Mapping[str, Any], known: Target | None) -> Target:
    """A target of a team: a path, a section and a line, on top of ours of that name."""
    first = known or Target(name, name, header=(f"# {name}", ""), shared=True)
    given = {
        key.replace("-", "_"): value
        for key, value in table.items()
        if key in ("title", "path", "shared", "instruction", "limit", "budget", "review-days")
    }
    parts = first.parts
    if "section" in table or "template" in table or not parts:
        part = parts[0] if parts else Part("Lessons learned", lines=("- {line} ({id})",))
        heading = table.get("section", part.heading)
        lines = _lines(table.get("template"), part.lines)
        parts = (replace(part, heading=heading, lines=lines), *parts[1:])
    header = _lines(table.get("header"), first.header)
    header, part = _tabled(header, parts[0])
    made = replace(first, header=header, parts=(part, *parts[1:]), **given)
    return replace(made, chain=(made.path,)) if made.instruction and not made.chain else made


def _tabled(header: tuple[str, ...], part: Part) -> tuple[tuple[str, ...], Part]:
    """The header without the table that rows of a template go into, and the part with it.

    Without one that has as many columns, the table is called by the names in the template.
    """
    row = next((line for line in part.lines if cells(line)), "")
    if not row:
        return header, part
    if found := suiting(header, row):
        rest = (*header[: found.head], *header[found.end :])
        return rest, replace(part, head=header[found.head : found.end])
    if part.head and len(cells(part.head[0])) == len(cells(row)):
        return header, part
    titles = [", ".join(map(_titled, _NAME.findall(cell))) for cell in cells(row)]
    head = tuple(f"| {' | '.join(one)} |" for one in (titles, ["---"] * len(titles)))
    return header, replace(part, head=head, rank=0)


def _titled(name: str) -> str:
    return _TITLES.get(name, name.replace("_", " ").capitalize())


def _lines(value: Any, default: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return default
    return tuple(value.split("\n")) if isinstance(value, str) else tuple(value)
