"""Templates of targets: lines with names in braces, filled with what an entry says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import ConfigurationError
from ..lazy import regex
from ..shape import near
from .target import Target

Value = str | tuple[str, ...]
_NAME = regex(r"\{([a-z_]+)\}")


def filled(lines: Iterable[str], values: Mapping[str, Value]) -> list[str]:
    """The lines with their names filled in.

    A line that names a list is repeated for each of its items; one of which every name is empty
    is left out. Raises `ConfigurationError` for a name that nobody knows.
    """
    return [made for line in lines for made in _line(line, values)]


def refuse_unknown(target: Target, values: Mapping[str, Value]) -> None:
    """Raise `ConfigurationError` for a name in the lines of a target that nobody knows."""
    lines = [line for part in target.parts for line in part.lines]
    told = {"template": lines, "header": target.header}
    for key, texts in told.items():
        for name in _NAME.findall("\n".join(texts)):
            _of(name, values, ("promotion", "targets", target.name, key))


def one(text: str, values: Mapping[str, Value], keys: tuple[str, ...] = ("promotion",)) -> str:
    """A single text, lists joined by commas; raises as `filled` does, for the setting `keys`."""
    flat = {
        name: value if isinstance(value, str) else ", ".join(value)
        for name, value in values.items()
    }
    return _NAME.sub(lambda found: str(_of(found[1], flat, keys)), text)


def _line(line: str, values: Mapping[str, Value]) -> list[str]:
    names = _NAME.findall(line)
    given = {name: _of(name, values) for name in names}
    lists = [value for value in given.values() if isinstance(value, tuple)]
    optional = [value for name, value in given.items() if name != "id"]
    if optional and not any(optional):
        return []
    if not lists:
        return [_NAME.sub(lambda found: str(given[found[1]]), line)]
    return [
        _NAME.sub(lambda found, at=at: _item(given[found[1]], at), line)  # type: ignore[misc]
        for at in range(max(map(len, lists)))
    ]


def _item(value: Value, at: int) -> str:
    if isinstance(value, str):
        return value
    return value[at] if at < len(value) else ""


def _of(
    name: str, values: Mapping[str, Value], keys: tuple[str, ...] = ("promotion",)
) -> Value:  # fmt: skip
    if name not in values:
        raise ConfigurationError(
            f"a template names {{{name}}}, which no entry has: say it with --set {name}=VALUE"
            f"{near(name, values)}",
            keys,
        )
    return values[name]
