"""Streams that are closed, full or of another encoding, and a folder that is gone."""

from __future__ import annotations

import functools
import json
import os
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

LOG = ".learnings/LEARNINGS.md"
TEXT = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: ##[error]状态 é
**Area**: infra
"""
PROGRAM = f"{shlex.quote(sys.executable)} -m learnings"
LINT = "lint --today 2026-03-03"
MACHINE = ("json", "sarif", "gitlab", "junit")
COMMANDS = (
    LINT,
    *(f"{LINT} --format {name}" for name in ("concise", "github", *MACHINE)),
    "list",
    "list --format json",
    "where",
    "config",
    "checks",
    "explain duplicate-id",
    "schema learning",
    "completion bash",
    "--help",
    "--version",
    "lint --help",
)


@pytest.fixture
def here(repository, monkeypatch):
    repository.write(LOG, TEXT)
    monkeypatch.chdir(repository.path)
    return repository


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of a shell, `learnings` being ours."""
    line = f'learnings() {{ {PROGRAM} "$@"; }}; {script}'
    known = os.environ | {"PYTHONSAFEPATH": "1"} | environment
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, env=known, check=False, timeout=60
    )


def the_sentence(done: subprocess.CompletedProcess[bytes]) -> str:
    """What was said on standard error, which is one line."""
    lines = done.stderr.decode("utf-8").splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(
    ("command", "unbuffered"),
    (
        *((command, "") for command in COMMANDS),
        *((command, "1") for command in (LINT, f"{LINT} --format json", "--help", "--version")),
    ),
)
def test_a_full_disk_is_one_sentence(here, command, unbuffered):
    done = shell(f"learnings {command} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert the_sentence(done) == (
        "learnings: cannot write to standard output: No space left on device"
    )
    assert done.returncode == 3


@pytest.mark.parametrize("command", (LINT, f"{LINT} --format json", "checks", "lint --help"))
def test_a_reader_that_has_gone_is_no_fault_of_ours(here, command):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "learnings", *command.split()],
        stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("command", "code"),
    (
        (f"{LINT} >&-", 1),
        (f"{LINT} --format json >&-", 1),
        (f"{LINT} --fail-on never >&-", 0),
        (f"{LINT} --staged <&-", 0),
        (f"{LINT} <&- >&- 2>&-", 1),
        ("lint nowhere 2>&-", 2),
        ("lint nowhere 2>/dev/full", 2),
        ("lint --nonsense 2>/dev/full", 2),
        ("lint empty >/dev/full 2>/dev/full", 3),
        ("checks >&-", 0),
        ("--help >&-", 0),
    ),
)
def test_a_closed_stream_takes_all_and_the_exit_code_stays(here, command, code):
    (here.path / "empty").mkdir()
    done = shell(f"learnings {command}")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    (LINT, "lint --staged", "lint --rev HEAD", f"lint {LOG}", "list", "where", "config", "install git"),
)  # fmt: skip
def test_a_folder_that_is_gone_is_one_sentence(here, tmp_path, command):
    done = shell(f"mkdir gone && cd gone && rmdir ../gone && learnings {command}")
    assert "the working directory is gone" in the_sentence(done)
    assert done.returncode == 3


LOCALES = {
    "the C locale": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
}


@functools.cache
def in_utf8(name: str) -> bytes:
    """What a format says of the log in the usual locale."""
    return shell(f"learnings {LINT} --format {name}", LC_ALL="C.UTF-8").stdout


@pytest.mark.parametrize("environment", LOCALES.values(), ids=LOCALES.keys())
@pytest.mark.parametrize("name", MACHINE)
def test_a_format_for_programs_is_utf8_whatever_the_locale(here, name, environment):
    done = shell(f"learnings {LINT} --format {name}", **environment)
    assert done.stdout == in_utf8(name)
    assert "状态 é" in done.stdout.decode("utf-8")
    ET.fromstring(done.stdout) if name == "junit" else json.loads(done.stdout)
    assert done.returncode == 1


@pytest.mark.parametrize("environment", LOCALES.values(), ids=LOCALES.keys())
@pytest.mark.parametrize("command", (f"{LINT} --format text", f"{LINT} --format github", "list"))
def test_a_format_for_people_never_fails_at_a_character(here, command, environment):
    done = shell(f"learnings {command}", **environment)
    assert done.stderr == b""
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("command", ("list --format json", "where --format json", "config --format json"))  # fmt: skip
def test_other_documents_are_readable_in_any_locale(here, command):
    here.write(".learnings/é 状态.md", TEXT.replace("-001", "-002"))
    done = shell(f"learnings {command}", **LOCALES["ASCII"])
    json.loads(done.stdout.decode("utf-8"))
    assert done.returncode == 0


@pytest.mark.parametrize(
    "command",
    (
        *(f"{LINT} --format {name}" for name in ("text", "concise", *MACHINE)),
        "list",
        "list --format json",
        "where",
        "where --format json",
        "lint '##[error]nowhere'",
        "lint --select '##[error]x'",
        "lint --format '##[error]x'",
        "lint --rev '##[error]x'",
        "explain '##[error]x'",
        "'##[error]x'",
    ),
)
def test_no_command_of_a_runner_gets_out(here, command):
    here.write(".learnings/##[error]::x.md", TEXT)
    here.commit({})
    (here.path / "##[group]").mkdir()
    (here.path / "##[group]" / ".learnings").symlink_to("nowhere")
    done = shell(f"learnings {command}")
    assert b"##[" not in done.stdout + done.stderr
    assert b"#" in done.stdout + done.stderr


def test_a_pipe_that_nobody_reads_is_not_waited_for(here):
    os.mkfifo(here.path / "pipe")
    done = shell(f"learnings {LINT} --output pipe")
    assert "cannot write pipe" in the_sentence(done)
    assert done.returncode == 2


def test_a_report_goes_through_a_pipe_that_is_read(here):
    done = shell(f"learnings {LINT} --format json --output >(cat >copy); wait $!; cat copy")
    assert json.loads(done.stdout)["version"] == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    (
        ("no/such/report", "No such file or directory"),
        (".learnings", "Is a directory"),
        ("/dev/full", "No space left on device"),
        (f"{LOG}/report", "Not a directory"),
        ("x" * 300, "File name too long"),
    ),
    ids=("no folder", "a folder", "a full disk", "below a file", "a long name"),
)
def test_a_report_that_cannot_be_written_is_one_sentence(here, path, reason):
    done = shell(f"learnings {LINT} --output {path}")
    assert the_sentence(done) == f"learnings: cannot write {path}: {reason}"
    assert done.returncode == 2


def test_names_that_a_terminal_obeys_are_escaped_everywhere(here):
    names = (b"a\nb.md", b"\x1b[31mred.md", b"\xff\xfe.md", "\u202egnp.md".encode(), b"-rf.md")
    for name in names:
        Path(os.fsdecode(os.fsencode(here.path / ".learnings") + b"/" + name)).write_text(TEXT)
    for command in (LINT, f"{LINT} --format github", "list", "where"):
        text = shell(f"learnings {command}").stdout.decode("utf-8")
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert r"\x1b[31mred.md" in text
        assert r"\xff\xfe.md" in text.replace("%5C", "\\")
    done = shell(f"learnings {LINT} --format json")
    paths = {item["path"] for item in json.loads(done.stdout)["diagnostics"]}
    assert ".learnings/a\nb.md" in paths
