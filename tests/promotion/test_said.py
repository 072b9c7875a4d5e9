"""What a person says in options goes to others without values, and never with a secret."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .test_promote import AGENT, ID, LOG, RULES

SECRET = "ghp_" + "k7Qw" * 9
ADDRESS = ".".join(("10", "31", "7", "44"))
MAIL = "gerda.weiss" + "@" + "kunde-nord.de"
HOST = ".".join(("db01", "prod", "internal"))


@pytest.fixture
def here(repository, monkeypatch):
    repository.commit({LOG: AGENT, "AGENTS.md": RULES})
    monkeypatch.chdir(repository.path)
    return repository


PLAIN = {
    "a line": ["--line", "Rotate the logs every hour"],
    "an issue": ["--line", "Close INC-42 before you go on"],
    "a value": ["--to", "backlog", "--set", "effort=2d"],
    "a service": ["--to", "slo", "--set", "objective=99.9%", "--set", "service=billing-api"],
    "a target": ["--to", "runbook"],
}


@pytest.mark.parametrize("words", PLAIN.values(), ids=PLAIN)
def test_plain_words_are_written_as_they_are(words, here, capsys):
    assert main(["promote", ID, *words, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "REDACTED" not in out
    assert words[-1].rpartition("=")[2].split("d", 1)[0] in out


SECRETS = {
    "a line": (["--line", f"Use {SECRET} always"], "--line"),
    "a line in an option of one word": ([f"--line=Use {SECRET}"], "--line"),
    "a value": (["--to", "slo", "--set", "objective=99 %", "--set", f"service={SECRET}"], "--set"),
    "what is no value": (["--set", f"Use {SECRET}"], "--set"),
    "a target": (["--to", f"docs/{SECRET}.md"], "--to"),
    "a label": (["--pr", "--label", SECRET], "--label"),
    "a branch": (["--pr", "--base", SECRET], "--base"),
    "a person": (["--pr", "--reviewer", f"ada {SECRET}"], "--reviewer"),
}


@pytest.mark.parametrize("how", ["--dry-run", "--commit", "--yes"])
@pytest.mark.parametrize(("words", "option"), SECRETS.values(), ids=SECRETS)
def test_a_secret_is_refused_and_not_shown(words, option, how, here, capsys):
    if "--pr" in words and how == "--commit":
        how = "--yes"
    assert main(["promote", ID, *words, how]) == 2
    out, err = capsys.readouterr()
    assert f"{option} holds a secret" in err
    assert SECRET not in out + err
    assert here.git("status", "--short") == ""
    assert SECRET not in here.git("log", "-p", "--all")


def test_a_secret_in_the_reason_is_refused_and_not_shown(here, capsys):
    assert main(["promote", ID, "--commit"]) == 0
    assert main(["retire", ID, "--commit", "--reason", f"It held {SECRET}."]) == 2
    out, err = capsys.readouterr()
    assert "--reason holds a secret" in err
    assert SECRET not in out + err + here.git("log", "-p", "--all")


@pytest.mark.parametrize("value", [ADDRESS, MAIL, HOST], ids=["an address", "a mail", "a host"])
@pytest.mark.parametrize(
    "words",
    [("--line", "Look at {}"), ("--to", "handoff", "--line", "Look at {}"),
     ("--to", "slo", "--set", "objective=99 %", "--set", "service={}")],
    ids=["a rule", "a line", "a value"],
)  # fmt: skip
def test_what_is_internal_is_masked_as_the_words_of_entries_are(words, value, here, capsys):
    assert main(["promote", ID, *(word.format(value) for word in words), "--commit"]) == 0
    out, err = capsys.readouterr()
    told = out + err + here.git("log", "-1", "-p", "--format=%B")
    assert value not in told
    assert "redacted" in told.lower()


def test_a_reason_is_masked_too(here):
    assert main(["promote", ID, "--commit"]) == 0
    assert main(["retire", ID, "--commit", "--reason", f"{ADDRESS} is gone"]) == 0
    told = here.git("log", "-1", "-p", "--format=%B")
    assert ADDRESS not in told
    assert "[REDACTED:" in told
