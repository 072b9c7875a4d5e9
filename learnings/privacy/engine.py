"""The door to detect-secrets: its plugins, asked about one line, and where their values stand.

Nothing of it is configured here: its settings belong to the process, and may be in use by
somebody else. No value is ever verified, which would send it away.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ..lazy import regex
from .borrowed import Plugin
from .finding import Hit
from .made import follows_credential_word, is_made, is_public
from .secrets.judge import is_ordinary
from .secrets.worth import is_stand_in

_FILE = "log.md"
# Some plugins take a time that grows with the square of the line. Longer ones are given in parts
# that overlap, so that a value may be at most so long as two parts have in common.
_PART, _COMMON = 1200, 400
_QUOTES = "'\"`"
_WORD = regex(r"[\w-]+")
_EDGE = " \t\"'`=:,;"

# The name of a thing at Amazon, which holds an account with colons around it.
_ARN = regex(r"a?arn:aws")
_OF_ARNS = frozenset(("TelegramBotTokenDetector",))


def hits(plugin: Plugin, line: str, gates: Sequence[str] = ()) -> Iterator[Hit]:
    """Where the values are that a plugin finds in a line, each given once.

    It is not asked about the parts of a long line that none of its `gates` matches.

    Raises `ImportError` if detect-secrets is not installed.
    """
    last = Hit(0, 0)
    for offset in range(0, max(len(line) - _COMMON, 1), _PART - _COMMON):
        part = line[offset : offset + _PART]
        if gates and len(line) > _PART and not any(_gate(one).search(part) for one in gates):
            continue
        for start, end in sorted(_spans(plugin, part), key=lambda one: (one[0], -one[1])):
            # What begins in a value that reaches so far is a part of it.
            if offset + start < last.end and offset + end <= last.end:
                continue
            last = Hit(offset + start, _extended(plugin, line, offset + end))
            yield last


def plugins_there() -> dict[str, Any]:
    """The classes of all plugins that come with detect-secrets, by name."""
    package = importlib.import_module("detect_secrets.plugins")
    names = importlib.import_module("pkgutil").iter_modules(package.__path__)
    found = {}
    for module in (importlib.import_module(f"{package.__name__}.{one.name}") for one in names):
        for name, value in vars(module).items():
            is_own = isinstance(value, type) and value.__module__ == module.__name__
            if is_own and isinstance(getattr(value, "secret_type", None), str):
                found[name] = value
    return found


@lru_cache(maxsize=256)
def _gate(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=64)
def _plugin(module: str, name: str) -> Any:
    made = getattr(importlib.import_module(f"detect_secrets.plugins.{module}"), name)()
    # Whatever the settings of the process ask for, this one stays here.
    made.verify = _Offline().verify
    return made


class _Offline:
    """Stands in for what would ask a service whether a value is valid."""

    def verify(self, secret: str) -> Any:
        from detect_secrets.constants import VerifiedResult

        return VerifiedResult.UNVERIFIED


def _spans(plugin: Plugin, part: str) -> Iterator[tuple[int, int]]:
    asked = _plugin(plugin.module, plugin.name)
    found = asked.analyze_line(filename=_FILE, line=part, line_number=1)
    values = {secret.secret_value for secret in found if secret.secret_value}
    if not values:
        return
    if hasattr(asked, "denylist"):
        for pattern in asked.denylist:
            for match in pattern.finditer(part):
                yield from _typed(plugin.name, match, values)
    else:
        for value in values:
            yield from _quoted(plugin, part, value)


def _typed(name: str, match: re.Match[str], values: set[str]) -> Iterator[tuple[int, int]]:
    """The value in a match: its groups where they hold all that matters, else the whole."""
    groups = [number for number in range(1, match.re.groups + 1) if match[number]]
    if values.isdisjoint([match[0], *(match[number] for number in groups)]):
        return
    # A group at the beginning is a prefix, and what follows it is the secret.
    whole = not groups or match.start(groups[0]) == match.start()
    start, end = match.span() if whole else match.span(groups[0])
    text = match.string
    if name == "NpmDetector":
        # Its pattern takes all that follows on the line.
        run = _WORD.match(text, start)
        end = run.end() if run is not None else end
    if text[start:end].startswith("AccountKey="):
        start += len("AccountKey=")
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _QUOTES + " \t,;":
        end -= 1
    if name in _OF_ARNS and "arn:" in _before(text, start):
        return
    if name == "BasicAuthDetector":
        user = _before(text, start).rpartition("/")[2].rstrip(":")
        if end - start < 4 or is_stand_in(text[start:end], user):
            return
    if any(letter.isdigit() for letter in text[start:end]) or len(groups) == 1:
        yield start, end


def _before(text: str, place: int) -> str:
    """What stands before a place without a space between."""
    head = text[max(place - 60, 0) : place]
    return head[head.rfind(" ") + 1 :]


def _quoted(plugin: Plugin, part: str, value: str) -> Iterator[tuple[int, int]]:
    """Where a value stands in quotation marks, if it looks made."""
    # A quotation mark that is escaped ends it as well.
    value = value.rstrip("\\")
    if not value or not is_made(value, plugin.name) or _ARN.match(value) or is_ordinary(value):
        return
    start = part.find(value)
    while start >= 0:
        end = start + len(value)
        if (
            part[max(start - 1, 0) : start] in _QUOTES
            and not is_public(part, start)
            and (plugin.name != "HexHighEntropyString" or follows_credential_word(part, start))
        ):
            yield start, end
        start = part.find(value, end)


def _extended(plugin: Plugin, line: str, end: int) -> int:
    """The end of the widest run that goes on from a value."""
    if plugin.extends:
        run = re.compile(f"{plugin.extends}*").match(line, end)
        assert run is not None
        longest = run.end()
        while longest > end and line[longest - 1] in "._- ":
            longest -= 1
        end = longest
    return end
