"""Entries that were given another ID, and stand under the old one as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from learnings.diagnostic import Problem, Related
from learnings.entry import FORMER_FIELDS, former_ids

from ._seniority import Place


def renamed_copies(
    places: Mapping[str, Sequence[Place]], is_new: Callable[[Place, Place], bool]
) -> Iterator[Problem]:
    """Entries that stand under an ID that they had before as well, word for word."""
    for found in places.values():
        for place in found:
            log, entry, known = place
            for name in former_ids(entry):
                for other in places.get(name, ()):
                    if other[1] is not entry and _says(other) == _says(place):
                        at = other[2].span
                        yield Problem(
                            known.span,
                            f"{known.text} is a copy of {name} in {other[0].path}: it had that ID",
                            known.text.upper(),
                            "remove one of the two",
                            (Related(other[0].path, at, "the other one"),),
                            path=log.path,
                            new=is_new(place, other),
                        )


def _says(place: Place) -> list[str]:
    """The lines of an entry below its heading, but for what tells of other IDs, and blank ones."""
    log, entry, _ = place
    told = {field.line for name in FORMER_FIELDS for field in entry.every(name)}
    lines = ((at, log.line(at).strip()) for at in range(entry.start + 1, entry.end))
    return [line for at, line in lines if at not in told and line.strip("-*_ ")]
