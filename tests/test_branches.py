"""What other branches have: every kind of branch, every shape of repository."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from learnings.git import Repository, find_repository
from learnings.git.branches import branches
from learnings.history.branches import elsewhere
from learnings.settings import load

LOG = ".learnings/LEARNINGS.md"
ID = "LRN-20260305-001"


def entry(text: str, id: str = ID) -> str:
    return f"## [{id}] insight\n\n**Status**: pending\n\n### Summary\n{text}\n\n---\n\n"


def found(path: Path) -> Repository:
    repository = find_repository(str(path))
    assert repository is not None
    return repository


def ask(path: Path, id: str = ID, rev: str | None = "HEAD") -> list[tuple[str, str]]:
    """Branch and file of each entry with the ID on other branches."""
    versions = elsewhere(found(path), load(str(path)), rev)(id)
    return [(item.where, item.log.path) for item in versions]


@pytest.fixture
def forked(repository):
    """A branch `side` beside `main`, which has taken the next number as well."""
    repository.commit({LOG: "# Learnings\n\n"})
    repository.git("switch", "--quiet", "-c", "side")
    repository.commit({LOG: "# Learnings\n\n" + entry("Empty the cache.")})
    repository.git("switch", "--quiet", "main")
    return repository


def test_a_local_branch(forked):
    assert ask(forked.path) == [("side", LOG)]
    [version] = elsewhere(found(forked.path), load(str(forked.path)), "HEAD")(ID.lower())
    assert "Empty the cache." in version.log.body(version.entry.start, version.entry.end)


def test_an_id_that_no_branch_has(forked):
    assert ask(forked.path, "LRN-20260305-002") == []


def test_an_id_that_is_only_named(forked):
    forked.git("switch", "--quiet", "side")
    forked.commit({LOG: f"# Learnings\n\nSee {ID}.\n"})
    forked.git("switch", "--quiet", "main")
    assert ask(forked.path) == []


def test_a_branch_that_was_merged_is_no_other(forked):
    forked.git("merge", "--quiet", "--no-ff", "-m", "merge", "side")
    assert ask(forked.path) == []


def test_a_branch_that_is_behind_is_no_other(forked):
    assert ask(forked.path, rev="side") == []


def test_a_branch_that_goes_on_from_what_is_judged_is_no_other(forked):
    forked.git("switch", "--quiet", "side")
    forked.commit({LOG: "# Learnings\n\n" + entry("Something else altogether.")})
    repository, settings = found(forked.path), load(str(forked.path))
    # Staged on top of what the branch had before, or committed as just that.
    assert [item.where for item in elsewhere(repository, settings, "side~1")(ID)] == ["side"]
    assert elsewhere(repository, settings, "side~1", committed=True)(ID) == []
    assert elsewhere(repository, settings, "main", committed=True)(ID) == []


def test_a_branch_that_all_ends_of_a_series_hold_is_no_other(forked):
    repository, settings = found(forked.path), load(str(forked.path))
    forked.git("switch", "--quiet", "-c", "topic")
    first = forked.commit({LOG: "# Learnings\n\n" + entry("Something else.")})
    forked.git("switch", "--quiet", "-c", "more")
    last = forked.commit({"a.txt": "a\n"})
    forked.git("switch", "--quiet", "topic")
    forked.git("merge", "--quiet", "--strategy=ours", "-m", "merge", "side")

    def asked(*tips: str) -> list[str]:
        versions = elsewhere(repository, settings, first, committed=True, tips=tips)(ID)
        return [item.where for item in versions]

    assert asked() == ["side"]
    assert asked("topic") == []
    assert asked("topic", last) == ["side"]
    assert asked(last) == ["side"]


def pushed(forked, ref: str) -> None:
    """Say other things in the last commit of `side` than what was pushed of it before."""
    forked.git("switch", "--quiet", "side")
    forked.git("update-ref", ref, "side")
    forked.stage(LOG, "# Learnings\n\n" + entry("Something else altogether."))
    forked.git("commit", "--quiet", "--amend", "-m", "better")


@pytest.mark.parametrize("with_log", [True, False])
def test_what_was_pushed_before_an_amend_is_no_other_branch(forked, with_log):
    pushed(forked, "refs/remotes/origin/side")
    forked.git("update-ref", "refs/pull/7/head", "origin/side")
    if not with_log:
        (forked.path / ".git/logs/refs/heads/side").unlink(missing_ok=True)
    assert ask(forked.path) == []


def test_a_pull_request_of_what_the_branch_was_is_no_other_branch(forked):
    forked.git("config", "core.logAllRefUpdates", "true")
    forked.git("switch", "--quiet", "side")
    forked.commit({LOG: "# Learnings\n\n" + entry("Empty the cache at night.")})
    pushed(forked, "refs/pull/7/head")
    assert ask(forked.path) == []


def test_an_upstream_of_everybody_is_another_branch(forked):
    forked.git("switch", "--quiet", "side")
    forked.git("branch", "--quiet", "theirs", "main")
    forked.git("switch", "--quiet", "theirs")
    forked.stage(LOG, "# Learnings\n\n" + entry("Theirs."))
    forked.git("commit", "--quiet", "-m", "x", GIT_AUTHOR_EMAIL="bo@example.org")
    forked.git("update-ref", "refs/remotes/origin/side", "theirs")
    forked.git("switch", "--quiet", "side")
    forked.git("branch", "--quiet", "-D", "theirs")
    assert [branch for branch, _ in ask(forked.path)] == ["origin/side"]


def test_another_revision_than_the_head_can_be_judged(forked):
    forked.commit({LOG: "# Learnings\n\n" + entry("Restart the worker.")})
    assert ask(forked.path, rev="side") == [("main", LOG)]


def test_the_same_entry_of_several_branches_is_given_once(forked):
    forked.git("branch", "copy", "side")
    forked.git("switch", "--quiet", "-c", "further", "side")
    forked.commit({LOG: "# Learnings\n\n" + entry("Empty the cache.") + entry("More.", "LRN-1")})
    forked.git("switch", "--quiet", "main")
    assert [path for _, path in ask(forked.path)] == [LOG]


def test_files_that_are_no_logs_do_not_count(forked):
    forked.git("switch", "--quiet", "-c", "docs")
    forked.commit({"README.md": entry("Something else.")})
    forked.git("switch", "--quiet", "main")
    assert [branch for branch, _ in ask(forked.path)] == ["side"]


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("refs/remotes/origin/side", "origin/side"),
        ("refs/pull/7/head", "pull/7/head"),
        ("refs/remotes/origin/pr/7", "origin/pr/7"),
        ("refs/merge-requests/7/head", "merge-requests/7/head"),
        ("refs/heads/über/日本", "über/日本"),
    ],
)
def test_a_ref_of_another_kind(forked, ref, name):
    forked.git("update-ref", ref, "side")
    forked.git("branch", "--quiet", "-D", "side")
    assert ask(forked.path) == [(name, LOG)]


@pytest.mark.parametrize("ref", ["refs/stash", "refs/notes/x", "refs/tags/v1"])
def test_a_ref_that_is_no_branch(forked, ref):
    forked.git("update-ref", ref, "side")
    forked.git("branch", "--quiet", "-D", "side")
    assert ask(forked.path) == []


def test_a_remote_head_is_not_told_twice(forked):
    forked.git("update-ref", "refs/remotes/origin/side", "side")
    forked.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/side")
    assert len(ask(forked.path)) == 1


def test_before_the_first_commit(forked):
    forked.git("switch", "--quiet", "--orphan", "new")
    assert ask(forked.path, rev=None) == [("side", LOG)]


def test_a_linked_work_tree_and_a_bare_repository(forked, tmp_path):
    forked.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "linked")
    assert ask(tmp_path / "linked") == [("side", LOG)]
    forked.git("clone", "--quiet", "--bare", str(forked.path), str(tmp_path / "bare.git"))
    assert ask(tmp_path / "bare.git") == [("side", LOG)]


def test_a_detached_head(forked):
    forked.git("switch", "--quiet", "--detach", "main")
    assert ask(forked.path) == [("side", LOG)]


def test_a_shallow_clone(forked, tmp_path):
    url = f"file://{forked.path}"
    forked.git("clone", "--quiet", "--depth=1", "--no-single-branch", url, str(tmp_path / "s"))
    assert ask(tmp_path / "s") == [("origin/side", LOG)]


def test_a_repository_with_longer_object_ids(build):
    repository = build("sha256", "--object-format=sha256")
    repository.commit({LOG: "# Learnings\n\n"})
    repository.git("switch", "--quiet", "-c", "side")
    repository.commit({LOG: "# Learnings\n\n" + entry("Empty the cache.")})
    repository.git("switch", "--quiet", "main")
    assert ask(repository.path) == [("side", LOG)]


def test_what_a_partial_clone_lacks_is_not_looked_into(forked, tmp_path):
    forked.git("config", "uploadpack.allowFilter", "true")
    url, target = f"file://{forked.path}", tmp_path / "partial"
    forked.git("clone", "--quiet", "--filter=blob:none", url, str(target))
    assert ask(target) == []


def test_a_log_that_is_too_large_is_not_read(forked):
    settings = load(str(forked.path), {"max-file-size": 20})
    assert elsewhere(found(forked.path), settings, "HEAD")(ID) == []


def test_the_branches_that_changed_last_come_first(forked):
    for number in range(3):
        forked.git("switch", "--quiet", "-c", f"b{number}", "main")
        forked.git(
            "commit", "--quiet", "--allow-empty", "-m", "x",
            GIT_COMMITTER_DATE=f"2026-04-0{number + 1}T09:00:00Z",
        )  # fmt: skip
        forked.stage(LOG, f"# {number}\n")
        forked.git(
            "commit", "--quiet", "-m", "y", GIT_COMMITTER_DATE=f"2026-04-0{number + 1}T10:00:00Z"
        )
    forked.git("switch", "--quiet", "main")
    tips = branches(found(forked.path), "HEAD", 3)
    assert [tip.name for tip in tips] == ["b2", "b1", "b0"]


def many(path: Path, count: int, files: int) -> None:
    """A repository of so many branches, each with an entry of its own in one of the files."""
    names = [f".learnings/area-{number:03}/LEARNINGS.md" for number in range(files)]
    old = "".join(entry(f"Text {n} of it.", f"LRN-20260101-{n:03}") for n in range(40))
    lines = [
        "commit refs/heads/main",
        "committer A <a@example.org> 1772355600 +0000",
        "data 1",
        "x",
    ]
    for name in names:
        lines += [f"M 644 inline {name}", f"data {len(old)}", old]
    for number in range(count):
        text = old + entry(f"A lesson of branch {number}.")
        lines += [
            f"commit refs/heads/b{number}",
            f"committer A <a@example.org> {1772355601 + number} +0000",
            "data 1", "y", "from refs/heads/main",
        ]  # fmt: skip
        for name in names[:: max(1, files // 4)]:
            lines += [f"M 644 inline {name}", f"data {len(text)}", text]
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=path, input="\n".join(lines) + "\n",
        text=True, check=True,
    )  # fmt: skip


@pytest.mark.timing
def test_fifty_branches_of_two_hundred_files_take_no_time_to_speak_of(repository):
    many(repository.path, 50, 200)
    asked = elsewhere(found(repository.path), load(str(repository.path)), "main")
    start = time.perf_counter()
    assert len(asked(ID)) == 50
    assert len(asked("LRN-20260101-001")) == 1
    assert asked("LRN-20260305-099") == []
    assert time.perf_counter() - start < 2
