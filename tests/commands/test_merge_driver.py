"""The driver as git runs it: merge, rebase, cherry-pick, stash, merge-tree; and when it fails."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest

from learnings.commands.install import install_git, own_command
from learnings.git import driver, find_repository

from .. import merges
from ..merging.test_merge import HEAD, ONE, PATH, TWO, entry

OLD = entry()
BOTH = HEAD + OLD + ONE + TWO


@pytest.fixture
def place(repository, monkeypatch):
    """A repository with our driver and a log, entered."""
    monkeypatch.chdir(repository.path)
    install_git()
    (repository.path / ".git" / "hooks" / "pre-commit").unlink()
    repository.commit(
        {PATH: HEAD + OLD, ".gitattributes": (repository.path / ".gitattributes").read_text()}
    )
    return repository


def fork(place, ours=HEAD + OLD + ONE, theirs=HEAD + OLD + TWO):
    """Two branches; ours is checked out."""
    place.git("checkout", "--quiet", "-b", "topic")
    place.commit({PATH: theirs})
    place.git("checkout", "--quiet", "main")
    place.commit({PATH: ours})


def text(place) -> str:
    return (place.path / PATH).read_text()


def attempt(place, *arguments: str) -> int:
    return subprocess.run(
        ["git", *arguments], cwd=place.path, capture_output=True, check=False
    ).returncode


def test_merge(place):
    fork(place)
    place.git("merge", "--quiet", "topic")
    assert text(place) == BOTH


def test_rebase(place):
    fork(place)
    place.git("checkout", "--quiet", "topic")
    place.git("rebase", "--quiet", "main")
    assert text(place) == BOTH


def test_cherry_pick(place):
    fork(place)
    place.git("cherry-pick", "topic")
    assert text(place) == BOTH


def test_stash_pop(place):
    place.write(PATH, HEAD + OLD + TWO)
    place.git("stash", "--quiet")
    place.commit({PATH: HEAD + OLD + ONE})
    place.git("stash", "pop", "--quiet")
    assert text(place) == BOTH


def test_an_octopus_merge_calls_no_driver(place):
    for name, more in (("one", ONE), ("two", TWO)):
        place.git("checkout", "--quiet", "-b", name, "main")
        place.commit({PATH: HEAD + OLD + more})
    place.git("checkout", "--quiet", "main")
    place.commit({"other.txt": "x\n"})
    assert attempt(place, "merge", "one", "two") != 0
    place.git("reset", "--quiet", "--hard")
    place.git("merge", "--quiet", "one")
    place.git("merge", "--quiet", "two")
    assert text(place) == BOTH


def test_an_entry_that_both_sides_gave_another_id_is_found_by_both(place):
    names = ("LRN-20260301-BBB", "LRN-20260301-AAA")
    ours, theirs = (entry(name, more="- Former IDs: LRN-20260301-001\n") for name in names)
    fork(place, HEAD + ours, HEAD + theirs)
    done = subprocess.run(["git", "merge", "topic"], cwd=place.path, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 0
    assert "the incoming LRN-20260301-AAA is LRN-20260301-BBB now" in done.stderr
    assert "Former IDs: LRN-20260301-001, LRN-20260301-AAA" in text(place)


def test_a_stash_whose_second_entry_with_an_id_meets_a_third_one(place):
    first, second, third = (
        entry("LRN-20260302-001", title=title, summary=words)
        for title, words in (
            ("cron_jobs_run_twice a year", "Jobs run twice when clocks go back"),
            ("queues_without_limit grow", "Queues grow until the broker stops"),
            ("certificates_expire at night", "Certificates expire while nobody looks"),
        )
    )
    place.git("checkout", "--quiet", "-b", "topic")
    place.commit({PATH: HEAD + OLD + first})
    place.write(PATH, HEAD + OLD + first + second)
    place.git("stash", "--quiet")
    place.git("checkout", "--quiet", "main")
    place.commit({PATH: HEAD + OLD + third})
    place.git("stash", "pop", "--quiet")
    assert text(place).count("## [LRN-20260302-001]") == 1
    assert "Queues grow" in text(place)
    assert "Jobs run twice" not in text(place)


def test_merge_tree(place):
    fork(place)
    tree = place.git("merge-tree", "--write-tree", "main", "topic")
    assert place.git("cat-file", "blob", f"{tree}:{PATH}") == BOTH.strip()


def test_a_renamed_log(place):
    place.git("checkout", "--quiet", "-b", "topic")
    place.git("mv", PATH, ".learnings/NOTES.md")
    place.commit({".learnings/NOTES.md": HEAD + OLD + TWO})
    place.git("checkout", "--quiet", "main")
    place.commit({PATH: HEAD + OLD + ONE})
    place.git("merge", "--quiet", "topic")
    assert (place.path / ".learnings" / "NOTES.md").read_text() == BOTH


def test_a_conflict_is_one_for_git_and_for_the_linter(place, capsys):
    fork(place, HEAD + entry(status="wont_fix"), HEAD + entry(status="promoted"))
    assert attempt(place, "merge", "topic") == 1
    assert place.git("diff", "--name-only", "--diff-filter=U") == PATH
    assert "<<<<<<<" in text(place)
    done = subprocess.run(
        [*own_command(), "lint"], cwd=place.path, capture_output=True, text=True, check=False
    )
    assert "conflict" in done.stdout


def test_an_id_that_is_taken_in_another_log_of_the_other_branch_is_not_given(place):
    # The numbers go on behind those of all logs.
    place.commit({".learnings.toml": '[ids]\nstyle = "sequence"\n'})
    other = entry("LRN-20260302-001", summary="Theirs")
    place.git("checkout", "--quiet", "-b", "topic")
    place.commit({PATH: HEAD + OLD + other, ".learnings/archive/OLD.md": entry("LRN-20260302-007")})
    place.git("checkout", "--quiet", "main")
    place.commit({PATH: HEAD + OLD + entry("LRN-20260302-001", summary="Ours")})
    place.git("merge", "--quiet", "topic")
    assert "LRN-20260302-008" in text(place)


def test_without_the_driver_git_merges_by_lines(place):
    fork(place)
    place.git("config", "--remove-section", "merge.learnings")
    assert attempt(place, "merge", "topic") == 1
    assert "<<<<<<<" in text(place)
    assert "One" in text(place)
    assert "Two" in text(place)


FAILURES = {
    "a program that is gone": ["/nowhere/learnings"],
    "a program that cannot start": [sys.executable, "-c", "import nothing_of_that_name"],
    "a program that is killed at once": ["sh", "-c", "kill -9 $$"],
    "a program that only fails": ["false"],
}


@pytest.mark.parametrize("name", FAILURES)
def test_where_the_driver_fails_both_sides_are_in_the_file(place, name):
    fork(place)
    found = find_repository(str(place.path))
    assert found is not None
    driver.install(found, FAILURES[name])
    assert attempt(place, "merge", "topic") == 1
    assert place.git("diff", "--name-only", "--diff-filter=U") == PATH
    assert "<<<<<<<" in text(place)
    assert "One" in text(place)
    assert "Two" in text(place)


def test_killed_in_the_middle_both_sides_are_in_the_file(place):
    fork(place)
    code = (
        "import os, sys; from learnings import merging\n"
        "merging.merge = lambda *_: os.kill(os.getpid(), 9)\n"
        "from learnings.cli import main; sys.exit(main())"
    )
    found = find_repository(str(place.path))
    assert found is not None
    driver.install(found, [sys.executable, "-c", code])
    assert attempt(place, "merge", "topic") == 1
    assert text(place).startswith(HEAD + OLD + "<<<<<<< HEAD\n")
    assert "One" in text(place)
    assert "Two" in text(place)


TROUBLE = {
    "a bug": "def merge(*_): raise KeyError('secret')",
    "no end": "def merge(*_):\n    while True: pass",
    "too deep": "def merge(*_): return merge()",
}


@pytest.mark.parametrize("name", TROUBLE)
def test_a_merge_that_fails_leaves_markers_and_no_traceback(tmp_path, name):
    for file, content in (("o", OLD), ("a", OLD + ONE), ("b", OLD + TWO)):
        (tmp_path / file).write_text(HEAD + content)
    code = (
        f"import sys; from learnings import merging\n{TROUBLE[name]}\nmerging.merge = merge\n"
        "from learnings.cli import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code, "merge-driver", "--timeout", "1", "o", "a", "b", PATH],
                          cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
    assert PATH in done.stderr
    assert (tmp_path / "a").read_text().count("<<<<<<< ours") == 1


NO_TEXT = [
    pytest.param((HEAD + ONE).encode("utf-16"), "is UTF-16 and not UTF-8", id="UTF-16"),
    pytest.param(b"\x00\x01" * 50, "holds a NUL, as no text does", id="a NUL"),
]


@pytest.mark.parametrize(("data", "reason"), NO_TEXT)
def test_what_is_no_text_gets_markers(tmp_path, data, reason):
    (tmp_path / "o").write_text(HEAD)
    (tmp_path / "a").write_text(HEAD + ONE)
    (tmp_path / "b").write_bytes(data)
    done = subprocess.run([*own_command(), "merge-driver", "o", "a", "b", PATH], cwd=tmp_path,
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert f"a version of it {reason}: what differs" in done.stderr.decode()
    assert data.strip(b"\n") in (tmp_path / "a").read_bytes()
    assert b"One" in (tmp_path / "a").read_bytes()


@pytest.mark.parametrize(("asked", "made"), [("12", 12), ("7", 7), ("3", 7), ("x", 7)])
def test_markers_are_as_long_as_git_asks_and_never_too_short_to_be_seen(tmp_path, asked, made):
    for file, content in (("o", OLD), ("a", OLD + "ours\n"), ("b", "")):
        (tmp_path / file).write_text(HEAD + content)
    words = [*own_command(), "merge-driver", "--marker-size", asked, "o", "a", "b", PATH]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    lines = (tmp_path / "a").read_text().splitlines()
    assert done.returncode == 1
    assert [line.split(" ")[0] for line in lines if line[:1] in "<>" and line] == [
        "<" * made, ">" * made,
    ]  # fmt: skip


def test_the_command_is_quoted(place, tmp_path):
    found = find_repository(str(place.path))
    assert found is not None
    folder = tmp_path / "a b'c$(touch pwned)"
    folder.mkdir()
    program = folder / "learnings"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(own_command())} "$@"\n')
    program.chmod(0o755)
    driver.install(found, [str(program)])
    fork(place)
    place.git("merge", "--quiet", "topic")
    assert text(place) == BOTH
    assert not (place.path / "pwned").exists()


def test_generated_histories(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tally = merges.run(tmp_path, 60, 4, own_command(), served=True)
    assert not tally.examples
    assert tally.clean > 30
    assert tally.conflicts > 3


def test_stories_of_branches_that_took_one_id(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tally = merges.tell(tmp_path, 8, 4, own_command())
    assert not tally.examples
    assert tally.merges["merge"] > 15


def test_the_style_of_conflicts_is_that_of_git(place):
    place.git("config", "merge.conflictStyle", "zdiff3")
    fork(place, HEAD + entry(priority="low"), HEAD + entry(priority="high"))
    assert attempt(place, "merge", "topic") == 1
    base = text(place).partition("||||||| base\n")[2].partition("=======\n")[0]
    assert base.rstrip() == OLD.rstrip("\n- ")


def test_a_merge_is_labelled_with_the_branch(place):
    fork(place, HEAD + entry(priority="low"), HEAD + entry(priority="high"))
    assert attempt(place, "merge", "topic") == 1
    assert "<<<<<<< HEAD\n" in text(place)
    assert ">>>>>>> topic\n" in text(place)


def test_an_edit_after_a_collision_reaches_its_entry_in_a_rebase(place):
    one, two = (entry("LRN-20260302-001", summary=words)
                for words in ("Jobs run twice when clocks go back", "Certificates expire at night"))  # fmt: skip
    fork(place, HEAD + OLD + one, HEAD + OLD + two)
    place.git("checkout", "--quiet", "topic")
    place.commit({PATH: HEAD + OLD + two.replace("pending", "in_progress")})
    place.git("rebase", "--quiet", "main")
    assert one.rstrip("\n- ") in text(place)
    assert text(place).count("in_progress") == 1
    assert "in_progress" in text(place).partition("-001] best_practice")[2].partition("## [")[2]


def test_the_driver_goes_in_once_and_out(place):
    found = find_repository(str(place.path))
    assert found is not None
    attributes = place.path / ".gitattributes"
    before = attributes.read_bytes()
    assert not driver.install(found, own_command())
    install_git()
    assert attributes.read_bytes() == before
    attributes.write_bytes(b"*.png binary\r\n")
    install_git()
    assert attributes.read_bytes().startswith(b"*.png binary\r\n# learnings")
    assert attributes.read_bytes().count(b"\r\n") == 4
    install_git(remove=True)
    assert attributes.read_bytes() == b"*.png binary\r\n"
    assert driver.configured(found) == ""


def test_in_a_linked_work_tree(place, tmp_path):
    fork(place)
    place.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "topic")
    done = subprocess.run(
        ["git", "merge", "--quiet", "main"],
        cwd=tmp_path / "linked",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (tmp_path / "linked" / PATH).read_text() == BOTH
