"""Every action that is used or shown is pinned to a commit, and to the same one everywhere."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnings import resource
from learnings.workflow import files

ROOT = Path(__file__).resolve().parents[2]
# Ours, which whoever copies the example fills in.
PLACEHOLDER = "OWNER/learnings@0123456789abcdef0123456789abcdef01234567"
CALLED = [PLACEHOLDER.replace("@", f"/.github/workflows/{name}.yml@") for name in files.NAMES]
PLACEHOLDERS = (PLACEHOLDER, *CALLED, PLACEHOLDER.replace("OWNER", "platform"))  # a mirror
USES = re.compile(r"""^[ \t>]*(?:- )?["']?uses["']?:[ \t]*(?P<used>[^\n]+)$""", re.MULTILINE)
PINNED = re.compile(
    r"(?P<name>[\w.-]+/[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)"
)
ELSEWHERE = re.compile(
    r"(?<![\w./])(?P<name>(?:actions|github)/[\w./-]+)@(?!COMMIT\b)(?P<commit>\w[\w.-]*)"
)


def texts() -> Iterator[tuple[str, str]]:
    """What says which actions are used, each with its name."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", ".github", "action.yml", "*.md", "schemas/workflows", "scripts"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for path in filter(None, listed.split("\0")):
        yield path, (ROOT / path).read_text(encoding="utf-8")
    for name in files.NAMES:
        yield f"install github: {name}", files.rendered(name, files.Values("./"))


def wrong(text: str) -> list[str]:
    """What a text uses and does not pin with the version beside it."""
    used = [found["used"].strip() for found in USES.finditer(text)]
    return [one for one in used if not (
        one.startswith("./") or one in ("CHECKOUT", "ACTION") or PINNED.fullmatch(one)
        or one.partition(" # ")[0] in PLACEHOLDERS
    )]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), list(texts()), ids=[name for name, _ in texts()])
def test_all_that_is_used_is_pinned_to_a_commit_with_its_version(name, text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    "used",
    ["actions/checkout@v6", "actions/checkout@main", f"actions/checkout@{'a' * 40}",
     f"actions/checkout@{'a' * 40} # v6", f"actions/checkout@{'a' * 39} # v6.0.2",
     f"OWNER/learnings@{'a' * 40}"],
    ids=["a tag", "a branch", "no version", "a version that moves", "a short commit",
         "a placeholder that is none"],
)  # fmt: skip
def test_the_judge_finds_what_is_not_pinned(used):
    for line in (f"  - uses: {used}", f"        uses: {used}", f'  "uses": {used}'):
        assert wrong(f"steps:\n{line}\n") == [used]


def test_an_action_has_the_same_commit_and_version_everywhere():
    pins: dict[str, set[tuple[str, str]]] = defaultdict(set)
    loose = set()
    for _, text in texts():
        for found in PINNED.finditer(text):
            pins[found["name"].split("/")[1]].add((found["commit"], found["version"]))
        loose |= {
            (found["name"].split("/")[1], found["commit"]) for found in ELSEWHERE.finditer(text)
        }
    assert {name: rows for name, rows in pins.items() if len(rows) != 1} == {}
    known = {(name, commit) for name, rows in pins.items() for commit, _ in rows}
    assert loose <= known
    assert set(pins) >= {"checkout", "codeql-action"}


def test_what_is_installed_is_the_checkout_that_we_run_ourselves():
    assert PINNED.fullmatch(files.CHECKOUT)
    assert files.CHECKOUT in (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert all("CHECKOUT" in resource.text(f"workflows/{name}.yml") for name in files.NAMES)
