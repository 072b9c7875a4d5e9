"""What a hook need not look at: every line that may be judged is among the rest."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from learnings.change import appended, compare
from learnings.markdown import parse
from learnings.settled import touched

ENTRY = "## [LRN-20260301-00{}] best_practice\n\n**Status**: pending\n**Logged**: 2026-03-01\n\n### Summary\n{}\n\n---\n\n"
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.md"))
BODIES = (
    "Watch it.",
    "Before.\n\n```sh\n# restart\nls\n```\n",
    "```\nnever closed",
    "```yaml\na: 1\n```\n\nAnd\n\n~~~\nb\n~~~",
    "- item\n  ```\n  code\n  ```",
    "<!-- a comment -->",
    "<!-- a comment\nthat goes on",
    "<details>\n<summary>x</summary>\n\ntext\n</details>",
    "Text\n---\n\nmore",
    "Text\n===\n\nmore",
    "\u00a0\n---\nmore",
    "## Notes\n\noutside",
    "# Archive\n\noutside",
    "### 2026-03-01\n\nx",
    "### [LRN-YYYYMMDD-XXX] template\n\nx",
    "## [LRN-YYYYMMDD-XXX] template\n\nx\n\n### Summary\ny",
    "### [LRN-20260301-101] deeper\n\n**Status**: pending\n**Logged**: 2026-03-01\n\nx",
    "**LRN-20260301-102 bold**\n\n**Status**: pending\n**Logged**: 2026-03-01",
    "```\n## [LRN-20260301-103] sample\n\n**Status**: pending\n**Logged**: 2026-03-01\n```",
    "```md\n# LRN-20260301-104\n```",
    " ## indented\n\nx",
    "> ```\n> quoted\n> ```",
    "<pre>\n\n## [LRN-20260301-105] x\n\n</pre>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "## Issue Summary\n\nx",
    "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs",
)
HEADS = (
    "# Learnings\n\n",
    "",
    "---\nid: LRN-20260301-001\ntitle: x\n---\n\n",
    "# L\n\n```\nopen\n\n",
    "<!--\n",
)


def text_of(entries: list[tuple[int, str]], head: str) -> str:
    return head + "".join(ENTRY.format(number, body) for number, body in entries)


def judged(new: str, old: str) -> set[int]:
    """The lines of the entries that differ, and those that are in none."""
    path = ".learnings/LEARNINGS.md"
    log, before = parse(new.encode(), path), parse(old.encode(), path)
    kept = appended(new, old)
    changes = compare([log], [] if kept else [before], {path}, {path: kept} if kept else None)
    inside = {n: entry for entry in log.entries for n in range(entry.start, entry.end)}
    return {
        line
        for line in range(1, log.line_count + 1)
        if line not in inside or changes.touches(path, inside[line])
    }


def holds(new: str, old: str) -> None:
    found = touched(new, old)
    if found is not None:
        said = {line for some in found for line in some}
        assert judged(new, old) <= said, (new, old)


def edited(dice: random.Random, entries: list[tuple[int, str]]) -> list[tuple[int, str]]:
    new = list(entries)
    for _ in range(dice.randrange(1, 3)):
        at = dice.randrange(len(new) + 1)
        change = dice.randrange(5)
        if change < 2:
            new.insert(at if change else len(new), (dice.randrange(10, 99), dice.choice(BODIES)))
        elif new and change == 2:
            new.pop(at % len(new))
        elif new and change == 3:
            new[at % len(new)] = (new[at % len(new)][0], dice.choice(BODIES))
        elif new:
            new.insert(at, dice.choice(new))
    return new


@pytest.mark.parametrize("seed", range(40))
def test_what_is_judged_is_looked_at(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        count = dice.randrange(1, 6)
        entries = [
            (n, dice.choice(BODIES) if dice.random() < 0.4 else "Plain.")
            for n in range(1, count + 1)
        ]
        head = dice.choice(HEADS) if dice.random() < 0.3 else HEADS[0]
        old, new = text_of(entries, head), text_of(edited(dice, entries), head)
        holds(new, old)
        holds(new.rstrip(), old)
        holds(old.rstrip() + "\n" + new[len(head) :], old.rstrip())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_in_a_log_that_grows(path: Path) -> None:
    old = path.read_bytes().decode("utf-8", "replace")
    holds(old + "\n" + ENTRY.format(7, "Watch it."), old)
    lines = old.split("\n")
    holds("\n".join([*lines[:9], "x", *lines[9:]]), old)


def test_of_a_plain_log_only_the_new_entry_is_looked_at() -> None:
    old = text_of([(1, BODIES[0]), (2, BODIES[1])], HEADS[0])
    new = old + ENTRY.format(3, "New.")
    first = old.count("\n") + 1
    assert touched(new, old) == [range(1, 3), range(first, new.count("\n") + 2)]
    above = text_of([(3, "New."), (1, BODIES[0]), (2, BODIES[1])], HEADS[0])
    assert touched(above, old) == [
        range(1, 13),
        range(above.count("\n") + 2, above.count("\n") + 2),
    ]


@pytest.mark.parametrize(
    "body", [BODIES[2], BODIES[6], BODIES[7]], ids=["fence", "comment", "html"]
)
def test_behind_a_doubt_everything_is_looked_at(body: str) -> None:
    old = text_of([(1, "Plain."), (2, body), (3, "Plain.")], HEADS[0])
    new = old + ENTRY.format(4, "New.")
    found = touched(new, old)
    assert found is not None
    before = old[: old.index("## [LRN-20260301-002")]
    assert found[-1] == range(before.count("\n") + 1, new.count("\n") + 2)
