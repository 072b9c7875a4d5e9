"""What is looked for before a detector is asked: `schemas/gates.json`."""

from __future__ import annotations

import importlib
import json
import re
from typing import Any

# What a value in quotation marks has at least, so that it can exceed the limit of 4.5 or 3 bits.
_SHORTEST = {"Base64HighEntropyString": 23, "HexHighEntropyString": 9}


def gates() -> str:
    """The gates of the plugins of detect-secrets, and what each gate of the catalogue needs."""
    engine = importlib.import_module("learnings.privacy.engine")
    borrowed = importlib.import_module("learnings.privacy.borrowed")
    there = engine.plugins_there()
    plugins = {plugin.name: plugin_gates(there[plugin.name]) for plugin in borrowed.PLUGINS}
    return json.dumps({"looked_for": _looked_for(plugins), "plugins": plugins}, indent=1) + "\n"


def glances() -> str:
    """What `privacy.glance` looks for in a text, by the group of checks and the family.

    A family is opened by each of the `words`; by a `pattern` only in a text with one of the words
    that it needs, if it needs any, and with a run of that many characters.
    """
    known = json.loads(gates())["looked_for"]
    catalogue = importlib.import_module("learnings.privacy.catalogue")
    detector = importlib.import_module("learnings.privacy.detector")
    families = [
        [family.__module__.removeprefix("learnings.privacy."), family.__name__]
        for family in catalogue.FAMILIES
    ]
    groups: dict[str, dict[str, Any]] = {}
    for number, family in enumerate(catalogue.FAMILIES):
        for one in family(detector.NOBODY):
            told = groups.setdefault(_group(one.check), {"checks": set(), "words": {}, "patterns": {}, "open": []})
            told["checks"].add(one.check)
            for gate in one.gates:
                _tell(told, number, gate, gate in known)
    for told in groups.values():
        told["checks"] = sorted(told["checks"])
        told["open"] = sorted(set(told["open"]))
        told["words"] = {word: sorted(some) for word, some in sorted(told["words"].items())}
        told["patterns"] = [
            [list(words), pattern, run, sorted(some)]
            for (words, pattern, run), some in sorted(told["patterns"].items())
        ]
    return json.dumps({"families": families, "groups": groups}, separators=(",", ":")) + "\n"


def _tell(told: dict[str, Any], number: int, one: str, is_known: bool) -> None:
    gate = importlib.import_module("learnings.privacy.gate")
    wide = importlib.import_module("learnings.privacy.wide")
    if not is_known:
        told["open"].append(number)
        return
    words = gate.words(one)
    parts = [] if words else gate.choices(one)
    for word in words or ():
        told["words"].setdefault(word, set()).add(number)
    for part in parts:
        needed = gate.words_of(part)
        if needed and all(map(gate.is_rare, needed)):
            for word in needed:
                told["words"].setdefault(word, set()).add(number)
        else:
            key = needed, wide.widened_parts(part), gate.run_of(part)
            told["patterns"].setdefault(key, set()).add(number)


def _group(check: str) -> str:
    return str(importlib.import_module("learnings.exposure").group_of(check))


def plugin_gates(plugin: Any) -> list[str]:
    """Patterns without look-around that match wherever a plugin finds something."""
    wide = importlib.import_module("learnings.privacy.wide")
    if plugin.__name__ == "KeywordDetector":
        words = "|".join(importlib.import_module(plugin.__module__).DENYLIST)
        return [f"(?:{words})[^\\n\\r]*['\"`]", f"['\"`][^\\n\\r]*(?:{words})"]
    if plugin.__name__ in _SHORTEST:
        characters = re.escape(plugin().charset)
        return [f"['\"][{characters}]{{{_SHORTEST[plugin.__name__]},}}['\"]"]
    return [wide.widened(pattern.pattern) for pattern in plugin.denylist]


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
