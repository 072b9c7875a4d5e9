"""Makes logs as agents write them: every shape, as often as it is met in public repositories.

The shares come from a count of 1,274 entries in 66 repositories; each is written beside what it
governs. A log knows what is in it, so that a reader can be held to it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

AREAS = ["infra", "config", "tests", "backend", "frontend", "docs"]
OWN_AREAS = ["workflow", "tooling", "design", "git_sync", "release notes", "backend, docs", "ux"]
CATEGORIES = ["best_practice", "correction", "knowledge_gap", "insight"]
OWN_CATEGORIES = ["workflow", "integration", "user_preference", "tool-choice", "delegation"]
TITLES = [
    "Restart the worker before the cache",
    "Deploy waited for a lock",
    "构建脚本在空目录失败",
    "Ein Pfad mit Leerzeichen",
    "pytest_collects_nothing",
    "retry-budget",
]
OWN_PREFIXES = ["CORR", "KI", "REQ", "FDB", "RUN", "PAT", "FR", "LEARN", "HOT"]
PROSE = [
    "The test runner found no tests because the folder name had a blank in it.",
    "A retry without a limit kept the queue busy for an hour.",
    "用户要求先写测试，再改代码。",
    "The build was green while the artefact was empty; compare sizes after each build.",
    "- first the cause\n- then the remedy\n- [ ] tell the team",
    "| step | took |\n|---|---|\n| build | 40 s |\n| test | 90 s |",
    "> quoted: **Status**: pending is how the message began",
]
SECTIONS = {
    "LRN": [("Summary", 0.92), ("Details", 0.88), ("Suggested Action", 0.82)],
    "ERR": [("Summary", 0.89), ("Error", 0.81), ("Context", 0.79), ("Suggested Fix", 0.81)],
    "FEAT": [
        ("Requested Capability", 0.94),
        ("User Context", 0.94),
        ("Complexity Estimate", 0.88),
        ("Suggested Implementation", 0.88),
    ],
}
OWN_SECTIONS = ["What broke", "现象", "根因", "Lesson", "Fix applied"]
# As written, what it means, how often (in 1,274); None means nothing, "" that it is absent.
STATUSES: list[tuple[str, str | None, float]] = [
    ("resolved", "resolved", 528),
    ("pending", "pending", 395),
    ("promoted", "promoted", 70),
    ("", "", 69),
    ("active", "pending", 59),
    ("fixed", "resolved", 18),
    ("implemented", "resolved", 11),
    ("open", "pending", 10),
    ("wontfix", "wont_fix", 1),
    ("in_progress", "in_progress", 2),
    ("wont_fix", "wont_fix", 1),
    ("✅ resolved (2026-03-02 10:00)", "resolved", 18),
    ("已解决", "resolved", 9),
    ("待处理", "pending", 9),
    ("resolved — pinned the version", "resolved", 20),
    ("promoted (to AGENTS.md)", "promoted", 16),
    ("accepted", None, 10),
    ("logged", None, 6),
    ("candidate", None, 6),
    ("see below", None, 6),
]
PRIORITIES = {"high": 517, "medium": 373, "low": 169, "critical": 61, "": 143, "P2": 10}
TEMPLATE = """## [LRN-YYYYMMDD-XXX] category

**Logged**: ISO-8601 timestamp
**Priority**: low | medium | high | critical
**Status**: pending

