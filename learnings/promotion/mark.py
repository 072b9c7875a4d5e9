"""Rules that are enforced: a lint rule, test, alert or policy marked with the entry it came of."""

from __future__ import annotations

import posixpath
import re

from ..entry import Entry, Log
from ..errors import UsageError
from ..lazy import regex
from . import insertion
from .insertion import newline_of
from .target import Target

# Endings of which each names one language, whose comments to the end of a line begin so.
_HASH = ("py", "pyi", "sh", "bash", "zsh", "rb", "yml", "yaml", "toml", "rego", "tf", "hcl",
         "mk", "r", "ps1", "nix", "bzl", "star")  # fmt: skip
_SLASHES = ("js", "mjs", "cjs", "ts", "tsx", "jsx", "go", "rs", "java", "kt", "c", "h", "cpp",
            "hpp", "cs", "swift", "scala", "groovy", "cue", "proto", "jsonnet")  # fmt: skip
_DASHES = ("sql", "lua", "hs", "elm")
# What follows is no code, or would be joined to what stands there.
_DATA = regex(r"(?m)^__(?:END|DATA)__$|^# SIG # End|^\$ANSIBLE_VAULT|^---[ \t]+[|>]|\\\s*\Z")
_COMMENT = regex(r"(?m)^[ \t]*(?:#|//|--)[ \t]+(.*)$")
_TOMBSTONE = "learnings: retired {id} "


def marked(path: str, text: str | None, id: str, line: str) -> tuple[bytes, bool]:
    """A file with a comment at its end that names an entry, and whether it had to be written.

    Raises `UsageError` for a file that is not there, or where nobody can be sure of a comment.
    """
    if text is None:
        raise UsageError(f"{path} is not there: what enforces a rule has to exist first")
    if names(text, id):
        return text.encode(), False
    sign = _sign(path, text)
    if not sign:
        raise UsageError(f"{path}: no comment can be put there: let it name {id} by hand first")
    newline = newline_of(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    return f"{text}{gap}{sign} {line}{newline}".encode(), True


def is_told(path: str, log: Log, entry: Entry) -> bool:
    """True if an entry names a file: as a whole, seen from the root or from the log."""
    seen = posixpath.relpath(path, posixpath.dirname(log.path) or ".")
    either = "|".join(map(re.escape, (path, f"./{path}", seen)))
    whole = rf"(?<![\w./\\~-])(?:{either})(?![\w/\\~-]|\.\w)"
    return re.search(whole, log.body(entry.start, entry.end)) is not None


def names(text: str, id: str) -> bool:
    """True if a file names an entry elsewhere than in a tombstone."""
    if not insertion.names(text, id):
        return False
    lines = text.splitlines()
    return insertion.names("\n".join(one for one in lines if not is_retired(one, id)), id)


def is_retired(text: str, id: str) -> bool:
    """True if a tombstone of an entry stands in a file."""
    return _TOMBSTONE.format(id=id).casefold() in text.casefold()


def comments(text: str, target: Target, id: str) -> list[tuple[int, int, str]]:
    """The comments of ours that name an entry: where the words of each stand, and its rule."""
    before = target.header[0].replace("{id}", id).partition("{")[0]
    found = []
    for one in _COMMENT.finditer(text):
        words = one[1].rstrip()
        if words.startswith(before) and names(words, id):
            found.append((one.start(1), one.start(1) + len(words), words.removeprefix(before)))
    return found


def unmarked(path: str, text: str, target: Target, id: str, note: str) -> tuple[str, str]:
    """A file with a tombstone in place of the comment that names an entry, and the rule it told.

    Raises `UsageError` where the file names the entry in words that are not ours.
    """
    found = comments(text, target, id)
    made = text
    for start, end, _ in reversed(found):
        made = f"{made[:start]}{_TOMBSTONE.format(id=id)}{note}{made[end:]}"
    if not found or names(made, id):
        raise UsageError(f"{path} names {id} in words that are not ours: take them out by hand")
    return made, found[0][2]


def _sign(path: str, text: str) -> str:
    """What begins a comment at the end of a file; empty where that is not certain."""
    name = posixpath.basename(path).lower()
    end = name.rpartition(".")[2]
    if _DATA.search(text):
        return ""
    if end == "php":
        return "//" if "<?" in text and "?>" not in text and "__halt_compiler" not in text else ""
    if end in _SLASHES and re.match(r"\s*<[?!]", text):
        return ""  # a document in XML that has the ending of a language
    if end in _HASH or name in ("makefile", "dockerfile", ".editorconfig", ".gitlab-ci.yml"):
        return "#"
    return "//" if end in _SLASHES else "--" if end in _DASHES else ""
