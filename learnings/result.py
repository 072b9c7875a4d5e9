"""What a run of the engine found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .diagnostic import Diagnostic
from .entry import Log
from .watch import Watch


@dataclass(slots=True)
class Result:
    """What a run found. `diagnostics` are sorted; suppressed ones are only counted.

    `watch` knows what is sensitive in the logs, as far as that was looked for.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    logs: Sequence[Log] = ()
    suppressed: int = 0
    ran: frozenset[str] = frozenset()
    watch: Watch | None = None
