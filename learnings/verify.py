"""Names in a configuration that nobody knows: each is refused where it stands.

`options` judges the shape of the settings. Whether there is a check, a preset, a kind or a
status of that name is known only when all of them are: that is asked here, for every
configuration that is in force somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from . import limits, registry, schema, subjects
from . import value as values
from .check import GROUPS
from .disk import printable
from .errors import ConfigurationError, placed
from .kind import Kind, Preset
from .preset import Presets
from .privacy.detector import CustomPattern, Organisation
from .refusal import schema_paths
from .settings import Settings
from .shape import near, shown
from .tuning import CHECK_OPTIONS
from .vocabulary import fold

# The built-in checks that tell of what a schema finds; a test holds the list to them.
TELLING = frozenset(
    (
        "malformed-value",
        "missing-field",
        "missing-promotion-target",
        "missing-resolution",
        "missing-section",
        "missing-skill",
        "missing-validation",
        "unknown-value",
    )
)
# Schemas of documents that are no entries.
_DOCUMENTS = frozenset(("config", "preset", "report"))
_SYNONYMS = ("status", "priority", "severity")
_Row = tuple[tuple[str, ...], Mapping[str, Any] | None, tuple[str, ...]]
Fault = tuple[tuple[str, ...], str]


def verified(settings: Settings) -> Presets:
    """The presets of a configuration, after every name in it has been looked up.

    Raises `ConfigurationError` with the place and, for a near miss, a suggestion.
    """
    if settings.named():
        settings.verify(registry.groups(), GROUPS)
    try:
        presets = _presets(settings)
        _refuse_first(_faults(settings, presets))
        settings.organisation()
    except ConfigurationError as error:
        # What has no keys is no setting's fault: a package that offers no check, say.
        place = settings.place(*error.keys) if error.keys else ""
        raise ConfigurationError(f"{place}: {error}" if place else str(error)) from error
    return presets


def _refuse_first(faults: Iterator[Fault]) -> None:
    for keys, words in faults:
        raise ConfigurationError(f"{'.'.join(map(printable, keys))}: {words}", keys)


def _presets(settings: Settings) -> Presets:
    schemas = {kind: settings.resolve(path) for kind, path in settings.schemas.items()}
    definitions = {name: _resolved(data, settings) for name, data in settings.presets.items()}
    presets = Presets.load(definitions, settings.preset, schemas)
    checks: Collection[str] = ()
    if schemas or any("schemas" in data for data in settings.presets.values()):
        checks = TELLING | set(registry.checks()) - set(registry.built_in_names())
    schema.verify(presets, checks)
    return presets


def _resolved(data: Mapping[str, Any], settings: Settings) -> Mapping[str, Any]:
    paths = {kind: settings.resolve(path) for (_, kind), path in schema_paths(data)}
    return {**data, "schemas": {**data["schemas"], **paths}} if paths else data


def _faults(settings: Settings, presets: Presets) -> Iterator[Fault]:
    yield from _bases(settings, presets)
    yield from _options(settings)
    yield from _days(settings, presets)
    yield from _customers(settings)
    yield from subjects.faults(settings.severity, presets)
    for name, data in settings.presets.items():
        yield from _of_preset(name, data, presets)


def _bases(settings: Settings, presets: Presets) -> Iterator[Fault]:
    """Presets that are named for entries, and are none or only something to build on."""
    named = [(("per-file-preset", key), name) for key, name in settings.per_file_preset.items()]
    for keys, name in ((("preset",), settings.preset), *named):
        with placed(*keys):
            found = None if name == "agent" else presets.preset(name)
        if found is not None and found.abstract:
            yield keys, f"the preset {name!r} is only for others to extend"


def _options(settings: Settings) -> Iterator[Fault]:
    for check, table in settings.checks.items():
        if check in CHECK_OPTIONS or not table or check not in registry.built_in_names():
            continue
        yield ("checks", check, next(iter(table))), "is not a setting; the check has no options"
    suffix = settings.checks.get("malformed-id", {}).get("suffix", "")
    keys = ("checks", "malformed-id", "suffix")
    try:
        re.compile(suffix)
    except (re.error, OverflowError, RecursionError) as error:
        yield keys, f"is no pattern: {error}"
    if suffix and limits.explodes(suffix):
        yield keys, "repeats a repetition, which can take for ever; write it without"


def _unusable(keys: tuple[str, ...], pattern: CustomPattern) -> Iterator[Fault]:
    from .privacy.personal.customers import customers

    try:
        list(customers(Organisation(customers=(pattern,))))
    except ConfigurationError as error:
        yield keys, str(error)


def _customers(settings: Settings) -> Iterator[Fault]:
    for name, table in settings.privacy.get("customers", {}).items():
        keys, pattern = ("privacy", "customers", name), table.get("pattern", "")
        try:
            found = re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            yield keys, f"is no pattern: {error}"
            continue
        if not pattern or found.search("") is not None:
            yield keys, "needs a `pattern` that does not match an empty text"
        elif limits.explodes(pattern):
            yield keys, "repeats a repetition, which can take for ever; write it without"
        else:
            yield from _unusable(keys, CustomPattern(name, pattern))
        if not table.get("examples"):
            yield keys, "needs `examples`: IDs that the pattern has to find"
        for number, example in enumerate(table.get("examples", ()), 1):
            if found.search(example) is None:
                yield keys, f"does not find its example number {number}"


# How long an entry may wait.


def _days(settings: Settings, presets: Presets) -> Iterator[Fault]:
    days = settings.checks.get("stale-entry", {}).get("days", {})
    if settings.sources.get("checks", "default") == "default":
        return
    statuses, priorities = _words(presets, (settings.preset, "agent"))
    for key in days:
        status, mark, priority = key.partition(":")
        if status not in statuses or (mark and priority not in priorities):
            # All presets are read only for a word that the usual ones do not know.
            statuses, priorities = _words(presets, presets.names())
        keys = ("checks", "stale-entry", "days", key)
        if status not in statuses:
            yield keys, f"no preset has the status {status!r}{near(status, sorted(statuses))}"
        if mark and priority not in priorities:
            known = near(priority, sorted(priorities))
            yield keys, f"no preset has the priority {priority!r}{known}"


def _words(presets: Presets, names: Iterable[str]) -> tuple[set[str], set[str]]:
    """The statuses, in small letters as they are looked up, and the priorities."""
    statuses: set[str] = set()
    priorities: set[str] = set()
    for name in dict.fromkeys(names):
        for kind in presets.preset(name).kinds.values():
            statuses.update(word.lower() for word in _values(kind, "status"))
            priorities.update(_values(kind, "priority"))
    return statuses, priorities


def _values(kind: Kind, name: str) -> tuple[str, ...]:
    field = kind.field(name)
    more = field.values if field is not None else ()
    lists = {
        "status": kind.lifecycle.statuses,
        "priority": kind.priorities,
        "severity": kind.severities,
    }
    return (*lists[name], *more)


# A preset of the team.


def _of_preset(name: str, data: Mapping[str, Any], presets: Presets) -> Iterator[Fault]:
    preset = presets.preset(name)
    if data.get("name", name) != name:
        yield ("presets", name, "name"), f"the preset is called {name!r} here; leave out its name"
    if data.get("extends") == "":
        yield ("presets", name, "extends"), "there is no preset of no name; leave it out"
    for keys, words in (
        *_severities(data),
        *_kinds(data, preset),
        *_files(data, preset),
        *_lifecycles(data, preset),
        *_synonyms(data, preset),
        *_targets(data),
    ):
        yield ("presets", name, *keys), words


def _severities(data: Mapping[str, Any]) -> Iterator[Fault]:
    for key in data.get("severities", {}):
        check, mark, subject = key.partition(":")
        checks = registry.groups()
        if check not in checks:
            yield ("severities", key), f"there is no check {check}{near(check, sorted(checks))}"
        if mark and not subject:
            yield ("severities", key), "lacks the subject behind the colon"


def _kinds(data: Mapping[str, Any], preset: Preset) -> Iterator[Fault]:
    for name in data.get("kinds", {}):
        kind = preset.kinds.get(name)
        if kind is None:
            continue
        entries = sorted(set(schema.kinds()) - _DOCUMENTS)
        if kind.schema not in entries:
            about = f"there is no schema {kind.schema!r} of entries{near(kind.schema, entries)}"
            yield ("kinds", name, "schema"), about
        header = fold(kind.header_section)
        if header and kind.section(header) is None:
            known = [section.name for section in kind.sections]
            about = f"there is no section {kind.header_section!r}{near(header, known)}"
            yield ("kinds", name, "header_section"), about


def _files(data: Mapping[str, Any], preset: Preset) -> Iterator[Fault]:
    for name in data.get("files", {}):
        spec = preset.files.get(name)
        if spec is not None and spec.kind not in preset.kinds:
            about = f"there is no kind {spec.kind!r}{near(spec.kind, list(preset.kinds))}"
            yield ("files", name, "kind"), about


def _lifecycles(data: Mapping[str, Any], preset: Preset) -> Iterator[Fault]:
    rows: list[_Row] = [(("lifecycle",), data.get("lifecycle"), preset.lifecycle.statuses)]
    for name, row in data.get("kinds", {}).items():
        if name in preset.kinds:
            known = preset.kinds[name].lifecycle.statuses
            rows.append((("kinds", name, "lifecycle"), (row or {}).get("lifecycle"), known))
    for keys, table, known in rows:
        for more, word in _statuses(table or {}):
            if word not in known:
                yield (*keys, *more), f"there is no status {word!r}{near(word, known)}"


def _statuses(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key in ("initial", "add_initial", "final", "add_final"):
        yield from (((key,), word) for word in table.get(key, ()))
    for old, row in table.get("moves", {}).items():
        yield ("moves", old), old
        yield from ((("moves", old), word) for word in row)


def _synonyms(data: Mapping[str, Any], preset: Preset) -> Iterator[Fault]:
    kinds = list(preset.kinds.values())
    rows: list[tuple[tuple[str, ...], Mapping[str, Any] | None, list[Kind]]] = [
        (("synonyms",), data.get("synonyms"), kinds)
    ]
    for name, row in data.get("kinds", {}).items():
        own = [kind for kind in kinds if kind.name == name]
        rows.append((("kinds", name, "synonyms"), (row or {}).get("synonyms"), own))
    for keys, table, concerned in rows:
        for field, words in (table or {}).items():
            if field not in _SYNONYMS or not isinstance(words, Mapping):
                yield (*keys, field), f"is not a possible table{near(field, _SYNONYMS)}"
                continue
            known = {value for kind in concerned for value in _values(kind, field)}
            for word, meant in words.items():
                # Where there is no list, any word will do.
                if not isinstance(meant, str) or (known and meant not in known):
                    about = f"there is no {field} {shown(meant)}{near(str(meant), sorted(known))}"
                    yield (*keys, field, word), about


def _targets(data: Mapping[str, Any]) -> Iterator[Fault]:
    for measure, row in data.get("targets", {}).items():
        for severity, limit in row.items():
            if values.duration(limit) is None:
                about = f"{shown(limit)} is no duration, such as PT4H"
                yield ("targets", measure, severity), about
