from __future__ import annotations

import os
import signal
import socket

import pytest

from learnings import settings
from learnings.discover import Source, UnreadableError, discover, is_archive, read, survey
from learnings.disk import find_root
from learnings.errors import UsageError


@pytest.fixture(autouse=True)
def no_hang():
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def make(root, *paths, text=""):
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def found(root, *paths):
    return [source.path for source in discover(paths, str(root), settings.load(str(root)))]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("LEARNINGS.md", id="a log outside of any known folder"),
        pytest.param(".learnings/README.md", id="a readme"),
        pytest.param(".learnings/readme.zh.md", id="a readme in a language"),
        pytest.param(".learnings/SKILL.md", id="a skill"),
        pytest.param(".learnings/index.md", id="an index"),
        pytest.param(".learnings/Entry-Template.md", id="a template"),
        pytest.param(".learnings/notes.txt", id="no Markdown"),
        pytest.param(".learnings/.pending-errors.log", id="a log of a shell"),
        pytest.param("skills/self-improving/.learnings/ERRORS.md", id="a skill's own log"),
        pytest.param(".claude/skills/x/.learnings/ERRORS.md", id="a skill of an agent"),
        pytest.param("node_modules/x/.learnings/ERRORS.md", id="a dependency"),
        pytest.param("vendor/x/.learnings/ERRORS.md", id="a vendored folder"),
        pytest.param(".venv/x/.learnings/ERRORS.md", id="a virtual environment"),
        pytest.param(".git/x/.learnings/ERRORS.md", id="inside git"),
        pytest.param(".cache/.learnings/ERRORS.md", id="a hidden folder"),
        pytest.param("docs/ops/x.md", id="another folder of documents"),
        pytest.param("memory/other.md", id="another file of a memory"),
    ],
)
def test_no_log(root, path):
    make(root, path)
    assert found(root) == []


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(".learnings/LEARNINGS.md", id="the usual place"),
        pytest.param(".learnings/errors.MD", id="an ending in capitals"),
        pytest.param(".learnings/x.markdown", id="the long ending"),
        pytest.param(".learnings/operations/LEARNINGS.md", id="a folder of operations"),
        pytest.param(".learnings/archive/2025/ERRORS.md", id="an archive"),
        pytest.param("workspace/.learnings/ERRORS.md", id="at any depth"),
        pytest.param(".Learnings/ERRORS.md", id="the usual place with a capital"),
        pytest.param(".claude/.learnings/ERRORS.md", id="in the folder of an agent"),
        pytest.param("docs/ops-knowledge/a/x.md", id="the folder of operations knowledge"),
        pytest.param("a/docs/ops-knowledge/x.md", id="the same, deeper"),
        pytest.param("memory/working-buffer.md", id="a working buffer"),
        pytest.param(".learnings/ünïcode name.md", id="any name"),
    ],
)
def test_a_log(root, path):
    make(root, path)
    assert found(root) == [path]


def test_logs_are_sorted_and_listed_once(root):
    make(root, ".learnings/b.md", ".learnings/a.md", "z/.learnings/a.md")
    named = [".learnings", ".learnings/a.md", "./.learnings/../.learnings/a.md"]
    sources = discover(named, str(root), settings.load("."))
    assert [(source.path, source.explicit) for source in sources] == [
        (".learnings/a.md", True),
        (".learnings/b.md", False),
    ]


def test_the_configuration_adds_and_excludes(root):
    make(
        root,
        "notes/a.md",
        "notes/b.txt",
        "notes/README.md",
        "x/.learnings/a.md",
        "old/.learnings/a.md",
    )
    make(root, ".learnings.toml", text="logs = ['notes/*']\nexclude = ['old', 'notes/b.*']\n")
    assert found(root) == ["notes/README.md", "notes/a.md", "x/.learnings/a.md"]
    left = dict(survey([], str(root), settings.load(".")).left_out)
    assert left == {"old/": "excluded by old", "notes/b.txt": "excluded by notes/b.*"}


def test_a_folder_with_its_own_configuration_is_judged_by_it(root):
    make(root, "a/notes/x.md", "b/notes/x.md")
    make(root, "a/.learnings.toml", text="logs = ['notes']\n")
    assert found(root) == ["a/notes/x.md"]


def test_what_is_left_out_is_said(root):
    make(
        root, ".learnings/README.md", "skills/x/.learnings/a.md", "sub/.git", "sub/.learnings/a.md"
    )
    assert survey([], str(root), settings.load(".")).left_out == [
        (".learnings/README.md", "not a log by its name"),
        ("skills/x/.learnings/a.md", "part of a skill"),
        ("sub/", "another repository"),
    ]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param(
            ".learnings/README.md", [".learnings/README.md"], id="a file, whatever its name"
        ),
        pytest.param("notes/a.txt", ["notes/a.txt"], id="a file that is no Markdown"),
        pytest.param(
            "vendor/.learnings/a.md", ["vendor/.learnings/a.md"], id="a file in a skipped folder"
        ),
        pytest.param("services", ["services/x/.learnings/a.md"], id="a folder with logs"),
        pytest.param(
            "notes", ["notes/a.md", "notes/sub/b.md"], id="a folder without: all Markdown"
        ),
        pytest.param("skills/x/.learnings", ["skills/x/.learnings/a.md"], id="the log of a skill"),
        pytest.param("skills", [], id="the folder of skills"),
        pytest.param("empty", [], id="an empty folder"),
    ],
)
def test_named_paths(root, named, expected):
    make(
        root,
        ".learnings/README.md",
        "notes/a.txt",
        "notes/a.md",
        "notes/sub/b.md",
        "notes/README.md",
    )
    make(root, "vendor/.learnings/a.md", "services/x/.learnings/a.md", "services/x/other.md")
    make(root, "skills/x/.learnings/a.md")
    (root / "empty").mkdir()
    assert found(root, named) == expected


