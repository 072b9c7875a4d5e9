"""What a change would do to a file, as `diff -u` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from .escape import inert, visible

_NO_END = "\\ No newline at end of file"


def difference(path: str, old: str, new: str) -> str:
    """A unified diff of two texts of one file; empty where they are the same.

    `git apply` takes it, unless a line holds characters that act on a terminal: these are shown.
    """
    import difflib

    before, after = _lines(old), _lines(new)
    shown = visible(path)
    found = difflib.unified_diff(before, after, f"a/{shown}", f"b/{shown}", lineterm="\n")
    return "".join(f"{line}\n" for text in found for line in _shown(text))


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one, as for git."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _shown(line: str) -> Iterator[str]:
    ended = line.endswith("\n")
    text = line[:-1] if ended else line
    end = "\r" if text.endswith("\r") else ""
    body = text.removesuffix("\r")
    yield inert("\t".join(visible(part) for part in body.split("\t"))) + end
    if not ended:
        yield _NO_END
