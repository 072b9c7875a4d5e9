"""The index is never the truth: stale, broken, foreign, locked or read-only, the answer is right."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from learnings.search import index as indexes
from learnings.search.catalogue import Catalogue
from learnings.search.words import terms

LOG = ".learnings/LEARNINGS.md"


def entry(number: int, text: str = "The pool was empty.", status: str = "pending") -> str:
    return (
        f"## [LRN-20260301-{number:03}] best_practice\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        f"**Priority**: high\n**Status**: {status}\n**Area**: infra\n\n### Summary\n{text}\n\n"
    )


@pytest.fixture
def logs(repository):
    repository.write(LOG, entry(1) + entry(2, "数据库连接池耗尽"))
    repository.write(".learnings/ERRORS.md", "# Errors\n")
    return repository


def found(folder: Path, *words: str) -> list[str]:
    catalogue = Catalogue.open(start=str(folder))
    hits = [row.id[-3:] for row in catalogue.search(terms(words)).rows]
    assert sorted(hits) == sorted(set(hits))
    return hits


def place(folder: Path) -> Path:
    return folder / ".git" / "learnings" / "search.sqlite"


def test_the_index_lies_in_the_git_folder_for_its_owner_alone(logs):
    assert found(logs.path, "pool") == ["001"]
    assert stat.S_IMODE(place(logs.path).stat().st_mode) == 0o600
    assert [path.name for path in place(logs.path).parent.iterdir()] == ["search.sqlite"]
    assert logs.git("status", "--short") == "?? .learnings/"


def test_without_git_it_lies_in_the_cache(tmp_path, monkeypatch):
    (tmp_path / "work/.learnings").mkdir(parents=True)
    (tmp_path / "work" / LOG).write_text(entry(1))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert found(tmp_path / "work", "pool") == ["001"]
    assert len(list((tmp_path / "cache").rglob("search.sqlite"))) == 1


def test_a_linked_work_tree_has_its_own(logs, tmp_path):
    logs.commit({"README.md": "x"})
    logs.git("worktree", "add", "-q", str(tmp_path / "other"))
    (tmp_path / "other/.learnings").mkdir()
    (tmp_path / "other" / LOG).write_text(entry(7))
    assert found(tmp_path / "other", "pool") == ["007"]
    assert found(logs.path, "pool") == ["001"]


def change(logs):
    logs.write(LOG, entry(1, "nothing") + entry(2, "a pool") + entry(3))


def same_size_and_time(logs):
    path = logs.path / LOG
    before = path.stat()
    path.write_text(path.read_text().replace("-001]", "-009]"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = [
    pytest.param(lambda logs: None, ["001"], id="nothing changed"),
    pytest.param(change, ["002", "003"], id="the log was rewritten"),
    pytest.param(lambda logs: (logs.path / LOG).unlink(), [], id="the log is gone"),
    pytest.param(lambda logs: (logs.path / LOG).rename(logs.path / ".learnings/A.md"), ["001"], id="the log has another name"),
    pytest.param(same_size_and_time, ["009"], id="the size and the time are as before"),
    pytest.param(lambda logs: os.utime(logs.path / LOG), ["001"], id="only the time changed"),
    pytest.param(lambda logs: logs.write(".learnings/B.md", entry(5)), ["001", "005"], id="a log came along"),
    pytest.param(lambda logs: logs.write(LOG, b"\xff\n" + entry(1).encode()), ["001"], id="it holds bytes that are no text"),
    pytest.param(lambda logs: logs.write(".learnings.toml", 'exclude = [".learnings"]\n'), [], id="the settings leave it out"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "expected"), CHANGES)
def test_a_change_is_seen(logs, act, expected):
    assert found(logs.path, "pool") == ["001"]
    act(logs)
    assert sorted(found(logs.path, "pool")) == expected
    assert sorted(found(logs.path, "pool")) == expected


def test_a_preset_that_is_configured_changes_what_is_known(logs):
    assert Catalogue.open(start=str(logs.path)).rows()[0].dialect == "agent"
    assert (
        Catalogue.open(start=str(logs.path), preset="operations").rows()[0].dialect == "operations"
    )
    assert Catalogue.open(start=str(logs.path)).rows()[0].dialect == "agent"


def garbage(path):
    path.write_bytes(b"this is no database" * 500)


def half(path):
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 2048] = os.urandom(2048)
    path.write_bytes(bytes(data))


def cut(path):
    path.write_bytes(path.read_bytes()[:5000])


def foreign(path):
    path.unlink()
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE log (x)")
    base.commit()
    base.close()


def newer(path):
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()


def no_json(path):
    base = sqlite3.connect(path)
    base.execute("UPDATE item SET row = '[[1'")
    base.commit()
    base.close()


def linked(path):
    path.unlink()
    path.symlink_to("/dev/null")


def folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("act", [garbage, half, cut, foreign, newer, no_json, linked, folder])
def test_an_index_that_cannot_be_used_is_no_fault(logs, act):
    assert found(logs.path, "pool") == ["001"]
    act(place(logs.path))
    assert found(logs.path, "pool") == ["001"]
    assert found(logs.path, "连接") == ["002"]


def test_a_locked_index_is_gone_around(logs, monkeypatch):
    monkeypatch.setattr(indexes, "_WAIT", 0.1)
    assert found(logs.path, "pool") == ["001"]
    base = sqlite3.connect(place(logs.path), isolation_level=None)
    base.execute("BEGIN EXCLUSIVE")
    change(logs)
    assert sorted(found(logs.path, "pool")) == ["002", "003"]
    base.execute("ROLLBACK")
    base.close()
    assert sorted(found(logs.path, "pool")) == ["002", "003"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs permissions that hold")
def test_a_folder_that_cannot_be_written_is_gone_around(logs, monkeypatch):
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(indexes, "_create", refuse)
    assert found(logs.path, "pool") == ["001"]
    assert not place(logs.path).exists()


def test_without_the_full_text_search_the_same_is_found(logs, monkeypatch):
    monkeypatch.setattr(indexes, "has_full_text", lambda: False)
    assert found(logs.path, "pool") == ["001"]
    assert found(logs.path, "连接") == ["002"]
    assert found(logs.path, "LRN-20260301-002") == ["002"]


def test_without_sqlite_the_same_is_found(logs, monkeypatch):
    monkeypatch.setitem(sys.modules, "learnings.search.index", None)
    monkeypatch.delattr("learnings.search.index")
    assert found(logs.path, "pool") == ["001"]


def test_searches_are_right_while_a_writer_appends(logs):
    """What was there before a search began is found by it, once."""
    script = (
        "import sys\n"
        "from learnings.search.catalogue import Catalogue\n"
        "from learnings.search.words import terms\n"
        "seen = 0\n"
        "for _ in range(12):\n"
        "    least = open('.learnings/LEARNINGS.md').read().count('pool was')\n"
        "    hits = [row.id for row in Catalogue.open().search(terms(['pool'])).rows]\n"
        "    assert len(hits) == len(set(hits)) and len(hits) >= least, (len(hits), least)\n"
    )
    searches = [
        subprocess.Popen([sys.executable, "-c", script], cwd=logs.path, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    number = 10
    while any(search.poll() is None for search in searches) and number < 900:
        with open(logs.path / LOG, "a") as file:
            file.write(entry(number))
        number += 1
    said = [(search.communicate()[1].decode(), search.returncode) for search in searches]
    assert said == [("", 0)] * 4
    with open(logs.path / LOG, "a") as file:
        file.write(entry(998))
    assert len(found(logs.path, "pool")) == number - 10 + 2
