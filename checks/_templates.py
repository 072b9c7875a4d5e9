"""What the templates of the presets hold in place of values, as they are copied into logs.

Values are compared in small letters, without emphasis and with one blank between words.
"""

from __future__ import annotations

import functools
import re

from learnings.diagnostic import Span
from learnings.entry import Entry, Field, Log
from learnings.lazy import regex

_LONGEST = 200
_DASH = re.compile(r"(?:[-*+]|\d{1,2}[.)])\s+(?:\[[ x]\]\s+)?")

# Words that stand for a value which is still to come, in any template.
_PENDING = frozenset(
    """\
tbd
tba
tbc
todo
to do
fixme
placeholder
...
…
lorem ipsum
to be added
to be decided
to be defined
to be determined
to be done
to be filled
to be filled in
fill in
fill me in
fill this in
待补充
待填写
待定
hh:mm
hh:mm:ss
yyyy-mm-dd
yyyy-mm-ddthh:mm:ssz""".splitlines()
)
_CROSSES = regex(r"x{3,}|\?{3,}")
# The variable of a template engine that nothing was put in for.
_VARIABLE = regex(r"\{\{[^{}]+\}\}")
# Remarks of a template that stand behind a sample value.
_REMARK = regex(r".*\((?:optional|if (?:related|recurring|identifiable|applicable))\b[^()]*\)")

# A choice that nobody made: `low | medium | high | critical`. Fewer words may be a list.
_CHOICE = regex(r"\w+(?: \| \w+){3,}")

TITLES = frozenset(
    ("category", "capability_name", "incident_or_issue_name", "skill_or_command_name")
)

_VALUES = frozenset(
    """\
iso-8601 timestamp
systems, users, or revenue affected
how long the issue persisted
percentage of slo budget spent
time to resolve
time to detect
how often this occurs
manual effort spent per occurrence
count or percentage
total downtime or degradation window
error budget consumed (e.g., "consumed 40% of monthly budget")
conversation | error | user_feedback
production | staging | development
production | staging
first_time | recurring
simple | medium | complex
yes | no | unknown
service-name
service-a, service-b
alert-name or monitor-id
tag1, tag2
path/to/file.ext
existing_feature_name
existing_tool_or_capability
abc123 or #42
link or document reference
brief description of what was done
added runbook / updated slo / automated remediation / added alert
[iso format: 2025-07-09t14:30:00z]
[issue/performance/configuration/deployment/recovery/monitoring/maintenance]
[brief descriptive title]
[low/medium/high/critical]
[time to resolve]
[description of system impact]
[description of system state when issue occurred]
[what was observed/reported]
[production/staging/development]
[list of affected services]
[what caused the issue]
[main cause of the issue]
[contributing factors]
[underlying system problems]
[process or procedural issues]
[how long before issue was detected]
[how long to resolve]
[percentage uptime during incident]
[quantified performance impact]""".splitlines()
)

