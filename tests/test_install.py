"""`learnings install git`: the hook is put in, brought up to date and taken out without a trace."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from learnings.commands.install import install_git, own_command
from learnings.errors import RepositoryError
from learnings.git import find_repository, hook

GOOD = """# Learnings

## [LRN-20260301-001] best_practice

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
LOG = ".learnings/LEARNINGS.md"


def hook_of(repository):
    return repository.path / ".git" / "hooks" / "pre-commit"


@pytest.fixture
def place(repository, monkeypatch):
    """An empty repository, entered."""
    monkeypatch.chdir(repository.path)
    return repository


def test_it_goes_in_is_executable_and_goes_out(place):
    assert install_git() == 0
    assert os.access(hook_of(place), os.X_OK)
    assert install_git(remove=True) == 0
    assert not hook_of(place).exists()


def test_a_second_time_changes_nothing(place, capsys):
    install_git()
    before = hook_of(place).read_bytes()
    install_git()
    assert hook_of(place).read_bytes() == before
    assert "pre-commit is up to date\n" in capsys.readouterr().out
    install_git(remove=True)
    install_git(remove=True)
    assert capsys.readouterr().out.splitlines()[-1].startswith("no hook of ours in ")


def test_another_installation_brings_it_up_to_date(place):
    room = find_repository(".")
    assert hook.install(room, ["/old/place/learnings"])
    assert hook.install(room, ["/new/it's place/learnings"])
    text = hook_of(place).read_text()
    assert "/old/place" not in text
    subprocess.run(["sh", "-n", str(hook_of(place))], check=True)


THEIRS = [
    pytest.param(b"#!/bin/sh\necho theirs\nexit 0\n", id="a shell hook"),
    pytest.param(b"#!/usr/bin/env -S bash -e\necho theirs\n", id="bash through env"),
    pytest.param(b"echo theirs\n", id="no first line that names a shell"),
    pytest.param(b"#!/bin/sh -e\n\n\xff # not UTF-8\necho theirs", id="odd bytes, no last newline"),
]


@pytest.mark.parametrize("theirs", THEIRS)
def test_a_hook_of_theirs_is_refused_or_chained_and_comes_back_as_it_was(place, theirs):
    hook_of(place).parent.mkdir(exist_ok=True)
    hook_of(place).write_bytes(theirs)
    hook_of(place).chmod(0o755)
    with pytest.raises(RepositoryError, match=r"exists and is not ours.*--chain"):
        install_git()
    assert hook_of(place).read_bytes() == theirs
    install_git(chain=True)
    install_git(chain=True)
    assert hook_of(place).read_bytes().count(b">>> learnings") == 1
    install_git(remove=True)
    assert hook_of(place).read_bytes() == theirs
    assert hook_of(place).stat().st_mode & 0o777 == 0o755


UNCHAINABLE = [
    pytest.param(b"#!/usr/bin/env python3\nprint()\n", 0o755, "not a shell script", id="python"),
    pytest.param(b"#!/bin/sh\necho\n", 0o644, "is not executable", id="a hook that git ignores"),
    pytest.param(hook.START + b"echo\n", 0o755, "are damaged", id="half a block of ours"),
]


@pytest.mark.parametrize(("theirs", "mode", "words"), UNCHAINABLE)
def test_what_cannot_be_chained_is_left_alone(place, theirs, mode, words):
    hook_of(place).parent.mkdir(exist_ok=True)
    hook_of(place).write_bytes(theirs)
    hook_of(place).chmod(mode)
    with pytest.raises(RepositoryError, match=words):
        install_git(chain=True)
    assert hook_of(place).read_bytes() == theirs


def test_a_linked_hook_is_left_alone(place, tmp_path):
    (tmp_path / "shared").write_text("#!/bin/sh\n")
    hook_of(place).parent.mkdir(exist_ok=True)
    hook_of(place).symlink_to(tmp_path / "shared")
    with pytest.raises(RepositoryError, match="is a link"):
        install_git(chain=True)
    assert (tmp_path / "shared").read_text() == "#!/bin/sh\n"


def test_the_hooks_path_of_the_repository_counts(place):
    place.git("config", "core.hooksPath", ".githooks")
    install_git()
    assert (place.path / ".githooks" / "pre-commit").exists()
    assert not hook_of(place).exists()


def test_a_hooks_path_shared_with_others_is_refused(place, tmp_path):
    place.git("config", "core.hooksPath", str(tmp_path / "everywhere"))
    with pytest.raises(RepositoryError, match="other repositories may share"):
        install_git()


