"""How fast `learnings` is, as ratios measured in one run.

    python -m bench.run [--quick] [--json FILE]

A ratio is the median over rounds in which all compared commands took turns, so that it says
more than the milliseconds of one machine. A: a hook on one staged entry. B: a whole tree of
logs, beside reading its bytes, a Markdown linter and a JSON Schema validator. Peak memory is
what the system counted; it never shows less than this program itself has. C: questions to the
index of a tree of logs, which the first one made. D: what needs the commits. E: a look for
secrets, beside other programs that look for them.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import clean, privacy, scenario
from .measure import BenchError, Series, alternate
from .scenario import BASE, Job


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table per scenario, write the figures where asked; 0, or 1 on failure."""
    given = _parser().parse_args(arguments)
    report: dict[str, object] = {"python": platform.python_version(), "system": platform.system()}
    try:
        with tempfile.TemporaryDirectory(prefix="learnings-bench-") as place:
            if given.only:
                report["secrets"] = _secrets(Path(place) / "secrets", given.quick)
                return _written(given.json, report)
            report["hook"] = _hook(Path(place) / "hook", 49, given.quick)
            report["hook, long log"] = _hook(Path(place) / "long", 649, given.quick)
            report["tree"] = _tree(Path(place) / "whole", given.quick)
            print()
            report["queries"] = _queries(Path(place) / "queries", given)
            print()
            report["history"] = _history(Path(place) / "history", given)
            print()
            report["secrets"] = _secrets(Path(place) / "secrets", given.quick)
    except BenchError as error:
        print(f"error: {error}")
        return 1
    return _written(given.json, report)


def _written(path: str | None, report: dict[str, object]) -> int:
    if path:
        Path(path).write_text(json.dumps(report, indent=2) + "\n")
    return 0


def _hook(folder: Path, entries: int, quick: bool) -> dict[str, object]:
    job = scenario.hook(folder, entries)
    series = alternate(job.commands, 5 if quick else 11)
    print(f"A. One entry staged in a log of {job.facts['entries']:.0f} ({_size(job)})\n")
    figures = _told(job, series, [BASE])
    print()
    return figures


def _tree(folder: Path, quick: bool) -> dict[str, object]:
    entries, files = (1_000, 12) if quick else (10_000, 60)
    job = scenario.whole(folder, entries, files)
    series = alternate(job.commands, 3)
    print(f"B. {entries:,} entries in {files} files ({_size(job)})\n")
    others = [scenario.READ, scenario.RUMDL, scenario.JSON_SCHEMA]
    figures = _told(job, series, [name for name in others if name in job.commands])
    figures["throughput"] = _throughput(job)
    return figures


def _queries(folder: Path, given: argparse.Namespace) -> dict[str, object]:
    entries = 1_000 if given.quick else given.entries
    job = scenario.queries(folder, entries, 12 if given.quick else 200 if entries > 50_000 else 60)
    series = alternate(job.commands, 3)
    print(
        f"C. {entries:,} entries ({_size(job)}), with an index of {job.facts['index'] / 1e6:.0f} MB"
    )
    print(f"   that the first question made in {job.facts['cold']:.1f} seconds\n")
    return _told(job, series, [BASE])


