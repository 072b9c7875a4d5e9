"""Where an entry stands that is promoted: it is there already, unless another place is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from ..errors import UsageError
from ..record import target as promoted_to
from ..transition import status_of
from ..workspace import Found, Workspace
from .target import Target, chosen

PROMOTED = "promoted"


def places(workspace: Workspace, found: Found) -> list[str]:
    """What a promoted entry names as its places; nothing for one that is not, or was retired."""
    if status_of(found.entry, found.kind) != PROMOTED:
        return []
    said = promoted_to(found.entry, workspace.presets_of(found.log)) or ""
    if "(retired " in said:
        return []
    return [plain for word in said.split(",") if (plain := word.strip(" `"))]


def place_of(target: Target, named: Iterable[str], known: Mapping[str, Target]) -> str | None:
    """The path at which a target stands among places, empty for one that has its name alone.

    None where it is not among them.
    """
    for word in named:
        with suppress(UsageError):
            one, path = chosen(word, known)
            if one.name == target.name:
                return path
    return None


def target_at(named: Iterable[str], known: Mapping[str, Target]) -> tuple[Target, str] | None:
    """The target of the first of the places that is one of a target, and its path."""
    for word in named:
        with suppress(UsageError):
            return chosen(word, known)
    return None
