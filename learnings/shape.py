"""The shapes that settings may have: each finds faults and describes itself as JSON Schema.

Settings are judged here and not by jsonschema, whose import would cost a hook more than
all of its work; a test holds that both come to the same verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from .disk import printable

Path = tuple[str, ...]
Fault = tuple[Path, str]
LARGEST = 2**53 - 1
MOST_LISTED = 24
NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"


class Shape(Protocol):
    """What a value must be: `words` completes "must be …"."""

    @property
    def words(self) -> str:
        """The shape in words."""

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """What is wrong with the value, each with the keys that lead to it."""

    def schema(self) -> dict[str, Any]:
        """The shape as JSON Schema."""


def near(name: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` for a near miss, `; use a, b or c` where there are few."""
    import difflib

    names = list(known)
    close = difflib.get_close_matches(name[:60].lower().replace("_", "-"), names, 1, 0.65)
    if close:
        return f'; did you mean "{close[0]}"?'
    return f"; use {listed(names)}" if 0 < len(names) <= MOST_LISTED else ""


def listed(names: list[str]) -> str:
    """`a, b or c`."""
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def shown(value: object) -> str:
    """A value for a message: short, on one line, with nothing that a terminal obeys."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{printable(value[:40])}{"…" if len(value) > 40 else ""}"'
    if isinstance(value, int):
        return str(value) if abs(value) <= LARGEST else "a huge number"
    if isinstance(value, float):
        return str(value)
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, Mapping) else "a date"


def _wrong(shape: Shape, value: object, path: Path) -> Fault:
    if isinstance(shape, Text) and shape.private:
        return path, f"must be {shape.words}"
    return path, f"is {shown(value)}: it must be {shape.words}"


class Text(NamedTuple):
    """A string of at least `least` characters, maybe of a certain pattern.

    What is put in the place of a `private` one is not told.
    """

    words: str = "a string"
    pattern: str = ""
    least: int = 1
    private: bool = False

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """Everything but such a string."""
        if (
            not isinstance(value, str)
            or len(value) < self.least
            or not re.search(self.pattern, value)
        ):
            yield _wrong(self, value, path)

    def schema(self) -> dict[str, Any]:
        """A string with a least length."""
        pattern = {"pattern": self.pattern} if self.pattern else {}
        return {"type": "string", "minLength": self.least, **pattern}


class Choice(NamedTuple):
    """One of a few words."""

    values: tuple[str, ...]

    @property
    def words(self) -> str:
        """The values, the last one after "or"."""
        return listed([f'"{value}"' for value in self.values])

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """Every other value; a near miss is named."""
        if isinstance(value, str):
            if value not in self.values:
                yield path, f"is {shown(value)}{near(value, self.values)}"
        else:
            yield _wrong(self, value, path)

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.values)}


class Flag(NamedTuple):
    """True or false."""

    words: str = "true or false"

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """Everything but a boolean."""
        if not isinstance(value, bool):
            yield _wrong(self, value, path)

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


class Whole(NamedTuple):
    """A whole number of at least `least`, and at most `most`."""

    least: int = 0
    most: int = LARGEST

    @property
    def words(self) -> str:
        """The shape with its bounds."""
        end = f" and at most {self.most}" if self.most < LARGEST else ""
        return f"a whole number of at least {self.least}{end}"

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """Fractions, and what is out of bounds."""
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not self._fits(value):
            yield _wrong(self, value, path)

    def _fits(self, value: Any) -> bool:
        whole = isinstance(value, int) or value.is_integer()
        return bool(whole and self.least <= value <= self.most)

    def schema(self) -> dict[str, Any]:
        """An integer between bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Items(NamedTuple):
    """A list of values of one shape."""

    item: Shape

    @property
    def words(self) -> str:
        """The shape of the items."""
        return f"a list, each item {self.item.words}"

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """What is not a list, and the faults of the items."""
        if not isinstance(value, (list, tuple)):
            yield _wrong(self, value, path)
            return
        for item in value:
            yield from self.item.faults(item, path)

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.item.schema()}


class Either(NamedTuple):
    """A value of one of two shapes; the first is told where it is neither."""

    one: Shape
    other: Shape

    @property
    def words(self) -> str:
        """Both shapes."""
        return f"{self.one.words}, or {self.other.words}"

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """What neither shape admits: of a list its items, of all else both shapes at once."""
        if not any(self.one.faults(value, path)):
            return
        found = list(self.other.faults(value, path))
        if found and not isinstance(value, (list, tuple)):
            yield _wrong(self, value, path)
        else:
            yield from found

    def schema(self) -> dict[str, Any]:
        """Either of both."""
        return {"anyOf": [self.one.schema(), self.other.schema()]}


class Table(NamedTuple):
    """A table: known keys each with a shape, other keys of the shape `rest`, if any."""

    known: Mapping[str, Shape] = MappingProxyType({})
    rest: Shape | None = None
    key: Text | None = None

    @property
    def words(self) -> str:
        """A table, and what is in it."""
        return f"a table, each value {self.rest.words}" if self.rest else "a table"

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """What is not a table, unknown keys with a suggestion, and the faults of the values."""
        if not isinstance(value, Mapping):
            yield _wrong(self, value, path)
            return
        for key, item in value.items():
            where = (*path, key)
            shape = self.known.get(key, self.rest)
            if shape is None:
                yield where, f"is not a setting{near(key, list(self.known))}"
                continue
            if self.key is not None and any(self.key.faults(key, where)):
                yield where, f"is not a possible key: it must be {self.key.words}"
            yield from shape.faults(item, where)

    def schema(self) -> dict[str, Any]:
        """An object, closed unless other keys have a shape."""
        found: dict[str, Any] = {"type": "object"}
        if self.known:
            found["properties"] = {key: shape.schema() for key, shape in self.known.items()}
        found["additionalProperties"] = self.rest.schema() if self.rest else False
        if self.key is not None:
            found["propertyNames"] = self.key.schema()
        return found


class Anything(NamedTuple):
    """A value that somebody else judges: the preset, or a check of a third party."""

    words: str = "any value"

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """None."""
        yield from ()

    def schema(self) -> dict[str, Any]:
        """The schema that accepts everything."""
        return {}
