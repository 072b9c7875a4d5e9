"""The door to the data of `learnings.schemas`: schemas, presets and the vocabulary."""

from __future__ import annotations

import os
import sys

from . import __path__ as _package_path
from .lazy import once

TYPE_CHECKING = False  # `typing` takes longer to import than the rest of a quick hook
if TYPE_CHECKING:
    from typing import Any


@once
def folder() -> str:
    """The folder of `learnings.schemas`, wherever the install put it.

    An editable install maps it to a folder that is not below this package, so that only
    the import system knows it; it is asked when the plain place does not exist.
    """
    for base in _package_path:
        path = os.path.join(base, "schemas")
        if os.path.isfile(os.path.join(path, "vocabulary.json")):
            return path
    return _found()


def _found() -> str:
    for finder in sys.meta_path:
        spec = finder.find_spec("learnings.schemas", list(_package_path))
        if spec is not None and spec.submodule_search_locations:
            return str(next(iter(spec.submodule_search_locations)))
    raise ModuleNotFoundError("learnings.schemas is not installed", name="learnings.schemas")


def text(name: str) -> str:
    """The text of a resource; `name` is relative to the folder, with slashes.

    Raises `KeyError` if there is none.
    """
    try:
        with open(os.path.join(folder(), *name.split("/")), encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        raise KeyError(name) from None


@once
def load(name: str) -> dict[str, Any]:
    """A JSON resource, read once; callers must not change it.

    Raises `KeyError` if there is none.
    """
    found = _parsed(text(name))
    if not isinstance(found, dict):
        raise KeyError(name)
    return found


@once
def names(suffix: str, below: str = "") -> tuple[str, ...]:
    """The resources in a folder that end in `suffix`, without it, sorted."""
    listed = os.listdir(os.path.join(folder(), below))
    return tuple(sorted(name[: -len(suffix)] for name in listed if name.endswith(suffix)))


class _Plain:
    """What the scanner of `json` asks of a decoder."""

    strict = True
    object_hook = object_pairs_hook = memo = None
    parse_float, parse_int, parse_constant = float, int, float


def _parsed(text: str) -> object:
    """What a text says as JSON.

    The scanner in C is all of `json` that is needed: the rest takes ten times as long to import.
    """
    try:
        from _json import make_scanner

        context: Any = _Plain
        found, end = make_scanner(context)(text, 0)
    except (ImportError, AttributeError, TypeError, StopIteration):
        end = -1
    if end < 0 or text[end:].strip():
        import json

        found = json.loads(text)
    return found
