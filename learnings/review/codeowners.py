"""CODEOWNERS as GitHub reads it: who owns a path.

The last line whose pattern fits decides, and a line without owners takes them away again. A
pattern with a slash before its end is read from the root, others fit at any depth; one that
fits a folder fits what is in it, but `docs/*` stays in `docs`. Case counts, there is no `!` and
no `[ ]`, and a line with something else than owners is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..check import Tree
from ..lazy import regex

# The first that exists counts, the others are not read.
PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
# GitHub reads no larger file.
_MOST = 3 * 1024 * 1024
_OWNER = regex(r"@[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)?|[^\s@<>\"'`]+@[A-Za-z0-9.-]+")
_WORD = regex(r"(?:\\.|[^\\\s])+")


class Line(NamedTuple):
    """A pattern, cut at its slashes, and the owners of what it fits.

    `deep` is False where the pattern names the files of one folder and no folder.
    """

    parts: tuple[str, ...]
    owners: tuple[str, ...]
    folder: bool
    deep: bool


class CodeOwners(NamedTuple):
    """The lines of a CODEOWNERS file that can be read."""

    lines: Sequence[Line] = ()

    def of(self, path: str) -> tuple[str, ...]:
        """The owners of a path, seen from the root; empty if it has none."""
        names = [name for name in path.split("/") if name not in ("", ".")]
        found = next((line for line in reversed(self.lines) if _fits(line, names)), None)
        return found.owners if found is not None else ()


def read(tree: Tree) -> CodeOwners:
    """The file of a repository; without one, nobody owns anything."""
    for place in PLACES:
        text = tree.text(place)
        if text is not None:
            return parse(text)
    return CodeOwners()


def parse(text: str) -> CodeOwners:
    """The lines of a file that can be read."""
    if len(text) > _MOST:
        return CodeOwners()
    return CodeOwners([line for raw in text.splitlines() if (line := _line(raw)) is not None])


def _line(raw: str) -> Line | None:
    words = list(_words(raw))
    if not words:
        return None
    pattern, *owners = words
    if pattern.startswith("!") or "[" in pattern or not all(map(_OWNER.fullmatch, owners)):
        return None
    plain = pattern.rstrip("/")
    names = [name for name in plain.split("/") if name]
    if not names:
        return None
    if "/" not in plain:
        names = ["**", *names]
    if names[-1] == "**":
        names.append("*")  # what is in the folder, not the folder
    deep = pattern.endswith("/") or not plain.endswith("/*")
    return Line(tuple(names), tuple(owners), pattern.endswith("/"), deep)


def _words(raw: str) -> Iterator[str]:
    """The pattern and the owners; a blank behind a backslash belongs to its word."""
    for found in _WORD.finditer(raw):
        word = found[0]
        if word.startswith("#"):
            return
        yield _unescaped(word)


def _unescaped(word: str) -> str:
    return word.replace("\\#", "#").replace("\\ ", " ").replace("\\\\", "\\")


def _fits(line: Line, names: Sequence[str]) -> bool:
    """True if the pattern fits the path, or a folder above it where it may."""
    most = len(names)
    reached = {0}
    for part in line.parts:
        if part == "**":
            reached = set(range(min(reached), most + 1)) if reached else set()
        else:
            reached = {at + 1 for at in reached if at < most and _fits_name(part, names[at])}
    if most in reached and not line.folder:
        return True
    return line.deep and any(at < most for at in reached - {0})


def _fits_name(pattern: str, name: str) -> bool:
    """True if `*` and `?` can make the name of the pattern, going back to the last star only."""
    at = here = 0
    star, resume = -1, 0
    while here < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, resume = at, here
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", name[here]):
            at += 1
            here += 1
        elif star >= 0:
            resume += 1
            at, here = star + 1, resume
        else:
            return False
    return all(rest == "*" for rest in pattern[at:])
