"""How often one letter follows another in English about operations, as data for `privacy`.

The counts are kept in `letter-counts.json`, taken once from the pages of this project. So a page
can be edited without a change of what is found; `python -m scripts.letters` counts anew.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import string
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COUNTS = ROOT / "scripts" / "letter-counts.json"
_WORD = re.compile(r"[A-Za-z]{2,}")
_PLAIN = re.compile(r"```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)", re.S)
# Pages of lists that are generated themselves.
_LEFT_OUT = frozenset(("checks.md", "commands.md", "settings.md", "presets.md"))


def counted(pages: Path) -> list[list[int]]:
    """For each letter, a to z, how often each letter comes after it in the pages of a folder."""
    counts = [[0] * 26 for _ in range(26)]
    for page in sorted(pages.glob("*.md")):
        if page.name in _LEFT_OUT:
            continue
        for word in _WORD.findall(_PLAIN.sub(" ", page.read_text(encoding="utf-8"))):
            codes = [ord(letter) - 97 for letter in word.lower()]
            for first, second in itertools.pairwise(codes):
                counts[first][second] += 1
    return counts


def kept() -> list[list[int]]:
    """The counts that are kept."""
    found: list[list[int]] = json.loads(COUNTS.read_text(encoding="utf-8"))
    return found


def table(counts: list[list[int]]) -> str:
    """`letter-pairs.json`: for each letter and the next, log2 of the probability of the pair."""
    return _document([[count + 1.0 for count in row] for row in counts])


def _document(counts: list[list[float]]) -> str:
    rows = []
    for letter, row in zip(string.ascii_lowercase, counts, strict=True):
        total = sum(row)
        rows.append((letter, [round(math.log2(count / total) * 2) / 2 for count in row]))
    lines = ",\n".join(f"    {json.dumps(row)}" for _, row in rows)
    return (
        '{\n  "title": "Pairs of letters",\n'
        '  "description": "For each letter, a to z, a row: log2 of the probability of each letter'
        ' after it in the pages of this project. Words score high, random letters low.",\n'
        f'  "pairs": [\n{lines}\n  ]\n}}\n'
    )


def main() -> None:
    """Count anew, and keep that: what is found changes with it, so measure before and after."""
    lines = ",\n".join(f"  {json.dumps(row)}" for row in counted(ROOT / "docs"))
    COUNTS.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
