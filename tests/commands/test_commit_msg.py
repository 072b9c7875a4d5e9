"""Commit messages name entries that exist, and the hooks for messages, merges and pushes work."""

from __future__ import annotations

import subprocess

import pytest

from learnings.cli import main
from learnings.commands.install import install_git

LOG = ".learnings/LEARNINGS.md"
ENTRY = """
## [{id}] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
The disk of the build machine fills up within a week.

### Details
The cache of the package manager is never emptied.

### Suggested Action
Empty it every night.

### Metadata
- Source: conversation

---
"""
ONE, TWO = (ENTRY.format(id=f"LRN-20260301-00{number}") for number in (1, 2))
BAD = ENTRY.format(id="LRN-20260301-003").replace("pending", "nonsense")


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.commit({LOG: "# Learnings\n" + ONE})
    return repository


MESSAGES = [
    pytest.param("Mend the disk\n\nSee LRN-20260301-001.", 0, id="an entry of the last commit"),
    pytest.param("Note LRN-20260301-002", 0, id="an entry that is staged"),
    pytest.param("Close LRN-20260201-001", 0, id="an entry in an archive"),
    pytest.param("Mend LRN-20260301-009", 1, id="no such entry"),
    pytest.param("Close BUG-1234 and SEC-2026, see ABC-20260301-001", 0, id="others' numbers"),
    pytest.param("Text\n# LRN-20260301-009", 0, id="a comment"),
    pytest.param(
        "Text\n# ------------------------ >8 ------------------------\nLRN-20260301-009", 0,
        id="below the scissors",
    ),
    pytest.param("See docs/LRN-20260301-009.md and XLRN-20260301-009", 1, id="in a path"),
    pytest.param("See `.learnings/L.md#LRN-20260301-009`", 1, id="a place in a file"),
    pytest.param("Fixes:LRN-20260301-009", 1, id="behind a colon"),
    pytest.param("See #LRN-20260301-009", 1, id="behind a number sign"),
    pytest.param("(service/LRN-20260301-009)", 0, id="that of another repository"),
    pytest.param("See team/service#LRN-20260301-009", 0, id="that of one with its owner"),
    pytest.param("See https://example.org/x#LRN-20260301-009", 0, id="in an address"),
    pytest.param("See service/LRN-20260301-009, LRN-20260301-009", 1, id="there and here"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "code"), MESSAGES)
def test_a_message_names_entries_that_exist(here, capsys, message, code):
    here.stage(LOG, "# Learnings\n" + ONE + TWO)
    here.stage(".learnings/archive/LEARNINGS.md", ENTRY.format(id="LRN-20260201-001"))
    here.write("message", message)
    assert main(["commit-msg", "message"]) == code
    said = capsys.readouterr().err
    assert said.count("the message names LRN-20260301-009, which no log has") == code


