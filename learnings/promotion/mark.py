"""Rules that are enforced: a lint rule, test, alert or policy marked with the entry it came of."""

from __future__ import annotations

import posixpath

from ..errors import UsageError
from .insertion import names, newline_of

_HASH = ("py", "pyi", "sh", "bash", "zsh", "rb", "yml", "yaml", "toml", "rego", "tf", "hcl", "cfg",
         "ini", "conf", "mk", "pl", "r", "ps1", "nix", "bzl", "star", "rules")  # fmt: skip
_SLASHES = ("js", "mjs", "cjs", "ts", "tsx", "jsx", "go", "rs", "java", "kt", "c", "h", "cpp",
            "hpp", "cs", "swift", "scala", "groovy", "cue", "proto", "jsonnet", "php")  # fmt: skip
_DASHES = ("sql", "lua", "hs", "elm")


def marked(path: str, text: str | None, id: str, line: str) -> tuple[bytes, bool]:
    """A file with a comment at its end that names an entry, and whether it had to be written.

    Raises `UsageError` for a file that is not there, or whose language has no such comment.
    """
    if text is None:
        raise UsageError(f"{path} is not there: what enforces a rule has to exist first")
    if names(text, id):
        return text.encode(), False
    sign = _sign(path)
    if not sign:
        raise UsageError(f"{path}: no comment can be put there: let it name {id} by hand first")
    newline = newline_of(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    return f"{text}{gap}{sign} {line}{newline}".encode(), True


def _sign(path: str) -> str:
    name = posixpath.basename(path).lower()
    end = name.rpartition(".")[2]
    if end in _HASH or name in ("makefile", "dockerfile", ".editorconfig", ".gitlab-ci.yml"):
        return "#"
    return "//" if end in _SLASHES else "--" if end in _DASHES else ""