# Lines of sections; a section is a template where it has no other line.
_LINES = frozenset(
    """\
one-line description of the operational insight
one-line description of what was learned
full context: what operational pattern was found, why it matters for reliability,
what the correct process or automation should be. include relevant metrics.
full context: what happened, what was wrong, what's correct
specific runbook entry, automation script, slo threshold, or process change to adopt
specific fix or improvement to make
brief description of the operational issue
brief description of what failed
actual error message or output
command/operation attempted
input or parameters used
environment details if relevant
if identifiable, what might resolve this
| hh:mm | issue detected / incident declared / root cause identified / mitigated / restored |
what in the system caused this issue. reference dashboards or logs (redacted).
steps taken to restore service (commands, config changes, scaling actions)
how to avoid this in the future (automation, alert, architecture change, runbook update)
action item 1 (owner, deadline)
what operations tool, automation, or capability is needed
why it's needed, what toil it eliminates, estimated hours saved per week
what the user wanted to do
why they needed it, what problem they're solving
how this could be built: script, pipeline stage, monitoring rule, runbook automation, k8s operator
how this could be built, what it might extend
[any additional context, observations, or information that doesn't fit above categories]
[continue as needed]
[pattern]: [link to similar pattern]
[test results]: [results of validation tests]
[upgrade path]: [future upgrade considerations]
[new documentation]: [what was created]
[process improvement]
[tool enhancement]""".splitlines()
)
# The numbered lines of the template of one-file entries: `[Step 1 with command/action]`.
_NUMBERED = regex(
    r"\[(?:step|measure|key insight|document|metric|alert|dashboard|opportunity|test|validation"
    r"|update|pattern|consideration|issue|action) \d+(?: with [^\]]+)?\](?:: \[[^\]]+\])?"
)
# Nothing but an instruction in brackets: `<fill in>`, `[describe the cause]`.
_ASKING = regex(r"<(?P<angle>[^<>=/@:]+)>|\[(?P<square>[^\[\]:/#@]+)\][.!]?")
_SINGLE = frozenset(("fill", "describe", "description", "summary", "details", "text", "value"))
# Lines that hold no text of their own: the head of a table.
_FRAME = regex(r"\| time \(utc\) \| event \||[|:\- ]+")


@functools.lru_cache(maxsize=8192)
def is_value(text: str, *, generic: bool = True) -> bool:
    """True if the value of a field is still that of a template.

    Without `generic`, words such as TODO are taken for a value.
    """
    if not text or len(text) > _LONGEST:
        return False
    plain = " ".join(text.casefold().split()).strip("*_` ")
    if plain in _VALUES or plain in _LINES:
        return True
    if "(" in plain and _REMARK.fullmatch(plain):
        return True
    if "|" in plain and _CHOICE.fullmatch(plain):
        return True
    if plain.startswith("{{") and _VARIABLE.fullmatch(plain):
        return True
    if not generic:
        return False
    if plain in _PENDING or plain.rstrip(".!:") in _PENDING:
        return True
    return plain.endswith(("x", "?")) and bool(_CROSSES.fullmatch(plain))


def is_template(field: Field) -> bool:
    """True if the field still has the value of a template."""
    # As a status TODO is a word with a meaning.
    return not field.more and is_value(field.raw, generic=field.name != "status")


def is_left(log: Log, span: Span) -> bool:
    """True if the value there is a template's: it was never filled in, and cannot be wrong."""
    entry = log.entry_at(span.line)
    if entry is None or entry.shape == "date":
        return False
    if span == entry.title_span:
        return entry.title in TITLES
    found = _field_at(entry, span)
    return found is not None and is_template(found)


def _field_at(entry: Entry, span: Span) -> Field | None:
    """The field that holds a value, or one item of it."""
    fields = [*entry.fields, *(item for section in entry.sections for item in section.fields)]
    around = (item for item in fields if item.line == span.line and item.column <= span.column)
    return max(around, key=lambda item: item.column, default=None)


def is_line(text: str) -> bool:
    """True if a line of a section is still that of a template."""
    plain = _DASH.sub("", text.strip().casefold(), count=1)
    return is_value(plain) or (plain[:1] == "[" and bool(_NUMBERED.fullmatch(plain)))


def is_asking(text: str) -> bool:
    """True if a line of a section is an instruction in brackets, to be replaced by a text."""
    if "<" not in text and "[" not in text:
        return False
    found = _ASKING.fullmatch(_DASH.sub("", text.strip().casefold(), count=1))
    if found is None or len(text) > _LONGEST:
        return False
    inner = (found["angle"] or found["square"]).strip()
    several = " " in inner and not any(char.isdigit() for char in inner)
    return several or inner in _SINGLE or is_value(inner)


def is_frame(text: str) -> bool:
    """True if a line says nothing either way: a blank, a rule, the head of a table."""
    plain = text.strip()
    if not plain or plain[0] not in "|:-":
        return not plain
    return bool(_FRAME.fullmatch(" ".join(plain.casefold().split())))
