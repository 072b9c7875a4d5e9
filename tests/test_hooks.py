"""The hooks judge what is being committed, whoever starts them, and pre-commit can start them."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from learnings.check import GROUPS

from .inside import inside

ROOT = Path(__file__).resolve().parent.parent
LOG = ".learnings/LEARNINGS.md"
ENTRY = """
## [{id}] best_practice

**Logged**: {date}T09:00:00Z
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


def entry(id: str, date: str = "2026-03-01") -> str:
    return ENTRY.format(id=id, date=date)


FIRST = entry("LRN-20260301-001")
GOOD = "# Learnings\n" + FIRST
BAD = GOOD + FIRST  # the same ID twice
CATALOGUE = importlib.import_module("learnings.hooks.manifest")
PROGRAM = importlib.import_module("learnings.hooks.lint")
HOOK = Path(sys.executable).with_name("learnings-hook")


def hook(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The hook as git and pre-commit start it."""
    return subprocess.run(
        [HOOK, *words],
        cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def judged(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same without a process of its own, for tests that ask many times."""
    return inside(PROGRAM.main, words, folder, environment)


# --- the catalogue ---------------------------------------------------------------------------


@pytest.mark.parametrize("item", CATALOGUE.HOOKS, ids=lambda item: item.id)
def test_a_hook_runs_groups_that_exist(item):
    assert set(item.groups) <= set(GROUPS)
    assert item.description.endswith(".")


def test_one_hook_runs_everything_and_the_others_share_the_groups():
    everything, *others = CATALOGUE.HOOKS
    assert everything.groups == ()
    named = [group for item in others for group in item.groups]
    assert sorted(named) == sorted(set(named))
    assert set(GROUPS) - set(named) == {"suppression"}


ARGUMENTS = [
    pytest.param([], {}, ["--staged", "--or-all"], id="a commit: what is staged"),
    pytest.param(
        ["--group", "identity", "--group=schema", "--fail-on", "never"],
        {},
        [
            "--staged",
            "--or-all",
            "--select",
            "identity",
            "--select",
            "schema",
            "--fail-on",
            "never",
        ],
        id="groups become checks to select, the rest is passed on",
    ),
    pytest.param(
        [],
        {"PRE_COMMIT_FROM_REF": "a1", "PRE_COMMIT_TO_REF": "b2"},
        ["--rev", "b2", "--since", "a1"],
        id="a push: the range that pre-commit names",
    ),
    pytest.param(
        ["--named", "--group", "history", "a.md"],
        {},
        ["--staged", "--from-pre-commit", "--select", "history", "a.md"],
        id="a hook that runs always: names tell whether all files are meant",
    ),
    pytest.param(
        ["--named", "a.md"],
        {"PRE_COMMIT_FROM_REF": "a1", "PRE_COMMIT_TO_REF": "b2"},
        ["--rev", "b2", "--since", "a1", "--from-pre-commit", "a.md"],
        id="a range needs no names",
    ),
    pytest.param(
        ["--named", "a.md"],
        {"PRE_COMMIT_LOCAL_BRANCH": "refs/heads/topic"},
        ["--rev", "refs/heads/topic", "--from-pre-commit", "a.md"],
        id="a push of all of a branch",
    ),
    pytest.param(
        ["--group", "secrets"],
        {"PRE_COMMIT_LOCAL_BRANCH": "refs/heads/topic"},
        ["--range", f"{'0' * 40}..refs/heads/topic", "--select", "secrets"],
        id="secrets in a push of all of a branch",
    ),
    pytest.param(
        ["--for", "push", "--ignore", "x"],
        {"PRE_COMMIT_FROM_REF": "a1", "PRE_COMMIT_TO_REF": "b2"},
        ["--range", "a1..b2", "--with-tags", "--ignore", "x"],
        id="a push, commit by commit",
    ),
    pytest.param(
        ["--for", "push"],
        {},
        ["--range", f"{'0' * 40}..HEAD", "--with-tags"],
        id="a push of which nothing is said",
    ),
    pytest.param(
        ["--for", "push"],
        {"PRE_COMMIT_LOCAL_BRANCH": "refs/heads/topic"},
        ["--range", f"{'0' * 40}..refs/heads/topic", "--with-tags"],
        id="a branch that is all new, whichever is checked out",
    ),
    pytest.param(["--for", "post-merge"], {}, ["--merged"], id="a merge"),
    pytest.param(
        [], {"PRE_COMMIT_FROM_REF": "a1"}, ["--staged", "--or-all"], id="half a range is none"
    ),
    pytest.param(
        ["--fix", "--ignore", "missing-header", "a.md"],
        {},
        [
            "--fix",
            "--force-exclude",
            "--fail-if-fixed",
            "--fail-on=never",
            "--show=error",
            "--ignore",
            "missing-header",
            "a.md",
        ],
        id="a fixer: the files that are named",
    ),
]


@pytest.mark.parametrize(("words", "environment", "expected"), ARGUMENTS)
def test_the_arguments_say_what_is_judged(words, environment, expected):
    arguments = importlib.import_module("learnings.hooks.lint").arguments
    assert arguments(words, environment) == ["lint", *expected]


def test_a_message_is_for_a_command_of_its_own():
    arguments = importlib.import_module("learnings.hooks.lint").arguments
    assert arguments(["--for", "commit-msg", "FILE"], {}) == ["commit-msg", "FILE"]


# --- the program -----------------------------------------------------------------------------


def test_nothing_to_say_of_a_good_entry(repository):
    repository.stage(LOG, GOOD)
    done = hook(repository.path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_index_is_judged_and_not_the_work_tree(repository):
    repository.stage(LOG, BAD)
    repository.write(LOG, GOOD)
    assert hook(repository.path).returncode == 1
    repository.stage(LOG, GOOD)
    repository.write(LOG, BAD)
    assert hook(repository.path).returncode == 0


def test_what_was_committed_before_is_not_judged_again(repository):
    old = entry("LRN-20260301-001").replace("pending", "no_such_status")
    repository.commit({LOG: "# Learnings\n" + old})
    repository.stage(LOG, "# Learnings\n" + old + entry("LRN-20260302-002", "2026-03-02"))
    done = hook(repository.path)
    assert done.returncode == 0, done.stdout


def test_an_id_that_an_unchanged_file_has_is_a_duplicate(repository):
    repository.commit({".learnings/archive/LEARNINGS.md": GOOD})
    repository.stage(LOG, GOOD)
    done = hook(repository.path)
    assert done.returncode == 1
    assert "duplicate-id" in done.stdout


def test_with_nothing_staged_all_logs_are_judged_in_full(repository):
    repository.commit({LOG: BAD})
    done = hook(repository.path)
    assert done.returncode == 1
    assert "duplicate-id" in done.stdout


def test_a_range_is_judged_between_its_ends(repository):
    first = repository.commit({LOG: GOOD})
    second = repository.commit({LOG: BAD})
    third = repository.commit({LOG: GOOD})
    environment = {"PRE_COMMIT_FROM_REF": first, "PRE_COMMIT_TO_REF": second}
    assert judged(repository.path, **environment).returncode == 1
    environment = {"PRE_COMMIT_FROM_REF": second, "PRE_COMMIT_TO_REF": third}
    assert judged(repository.path, **environment).returncode == 0


def test_a_group_says_nothing_of_another(repository):
    repository.stage(LOG, BAD)
    assert judged(repository.path, "--group", "lifecycle").returncode == 0
    assert judged(repository.path, "--group", "identity").returncode == 1


def tagged(repository, what: str) -> None:
    repository.git("tag", "--annotate", what, "-m", f"{what} with {secret()}")


def test_a_push_takes_along_the_tags_that_point_into_it_and_no_others(repository):
    first = repository.commit({LOG: GOOD})
    tagged(repository, "before")
    repository.git("tag", "light")
    second = repository.commit({"README.md": "text\n"})
    environment = {"PRE_COMMIT_FROM_REF": first, "PRE_COMMIT_TO_REF": second}
    assert hook(repository.path, "--for", "push", **environment).returncode == 0
    tagged(repository, "v1")
    done = hook(repository.path, "--for", "push", **environment)
    assert (done.returncode, done.stdout.count("error[secret]")) == (1, 1), done.stdout
    done = hook(repository.path, "--for", "push", PRE_COMMIT_LOCAL_BRANCH="before~0")
    assert (done.returncode, done.stdout.count("error[secret]")) == (1, 1), done.stdout


def test_a_branch_that_is_all_new_is_judged_and_not_the_one_that_is_checked_out(repository):
    repository.commit({LOG: GOOD})
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit({LOG: BAD})
    repository.git("checkout", "-q", "main")
    assert judged(repository.path, "--for", "push").returncode == 0
    for words in (["--for", "push"], ["--named"], ["--named", LOG], ["--group", "identity"]):
        for name, code in (("refs/heads/topic", 1), ("refs/heads/main", 0)):
            done = judged(repository.path, *words, PRE_COMMIT_LOCAL_BRANCH=name)
            assert done.returncode == code, done.stdout + done.stderr


def test_a_secret_in_a_branch_that_is_all_new_is_found_though_another_is_checked_out(repository):
    repository.commit({LOG: GOOD})
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit({".learnings/n.txt": secret()})
    repository.git("checkout", "-q", "main")
    for words in PRIVATE:
        for name, code in (("refs/heads/topic", 1), ("refs/heads/main", 0)):
            done = judged(repository.path, *words, PRE_COMMIT_LOCAL_BRANCH=name)
            assert done.returncode == code, done.stdout + done.stderr


def test_staleness_never_fails(repository):
    repository.commit({LOG: GOOD})
    done = hook(repository.path, "--group", "ageing", "--fail-on", "never", "--today", "2027-01-01")
    assert done.returncode == 0
    assert "stale-entry" in done.stdout


def test_the_stale_hook_speaks_of_old_entries_that_the_commit_does_not_touch(repository):
    repository.commit({LOG: GOOD})
    repository.stage(LOG, GOOD + entry("LRN-20270101-001", "2027-01-01"))
    words = next(item.entry for item in CATALOGUE.HOOKS if item.id == "learnings-stale").split()
    done = hook(repository.path, *words[1:], "--today", "2027-01-01")
    assert done.returncode == 0
    assert "LRN-20260301-001" in done.stdout


def lost(repository):
    repository.git("rm", "-q", LOG)


def moved_away(repository):
    repository.git("mv", LOG, "notes.md")


def emptied(repository):
    repository.stage(LOG, "# Learnings\n")


TAKEN_AWAY = [
    pytest.param(lost, id="a log that is deleted"),
    pytest.param(moved_away, id="a log that is moved to where none is looked for"),
    pytest.param(emptied, id="a log without its entry"),
]
ALWAYS = [item.entry.split()[1:] for item in CATALOGUE.HOOKS if item.always]


@pytest.mark.parametrize("words", [[], *ALWAYS], ids=" ".join)
@pytest.mark.parametrize("take_away", TAKEN_AWAY)
def test_what_a_commit_takes_away_is_judged_with_and_without_names(repository, take_away, words):
    first = repository.commit({LOG: GOOD, "README.md": "text\n"})
    take_away(repository)
    done = judged(repository.path, *words)
    assert (done.returncode, done.stdout.count("error[lost-entry]")) == (1, 1), done.stderr
    second = repository.commit()
    names = ["README.md"] if "--named" in words else []
    done = judged(
        repository.path, *words, *names, PRE_COMMIT_FROM_REF=first, PRE_COMMIT_TO_REF=second
    )
    assert (done.returncode, done.stdout.count("error[lost-entry]")) == (1, 1), done.stderr


NAMED = [
    pytest.param([], 0, id="nothing is named: an amended message"),
    pytest.param(["README.md"], 0, id="a file is named that is no log"),
    pytest.param(["gone.md"], 0, id="a file is named that is not there"),
    pytest.param([LOG], 1, id="a log is named that is not staged: all files are meant"),
    pytest.param(["--fail-on", "warning", LOG], 1, id="a log is named behind options"),
    pytest.param(["--fail-on", "warning", "README.md"], 0, id="options, and no log"),
]


@pytest.mark.parametrize(("words", "code"), NAMED)
def test_old_logs_are_judged_in_full_only_where_one_is_named(repository, words, code):
    repository.commit({LOG: BAD, "README.md": "text\n"})
    done = judged(repository.path, "--named", *words)
    assert done.returncode == code, done.stdout + done.stderr
    repository.stage("README.md", "more text\n")
    assert judged(repository.path, "--named", *words).returncode == code


def secret() -> str:
    return "ghp" + "_" + "x7Rk2Vq9" * 4 + "b3Zt"


BESIDE = [
    pytest.param(".learnings/b.txt", "hi\n", 0, id="a clean file beside the logs"),
    pytest.param("docs/ops-knowledge/b.json", "{}\n", 0, id="one in the other place of logs"),
    pytest.param(".learnings.toml", 'preset = "agent"\n', 0, id="a setting"),
    pytest.param(LOG, GOOD, 0, id="a log"),
    pytest.param(".learnings/b.txt", secret() + "\n", 1, id="a file beside the logs with a secret"),
    pytest.param("README.md", "hi\n", 1, id="nothing of ours: all files are meant"),
]
PRIVATE = [item.entry.split()[1:] for item in CATALOGUE.HOOKS if "secrets" in item.groups]


@pytest.mark.parametrize("words", [[], ["--group", "secrets"], *PRIVATE], ids=" ".join)
@pytest.mark.parametrize(("path", "text", "code"), BESIDE)
def test_what_was_wrong_before_is_no_obstacle(repository, path, text, code, words):
    repository.commit({".learnings/old.txt": secret() + "\n"})
    repository.stage(path, text)
    done = judged(repository.path, *words)
    assert (done.returncode, done.stdout.count("error[secret]")) == (code, code), done.stdout
    assert ("old.txt" in done.stdout) is (path == "README.md")


def test_a_file_that_is_no_log_is_no_business_of_ours(repository):
    repository.stage("README.md", BAD)
    assert hook(repository.path).returncode == 0


def test_the_fixer_mends_the_files_that_are_named_and_fails_once(repository):
    repository.stage(LOG, GOOD.replace("pending", "active"))
    done = hook(repository.path, "--fix", LOG)
    assert done.returncode == 1, done.stderr
    assert (repository.path / LOG).read_text() == GOOD
    assert hook(repository.path, "--fix", LOG).returncode == 0


# --- pre-commit itself -----------------------------------------------------------------------


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """This project as a repository with one commit, as a consumer would find it."""
    place = tmp_path / "learnings"
    left_out = (".git", ".venv", "*.egg-info", "build", "dist", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*left_out, "tests", ".hypothesis"))
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-verify", "-m", "1"]):
        subprocess.run(["git", *words], cwd=place, check=True)
    return place


def pre_commit(repository, *words: str) -> subprocess.CompletedProcess[str]:
    store = {"PRE_COMMIT_HOME": str(repository.path.parent / "store"), "PRE_COMMIT_COLOR": "never"}
    path = f"{HOOK.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=repository.path,
        env=os.environ | store | {"PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def configured(*names: str) -> str:
    """A `.pre-commit-config.yaml` with hooks of ours, as they are published.

    They are not installed again, which takes longer than all else: that they can be is what
    `try-repo` shows.
    """
    published = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    hooks = [hook | {"language": "system"} for hook in published if hook["id"] in names]
    assert len(hooks) == len(names)
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})


