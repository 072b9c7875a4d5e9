"""`learnings doctor`: what is active in this clone, and what mends it."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main
from learnings.commands.install import install_git

from ..merging.test_merge import HEAD, PATH, entry


@pytest.fixture
def place(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.commit({PATH: HEAD + entry()})
    return repository


def states(capsys) -> dict[str, str]:
    capsys.readouterr()
    main(["doctor", "--format", "json"])
    return {item["name"]: item["state"] for item in json.loads(capsys.readouterr().out)["findings"]}


def test_a_new_clone_lacks_three_things_and_is_told_how_to_mend_them(place, capsys):
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert out.count("learnings install git") == 3
    found = states(capsys)
    assert {name for name, state in found.items() if state == "off"} == {
        "hook",
        "merge driver",
        "attribute",
    }


def test_what_it_says_mends_it(place, capsys):
    install_git()
    assert main(["doctor"]) == 0
    assert "off" not in states(capsys).values()


def test_a_driver_whose_program_is_gone(place, capsys):
    install_git()
    place.git("config", "merge.learnings.driver", "/nowhere/learnings merge-driver %O %A %B")
    assert states(capsys)["merge driver"] == "off"


def test_union_is_told_of(place, capsys):
    install_git()
    place.write(".gitattributes", "*.md merge=union\n")
    assert main(["doctor"]) == 1
    assert "merge=union" in capsys.readouterr().out


def test_pre_commit_that_nobody_installed_here(place, capsys):
    place.write(
        ".pre-commit-config.yaml", "repos:\n  - repo: local\n    hooks:\n      - id: learnings\n"
    )
    main(["doctor"])
    assert "pre-commit install" in capsys.readouterr().out
    hook = place.write(".git/hooks/pre-commit", "#!/bin/sh\nexec pre-commit run\n")
    hook.chmod(0o755)
    assert states(capsys)["hook"] == "ok"


def test_settings_that_cannot_be_read(place, capsys):
    place.write(".learnings.toml", "colour = 1\n")
    assert states(capsys)["settings"] == "off"


def test_no_secret_is_shown(place, capsys):
    secret = "hunter" + "2hunter2"
    place.git("remote", "add", "origin", f"https://ada:{secret}@example.org/x.git")
    main(["doctor"])
    main(["doctor", "--format", "json"])
    assert secret not in "".join(capsys.readouterr())


def test_outside_a_repository_and_in_a_bare_one(tmp_path, monkeypatch, capsys, build):
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    assert states(capsys)["repository"] == "off"
    monkeypatch.chdir(build("bare", "--bare").path)
    assert states(capsys)["repository"] == "none"


def test_it_changes_nothing(place, capsys):
    before = place.git("status", "--short"), place.git("config", "--list")
    main(["doctor"])
    assert before == (place.git("status", "--short"), place.git("config", "--list"))


CLONES = {
    "all of it": ((), "a whole clone"),
    "a partial one": (("--filter=blob:none", "--no-checkout"), "a partial clone"),
    "a shallow one": (("--depth=1",), "a shallow clone"),
}


@pytest.mark.parametrize(("options", "about"), CLONES.values(), ids=CLONES)
def test_what_kind_of_clone_it_is(place, tmp_path, monkeypatch, capsys, options, about):
    place.git("config", "uploadpack.allowFilter", "true")
    url = f"file://{place.path}"
    place.git("clone", "--quiet", *options, url, str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    main(["doctor"])
    out = capsys.readouterr().out
    assert [words for _, words in CLONES.values() if words in out] == [about]


def test_a_log_that_git_ignores_needs_no_attribute(place, capsys):
    place.write(".gitignore", "memory/\n")
    place.write(".gitattributes", f"{PATH} merge=learnings\n")
    place.write("memory/working-buffer.md", "# Working Buffer\n")
    install_git(str(place.path))
    assert states(capsys)["attribute"] == "ok"
