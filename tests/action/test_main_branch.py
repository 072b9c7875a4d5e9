"""Which branch `learnings install github` writes as the main one, and how."""

from __future__ import annotations

import pytest

from learnings.cli import main
from learnings.workflow import files

from .conftest import OWN, PIN

ACTION = f"{OWN}@{PIN}"
REMOTE = "https://git.example/acme/ops.git"
# Branches that are here, the last one checked out; git's own name for first ones; what is written.
LOCAL = {
    "main, though another one is checked out": (["main", "topic"], "", "main"),
    "an old name, though another one is checked out": (["master", "topic"], "", "master"),
    "a usual name before that of the settings": (["develop", "next", "topic"], "next", "develop"),
    "that of the settings": (["next", "topic"], "next", "next"),
    "that of the settings is not there": (["stable"], "next", "stable"),
    "the only one": (["stable"], "", "stable"),
    "several, of which none says anything": (["a", "b"], "", "main"),
    "a number": (["1.0"], "", "'1.0'"),
    "a day": (["2026-01-01"], "", "'2026-01-01'"),
    "a truth": (["true"], "", "'true'"),
    "another truth": (["off"], "", "'off'"),
    "nothing": (["null"], "", "'null'"),
    "a number with letters": (["release/1.0"], "", "release/1.0"),
}


@pytest.fixture
def lint(repository, monkeypatch):
    """The workflow that names the branch."""
    monkeypatch.chdir(repository.path)
    return repository.path / files.path("lint")


def install(*words: str) -> int:
    return main(["install", "github", "--action", ACTION, "--only", "lint", *words])


def have(repository, names: list[str]) -> str:
    """Have these branches and no others, the last one checked out."""
    commit = repository.commit({"a.md": "a\n"})
    repository.git("checkout", "-q", "--detach")
    for name in repository.git("for-each-ref", "--format=%(refname)", "refs/heads").split():
        repository.git("update-ref", "-d", name)
    for name in names:
        repository.git("update-ref", f"refs/heads/{name}", commit)
        repository.git("symbolic-ref", "HEAD", f"refs/heads/{name}")
    return commit


@pytest.mark.parametrize(("there", "first", "told"), LOCAL.values(), ids=LOCAL)
def test_without_a_remote_it_is_the_likeliest_one_here(there, first, told, repository, lint):
    have(repository, there)
    if first:
        repository.git("config", "init.defaultBranch", first)
    assert install() == 0
    text = lint.read_text()
    assert f"branches: [{told}]\n" in text
    assert install() == 0
    assert lint.read_text() == text


@pytest.mark.parametrize("name", ["feat+x", "a,b", "x]"])
def test_a_name_that_is_not_written_is_refused(name, repository, lint, capsys):
    have(repository, [name])
    assert install() == 2
    assert f"the main branch, {name}, has a name that is not" in capsys.readouterr().err
    assert not lint.exists()


# The remotes, and what of main and stable they have; what is written where main stood before.
REMOTES = {
    "the only remote has it": ({"upstream": ["main", "stable"]}, "main"),
    "the only remote has another one": ({"upstream": ["stable"]}, "stable"),
    "origin has another one than a fork": (
        {"origin": ["stable"], "fork": ["main", "stable"]},
        "stable",
    ),
    "two remotes, none of which is origin": ({"a": ["stable"], "b": ["stable"]}, "main"),
    "a remote of which nothing is known": ({"upstream": []}, "main"),
}


@pytest.mark.parametrize(("remotes", "told"), REMOTES.values(), ids=REMOTES)
def test_a_branch_that_is_gone_is_mended(remotes, told, repository, lint):
    commit = have(repository, ["main"])
    assert install() == 0
    have(repository, ["topic"])
    for remote, branches in remotes.items():
        repository.git("remote", "add", remote, REMOTE)
        for name in branches:
            repository.git("update-ref", f"refs/remotes/{remote}/{name}", commit)
    assert install() == 0
    assert f"branches: [{told}]\n" in lint.read_text()


def test_a_renamed_branch_is_followed_and_a_topic_is_not(repository, lint):
    have(repository, ["master"])
    install()
    have(repository, ["topic", "main"])
    install()
    assert "branches: [main]\n" in lint.read_text()
    have(repository, ["main", "topic"])
    install()
    assert "branches: [main]\n" in lint.read_text()


def test_the_only_branch_of_a_clone_of_one_branch_says_nothing(repository, lint):
    commit = have(repository, ["main"])
    install()
    repository.git("remote", "add", "-t", "topic", "origin", REMOTE)
    repository.git("update-ref", "refs/remotes/origin/topic", commit)
    install()
    assert "branches: [main]\n" in lint.read_text()


def test_a_remote_that_names_a_branch_it_has_no_more_names_none(repository, lint):
    commit = have(repository, ["topic"])
    repository.git("remote", "add", "upstream", REMOTE)
    repository.git("update-ref", "refs/remotes/upstream/stable", commit)
    for name, told in (("gone", "stable"), ("stable", "stable")):
        repository.git(
            "symbolic-ref", "refs/remotes/upstream/HEAD", f"refs/remotes/upstream/{name}"
        )
        install("--force")
        assert f"branches: [{told}]\n" in lint.read_text()


@pytest.mark.parametrize(
    ("runner", "told"),
    [("1.0", "'1.0'"), ("[self-hosted, 22]", "[self-hosted, '22']"), ("linux", "linux")],
    ids=["a number", "a number of several", "a word"],
)
def test_a_label_that_yaml_reads_as_no_word_is_quoted_and_stays(runner, told, repository, lint):
    for words in (("--runs-on", runner), ()):
        assert install(*words) == 0
        assert f"    runs-on: {told}\n" in lint.read_text()


@pytest.mark.parametrize("folder", [".github", ".github/workflows"])
def test_a_file_in_the_place_of_the_folder_is_named(folder, repository, lint, capsys):
    (repository.path / folder).parent.mkdir(exist_ok=True)
    (repository.path / folder).write_text("mine\n")
    assert install() == 3
    assert f"{folder} is no folder" in capsys.readouterr().err
    assert install("--remove") == 0
    assert (repository.path / folder).read_text() == "mine\n"


def test_a_repository_may_be_called_like_a_blank(repository, lint):
    place = f"ACME/MAIN-RUNNER@{PIN}"
    assert main(["install", "github", "--action", place, "--only", "lint"]) == 0
    assert f"uses: {place}\n" in lint.read_text()