def test_a_path_is_read_from_where_we_are_and_shown_from_the_root(root, monkeypatch):
    make(root, "a/.learnings/x.md")
    monkeypatch.chdir(root / "a")
    assert found(root, ".learnings/x.md") == ["a/.learnings/x.md"]


def test_outside_the_root_a_path_is_shown_as_given(root):
    make(root.parent, "other/.learnings/x.md")
    assert found(root, "../other/.learnings/x.md") == ["../other/.learnings/x.md"]
    assert found(root, "../other") == [str((root.parent / "other/.learnings/x.md").resolve())]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param("nothing.md", "there is no nothing.md", id="missing"),
        pytest.param("no/thing.md", "there is no no/thing.md", id="missing with its folder"),
        pytest.param("a\x1b[31m", "there is no a\\x1b[31m", id="a name that a terminal obeys"),
        pytest.param("pipe.md", "pipe.md is a named pipe", id="pipe"),
        pytest.param("socket.md", "socket.md is a socket", id="socket"),
        pytest.param("/dev/zero", "/dev/zero is a device", id="device"),
        pytest.param("link.md", "link.md is a link: it is not read; name the file", id="link"),
        pytest.param("linked", "linked is a link: it is not read; name the folder", id="folder"),
        pytest.param("loop.md", "loop.md is a link", id="loop"),
        pytest.param("out/x.md", "out/x.md leads out of the repository", id="through a link"),
    ],
)
def test_a_named_path_that_is_not_read(root, named, expected):
    os.mkfifo(root / "pipe.md")
    server = socket.socket(socket.AF_UNIX)
    server.bind("socket.md")
    server.close()
    make(root, "real.md")
    make(root.parent, "outside/x.md")
    (root / "link.md").symlink_to("real.md")
    (root / "loop.md").symlink_to("loop.md")
    (root / "linked").symlink_to("..")
    (root / "out").symlink_to(root.parent / "outside")
    with pytest.raises(UsageError) as caught:
        found(root, named)
    assert str(caught.value).startswith(expected)


def test_links_and_devices_in_the_tree_are_not_opened(root):
    make(root.parent, "outside/x.md")
    (root / ".learnings").mkdir()
    os.mkfifo(root / ".learnings/pipe.md")
    (root / ".learnings/link.md").symlink_to(root.parent / "outside/x.md")
    (root / ".learnings/zero.md").symlink_to("/dev/zero")
    (root / ".learnings/folder").symlink_to(root.parent / "outside")
    (root / ".learnings/up").symlink_to("..")
    (root / ".learnings/x.md").mkdir()
    result = survey([], str(root), settings.load("."))
    assert result.sources == []
    assert result.left_out == [
        (".learnings/link.md", "is a link"),
        (".learnings/pipe.md", "is a named pipe"),
        (".learnings/zero.md", "is a link"),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".learnings/LEARNINGS.md", False),
        (".learnings/archive/LEARNINGS.md", True),
        (".learnings/Archived/x.md", True),
        (".learnings/LEARNINGS-archive-2025.md", True),
        ("archives-of-ours/x.md", False),
    ],
)
def test_archives(path, expected):
    assert is_archive(path) is expected


def source(path):
    return Source(path.name, str(path), True, False)


def test_reading_gives_the_bytes(root):
    (root / "x.md").write_bytes(b"\xff\x00\r\n")
    assert read(source(root / "x.md"), 4) == b"\xff\x00\r\n"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("large.md", "has 5 bytes, more than the limit of 4", id="too large"),
        pytest.param("pipe.md", "is a named pipe", id="pipe"),
        pytest.param("link.md", "is a link", id="link"),
        pytest.param("gone.md", "cannot be read (no such file or directory)", id="gone"),
        pytest.param("folder", "is a folder", id="folder"),
    ],
)
def test_what_is_not_read(root, name, reason):
    (root / "large.md").write_bytes(b"12345")
    os.mkfifo(root / "pipe.md")
    (root / "link.md").symlink_to("large.md")
    (root / "folder").mkdir()
    with pytest.raises(UnreadableError) as caught:
        read(source(root / name), 4)
    assert caught.value.reason == reason


def test_the_root_is_where_git_is(root):
    (root / "a/b").mkdir(parents=True)
    assert find_root(str(root / "a/b")) == os.path.realpath(root)
    assert find_root("/") == "/"
