"""Branches that took one ID and live on: merged twice, rebased, picked from, merged back.

One merge of two branches is the smallest part of it. A story collides them, edits the entries
under the ID that each branch knows, and merges again and again, in both directions. Every entry
has a word that no other has, and so has every edit; after each step the log of the branch is read:

- lost: a word that the branch had, or that came in, and the log does not have;
- mixed: an entry that has a word of another one;
- twice: an ID that two entries share;
- astray: a reference that leads to another entry than the one that was meant.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LOG = ".learnings/LEARNINGS.md"
_WORD = re.compile(r"\b[be]\d+x\b")
_HEADING = re.compile(r"^## \[([A-Z]+-\d{8}-\w+)\].*\n", re.MULTILINE)
_SEE = re.compile(r"^- See Also: (.*)$", re.MULTILINE)
VOCABULARY = [
    "certificate",
    "expires",
    "nightly",
    "cron",
    "clocks",
    "change",
    "queue",
    "grows",
    "limit",
    "worker",
    "restart",
    "cache",
    "stale",
    "token",
    "revoked",
    "proxy",
    "header",
    "dropped",
    "disk",
    "full",
    "snapshot",
    "slow",
    "index",
    "missing",
    "replica",
    "lag",
    "webhook",
    "retry",
    "storm",
    "pool",
    "exhausted",
    "timeout",
    "gateway",
    "upload",
    "truncated",
    "locale",
    "sorting",
    "wrong",
    "mirror",
    "unreachable",
    "license",
    "banner",
    "encoding",
    "broken",
    "parser",
    "recursion",
    "heap",
    "leak",
    "thread",
    "deadlock",
    "socket",
    "reset",
    "packet",
    "loss",
    "router",
    "flaps",
    "secret",
    "rotated",
    "schema",
    "drift",
    "column",
    "nullable",
]


@dataclass
class Told:
    """What a branch holds: the words of each entry, and whom each one refers to, by birth."""

    words: dict[str, set[str]] = field(default_factory=dict)
    sees: dict[str, set[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    linear: bool = True

    def copy(self) -> Told:
        return Told({key: set(item) for key, item in self.words.items()},
                    {key: set(item) for key, item in self.sees.items()}, set(self.gone),
                    self.linear)  # fmt: skip

    def take(self, other: Told) -> None:
        for mine, its in ((self.words, other.words), (self.sees, other.sees)):
            for birth, found in its.items():
                if birth not in self.gone:
                    mine.setdefault(birth, set()).update(found)
        for birth in other.gone:
            self.words.pop(birth, None)
            self.sees.pop(birth, None)
        self.gone |= other.gone


@dataclass
class Tally:
    """What came of the stories."""

    stories: int = 0
    merges: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def fault(self, kind: str, what: str) -> None:
        self.faults[kind] += 1
        self.examples.append(f"{kind}: {what}")


class Story:
    """One repository with two or three branches; `git` runs the program in it."""

    def __init__(self, folder: Path, git: Callable[..., str | None], seed: int, tally: Tally):
        self.folder, self.git, self.tally = folder, git, tally
        self.random = random.Random(seed)
        self.seed = seed
        self.number = 0
        self.past: list[str] = []
        self.owner: dict[str, str] = {}
        self.branches: dict[str, Told] = {}
        self.at = ""

    def word(self, kind: str) -> str:
        self.number += 1
        return f"{kind}{self.number}x"

    def prose(self, count: int) -> str:
        return " ".join(self.random.sample(VOCABULARY, count))

    @property
    def log(self) -> str:
        return (self.folder / LOG).read_text()

    @property
    def told(self) -> Told:
        return self.branches[self.at]

    def commit(self, text: str, what: str) -> None:
        (self.folder / LOG).write_text(text)
        self.git("commit", "--quiet", "--all", "--message", what)
        self.past.append(f"{self.at}: {what}")

    def go(self, branch: str) -> None:
        self.at = branch
        self.git("checkout", "--quiet", f"{branch}-{self.seed}")

    def tell(self, count: int) -> None:
        """Run a story of so many steps."""
        self.git("checkout", "--quiet", "--orphan", f"main-{self.seed}")
        (self.folder / ".learnings").mkdir(exist_ok=True)
        self.at, self.branches = "main", {"main": Told()}
        (self.folder / LOG).write_text("# Learnings\n\nWhat was learnt.\n\n---\n")
        self.git("add", LOG)
        self.commit(self.log, "begin")
        for _ in range(self.random.randint(1, 3)):
            self.add(1)
        for name in ("topic", "other")[: self.random.choice((1, 1, 2))]:
            self.git("branch", f"{name}-{self.seed}")
            self.branches[name] = self.told.copy()
        for name in self.branches:
            self.go(name)
            self.add(2)
        for _ in range(count):
            self.go(self.random.choice(list(self.branches)))
            self.step()
        self.tally.stories += 1

    def step(self) -> None:
        chance = self.random.random()
        if chance < 0.45:
            self.edit()
        elif chance < 0.55:
            self.add(self.random.choice((2, 2, 3)))
        elif chance < 0.59:
            self.reuse()
        else:
            others = [name for name in self.branches if name != self.at]
            self.join(self.random.choice(others), chance)

    # --- edits -----------------------------------------------------------------------------------

    def add(self, day: int) -> None:
        """A new entry with the next number of its day, as every branch would take it."""
        stem = f"LRN-202603{day:02d}-"
        names = [name for name in _HEADING.findall(self.log) if name.startswith(stem)]
        used = [int(name[-3:]) for name in names if name[-3:].isdigit()]
        self.insert(f"{stem}{max(used, default=0) + 1:03d}", day)

    def insert(self, name: str, day: int) -> None:
        born = self.word("b")
        text = self.log.rstrip("\n")
        text = text if text.endswith("---") else f"{text}\n\n---"
        births = sorted(self.told.words)
        target = self.random.choice(births) if births and self.random.random() < 0.4 else ""
        see = f"- See Also: {self.ids()[target]}\n" if target else ""
        shared = "Found by the nightly run, see the dashboard."
        details = shared if self.random.random() < 0.2 else f"The {self.prose(5)}."
        self.told.words[born] = {born}
        self.owner[born] = born
        self.told.sees[born] = {target} - {""}
        self.commit(
            f"{text}\n\n## [{name}] best_practice\n\n**Logged**: 2026-03-{day:02d}T09:00:00Z\n"
            f"**Priority**: medium\n**Status**: pending\n**Area**: infra\n\n"
            f"### Summary\nThe {born} {self.prose(4)}\n\n### Details\n{details}\n\n"
            f"### Suggested Action\nDo {self.prose(3)}.\n\n### Metadata\n- Source: error\n{see}",
            f"add {born} as {name}" + (f", see {target}" if target else ""),
        )

    def reuse(self) -> None:
        """Take an entry out and give its ID to something else, which has nothing to do with it."""
        named = {birth for births in self.told.sees.values() for birth in births}
        free = [birth for birth in self.told.words if birth not in named]
        if free:
            born = self.random.choice(sorted(free))
            name = self.ids()[born]
            self.told.words.pop(born)
            self.told.sees.pop(born)
            self.told.gone.add(born)
            self.commit(self.log.replace(self.block(born), ""), f"remove {born}")
            self.insert(name, 4)

    def edit(self) -> None:
        births = sorted(self.told.words)
        if not births:
            return None
        born = self.random.choice(births)
        old = self.block(born)
        word, what = self.word("e"), self.random.randrange(5)
        if what == 0:
            new = old.replace("**Area**", f"**Owner**: {word}\n**Area**", 1)
        elif what == 1 and "pending" in old:
            new = old.replace("pending", "resolved").rstrip("\n- ") + (
                f"\n\n### Resolution\n- **Resolved**: 2026-03-09T09:00:00Z\n- **Notes**: {word}"
                "\n\n---\n\n"
            )
        elif what == 2:
            new = old.replace("\n### Suggested", f"Then {word}.\n\n### Suggested", 1)
        elif what == 3:
            words = f"The {born} {word} {self.prose(3)}"
            new = re.sub(r"(?<=### Summary\n).*", words, old, count=1)
            gone = set(_WORD.findall(re.search(r"### Summary\n(.*)", old)[1])) - {born}  # type: ignore[index]
            if gone:
                return None  # what one branch took away, another may have
        else:
            return self.refer(born, old)
        self.told.words[born].add(word)
        self.owner[word] = born
        self.commit(self.log.replace(old, new), f"edit {born} ({what}): {word}")
        return None

    def refer(self, born: str, old: str) -> None:
        target = self.random.choice(sorted(self.told.words))
        if target == born or target in self.told.sees[born]:
            return
        name = self.ids()[target]
        found = _SEE.search(old)
        new = (
            old.replace(found[0], f"{found[0]}, {name}")
            if found is not None
            else old.replace("- Source: error\n", f"- Source: error\n- See Also: {name}\n", 1)
        )
        self.told.sees[born].add(target)
        self.commit(self.log.replace(old, new), f"see {target} in {born}")

    def blocks(self) -> list[tuple[str, str]]:
        text = self.log
        starts = [item.start() for item in _HEADING.finditer(text)]
        ends = [*starts[1:], len(text)]
        names = _HEADING.findall(text)
        return [(name, text[one:two]) for name, one, two in zip(names, starts, ends, strict=True)]

    def block(self, born: str) -> str:
        return next(text for _, text in self.blocks() if re.search(rf"\b{born}\b", text))

    def ids(self) -> dict[str, str]:
        return {word: name for name, text in self.blocks() for word in _WORD.findall(text)
                if word.startswith("b")}  # fmt: skip

    # --- merges ----------------------------------------------------------------------------------

    def join(self, other: str, chance: float) -> None:
        name, before = f"{other}-{self.seed}", self.log
        told = self.branches[other].copy()
        if chance > 0.9 and self.told.linear:
            how = ("rebase", "--quiet", name)
            kind = "rebase"
        elif chance > 0.85:
            how, kind = ("cherry-pick", name), "cherry-pick"
        else:
            how, kind = ("merge", "--quiet", "--no-edit", name), "merge"
        picked = self.git("log", "-1", "--format=%P %s", name) if kind == "cherry-pick" else ""
        if kind == "cherry-pick" and (not picked or len(picked.split(" ")[0]) < 40
                                      or " Merge " in picked):  # fmt: skip
            return
        done = self.git(*how)
        self.past.append(f"{self.at}: {kind} {other}{'' if done is not None else ' (conflict)'}")
        self.tally.merges[kind] += 1
        if done is None:
            self.tally.conflicts += 1
            self.judge_conflict(before)
            self.git(kind, "--abort") if kind != "cherry-pick" else self.git("reset", "--hard")
            return
        if kind == "cherry-pick":
            # What came is what the log has of the other branch; nothing of ours may be missing.
            self.adopt(told)
        else:
            self.told.take(told)
            self.told.linear = self.told.linear and kind == "rebase"
        self.judge()

    def adopt(self, other: Told) -> None:
        ids = self.ids()
        for birth in ids:
            there = set(_WORD.findall(self.block(birth)))
            known = self.told.words.setdefault(birth, set())
            known |= there & other.words.get(birth, set())
            sees = self.told.sees.setdefault(birth, set())
            sees |= {item for item in other.sees.get(birth, ()) if ids.get(item) in
                     self.named(birth)}  # fmt: skip
            self.told.gone.discard(birth)
        for birth in set(self.told.words) & other.gone - set(ids):
            self.told.words.pop(birth)
            self.told.sees.pop(birth)
            self.told.gone.add(birth)

    def named(self, birth: str) -> set[str]:
        found = _SEE.search(self.block(birth))
        return {name.strip() for name in found[1].split(",")} if found is not None else set()

    def judge(self) -> None:
        """Compare the log with what the branch has to hold."""
        where = f"story {self.seed}: {'; '.join(self.past)}"
        blocks = self.blocks()
        for name, text in blocks:
            words = set(_WORD.findall(text))
            births = {self.owner[word] for word in words}
            if len(births) != 1:
                self.tally.fault("mixed", f"{name} has {sorted(words)} in {where}")
        for name, count in Counter(name for name, _ in blocks).items():
            if count > 1:
                self.tally.fault("twice", f"{name} in {where}")
        everything = set(_WORD.findall(self.log))
        lost = {word for words in self.told.words.values() for word in words} - everything
        if lost:
            self.tally.fault("lost", f"{sorted(lost)} in {where}")
        births = self.ids()
        for birth, targets in self.told.sees.items():
            wanted = {births[target] for target in targets if target in births}
            if birth in births and wanted - self.named(birth):
                self.tally.fault("astray", f"{birth} names {sorted(self.named(birth))}, "
                                           f"not {sorted(wanted)}: {where}")  # fmt: skip
        for birth in set(self.told.words) - set(births):
            self.told.words.pop(birth)

    def judge_conflict(self, before: str) -> None:
        where = f"story {self.seed}: {'; '.join(self.past)}"
        for name, text in self.blocks():
            births = {self.owner[word] for word in _WORD.findall(text)}
            if len(births) != 1:
                self.tally.fault("mixed", f"{name} has {sorted(births)} in a conflict, {where}")
        if not self.past[-1].startswith(f"{self.at}: rebase"):
            lost = set(_WORD.findall(before)) - set(_WORD.findall(self.log))
            gone = {word for told in self.branches.values() for word in told.gone}
            if {self.owner[word] for word in lost} - gone:
                self.tally.fault("lost", f"{sorted(lost)} in a conflict, {where}")


def run(folder: Path, count: int, seed: int, git: Callable[..., str | None]) -> Tally:
    """Tell so many stories in a repository in which the driver is active."""
    tally = Tally()
    for number in range(count):
        Story(folder, git, seed * 100_000 + number, tally).tell(14)
    return tally


def report(tally: Tally, seed: int, begun: float) -> str:
    """One line on what came of it."""
    kinds = ", ".join(f"{count} {kind}s" for kind, count in sorted(tally.merges.items()))
    faults = ", ".join(
        f"{tally.faults[kind]} {kind}" for kind in ("lost", "mixed", "twice", "astray")
    )
    return (f"{tally.stories} stories: {kinds}, {tally.conflicts} with a conflict; {faults}; "
            f"seed {seed}, {time.monotonic() - begun:.0f} s")  # fmt: skip
