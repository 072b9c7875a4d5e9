"""The door to the data of `learnings.schemas`: schemas, presets and the vocabulary."""

from __future__ import annotations

import functools
import json
import os
import sys

from . import __path__ as _package_path

TYPE_CHECKING = False  # `typing` takes longer to import than the rest of a quick hook
if TYPE_CHECKING:
    from typing import Any


@functools.cache
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


@functools.cache
def load(name: str) -> dict[str, Any]:
    """A JSON resource, read once; callers must not change it.

    Raises `KeyError` if there is none.
    """
    found = json.loads(text(name))
    if not isinstance(found, dict):
        raise KeyError(name)
    return found


@functools.cache
def names(suffix: str, below: str = "") -> tuple[str, ...]:
    """The resources in a folder that end in `suffix`, without it, sorted."""
    listed = os.listdir(os.path.join(folder(), below))
    return tuple(sorted(name[: -len(suffix)] for name in listed if name.endswith(suffix)))
