"""Finds the repository of a folder, and tells whether a hook's environment belongs to it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ..disk import is_inside, printable
from ..errors import RepositoryError
from ..manners import PLACES
from . import program
from .repository import Repository

Found = tuple[str, str, bool, dict[str, str]]

_QUESTIONS = ("--is-shallow-repository", "--absolute-git-dir", "--show-toplevel")
_OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


def find_repository(start: str) -> Repository | None:
    """The repository that holds a folder or file; None if there is none.

    Inside a git hook this is the repository of the commit, with the index that git made for it.
    Raises RepositoryError if git is missing or refuses the repository.
    """
    found = discover(start)
    return None if found is None else Repository(*found)


def discover(start: str) -> Found | None:
    """Top, git folder, whether it is shallow, and the places that git has to be told.

    Raises RepositoryError if git is missing or refuses the repository.
    """
    folder = _existing_folder(start)
    places = {name: os.environ[name] for name in PLACES if os.environ.get(name)}
    plain = _look(folder, {})
    if not places:
        return plain
    ambient = _look(os.getcwd(), places)
    if ambient is None:
        return plain
    if plain is not None and _same(plain[1], ambient[1]):
        # The environment speaks of the repository that we found by ourselves: only the index
        # and the objects that git made for this commit are news.
        return (*plain[:3], _absolute(places, ("GIT_INDEX_FILE", *_OBJECTS), ambient[0]))
    if plain is None and _inside(folder, ambient[0]):
        kept = _absolute(places, ("GIT_INDEX_FILE", *_OBJECTS), ambient[0])
        return (*ambient[:3], kept | {"GIT_DIR": ambient[1], "GIT_WORK_TREE": ambient[0]})
    return plain


def _look(folder: str, places: Mapping[str, str]) -> Found | None:
    environment = program.clean_environment(places)
    answer = program.ask(("rev-parse", *_QUESTIONS), folder=folder, environment=environment)
    lines = os.fsdecode(answer.out).splitlines()
    if answer.code == 0 and len(lines) == 3:
        return (lines[2], lines[1], lines[0] == "true", {})
    if len(lines) == 2 and "work tree" in answer.error:
        return ("", lines[1], lines[0] == "true", {})
    if "not a git repository (or any" in answer.error:
        return None
    raise RepositoryError(_refusal(printable(folder), answer.error))


def _refusal(folder: str, error: str) -> str:
    if "dubious ownership" in error:
        return (
            f"git refuses the repository of {folder}, since it belongs to another user: "
            f"run `git config --global --add safe.directory {_owned(error, folder)}`"
        )
    if "unknown repository" in error or "repo version" in error:
        return f"this git is too old for the repository of {folder}: {error}"
    return f"git cannot use the repository of {folder}: {error or 'its name has a line break'}"


def _owned(error: str, folder: str) -> str:
    """The folder that git names in its complaint."""
    parts = error.split("'")
    return parts[1] if len(parts) > 2 else folder


def _existing_folder(start: str) -> str:
    folder = os.path.abspath(start)
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _absolute(places: Mapping[str, str], names: tuple[str, ...], folder: str) -> dict[str, str]:
    return {name: os.path.join(folder, places[name]) for name in names if name in places}


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _inside(folder: str, top: str) -> bool:
    return bool(top) and is_inside(os.path.realpath(folder), os.path.realpath(top))
