"""`learnings init`: sets up, overwrites nothing, and says what exists."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest

from learnings.cli import main
from learnings.preset import Presets

NAMES = [name for name in Presets.load().names() if name not in ("journal", "domain")]


@pytest.fixture
def here(repository, monkeypatch, tmp_path):
    """The working directory is a repository, and the home of the person a temporary folder."""
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return repository


def tree(folder):
    """The files with their content, but for those of git."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts[:1]
    }


@pytest.mark.parametrize("preset", NAMES)
def test_lint_is_clean_after_init_and_a_second_run_changes_nothing(preset, here, capsys):
    assert main(["init", "--preset", preset]) == 0
    before = tree(here.path)
    assert any(path.startswith((".learnings/", "docs/ops-knowledge/")) for path in before)
    capsys.readouterr()
    assert main(["lint", "--confidence", "low", "--show", "note"]) == 0
    capsys.readouterr()
    assert main(["init", "--preset", preset]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert tree(here.path) == before


@pytest.mark.parametrize("mode", ["track", "ignore", "hybrid"])
@pytest.mark.parametrize("preset", ["agent", "compact", "ops-knowledge"])
def test_a_mode_says_what_git_sees(preset, mode, here):
    assert main(["init", "--preset", preset, "--mode", mode]) == 0
    logs = [path for path in tree(here.path) if path.endswith(".md") and "memory" not in path]
    if preset == "ops-knowledge":
        logs = ["docs/ops-knowledge/issues/x.md"]
        here.write(logs[0], "x")
    seen = here.git("ls-files", "--others", "--exclude-standard").splitlines()
    assert [path in seen for path in logs] == [mode == "track"] * len(logs)
    if mode == "hybrid":
        assert any(path.endswith(".gitkeep") for path in seen)
    if preset == "compact":
        assert "memory/working-buffer.md" not in seen


def test_the_global_scope_is_the_persons_and_no_repository_is_touched(here, tmp_path):
    assert main(["init", "--scope", "global"]) == 0
    assert tree(here.path) == {}
    names = ("LEARNINGS", "ERRORS", "FEATURE_REQUESTS")
    assert set(tree(tmp_path / "home")) == {
        ".claude/.learnings.toml",
        *(f".claude/.learnings/{name}.md" for name in names),
    }


@pytest.mark.parametrize("folder", [".claude", ".claude/.learnings"])
def test_the_global_scope_keeps_its_preset_wherever_a_command_runs(
    folder, here, tmp_path, monkeypatch, capsys
):
    assert main(["init", "--scope", "global", "--preset", "compact"]) == 0
    monkeypatch.chdir(tmp_path / "home" / folder)
    words = ["new", "ERR", "A node group cannot be renamed", "--set", "context=EKS"]
    assert main(words) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    assert ".learnings/ERRORS.md:" in capsys.readouterr().out
    assert "\n### ERR-" in (tmp_path / "home/.claude/.learnings/ERRORS.md").read_text()


def test_inside_the_folder_of_the_logs_what_is_above_it_is_the_root(tmp_path, monkeypatch, capsys):
    (tmp_path / "a/.learnings/archive").mkdir(parents=True)
    (tmp_path / "a/.learnings/LEARNINGS.md").write_text("## [LRN-20260301-001] insight\n\nText\n")
    monkeypatch.chdir(tmp_path / "a/.learnings/archive")
    assert main(["list"]) == 0
    assert ".learnings/LEARNINGS.md:1" in capsys.readouterr().out


IGNORING = [".learnings/*", ".learnings/", ".learnings", "/.learnings", "**/.learnings/**"]


@pytest.mark.parametrize("line", IGNORING)
def test_hybrid_commits_the_folder_though_a_line_ignored_it(line, here):
    here.write(".gitignore", f"build/\n{line}\n")
    assert main(["init", "--mode", "hybrid"]) == 0
    here.write(".learnings/notes.txt", "x")
    seen = here.git("ls-files", "--others", "--exclude-standard").splitlines()
    assert [path for path in seen if path.startswith(".learnings/")] == [".learnings/.gitkeep"]
    before = tree(here.path)
    assert main(["init", "--mode", "hybrid"]) == 0
    assert tree(here.path) == before


@pytest.mark.parametrize("mode", ["track", "hybrid"])
def test_what_git_still_ignores_is_said_with_the_rule(mode, here, capsys):
    here.write(".gitignore", ".l*\n")
    assert main(["init", "--mode", mode]) == 0
    assert "(git ignores it by .gitignore:1:.l*)" in capsys.readouterr().out


def test_nothing_that_exists_is_overwritten(here, capsys):
    own = {
        ".learnings/LEARNINGS.md": b"mine\r\n",
        ".learnings.toml": b'preset = "operations"\n',
        ".gitignore": b"build/",
        ".pre-commit-config.yaml": b"repos: [{repo: meta, hooks: [{id: identity}]}]\n",
    }
    for path, data in own.items():
        here.write(path, data)
    assert main(["init", "--preset", "agent", "--mode", "track"]) == 0
    now = tree(here.path)
    assert {path: now[path] for path in own} == own
    said = capsys.readouterr().out
    assert 'it says preset = "operations"' in said
    assert "left" in said
    assert "cannot be added to safely; add: - repo: local" in said


def test_the_preset_of_the_configuration_is_taken(here):
    here.write(".learnings.toml", 'preset = "operations"\n')
    assert main(["init"]) == 0
    assert any(path.endswith("OPERATIONS_ISSUES.md") for path in tree(here.path))


def test_stackable_presets_live_in_folders_of_their_own(here, capsys):
    here.write(".learnings.toml", "stackable = true\n")
    assert main(["init", "--preset", "operations"]) == 0
    assert main(["init", "--preset", "domain:security"]) == 0
    found = set(tree(here.path))
    assert ".learnings/operations/LEARNINGS.md" in found
    assert ".learnings/security/LEARNINGS.md" in found
    assert ".learnings/LEARNINGS.md" not in found
    capsys.readouterr()
    assert main(["lint", "--confidence", "low"]) == 0


def test_a_dry_run_says_what_the_run_does_and_does_nothing(here, capsys):
    assert main(["init", "--dry-run", "--format", "json"]) == 0
    would = json.loads(capsys.readouterr().out)["steps"]
    assert tree(here.path) == {}
    assert main(["init", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["steps"] == would
    assert {step["path"] for step in would if step["action"] == "created"} == set(tree(here.path))


def test_a_dry_run_makes_no_folder(here, tmp_path):
    assert main(["init", "--scope", "global", "--dry-run"]) == 0
    assert list((tmp_path / "home").iterdir()) == []


def test_from_a_folder_below_the_root_is_set_up(here, monkeypatch):
    (here.path / "src").mkdir()
    monkeypatch.chdir(here.path / "src")
    assert main(["init"]) == 0
    assert (here.path / ".learnings/LEARNINGS.md").is_file()
    assert not (here.path / "src/.learnings").exists()


def test_without_git_there_is_neither_ignore_rule_nor_hook(tmp_path, monkeypatch):
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    assert main(["init", "--mode", "ignore"]) == 0
    assert set(tree(tmp_path / "plain")) == {
        ".learnings.toml",
        *(f".learnings/{name}.md" for name in ("LEARNINGS", "ERRORS", "FEATURE_REQUESTS")),
    }


def test_in_a_bare_repository_it_is_refused(build, monkeypatch, capsys):
    bare = build("bare", "--bare")
    monkeypatch.chdir(bare.path)
    before = tree(bare.path)
    assert main(["init"]) == 3
    assert "bare repository" in capsys.readouterr().err
    assert tree(bare.path) == before


@pytest.mark.parametrize("what", ["file", "link", "dangling link"])
def test_what_stands_in_the_place_of_the_folder_is_left_alone(what, here, tmp_path, capsys):
    place = here.path / ".learnings"
    elsewhere = tmp_path / "elsewhere"
    if what == "file":
        place.write_text("mine")
    else:
        if what == "link":
            elsewhere.mkdir()
        place.symlink_to(elsewhere)
    assert main(["init"]) == 3
    assert ".learnings" in capsys.readouterr().err
    assert what != "link" or list(elsewhere.iterdir()) == []
    assert not (here.path / ".learnings.toml").exists()


@pytest.mark.parametrize("name", [".gitignore", ".pre-commit-config.yaml", ".learnings.toml"])
def test_a_shared_file_that_is_a_link_is_not_written(name, here, tmp_path, capsys):
    target = tmp_path / "target"
    target.write_text("")
    (here.path / name).symlink_to(target)
    assert main(["init", "--mode", "ignore" if name == ".gitignore" else "track"]) in (2, 3)
    assert name in capsys.readouterr().err
    assert target.read_text() == ""
    assert not (here.path / ".learnings").exists()


def test_a_shared_file_that_may_not_be_written_stops_all(here, capsys):
    here.write(".pre-commit-config.yaml", "repos: []\n").chmod(0o444)
    assert main(["init"]) == 3
    assert "write-protected" in capsys.readouterr().err
    assert set(tree(here.path)) == {".pre-commit-config.yaml"}


def test_an_unknown_preset_is_refused_with_the_nearest(here, capsys):
    assert main(["init", "--preset", "operatons"]) == 2
    assert "operations" in capsys.readouterr().err
    assert tree(here.path) == {}


# --- questions -------------------------------------------------------------------------------


def dialogue(folder, *answers):
    """What a person sees who answers on a terminal, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-Im", "learnings", "init"])
    seen = b""
    waiting = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            seen += data
            if seen.endswith(b"]: ") and waiting:
                os.write(terminal, waiting.pop(0))
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode()


def test_on_a_terminal_it_asks_and_takes_an_empty_answer_for_the_default(here):
    code, seen = dialogue(here.path, b"\n", b"nonsense\n", b"ignore\n")
    assert code == 0, seen
    assert "scope (local, global) [local]: " in seen
    assert seen.count("mode (track, ignore, hybrid) [track]: ") == 2
    assert ".learnings/" in (here.path / ".gitignore").read_text()


def test_who_ends_the_dialogue_has_changed_nothing(here):
    code, seen = dialogue(here.path, b"\x04")
    assert code == 2, seen
    assert "name it with --scope" in seen
    assert tree(here.path) == {}


def test_in_a_pipe_nothing_is_asked(here):
    done = subprocess.run(
        [sys.executable, "-Im", "learnings", "init"], cwd=here.path,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "[local]" not in done.stdout
