"""Of several entries one fails: what was done before is told, and the fault ends the command."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from .ticking import A, B

NO_RULE = "This was a thing that happened."
ORDER = "Empty cache 2 every night."
ODD = "Disk 2 filled up"
RULE = (
    "#!/bin/sh\nwhile read o n r; do case $r in *-002) echo 'rule: no' >&2; exit 1;; esac; done\n"
)


@pytest.fixture
def world(reviewed):
    """Four entries; the second has no line that could be a rule."""
    log = reviewed.clone / ".learnings/LEARNINGS.md"
    assert ORDER in log.read_text()
    log.write_text(log.read_text().replace(ORDER, NO_RULE).replace(ODD, "The cache is odd"))
    reviewed.git("commit", "-qam", "no rule")
    reviewed.git("fetch", "-q", str(reviewed.clone), "main:main", at=reviewed.bare)
    return reviewed


WAYS = {
    "as pull requests": ["--pr"],
    "as pull requests, tried": ["--pr", "--dry-run"],
    "as commits": ["--commit"],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_was_done_is_told(way, form, world, capsys):
    assert main(["promote", A, B, "--to", "agents", *way, "--format", form]) == 2
    out, err = capsys.readouterr()
    assert "say --line" in err or "--line" in err
    assert A in out
    assert f"{B}:" not in out
    if form == "json":
        assert [row["id"] for row in json.loads(out)["promoted"]] == [A]


def test_nothing_is_told_where_nothing_was_done(world, capsys):
    assert main(["promote", B, A, "--to", "agents", "--pr", "--format", "json"]) == 2
    assert capsys.readouterr().out == ""
    assert world.fake.pulls() == []


def test_what_was_done_before_the_server_refused_is_told(reviewed, capsys):
    hook = reviewed.bare / "hooks/pre-receive"
    hook.write_text(RULE)
    assert main(["promote", A, B, "--pr"]) == 4
    out, err = capsys.readouterr()
    assert "rule: no" in err
    assert f"pull/{reviewed.fake.pulls()[0].number}: created" in out
