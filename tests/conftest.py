"""What every test has: no network, a git of its own, repositories, and `lint`."""

from __future__ import annotations

import datetime as dt
import gc
import os
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# A busy machine is no fault of the code.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")

IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-03-01T09:00:00Z",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-03-01T09:00:00Z",
}

LOOPBACK = ("127.", "::1", "localhost")


class Builder:
    """A real git repository in a temporary folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def git(self, *arguments: str, stdin: str | None = None, **environment: str) -> str:
        """What git prints; a failure fails the test, with git's reason."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env=os.environ | environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"git {' '.join(arguments)}\n{done.stdout}{done.stderr}"
        return done.stdout.strip()

    def write(self, path: str, text: str | bytes) -> Path:
        """Put a file into the work tree."""
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def stage(self, path: str, text: str | bytes) -> None:
        """Put a file into the work tree and the index."""
        self.write(path, text)
        self.git("add", "--force", "--", path)

    def commit(self, files: dict[str, str] | None = None, message: str = "change") -> str:
        """Stage the files, commit the index, give the commit's object ID."""
        for path, text in (files or {}).items():
            self.write(path, text)
        if files:
            self.git("add", "--force", "--", *files)
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
        return self.git("rev-parse", "HEAD")


Build = Callable[..., Builder]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes git repositories: `build("name", "--bare")`."""

    def make(name: str = "repository", *options: str) -> Builder:
        path = tmp_path / name
        path.mkdir(parents=True)
        builder = Builder(path)
        builder.git("init", "--quiet", "--initial-branch=main", *options)
        return builder

    return make


@pytest.fixture
def repository(build: Build) -> Builder:
    """An empty git repository with a work tree and no commit."""
    return build()


# What a test waits for, and what none is about.
QUICK_GIT = "[core]\n\tfsync = none\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the person's git settings or of a hook's environment reaches a test.

    Once for all, since there are twenty thousand tests; what a test sets goes with it.
    """
    settings = tmp_path_factory.mktemp("git") / "config"
    settings.write_text(QUICK_GIT)
    settings.chmod(0o400)
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "PRE_COMMIT", "LEARNINGS")):
                patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for name, value in IDENTITY.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A global configuration file of git for this test, to be written."""
    settings = tmp_path / "gitconfig"
    settings.write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    return settings


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A connection to anything but this machine fails the test."""
    connect = socket.socket.connect
    look_up = socket.getaddrinfo

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != getattr(socket, "AF_UNIX", None) and not str(host).startswith(LOOPBACK):
            raise AssertionError(f"a test connects to {address}")
        connect(self, address)  # type: ignore[arg-type]

    def guarded_look_up(host: object, *rest: object, **options: object) -> object:
        if host is not None and not str(host).startswith(LOOPBACK):
            raise AssertionError(f"a test looks up {host}")
        return look_up(host, *rest, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


Lint = Callable[..., list[str]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """Lints texts in memory: `lint(text, "duplicate-id") == ["LEARNINGS.md:2:1: error[...] ..."]`.

    `text` is one log or several by path; names select checks or groups, all without any.
    `settings` is the configuration as a table, `tree` the other files of the repository (their
    texts by path), `before` the same logs before the change that is to be judged. A single log
    is shown by its file name, several by their paths.
    """

    def run(
        text: str | Mapping[str, str],
        *names: str,
        today: str = "2026-03-10",
        path: str = ".learnings/LEARNINGS.md",
        settings: Mapping[str, Any] | None = None,
        tree: Mapping[str, str] | None = None,
        before: str | Mapping[str, str] | None = None,
    ) -> list[str]:
        from learnings.change import compare
        from learnings.engine import Engine
        from learnings.git import SnapshotTree
        from learnings.output.concise import sentence
        from learnings.settings import load

        logs = _logs(text, path)
        given = {"select": list(names), "confidence": "low"} if names else {}
        files = {log.path: log.text for log in logs} | dict(tree or {})
        engine = Engine(
            settings=load(str(tmp_path), given | dict(settings or {})),
            today=dt.date.fromisoformat(today),
            tree=SnapshotTree(
                {name: name for name in files},
                lambda oids, limit: {
                    oid: files[oid].encode("utf-8", "surrogateescape") for oid in oids
                },
            ),
        )
        if before is not None:
            old = _logs(before, path)
            earlier = {log.path: log.text for log in old}
            touched = {log.path for log in logs if earlier.get(log.path) != log.text}
            engine.changes = compare(logs, old, touched)
        lines = [sentence(item) for item in engine.run(logs).diagnostics]
        folder = f"{os.path.dirname(path)}/" if isinstance(text, str) else ""
        return [line.removeprefix(folder) for line in lines]

    return run


def _logs(text: str | Mapping[str, str], path: str) -> list[Any]:
    from learnings.discover import is_archive
    from learnings.markdown import parse

    texts = {path: text} if isinstance(text, str) else text
    logs = []
    for name, content in texts.items():
        logs.append(parse(content.encode("utf-8", "surrogateescape"), name))
        logs[-1].is_archive = is_archive(name)
    return logs


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI a test that is skipped has failed: nothing may go unproved unnoticed."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped in CI: {report.longrepr}"
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Twenty thousand tests are not looked through again at each collection of garbage."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for a module that is skipped as a whole."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped in CI: {report.longrepr}"
    return report


@pytest.fixture
def detectors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing but the few detectors of `shown` look for sensitive values."""
    from learnings import exposure
    from learnings.privacy import catalogue, scan

    from .shown import family

    def forget() -> None:
        catalogue.catalogue.cache_clear()
        for made in vars(scan).values():
            getattr(made, "cache_clear", lambda: None)()
        exposure._KNOWN.clear()

    monkeypatch.setattr(catalogue, "FAMILIES", (family,))
    forget()
    yield
    monkeypatch.undo()
    forget()
