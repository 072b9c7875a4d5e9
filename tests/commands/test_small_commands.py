"""The commands that only show something: list, explain, checks, schema, completion, help."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from learnings import registry
from learnings.cli import COMMANDS, main
from learnings.commands.schema import KINDS

LOG = """\
## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: P1
**Status**: ✅ done (2026-03-02)
**Area**: infra, git_sync

### Metadata
- Recurrence-Count: 3
- See Also: LRN-20260201-001
"""


@pytest.fixture
def log(repository, monkeypatch):
    repository.write(".learnings/LEARNINGS.md", LOG)
    monkeypatch.chdir(repository.path)


def test_list_gives_each_entry_raw_and_normalised(log, capsys):
    assert main(["list", "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["entries"]
    assert {name: entry[name] for name in ("id", "kind", "preset", "path", "line", "title", "status", "logged")} == {
        "id": "LRN-20260301-001",
        "kind": "learning",
        "preset": "agent",
        "path": ".learnings/LEARNINGS.md",
        "line": 1,
        "title": "best_practice",
        "status": "resolved",
        "logged": "2026-03-01T09:00:00Z",
    }  # fmt: skip
    assert entry["fields"]["area"] == ["infra", "git_sync"]
    assert entry["raw"]["status"] == "✅ done (2026-03-02)"
    assert entry["sections"]["metadata"]["recurrence_count"] == 3
    assert entry["sections"]["metadata"]["raw"]["recurrence_count"] == "3"


def test_list_gives_the_working_buffer_by_its_schema(repository, monkeypatch, capsys):
    from learnings.schema import document_errors

    wal = "\n".join(
        f"**{key}**: x" for key in ("Operation", "Affected resources", "Blast radius", "Rollback")
    )
    text = f"- [x] one\n- [ ] two\n\n## WAL Entry — 2026-05-20 14:32\n{wal}\n**Status**: PENDING\n"
    repository.write("memory/working-buffer.md", text)
    monkeypatch.chdir(repository.path)
    assert main(["list", "--format", "json"]) == 0
    (buffer,) = json.loads(capsys.readouterr().out)["buffers"]
    assert buffer.pop("path") == "memory/working-buffer.md"
    assert buffer["tasks"] == [{"text": "one", "done": True}, {"text": "two", "done": False}]
    assert buffer["wal_entries"][0]["status"] == "PENDING"
    assert document_errors("working-buffer", buffer) == []


def test_list_gives_a_table(log, capsys):
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert out.split()[:3] == ["LRN-20260301-001", "resolved", "2026-03-01"]


def test_explain_prints_the_page(capsys):
    assert main(["explain", "duplicate-id"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# duplicate-id\n")
    assert "### Bad" in out


def test_explain_suggests_a_name(capsys):
    assert main(["explain", "duplicate"]) == 2
    assert "duplicate-id" in capsys.readouterr().err


def test_checks_lists_all(capsys):
    assert main(["checks", "--format", "json"]) == 0
    names = [check["name"] for check in json.loads(capsys.readouterr().out)["checks"]]
    assert sorted(names) == sorted(registry.checks())


@pytest.mark.parametrize("kind", KINDS)
def test_schema_prints_a_valid_schema_with_words_for_editors(capsys, kind):
    from jsonschema import Draft202012Validator

    assert main(["schema", kind]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]
    assert schema["examples"]
    for example in schema["examples"]:
        Draft202012Validator(schema).validate(example)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_is_worth_reading(command, capsys):
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"usage: learnings {command}" in out
    assert len(out) > 200


@pytest.mark.parametrize("words", ([], ["--help"]))
def test_help_lists_the_commands_and_exit_codes(words, capsys):
    main(words)
    out = capsys.readouterr()
    text = out.out + out.err
    if words:
        assert all(name in text for name in COMMANDS)
        assert "exit codes" in text


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("learnings 0.")


def test_an_unknown_command_gives_2(capsys):
    assert main(["lnit"]) == 2
    assert "lnit" in capsys.readouterr().err


def test_a_path_without_a_command_names_the_command(log, capsys):
    assert main([".learnings/LEARNINGS.md"]) == 2
    error = capsys.readouterr().err
    assert "run `learnings lint .learnings/LEARNINGS.md`" in error


@pytest.mark.parametrize("shell", ("bash", "zsh", "fish"))
def test_completion_is_a_script_that_its_shell_can_read(shell, capsys):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "duplicate-id" in script
    if shell == "bash":
        program = shutil.which("bash")
        assert program
        for words, expected in (
            ("li", ["lint", "list", "link"]),
            ("install ''", ["git", "github"]),
            ("completion ''", ["bash", "zsh", "fish"]),
            ("lint --fail-on e", ["error"]),
            ("checks --format ''", ["text", "json"]),
            ("explain duplicate-i", ["duplicate-id"]),
            ("lint --select schema,duplicate-i", ["schema,duplicate-id"]),
            ("lint --preset comp", ["compact"]),
        ):
            count = len(words.split())
            trial = f'{script}\nCOMP_WORDS=(learnings {words}); COMP_CWORD={count}; _learnings; echo "${{COMPREPLY[@]}}"'
            done = subprocess.run(
                [program, "-c", trial], capture_output=True, text=True, check=False
            )
            assert done.stdout.split() == expected, done.stderr