NOTHING = "which no log has"
SIGNS = [
    pytest.param(";", "Mend it\n; LRN-20260301-009\n", 0, id="a comment by another sign"),
    pytest.param(";", "Mend it\n# LRN-20260301-009\n", 1, id="no comment any more"),
    pytest.param("auto", "Mend it\n# LRN-20260301-009\n", 0, id="the usual one, chosen by git"),
    pytest.param("auto", "# LRN-20260301-009\n; Please enter\n; it\n", 1, id="another, chosen"),
    pytest.param("auto", "Mend it\n; LRN-20260301-009\n; it\n\n", 0, id="comments by that"),
    pytest.param("auto", "Mend LRN-20260301-009\n", 1, id="chosen, and not used"),
    pytest.param(
        "auto", "@ LRN-20260301-009\n@ ------------------------ >8 ------------------------\n# x",
        0, id="told by the scissors",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sign", "message", "code"), SIGNS)
def test_comments_begin_with_what_git_is_told(here, capsys, sign, message, code):
    here.git("config", "core.commentChar", sign)
    here.write("message", message)
    assert main(["commit-msg", "message"]) == code
    assert (NOTHING in capsys.readouterr().err) == bool(code)


def test_a_message_may_name_what_its_commit_removes(here):
    here.git("rm", "-q", LOG)
    here.write("message", "Drop LRN-20260301-001")
    assert main(["commit-msg", "message"]) == 0


def test_a_message_may_name_what_was_removed_for_good(here):
    here.commit({LOG: '<!-- learnings: removed[LRN-20260301-001] reason="told twice" -->\n'})
    here.write("message", "Tell why LRN-20260301-001 went")
    assert main(["commit-msg", "message"]) == 0


def test_a_message_that_cannot_be_read_is_one_sentence(here, capsys):
    assert main(["commit-msg", "nowhere"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def run(here, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *words], cwd=here.path, capture_output=True, text=True, check=False
    )


def test_all_hooks_go_in_work_and_go_out(here, build):
    assert main(["install", "git", "--hook", "all"]) == 0
    hooks = here.path / ".git" / "hooks"
    for name in ("pre-commit", "commit-msg", "post-merge", "pre-push"):
        subprocess.run(["sh", "-n", str(hooks / name)], check=True)
    refused = run(here, "commit", "--allow-empty", "-qm", "see LRN-20260301-009")
    assert "which no log has" in refused.stderr
    assert refused.returncode == 1
    assert run(here, "commit", "--allow-empty", "-qm", "see LRN-20260301-001").returncode == 0
    here.git("remote", "add", "origin", str(build("origin", "--bare").path))
    assert run(here, "push", "-q", "origin", "main").returncode == 0
    here.commit({LOG: "# Learnings\n" + ONE + BAD})
    here.commit({LOG: "# Learnings\n" + ONE})
    pushed = run(here, "push", "-q", "origin", "main")
    assert pushed.returncode == 1
    assert "nonsense" in pushed.stdout + pushed.stderr
    for rev in ("HEAD^{tree}", f"HEAD:{LOG}"):  # a tag may name what is no commit
        oid = here.git("rev-parse", rev)
        pushed = run(here, "push", "-q", "origin", f"{oid}:refs/tags/{oid}")
        assert pushed.returncode == 0, pushed.stderr
        here.git("tag", "-a", "-m", "all of it", f"all-{oid}", oid)
        assert run(here, "push", "-q", "origin", f"all-{oid}").returncode == 0
    assert run(here, "push", "-q", "--no-verify", "origin", "main:old").returncode == 0
    assert run(here, "push", "-q", "origin", ":old").returncode == 0
    install_git(remove=True)
    assert not [path for path in hooks.iterdir() if path.suffix != ".sample"]


def test_a_push_hook_after_ours_is_told_what_git_says(here, build):
    target = here.path / ".git" / "hooks" / "pre-push"
    target.parent.mkdir(exist_ok=True)
    target.write_text("#!/bin/sh\ncat > told\n")
    target.chmod(0o755)
    assert main(["install", "git", "--hook", "pre-push", "--chain"]) == 0
    here.git("remote", "add", "origin", str(build("origin", "--bare").path))
    done = run(here, "push", "-q", "origin", "main:other")
    assert done.returncode == 0, done.stdout + done.stderr
    told = (here.path / "told").read_text()
    assert told == f"refs/heads/main {here.git('rev-parse', 'HEAD')} refs/heads/other {'0' * 40}\n"


def test_a_merge_is_judged_when_it_is_made(here):
    install_git(hooks=("post-merge",))
    here.git("checkout", "-qb", "side")
    here.commit({".learnings/SIDE.md": "# Side\n" + BAD})
    here.git("checkout", "-q", "main")
    forward = run(here, "merge", "side")
    assert "nonsense" not in forward.stdout + forward.stderr
    here.git("checkout", "-q", "-B", "other", "HEAD~1")
    here.commit({".learnings/OTHER.md": "# Other\n" + TWO})
    merged = run(here, "merge", "-m", "merge", "side")
    assert merged.returncode == 0
    assert "no problems" in merged.stdout + merged.stderr
