"""The life of an entry in every preset: init, new, start, resolve, archive, and lint is clean."""

from __future__ import annotations

import io
import json
import os
import re
import sys

import pytest

from learnings.cli import main
from learnings.preset import Presets

PRESETS = [name for name in Presets.load().names() if name != "domain"]
# That dates are no IDs is all there is to say of a journal.
JOURNALS = ("--ignore", "entry-without-id")
# What a person says of an entry of each preset: the kind, words and options.
SAID = {
    "agent": ["LRN", "Restart the worker after a change", "--category", "insight", "--area", "infra",
              "--details", "It reads the file once.", "--action", "Watch it."],
    "operations": ["OPS", "Checkout answered with errors", "--title", "checkout_down",
                   "--area", "monitoring", "--severity", "P1", "--priority", "critical",
                   "--set", "metadata.trigger=alert", "--set", "impact.duration=1h",
                   "--set", "timeline=| Time | Event |\n| --- | --- |\n| 09:00 | Alert |",
                   "--set", "root_cause=The pool of connections was too small.",
                   "--set", "prevention=- Alert on its use (ana, 2099-01-01)"],
    "compact": ["ERR", "A node group cannot be renamed", "--set", "context=EKS", "--action", "Plan it"],
    "ops-knowledge": ["ops-knowledge", "Writes timed out", "--title", "Pool exhausted",
                      "--category", "issue", "--severity", "HIGH", "--set", "duration=45 minutes",
                      "--set", "impact=Writes failed", "--set", "related services=db",
                      "--set", "environment=production", "--set", "primary_cause=Ten connections",
                      "--set", "resolution_steps=Made the pool larger",
                      "--set", "prevention_measures=**Load test**: with twice the usual load",
                      "--set", "learning_points=Sizes of pools want a test",
                      "--set", "follow_up_actions=Watch the pool (ana, 2099-01-01)",
                      "--set", "validation=No timeout within a day"],
    "journal": ["journal-entry", "The first thing\nIt was warm."],
}  # fmt: skip


def domain(name: str) -> list[str]:
    kind = Presets.load().preset(name).kinds["learning"]
    return ["LRN", "Something that is worth to be known", "--category", kind.categories[0],
            "--area", kind.areas[0], "--details", "This is how.", "--action", "Do it so.",
            "--set", "metadata.source=" + next(
                (field.values[0] for section in kind.sections for field in section.fields
                 if field.name == "source" and field.values), "review")]  # fmt: skip


@pytest.fixture
def here(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)

    def run(*words: str, code: int = 0) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        done = main(list(words))
        said = capsys.readouterr()
        assert done == code, said
        assert not said.err, said.err
        return said.out

    return run


@pytest.mark.parametrize("preset", PRESETS)
def test_an_entry_lives_its_life_without_a_finding(preset, here):
    here("init", "--preset", preset)
    said = here("new", *(SAID.get(preset) or domain(preset))).strip()
    name, _, path = said.rpartition(" in ")
    name = name or path
    clean(here)
    assert here("show", name).count("\n") > 3
    lifecycle = kind_of(here, preset).lifecycle
    has_status = preset != "journal"
    if has_status and "in_progress" in lifecycle.statuses:
        assert "→ in_progress" in here("start", name)
        clean(here)
    if has_status:
        assert "→ resolved" in here("resolve", name, "--notes", "Verified: no error within a day")
        clean(here)
    archived = here("archive", "--older-than", "0d")
    assert ("nothing to archive" in archived) is not has_status
    clean(here)


def kind_of(here, preset):
    (row,) = json.loads(here("list", "--format", "json"))["entries"]
    return Presets.load().preset(preset).kinds[row["kind"]]


def clean(here):
    said = here("lint", "--confidence", "low", "--show", "note", "--fail-on", "note",
                *JOURNALS)  # fmt: skip
    assert re.match(r"no problems in \d+ files? \(1 entry\)\n", said), said


def test_an_entry_without_an_id_is_named_by_its_file_in_several_ways(here, monkeypatch):
    here("init", "--preset", "ops-knowledge")
    path = here("new", *SAID["ops-knowledge"]).strip()
    folder, name = os.path.split(path)
    assert "already" not in here("start", f"./{path}")
    assert "resolved → pending" not in here("show", name)
    monkeypatch.chdir(folder)
    assert f"{path}: in_progress → resolved\n" == here("resolve", name, "--notes", "x")
    assert "Pool exhausted" in here("show", f"{name}:1", "--format", "markdown")