def _history(folder: Path, given: argparse.Namespace) -> dict[str, object]:
    entries = 1_000 if given.quick else given.entries
    files, commits = max(entries // 500, 2), max(entries // 100, 20)
    job = scenario.history(folder, entries, files, commits)
    series = alternate(job.commands, 3 if entries < 50_000 else 1)
    print(f"D. {entries:,} entries in {files} files ({_size(job)}) over {commits:,} commits\n")
    return _told(job, series, [BASE, scenario.PATCHES])


def _secrets(folder: Path, quick: bool) -> dict[str, object]:
    job = privacy.entry(folder / "entry")
    print(f"E. A look for secrets in one clean entry ({_size(job)})\n")
    figures = _told(job, alternate(job.commands, 5 if quick else 11), [BASE])
    figures["hooks"] = _clean(folder / "clean", 3 if quick else 9)
    entries, files = (300, 12) if quick else (6_000, 100)
    series, job, found = privacy.throughput(folder / "tree", entries, files, 3)
    said = f"{job.facts['entries']:,} entries in {files} files ({_size(job)})"
    print(f"\n   and in {said}, by processor time without the start\n")
    print(f"{'':24}{'MB/s':>9}{'findings':>10}{'x detect-secrets':>22}")
    for name in job.commands:
        times = 1 / series.ratio(name, "detect-secrets", "cpu")
        speed = job.facts["bytes"] / 1e6 / series.median(name, "cpu")
        print(f"{name:24}{speed:9.2f}{found[name]:10}{times:22.1f}")
        figures[f"throughput, {name}"] = {"mb_per_second": round(speed, 2), "x": round(times, 1)}
    for sentence in job.skipped:
        print(sentence)
    return figures


def _clean(folder: Path, rounds: int) -> dict[str, object]:
    """The hooks for sensitive values where one clean entry is staged, by processor time."""
    ratios: dict[str, dict[str, float]] = {hook: {} for hook in clean.HOOKS}
    for name, commands in clean.jobs(folder):
        series = alternate(commands, rounds)
        for hook in clean.HOOKS:
            ratios[hook][name] = round(series.ratio(hook, BASE, "cpu"), 2)
    print(f"\n   and of {len(clean.ENTRIES)} kinds, each staged in a log of ten, as x {BASE}\n")
    print(f"{'':24}{'median':>9}{'from':>9}{'to':>9}")
    for hook, told in ratios.items():
        if told:
            middle, worst = statistics.median(told.values()), max(told, key=told.__getitem__)
            least = min(told.values())
            print(f"{hook:24}{middle:9.2f}{least:9.2f}{told[worst]:9.2f}  ({worst})")
    return dict(ratios)


def _told(job: Job, series: Series, bases: list[str]) -> dict[str, object]:
    """Print a line per command with its ratios to each base; the same as data."""
    heads = [f"x {base}" for base in bases]
    print(
        f"{'':24}{'wall ms':>9}{'cpu ms':>9}{'peak MiB':>10}" + "".join(map("{:>22}".format, heads))
    )
    figures: dict[str, object] = {}
    for name in job.commands:
        wall, cpu, peak = (series.median(name, what) for what in ("wall", "cpu", "peak"))
        line = f"{name:24}{wall * 1000:9.1f}{cpu * 1000:9.1f}{peak:10.1f}"
        ratios = {}
        for base in bases:
            by_wall, by_cpu = (series.ratio(name, base, what) for what in ("wall", "cpu"))
            ratios[base] = {"wall": round(by_wall, 3), "cpu": round(by_cpu, 3)}
            line += f"{f'{by_wall:.2f} (cpu {by_cpu:.2f})':>22}"
        print(line)
        figures[name] = {
            "wall": round(wall, 4),
            "cpu": round(cpu, 4),
            "peak_mib": round(peak, 1),
            "ratios": ratios,
        }
    for sentence in job.skipped:
        print(sentence)
    return figures


def _throughput(job: Job) -> dict[str, float]:
    """Print what parsing and judging cost per entry, in one process that does nothing else."""
    facts = job.facts
    entries, megabytes = facts["entries"], facts["bytes"] / 1e6
    seconds = {"parse": facts["parse"], "parse and judge": facts["parse"] + facts["judge"]}
    print()
    for name, took in seconds.items():
        each = took / entries * 1e6
        print(f"{name:26}{each:9.1f} microseconds an entry, {megabytes / took:.1f} MB/s")
    return {name: round(took / entries * 1e6, 1) for name, took in seconds.items()}


def _size(job: Job) -> str:
    return f"{job.facts['bytes'] / 1e6:.2f} MB"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="1,000 entries and few rounds")
    parser.add_argument(
        "--entries", type=int, default=10_000, metavar="N", help="for C and D (default: 10000)"
    )
    parser.add_argument("--only", choices=("secrets",), metavar="WHAT", help="E alone: secrets")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
