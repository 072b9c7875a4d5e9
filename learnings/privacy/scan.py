"""Looks for sensitive values in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from .. import resource
from .borrowed import DATA
from .catalogue import catalogue
from .detector import NOBODY, Organisation
from .finding import Finding
from .known import unknown
from .network.releases import without_releases
from .search import Search


def scan(
    text: str,
    organisation: Organisation = NOBODY,
    is_code: Callable[[int], bool] = lambda line: False,
    lines: Sequence[range] | None = None,
) -> list[Finding]:
    """The sensitive values in a text, in order; no two of them overlap.

    `is_code` says of a line, counted from 1, whether it is inside of a fenced block. `lines`
    are the numbers of the lines that are looked at, where not all are: a value that lies partly
    in one of them is found. The salt of a baseline of ours is none, nor is a version in a column
    of versions. Nothing is raised, whatever the text holds.
    """
    found = _search(organisation).findings(text, is_code, lines)
    return without_releases(text, unknown(text, found))


@lru_cache(maxsize=8)
def _search(organisation: Organisation) -> Search:
    known = resource.load(DATA)["looked_for"]
    return Search(tuple(catalogue(organisation).values()), known=known)
