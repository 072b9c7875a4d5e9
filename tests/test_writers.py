"""One writer at a time: nothing is lost, no ID is given twice, nobody waits for ever."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from learnings.errors import RepositoryError
from learnings.store import Batch, LockTimeout, lock
from learnings.store.batch import sweep

from .writers import WRITERS

HOLDER = """
import sys, time
from learnings.store import lock
with lock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """A process that holds the lock of a folder, until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-Ic", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("writer", WRITERS)
def test_eight_writers_lose_nothing_and_share_no_id(writer):
    # By a process of its own: what is forked from this one is slow, since it is large.
    done = subprocess.run(
        [sys.executable, "-m", "tests.writers", f"--writer={writer}", "--each=12", "--rounds=1"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "96 entries, 0 lost, 0 duplicate IDs, 0 writers failed" in done.stdout


def test_the_wait_for_another_writer_ends(holder, tmp_path):
    begun = time.monotonic()
    with pytest.raises(LockTimeout, match="nothing was changed"), lock(str(tmp_path), 0.3):
        pass
    assert 0.25 < time.monotonic() - begun < 10


def test_a_command_that_waits_in_vain_says_so(holder, tmp_path, monkeypatch, capsys):
    from learnings import cli
    from learnings.workspace import session

    (tmp_path / ".git").mkdir()
    (tmp_path / ".learnings").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "lock", lambda folder: lock(folder, 0.2))
    assert cli.main(["start", "LRN-20260301-001"]) == 3
    assert "another process has been writing in" in capsys.readouterr().err


def test_a_killed_holder_blocks_nobody(holder, tmp_path):
    os.kill(holder.pid, signal.SIGKILL)
    with lock(str(tmp_path), 5):
        pass


def test_one_who_waits_gets_the_lock_when_it_is_free(tmp_path):
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    child = os.fork()
    if child == 0:
        try:
            os.close(handle)
            with lock(str(tmp_path), 20):
                os._exit(0)
        finally:
            os._exit(1)
    time.sleep(0.2)
    os.close(handle)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path):
    with pytest.raises(RepositoryError, match="cannot be locked"), lock(str(tmp_path / "no")):
        pass


# --- files that change together --------------------------------------------------------------


def put(path, old, new):
    batch = Batch()
    batch.put(str(path), old, new)
    return batch


def test_a_file_that_somebody_changed_meanwhile_is_not_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")
    with pytest.raises(RepositoryError, match="changed by somebody else"):
        put(path, b"old", b"new").write()
    assert path.read_bytes() == b"theirs"


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")
    with pytest.raises(RepositoryError, match="changed by somebody else"):
        put(path, None, b"new").write()
    assert path.read_bytes() == b"theirs"


def test_none_is_written_where_one_cannot_be(tmp_path):
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_bytes(b"a")
    second.write_bytes(b"theirs")
    batch = put(first, b"a", b"new")
    batch.put(str(second), b"b", b"new")
    with pytest.raises(RepositoryError):
        batch.write()
    assert first.read_bytes() == b"a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_a_save_while_we_write_aside_is_noticed(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    real = os.fsync

    def slow(handle):
        real(handle)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(RepositoryError, match="changed by somebody else"):
        put(path, b"old", b"new").write()
    assert path.read_bytes() == b"theirs"


@pytest.mark.parametrize("make", ["symlink", "folder", "fifo"])
def test_what_is_no_regular_file_is_not_written(make, tmp_path):
    path = tmp_path / "a.md"
    if make == "symlink":
        path.symlink_to(tmp_path / "elsewhere.md")
    elif make == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(RepositoryError, match="it is not written"):
        put(path, None, b"new").write()
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_new_file_has_the_mode_of_the_person(tmp_path):
    old = os.umask(0o027)
    try:
        put(tmp_path / "new" / "a.md", None, b"x").write()
    finally:
        os.umask(old)
    assert (tmp_path / "new" / "a.md").stat().st_mode & 0o777 == 0o640


def test_what_is_unchanged_is_not_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"x")
    before = path.stat().st_mtime_ns
    put(path, b"x", b"x").write()
    assert path.stat().st_mtime_ns == before


def test_only_our_own_leftovers_are_swept(tmp_path):
    for name in (".learnings-write-a.tmp", ".learnings-write-a.md", "a.tmp", ".other.tmp"):
        (tmp_path / name).write_text("")
    sweep(str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".learnings-write-a.md", ".other.tmp", "a.tmp",
    ]  # fmt: skip
