"""What `retire` takes out, from where, and what it says: one plan for preview, commit and tree."""

from __future__ import annotations

import re

import pytest

from learnings.cli import main

from .test_asked import TWIN, here, state
from .test_promote import AGENT, ID, LOG

__all__ = ["here"]

HANDLE = "@" + "bob"


# --- one plan --------------------------------------------------------------------------------------

WORDS = {
    "plain words": ("The cache has a limit now", "The cache has a limit now"),
    "a person": (f"Ask {HANDLE} why", "Ask [REDACTED:user] why"),
    "a person in words of others": (f"Reported by Gerda Weiss, {HANDLE} agreed", "[REDACTED:user]"),
}  # fmt: skip


@pytest.mark.parametrize(("reason", "told"), WORDS.values(), ids=WORDS)
def test_a_reason_is_the_same_in_preview_commit_index_and_work_tree(reason, told, here, capsys):
    assert main(["promote", ID, "--commit"]) == 0
    capsys.readouterr()
    assert main(["retire", ID, "--reason", reason, "--commit", "--dry-run"]) == 0
    preview = capsys.readouterr().out
    assert main(["retire", ID, "--reason", reason, "--commit"]) == 0
    assert here.git("status", "--porcelain") == ""
    for path in (LOG, "AGENTS.md"):
        assert told in here.git("show", f"HEAD:{path}")
        added = [line[1:] for line in here.git("show", "HEAD", "--", path).split("\n")
                 if re.match(r"\+(?!\+\+)", line)]  # fmt: skip
        assert added
        assert all(f"+{line}\n" in preview for line in added)
    assert HANDLE not in here.git("log", "-1", "-p", "--format=%B") + preview


def test_what_the_work_tree_knows_as_a_name_is_masked_in_the_commit_too(here):
    # The name stands alone in the entry, and another entry, not committed, tells that it is one.
    here.commit(
        {LOG: AGENT.replace("Empty the cache every night.", "Ask Gerda Weiss every night.")}
    )
    more = AGENT.replace(ID, TWIN).replace("Nobody had", "Reported by Gerda Weiss. Nobody had")
    here.write(LOG, (here.path / LOG).read_text() + more.split("---\n\n", 1)[1])
    assert main(["promote", ID, "--commit"]) == 0
    assert here.git("show", "HEAD:AGENTS.md") == (here.path / "AGENTS.md").read_text().strip()
    assert "Gerda" not in here.git("show", "HEAD:AGENTS.md")
    assert "AGENTS.md" not in here.git("status", "--porcelain")


# --- what is said of people ------------------------------------------------------------------------

OWN = '[promotion.targets.guide]\npath = "docs/guide.md"\ntemplate = "* {line} ({id}, {owner})"\n'
VALUES = {
    "a login": ("owner=bob", "bob)", 0),
    "a team without its sign": ("owner=acme/storage", "acme/storage)", 0),
    "a person in words": (f"owner=Ask {HANDLE} first", "Ask [REDACTED:user] first)", 0),
    "a person": (f"owner={HANDLE}", "--set owner: a handle would be masked: say who it is", 2),
    "two persons": (f"owner={HANDLE} @ada", "a handle would be masked", 2),
}  # fmt: skip


@pytest.mark.parametrize(("value", "told", "code"), VALUES.values(), ids=VALUES)
def test_a_value_names_nobody(value, told, code, here, capsys):
    here.write(".learnings.toml", OWN)
    before = state(here)
    assert main(["promote", ID, "--to", "guide", "--set", value]) == code
    if code:
        assert told in capsys.readouterr().err
        assert state(here) == before
    else:
        assert told in (here.path / "docs/guide.md").read_text()


@pytest.mark.parametrize("name", ["title", "verify"])
def test_a_value_of_a_runbook_names_nobody(name, here):
    words = ["--to", "runbook", "--set", f"{name}=Ask {HANDLE} about it"]
    assert main(["promote", ID, *words, "--commit"]) == 0
    assert here.git("status", "--porcelain") == ""
    told = here.git("log", "-1", "-p", "--format=%B")
    assert HANDLE not in told
    assert "Ask [REDACTED:user] about it" in told
