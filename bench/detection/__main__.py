"""How much is found of what must not be in a log, beside other scanners.

python -m bench.detection [--split held-out] [--engines learnings,detect-secrets]
python -m bench.detection --markdown          the table of docs/detection-figures.md
python -m bench.detection --split tune --misses
python -m bench.detection --prose DIR...      flags in real prose, without the values
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from . import prose, report
from .engine import ENGINES, Missing
from .measure import Report, Size, measured
from .sample import HELD_OUT, SPLITS, TUNE


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was asked for; 0, or 2 where a listing of the held-out half was asked for."""
    given = _parser().parse_args(arguments)
    if given.misses and given.split != TUNE:
        print("error: what is missed is listed for the tune half only", file=sys.stderr)
        return 2
    if given.prose:
        return _prose(given)
    reports = _reports(given)
    if given.misses:
        lines = [line for item in reports.values() for line in report.misses(item)]
    else:
        lines = list(report.table(reports, markdown=given.markdown))
    print("\n".join(lines))
    if given.json:
        figures = {name: item.figures for name, item in reports.items()}
        Path(given.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _reports(given: argparse.Namespace) -> dict[str, Report]:
    size = Size(given.values, lines=given.lines, entries=given.entries)
    reports = {}
    for name in given.engines.split(","):
        try:
            pages = prose.generated(size.entries)
            reports[name] = measured(ENGINES[name], given.split, size, pages)
        except Missing as error:
            print(f"{error} is not installed: left out", file=sys.stderr)
    return reports


def _prose(given: argparse.Namespace) -> int:
    """List the flags in real prose, then how many there are by group and detector."""
    for name in given.engines.split(","):
        try:
            lines, found = prose.flagged(ENGINES[name], prose.read(given.prose))
        except Missing as error:
            print(f"{error} is not installed: left out", file=sys.stderr)
            continue
        for item in found:
            print(item)
        print(f"{name}: {lines:,} lines, {len(found)} flags")
        for detector in sorted({item.detector for item in found}):
            count = sum(item.detector == detector for item in found)
            print(f"  {detector}: {count}, {count * 100_000 / lines:.2f} per 100,000 lines")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.detection",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--split", choices=SPLITS, default=HELD_OUT)
    parser.add_argument(
        "--engines", default="learnings", help=f"of {', '.join(ENGINES)}; the first is judged"
    )
    parser.add_argument("--values", type=int, default=4, metavar="N", help="of a kind in a half")
    parser.add_argument("--lines", type=int, default=32_000, metavar="N", help="of raw logs")
    parser.add_argument("--entries", type=int, default=2_000, metavar="N", help="of prose")
    parser.add_argument("--markdown", action="store_true", help="print the table of the page")
    parser.add_argument("--misses", action="store_true", help="list misses of the tune half")
    parser.add_argument("--prose", nargs="+", metavar="DIR", help="read prose below these folders")
    parser.add_argument("--json", metavar="FILE", help="write the figures here")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
