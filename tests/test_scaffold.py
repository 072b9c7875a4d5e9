"""What is added to files that are there already: `.gitignore` and the pre-commit configuration."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from learnings import scaffold

HOOK = scaffold.hook("https://example.org/learnings", "1.0.0")
ENTRY = yaml.safe_load("\n".join(HOOK))[0]

MERGED = {
    "nothing": "",
    "blank lines": "\n\n",
    "one repository": (
        "repos:\n  - repo: https://example.org/a\n    rev: v1\n    hooks:\n      - id: a\n"
    ),
    "no indent": "repos:\n- repo: https://example.org/a\n  rev: v1\n  hooks:\n  - id: a\n",
    "a deep indent": (
        "repos:\n    -   repo: https://example.org/a\n        rev: v1\n        hooks:\n"
        "        -   id: a\n"
    ),
    "comments everywhere": (
        "# top\nrepos:  # all of them\n  # first\n  - repo: https://example.org/a  # a\n"
        "    rev: v1\n    hooks:\n      - id: a\n      # last\n"
    ),
    "settings before and behind": (
        "default_stages: [pre-commit]\nrepos:\n- repo: https://example.org/a\n  rev: v1\n"
        "  hooks:\n  - id: a\n\n# about CI\nci:\n  skip: [a]\n"
    ),
    "the start of a document": (
        "---\nrepos:\n- repo: https://example.org/a\n  rev: v1\n  hooks:\n  - id: a\n"
    ),
    "the end of a document": (
        "---\nrepos:\n- repo: https://example.org/a\n  rev: v1\n  hooks:\n  - id: a\n...\n"
    ),
    "an empty list": "repos: []\n",
    "an empty list and a comment": "repos: []  # none yet\nfail_fast: true\n",
    "no list at all": "repos:\n",
    "a quoted key": '"repos":\n- repo: "https://example.org/a"\n  rev: \'v1\'\n  hooks:\n  - id: a\n',
    "CRLF": "repos:\r\n  - repo: https://example.org/a\r\n    rev: v1\r\n    hooks:\r\n"
    "      - id: a\r\n",
    "no final newline": "repos:\n- repo: https://example.org/a\n  rev: v1\n  hooks:\n  - id: a",
    "a block text in a hook": (
        "repos:\n- repo: local\n  hooks:\n  - id: a\n    name: a\n    language: system\n"
        "    entry: |\n      sh -c 'echo\n\n      - id: x'\n"
    ),
}
LEFT = {
    "flow style": "repos: [{repo: https://example.org/a, rev: v1, hooks: [{id: a}]}]\n",
    "flow style over lines": "repos: [\n  {repo: meta, hooks: [{id: check-hooks-apply}]},\n]\n",
    "all in braces": "{repos: []}\n",
    "no such key": "default_stages: [pre-commit]\n",
    "twice": "repos: []\nrepos: []\n",
    "an anchor": "repos: &all\n- repo: meta\n  hooks:\n  - id: identity\n",
    "two documents": "repos: []\n---\nrepos: []\n",
    "an empty flow list over lines": "repos: [\n]\n",
    "flow style on the next line": "repos:\n  [{repo: meta, hooks: [{id: identity}]}]\n",
    "items without an indent of their own": "repos:\n\t- repo: meta\n",
}


@pytest.mark.parametrize("text", MERGED.values(), ids=MERGED.keys())
def test_the_result_is_the_old_list_and_the_entry(text):
    new = scaffold.with_hook(text, HOOK)
    before = yaml.safe_load(text) or {}
    after = yaml.safe_load(new)
    assert after["repos"] == [*(before.get("repos") or []), ENTRY]
    assert {key: value for key, value in after.items() if key != "repos"} == {
        key: value for key, value in before.items() if key != "repos"
    }
    assert scaffold.has_hook(new)


@pytest.mark.parametrize("text", MERGED.values(), ids=MERGED.keys())
def test_every_line_that_was_there_is_there(text):
    new = scaffold.with_hook(text, HOOK).splitlines()
    for line in text.splitlines():
        assert not line.strip() or line in new or line.startswith("repos:")
    assert [line for line in text.splitlines() if "#" in line and "[]" not in line] == [
        line for line in new if "#" in line and "[]" not in line
    ] or "none yet" in text


def test_line_ends_stay():
    new = scaffold.with_hook(MERGED["CRLF"], HOOK)
    assert new.count("\n") == new.count("\r\n")


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_leaves_no_safe_place_is_left_with_the_lines_to_add(text):
    with pytest.raises(scaffold.NotMerged, match=r"add: - repo: https://example\.org/learnings"):
        scaffold.with_hook(text, HOOK)


@pytest.mark.parametrize("repository", ["", "https://example.org/learnings"], ids=["local", "url"])
@pytest.mark.parametrize(
    "text", [text for name, text in MERGED.items() if name != "no list at all"],
    ids=[name for name in MERGED if name != "no list at all"],
)  # fmt: skip
def test_pre_commit_takes_the_result(text, repository, tmp_path):
    path = tmp_path / ".pre-commit-config.yaml"
    new = scaffold.with_hook(text, scaffold.hook(repository, "1.0.0"))
    path.write_bytes(new.encode())
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr + new


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - id: learnings\n", True),
        ("  - id: 'learnings'\n", True),
        ("  - {id: learnings}\n", True),
        ("  - id: learnings-lint # x\n", True),
        ("# - id: learnings\n", False),
        ("  - id: mylearnings\n", False),
        ("  - name: learnings\n", False),
    ],
)
def test_our_hook_is_recognised(text, expected):
    assert scaffold.has_hook(text) is expected


# --- .gitignore ------------------------------------------------------------------------------

BLOCK = "# learnings: what is not committed (kept by `learnings init`)\n{}# learnings: end\n"


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        pytest.param("", [], "", id="nothing to ignore"),
        pytest.param("", ["a/"], BLOCK.format("a/\n"), id="a new file"),
        pytest.param("x", ["a/"], "x\n\n" + BLOCK.format("a/\n"), id="behind the others"),
        pytest.param("a/\nx\n", ["a/"], "a/\nx\n", id="ignored already"),
        pytest.param(
            "x\n" + BLOCK.format("a/\n") + "y\n", ["b/"], "x\n" + BLOCK.format("b/\n") + "y\n",
            id="another mode",
        ),
        pytest.param("x\n\n" + BLOCK.format("a/\n"), [], "x\n", id="a mode without"),
        pytest.param(BLOCK.format("a/\n"), [], "", id="nothing is left"),
    ],
)  # fmt: skip
def test_our_lines_stand_in_a_block_of_their_own(text, lines, expected):
    new = scaffold.with_ignored(text, lines)
    assert new == expected
    assert scaffold.with_ignored(new, lines) == new


def test_crlf_stays_in_gitignore():
    new = scaffold.with_ignored("x\r\n", ["a/"])
    assert new.count("\n") == new.count("\r\n")
