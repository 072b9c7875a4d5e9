"""Histories that hypothesis draws, made by the git program with our driver: what is lost or mixed?

`python -m tests.histories --merges 2000` draws that many joins of branches (merges, rebases,
cherry-picks, stashes); the suite draws some. Whatever a log says is read from git's objects by a
reader of this module. Every entry has a word that no other has, and so has every edit:

- lost: a word of either side that the result does not have;
- mixed: an entry with the words of another one, or a word that neither side had;
- twice: two entries of one log with one ID, or one entry in two places;
- astray: a reference that leads to another entry than on the side that wrote it;
- false: `lint` reports what did not happen, or does not report what did;
- history: `history` names a commit that did not change the entry, or leaves out one that did.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from . import merges
from .stories import VOCABULARY

LOG, ARCHIVE = ".learnings/LEARNINGS.md", ".learnings/archive/LEARNINGS.md"
EMPTY = "# Learnings\n\nWhat was learnt.\n"
_WORD = re.compile(r"\b[be]\d+x\b")
_HEADING = re.compile(r"^## \[([A-Z]+-\d{8}-\w+)\].*\n", re.MULTILINE)
_LIST = {
    name: re.compile(rf"^- {name}: (.*)$", re.MULTILINE) for name in ("See Also", "Former IDs")
}
_FALSE = ("lost-entry", "rewritten-entry", "mixed-entry", "duplicate-id")
_MOVES = {"pending": "in_progress", "in_progress": "resolved", "resolved": "promoted"}
NUMBER = st.integers(0, 9)
# To explain a failure takes long, and its steps are told anyway.
PHASES = (hypothesis.Phase.generate, hypothesis.Phase.shrink)


class Block(NamedTuple):
    """An entry as git holds it."""

    path: str
    id: str
    text: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text))

    @property
    def births(self) -> set[str]:
        return {word for word in self.words if word.startswith("b")}

    def names(self, kind: str) -> list[str]:
        found = _LIST[kind].search(self.text)
        return [name.strip() for name in found[1].split(",")] if found is not None else []


def blocks(path: str, text: str) -> list[Block]:
    found = list(_HEADING.finditer(text))
    ends = [*(item.start() for item in found[1:]), len(text)]
    return [Block(path, item[1], text[item.start() : end].rstrip("\n- "))
            for item, end in zip(found, ends, strict=False)]  # fmt: skip


class Holding:
    """The entries of a commit, by birth."""

    def __init__(self, found: list[Block]) -> None:
        self.blocks = found
        self.of = {birth: block for block in found for birth in block.births}
        former = {name: birth for birth, block in self.of.items()
                  for name in block.names("Former IDs")}  # fmt: skip
        self.births = former | {block.id: birth for birth, block in self.of.items()}
        shared = Counter(block.id for block in found)
        self.shared = {name for name, count in shared.items() if count > 1}

    def words(self, birth: str) -> frozenset[str]:
        return self.of[birth].words if birth in self.of else frozenset()

    def sees(self, birth: str) -> set[str]:
        names = self.of[birth].names("See Also") if birth in self.of else []
        return {self.births[name] for name in names if name in self.births
                and name not in self.shared}  # fmt: skip


@dataclass
class Tally:
    """What came of the histories."""

    examples: int = 0
    joins: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    reported: int = 0
    apart: int = 0
    renumbered: int = 0
    lints: int = 0
    told: int = 0

    @property
    def merges(self) -> int:
        return sum(self.joins.values())


@dataclass
class Place:
    """A folder for repositories, a template of them, and what came of all."""

    folder: Path
    tally: Tally = field(default_factory=Tally)
    most_told: int = 2
    _number: int = 0

    def __post_init__(self) -> None:
        template = self.folder / "template"
        template.mkdir()
        merges.repository(template, ["learnings"])
        merges.serve(template)
        for name, value in (
            ("user.name", "Ada"),
            ("user.email", "ada@example.org"),
            ("gc.auto", "0"),
            ("maintenance.auto", "false"),
            ("core.fsync", "none"),
        ):
            merges.git(template, "config", name, value)
        (template / LOG).parent.mkdir(parents=True)
        (template / ARCHIVE).parent.mkdir(parents=True)
        (template / LOG).write_text(EMPTY)
        (template / ARCHIVE).write_text(EMPTY)
        merges.git(template, "add", ".learnings")
        merges.git(template, "commit", "--quiet", "--message", "begin")

    def fresh(self) -> Path:
        """A repository in which this process stands."""
        self._number += 1
        folder = self.folder / f"r{self._number}"
        shutil.copytree(self.folder / "template", folder,
                        ignore=lambda _, names: {"asked", "answered", "hooks"} & set(names))  # fmt: skip
        os.chdir(folder)
        return folder


def learnings(*words: str) -> tuple[int, str]:
    """What the command prints, run in this process."""
    from learnings.cli import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()) as said:
        code = main(list(words))
    out.flush()
    text = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return code, text or said.getvalue()


class Branches(RuleBasedStateMachine):
    """One repository: every rule writes on a branch, or joins two."""

    place: ClassVar[Place]

    def __init__(self) -> None:
        super().__init__()
        self.folder = self.place.fresh()
        self.tally = self.place.tally
        self.number = 0
        self.at = "main"
        self.names = ["main"]
        self.linear = {"main"}
        self.archived: set[str] = set()
        self.held: dict[str, Holding] = {}
        self.tally.examples += 1

    def teardown(self) -> None:
        if sys.exc_info()[0] is None:
            self.judge_histories()
        os.chdir(self.place.folder)
        shutil.rmtree(self.folder)

    # --- git ---------------------------------------------------------------------------------

    def try_git(self, *words: str, stdin: str = "") -> str | None:
        done = subprocess.run(["git", *words], cwd=self.folder, input=stdin, text=True,
                              capture_output=True, check=False)  # fmt: skip
        return done.stdout if done.returncode == 0 else None

    def git(self, *words: str, stdin: str = "") -> str:
        out = self.try_git(*words, stdin=stdin)
        assert out is not None, f"git {' '.join(words)}"
        return out

    def listing(self, *revs: str) -> list[Holding]:
        """The entries of commits, as `git cat-file` prints the objects."""
        wanted = [rev for rev in revs if rev not in self.held]
        names = [f"{rev}:{path}" for rev in wanted for path in (LOG, ARCHIVE)]
        data = self.git("cat-file", "--batch", stdin="\n".join([*names, ""])) if names else ""
        texts, at = [], 0
        for _ in names:
            end = data.index("\n", at)
            size = int(data[at:end].rsplit(" ", 1)[1])  # the logs are plain ASCII
            texts.append(data[end + 1 : end + 1 + size])
            at = end + size + 2
        found = dict(self.held)
        for rev, log, archive in zip(wanted, texts[::2], texts[1::2], strict=True):
            found[rev] = Holding([*blocks(LOG, log), *blocks(ARCHIVE, archive)])
            if len(rev) == 40:
                self.held[rev] = found[rev]
        return [found[rev] for rev in revs]

    @property
    def now(self) -> Holding:
        return self.listing("HEAD")[0]

    @property
    def log(self) -> str:
        return (self.folder / LOG).read_text()

    def go(self, on: int) -> None:
        name = self.names[on % len(self.names)]
        if name != self.at:
            self.git("checkout", "--quiet", name)
            self.at = name

    def commit(self, text: str, what: str) -> None:
        (self.folder / LOG).write_text(text)
        self.save(what)

    def save(self, what: str) -> None:
        self.git("commit", "--quiet", "--all", "--allow-empty", "--message", what)

    # --- writing -----------------------------------------------------------------------------

    def word(self, kind: str) -> str:
        self.number += 1
        return f"{kind}{self.number}x"

    def prose(self, count: int) -> str:
        return " ".join(random.Random(self.number).sample(VOCABULARY, count))

    def free(self, day: int) -> str:
        """The next number of a day, as every branch would take it."""
        stem = f"LRN-202603{day:02d}-"
        names = _HEADING.findall(self.log + (self.folder / ARCHIVE).read_text())
        used = [int(name[-3:]) for name in names if name.startswith(stem) and name[-3:].isdigit()]
        return f"{stem}{max(used, default=0) + 1:03d}"

    def entry(self, day: int, template: bool) -> str:
        born = self.word("b")
        details = "Found by the nightly run, see the dashboard." if template else self.prose(9)
        return (
            f"\n## [{self.free(day)}] best_practice\n\n**Logged**: 2026-03-{day:02d}T09:00:00Z\n"
            f"**Priority**: medium\n**Status**: pending\n**Area**: infra\n\n"
            f"### Summary\nThe {born} {self.prose(4)}\n\n### Details\n{details}\n\n"
            f"### Suggested Action\nDo {self.prose(3)}.\n\n### Metadata\n- Source: error\n\n---\n"
        )

    @initialize(count=st.integers(1, 3))
    def begin(self, count: int) -> None:
        for _ in range(count):
            self.commit(self.log.rstrip("\n") + "\n" + self.entry(1, False), "add")
        self.fork(0)

    @rule(on=NUMBER, day=st.integers(1, 3), template=st.booleans())
    def append(self, on: int, day: int, template: bool) -> None:
        self.go(on)
        self.commit(self.log.rstrip("\n") + "\n" + self.entry(day, template), "add")

    @rule(on=NUMBER, which=NUMBER, how=st.integers(0, 7), other=NUMBER)
    def edit(self, on: int, which: int, how: int, other: int) -> None:
        self.go(on)
        text = self.edited(which, how, other)
        if text is not None:
            self.commit(text, "edit")

    def edited(self, which: int, how: int, other: int) -> str | None:
        found = [block.text for block in blocks(LOG, self.log)]
        if not found:
            return None
        old = found[which % len(found)]
        new = self.rewritten(old, how, found[other % len(found)])
        return self.log.replace(old, new, 1) if new is not None and new != old else None

    def rewritten(self, old: str, how: int, other: str) -> str | None:
        if how == 0 and "**Owner**" not in old:
            return old.replace("**Area**", f"**Owner**: {self.word('e')}\n**Area**", 1)
        if how == 1:
            return old.replace("### Details\n", f"### Details\nFirst {self.word('e')} was.\n", 1)
        if how == 2:
            return old.replace("\n### Suggested", f"Then {self.word('e')}.\n\n### Suggested", 1)
        if how == 3:
            return self.listed(old, "Tags", self.word("e"))
        if how == 4 and not _WORD.search(old.partition("### Summary\nThe b")[2].split(" ", 1)[1]
                                         .split("\n", 1)[0]):  # fmt: skip
            return re.sub(r"(?<=### Summary\n)(The \S+).*",
                          rf"\1 {self.word('e')} {self.prose(3)}", old, count=1)  # fmt: skip
        if how == 5 and old != other:
            names = _HEADING.findall(other + "\n")
            return self.listed(old, "See Also", names[0])
        return self.moved_on(old) if how >= 6 else None

    def listed(self, old: str, name: str, item: str) -> str:
        found = re.search(rf"^- {name}: (.*)$", old, re.MULTILINE)
        if found is None:
            return old.replace("- Source: error", f"- Source: error\n- {name}: {item}", 1)
        if item in found[1]:
            return old
        return old.replace(found[0], f"{found[0]}, {item}", 1)

    def moved_on(self, old: str) -> str | None:
        """The next status; what is resolved says how."""
        found = re.search(r"^\*\*Status\*\*: (\w+)$", old, re.MULTILINE)
        new = _MOVES.get(found[1]) if found is not None else None
        if found is None or new is None:
            return None
        text = old.replace(found[0], f"**Status**: {new}", 1)
        if new == "resolved":
            text += (f"\n\n### Resolution\n- **Resolved**: 2026-03-09T09:00:00Z\n"
                     f"- **Notes**: {self.word('e')}\n")  # fmt: skip
        return text

    @rule(on=NUMBER, which=NUMBER, to=NUMBER)
    def reorder(self, on: int, which: int, to: int) -> None:
        self.go(on)
        found = [block.text for block in blocks(LOG, self.log)]
        if len(found) > 1:
            moved = found.pop(which % len(found))
            found.insert(to % (len(found) + 1), moved)
            head = self.log[: _HEADING.search(self.log).start()]  # type: ignore[union-attr]
            self.commit(head + "\n\n---\n\n".join(found) + "\n\n---\n", "reorder")

    @rule(on=NUMBER, which=NUMBER)
    def archive(self, on: int, which: int) -> None:
        self.go(on)
        found = [block.text for block in blocks(LOG, self.log)]
        if found:
            text = found[which % len(found)]
            self.archived |= {word for word in _WORD.findall(text) if word.startswith("b")}
            path = self.folder / ARCHIVE
            path.write_text(path.read_text().rstrip("\n") + f"\n\n{text}\n\n---\n")
            self.commit(re.sub(re.escape(text) + r"(\s|---\n)*", "", self.log), "archive")

    @rule(on=NUMBER, which=NUMBER)
    def renumber(self, on: int, which: int) -> None:
        self.go(on)
        found = blocks(LOG, self.log)
        if found:
            self.number += 1
            name = found[which % len(found)].id
            code, said = learnings("renumber", name, "--to", f"{name[:13]}N{self.number:03d}")
            assert code == 0, said
            self.save("renumber")

    # --- joining -----------------------------------------------------------------------------

    @rule(on=NUMBER)
    def fork(self, on: int) -> None:
        if len(self.names) < 4:
            self.go(on)
            name = f"topic{len(self.names)}"
            self.git("branch", name)
            self.names.append(name)
            if self.at in self.linear:
                self.linear.add(name)

    def others(self, on: int, which: int) -> str:
        self.go(on)
        names = [name for name in self.names if name != self.at]
        return names[which % len(names)]

    @rule(on=NUMBER, which=NUMBER, back=st.booleans(), day=st.integers(-1, 3))
    def merge(self, on: int, which: int, back: bool, day: int) -> None:
        """Merge a branch, and this one back; before that both may take the same ID."""
        other = self.others(on, which)
        if day > 0:
            self.append(self.names.index(other), day, False)
            self.append(on, day, False)
        if self.join("merge", other) and back:
            mine = self.at
            self.go(self.names.index(other))
            self.join("merge", mine, fast=False)

    def join(self, kind: str, other: str, fast: bool = True) -> bool:
        before, [ours, theirs] = self.git("rev-parse", "HEAD").strip(), self.listing("HEAD", other)
        options = ("--no-edit", *(() if fast else ("--no-ff",))) if kind == "merge" else ()
        done = self.try_git(kind, "--quiet", *options, other)
        self.tally.joins[kind] += 1
        if done is None:
            self.judge_conflict(ours, kind)
            self.git(kind, "--abort")
            return False
        if kind == "merge":
            self.linear.discard(self.at)
        return self.judge(ours, theirs, theirs, before, other)

    @rule(on=NUMBER, which=NUMBER)
    def rebase(self, on: int, which: int) -> None:
        other = self.others(on, which)
        if self.at in self.linear:
            self.join("rebase", other)

    @rule(on=NUMBER, which=NUMBER, number=st.integers(0, 30))
    def pick(self, on: int, which: int, number: int) -> None:
        """Take one commit of another branch."""
        other = self.others(on, which)
        found = self.git("rev-list", "--no-merges", f"HEAD..{other}").split()
        if not found:
            return
        commit = found[number % len(found)]
        before = self.git("rev-parse", "HEAD").strip()
        ours, old, new = self.listing("HEAD", f"{commit}^", commit)
        done = self.try_git("cherry-pick", "--keep-redundant-commits", "--allow-empty", commit)
        self.tally.joins["cherry-pick"] += 1
        if done is None:
            self.judge_conflict(ours, "cherry-pick")
            self.git("cherry-pick", "--abort")
            return
        came = Holding([block._replace(text=" ".join([*(block.words - old.words(birth)), birth]))
                        for birth, block in new.of.items()
                        if block.words - old.words(birth)])  # fmt: skip
        self.judge(ours, came, new, before, "")

    @rule(on=NUMBER, which=NUMBER, how=st.integers(0, 7), other=NUMBER, source=NUMBER)
    def stash(self, on: int, which: int, how: int, other: int, source: int) -> None:
        """Put an edit aside, merge or go elsewhere, and take it out again."""
        self.go(on)
        text = self.edited(which, how, other)
        if text is None:
            return
        (self.folder / LOG).write_text(text)
        saved = Holding([*blocks(LOG, text), *blocks(ARCHIVE, (self.folder / ARCHIVE).read_text())])
        old = self.now
        self.git("stash", "--quiet")
        if source % 2:
            self.join("merge", self.others(on, source))
        else:
            self.go(source)
        ours, before = self.now, self.git("rev-parse", "HEAD").strip()
        self.tally.joins["stash"] += 1
        if self.try_git("stash", "pop", "--quiet") is None:
            self.judge_conflict(ours, "stash")
            self.git("reset", "--quiet", "--hard")
            self.git("stash", "drop", "--quiet")
            return
        self.save("what was stashed")
        came = Holding([block._replace(text=" ".join([*(block.words - old.words(birth)), birth]))
                        for birth, block in saved.of.items()
                        if block.words - old.words(birth)])  # fmt: skip
        self.judge(ours, came, saved, before, "")

    # --- judging -----------------------------------------------------------------------------

    def judge(self, ours: Holding, came: Holding, most: Holding, before: str, other: str) -> bool:
        """Compare HEAD with both sides: `came` has to be there, and no more than `most`.

        What is right to be reported is taken back: a driver sees one log at a time.
        """
        now = self.now
        for block in now.blocks:
            assert len(block.births) == 1, f"mixed: {block.id} has {sorted(block.words)}"
            [birth] = block.births
            both = ours.words(birth) | most.words(birth)
            assert block.words <= both, f"mixed: {birth} has {sorted(block.words - both)}"
        births = Counter(birth for block in now.blocks for birth in block.births)
        for path in (LOG, ARCHIVE):
            ids = Counter(block.id for block in now.blocks if block.path == path)
            assert set(ids.values()) <= {1}, f"twice: {ids}"
        findings = self.findings(before, other)
        double = {birth for birth, count in births.items() if count > 1}
        if now.shared or double:
            if double and not now.shared and self.are_strangers(double, ours, came, before, other):
                self.tally.apart += 1
            else:
                assert {item["check"] for item in findings} >= {"duplicate-id"}, findings
                self.tally.reported += 1
            self.git("reset", "--quiet", "--hard", before)
            return False
        for birth in ours.of.keys() | came.of.keys():
            lost = (ours.words(birth) | came.words(birth)) - now.words(birth)
            assert not lost, f"lost: {sorted(lost)} of {birth}"
            if not self.archived:
                astray = (ours.sees(birth) | came.sees(birth)) - now.sees(birth)
                assert not astray, f"astray: {birth} does not name {sorted(astray)}"
        false = [item for item in findings if not self.is_true(item, ours)]
        assert not false, f"false: {false}"
        self.tally.renumbered += sum(
            1
            for birth, block in came.of.items()
            if birth in now.of and block.id != now.of[birth].id
        )
        return True

    def are_strangers(
        self, births: set[str], ours: Holding, came: Holding, before: str, other: str
    ) -> bool:
        """Entries that both sides brought and put differently: who is to know that they are one?"""
        if not other:
            return False
        [base] = self.listing(self.git("merge-base", before, other).strip())
        return all(
            birth not in base.of and birth in ours.of and birth in came.of
            and ours.of[birth].text != came.of[birth].text
            for birth in births
        )  # fmt: skip

    def is_true(self, item: dict[str, Any], ours: Holding) -> bool:
        """What an archive leads to: an entry goes to another log, where the driver cannot see it."""
        if item["check"] == "mixed-entry":
            return bool(self.archived)
        now = next((block for block in self.now.blocks if block.id == item["entry"]), None)
        had = (
            next((ours.of[birth] for birth in now.births if birth in ours.of), None)
            if now
            else None
        )
        return (
            item["check"] == "rewritten-entry" and now is not None and had is not None
            and had.path != now.path and had.id not in (now.id, *now.names("Former IDs"))
        )  # fmt: skip

    def findings(self, before: str, other: str) -> list[dict[str, Any]]:
        """What `lint` says of the join: as a change of the branch, and as a merge."""
        scopes = [f"--changed={other or before}"]
        if self.try_git("rev-parse", "--verify", "--quiet", "HEAD^2") is not None:
            scopes.append("--merged")
        found = []
        for scope in scopes:
            select = [word for name in _FALSE for word in ("--select", name)]
            code, out = learnings("lint", scope, "--format", "json", *select)
            assert code in (0, 1), out
            self.tally.lints += 1
            found += json.loads(out)["diagnostics"]
        return found

    def judge_conflict(self, ours: Holding, kind: str) -> None:
        """A conflict lacks nothing that the branch had; a rebase begins with the other side."""
        self.tally.conflicts += 1
        texts = [(path, (self.folder / path).read_text()) for path in (LOG, ARCHIVE)]
        for path, text in texts:
            for block in blocks(path, text):
                assert len(block.births) == 1, f"mixed: {block.id} in a conflict"
        if kind != "rebase":
            had = {word for block in ours.blocks for word in block.words}
            lost = had - {word for _, text in texts for word in _WORD.findall(text)}
            assert not lost, f"lost: {sorted(lost)} in a conflict"

    def judge_histories(self) -> None:
        """`history` tells of an entry what git knows of it."""
        now = self.now
        rows = [line.split() for line in
                self.git("rev-list", "--topo-order", "--parents", "HEAD").splitlines()]  # fmt: skip
        parents = {row[0]: row[1:] for row in rows}
        held = dict(zip(parents, self.listing(*parents), strict=True))
        chosen = sorted(now.of, key=lambda birth: (not now.of[birth].names("Former IDs"), birth))
        for birth in chosen[: self.place.most_told]:
            code, out = learnings("history", now.of[birth].id, "--format", "json")
            assert code == 0, out
            told = {item["commit"] for item in json.loads(out)["changes"]}
            texts = {commit: _seen(found, birth) for commit, found in held.items()}
            every = {commit for commit, text in texts.items()
                     if text and all(text != texts[it] for it in parents[commit])}  # fmt: skip
            line = _line(rows[0][0], parents, texts) & every
            assert told <= every, f"history: {birth} was not changed in {sorted(told - every)}"
            assert told >= line, f"history: {birth} was changed in {sorted(line - told)}"
            self.tally.told += 1


def _seen(found: Holding, birth: str) -> tuple[str, str] | None:
    """Where an entry stands, and what it says."""
    block = found.of.get(birth)
    return (block.path, block.text) if block is not None else None


def _line(
    tip: str, parents: dict[str, list[str]], texts: dict[str, tuple[str, str] | None]
) -> set[str]:
    """The commits that led to an entry: of a merge that took one side as it is, that side."""
    found, waiting = set(), [tip]
    while waiting:
        commit = waiting.pop()
        if commit in found or texts[commit] is None:
            continue
        found.add(commit)
        same = [it for it in parents[commit] if texts[it] == texts[commit]]
        waiting += same[:1] or parents[commit]
    return found


def draw(place: Place, examples: int, seed: int | None = None) -> None:
    """Draw so many histories; the first that is wrong is shown with the steps that lead to it.

    Without a seed they are the same ones each time.
    """
    machine: Any = type("Branches", (Branches,), {"place": place})
    if seed is not None:
        machine = hypothesis.seed(seed)(machine)
    run_state_machine_as_test(
        machine,
        settings=hypothesis.settings(
            max_examples=examples,
            stateful_step_count=24,
            deadline=None,
            derandomize=seed is None,
            database=None,
            phases=PHASES,
            print_blob=False,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )


def report(tally: Tally, begun: float) -> str:
    """One line on what came of it."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(tally.joins.items()))
    return (f"{tally.merges} joins in {tally.examples} histories ({kinds}): {tally.conflicts} with a "
            f"conflict, {tally.renumbered} entries with another ID, {tally.reported} joins that lint "
            f"reports, {tally.apart} with one entry as two; {tally.lints} lint runs, {tally.told} entries told; "
            f"{time.monotonic() - begun:.0f} s")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--merges", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=4)
    args = parser.parse_args()
    begun, seed = time.monotonic(), args.seed
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), most_told=4)
        while place.tally.merges < args.merges:
            draw(place, 50, seed)
            seed += 1
        os.chdir("/")
    print(f"{report(place.tally, begun)}; seeds {args.seed} to {seed - 1}")
    return 0


if __name__ == "__main__":
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
    sys.exit(main())
