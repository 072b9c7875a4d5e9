"""By which preset a message is weighed: where no setting says so, by what the logs hold."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from ..engine import Engine
from ..entry import Log
from ..settings import Settings


def speaking(settings: Settings, logs: Callable[[], Sequence[Log]]) -> Callable[[], str]:
    """Gives the preset of most entries of the logs, which are read if it is asked for.

    It is empty where the settings name a preset, and where there is no entry.
    """

    @cache
    def spoken() -> str:
        if settings.sources.get("preset", "default") != "default":
            return ""
        found = list(logs())
        Engine(settings, today=dt.date.today()).recognise(found)
        names = Counter(entry.preset for log in found for entry in log.entries)
        return names.most_common(1)[0][0] if names else ""

    return spoken
