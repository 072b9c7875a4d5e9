"""The pull request of a retirement: it shows each file that a rule goes from, and asks its owners."""

from __future__ import annotations

import pytest

from learnings.cli import main

from .world import ID

PLACES = {
    "one file": ["agents"], "two files": ["agents", "backlog"],
    "three files": ["backlog", "agents", "handoff"],
}  # fmt: skip
PATHS = {
    "agents": ("AGENTS.md", "grace"), "backlog": ("docs/automation-backlog.md", "ada"),
    "handoff": ("docs/on-call-handoff.md", "ada"),
}  # fmt: skip


@pytest.mark.parametrize("names", PLACES.values(), ids=PLACES)
def test_a_retirement_shows_every_file_that_it_changes_and_asks_their_owners(world, names):
    owners = "AGENTS.md @grace\ndocs/ @ada\n"
    (world.clone / "CODEOWNERS").write_text(owners)
    world.git("add", "CODEOWNERS")
    world.git("commit", "-qm", "owners")
    for name in names:
        assert main(["promote", ID, "--to", name, "--commit"]) == 0
    world.git("fetch", "-q", str(world.clone), "+main:main", at=world.bare)
    assert main(["retire", ID, "--reason", "Over", "--pr"]) == 0
    (pull,) = world.fake.pulls()
    for path, owner in PATHS.values():
        is_there = path in [PATHS[name][0] for name in names]
        assert (f"+++ b/{path}" in pull.body) == is_there
        assert (owner in pull.reviewers) == any(PATHS[name][1] == owner for name in names)
    assert f"**Target**: {' and '.join(PATHS[name][0] for name in names)}\n" in pull.body
    assert "LEARNINGS.md\n" not in pull.body.partition("```")[2]