### Summary
One-line description
"""
SAMPLE = "```markdown\n## [LRN-20250115-001] correction\n\n**Status**: pending\n```\n\n"
LEGEND = (
    "**Categories**: correction | insight | knowledge_gap | best_practice\n"
    "**Statuses**: pending | in_progress | resolved | wont_fix | promoted\n\n"
    "| Status | Meaning |\n|---|---|\n| `pending` | not yet addressed |\n\n---\n\n"
)


@dataclass(slots=True)
class Made:
    """An entry that was made: its ID, what its status means, why it is in error."""

    id: str
    status: str | None
    faults: set[str] = field(default_factory=set)


@dataclass(slots=True)
class MadeLog:
    """A log that was made, and its entries in order."""

    data: bytes
    entries: list[Made]


class Author:
    """Writes logs; the same seed writes the same logs."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.day = dt.date.min
        self.ids: list[str] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, items: Sequence[str]) -> str:
        return items[int(self.random.random() * len(items))]

    def weighted(self, shares: Mapping[str, float]) -> str:
        return self.random.choices(list(shares), list(shares.values()))[0]

    def log(self, name: str, size: int) -> MadeLog:
        """One file with about `size` entries, in the order and the bytes that people have."""
        prefix = {"LEARNINGS.md": "LRN", "ERRORS.md": "ERR"}.get(name, "FEAT")
        texts: list[str] = []
        entries: list[Made] = []
        for number in range(1, size + 1):
            self.day += dt.timedelta(days=int(self.chance(0.4)))
            # 2.2 % of the IDs are taken twice, each time for another body.
            again = (
                self.pick([each.id for each in entries]) if entries and self.chance(0.022) else ""
            )
            text, made = self.entry(prefix, number, again)
            if again:
                twins = (each for each in entries if each.id == again)
                for each in (made, *twins):
                    each.faults.add("duplicate-id")
            texts.append(text)
            entries.append(made)
            if self.chance(0.04):  # other headings between the entries: 62 in 9 repositories
                texts.append("## Statistics\n\nThree of them are done.\n\n")
        if self.chance(0.14):  # newest first: 8 of 56 files
            texts.reverse()
            entries.reverse()
        text = self.preamble() + "".join(texts)
        return MadeLog(self.bytes(text), entries)

    def preamble(self) -> str:
        """A title, a legend, a template in a fence or in a comment, or nothing at all."""
        text = "" if self.chance(0.18) else "# Learnings Log\n\nWhat we learnt.\n\n"
        if self.chance(0.14):
            text += LEGEND
        if self.chance(0.3):
            text += f"```markdown\n{TEMPLATE}```\n\n" if self.chance(0.5) else SAMPLE
        elif self.chance(0.05):
            text += f"<!--\n{TEMPLATE}-->\n\n"
        elif self.chance(0.1):
            text += TEMPLATE + "\n"
        return text

    def bytes(self, text: str) -> bytes:
        """18 % have no final newline, 3 % a byte order mark, 2 % CR LF."""
        if self.chance(0.18):
            text = text.rstrip("\n")
        if self.chance(0.02):
            text = text.replace("\n", "\r\n")
        return (b"\xef\xbb\xbf" if self.chance(0.03) else b"") + text.encode(
            "utf-8", "surrogateescape"
        )

    def entry(self, kind: str, number: int, again: str) -> tuple[str, Made]:
        """One entry as text, maybe with an ID that is taken, and what is known about it."""
        prefix = kind if self.chance(0.85) else self.pick(OWN_PREFIXES)
        written, meaning = self.status()
        made = Made(again or self.id(prefix, number), meaning)
        if made.id.count("-") == 1:
            made.faults.add("malformed-id")  # a number without a date: 6 entries
        if meaning is None:
            made.faults.add("unknown-value")
        if meaning == "":
            made.faults.add("missing-field")
        level = self.weighted({"##": 98.0, "###": 1.4, "#": 0.6})
        parts = [self.heading(level, made.id, kind)]
        parts.append("\n\n" if self.chance(0.97) else "\n")
        parts.append(self.header(written))
        parts.append("\n" + self.body(level, kind, written))
        if self.chance(0.002):  # a block in another encoding: 2 of 154 files
            made.faults.add("unreadable-text")
            parts.append("\udcd5\udcd2\udcb2\udcbb\n\n")
        if self.chance(0.69):
            parts.append("---\n\n")
        return "".join(parts), made

    def id(self, prefix: str, number: int) -> str:
        """An ID: three digits in 72 %, a clock time in 24 %, letters, two digits."""
        day = f"{self.day:%Y-%m-%d}" if self.chance(0.01) else f"{self.day:%Y%m%d}"
        if self.chance(0.005):
            day = "2026"
        clock = f"{number % 24:02d}{number * 7 % 60:02d}"
        suffix = self.weighted(
            {
                f"{number:03d}": 72.4,
                clock: 23.0,
                clock + f"{number % 60:02d}": 1.8,
                f"{number:02d}": 0.9,
                f"{number:03d}B": 0.3,
                f"X{number % 36:02d}": 1.0,
                f"SLUG-{number}": 0.6,
            }
        )
        made = f"{prefix}-{suffix}" if day == "2026" else f"{prefix}-{day}-{suffix}"
        while made in self.ids:
            made += "A" if made[-1].isdigit() else "B"
        self.ids.append(made)
        return made

    def heading(self, level: str, id_: str, kind: str) -> str:
        shown = f"[{id_}]" if self.chance(0.952) else id_
        own = self.chance(0.38)
        name = self.pick(OWN_CATEGORIES if own else CATEGORIES) if kind == "LRN" else ""
        tail = name or self.pick(TITLES)
        if self.chance(0.234):
            return f"{level} {shown}"
        if self.chance(0.03):
            return f"{level} {shown}" + self.pick([" | ", " — ", ": ", " - "]) + tail
        return f"{level} {shown} {tail}"

    def status(self) -> tuple[str, str | None]:
        weights = [share for _, _, share in STATUSES]
        written, meaning, _ = self.random.choices(STATUSES, weights)[0]
        return written, meaning

    def header(self, status: str) -> str:
        """The field lines, mostly `**Key**: value` in the usual order."""
        fields = [
            ("Logged", self.logged() if self.chance(0.713) else ""),
            ("Priority", self.weighted(PRIORITIES)),
            ("Status", status),
            ("Area", self.area() if self.chance(0.711) else ""),
        ]
        if self.chance(0.327):
            extra = self.pick(["Project", "Category", "Type", "项目", "Promoted to", "Agent"])
            fields.append((extra, "AGENTS.md" if extra == "Promoted to" else "payments"))
        fields = [(key, value) for key, value in fields if value]
        if self.chance(0.005):
            rows = "".join(f"| {key} | {value} |\n" for key, value in fields)
            return "| Field | Value |\n|---|---|\n" + rows
        form = self.weighted({"**{}**: {}": 76, "**{}:** {}": 20.6, "- **{}**: {}": 0.9})
        end = "  \n" if self.chance(0.075) else "\n"
        if self.chance(0.05) and form == "**{}**: {}":
            form, chinese = "**{}**：{}", {"Status": "状态", "Priority": "优先级", "Area": "领域"}
            fields = [(chinese.get(key, key), value) for key, value in fields]
        return "".join(form.format(key, value) + end for key, value in fields)

    def logged(self) -> str:
        """An offset 58 %, Z 38 %, no zone 3 %, a date 0.4 %; midnight 13 %, a day off 3 %."""
        day = self.day + dt.timedelta(days=self.pick(["0"] * 96 + ["1", "-1", "1"]) == "1")
        clock = "00:00:00" if self.chance(0.13) else f"{self.random.randrange(24):02d}:14:09"
        zone = self.weighted({"+08:00": 52, ".250+02:00": 5, "Z": 36, ".371Z": 2, "": 3.2})
        return day.isoformat() if self.chance(0.004) else f"{day.isoformat()}T{clock}{zone}"

    def area(self) -> str:
        return self.pick(AREAS if self.chance(0.53) else OWN_AREAS)

    def body(self, level: str, kind: str, status: str) -> str:
        """Sections below the heading; 15 % have none, 31 % hold a fence."""
        if self.chance(0.155):
            return self.pick(PROSE) + "\n\n" + self.fence()
        sub = level + "#"
        parts = []
        for title, share in SECTIONS[kind]:
            if self.chance(share):
                parts.append(f"{sub} {title}\n{self.pick(['', chr(10)])}{self.prose()}\n\n")
        if self.chance(0.06):
            parts.append(f"{sub} {self.pick(OWN_SECTIONS)}\n\n{self.prose()}\n\n")
        if parts and self.chance(0.35):
            parts[-1] += self.fence()
        if self.chance(0.018):
            parts.append("---\n\nMore of it, below a line.\n\n")
        if status.startswith(("resolved", "✅", "fixed")) and self.chance(0.51):
            parts.append(f"{sub} Resolution\n- **Resolved**: {self.day}T09:00:00Z\n\n")
        if self.chance(0.65):
            parts.append(f"{sub} Metadata\n{self.metadata()}\n")
        return "".join(parts)

    def prose(self) -> str:
        return self.pick(PROSE)

    def fence(self) -> str:
        mark = self.pick(["```", "```", "```", "~~~", "````"])
        code = self.pick(
            [
                "make: *** [Makefile:12: build] Error 2",
                "# restart the worker\nkubectl rollout restart deploy/api",
                "## [ERR-20260301-999] only an example\n\n**Status**: pending",
                'Traceback (most recent call last):\n  File "a.py", line 1\n---\n',
            ]
        )
        return f"{mark}sh\n{code}\n{mark}\n\n"

    def metadata(self) -> str:
        """`- Key: value` in 96 %, bare or bold lines in the rest."""
        lines = [("Related Files", "src/app.py, docs/run.md"), ("Source", "user_feedback")]
        if self.chance(0.5):
            lines.append(("Tags", "build, cache"))
        if self.chance(0.45):
            lines.append(("Reproducible", self.pick(["yes", "no", "unknown"])))
        if self.chance(0.2):
            lines += [("Pattern-Key", "build.empty_artefact"), ("Pattern-Key", "cache.stale")]
        if self.chance(0.08):
            lines.append(("Recurrence-Count", str(self.random.randrange(1, 4))))
        if self.chance(0.17):
            known = self.pick(self.ids)
            other = self.weighted({known: 84, "LRN-20190101-001": 4, "none": 10, "docs/run.md": 5})
            lines.append(("See Also", other))
        form = self.weighted({"- {}: {}\n": 95.8, "{}: {}\n": 3.3, "- **{}**: {}\n": 0.9})
        return "".join(form.format(key, value) for key, value in lines)


def repositories(seed: int, count: int) -> list[dict[str, MadeLog]]:
    """That many repositories, each with three logs; half of the logs hold few entries or none."""
    author = Author(seed)
    made = []
    for _ in range(count):
        author.ids = []
        author.day = dt.date(2026, 1, 5)
        names = ("LEARNINGS.md", "ERRORS.md", "FEATURE_REQUESTS.md")
        made.append(
            {name: author.log(name, author.random.choice([0, 1, 3, 8, 30])) for name in names}
        )
    return made
