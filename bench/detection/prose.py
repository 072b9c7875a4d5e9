"""Prose of operations, made from the corpus of the bench or read from folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from learnings import draft, scaffold
from learnings.preset import Presets

from .collection import SEED
from .engine import Asked, Engine, Flag
from .kinds import data
from .kitchen import cooked, seeded

_ENDINGS = frozenset((".md", ".markdown", ".rst", ".txt"))
_LARGEST = 2_000_000  # bytes; a longer file is data
_BATCH = 200


class Page(NamedTuple):
    """A text with the name under which its flags are listed."""

    name: str
    text: str


def generated(entries: int, seed: int = SEED) -> Iterator[Page]:
    """Logs as the bench writes them, sentences of runbooks, and the templates of the presets."""
    for start in range(0, entries, 100):
        count = min(100, entries - start)
        yield Page(f"log-{start}.md", corpus.one_file(count, seed, start=start))
        yield Page(f"runbook-{start}.md", _runbook(count * 12, seed, start))
    presets = Presets()
    for name in presets.names():
        preset = presets.preset(name)
        for file in scaffold.files(preset):
            yield Page(file.path, file.text)
        for kind in preset.kinds.values():
            yield Page(f"{name}/{kind.name}", draft.render(draft.Draft(kind)))


def _runbook(count: int, seed: int, start: int) -> str:
    sentences = data("prose")["sentences"]
    dice = seeded(seed, "runbook", start)
    return "\n".join(cooked(dice.choice(sentences), dice) for _ in range(count)) + "\n"


def read(folders: Sequence[str]) -> Iterator[Page]:
    """The prose below the folders, each text once, in the order of the names."""
    seen: set[int] = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() not in _ENDINGS or not path.is_file() or path.is_symlink():
                continue
            if path.stat().st_size > _LARGEST:
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            if (mark := hash(text)) not in seen:
                seen.add(mark)
                yield Page(str(path), text)


class Flagged(NamedTuple):
    """A flag in prose: where and by what, never the value."""

    name: str
    line: int
    check: str
    detector: str
    length: int

    def __str__(self) -> str:
        return f"{self.name}:{self.line} {self.detector} {self.length}"


def flagged(engine: Engine, pages: Iterable[Page]) -> tuple[int, list[Flagged]]:
    """How many lines the pages have, and what is flagged in them."""
    lines, found = 0, []
    batch: list[Page] = []
    for page in [*pages, None]:
        if page is not None:
            lines += page.text.count("\n") + 1
            batch.append(page)
        if len(batch) == _BATCH or page is None:
            answers = engine([Asked(item.text) for item in batch])
            for item, flags in zip(batch, answers, strict=True):
                found += [_flagged(item, flag) for flag in flags]
            batch = []
    return lines, found


def _flagged(page: Page, flag: Flag) -> Flagged:
    line = page.text.count("\n", 0, flag.start) + 1
    return Flagged(page.name, line, flag.check, flag.detector, flag.end - flag.start)
