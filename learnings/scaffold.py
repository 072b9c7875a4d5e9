"""What `learnings init` sets up: files with their headers, ignore rules, a hook entry.

Pure: each function is given what stands there and gives what should. Nothing that exists is
overwritten; what is added to a shared file is added once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .errors import UsageError
from .kind import Preset

MODES = ("track", "ignore", "hybrid")
_BEGIN = "# learnings: what is not committed (kept by `learnings init`)"
_END = "# learnings: end"
_MERGED = "# learnings: logs are merged entry by entry (kept by `learnings init`)"
ATTRIBUTES = (".learnings/**/*.md merge=learnings", "docs/ops-knowledge/**/*.md merge=learnings")
_ROOT_KEY = re.compile(r"^(?P<quote>['\"]?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ \t]*:(?P<rest>.*)$")
_ITEM = re.compile(r"^(?P<indent> *)-(?: |$)")
_OUR_ID = re.compile(r"""^[ \t-]*(?:[^#\n]*[{,][ \t]*)?id:[ \t]*['"]?learnings\b""", re.MULTILINE)
_EMPTY_LIST = re.compile(r"\[[ \t]*\][ \t]*(?:#.*)?$")


class NotMerged(UsageError):
    """A file whose form leaves no safe place for an addition; the text holds what to add."""


class Planned(NamedTuple):
    """A file that a preset begins with: its path below the folder, and its text."""

    path: str
    text: str


def files(
    preset: Preset, folder: str = ".learnings", *, stackable: bool = False
) -> Iterator[Planned]:
    """The files that a preset begins with, paths seen from where `init` sets up.

    Where several presets share the folder, each has one of its own in it.
    """
    base = f"{folder}/{preset.skill}" if preset.skill and stackable else folder
    for name, spec in preset.files.items():
        if spec.kind == "wal-entry":
            yield Planned(f"memory/{name}", spec.header)
            yield Planned(f"{folder}/.pending-errors.log", "")
        else:
            yield Planned(f"{base}/{name}", spec.header)
    root = preset.layout.get("root")
    if root:
        places = {place for group in preset.layout.get("folders", {}).values() for place in group}
        for place in sorted(places):
            yield Planned(f"{root}/{place}/.gitkeep", "")


def ignored(preset: Preset, mode: str, text: str = "", folder: str = ".learnings") -> list[str]:
    """The lines of `.gitignore` for a mode: what is committed and what stays local.

    `track` commits the logs, `ignore` nothing, `hybrid` the folder but not the entries. `text` is
    the file as it is: where a line of it ignores the whole folder, hybrid takes that back for the
    folder itself.
    """
    buffered = any(spec.kind == "wal-entry" for spec in preset.files.values())
    scratch = [f"{folder}/.pending-errors.log", "memory/working-buffer.md"] if buffered else []
    root = preset.layout.get("root")
    if mode == "ignore":
        return [f"{root}/" if root else f"{folder}/", *scratch[1:]]
    if mode == "hybrid":
        home = root or folder
        if not root and _ignores(_outside(text), folder):
            return [f"!{folder}/", f"{folder}/*", f"!{folder}/.gitkeep", *scratch]
        return [f"{home}/**/*.md", *scratch]
    return scratch


def _ignores(text: str, folder: str) -> bool:
    """True if a line ignores the folder, or everything in it."""
    rule = re.compile(rf"(?:/|\*\*/)?{re.escape(folder)}(?:/(?:\*\*?)?)?(?:/\*)?")
    return any(rule.fullmatch(line.strip()) for line in text.splitlines())


def _outside(text: str) -> str:
    """The lines of a `.gitignore` that are not ours."""
    start, end = text.find(_BEGIN), text.find(_END)
    return text[:start] + text[end + len(_END) :] if 0 <= start < end else text


def with_ignored(text: str, lines: Sequence[str]) -> str:
    """The `.gitignore` with our lines in a block of their own; other lines stay as they are."""
    newline = "\r\n" if "\r\n" in text else "\n"
    block = newline.join([_BEGIN, *lines, _END]) + newline if lines else ""
    start, end = text.find(_BEGIN), text.find(_END)
    if 0 <= start < end:
        behind = text[end + len(_END) :]
        kept = text[:start] + block + behind.removeprefix("\r").removeprefix("\n")
        return kept.rstrip("\r\n") + newline if not lines and kept.strip() else kept
    present = {line.strip() for line in text.splitlines()}
    if not lines or present.issuperset(lines):
        return text
    gap = "" if not text or text.endswith("\n") else newline
    return f"{text}{gap}{newline if text.strip() else ''}{block}"


def with_attributes(text: str, lines: Sequence[str] = ATTRIBUTES) -> str:
    """The `.gitattributes` with our lines in a block of their own, at the end.

    What stands further down wins in that file, so lines that are there already are left only
    if all of ours are.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    present = {line.strip() for line in text.splitlines()}
    if present.issuperset(lines):
        return text
    kept = without_attributes(text)
    gap = "" if not kept or kept.endswith("\n") else newline
    return f"{kept}{gap}{newline.join([_MERGED, *lines])}{newline}"


def without_attributes(text: str) -> str:
    """The `.gitattributes` without what `with_attributes` put in."""
    ours = {_MERGED, *ATTRIBUTES}
    return "".join(line for line in text.splitlines(keepends=True) if line.strip() not in ours)


def settings(preset: str) -> str:
    """A configuration file that says which preset the logs have."""
    return (
        "# Settings of learnings: `learnings config` shows what is in force.\n"
        f'preset = "{preset}"\n'
    )


def hook(repository: str, version: str) -> list[str]:
    """The lines of a pre-commit entry; without a repository the installed program is run."""
    if repository:
        return [f"- repo: {repository}", f"  rev: v{version}", "  hooks:", "    - id: learnings"]
    return [
        "- repo: local",
        "  hooks:",
        "    - id: learnings",
        "      name: learnings",
        "      entry: learnings-hook --named",
        "      language: system",
        r"      files: '(^|/)((?i:\.learnings)/|docs/ops-knowledge/|memory/working-buffer\.)'",
        "      always_run: true",
        "      require_serial: true",
    ]


def has_hook(text: str) -> bool:
    """True if a pre-commit configuration names our hook already."""
    return _OUR_ID.search(text) is not None


def with_hook(text: str, entry: Sequence[str]) -> str:
    """A pre-commit configuration with one more repository at the end of `repos`.

    Comments and everything else stay. Raises `NotMerged` where the list is written in a way
    that leaves no safe place.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    if not text.strip():
        return newline.join(["repos:", *(f"  {line}" for line in entry)]) + newline
    lines = text.splitlines()
    at = [number for number, line in enumerate(lines) if _is_key(line, "repos")]
    if len(at) != 1:
        raise NotMerged(_advice(entry))
    begin = at[0]
    rest = lines[begin].partition(":")[2].strip()
    if _EMPTY_LIST.match(rest):
        lines[begin] = "repos:"
        return newline.join([*lines[: begin + 1], *(f"  {line}" for line in entry),
                             *lines[begin + 1 :]]) + newline  # fmt: skip
    if rest and not rest.startswith("#"):
        raise NotMerged(_advice(entry))
    end = _end_of_list(lines, begin + 1)
    body = [line for line in lines[begin + 1 : end] if line.strip() and line.lstrip()[0] != "#"]
    item = _ITEM.match(body[0]) if body else None
    if body and item is None:
        raise NotMerged(_advice(entry))
    indent = item["indent"] if item else "  "
    added = [f"{indent}{line}" for line in entry]
    return newline.join([*lines[:end], *added, *lines[end:]]) + newline


def _is_key(line: str, name: str) -> bool:
    found = _ROOT_KEY.match(line)
    return found is not None and found["key"] == name


def _end_of_list(lines: list[str], start: int) -> int:
    """The line behind the last that belongs to the list; comments before a new key do not."""
    end = start
    for number in range(start, len(lines)):
        line = lines[number]
        if line.startswith(("---", "...")) or _ROOT_KEY.match(line):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            end = number + 1
    return end


def _advice(entry: Sequence[str]) -> str:
    shown = " / ".join(line.strip() for line in entry)
    return f"its `repos` are written in a way that cannot be added to safely; add: {shown}"
