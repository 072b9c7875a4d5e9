"""`learnings lint --fix` and `--diff` as a person calls them."""

from __future__ import annotations

import json
import os
import stat
import subprocess

import pytest

from learnings.cli import main

from ..checks.learning import learning

LOG = ".learnings/LEARNINGS.md"
GOOD = "# Learnings\n\n" + learning(header="**Area**: infra").replace(
    "### Metadata", "### Suggested Action\nWatch it.\n\n### Metadata"
)
MESSY = GOOD.replace("pending", "active")
UNSAFE = GOOD.replace("**Status**: pending\n", "")
SECOND = "\n" + GOOD.partition("\n\n")[2].replace("-001", "-002")


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def lint(*words: str) -> int:
    return main(["lint", "--today=2026-03-06", *words])


def text(here, path: str = LOG) -> str:
    return (here.path / path).read_bytes().decode()


def test_nothing_is_written_where_nothing_is_wrong(here, capsys):
    path = here.write(LOG, GOOD)
    before = path.stat()
    assert lint("--fix") == 0
    assert capsys.readouterr().out == "no problems in 1 file (1 entry)\n0 fixed, 0 left\n"
    assert path.stat().st_ino == before.st_ino


def test_what_is_safe_is_mended_and_the_mode_is_kept(here, capsys):
    here.write(LOG, MESSY).chmod(0o640)
    assert lint("--fix") == 0
    assert capsys.readouterr().out.endswith("\n1 fixed, 0 left\n")
    assert text(here) == GOOD
    assert stat.S_IMODE((here.path / LOG).stat().st_mode) == 0o640
    assert os.listdir(here.path / ".learnings") == ["LEARNINGS.md"]


def test_a_second_run_changes_nothing(here):
    here.write(LOG, MESSY)
    lint("--fix")
    before = (here.path / LOG).stat().st_mtime_ns
    lint("--fix")
    assert (here.path / LOG).stat().st_mtime_ns == before


def test_the_other_fixes_are_told_of_and_made_on_demand(here, capsys):
    here.write(LOG, UNSAFE)
    assert lint("--fix") == 0
    assert capsys.readouterr().out.endswith("\n0 fixed, 1 left; 1 more with --unsafe-fixes\n")
    assert lint("--fix", "--unsafe-fixes") == 0
    assert capsys.readouterr().out.endswith("\n1 fixed, 0 left\n")
    assert text(here) == GOOD


def test_the_exit_code_is_that_of_what_is_left(here):
    here.write(LOG, MESSY.replace("[LRN-20260305-001]", "[LRN-20261305-001]"))
    assert lint("--fix") == 1
    assert "**Status**: pending" in text(here)
    assert lint("--fix", "--fail-on", "never") == 0


def test_fail_if_fixed_gives_1_once(here):
    here.write(LOG, MESSY)
    assert lint("--fix", "--fail-if-fixed") == 1
    assert lint("--fix", "--fail-if-fixed") == 0


def test_a_diff_shows_what_fix_would_do_and_writes_nothing(here, capsys):
    here.write(LOG, MESSY)
    assert lint("--diff") == 1
    seen = capsys.readouterr()
    assert seen.err == "1 would be fixed, 0 left\n"
    assert text(here) == MESSY
    done = subprocess.run(["git", "apply"], input=seen.out, text=True, cwd=here.path, check=False)
    assert done.returncode == 0
    assert text(here) == GOOD
    assert lint("--diff") == 0
    assert capsys.readouterr().out == ""


LINE_ENDS = {
    "CR LF": MESSY.replace("\n", "\r\n"),
    "no line end at the end": MESSY.rstrip("\n"),
    "a byte order mark": "\ufeff" + MESSY,
    "mixed line ends": MESSY.replace("low\n", "low\r\n"),
}


@pytest.mark.parametrize("content", LINE_ENDS.values(), ids=LINE_ENDS)
def test_git_can_apply_a_diff_of_a_file_with(here, capsys, content):
    here.write(LOG, content)
    lint("--diff", "--ignore", "unreadable-text")
    out = capsys.readouterr().out
    subprocess.run(["git", "apply"], input=out.encode(), cwd=here.path, check=True)
    applied = text(here)
    here.write(LOG, content)
    lint("--fix", "--ignore", "unreadable-text")
    assert text(here) == applied


def test_a_diff_lets_nothing_of_the_log_act(here, capsys):
    here.write(LOG, MESSY.replace("# Learnings", "::error::\x1b[31m ##[group]"))
    lint("--diff", "--ignore", "inconsistent-format")
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert not any(line.lstrip(" ").startswith("::") for line in out.splitlines())
    assert "##[" not in out


def test_a_program_reads_what_is_left_on_standard_output(here, capsys):
    here.write(LOG, UNSAFE.replace("low", "Low!"))
    assert lint("--fix", "--format", "json") == 0
    seen = capsys.readouterr()
    (left,) = json.loads(seen.out)["diagnostics"]
    assert (left["check"], left["fixable"]) == ("missing-field", True)
    assert seen.err == "1 fixed, 1 left; 1 more with --unsafe-fixes\n"


