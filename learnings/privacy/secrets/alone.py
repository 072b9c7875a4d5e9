"""A value that stands alone: in a cell, in a line below its word, in a point of a list."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Hit
from .figured import is_figured
from .judge import is_credential
from .remembered import is_remembered
from .value import value_at
from .words import Strength


def alone(line: str, begin: int, end: int, offset: int, strength: Strength) -> Iterator[Hit]:
    """The value between the two places of the line, if it is all that stands there."""
    while begin < end and line[begin] in " \t*_":
        begin += 1
    value = value_at(line[:end], begin)
    if value is None or line[value.end : end].strip(" \t\"'`*_.,;~)”’"):
        return
    is_made_up = is_figured(value.text) or is_remembered(value.text)
    is_words = strength is Strength.PASSWORD and is_made_up
    if is_words or is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
        yield Hit(offset + value.start, offset + value.end)
