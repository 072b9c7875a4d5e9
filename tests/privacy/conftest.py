"""What several tests of the privacy room need."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.privacy import catalogue, scan

from .planting import family

# `bench` has to be importable without the root on the path, where it would hide what is installed.
BENCH = Path(__file__).resolve().parents[2] / "bench"

if "bench" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "bench", BENCH / "__init__.py", submodule_search_locations=[str(BENCH)]
    )
    assert spec
    assert spec.loader
    sys.modules["bench"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["bench"])

Doubled = Callable[[Callable[[int], object], object], None]


@pytest.fixture
def doubled() -> Doubled:
    """Fails where twice the work takes much more than twice the time, again and again."""

    def doubled(work: Callable[[int], object], name: object) -> None:
        # Longer than what is a long line to the search, and with everything compiled before.
        size = 4_000
        work(size)
        while (short := _took(work, size)) < 0.005 and size < 64_000:
            size *= 2
        ratios = []
        for _ in range(4):
            ratios.append(_took(work, size * 4) / max(short, 0.001))
            if ratios[-1] < 8:
                return
            short = _took(work, size)
        raise AssertionError(f"{name!r}: four times the text took {min(ratios):.1f} times as long")

    return doubled


def _took(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun


@pytest.fixture
def planted(monkeypatch):
    """Only the planted family finds anything."""
    with monkeypatch.context() as patched:
        patched.setattr(catalogue, "FAMILIES", (family,))
        forget()
        yield
    forget()


def forget() -> None:
    """What was made of the detectors is made again when it is asked for."""
    catalogue.catalogue.cache_clear()
    scan._search.cache_clear()


@pytest.fixture
def here(repository, monkeypatch, planted):
    """A repository with a first commit, in which commands are run."""
    monkeypatch.chdir(repository.path)
    repository.commit({"README.md": "A project.\n"})
    return repository


@pytest.fixture
def run(capsys):
    """Runs a command: its exit code, and its standard output and error together."""

    def call(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(list(words))
        done = capsys.readouterr()
        return code, done.out + done.err

    return call
