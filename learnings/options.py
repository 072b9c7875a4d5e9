"""What can be set: one list from which the reader, the reference and the JSON Schema are made."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .diagnostic import Confidence, Severity
from .privacy.configured import SHAPE as _PRIVACY
from .shape import (
    NAME,
    Anything,
    Choice,
    Fault,
    Flag,
    Items,
    Shape,
    Table,
    Text,
    Whole,
)
from .tuning import CENTURY, CHECK_DEFAULTS, CHECK_OPTIONS, TARGET

DEFAULT_MAX_FILE_SIZE = 128 * 1024 * 1024

_GLOB = Text('a path or a glob pattern such as "docs/notes/*.md"')
_NAME = Text('the name of a check or a group, such as "stale-entry"', NAME)
_WEIGHED = Text(
    'the name of a check, maybe with a subject: "missing-field:area"',
    "^[a-z0-9]+(-[a-z0-9]+)*(:.+)?$",
)
_KIND = Text(
    'the name of a kind, such as "learning" or "operations/learning"',
    "^([a-z0-9]+([-:][a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$",
)
_PRESET = Text('the name of a preset, such as "agent"', "^[a-z0-9]+([-:][a-z0-9]+)*$")
_OWNED = Text("`service:NAME`, `area:NAME` or a pattern of paths", "^(?:service:.+|area:.+|[^:]+)$")
_OWNER = Text(
    "a user or a team as `@name`, or an e-mail address",
    r"^(?:@[A-Za-z0-9][\w.-]*(?:/[\w.-]+)?|[^\s@]+@[^\s@]+)$",
)

_CHECKS = Table(
    known={name: Table(known=options) for name, options in CHECK_OPTIONS.items()},
    rest=Table(rest=Anything()),
    key=_NAME,
)


class Option(NamedTuple):
    """A setting as the reference, the JSON Schema and `learnings config` show it."""

    name: str
    shape: Shape
    text: str
    default: Any
    example: Any

    @property
    def attribute(self) -> str:
        """The name of the attribute of `Settings`."""
        return self.name.replace("-", "_")


def _option(shape: Shape, text: str, example: object, default: Any = None) -> Any:
    about = {"shape": shape, "text": text, "example": example}
    if isinstance(default, Mapping):
        return field(default_factory=lambda: default, metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True)
class Options:
    """The values of all settings; the kebab-case of an attribute is its name in TOML."""

    logs: tuple[str, ...] = _option(
        Items(_GLOB),
        "Patterns of further log files. The folders `.learnings/`, `docs/ops-knowledge/` and the"
        " file `memory/working-buffer.md` are always looked at.",
        ["docs/incidents/*.md"],
        (),
    )
    exclude: tuple[str, ...] = _option(
        Items(_GLOB),
        "Patterns of files and folders that are left out when logs are looked for. A file that is"
        " named on the command line is read all the same.",
        ["drafts", "examples/**/*.md"],
        (),
    )
    preset: str = _option(
        _PRESET,
        "The preset of entries whose shape and file do not decide it.",
        "operations",
        "agent",
    )
    per_file_preset: Mapping[str, str] = _option(
        Table(rest=_PRESET, key=_GLOB),
        "The preset of all entries in files that match a pattern; the first match holds.",
        {"services/billing/**": "operations"},
        {},
    )
    presets: Mapping[str, Mapping[str, Any]] = _option(
        Table(rest=Table(rest=Anything()), key=_PRESET),
        "Presets of your own, by name, in the form of the built-in ones; `extends` names the"
        " preset that one builds on.",
        {"ours": {"extends": "agent", "areas": {"values": ["billing", "search"], "closed": True}}},
        {},
    )
    schemas: Mapping[str, str] = _option(
        Table(rest=Text("the path of a JSON Schema"), key=_KIND),
        "JSON Schemas of your own, by kind of entry, laid over the built-in ones.",
        {"learning": "schemas/learning.schema.json"},
        {},
    )
    select: tuple[str, ...] = _option(
        Items(_NAME),
        "The checks and groups to run; empty for all.",
        ["identity", "schema"],
        (),
    )
    ignore: tuple[str, ...] = _option(
        Items(_NAME), "Checks and groups not to run.", ["recurring-pattern"], ()
    )
    severity: Mapping[str, str] = _option(
        Table(rest=Choice(("error", "warning", "note", "off")), key=_WEIGHED),
        "The severity of a check, or of a check about one subject (a field, a section); `off`"
        " silences it.",
        {"stale-entry": "note", "missing-field:area": "error"},
        {},
    )
    per_file_ignores: Mapping[str, tuple[str, ...]] = _option(
        Table(rest=Items(_NAME), key=_GLOB),
        "Checks and groups whose findings are dropped in files that match a pattern.",
        {"archive/**": ["ageing", "missing-resolution"]},
        {},
    )
    fail_on: str = _option(
        Choice(("error", "warning", "note", "never")),
        "The least severity that makes `learnings lint` return 1.",
        "warning",
        "error",
    )
    show: Severity = _option(  # noqa: RUF009
        Choice(("error", "warning", "note")),
        "The least severity that the formats for people show: `text`, `concise`, `github` and "
        "`markdown`.",
        "note",
        Severity.WARNING,
    )
    confidence: Confidence = _option(  # noqa: RUF009
        Choice(("high", "medium", "low")),
        "The least confidence a finding needs to be reported.",
        "low",
        Confidence.MEDIUM,
    )
    baseline: str = _option(
        Text("the path of a baseline, or empty for none", least=0),
        "The baseline: findings in it are not reported.",
        ".learnings/baseline.json",
        "",
    )
    stackable: bool = _option(
        Flag(), "Several skills share the logs, so that each entry names its skill.", True, False
    )
    ids: Mapping[str, str] = _option(
        Table(known={"style": Choice(("random", "sequence"))}),
        "How IDs of new entries end: `random` signs, which do not collide between branches, or"
        " the next number of the day. Without it, `compact` counts and the others do not.",
        {"style": "sequence"},
        {},
    )
    promotion: Mapping[str, Any] = _option(
        Table(
            known={
                "message": Text('a line that names {id}, such as "docs: {id} {line}"'),
                "targets": Table(rest=TARGET, key=Text("the name of a target", NAME)),
            }
        ),
        "How lessons are promoted: the message of the commit, and targets of your own, each with"
        " the path of a file, the section and the line that an entry becomes there. A target with"
        " the name of a built-in one changes that.",
        {"targets": {"service-guide": {"path": "docs/services/{service}.md", "section": "Rules"}}},
        {},
    )
    max_file_size: int = _option(
        Whole(1),
        "Larger files, in bytes, are reported and not read.",
        1_000_000,
        DEFAULT_MAX_FILE_SIZE,
    )
    owners: Mapping[str, tuple[str, ...]] = _option(
        Table(rest=Items(_OWNER), key=_OWNED),
        "Who looks after which entries: by `service:NAME`, `area:NAME` or a pattern of the log's"
        " path; the first match holds, and goes before CODEOWNERS.",
        {"service:checkout*": ["@acme/payments"], "docs/ops-knowledge/**": ["@ada"]},
        {},
    )
    review: Mapping[str, Any] = _option(
        Table(
            known={
                "items": Whole(1),
                "mention-owners": Flag(),
                "rule-days": Whole(1, CENTURY),
                "snooze-days": Whole(1, CENTURY),
            }
        ),
        "How `learnings review` reports: at most so many `items` in each part of the Markdown,"
        " whether owners are mentioned there, after how many days a promoted rule is looked at"
        " again, and for how many days a ticked entry is snoozed.",
        {"rule-days": 180, "items": 10},
        {"items": 25, "mention-owners": False, "rule-days": 90, "snooze-days": 14},
    )
    privacy: Mapping[str, Any] = _option(
        _PRIVACY,
        "What only the organisation knows of what is sensitive. `hosts`: the ends of internal host"
        " names; `regions` and `locales`: countries whose phone numbers and national IDs are"
        " looked for (`US` where nothing is said); `public-addresses`: public IP addresses too;"
        " `engine`: a second engine of secrets, which is in the extra `second-engine`;"
        " `customers`: patterns of the IDs of customers, each with examples that have to match;"
        " `roster`: a file of names of people, one a line, that lies outside the repository;"
        " `pseudonyms`: kinds of values that `learnings redact` gives a stable pseudonym, made"
        " with the `salt` of a file outside the repository. See [privacy](privacy.md).",
        {
            "hosts": ["corp.example"],
            "customers": {"tenant": {"pattern": "TEN-[0-9]{6}", "examples": ["TEN-004711"]}},
        },
        {},
    )
    checks: Mapping[str, Mapping[str, Any]] = _option(
        _CHECKS,
        "Options of checks, by check; the page of a check names them.",
        {"stale-entry": {"days": {"pending": 10, "pending:critical": 2}}},
        CHECK_DEFAULTS,
    )


def options() -> tuple[Option, ...]:
    """All settings, in the order of the reference."""
    return _OPTIONS


def _declared() -> tuple[Option, ...]:
    found = []
    for item in dataclasses.fields(Options):
        if not item.metadata:
            continue
        default = item.default
        if item.default_factory is not dataclasses.MISSING:
            default = item.default_factory()
        about = item.metadata
        name = item.name.replace("_", "-")
        found.append(Option(name, about["shape"], about["text"], default, about["example"]))
    return tuple(found)


_OPTIONS = _declared()
_SHAPE = Table(known={option.name: option.shape for option in _OPTIONS})


def judge(table: Mapping[str, Any]) -> list[Fault]:
    """The faults of a table of settings: the keys that lead to each, and what is wrong."""
    return list(_SHAPE.faults(table, ()))


def config_schema() -> dict[str, Any]:
    """The JSON Schema of the configuration, draft 2020-12."""
    properties = {}
    for option in _OPTIONS:
        title = option.name.replace("-", " ").capitalize()
        about: dict[str, Any] = {"title": title, "description": option.text}
        about.update(option.shape.schema())
        about.update(default=_jsonable(option.default), examples=[option.example])
        properties[option.name] = about
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:learnings:schema:config:1",
        "title": "Settings of learnings",
        "description": "The content of .learnings.toml, or of [tool.learnings] in pyproject.toml.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "examples": [{"preset": "operations", "fail-on": "warning", "exclude": ["drafts"]}],
    }


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_jsonable(item) for item in value]
    return str(value) if isinstance(value, (Severity, Confidence)) else value
