"""What writes entries lets no secret in that was in no log before."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .shown import value

pytestmark = pytest.mark.usefixtures("detectors")

PATH = ".learnings/LEARNINGS.md"
KEY, TOKEN, IP = value("key"), value("token"), value("ip")
NEW = ["new", "learning", "--category", "best_practice", "--priority", "low", "--area", "infra",
       "--details", "It reads the file once.", "--action", "Watch it."]  # fmt: skip


@pytest.fixture
def log(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    path = repository.write(PATH, "# Learnings\n\n---\n")

    def written(*words):
        code = main([*NEW, *words])
        return code, path.read_text()

    return written


def test_a_new_entry_with_a_secret_is_refused_and_the_secret_not_told(log, capsys):
    code, text = log("--summary", f"The worker logged {TOKEN}")
    said = capsys.readouterr()
    assert code == 2
    assert "LRN-" not in text
    assert "nothing was written" in said.err
    assert TOKEN not in said.out + said.err


def test_it_is_redacted_on_request(log, capsys):
    code, text = log("--summary", f"The worker on {IP} logged {TOKEN}", "--redact")
    said = capsys.readouterr()
    assert code == 0
    assert "The worker on [REDACTED:ip] logged [REDACTED:token]" in text
    assert said.err == "learnings: replaced ip, token\n"


def test_an_address_is_written_with_a_warning(log, capsys):
    code, text = log("--summary", f"The worker on {IP} kept it")
    assert code == 0
    assert IP in text
    assert "warning: private-ipv4" in capsys.readouterr().err


def test_other_writers_refuse_a_secret_too(log, capsys):
    _, text = log("--summary", "The worker kept the old file")
    name = text.partition("## [")[2].partition("]")[0]
    capsys.readouterr()
    assert main(["resolve", name, "--notes", f"Replaced {TOKEN} on the worker."]) == 2
    said = capsys.readouterr()
    assert "nothing was written: github-token" in said.err
    assert TOKEN not in said.err


def test_what_was_there_before_may_move(log, repository, capsys):
    _, text = log("--summary", "The worker kept the old file")
    name = text.partition("## [")[2].partition("]")[0]
    repository.write(PATH, text.replace("once.", f"once: {TOKEN}."))
    assert main(["resolve", name, "--notes", "Watched it."]) == 0
    assert main(["archive", "--older-than", "0"]) == 0
