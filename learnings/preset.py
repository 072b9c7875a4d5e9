"""Presets as data: loading them, what each entry is in them, how bad each deviation is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from . import resource
from .diagnostic import Severity
from .disk import printable
from .entry import Entry, Log
from .errors import ConfigurationError, placed
from .kind import FieldSpec, FileSpec, Kind, Preset, SectionSpec, build, merge
from .recognition import Recognition

__all__ = ["FieldSpec", "FileSpec", "Kind", "Preset", "Presets", "SectionSpec", "recognise"]

_DEEPEST = 8
# What a preset does not inherit.
_OWN = frozenset(("folders", "abstract", "skill", "severities"))


class Presets:
    """All presets, built-in and a team's own; each is read when it is first asked for.

    `default` is the preset of entries that show nothing else. `schemas` maps a kind, or
    `preset/kind`, to the path of a JSON Schema that is laid over the built-in one.
    """

    def __init__(
        self,
        definitions: Mapping[str, Any] | None = None,
        default: str = "agent",
        schemas: Mapping[str, Any] | None = None,
    ) -> None:
        self.default = default
        self.schemas = dict(schemas or {})
        self.definitions = {name: dict(value) for name, value in (definitions or {}).items()}
        self._built: dict[str, Preset] = {}
        # `schema` keeps its compiled schemas here: they live as long as the presets do.
        self.compiled: dict[tuple[str, str], Any] = {}
        index = resource.load("presets/index.json")
        self.prefixes: dict[str, str] = dict(index["prefixes"])
        self.files: dict[str, str] = {k.casefold(): v for k, v in index["files"].items()}
        self.folders: dict[str, str] = dict(index["folders"])
        for name in self.definitions:
            with placed("presets", name):
                self._announce(name)
        if default not in ("agent", *self.definitions):
            with placed("preset"):
                self.preset(default)

    @classmethod
    def load(
        cls,
        definitions: Mapping[str, Any] | None = None,
        default: str = "agent",
        schemas: Mapping[str, Any] | None = None,
    ) -> Presets:
        """The built-in presets and those of a team.

        Raises `ConfigurationError` for a definition that is no preset, extends an unknown one
        or itself, and for an unknown default.
        """
        return cls(definitions, default, schemas)

    def _announce(self, name: str) -> None:
        """Enter what a team's preset is known by: prefixes, files and folders new with it."""
        mine, base = self.preset(name), self._base(name)
        usual = {prefix for kind in base.kinds.values() for prefix in kind.prefixes} if base else ()
        for kind in mine.kinds.values():
            self.prefixes.update((prefix, name) for prefix in kind.prefixes if prefix not in usual)
        for file in mine.files:
            if base is None or file not in base.files:
                self.files[file.casefold()] = name
        for folder in mine.folders:
            if base is None or folder not in base.folders:
                self.folders[folder] = name

    def _base(self, name: str) -> Preset | None:
        parent = self.definitions[name].get("extends")
        if parent and parent != name:
            return self.preset(parent)
        data = _built_in(name)
        return build({**data, "name": name}) if data is not None else None

    def names(self) -> tuple[str, ...]:
        """The names of all presets that entries can have, sorted."""
        found = {name.replace("domain-", "domain:") for name in resource.names(".json", "presets")}
        return tuple(sorted((found - {"index", "domain"}) | set(self.definitions)))

    def preset(self, name: str) -> Preset:
        """A preset by its name.

        Raises `ConfigurationError`, with a suggestion, if there is none.
        """
        found = self._built.get(name)
        if found is None:
            found = self._built[name] = build(self._data(name, ()))
        return found

    def _data(self, name: str, seen: tuple[str, ...]) -> dict[str, Any]:
        if len(seen) > _DEEPEST:
            raise ConfigurationError(f"the preset {seen[0]!r} extends more than {_DEEPEST} others")
        own = self.definitions.get(name) if name not in seen else None
        data = own if own is not None else _built_in(name)
        if data is None:
            keys = ("presets", seen[-1], "extends") if seen else ()
            raise ConfigurationError(self._unknown(name, seen), keys)
        if own is not None:
            _judge(name, own)
        parent = data.get("extends") or (name if own is not None and _built_in(name) else None)
        if parent is None:
            return {**data, "name": name}
        below = self._data(str(parent), (*seen, name))
        kept = {key: value for key, value in below.items() if key not in _OWN}
        said = data.get("severities", {})
        # What a preset says of a check holds for all subjects of which it says nothing itself.
        kept["severities"] = {
            key: value
            for key, value in below.get("severities", {}).items()
            if key.partition(":")[0] not in said
        }
        return {**merge(kept, data), "name": name}

    def _unknown(self, name: str, seen: tuple[str, ...]) -> str:
        if name in seen:
            return f"the preset {name!r} extends itself"
        import difflib

        near = difflib.get_close_matches(name, self.names(), 1)
        about = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(self.names())}"
        return f"there is no preset {name!r}{about}"

    def kind(self, entry: Entry) -> Kind:
        """The kind of an entry in its preset; an entry that was never recognised is a note."""
        name = entry.preset or self.default
        found = self._built.get(name) or self.preset(name)
        kind = found.kinds.get(entry.kind)
        return kind if kind is not None else self.note()

    def note(self) -> Kind:
        """The kind of which hardly anything is asked."""
        return self.preset("agent").kinds["note"]

    def severity(
        self, preset: str, check: str, subject: str = "", changed: bool = True
    ) -> Severity | Literal["off"] | None:
        """How bad a preset, or the default one, thinks a finding is; None leaves it to the check.

        `changed` is False for entries that the judged change did not touch.
        """
        table = self.preset(preset or self.default).severities
        found = table.get(f"{check}:{subject}") if subject else None
        if found is None:
            found = table.get(check)
        if isinstance(found, Mapping):
            found = found.get("changed" if changed else "other")
        if found is None or found == "off":
            return "off" if found else None
        return Severity(found)


def recognise(
    log: Log, presets: Presets, default: str | None = None, siblings: Collection[str] = ()
) -> None:
    """Set `kind` and `preset` of every entry of a log, and apply the preset's own aliases.

    `default` stands in for `presets.default`; `siblings` are the names of the files in the
    folder of the log, which tell the dialect of a log that does not show it.
    """
    Recognition(presets, log, default or presets.default, siblings).run()


def _built_in(name: str) -> dict[str, Any] | None:
    file = name.replace(":", "-")
    if name == "index" or name.startswith("domain-"):
        return None
    # Asked of the list: a name could be a path that leads elsewhere.
    known = file in resource.names(".json", "presets")
    return resource.load(f"presets/{file}.json") if known else None


def _judge(name: str, data: Mapping[str, Any]) -> None:
    from .schema import document_errors

    for path, words in document_errors("preset", data):
        keys = ("presets", name, *map(str, path))
        raise ConfigurationError(f"{'.'.join(map(printable, keys))}: {words}", keys)
