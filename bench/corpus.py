"""Deterministic logs of any size, with planted defects and the truth about them.

    python -m bench.corpus file --entries 50 --out small.md
    python -m bench.corpus tree --entries 10000 --files 60 --defects 0.05 --out tree --truth t.jsonl

Entry N depends on the seed and on N alone, so that the first 50 entries of a corpus of 10,000
are the corpus of 50, and the same arguments give the same bytes on every machine. About 55 %
are learnings, 30 % operations issues, 15 % feature requests; the median entry has 1.5 kB, one
in a hundred more than 3.8 kB; 18 % hold a code fence, and some hold text that only looks like
an entry. `--defects 0.05` spoils one thing in one entry of twenty; `--truth` writes one JSON
line per entry: its ID, the ID that its heading shows, its file, its theme and its defect.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from .defect import STATUS_DEFECTS, plant
from .draft import FINAL, Draft
from .phrase import Rand, phrases
from .writer import Writer

FILES = {
    "LRN": "LEARNINGS.md",
    "OPS": "OPERATIONS_ISSUES.md",
    "FEAT": "FEATURE_REQUESTS.md",
}
HEADERS = {
    "LEARNINGS.md": (
        "# Operations Learnings\n\n"
        "Process bottlenecks, incident patterns, capacity insights and toil.\n\n"
        f"**Categories**: {' | '.join(phrases('categories'))}\n"
        f"**Areas**: {' | '.join(phrases('areas'))}\n\n---\n\n"
    ),
    "OPERATIONS_ISSUES.md": (
        "# Operations Issues Log\n\nIncidents, outages, SLA breaches, capacity problems.\n\n---\n\n"
    ),
    "FEATURE_REQUESTS.md": (
        "# Feature Requests\n\nOperations tooling, automation and monitoring requests.\n\n---\n\n"
    ),
}
ONE_FILE = "# Operations Learnings\n\nOne log for all kinds of entries.\n\n---\n\n"


def entry(seed: int, number: int, defects: float = 0.0) -> Draft:
    """Entry `number` with the status that it has come to by now, one defect at most."""
    draft = Writer(seed, number).draft()
    plant(draft, defects)
    source = Rand(seed, "status", number)
    if draft.defect in STATUS_DEFECTS:
        return draft
    share = source.real()
    if share >= 0.35:
        status = "in_progress" if share < 0.5 else source.pick(FINAL)
        when = draft.day + dt.timedelta(days=source.number(1, 30))
        draft.move(status, when.isoformat() + "T09:00:00Z")
    return draft


def one_file(entries: int, seed: int = 1, defects: float = 0.0, start: int = 0) -> str:
    """The text of one log with all kinds of entries."""
    drafts = (entry(seed, number, defects) for number in range(start, start + entries))
    return ONE_FILE + "".join(draft.text() for draft in drafts)


def tree(
    entries: int, files: int, seed: int = 1, defects: float = 0.0
) -> Iterator[tuple[str, Draft]]:
    """Path and entry, spread over the three logs of services of unequal size."""
    for number in range(entries):
        draft = entry(seed, number, defects)
        yield path_of(seed, draft, files), draft


def path_of(seed: int, draft: Draft, files: int) -> str:
    """The file of an entry: services by a square law; what is over becomes archives."""
    services = max(1, files // 3)
    share = Rand(seed, "file", draft.number).real()
    service = int(services * (0.35 * share * share + 0.65 * share))
    if service * 3 >= files:
        service = 0
    name = FILES[draft.kind]
    if service < files - services * 3 and draft.kind == "LRN" and share * 1e6 % 1 < 0.5:
        name = "ARCHIVE.md"
    if files <= 3:
        return ".learnings/" + name
    names = phrases("services")
    folder = names[service % len(names)]
    if service >= len(names):
        folder += f"-{service // len(names) + 1}"
    return f"services/{folder}/.learnings/{name}"


def write_tree(
    out: Path, entries: int, files: int, seed: int = 1, defects: float = 0.0
) -> list[dict[str, object]]:
    """Write the logs under `out`; the truth about each entry, in order."""
    texts: dict[str, list[str]] = {}
    truth = []
    for path, draft in tree(entries, files, seed, defects):
        header = HEADERS.get(path.rpartition("/")[2], "# Archive\n\n---\n\n")
        texts.setdefault(path, [header]).append(draft.text())
        truth.append(truth_of(draft, path))
        if draft.status == "promoted_to_skill":
            texts[draft.skill + "/SKILL.md"] = [f"# {draft.title}\n"]
    for path, parts in texts.items():
        full = out / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes("".join(parts).encode())
    return truth


def truth_of(draft: Draft, path: str) -> dict[str, object]:
    """What is known of an entry: `shown` is the ID that its heading has."""
    return {
        "id": draft.id,
        "shown": draft.heading[4 : draft.heading.index("]")],
        "file": path,
        "theme": draft.theme,
        "defect": draft.defect or None,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a file or a tree."""
    given = _parser().parse_args(arguments)
    out = Path(given.out)
    if given.command == "file":
        text = one_file(given.entries, given.seed, given.defects, given.start)
        out.write_bytes(text.encode())
        numbers = range(given.start, given.start + given.entries)
        drafts = (entry(given.seed, number, given.defects) for number in numbers)
        truth = [truth_of(draft, out.name) for draft in drafts] if given.truth else []
    else:
        truth = write_tree(out, given.entries, given.files, given.seed, given.defects)
    if given.truth:
        Path(given.truth).write_text("".join(json.dumps(line) + "\n" for line in truth))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.corpus",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, purpose in (("file", "one file"), ("tree", "entries spread over files")):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("--entries", type=int, default=50, help="how many (default 50)")
        command.add_argument("--out", required=True, help="file or folder to write")
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--defects", type=float, default=0.0, help="share that has one")
        command.add_argument("--truth", help="write the truth here, as JSON lines")
        if name == "file":
            command.add_argument("--start", type=int, default=0, help="number of the first")
        else:
            command.add_argument("--files", type=int, default=3, help="how many (default 3)")
    return parser


if __name__ == "__main__":
    main()
