"""A token that must not be seen again: searched in every output and every file of a test."""

from __future__ import annotations

import base64
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

# Built here, so that no file holds anything that looks like a token.
CANARY = "ghs_" + "canary" * 6
SHAPES = (CANARY, base64.b64encode(f"x-access-token:{CANARY}".encode()).decode(),
          base64.b64encode(CANARY.encode()).decode().rstrip("="))  # fmt: skip


def refuse(text: str, where: str) -> None:
    """Fail where the token is, in any of its shapes."""
    assert not any(shape in text for shape in SHAPES), f"the token is in {where}"


@pytest.fixture(autouse=True)
def no_token_is_shown(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """There is a token in the environment, and no output and no file has it in the end."""
    monkeypatch.setenv("GITHUB_TOKEN", CANARY)
    real = pytest.CaptureFixture.readouterr

    def read(self: Any) -> Any:
        found = real(self)
        refuse(f"{found.out}\n{found.err}", "the output")
        return found

    monkeypatch.setattr(pytest.CaptureFixture, "readouterr", read)
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    for path in Path(folder).rglob("*") if folder else ():
        if path.is_file() and not path.is_symlink():
            refuse(path.read_bytes().decode("latin-1"), str(path))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What a test printed and nobody read is searched too."""
    report = yield
    shown = report.capstdout + report.capstderr + report.caplog
    if report.passed and any(shape in shown for shape in SHAPES):
        report.outcome = "failed"
        report.longrepr = "the token is in what the test printed"
    return report
