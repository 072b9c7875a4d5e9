"""The subjects of severities: the fields and sections that stand behind the colon of a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from .kind import Kind
from .preset import Presets
from .vocabulary import json_name

# The checks whose findings are told of a field or a section.
_CHECKS = frozenset(("malformed-value", "missing-field", "missing-section", "unknown-value"))
# What each entry has beside its fields.
_ALWAYS = ("category", "id", "title")


def faults(severities: Iterable[str], presets: Presets) -> Iterator[tuple[tuple[str, ...], str]]:
    """Slips in the subjects of severities, each with the keys that lead to it.

    A team's schema may speak of fields of its own: only what is nearly one of ours is a slip.
    """
    rows = ((key, *key.partition(":")) for key in severities)
    asked = {key: subject for key, check, _, subject in rows if subject and check in _CHECKS}
    known = _known(presets) if asked else set()
    for key, subject in asked.items():
        close = get_close_matches(subject, known, 1, 0.8) if subject not in known else ()
        if close:
            about = f"there is no field or section {subject!r}; did you mean {close[0]!r}?"
            yield ("severity", key), about


def _known(presets: Presets) -> set[str]:
    kinds = (kind for name in presets.names() for kind in presets.preset(name).kinds.values())
    return {*_ALWAYS, *(name for kind in kinds for name in _names(kind))}


def _names(kind: Kind) -> Iterator[str]:
    """The JSON names of its fields and sections; those in sections with a dot between."""
    yield from (json_name(item.name) for item in kind.fields)
    for section in kind.sections:
        yield json_name(section.name)
        yield from (f"{json_name(section.name)}.{json_name(item.name)}" for item in section.fields)