def test_a_consumer_can_try_every_hook(repository, published):
    repository.stage(LOG, BAD)
    done = pre_commit(repository, "try-repo", str(published), "--all-files")
    lines = done.stdout.splitlines()
    results = {
        item.id: next(line for line in lines if line.startswith(f"{item.name}.")).rpartition(".")[2]
        for item in CATALOGUE.HOOKS
        if not item.scope  # which have a stage of their own
    }
    assert done.returncode == 1
    assert {name for name, result in results.items() if result == "Failed"} == {
        "learnings", "learnings-ids",
    }  # fmt: skip
    assert "duplicate-id" in done.stdout


def test_a_commit_through_pre_commit_judges_what_is_staged(repository):
    repository.commit({
        ".pre-commit-config.yaml": configured("learnings")
    })  # fmt: skip
    repository.stage(LOG, BAD)
    repository.write(LOG, GOOD)
    done = pre_commit(repository, "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "duplicate-id" in done.stdout
    repository.stage(LOG, GOOD)
    repository.write(LOG, BAD)
    done = pre_commit(repository, "run")
    assert done.returncode == 0, done.stdout + done.stderr
    repository.stage("README.md", "text\n")
    assert "Passed" in pre_commit(repository, "run", "--files", "README.md").stdout


def test_a_log_that_a_commit_deletes_does_not_go_unseen(repository):
    repository.commit({
        ".pre-commit-config.yaml": configured("learnings", "learnings-history"),
        LOG: GOOD.replace("pending", "no_such_status"),
        "README.md": "text\n",
    })  # fmt: skip
    assert pre_commit(repository, "run").returncode == 0
    repository.stage("README.md", "more text\n")
    done = pre_commit(repository, "run")
    assert (done.returncode, done.stdout.count("Passed")) == (0, 2), done.stdout
    done = pre_commit(repository, "run", "learnings", "--all-files")
    assert "no_such_status" in done.stdout
    repository.commit()
    for take_away in (lost, moved_away):
        take_away(repository)
        done = pre_commit(repository, "run")
        assert (done.returncode, done.stdout.count("error[lost-entry]")) == (1, 2), done.stdout
        repository.commit()
        done = pre_commit(repository, "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
        assert (done.returncode, done.stdout.count("error[lost-entry]")) == (1, 2), done.stdout
        repository.git("reset", "-q", "--hard", "HEAD~1")


def test_a_file_beside_the_logs_calls_for_the_hooks_of_privacy(repository):
    repository.commit({
        ".pre-commit-config.yaml": configured("learnings-secrets", "learnings-pii"),
        ".learnings.toml": '[severity]\nprivate-address = "error"\n',
    })  # fmt: skip
    repository.stage(".learnings/notes.txt", "the host is 10.20." + "30.41\n")
    repository.write(".learnings/notes.txt", "nothing\n")
    done = pre_commit(repository, "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "learnings: network and people" in done.stdout
    assert "error[private-address]" in done.stdout
    assert "10.20.30" not in done.stdout
    repository.write(".learnings/notes.txt", "a\0b")
    repository.git("add", ".learnings")
    done = pre_commit(repository, "run", "learnings-secrets")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error[unreadable-text]" in done.stdout
    repository.stage(".learnings/notes.txt", "nothing\n")
    assert pre_commit(repository, "run").returncode == 0


def test_a_fixer_mends_what_is_staged_and_leaves_the_rest_aside(repository):
    repository.commit({
        ".pre-commit-config.yaml": configured("learnings-fix"),
        LOG: GOOD,
    })  # fmt: skip
    other = ".learnings/ERRORS.md"
    messy = GOOD.replace("pending", "active").replace("LRN", "ERR").replace("# Lear", "# Err")
    repository.stage(other, messy)
    half = GOOD + entry("LRN-20260302-001", "2026-03-02").replace("pending", "active")
    repository.write(LOG, half)  # not staged
    done = pre_commit(repository, "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert (repository.path / other).read_text() == messy.replace("active", "pending")
    assert (repository.path / LOG).read_text() == half
    repository.git("add", other)
    done = pre_commit(repository, "run")
    assert done.returncode == 0, done.stdout + done.stderr


def test_where_a_link_leads_is_judged_through_pre_commit(repository):
    repository.commit({
        ".pre-commit-config.yaml": configured("learnings-secrets", "learnings"),
        LOG: GOOD,
    })  # fmt: skip
    link = repository.path / ".learnings" / "ln.md"
    for target, code in (("LEARNINGS.md", 0), (f"/home/x/{secret()}", 1)):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        repository.git("add", "--all")
        done = pre_commit(repository, "run")
        results = [line[-6:] for line in done.stdout.splitlines() if line.endswith("ed")]
        assert (done.returncode, results) == (code, [["Passed"] * 2, ["Failed"] * 2][code])
        assert secret() not in done.stdout
