"""Spreads work over the cores by forking, where that is possible and pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")

# Below this many characters of logs a second process costs more than it saves.
_WORTH = 1_000_000


def spread(
    items: Sequence[Item],
    weigh: Callable[[Item], int],
    work: Callable[[Item], Found],
    *,
    done: Callable[[int, int], None] | None = None,
) -> list[Found]:
    """What `work` gives for each item, in their order.

    Large work is dealt to as many processes as there are cores. A process that fails leaves
    its share to this one, so that an exception is raised here and as it would be without.
    """
    shares = _shares(items, weigh)
    if len(shares) < 2:
        return [_with(work, item, count, len(items), done) for count, item in enumerate(items, 1)]
    found: dict[int, Found] = {}
    children = [_fork([(index, items[index]) for index in share], work) for share in shares[1:]]
    for count, index in enumerate(shares[0], 1):
        found[index] = _with(work, items[index], count, len(shares[0]), done)
    for child in children:
        found.update(_collect(*child))
    for index, item in enumerate(items):
        if index not in found:
            found[index] = work(item)
    return [found[index] for index in range(len(items))]


def _with(
    work: Callable[[Item], Found],
    item: Item,
    count: int,
    total: int,
    done: Callable[[int, int], None] | None,
) -> Found:
    result = work(item)
    if done is not None:
        done(count, total)
    return result


def _shares(items: Sequence[Item], weigh: Callable[[Item], int]) -> list[list[int]]:
    """The items by index, dealt so that every process has about the same weight."""
    weights = [weigh(item) for item in items]
    count = min(_cores(), len(items), 8)
    if sum(weights) < _WORTH or count < 2 or not hasattr(os, "fork"):
        return [list(range(len(items)))]
    shares: list[list[int]] = [[] for _ in range(count)]
    loads = [0] * count
    for index in sorted(range(len(items)), key=lambda index: -weights[index]):
        lightest = loads.index(min(loads))
        shares[lightest].append(index)
        loads[lightest] += weights[index]
    return [sorted(share) for share in shares if share]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _fork(share: Sequence[tuple[int, Item]], work: Callable[[Item], Found]) -> tuple[int, int]:
    """Start a process on a share; gives its ID and the end of the pipe to read from."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    code = 1
    try:
        import pickle

        os.close(reader)
        data = pickle.dumps({index: work(item) for index, item in share})
        with open(writer, "wb", closefd=False) as pipe:
            pipe.write(data)
        code = 0
    finally:
        # No clean-up of the parent's: nothing may be flushed or deleted twice.
        os._exit(code)


def _collect(child: int, reader: int) -> dict[int, Found]:
    import pickle

    with open(reader, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        return {}
    found: dict[int, Found] = pickle.loads(data)
    return found
