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


def plugin_gates(plugin: Any) -> list[str]:
    """Patterns without look-around that match wherever a plugin finds something."""
    gate = importlib.import_module("learnings.privacy.gate")
    if plugin.__name__ == "KeywordDetector":
        words = "|".join(importlib.import_module(plugin.__module__).DENYLIST)
        return [f"(?:{words})[^\\n\\r]*['\"`]", f"['\"`][^\\n\\r]*(?:{words})"]
    if plugin.__name__ in _SHORTEST:
        characters = re.escape(plugin().charset)
        return [f"['\"][{characters}]{{{_SHORTEST[plugin.__name__]},}}['\"]"]
    return [gate.widened(pattern.pattern) for pattern in plugin.denylist]


def _looked_for(plugins: dict[str, list[str]]) -> dict[str, Any]:
    screen = importlib.import_module("learnings.privacy.screen")
    catalogue = importlib.import_module("learnings.privacy.catalogue").catalogue
    names = {one for some in plugins.values() for one in some}
    names |= {one for detector in catalogue().values() for one in detector.gates}
    return {one: screen.looked_for(one) for one in sorted(names) if _is_pattern(one)}


def _is_pattern(one: str) -> bool:
    try:
        re.compile(one)
    except re.error:
        return False
    return True
