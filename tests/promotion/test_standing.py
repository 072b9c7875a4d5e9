"""An entry that is promoted is done, wherever it stands; only `--to` brings it to another place."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_promote import AGENT, ID, LOG, RULES, read

# Where an entry says that it stands, and the files that are there.
STANDS = {
    "a backlog": ("docs/automation-backlog.md", f"# Backlog\n\n- {ID}\n"),
    "a test": ("tests/test_c.py", f"# learnings: {ID}\n"),
    "a test that is gone": ("tests/test_c.py", ""),
    "instructions of others than the usual": ("CLAUDE.md", f"- Rest ({ID})\n"),
    "instructions in a folder": ("billing/AGENTS.md", f"- Rest ({ID})\n"),
    "two files": ("docs/on-call-handoff.md, TOOLS.md", ""),
    "a file of nobody": ("docs/retired.md", ""),
    "a page elsewhere": ("https://wiki.example.org/disks", ""),
    "a name": ("runbook", ""),
}


def log(place: str) -> str:
    return AGENT.replace("pending", "promoted").replace(
        "**Area**: docs", f"**Area**: docs\n**Promoted**: {place}"
    )


@pytest.fixture
def here(repository, monkeypatch, request):
    place, text = request.param
    repository.commit({LOG: log(place), "AGENTS.md": RULES, **({place: text} if text else {})})
    monkeypatch.chdir(repository.path)
    return repository


@pytest.mark.parametrize("how", [[], ["--commit"], ["--commit", "--dry-run"]],
                         ids=["in the work tree", "with a commit", "without writing"])  # fmt: skip
@pytest.mark.parametrize("here", STANDS.values(), ids=list(STANDS), indirect=True)
def test_an_entry_that_is_promoted_is_done(how, here, capsys, request):
    before = here.git("rev-parse", "HEAD")
    assert main(["promote", ID, *how]) == 0
    assert here.git("rev-parse", "HEAD") == before
    assert here.git("status", "--short") == ""
    if "--dry-run" not in how:
        place = request.node.callspec.params["here"][0].replace(", ", " and ")
        assert capsys.readouterr().out == f"{ID} is in {place} already\n"


@pytest.mark.parametrize("here", [STANDS["a backlog"]], ids=["a backlog"], indirect=True)
def test_a_commit_says_for_the_files_too_that_an_entry_is_done(here, capsys):
    (here.path / LOG).write_text(AGENT)
    assert main(["promote", ID, "--commit"]) == 0
    assert capsys.readouterr().out == f"{ID} is in docs/automation-backlog.md already\n"
    assert here.git("status", "--short").split() == ["M", LOG]


@pytest.mark.parametrize("here", [STANDS["a test"]], ids=["a test"], indirect=True)
def test_another_place_is_named(here):
    assert main(["promote", ID, "--to", "agents"]) == 0
    assert ID in read(here, "AGENTS.md")
    assert "**Promoted**: tests/test_c.py, AGENTS.md\n" in read(here, LOG)


@pytest.mark.parametrize("here", [("AGENTS.md", "")], ids=["where it belongs"], indirect=True)
def test_a_place_that_lacks_the_rule_is_completed(here):
    assert main(["promote", ID]) == 0
    assert read(here, "AGENTS.md").count(ID) == 1


@pytest.mark.parametrize(
    "here", [("agents (retired 2026-03-02)", "")], ids=["a rule"], indirect=True
)
def test_what_is_retired_stands_nowhere(here):
    assert main(["promote", ID]) == 0
    assert "**Promoted**: AGENTS.md\n" in read(here, LOG)