def test_only_the_files_that_are_named_are_mended(here):
    here.write(LOG, MESSY)
    other = ".learnings/ERRORS.md"
    here.write(other, MESSY.replace("LRN", "ERR"))
    lint("--fix", LOG)
    assert text(here) == GOOD
    assert "active" in text(here, other)


def test_only_the_fixes_of_the_checks_that_are_selected_are_made(here):
    here.write(LOG, MESSY.rstrip())
    lint("--fix", "--select", "inconsistent-format")
    assert text(here) == MESSY


def test_a_suppression_and_the_settings_keep_a_place_as_it_is(here):
    kept = "<!-- learnings: ignore[noncanonical-value] -->\n"
    here.write(LOG, MESSY.replace("## [LRN", f"{kept}## [LRN"))
    lint("--fix")
    assert "active" in text(here)
    here.write(LOG, MESSY)
    here.write(".learnings.toml", 'severity = { noncanonical-value = "off" }\n')
    lint("--fix")
    assert text(here) == MESSY


def test_a_log_with_a_conflict_is_left_alone_and_named(here, capsys):
    conflict = MESSY + "\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"
    here.write(LOG, conflict)
    assert lint("--fix") == 1
    assert text(here) == conflict
    assert f"{LOG}: nothing was fixed in it: it holds a merge conflict" in capsys.readouterr().err


def test_a_log_that_may_not_be_written_stops_all(here, capsys):
    if os.geteuid() == 0:
        (here.path / ".learnings").mkdir()
        outside = here.write("elsewhere.md", MESSY)
        (here.path / LOG).symlink_to(outside)
        assert lint("--fix") in (0, 1)
        assert outside.read_text() == MESSY
        return
    here.write(LOG, MESSY).chmod(0o444)
    assert lint("--fix") == 3
    assert "write-protected" in capsys.readouterr().err


REFUSED = {
    "--unsafe-fixes alone": (["--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff"),
    "--fail-if-fixed alone": (["--fail-if-fixed"], "--fail-if-fixed goes with --fix"),
    "a commit": (["--fix", "--rev", "HEAD"], "a commit cannot be mended"),
    "a baseline at once": (
        ["--fix", "--write-baseline", "--baseline", "b.json"],
        "run it after --fix",
    ),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_refuses(here, capsys, words, said):
    here.write(LOG, MESSY)
    assert lint(*words) == 2
    assert said in capsys.readouterr().err
    assert text(here) == MESSY


# --- what is staged ----------------------------------------------------------------------------


def test_what_is_staged_is_mended_in_the_work_tree_and_old_entries_are_left_alone(here):
    here.commit({LOG: MESSY})
    here.stage(LOG, MESSY + SECOND.replace("pending", "active"))
    assert lint("--staged", "--fix", "--fail-if-fixed") == 1
    assert text(here) == MESSY + SECOND
    assert here.git("show", f":{LOG}").count("active") == 2
    assert lint("--staged", "--fix") == 0


def test_a_file_of_which_only_a_part_is_staged_is_left_alone(here, capsys):
    here.stage(LOG, MESSY)
    both = MESSY + SECOND
    here.write(LOG, both)
    lint("--staged", "--fix")
    assert text(here) == both
    assert here.git("show", f":{LOG}") == MESSY.strip()
    said = capsys.readouterr().err
    assert f"{LOG}: nothing was fixed in it: only a part of it is staged" in said


def test_a_file_that_is_staged_and_gone_is_left_alone(here):
    here.stage(LOG, MESSY)
    (here.path / LOG).unlink()
    lint("--staged", "--fix")
    assert not (here.path / LOG).exists()


def test_a_file_with_line_ends_that_git_converts_is_mended_as_it_is_on_disk(here):
    here.git("config", "core.autocrlf", "true")
    here.stage(LOG, MESSY.replace("\n", "\r\n"))
    assert "\r" not in here.git("cat-file", "blob", f":{LOG}")
    lint("--staged", "--fix")
    assert text(here) == GOOD.replace("\n", "\r\n")


def test_a_log_that_is_not_staged_is_not_mended(here):
    other = ".learnings/ERRORS.md"
    here.commit({other: MESSY.replace("LRN", "ERR")})
    here.stage(LOG, MESSY)
    lint("--staged", "--fix")
    assert text(here) == GOOD
    assert "active" in text(here, other)


# --- what is no log ----------------------------------------------------------------------------


def test_force_exclude_leaves_out_what_is_no_log(here):
    template = ".learnings/LEARNING-TEMPLATE.md"
    here.write(template, MESSY)
    here.write("notes.md", MESSY)
    assert lint("--fix", "--force-exclude", template, "notes.md") == 0
    assert text(here, template) == text(here, "notes.md") == MESSY
    here.write(LOG, MESSY)
    lint("--fix", "--force-exclude", template, LOG)
    assert text(here, template) == MESSY
    assert text(here) == GOOD
