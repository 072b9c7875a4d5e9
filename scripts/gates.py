"""What is looked for before a detector is asked: `schemas/gates.json`."""

from __future__ import annotations

import importlib
import json
import re
from typing import Any

# What a value in quotation marks has at least, so that it can exceed the limit of 4.5 or 3 bits.
_SHORTEST = {"Base64HighEntropyString": 23, "HexHighEntropyString": 9}
# The beginning of a line as one of several things that may stand before a value.
_BEGINNING = re.compile(r"(?<=[|(:])\^(?=[|)])")


def gates() -> str:
    """The gates of the plugins of detect-secrets, and what each gate of the catalogue needs."""
    engine = importlib.import_module("learnings.privacy.engine")
    borrowed = importlib.import_module("learnings.privacy.borrowed")
    there = engine.plugins_there()
    plugins = {plugin.name: plugin_gates(there[plugin.name]) for plugin in borrowed.PLUGINS}
    return json.dumps({"looked_for": _looked_for(plugins), "plugins": plugins}, indent=1) + "\n"


def glances() -> str:
    """What `privacy.glance` looks for in a text, by the group of checks and the detector.

    Each of the `words` is reason enough to ask a detector; a pattern is one in a line with one of
    the words that it needs, if it needs any, and with a run of that many
    characters, and of so many letters, figures, hyphens and underscores. With each
    detector stand the number of its family and what else such a line has (`privacy.least`). The
    words that are in no name of a person stand there as well.
    """
    families = [
        (family.__module__.removeprefix("learnings.privacy."), family.__name__)
        for family in importlib.import_module("learnings.privacy.catalogue").FAMILIES
    ]
    nobody = importlib.import_module("learnings.privacy.detector").NOBODY
    group_of = importlib.import_module("learnings.exposure").group_of
    no_names = importlib.import_module("learnings.privacy.personal.words").NO_NAMES
    groups: dict[str, _Told] = {}
    detectors: list[tuple[str, int, str]] = []
    for place, (module, name) in enumerate(families):
        family = getattr(importlib.import_module(f"learnings.privacy.{module}"), name)
        for one in family(nobody):
            told = groups.setdefault(group_of(one.check), _Told())
            for gate in one.gates:
                told.add(gate, len(detectors))
            detectors.append((one.name, place, one.least))
    found = {
        "families": families,
        "detectors": detectors,
        "groups": {name: told.document() for name, told in groups.items()},
        "no_names": dict.fromkeys(sorted(no_names), 1),
    }
    return json.dumps(found, separators=(",", ":")) + "\n"


class _Told:
    """What is looked for to know which detectors of a group to ask, each by its number."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._words: dict[str, set[int]] = {}
        self._patterns: dict[tuple[tuple[str, ...], str, int, int], set[int]] = {}

    def add(self, one: str, number: int) -> None:
        """Add a gate of a detector; one that is no pattern lets every line pass."""
        gate = importlib.import_module("learnings.privacy.gate")
        wide = importlib.import_module("learnings.privacy.wide")
        if not _is_pattern(one):
            self._open.add(number)
            return
        for parts in gate.choices(one):
            words = gate.plain_words_of(parts)
            for word in words:
                self._words.setdefault(word, set()).add(number)
            if not words:
                spans = gate.run_of(parts), gate.solid_of(parts)
                key = gate.words_of(parts), wide.widened_parts(parts), *spans
                self._patterns.setdefault(key, set()).add(number)

    def document(self) -> dict[str, Any]:
        """All of it, in order."""
        patterns = sorted(self._patterns.items())
        return {
            "open": sorted(self._open),
            "words": {word: sorted(some) for word, some in sorted(self._words.items())},
            "patterns": [[*key, sorted(some)] for key, some in patterns],
        }


def plugin_gates(plugin: Any) -> list[str]:
    """Patterns without look-around that match wherever a plugin finds something."""
    wide = importlib.import_module("learnings.privacy.wide")
    if plugin.__name__ == "KeywordDetector":
        words = "|".join(importlib.import_module(plugin.__module__).DENYLIST)
        return [f"(?:{words})[^\\n\\r]*['\"`]", f"['\"`][^\\n\\r]*(?:{words})"]
    if plugin.__name__ in _SHORTEST:
        characters = re.escape(plugin().charset)
        return [f"['\"][{characters}]{{{_SHORTEST[plugin.__name__]},}}['\"]"]
    # A gate is for a line as it is written, before which there is nothing.
    sources = [_BEGINNING.sub("", pattern.pattern) for pattern in plugin.denylist]
    return [wide.widened(one) for one in sources]


def _looked_for(plugins: dict[str, list[str]]) -> dict[str, Any]:
    borrowed = importlib.import_module("learnings.privacy.borrowed")
    screen = importlib.import_module("learnings.privacy.screen")
    catalogue = importlib.import_module("learnings.privacy.catalogue").catalogue
    names = {one for some in plugins.values() for one in some}
    # Those of the plugins come from the file that is being written.
    ours = [one for one in catalogue().values() if not one.name.startswith(borrowed.PREFIX)]
    names |= {one for detector in ours for one in detector.gates}
    return {one: screen.looked_for(one) for one in sorted(names) if _is_pattern(one)}


def _is_pattern(one: str) -> bool:
    try:
        re.compile(one)
    except re.error:
        return False
    return True
