"""Writes one entry of the corpus from (seed, number) alone."""

from __future__ import annotations

import datetime as dt

from .draft import PER_DAY, Draft, day_of, id_of, kind_of, theme_of
from .phrase import Rand, cores, fences, phrases

SERVICES, AREAS, CATEGORIES = phrases("services"), phrases("areas"), phrases("categories")
OPENERS, CAUSES, FIXES = phrases("openers"), phrases("causes"), phrases("fixes")
FILLER, TAGS = phrases("filler"), phrases("tags")
PRIORITIES, SEVERITIES = phrases("priorities"), phrases("severities")
SOURCES, TRIGGERS, ENVIRONMENTS = phrases("sources"), phrases("triggers"), phrases("environments")
PLACES, TASKS = phrases("places"), phrases("tasks")
CORES, FENCES = cores(), fences()
PEOPLE = ["ana", "ben", "chi", "dev", "eva"]
EVENTS = ["Issue detected", "Incident declared", "Root cause identified", "Mitigated", "Restored"]


class Writer:
    """Writes one draft: the random source, the theme and the words that fill the templates."""

    def __init__(self, seed: int, number: int) -> None:
        self.seed, self.number = seed, number
        self.source = Rand(seed, "entry", number)
        self.kind, theme = kind_of(seed, number), theme_of(seed, number)
        self.day = day_of(number)
        core = Rand(seed, "core", theme)
        self.core = core
        self.component, failure, cause, fix = core.pick(CORES)
        if theme < 0:  # one that stands alone mixes the parts of unrelated cores
            failure, cause, fix = core.pick(CORES)[1], core.pick(CORES)[2], core.pick(CORES)[3]
        own = not self.source.chance(0.15)
        self.service = core.pick(SERVICES) if own else self.source.pick(SERVICES)
        made_up = "auto_" + self.component.split()[-1]
        self.category = core.pick(CATEGORIES) if self.kind != "FEAT" else made_up
        self.area = core.pick(AREAS)
        place = core.pick(PLACES) + " " + core.pick(TASKS)
        hour = number % PER_DAY * 24 // PER_DAY
        minute, second = self.source.number(0, 59), self.source.number(0, 59)
        self.stamp = f"{self.day.isoformat()}T{hour:02d}:{minute:02d}:{second:02d}Z"
        self.theme = theme
        self.slots: dict[str, object] = {
            "c": self.component,
            "C": self.component[0].upper() + self.component[1:],
            "f": failure,
            "k": cause,
            "x": fix,
            "svc": self.service,
            "pl": place,
            "day": self.day.isoformat(),
            "ymd": f"{self.day:%Y%m%d}",
            "ts": self.stamp,
        }

    def draft(self) -> Draft:
        """The entry, pending and without a defect."""
        draft = self._head()
        size = self._size()
        summary = self.fill(self.source.pick(OPENERS))
        write = {"LRN": self._learning, "OPS": self._issue, "FEAT": self._request}[self.kind]
        draft.sections = write(size)
        if self.kind != "FEAT":
            draft.sections.insert(0, ("Summary", summary))
        self._decorate(draft.sections)
        draft.metadata = self._metadata()
        draft.fields = self._fields()
        return draft

    def fill(self, template: str) -> str:
        """A template with its words and with fresh figures."""
        source = self.source
        self.slots["n"] = source.number(2, 9)
        self.slots["m"] = source.number(10, 95)
        self.slots["b"] = source.number(100, 4000)
        if "{hex" in template or "{uuid}" in template:
            digits = source.hexadecimal(64)
            self.slots |= {"hex7": digits[:7], "hex8": digits[:8], "hex64": digits}
            cuts = ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
            self.slots["uuid"] = "-".join(digits[start:end] for start, end in cuts)
        return template.format_map(self.slots)

    def prose(self, templates: list[str]) -> str:
        """Sentences in lines of at most 96 characters."""
        lines: list[str] = []
        line: list[str] = []
        size = 0
        for word in " ".join(self.fill(each) for each in templates).split(" "):
            if size + len(word) > 96 and line:
                lines.append(" ".join(line))
                line, size = [], 0
            line.append(word)
            size += len(word) + 1
        return "\n".join([*lines, " ".join(line)])

    def some(self, low: int, high: int) -> list[str]:
        """That many filler sentences."""
        return [self.source.pick(FILLER) for _ in range(self.source.number(low, high))]

    def _head(self) -> Draft:
        number, kind = self.number, self.kind
        name = self.category
        if kind == "OPS":
            name += "_" + self.service.replace("-", "_")
        id_ = id_of(self.seed, number)
        return Draft(
            self.seed, number, id_, kind, self.theme, self.day, f"## [{id_}] {name}\n\n", []
        )

    def _size(self) -> int:
        if self.source.chance(0.80):
            return 1
        return 2 if self.source.chance(0.85) else 8  # the tail of long entries

    def _learning(self, size: int) -> list[tuple[str, str]]:
        pick, fill = self.source.pick, self.fill
        templates = [pick(OPENERS), pick(CAUSES), *self.some(2 * size, 5 * size), pick(FIXES)]
        text = self.prose(templates)
        if size > 1:
            text += "\n\n" + self.prose(self.some(2, 4)) + "\n\n"
            steps = enumerate(self.some(2, 5), 1)
            text += "\n".join(f"{turn}. {fill(each)}" for turn, each in steps)
        impact = (
            "- **Blast Radius**: {svc} and its callers, about {b} users\n"
            "- **Duration**: {m} minutes\n- **Error Budget Consumed**: {n} %"
        )
        sections = [("Details", text), ("Impact", fill(impact))]
        if self.source.chance(0.8):
            metrics = (
                "- MTTR: {m} minutes\n- MTTD: {n} minutes\n"
                "- Frequency: {n} times per month\n- Toil Hours: {n}"
            )
            sections.append(("Metrics", fill(metrics)))
        sections.append(("Suggested Action", self.prose([pick(FIXES), *self.some(0, 1)])))
        return sections

    def _issue(self, size: int) -> list[tuple[str, str]]:
        pick = self.source.pick
        impact = (
            "- **Users Affected**: {b}\n- **Duration**: {m} minutes\n"
            "- **SLO Impact**: consumed {n} % of the monthly budget"
        )
        return [
            ("Timeline", self._timeline()),
            ("Impact", self.fill(impact)),
            ("Root Cause", self.prose([pick(CAUSES), *self.some(size, 3 * size)])),
            ("Mitigation", self.prose(self.some(1, 2 * size))),
            ("Prevention", self.prose([pick(FIXES), *self.some(0, size)])),
            ("Action Items", self._items()),
        ]

    def _timeline(self) -> str:
        source = self.source
        at = source.number(0, 18) * 60 + source.number(0, 59)
        rows = ["| Time (UTC) | Event |", "|------------|-------|"]
        for event in EVENTS:
            note = "" if source.chance(0.5) else self.fill(", {n} of {m} checks failing")
            rows.append(f"| {at // 60 % 24:02d}:{at % 60:02d} | {event}{note} |")
            at += source.number(2, 45)
        return "\n".join(rows)

    def _items(self) -> str:
        source = self.source
        lines = []
        for _ in range(source.number(1, 3)):
            mark, text, who = source.pick(" x"), self.fill(source.pick(FIXES)), source.pick(PEOPLE)
            due = self.day + dt.timedelta(days=source.number(3, 40))
            lines.append(f"- [{mark}] {text} ({who}, {due.isoformat()})")
        return "\n".join(lines)

    def _request(self, size: int) -> list[tuple[str, str]]:
        pick = self.source.pick
        return [
            ("Requested Capability", self.prose([pick(FIXES), *self.some(0, 1)])),
            ("User Context", self.prose([pick(OPENERS), pick(CAUSES), *self.some(1, 2 * size)])),
            ("Complexity Estimate", pick(["simple", "medium", "complex"])),
            ("Suggested Implementation", self.prose([pick(FIXES), *self.some(1, 2 * size)])),
        ]

    def _decorate(self, sections: list[tuple[str, str]]) -> None:
        """A fence in 18 % of the entries; a quotation that looks like an entry in some others."""
        source = self.source
        if source.chance(0.18):
            language, code = source.pick(FENCES)
            at = source.number(1, len(sections) - 1)
            title, text = sections[at]
            sections[at] = (title, f"{text}\n\n```{language}\n{self.fill(code)}\n```")
        elif source.chance(0.04):
            title, text = sections[1]
            quoted = "> **Status**: this line is a quotation\n> ## [LRN-20200101-001] quoted"
            sections[1] = (title, f"{text}\n\n{quoted}")

    def _metadata(self) -> list[str]:
        source = self.source
        lines = self._origin()
        if source.chance(0.5):
            alert = source.pick(["latency", "errors", "saturation", "traffic"])
            lines.append(f"Related Alerts: {self.service}-{alert}")
        lines.append("Tags: " + ", ".join(sorted({source.pick(TAGS) for _ in range(3)})))
        if self.number > 10 and source.chance(0.35):
            other = source.number(max(0, self.number - 400), self.number - 1)
            lines.append("See Also: " + id_of(self.seed, other))
        if self.theme >= 0:
            lines.append(f"Pattern-Key: {self.core.pick(CATEGORIES)}.{self.component.split()[-1]}")
            lines.append(f"Recurrence-Count: {source.number(1, 9)}")
            first = self.day - dt.timedelta(days=source.number(1, 60))
            lines += ["First-Seen: " + first.isoformat(), "Last-Seen: " + self.day.isoformat()]
        return lines

    def _origin(self) -> list[str]:
        pick = self.source.pick
        if self.kind == "FEAT":
            return ["Frequency: " + pick(["first_time", "recurring"])]
        learning = self.kind == "LRN"
        return [
            "Source: " + pick(SOURCES) if learning else "Trigger: " + pick(TRIGGERS),
            "Environment: " + pick(ENVIRONMENTS),
            ("Service: " if learning else "Services Affected: ") + self.service,
        ]

    def _fields(self) -> list[tuple[str, str]]:
        pick = self.source.pick
        fields = [("Logged", self.stamp), ("Priority", pick(PRIORITIES)), ("Status", "pending")]
        if self.kind == "OPS":
            fields.append(("Severity", pick(SEVERITIES)))
        fields.append(("Area", self.area))
        if self.source.chance(0.2):
            fields.append(("Skill", "operations"))
        return fields
