"""A fake GitHub for each test, clients for it, and the promise that nothing was against its API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.github.client import Client

from ..canary import CANARY, no_token_is_shown, pytest_runtest_makereport
from .fake import Fake, Token
from .server import Server, serving
from .ticking import COUNTED
from .world import World, founded

__all__ = ["CANARY", "no_token_is_shown", "pytest_runtest_makereport"]

BOT = "github-actions[bot]"
Connect = Callable[..., Client]


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture(scope="session")
def _server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server with a fresh world; afterwards all that was said must have been GitHub's way."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    fake = Fake()
    fake.tokens[CANARY] = Token(BOT, app=True)
    _server.reset(fake)
    yield _server
    assert _server.violations == []


@pytest.fixture
def fake(server: Server) -> Fake:
    """What the server keeps."""
    return server.fake


@pytest.fixture
def time() -> Time:
    """The clock of the clients of this test."""
    return Time()


@pytest.fixture
def connect(server: Server, time: Time) -> Connect:
    """Makes clients that do not really wait."""

    def make(**options: object) -> Client:
        given: dict[str, object] = {
            "api": server.url, "token": CANARY, "repository": "acme/ops", "seconds": 20.0,
            "clock": time, "sleep": time.sleep,
        } | options  # fmt: skip
        return Client(**given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def client(connect: Connect) -> Client:
    """A client with the token of a workflow."""
    return connect()


@pytest.fixture
def world(
    server: Server, fake: Fake, time: Time, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> World:  # fmt: skip
    """A clone and its remote; nobody really waits."""
    kept = Client.__init__.__kwdefaults__
    monkeypatch.setitem(kept, "clock", time)
    monkeypatch.setitem(kept, "sleep", time.sleep)
    return founded(server, fake, tmp_path, monkeypatch, form=getattr(request, "param", "sha1"))


@pytest.fixture
def reviewed(
    server: Server, fake: Fake, time: Time, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> World:
    """Four entries that wait, the first two worth a rule, and the issue of a review."""
    kept = Client.__init__.__kwdefaults__
    monkeypatch.setitem(kept, "clock", time)
    monkeypatch.setitem(kept, "sleep", time.sleep)
    return founded(server, fake, tmp_path, monkeypatch, log=COUNTED)


@pytest.fixture
def act(
    reviewed: World, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[tuple[str, ...]]]:
    """Runs the command and gives what became of each tick."""

    def run(*options: str, day: str = "2026-03-20", code: int = 0) -> list[tuple[str, ...]]:
        words = ["review", "--github", "--act", "--today", day, "--format", "json", *options]
        assert main(words) == code
        out, err = capsys.readouterr()
        assert CANARY not in out + err
        return [(row["verb"], row["id"], row["did"]) for row in json.loads(out)["acted"]]

    assert run() == []
    return run
