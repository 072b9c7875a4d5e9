"""What is refused of a configuration: faults, hopeless patterns, ways out of the repository."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from .configuration import Configuration, toml
from .disk import is_inside, printable
from .errors import ConfigurationError
from .options import options
from .pattern import fault
from .shape import Fault, Table, shown

MOST_FAULTS = 20


def refuse(faults: list[Fault], name: str, found: Configuration | None) -> None:
    """Raise `ConfigurationError` where there are faults, each with its line in what was `found`."""
    lines = []
    for path, words in faults[:MOST_FAULTS]:
        place = f"{name}:{found.line(path)}" if found else name
        key = ".".join(printable(part[:60]) for part in path)
        lines.append(f"{place}: {key} {words}{_remedy(path, words)}")
    if len(faults) > MOST_FAULTS:
        lines.append(f"{name}: and {len(faults) - MOST_FAULTS} more faults")
    if lines:
        raise ConfigurationError("\n".join(lines))


def _remedy(path: tuple[str, ...], words: str) -> str:
    option = next((option for option in options() if path and option.name == path[0]), None)
    # An example of the whole table says little of one of its many keys.
    if option is None or ";" in words or len(path) > 2:
        return ""
    # And nothing of a key that it does not hold.
    known = option.shape.known if isinstance(option.shape, Table) else {}
    if path[1:] and path[1] in known and path[1] not in option.example:
        return ""
    return f", for example {option.name} = {toml(option.example)}"


def refuse_hopeless(found: Configuration) -> None:
    """Refuse patterns that can match nothing."""
    lines = []
    for name in ("logs", "exclude", "per-file-preset", "per-file-ignores"):
        for pattern in found.table.get(name, ()):
            words = fault(pattern)
            if words:
                place = f"{found.name}:{found.line((name, pattern))}"
                lines.append(f"{place}: {name}: {shown(pattern)} {words}")
    if lines:
        raise ConfigurationError("\n".join(lines[:MOST_FAULTS]))


def schema_paths(data: Mapping[str, Any]) -> list[tuple[tuple[str, str], str]]:
    """The schemas that a team's preset names by their paths, each with its keys."""
    table = data.get("schemas")
    items = table.items() if isinstance(table, Mapping) else ()
    return [(("schemas", kind), path) for kind, path in items if isinstance(path, str)]


def stay_inside(found: Configuration, root: str) -> None:
    """Refuse a path that leads out of the repository."""
    # A configuration can come with a fork: it must not make us read elsewhere.
    folder = os.path.dirname(found.path)
    paths: dict[tuple[str, ...], str | None] = {("baseline",): found.table.get("baseline")}
    paths.update({("schemas", kind): path for kind, path in found.table.get("schemas", {}).items()})
    for name, data in found.table.get("presets", {}).items():
        paths.update({("presets", name, *keys): path for keys, path in schema_paths(data)})
    for key, path in paths.items():
        if path is None:
            continue
        real = os.path.realpath(os.path.join(folder, path.replace("\0", "")))
        if not is_inside(real, os.path.realpath(root)):
            raise ConfigurationError(
                f"{found.name}:{found.line(key)}: {'.'.join(key)} leads out of the repository;"
                " use a path inside it"
            )
