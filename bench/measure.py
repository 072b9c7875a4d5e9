"""Runs commands in turn and keeps what each took: wall time, processor time, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure: the folder it runs in and the exit codes with which it did its work."""

    words: Sequence[str]
    folder: str
    codes: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds of wall time, seconds of processor time, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


class BenchError(Exception):
    """A command that did not do its work, so that its time means nothing."""


def once(command: Command) -> Sample:
    """Run a command to its end; raises `BenchError` where its exit code is not an expected one."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command.words, cwd=command.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.codes:
        raise BenchError(f"{' '.join(command.words)[:200]} ended with {process.returncode}")
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(slots=True)
class Series:
    """The samples of several commands that took turns."""

    samples: dict[str, list[Sample]] = field(default_factory=dict)

    def median(self, name: str, what: str = "wall") -> float:
        """The median of `wall`, `cpu` or `peak` of one command."""
        return float(statistics.median(getattr(sample, what) for sample in self.samples[name]))

    def ratio(self, name: str, other: str, what: str = "wall") -> float:
        """The median, over the rounds, of one command's figure through that of another."""
        pairs = zip(self.samples[name], self.samples[other], strict=True)
        return float(statistics.median(getattr(a, what) / getattr(b, what) for a, b in pairs))


def alternate(commands: Mapping[str, Command], rounds: int) -> Series:
    """Run all commands once in each round, each round beginning with another one.

    A first round warms the caches and is not counted.
    """
    names = list(commands)
    series = Series({name: [] for name in names})
    for turn in range(rounds + 1):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            sample = once(commands[name])
            if turn:
                series.samples[name].append(sample)
    return series