def test_a_linked_work_tree_uses_the_hooks_of_its_repository(place, tmp_path, monkeypatch):
    place.commit({"a.md": "text\n"})
    place.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "side")
    monkeypatch.chdir(tmp_path / "linked")
    install_git()
    assert hook_of(place).exists()


def test_outside_a_repository_and_in_a_bare_one_it_says_why_not(build, tmp_path, monkeypatch):
    with pytest.raises(RepositoryError, match="is in no git repository"):
        install_git(str(tmp_path))
    with pytest.raises(RepositoryError, match="has no work tree"):
        install_git(str(build("bare", "--bare").path))


def test_the_hook_stops_a_commit_with_an_error_and_lets_a_good_one_pass(place):
    install_git()
    place.stage(LOG, GOOD)
    place.git("commit", "-qm", "good")
    place.stage(LOG, GOOD + GOOD.partition("\n\n")[2])  # the same ID twice
    done = subprocess.run(
        ["git", "commit", "-qm", "bad"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "duplicate-id" in done.stdout + done.stderr
    place.git("commit", "-qm", "bad", "--no-verify")


def test_without_our_installation_the_hook_takes_the_one_on_the_path(place, tmp_path):
    hook.install(find_repository("."), ["/gone/learnings"])
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "learnings").write_text('#!/bin/sh\necho "called with $*"\n')
    (programs / "learnings").chmod(0o755)
    place.stage("a.md", "text\n")
    path = f"{programs}:{os.environ['PATH']}"
    done = subprocess.run(
        ["git", "commit", "-m", "x"],
        env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "called with lint --staged" in done.stdout + done.stderr


def test_our_command_starts_this_installation():
    done = subprocess.run([*own_command(), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("learnings ")
    assert sys.prefix in own_command()[0]


# --- with pre-commit -------------------------------------------------------------------------


def pre_commit(place, *words):
    environment = os.environ | {"PRE_COMMIT_HOME": str(place.path.parent / "store")}
    subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=place.path, env=environment, capture_output=True, check=True,
    )  # fmt: skip


def managed(place):
    """An own hook before every push, and one of pre-commit, whichever came first."""
    place.commit({".pre-commit-config.yaml": "repos: []\n", LOG: GOOD})
    pre_commit(place, "install", "--hook-type", "pre-push")
    assert install_git(hooks=["pre-push"], chain=True) == 0


def managed_later(place):
    place.commit({".pre-commit-config.yaml": "repos: []\n", LOG: GOOD})
    assert install_git(hooks=["pre-push"]) == 0
    pre_commit(place, "install", "--hook-type", "pre-push")


def managed_anew(place):
    managed(place)
    pre_commit(place, "install", "--hook-type", "pre-push")
    assert install_git(hooks=["pre-push"]) == 0


def push(place, *words):
    environment = os.environ | {"PRE_COMMIT_HOME": str(place.path.parent / "store")}
    return subprocess.run(
        ["git", "push", "origin", *words],
        cwd=place.path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("way", [managed, managed_later, managed_anew])
def test_beside_pre_commit_every_ref_of_a_push_is_judged(place, build, way):
    place.git("remote", "add", "origin", str(build("remote", "--bare").path))
    way(place)
    done = push(place, "main")
    assert done.returncode == 0, done.stderr
    token = "ghp" + "_" + "x7Rk2Vq9" * 4 + "b3Zt"
    place.git("tag", "-a", "v1", "-m", "the first")
    place.git("tag", "-a", "v2", "-m", f"with {token}")
    assert push(place, "v1").returncode == 0
    for name, files in (("aa", {"a.txt": "text\n"}), ("bb", {".learnings/n.txt": token})):
        place.git("checkout", "-q", "-b", name, "main")
        place.commit(files)
    for refs in (["v2"], ["aa", "bb"], ["bb"]):
        done = push(place, *refs)
        assert done.returncode == 1
        assert "error[secret]" in done.stdout + done.stderr
        assert token not in done.stdout + done.stderr
    assert push(place, "aa").returncode == 0


def test_beside_pre_commit_it_goes_in_only_where_that_is_wished_and_goes_out_alone(place):
    place.commit({".pre-commit-config.yaml": "repos: []\n"})
    pre_commit(place, "install", "--hook-type", "pre-push")
    theirs = place.path / ".git" / "hooks" / "pre-push"
    before = theirs.read_bytes()
    with pytest.raises(RepositoryError, match="--hook pre-push --chain"):
        install_git(hooks=["pre-push"])
    assert not theirs.with_name("pre-push.legacy").exists()
    install_git(hooks=["pre-push"], chain=True)
    assert theirs.read_bytes() == before
    install_git(hooks=["pre-push"], remove=True)
    assert not theirs.with_name("pre-push.legacy").exists()
    assert theirs.read_bytes() == before
