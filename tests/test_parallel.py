"""Spreading work over processes gives what doing it alone gives."""

from __future__ import annotations

import os

import pytest

from learnings import parallel


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(parallel, "_WORTH", 1)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)


def test_little_work_stays_in_this_process():
    assert set(parallel.spread([1, 2, 3], int, lambda item: os.getpid())) == {os.getpid()}


def test_large_work_goes_to_two_processes_and_comes_back_in_order(two_cores):
    found = parallel.spread(range(7), lambda item: 1, lambda item: (item * item, os.getpid()))
    assert [square for square, _ in found] == [item * item for item in range(7)]
    assert len({process for _, process in found}) == 2


def test_an_exception_is_the_same_as_without(two_cores):
    def work(item):
        if item == 2:
            raise KeyError(item)
        return item

    with pytest.raises(KeyError):
        parallel.spread([1, 2, 3, 4], lambda item: 1, work)


def test_a_process_that_dies_leaves_its_share_to_this_one(two_cores):
    here = os.getpid()

    def work(item):
        if os.getpid() != here:
            os._exit(9)
        return item

    assert parallel.spread([1, 2, 3, 4], lambda item: 1, work) == [1, 2, 3, 4]


def test_progress_is_told(two_cores):
    steps = []
    parallel.spread([5, 1], int, int, done=lambda count, total: steps.append((count, total)))
    assert steps == [(1, 1)]
