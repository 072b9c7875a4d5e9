"""The words of the logs: names folded, aliases resolved, and the type of each field.

The words themselves are data (`schemas/vocabulary.json`); a preset may add aliases of its own.
"""

from __future__ import annotations

import functools
from typing import Any

from . import resource
from .lazy import regex

_GAPS = regex(r"[\s_\-\u2010-\u2014]+")
_REMARK = regex(r"(?<!\s)\s*+[(（\[【][^()（）\[\]【】]*[)）\]】]?$")
_LEADING = regex(r"^\d+(?:\.\d+)*[.)、:：]?\s+|^\d+[.)、]\s*")


@functools.cache
def _data() -> dict[str, Any]:
    return resource.load("vocabulary.json")


@functools.lru_cache(maxsize=8192)
def fold(key: str) -> str:
    """A name without what is only dress: case, emoji, punctuation around, `-` and `_` inside.

    Aliases are not resolved. A key of nothing but punctuation folds to an empty string.
    """
    folded = _GAPS.sub(" ", _bare(key.casefold()))
    return folded + ")" if "(" in folded and ")" not in folded else folded


def _bare(text: str) -> str:
    """The text without what is neither letter nor digit at its ends."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


@functools.lru_cache(maxsize=8192)
def field_name(key: str) -> str:
    """The name of a field: folded, aliases resolved (`状态` and `Status` are both `status`)."""
    return _resolved(key, _aliases("fields"))


@functools.lru_cache(maxsize=8192)
def section_name(title: str) -> str:
    """The name of a section: folded, aliases resolved (`解决方案` is `resolution`)."""
    return _resolved(title, _aliases("sections"))


def _resolved(key: str, aliases: dict[str, str]) -> str:
    folded = fold(key)
    found = aliases.get(folded)
    if found is not None:
        return found
    # `Logged (UTC)`, `摘要 (Summary)` and `2. Summary` are known once the remark is off.
    plain = fold(_REMARK.sub("", key.strip().rstrip(":： *_`")))
    bare = _LEADING.sub("", plain)
    return aliases.get(plain) or aliases.get(bare) or folded


@functools.cache
def _aliases(what: str) -> dict[str, str]:
    rows: dict[str, list[str]] = _data()["aliases"][what]
    found = {fold(word): name for name, words in rows.items() for word in words}
    known = [*rows, *_data()["header"], *_data()["types"]] if what == "fields" else [*rows]
    return {**found, **{name: name for name in known}}


def is_header_field(name: str) -> bool:
    """True for the name of a field that counts even on a bare or a table line."""
    return name in _header()


@functools.cache
def _header() -> frozenset[str]:
    return frozenset(_data()["header"])


def is_core(name: str) -> bool:
    """True for the name of a field of which two under a heading without an ID make it an entry."""
    return name in _core()


@functools.cache
def _core() -> frozenset[str]:
    return frozenset(_data()["core"])


def is_section(name: str) -> bool:
    """True for the name of a section that the templates know, whatever its preset."""
    return name in _sections()


@functools.cache
def _sections() -> frozenset[str]:
    return frozenset(_data()["sections"])


@functools.lru_cache(maxsize=8192)
def type_of(name: str) -> str:
    """How the value of a field is read: `moment`, `status`, `ids` …; `text` unless said."""
    found: str = _data()["types"].get(name, "text")
    return found


@functools.cache
def hoisted() -> tuple[str, ...]:
    """Fields that speak for the whole entry even where they stand in a section."""
    return tuple(_data()["hoisted"])


@functools.lru_cache(maxsize=8192)
def json_name(name: str) -> str:
    """The name of a field or section in JSON: `see also` is `see_also`."""
    return name.replace(" ", "_").replace("/", "_")
