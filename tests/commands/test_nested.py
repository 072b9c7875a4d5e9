"""Several configurations in one repository: each holds for the findings it is nearest to."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

ENTRY = """\
# Learnings

## [LRN-20260301-00{number}] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: {status}
**Area**: infra

### Summary
{text}

### Details
It reads the file once, when it starts.

### Suggested Action
Watch the file.

### Metadata
- Source: error
"""
# Both have an unknown status (an error) and a field twice (a warning).
TWICE = "**Priority**: medium\n**Priority**: low"
HERE, THERE = ".learnings/LEARNINGS.md", "a/b/.learnings/LEARNINGS.md"


@pytest.fixture
def logs(repository, monkeypatch):
    for number, (path, text) in enumerate(((HERE, "Restart it"), (THERE, "Empty the cache")), 1):
        entry = ENTRY.format(number=number, status="odd", text=text)
        repository.write(path, entry.replace("**Priority**: medium", TWICE))
    monkeypatch.chdir(repository.path)
    return repository


def lint(capsys, *words):
    code = main(["lint", "--today=2026-03-03", "--format=concise", *words])
    rows = [line.split(":") for line in capsys.readouterr().out.splitlines()]
    found = [(row[0], row[3].split("[")[1].partition("]")[0]) for row in rows if len(row) > 3]
    return code, sorted(found)


BOTH = [
    (HERE, "repeated-field"),
    (HERE, "unknown-value"),
    (THERE, "repeated-field"),
    (THERE, "unknown-value"),
]


def without(path, check):
    return [row for row in BOTH if row != (path, check)]


NESTED = [
    pytest.param("", "", (), 1, BOTH, id="two empty ones"),
    pytest.param("", "select = ['repeated-field']", (), 1, without(THERE, "unknown-value"),
                 id="what is selected below holds below"),
    pytest.param("select = ['repeated-field']", "", (), 1, without(HERE, "unknown-value"),
                 id="what is selected above does not hold below"),
    pytest.param("", "ignore = ['unknown-value']", (), 1, without(THERE, "unknown-value"),
                 id="what is ignored below holds below"),
    pytest.param("ignore = ['schema']", "", (), 1, BOTH[2:],
                 id="what is ignored above does not hold below"),
    pytest.param("select = ['ageing']", "ignore = ['schema']", (), 0, [],
                 id="each has its own reason to be silent"),
    pytest.param("fail-on = 'never'", "", (), 1, BOTH, id="what fails is said below"),
    pytest.param("", "fail-on = 'never'", (), 1, BOTH, id="what fails is said above"),
    pytest.param("fail-on = 'never'", "fail-on = 'never'", (), 0, BOTH, id="neither fails"),
    pytest.param("fail-on = 'never'", "fail-on = 'warning'\nselect = ['repeated-field']", (), 1,
                 without(THERE, "unknown-value"), id="a warning fails below"),
    pytest.param("fail-on = 'never'", "select = ['repeated-field']", (), 0,
                 without(THERE, "unknown-value"), id="a warning does not fail by default"),
    pytest.param("", "show = 'error'", (), 1, without(THERE, "repeated-field"),
                 id="what is shown below is said below"),
    pytest.param("show = 'error'", "", (), 1, without(HERE, "repeated-field"),
                 id="what is shown above does not hold below"),
    pytest.param("show = 'error'", "show = 'error'", ("--show=note",), 1, BOTH,
                 id="the option goes before both: show"),
    pytest.param("ignore = ['schema']", "ignore = ['schema']", ("--ignore=ageing",), 1, BOTH,
                 id="the option goes before both: ignore"),
    pytest.param("select = ['ageing']", "select = ['identity']", ("--select=unknown-value",), 1,
                 [BOTH[1], BOTH[3]], id="the option goes before both: select"),
    pytest.param("", "fail-on = 'note'", ("--fail-on=never",), 0, BOTH,
                 id="the option goes before both: fail-on"),
]  # fmt: skip


@pytest.mark.parametrize(("above", "below", "words", "code", "expected"), NESTED)
def test_the_nearest_configuration_holds(logs, capsys, above, below, words, code, expected):
    logs.write(".learnings.toml", above)
    logs.write("a/.learnings.toml", below)
    assert lint(capsys, *words) == (code, expected)


@pytest.mark.parametrize("file", [".learnings.toml", "a/.learnings.toml", "a/b/.learnings.toml"])
@pytest.mark.parametrize("start", [".", "a"])
def test_a_name_that_nobody_knows_is_refused_in_each(logs, capsys, monkeypatch, file, start):
    logs.write(".learnings.toml", "")
    logs.write("a/.learnings.toml", "")
    logs.write(file, "select = ['ageing']\nignore = ['agein']\n")
    monkeypatch.chdir(logs.path / start)
    code = main(["lint"])
    # From `a` the configuration at the top is in force for the log at the top all the same.
    assert code == 2
    assert f"{file}:2: ignore: there is no check or group agein" in capsys.readouterr().err


def test_json_holds_what_no_configuration_shows(logs, capsys):
    logs.write("a/.learnings.toml", "show = 'error'\n")
    main(["lint", "--format=json"])
    found = json.loads(capsys.readouterr().out)
    assert len([row for row in found["diagnostics"] if row["path"] == THERE]) >= 2
