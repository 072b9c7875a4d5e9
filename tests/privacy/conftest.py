"""The planted family in the place of all others."""

from __future__ import annotations

import pytest

from learnings.cli import main
from learnings.privacy import catalogue, scan

from .planting import family


@pytest.fixture
def planted(monkeypatch):
    """Only the planted family finds anything."""
    with monkeypatch.context() as patched:
        patched.setattr(catalogue, "_FAMILIES", (family,))
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
