"""Each file of the corpus is a log and what is said of it.

A corpus file is prose, then fences: `markdown` holds a log (`path=` says where it lies,
`escapes` turns `\\xff`, `\\r` and `\\n` into bytes), `text` another file of the repository,
`diagnostics` what a run shows by default, with `notes` the notes as well. A report of a bug
becomes a file here. With LEARNINGS_REWRITE=1 the last fence is written anew: read the
difference before you keep it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from learnings.diagnostic import Diagnostic

from .judge import judge

CORPUS = sorted(Path(__file__).with_name("corpus").glob("*.md"))
# The fixtures take such variables away from the tests.
REWRITE = bool(os.environ.get("LEARNINGS_REWRITE"))
FENCE = re.compile(
    r"^(?P<mark>`{3,})(?P<word>\w+)(?P<rest>[^\n]*)\n(?P<body>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|([rn]))")
USUAL = ".learnings/LEARNINGS.md"


@dataclass(slots=True)
class Case:
    """A corpus file: the files of its repository and what is expected."""

    files: dict[str, bytes] = field(default_factory=dict)
    expected: str = ""
    span: tuple[int, int] = (0, 0)
    notes: bool = False


def read(text: str) -> Case:
    """The fences of a corpus file."""
    case = Case()
    for found in FENCE.finditer(text):
        if found["word"] == "diagnostics":
            case.expected, case.span = found["body"], found.span("body")
            case.notes = "notes" in found["rest"]
            continue
        path = re.search(r"path=(\S+)", found["rest"])
        data = found["body"].encode()
        if "escapes" in found["rest"]:
            data = ESCAPE.sub(_byte, data)
        case.files[path[1] if path else USUAL] = data
    return case


def _byte(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 16)])
    return b"\r" if found[2] == b"r" else b"\n"


def shown(diagnostic: Diagnostic, several: bool) -> str:
    """One line: place, weight, check, message, hint; bytes that are no text as escapes."""
    span, problem = diagnostic.span, diagnostic.problem
    line = f"{span.line}:{span.column} {diagnostic.severity} {diagnostic.check}: {problem.message}"
    if problem.hint:
        line += f" ({problem.hint})"
    if several:
        line = f"{diagnostic.path}:{line}"
    return line.encode("utf-8", "backslashreplace").decode() + "\n"


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_what_is_said_of_a_log(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    case = read(text)
    said = [each for each in judge(case.files).diagnostics if case.notes or each.severity != "note"]
    several = len(case.files) > 1
    lines = "".join(shown(diagnostic, several) for diagnostic in said)
    if REWRITE:
        start, end = case.span
        path.write_text(text[:start] + lines + text[end:], encoding="utf-8")
        return
    assert lines == case.expected


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_a_corpus_file_has_prose_a_log_and_a_verdict(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    case = read(text)
    assert text.startswith("# ")
    assert case.files
    assert case.span != (0, 0)
    assert FENCE.split(text)[0].count("\n") >= 3
