"""All figures of one engine on one half of the collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .collection import VALUES, samples
from .decoys import TIMES, decoys
from .engine import Asked, Engine, Flag
from .figures import Answer, Score, grouped, noise, score, surroundings
from .kinds import OTHER_GROUPS
from .prose import Flagged, Page, flagged
from .rawlog import address_lines, quiet_lines
from .sample import SECRETS, Decoy, Kind, is_unseen

# Families of which all that tell by themselves has to be found, but not all that is only named.
TELLING = frozenset(("docker",))
_ADDRESSES = ("private-address", "internal-host", "hardware-address")
# The kinds of the generic family whose values stand in sentences.
_PROSE = frozenset(
    (
        *("root-password", "admin-pair", "login-prose", "password-changed", "password-far"),
        *("password-label", "chinese", "german", "spanish"),
        *("key-in-prose", "token-in-prose", "secret-in-prose"),
    )
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made: values of a kind, fillings of a sentence of noise, lines, entries."""

    values: int = VALUES
    times: int = TIMES
    lines: int = 32_000
    entries: int = 2_000


@dataclass(slots=True)
class Report:
    """The figures by name, with how many samples each is of, and what was missed or flagged."""

    figures: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    missed: list[Answer] = field(default_factory=list)
    uncovered: list[Answer] = field(default_factory=list)
    wrong: list[tuple[Decoy, tuple[Flag, ...]]] = field(default_factory=list)
    prose: list[Flagged] = field(default_factory=list)

    def put(self, name: str, value: float, count: int) -> None:
        """Add a figure of that many samples, unless there are none."""
        if count:
            self.figures[name], self.counts[name] = value, count

    def score(self, name: str, of: Score, *, macro: bool = False) -> None:
        """Add the share that a score says."""
        self.put(name, of.macro if macro else of.micro, of.total)


def measured(engine: Engine, split: str, size: Size, pages: Iterable[Page] = ()) -> Report:
    """What an engine finds of a split, flags of its noise, of raw log lines and of the pages."""
    report = Report()
    answers = _asked(engine, split, size.values)
    _positives(report, answers)
    report.missed = [item for item in answers if not item.is_found]
    report.uncovered = [item for item in answers if item.is_found and not item.is_covered]
    _negatives(report, engine, split, size.times)
    _logs(report, engine, size.lines)
    lines, report.prose = flagged(engine, pages)
    for name, checks in (("secrets", SECRETS), ("network and pii", None)):
        found = [item for item in report.prose if (item.check in SECRETS) is bool(checks)]
        share = len(found) * 100_000 / lines if lines else 0.0
        report.put(f"prose, wrong {name} per 100,000 lines", share, lines)
    return report


def _asked(engine: Engine, split: str, values: int) -> list[Answer]:
    asked = list(samples(split, values))
    flags = engine([Asked(item.text, item.kind.is_told) for item in asked])
    return [Answer(item, tuple(found)) for item, found in zip(asked, flags, strict=True)]


def _positives(report: Report, answers: Sequence[Answer]) -> None:
    secrets = [item for item in answers if item.sample.kind.group == "secret"]
    wrapped = [item for item in secrets if not item.sample.surrounding]
    report.score("secrets, micro", score(wrapped))
    report.score("secrets, macro", score(wrapped), macro=True)
    report.score("secrets, whole value", score(wrapped, lambda item: item.is_covered))
    unseen = [item for item in wrapped if is_unseen(item.sample.kind.key)]
    report.score("secrets of kinds in no other half, macro", score(unseen), macro=True)
    prose = [item for item in wrapped if _is_prose(item.sample.kind)]
    report.score("credentials in prose", score(prose))
    for name, of in grouped(wrapped, lambda item: f"wrap {item.sample.wrap}").items():
        report.score(name, of)
    for name, of in grouped(wrapped, lambda item: item.sample.kind.family).items():
        report.score(f"family {name}", of, macro=True)
    own = [item for item in wrapped if item.sample.kind.is_bare]
    for name, of in grouped(own, lambda item: item.sample.kind.family).items():
        if name in TELLING:
            report.score(f"family {name}, telling by themselves", of, macro=True)
    for name, of in surroundings(secrets).items():
        report.score(f"bare, {name}", of)
    for group in OTHER_GROUPS:
        found = [item for item in answers if item.sample.kind.group == group]
        report.score(group, score(found), macro=True)
        report.score(f"{group}, whole value", score(found, lambda item: item.is_covered))


def _is_prose(kind: Kind) -> bool:
    return kind.family == "generic" and kind.name in _PROSE


def _negatives(report: Report, engine: Engine, split: str, times: int) -> None:
    made = list(decoys(split, times))
    flags = engine([Asked(item.text) for item in made])
    pairs = list(zip(made, flags, strict=True))
    report.wrong = [(item, tuple(found)) for item, found in pairs if found]
    for name, is_near in (("noise", False), ("near misses", True)):
        own = [(item, found) for item, found in pairs if item.is_near is is_near]
        texts, found = [item for item, _ in own], [flags for _, flags in own]
        report.score(f"{name} flagged, secrets", noise(texts, found, SECRETS), macro=True)
        report.score(f"{name} flagged, all", noise(texts, found, ()), macro=True)


def _logs(report: Report, engine: Engine, lines: int) -> None:
    quiet = list(quiet_lines(lines))
    flags = engine([Asked(item.text) for item in quiet])
    report.wrong += [(item, tuple(f)) for item, f in zip(quiet, flags, strict=True) if f]
    report.score("raw log lines flagged, secrets", noise(quiet, flags, SECRETS))
    report.score("raw log lines flagged, addresses", noise(quiet, flags, _ADDRESSES))
    named = list(address_lines(lines // 10))
    found = engine([Asked(item.text) for item in named])
    answers = [Answer(item, tuple(f)) for item, f in zip(named, found, strict=True)]
    report.score("private addresses in raw logs", score(answers))
