"""A baseline of ours holds a salt and marks, which are no secrets; whatever else is in it is one."""

from __future__ import annotations

import json
import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

DICE = random.Random(4)
SALT, MARK, OTHER = ("".join(DICE.choices("0123456789abcdef", k=size)) for size in (32, 16, 16))
TOKEN = cook("gh{}p_{w*36}", random.Random(11))
KNOWN = {"check": "secret", "paths": {".learnings/ERRORS.md": 1}, "marks": {OTHER: 1}}


def baseline(**changed):
    content = {"version": 2, "salt": SALT, "findings": {MARK: KNOWN}, **changed}
    return {key: value for key, value in content.items() if value is not None}


def known(**changed):
    return baseline(findings={MARK: {**KNOWN, **changed}})


ROWS = [
    ("as we write it", baseline(), False),
    ("one that ends", known(until="2026-12-31"), False),
    ("one without a finding", baseline(findings={}), False),
    ("a field that is not ours", baseline(note="x"), True),
    ("a field that is missing", baseline(version=None), True),
    ("a longer salt", baseline(salt=SALT + "ab"), True),
    ("a salt that is none", baseline(salt=cook("{w*32}", random.Random(5))), True),
    ("something else in a finding", known(note="x"), True),
    ("a check that is no name", known(check="x y"), True),
    ("a mark that is none", known(marks={"x": 1}), True),
    ("a fingerprint that is none", baseline(findings={"x": KNOWN}), True),
    ("a token in the place of a path", known(paths={TOKEN: 1}), True),
]


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize(("content", "told"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_what_is_a_baseline(content, told, indent):
    text = json.dumps(content, indent=indent)
    found = [item for item in scan(text) if item.check == "secret"]
    assert bool(found) is told
    if TOKEN in text:
        assert [text[item.start : item.end] for item in found] == [TOKEN]


def test_a_key_that_stands_twice_makes_it_none():
    text = json.dumps(baseline(), indent=1)
    twice = text.replace('{\n "version"', f'{{\n "salt": "{SALT[::-1]}",\n "version"')
    assert any(item.check == "secret" for item in scan(twice))


@pytest.mark.parametrize("path", [".learnings/baseline.json", ".learnings/ci/known.json"])
def test_a_baseline_that_was_written_can_be_committed(repository, monkeypatch, run, path):
    monkeypatch.chdir(repository.path)
    entry = "# E\n\n## [ERR-20260301-001] a\n\n**Status**: pending\n\n### Summary\n"
    repository.write(".learnings/ERRORS.md", f"{entry}The password: {cook('Zr{}9!{w*10}', DICE)}\n")
    repository.write(".learnings/ci/notes.txt", "nothing\n")
    secrets = ("--select", "secrets", "--baseline", path)
    assert run("lint", *secrets, "--write-baseline")[0] == 0
    assert '"salt"' in (repository.path / path).read_text()
    assert run("lint", *secrets)[0] == 0
    repository.git("add", path)
    assert run("lint", "--staged", *secrets)[0] == 0
    assert run("scan", path)[0] == 0
