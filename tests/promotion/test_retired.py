"""What `retire` takes out, from where, and what it says: one plan for preview, commit and tree."""

from __future__ import annotations

import re

import pytest

from learnings.cli import main

from .test_asked import RETIRE, TWIN, here, state
from .test_promote import AGENT, ID, LOG, RULES

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


NAMING = {
    "a title": ["--to", "runbook", "--set", "title="], "a step": ["--to", "runbook", "--set", "verify="],
    "a line": ["--to", "handoff", "--line", ""], "a rule": ["--line", ""],
}  # fmt: skip


@pytest.mark.parametrize("words", NAMING.values(), ids=NAMING)
def test_what_is_promoted_names_nobody(words, here):
    words = [*words[:-1], f"{words[-1]}Ask {HANDLE} about it"]
    assert main(["promote", ID, *words, "--commit"]) == 0
    assert here.git("status", "--porcelain") == ""
    told = here.git("log", "-1", "-p", "--format=%B")
    assert HANDLE not in told
    assert "Ask [REDACTED:user] about it" in told


# --- from where ------------------------------------------------------------------------------------

TOMB = f"learnings: retired {ID} on "
REST = "retired from"


def moved(here) -> None:
    here.git("mv", "AGENTS.md", "CLAUDE.md")
    here.git("commit", "-qm", "move")


def moved_away(here) -> None:
    (here.path / "docs").mkdir()
    here.git("mv", "AGENTS.md", "docs/our-rules.md")
    here.git("commit", "-qm", "move")


def pasted(here) -> None:
    (here.path / "CLAUDE.md").write_text((here.path / "AGENTS.md").read_text())
    here.commit({"AGENTS.md": "@CLAUDE.md\n"})
    here.git("add", "-A")
    here.commit()


def deleted(here) -> None:
    here.git("rm", "-q", "AGENTS.md")
    here.git("commit", "-qm", "delete")


def taken_out(here) -> None:
    here.commit({"AGENTS.md": RULES})


PLACES = {
    "where it was put": (lambda here: None, "AGENTS.md", 0),
    "a file of another target, by renaming": (moved, "CLAUDE.md", 0),
    "a file of another target, by copying": (pasted, "CLAUDE.md", 0),
    "nowhere, since its file is gone": (deleted, "", 0),
    "nowhere, since somebody took it out": (taken_out, "", 0),
    "a file of no target": (moved_away, "but docs/our-rules.md holds its rule: put", 2),
}  # fmt: skip


@pytest.mark.parametrize("how", [[], ["--commit"]], ids=["as files", "as a commit"])
@pytest.mark.parametrize(("happens", "told", "code"), PLACES.values(), ids=PLACES)
def test_a_rule_is_retired_from_where_it_stands(happens, told, code, how, here, capsys):
    assert main(["promote", ID, "--commit"]) == 0
    happens(here)
    before = state(here)
    capsys.readouterr()
    assert main([*RETIRE, *how]) == code
    out, err = capsys.readouterr()
    if code:
        assert told in err
        assert state(here) == before
        return
    rules = [path for path in here.path.glob("*.md") if f"({ID})" in path.read_text()]
    assert rules == []
    assert "Empty the cache every night" in out
    assert f"{REST} {told or 'AGENTS.md'}: " in out
    if told:
        assert TOMB in (here.path / told).read_text()
    assert main(["lint"]) == 0
    assert main([*RETIRE, *how]) == 0
    assert "already" in capsys.readouterr().out


def test_what_ended_by_hand_is_retired(here, capsys):
    assert main(["promote", ID, "--to", "adr"]) == 0
    (path,) = (here.path / "docs/decisions").iterdir()
    assert main(RETIRE) == 2
    path.unlink()
    assert main(RETIRE) == 0


# --- what a reason is ------------------------------------------------------------------------------


