"""What an entry has seen, in percent: told as a fact, not wished, bounded or planned."""

from __future__ import annotations

from collections.abc import Iterator

from ..entry import Entry, Log
from ..lazy import regex
from ..value import percentage
from .words import outgoing, sentences

_BUDGET = "error budget consumed"
_FACTS = ("summary", "context", "content", "details", "impact")
# What these sections tell is to come, or is to be done.
_WISHES = frozenset((
    "verification", "validation", "verify", "resolution steps", "suggested action",
    "suggested fix", "solution", "action", "actions", "suggested implementation", "prevention",
    "prevention measures", "action items", "follow-up actions", "follow up actions",
    "requested capability", "resolution", "acceptance criteria", "success criteria",
    "expected behavior", "expected behaviour", "expected", "options", "considered options",
    "alternatives", "threshold", "trigger", "trigger threshold", "target", "targets", "goal",
    "goals", "metadata", "communication", "mitigation", "workaround",
))  # fmt: skip
_BOUND = regex(
    r"(?i)\b(?:less than|at most|no more than|below|under|up to|should|shall|must|limit|target"
    r"|goal|threshold|alerts?|until|unless)\b"
)
_SENTENCE = regex(r"[.;!?]\s")
_COMMENT = regex(r"<!--.*?(?:-->|\Z)")
_SIGN = regex(r"[%％]")


def measured(log: Log, entry: Entry) -> str:
    """The first percentage that an entry tells as a fact; `not told` without any."""
    found = next(filter(lambda one: one is not None, _percentages(log, entry)), None)
    return f"{found:g} %" if found is not None else "not told"


def _percentages(log: Log, entry: Entry) -> Iterator[float | None]:
    budget = entry.field(_BUDGET)
    if budget is not None:
        yield percentage(outgoing(budget.raw))
    for text in _told(log, entry):
        for sentence in _SENTENCE.split(text):
            if not _BOUND.search(_SIGN.split(sentence, maxsplit=1)[0]):
                yield percentage(sentence)


def _told(log: Log, entry: Entry) -> Iterator[str]:
    """What the entry says of what happened, item by item."""
    for name in _FACTS:
        field = entry.field(name)
        if field is not None:
            yield outgoing(_COMMENT.sub(" ", " ".join(field.text.split())))
    for section in entry.sections:
        if section.name not in _WISHES:
            for text in sentences(log.lines(section.start, section.own_end)):
                yield outgoing(_COMMENT.sub(" ", text))
