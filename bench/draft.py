"""One entry of the corpus: its number, ID, theme and parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from .phrase import Rand, phrases

EPOCH = dt.date(2024, 1, 1)
PER_DAY = 40
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FINAL = phrases("final")


def day_of(number: int) -> dt.date:
    """Entries are in time order, forty a day."""
    return EPOCH + dt.timedelta(days=number // PER_DAY)


def kind_of(seed: int, number: int) -> str:
    """55 % LRN, 30 % OPS, 15 % FEAT."""
    share = Rand(seed, "kind", number).real()
    return "LRN" if share < 0.55 else "OPS" if share < 0.85 else "FEAT"


def id_of(seed: int, number: int) -> str:
    """One ID in eight has a suffix of letters and digits; all are unique within their day."""
    turn = number % PER_DAY
    if number % 8 == 5:
        suffix = BASE_36[10 + turn // 36] + BASE_36[turn % 36] + BASE_36[10 + number % 26]
    else:
        suffix = f"{turn + 1:03d}"
    return f"{kind_of(seed, number)}-{day_of(number):%Y%m%d}-{suffix}"


def theme_of(seed: int, number: int) -> int:
    """Which theme an entry tells of: 30 % stand alone (negative), the rest have a long tail."""
    source = Rand(seed, "theme", number)
    if source.chance(0.30):
        return -1 - number
    return int(4000 * source.real() ** 2)


@dataclass(slots=True)
class Draft:
    """The parts of an entry, for a defect to spoil before they are joined.

    `dice` is what a defect draws from.
    """

    seed: int
    number: int
    id: str
    kind: str
    theme: int
    day: dt.date
    heading: str
    fields: list[tuple[str, str]]
    sections: list[tuple[str, str]] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    status: str = "pending"
    resolution: str = ""
    separator: str = "---\n\n"
    defect: str = ""
    dice: Rand = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Rand(self.seed, "defect", self.number)

    @property
    def title(self) -> str:
        """What the heading says behind the ID."""
        return self.heading.partition("] ")[2].strip()

    @property
    def skill(self) -> str:
        """The folder of the skill that the entry may become."""
        return "skills/" + self.title.replace(" ", "-")

    def put(self, name: str, value: str) -> None:
        """Set the field, if there is one of that name."""
        self.fields = [(key, value if key == name else old) for key, old in self.fields]

    def move(self, status: str, when: str) -> None:
        """Set the status; a final one writes the Resolution section too."""
        self.status = status
        self.put("Status", status)
        notes = {
            "wont_fix": "reason: rare; risk assessment: low, accepted",
            "promoted": "moved to a runbook",
            "promoted_to_skill": "extracted",
        }.get(status, "fixed and verified")
        if status == "promoted_to_skill" and self.metadata:
            self.metadata.append("Skill-Path: " + self.skill)
        if status in FINAL:
            self.resolution = (
                f"### Resolution\n\n- **Resolved**: {when}\n"
                f"- **Postmortem**: https://wiki.example.net/pm/{self.id}\n- **Notes**: {notes}\n\n"
            )

    def text(self) -> str:
        """The entry as Markdown."""
        out = [self.heading]
        for name, value in self.fields:
            out.append(f"**{name}**: {value}\n")
            if name == "Status" and self.status.startswith("promoted"):
                out.append("**Promoted**: runbook\n")
        out.append("\n")
        out += [f"### {title}\n\n{body}\n\n" for title, body in self.sections]
        out.append(self.resolution)
        if self.metadata:
            out.append("### Metadata\n\n" + "\n".join("- " + m for m in self.metadata) + "\n\n")
        out.append(self.separator)
        return "".join(out)