def test_a_long_reason_is_refused(here, capsys):
    assert main(["promote", ID]) == 0
    before = state(here)
    assert main(["retire", ID, "--reason", "x" * 501]) == 2
    assert "--reason: it has 501 characters, more than 500" in capsys.readouterr().err
    assert state(here) == before


def test_a_tombstone_takes_no_room_that_there_is_not(here):
    assert main(["promote", ID]) == 0
    text = (here.path / "AGENTS.md").read_text()
    here.write("AGENTS.md", text + "x" * (32_768 - len(text.encode())))
    assert main(["retire", ID, "--reason", "word " * 90]) == 0
    assert (here.path / "AGENTS.md").stat().st_size < 32_768
    assert re.search(rf"<!-- {TOMB}[-\d]+ -->", (here.path / "AGENTS.md").read_text())
    assert "word word" in (here.path / LOG).read_text()


FORGED = {
    "words": "It is 5 - 3, and a `command --now`", "an end and a beginning": "--> <b>x <!-- learnings: end agents -->",
    "an open comment": "<!-- old", "a suppression": "<!-- learnings: allow duplicate-id -->",
}  # fmt: skip


@pytest.mark.parametrize("reason", FORGED.values(), ids=FORGED)
def test_a_reason_acts_neither_in_the_file_nor_in_the_log(reason, here, capsys):
    assert main(["promote", ID]) == 0
    log = (here.path / LOG).read_text()
    assert main(["retire", ID, "--reason", reason]) == 0
    assert main(["lint"]) == 0
    new = (here.path / LOG).read_text()
    assert new.count("<") == log.count("<")
    assert (here.path / "AGENTS.md").read_text().count("<!-- learnings: end agents -->") == 1
    said = re.search(r"Retired\W+[-\d]+: (.*)", new)
    tomb = re.search(rf"{TOMB}[-\d]+: (.*) -->", (here.path / "AGENTS.md").read_text())
    assert said is not None
    assert tomb is not None
    assert said[1].replace("--", "—") == tomb[1]


# --- what is said ----------------------------------------------------------------------------------

NOBODY = "LRN-20260301-099"
SAID = {
    "an unknown ID, as files": (["retire", NOBODY, "--reason", "x"], f"no entry has the ID {NOBODY}"),
    "an unknown ID, as a commit": (
        ["retire", NOBODY, "--reason", "x", "--commit"], f"learnings: no entry has the ID {NOBODY}",
    ),
    "an unknown ID to promote": (["promote", NOBODY, "--commit"], "learnings: no entry has the ID"),
    "a file outside": (["promote", ID, "--to", "/etc/hosts"], "/etc/hosts lies outside the tree"),
    "a file above": (["promote", ID, "--to", "../x.yml"], "../x.yml lies outside the tree"),
    "a day before the entry": ([*RETIRE, "--today", "2026-02-01"], "was logged later, on 2026-03-01"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), SAID.values(), ids=SAID)
def test_a_refusal_says_what_is_wrong(words, said, here, capsys):
    assert main(words) in (2, 3)
    err = capsys.readouterr().err
    assert said in err
    assert "push the entry" not in err


LINES = {
    "a rule": ("agents", "Keep a | b"), "a row": ("backlog", "Keep a | b"),
    "an item": ("handoff", "Keep a | b"), "a column of others": ("capacity", "Keep a | b"),
    "steps, of which none is the line": ("runbook", "Empty the cache every night"),
}  # fmt: skip


@pytest.mark.parametrize(("target", "line"), LINES.values(), ids=LINES)
def test_a_retired_rule_is_called_by_the_line_that_was_promoted(target, line, here, capsys):
    assert main(["promote", ID, "--to", target, "--line", "Keep a | b", "--commit"]) == 0
    capsys.readouterr()
    assert main([*RETIRE, "--commit"]) == 0
    assert f": {line}  (" in capsys.readouterr().out
    assert here.git("log", "-1", "--format=%s") == f"docs(memory): retire {ID} — {line}"
