"""How often one letter follows another in this project's own pages, as data for `privacy`."""

from __future__ import annotations

import itertools
import json
import math
import re
import string
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]{2,}")
_PLAIN = re.compile(r"```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)", re.S)
# What no page may change: pages of lists that are generated themselves.
_LEFT_OUT = frozenset(("checks.md", "commands.md", "settings.md", "presets.md"))


def table(pages: Path) -> str:
    """`letter-pairs.json`: for each letter and the next, log2 of the probability of the pair.

    Of the pages below `pages`, rounded so coarsely that a new sentence seldom changes it.
    """
    counts = [[1.0] * 26 for _ in range(26)]
    for page in sorted(pages.glob("*.md")):
        if page.name in _LEFT_OUT:
            continue
        for word in _WORD.findall(_PLAIN.sub(" ", page.read_text(encoding="utf-8"))):
            codes = [ord(letter) - 97 for letter in word.lower()]
            for first, second in itertools.pairwise(codes):
                counts[first][second] += 1
    return _document(counts)


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
